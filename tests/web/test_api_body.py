"""`GET /api/body` over a real database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY
from tests.web.test_api import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    house = House(database)
    with house.client:
        yield house
    database.close()


def test_the_body_follows_the_check_in(house: House) -> None:
    house.move_in()
    client: TestClient = house.client
    before = client.get("/api/body").json()
    assert before["day"] == MONDAY.isoformat()
    assert {area["light"] for area in before["areas"]} == {"green"}
    assert before["limits"] == []
    told = {"pain": {"foot": 4}, "ill": True}
    assert client.post("/api/check-ins", json=told).status_code == 201
    after = client.get("/api/body").json()
    foot = next(area for area in after["areas"] if area["area"] == "foot")
    assert (foot["light"], foot["since"]) == ("amber", MONDAY.isoformat())
    assert after["ill"] is True
    assert {limit["reason"]["rule"] for limit in after["limits"]} == {"check-in", "pain"}
    house.desk.clock.moment += timedelta(minutes=1)
    client.post("/api/check-ins", json={"pain": {"foot": 4}, "ill": False})
    assert client.get("/api/body").json()["ill"] is False


def test_nobody_set_up_is_not_found(house: House) -> None:
    assert house.client.get("/api/body").status_code == 404
