"""What every page shares: whose it is, how it is rendered, where a form leads."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from hamstrong.coach.find_athlete import AthleteState, find_athlete, find_newcomer
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.errors import HamstrongError, NotFound
from hamstrong.web.deps import WebDeps
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.rendering import Renderer
from hamstrong.web.text import Catalogue

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class WelcomeFirst(Exception):
    """Nobody is set up yet; the router answers with a redirect to the welcome page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose pages these are and what today is there."""

    athlete: Athlete
    state: AthleteState
    now: datetime
    today: date

    @property
    def id(self) -> str:
        return self.athlete.id


def shown_of(ports: Ports, state: AthleteState) -> Shown:
    """The athlete whose pages are shown. Raises WelcomeFirst when there is none."""
    if state.athlete is None:
        raise WelcomeFirst
    now = ports.clock.now()
    return Shown(athlete=state.athlete, state=state, now=now, today=ports.today(state.athlete.zone))


def current_id(ports: Ports) -> str:
    """The id of the athlete whose pages are shown. Raises WelcomeFirst when there is none."""
    return shown_of(ports, find_athlete(ports)).id


def newcomer_id(ports: Ports) -> str:
    """The id of the athlete who is being set up. Raises WelcomeFirst when there is none."""
    return shown_of(ports, find_newcomer(ports)).id


@dataclass(slots=True)
class Site:
    """Renders pages and answers forms."""

    deps: WebDeps
    renderer: Renderer = field(default_factory=Renderer)

    @property
    def texts(self) -> Catalogue:
        """The texts of the pages' language."""
        return self.renderer.texts

    def page(
        self,
        request: Request,
        template: str,
        *,
        athlete: Athlete | None = None,
        status: int = 200,
        **values: Any,
    ) -> HTMLResponse:
        """Render a template, in the athlete's units and zone."""
        return self.renderer.page(request, template, athlete=athlete, status=status, **values)

    def go(self, request: Request, where: str, note: Note | None = None) -> Response:
        """Send the browser on after a form, so that a reload does not post twice."""
        response = RedirectResponse(where, status_code=303)
        if note is not None:
            self.renderer.notes.leave(response, note, secure=request.url.scheme == "https")
        return response

    def router(self) -> APIRouter:
        """A router that answers what goes wrong on a page with a page."""
        return APIRouter(route_class=_page_route(self), include_in_schema=False)


def _page_route(site: Site) -> type[APIRoute]:
    class PageRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def handled(request: Request) -> Response:
                try:
                    return await handle(request)
                except WelcomeFirst:
                    return site.go(request, "/welcome")
                except HamstrongError as error:
                    return site.renderer.problem(request, error)
                except RequestValidationError:
                    unknown = NotFound(site.texts["error.address"])
                    return site.renderer.problem(request, unknown)

            return handled

    return PageRoute
