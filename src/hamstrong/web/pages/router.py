"""All pages: which part of the site answers which addresses, and what a phone installs."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.params import Depends
from fastapi.responses import JSONResponse

from hamstrong.web.deps import WebDeps
from hamstrong.web.later import Later
from hamstrong.web.pages.site import Site

MANIFEST_TYPE = "application/manifest+json"


class Part(NamedTuple):
    """A part of the site, read when somebody first goes there.

    Attributes:
        beginnings: Of the addresses it answers, all of them.
        rooms: Modules of `hamstrong.web.pages` with their routes.
    """

    beginnings: tuple[str, ...]
    rooms: tuple[tuple[str, str], ...]


PARTS: Final = (
    Part(("/today", "/check-in"), (("today", "today_routes"), ("morning", "morning_routes"))),
    Part(
        ("/week", "/weeks", "/days", "/sessions"),
        (
            ("week", "week_routes"),
            ("session", "session_routes"),
            ("by_hand", "by_hand_routes"),
            ("why", "why_routes"),
        ),
    ),
    Part(("/plan",), (("changes", "change_routes"), ("week", "target_routes"))),
    Part(("/block",), (("block", "block_routes"),)),
    Part(("/away",), (("away", "away_routes"),)),
    Part(("/runs",), (("runs", "runs_routes"),)),
    Part(("/done",), (("done", "done_routes"),)),
    Part(("/exercises",), (("exercises", "exercise_routes"), ("pictures", "picture_routes"))),
    Part(("/progress",), (("progress", "progress_routes"),)),
    Part(("/clips", "/seen"), (("clips", "clip_routes"), ("seen", "seen_routes"))),
    Part(("/more", "/settings"), (("settings", "settings_routes"),)),
    Part(("/services",), (("services", "service_routes"),)),
    Part(("/decides",), (("decides", "decides_routes"),)),
    Part(("/watch",), (("watch", "watch_routes"),)),
    Part(("/paces",), (("paces", "paces_routes"),)),
    Part(("/welcome",), (("welcome", "welcome_routes"),)),
)


def page_routes(deps: WebDeps, dependencies: Sequence[Depends]) -> tuple[APIRouter, list[Later]]:
    """Every page and form; what they raise on purpose they also render, as a page.

    Args:
        deps: Doors to the use cases.
        dependencies: Of every page.

    Returns:
        What is there from the start, and the parts that are made when they are asked for.
    """
    site = Site(deps)
    return _shell_routes(site), [
        Later(part.beginnings, _maker(part, site, dependencies)) for part in PARTS
    ]


def _maker(part: Part, site: Site, dependencies: Sequence[Depends]) -> Callable[[], APIRouter]:
    def make() -> APIRouter:
        router = APIRouter()
        for module, function in part.rooms:
            room = getattr(import_module(f"hamstrong.web.pages.{module}"), function)
            router.include_router(room(site), dependencies=dependencies)
        return router

    return make


def _shell_routes(site: Site) -> APIRouter:
    router = site.router()

    @router.get("/")
    def start(request: Request) -> Response:
        return site.go(request, "/today")

    @router.get("/offline")
    def offline(request: Request) -> Response:
        return site.page(request, "offline.html")

    @router.get("/manifest.webmanifest")
    def manifest() -> Response:
        return JSONResponse(web_manifest(site), media_type=MANIFEST_TYPE)

    return router


def web_manifest(site: Site) -> dict[str, Any]:
    """What a phone needs to install the app."""
    texts = site.texts
    icons = [
        {"src": "/static/icons/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "/static/icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "/static/icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {
            "src": "/static/icons/icon-maskable-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    return {
        "id": "/",
        "name": "Hamstrong",
        "short_name": "Hamstrong",
        "description": texts["app.description"],
        "lang": texts["language.code"],
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f3ec",
        "theme_color": "#f6f3ec",
        "icons": icons,
        "shortcuts": [
            {"name": texts["tabs.today"], "url": "/today"},
            {"name": texts["tabs.week"], "url": "/week"},
        ],
    }
