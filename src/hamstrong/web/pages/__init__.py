"""The pages: parse, call one use case, render. No rule of training lives here."""

from hamstrong.web.pages.rendering import error_page
from hamstrong.web.pages.router import build_router

__all__ = ["build_router", "error_page"]
