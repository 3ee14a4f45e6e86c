"""Parts of the site that are made when somebody first goes there."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Router, WebSocketRoute

from hamstrong.web.later import Later
from tests.web.world import planned_world


@pytest.fixture
def app() -> FastAPI:
    app = planned_world().browser().app
    assert isinstance(app, FastAPI)
    return app


def parts(app: FastAPI) -> list[Later]:
    return [route for route in app.routes if isinstance(route, Later)]


def paths(router: Router, prefix: str = "") -> list[str]:
    """Whole paths; what a router includes lies under its prefix."""
    found: list[str] = []
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            found += paths(inner, prefix + getattr(router, "prefix", ""))
        elif isinstance(route, APIRoute | WebSocketRoute):
            found.append(prefix + route.path)
    return found


def test_every_address_of_a_part_lies_under_its_beginnings(app: FastAPI) -> None:
    for part in parts(app):
        inside = paths(part.router)
        # This app is given no services, so that their part is empty; tests/services opens it.
        assert inside or part.beginnings == ("/services",)
        assert [path for path in inside if not part.covers(path)] == []


def test_no_two_parts_claim_one_beginning(app: FastAPI) -> None:
    beginnings = [start for part in parts(app) for start in part.beginnings]
    assert len(set(beginnings)) == len(beginnings)


def test_a_part_is_made_by_the_first_visit_and_only_once() -> None:
    made: list[Router] = []

    def make() -> Router:
        made.append(Router())
        return made[-1]

    app = FastAPI()
    app.routes.append(Later(("/there",), make))
    with TestClient(app) as client:
        assert client.get("/thereabouts").status_code == 404
        assert made == []
        assert client.get("/there/and/back").status_code == 404
        assert client.get("/there").status_code == 404
    assert len(made) == 1


def test_an_unknown_address_inside_a_part_is_a_page_that_says_so() -> None:
    answer = planned_world().browser().get("/settings/nowhere")
    assert answer.status_code == 404
    assert "<h1" in answer.text
