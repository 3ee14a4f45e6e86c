"""The pages: parse, call one use case, render. No rule of training lives here."""

from hamstrong.web.pages.rendering import error_page
from hamstrong.web.pages.router import page_routes

__all__ = ["error_page", "page_routes"]
