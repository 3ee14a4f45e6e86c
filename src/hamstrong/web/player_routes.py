"""The service worker: it has to be served from the root to look after every page."""

from importlib.resources import files

from fastapi import APIRouter, Response

from hamstrong.errors import NotFound


def build_player_router() -> APIRouter:
    """`GET /sw.js`, checked by the browser for a newer build at each visit."""
    router = APIRouter()

    @router.get("/sw.js", include_in_schema=False)
    def service_worker() -> Response:
        built = files("hamstrong.web") / "static" / "build" / "sw.js"
        if not built.is_file():
            raise NotFound("The front end is not built, so there is no offline use.", place="sw.js")
        return Response(
            built.read_bytes(),
            media_type="text/javascript",
            headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
        )

    return router
