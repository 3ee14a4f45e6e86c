"""What most pages are looked at in: a planned athlete, fresh for each test, and a browser."""

import pytest
from starlette.testclient import TestClient

from tests.web.world import World, planned_world


@pytest.fixture
def world() -> World:
    return planned_world()


@pytest.fixture
def browser(world: World) -> TestClient:
    return world.browser()
