"""The web app: pages, API, feed, and one shape for everything that goes wrong."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request, Response, params
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Router
from starlette.types import Lifespan

from hamstrong import __version__
from hamstrong.coach.mistakes import told_mistake
from hamstrong.errors import BadInput, HamstrongError, NotAllowed, NotFound, Unavailable
from hamstrong.exercises.library import Library
from hamstrong.web import pages
from hamstrong.web.deps import WebDeps
from hamstrong.web.feed import feed_routes
from hamstrong.web.files import BuiltFiles
from hamstrong.web.later import Later
from hamstrong.web.player_routes import build_player_router
from hamstrong.web.refresh import daily_refresh
from hamstrong.web.speaking import Speaking
from hamstrong.web.text import say
from hamstrong.web.ticking import ticking

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
OPEN_PATHS = ("/feed/",)
"""Beginnings of paths that carry their own secret and ask for no paired device."""


def create_app(deps: WebDeps) -> FastAPI:
    """The app over these doors; it knows no database and no planner of its own."""
    app = FastAPI(
        title="Hamstrong",
        version=__version__,
        openapi_url=None,  # the API describes itself, when it is asked
        lifespan=_life(deps),
    )
    daily = [Depends(daily_refresh(deps))]
    shell, parts = pages.page_routes(deps, daily)
    app.include_router(shell)
    app.routes.extend(parts)
    app.routes.append(Later(("/api",), lambda: _api(deps, daily)))
    app.include_router(feed_routes(deps))
    app.include_router(build_player_router())
    app.routes.append(Later(("/judge",), lambda: _judge(deps), kind="websocket"))
    app.mount("/static", BuiltFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Speaking, deps=deps)
    _answer_errors(app)

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> dict[str, str]:
        """Whether the database answers."""
        with deps.reading() as ports:
            ports.store.athletes.all()
        return {"status": "ok", "version": __version__}

    return app


def _life(deps: WebDeps) -> Lifespan[FastAPI]:
    """While the app lives services are asked and backups made; then work under way is put back."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with ticking(services=deps.services, backups=deps.backups):
            yield
        for doors in (deps.clips, deps.services):
            if doors is not None:
                await run_in_threadpool(doors.stop)

    return life


def _api(deps: WebDeps, dependencies: list[params.Depends]) -> APIRouter:
    from hamstrong.web.api import build_api

    return build_api(deps, dependencies)


def _judge(deps: WebDeps) -> Router:
    from hamstrong.coach.find_athlete import find_athlete
    from hamstrong.coach.judge_live import LiveJudging
    from hamstrong.coach.keep_seen import keep_live
    from hamstrong.web.judge_live import judge_route

    def library() -> Library:
        with deps.reading() as ports:
            return ports.library

    def keep(judging: LiveJudging) -> str | None:
        with deps.writing() as ports:
            athlete = find_athlete(ports).athlete
            return None if athlete is None else keep_live(ports, athlete.id, judging=judging)

    return Router([judge_route(library, keep)])


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(HamstrongError)
    def on_purpose(request: Request, error: HamstrongError) -> Response:
        return problem(request, error)

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        sentence, where = told_mistake(error.errors()[0])
        return problem(request, BadInput(sentence, place=where))

    @app.exception_handler(HTTPException)
    def by_protocol(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.NOT_FOUND:
            return problem(request, NotFound(say("error.nothing-here")))
        sentence = f"{error.detail.rstrip('.')}."
        return problem(request, _kind(error.status_code)(sentence), status=error.status_code)

    @app.exception_handler(Exception)
    def by_accident(request: Request, error: Exception) -> Response:
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
        message = say("error.accident")
        return problem(request, Unavailable(message), status=500)


def _kind(status: int) -> type[HamstrongError]:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unavailable
    return NotAllowed if status in (401, 403) else BadInput


def problem(request: Request, error: HamstrongError, *, status: int | None = None) -> Response:
    """A page for who reads pages, JSON for everyone else."""
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.url.path.startswith(("/api/", "/feed/")):
        page: Response = pages.error_page(request, error)
        page.status_code = status or error.status
        return page
    body = {
        "ok": False,
        "error": error.message,
        "place": error.place,
        "status": status or error.status,
    }
    return JSONResponse(body, status_code=status or error.status)
