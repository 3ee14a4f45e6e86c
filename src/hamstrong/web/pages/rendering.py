"""Templates with texts and formats: everything about a page but its data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request

from hamstrong.coach.model import Athlete
from hamstrong.errors import HamstrongError, NoPlan
from hamstrong.web.pages.assets import asset
from hamstrong.web.pages.flash import Notes
from hamstrong.web.pages.formats import Formats
from hamstrong.web.text import Catalogue, load_catalogue, say

TABS = ("today", "week", "block", "progress", "more")


@dataclass(slots=True)
class Renderer:
    """Renders templates; knows no data."""

    notes: Notes = field(default_factory=Notes)
    environment: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.environment = make_environment()

    @property
    def texts(self) -> Catalogue:
        """Of the language that is spoken."""
        return load_catalogue()

    def page(
        self,
        request: Request,
        template: str,
        *,
        athlete: Athlete | None = None,
        status: int = 200,
        **values: Any,
    ) -> HTMLResponse:
        """Render a template; every page is private and made anew at each visit."""
        formats = (
            Formats(self.texts, athlete.units, athlete.zone) if athlete else Formats(self.texts)
        )
        html = self.environment.get_template(template).render(
            f=formats,
            athlete=athlete,
            note=self.notes.take(request),
            path=request.url.path,
            **values,
        )
        headers = {"Cache-Control": "private, no-cache"}
        return HTMLResponse(html, status_code=status, headers=headers)

    def problem(self, request: Request, error: HamstrongError) -> HTMLResponse:
        """The page that says what happened, what is safe, what to do."""
        kind = "no-plan" if isinstance(error, NoPlan) else str(error.status)
        known = f"error.{kind}.title" in self.texts
        return self.page(
            request,
            "error.html",
            status=error.status,
            error=error,
            kind=kind if known else "other",
        )


@cache
def _plain_renderer() -> Renderer:
    return Renderer()


def error_page(request: Request, error: HamstrongError) -> HTMLResponse:
    """The page for what goes wrong outside the pages' own router, such as an unknown address."""
    return _plain_renderer().problem(request, error)


def make_environment() -> Environment:
    """The templates of the package, strict about names that are not there."""
    environment = Environment(
        loader=PackageLoader("hamstrong.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=say,
        t_under=under,
        asset=asset,
        tabs=TABS,
        icon=icon_markup,
        pose_icon=_when_called("hamstrong.web.pages.figures", "pose_icon"),
        bar=_when_called("hamstrong.web.pages.timeline", "bar"),
        told_changes=_when_called("hamstrong.coach.change_folds", "told_changes"),
    )
    environment.filters["bold"] = bold
    environment.filters["capitalize_first"] = capitalise
    environment.filters["mid_sentence"] = mid_sentence
    return environment


def under(prefix: str) -> dict[str, str]:
    """The texts below a key, in the language that is spoken."""
    return load_catalogue().under(prefix)


def _when_called(module: str, name: str) -> Callable[..., Any]:
    """A function that few templates call, whose module no start needs to read."""

    def call(*args: Any) -> Any:
        return getattr(import_module(module), name)(*args)

    return call


@pass_context
def icon_markup(context: Context, name: str, kind: str = "") -> Markup:
    """One of the icons of `parts/icons.html`, hidden from screen readers."""
    template = context.environment.get_template("parts/icons.html")
    drawn = vars(template.module)["draw"]
    return Markup(drawn(name, kind))  # noqa: S704 - our own template, escaped where it was filled


def bold(text: str) -> Markup:
    """Escape a text and set what stands between two asterisks in bold."""
    parts = str(text).split("*")
    pieces = [
        Markup("<strong>{}</strong>").format(part) if number % 2 else Markup("{}").format(part)
        for number, part in enumerate(parts)
    ]
    return Markup("").join(pieces)


def capitalise(text: str) -> str:
    """The first letter large, the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def mid_sentence(text: str) -> str:
    """The first letter small, the others as they are: a sentence after a colon."""
    return f"{text[:1].lower()}{text[1:]}"
