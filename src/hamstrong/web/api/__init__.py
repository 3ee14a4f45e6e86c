"""The JSON API: parse, call one use case, answer. Documented in docs/api.md."""

from hamstrong.web.api.router import build_api

__all__ = ["build_api"]
