"""All pages under one router, and the page for what goes wrong."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hamstrong.web.deps import WebDeps
from hamstrong.web.pages.away import away_routes
from hamstrong.web.pages.block import block_routes
from hamstrong.web.pages.changes import change_routes
from hamstrong.web.pages.decides import decides_routes
from hamstrong.web.pages.exercises import exercise_routes
from hamstrong.web.pages.morning import morning_routes
from hamstrong.web.pages.paces import paces_routes
from hamstrong.web.pages.pictures import picture_routes
from hamstrong.web.pages.progress import progress_routes
from hamstrong.web.pages.runs import runs_routes
from hamstrong.web.pages.session import session_routes
from hamstrong.web.pages.settings import settings_routes
from hamstrong.web.pages.site import Site
from hamstrong.web.pages.today import today_routes
from hamstrong.web.pages.week import target_routes, week_routes
from hamstrong.web.pages.welcome import welcome_routes
from hamstrong.web.pages.why import why_routes

MANIFEST_TYPE = "application/manifest+json"


def build_router(deps: WebDeps) -> APIRouter:
    """Every page and form; what they raise on purpose they also render, as a page."""
    site = Site(deps)
    router = site.router()
    rooms = (
        today_routes,
        morning_routes,
        week_routes,
        target_routes,
        change_routes,
        why_routes,
        away_routes,
        block_routes,
        session_routes,
        runs_routes,
        exercise_routes,
        picture_routes,
        progress_routes,
        settings_routes,
        decides_routes,
        paces_routes,
        welcome_routes,
        _shell_routes,
    )
    for room in rooms:
        router.include_router(room(site))
    return router


def _shell_routes(site: Site) -> APIRouter:
    router = site.router()

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
