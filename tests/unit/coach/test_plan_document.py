"""`hamstrong-plan/1`: what is written can be read back, and checked by strangers."""

import json
from datetime import datetime
from typing import Any

import pytest

from hamstrong.coach.make_plan import plan_request
from hamstrong.errors import BadFile
from hamstrong.exercises.library import load_library
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Plan
from hamstrong.planning.planner import make_plan
from tests.unit.coach.desk import Desk


@pytest.fixture(scope="module")
def plan() -> Plan:
    desk = Desk()
    athlete = desk.with_runs()
    return make_plan(plan_request(desk.ports, athlete.id), load_library())


@pytest.fixture
def document(plan: Plan) -> Any:
    return json.loads(json.dumps(plan_document(plan, load_library())))


def test_a_plan_comes_back_as_it_was(plan: Plan, document: Any) -> None:
    assert read_plan_document(document) == plan
    zones = {session.start.tzinfo for session in read_plan_document(document).sessions}
    assert zones == {plan.race.start.tzinfo}


def test_the_promised_fields_are_there(document: Any) -> None:
    assert document["version"] == "hamstrong-plan/1"
    assert {"id", "start", "end", "type", "key", "distance_m", "title"} <= set(document["runs"][0])
    session = document["sessions"][0]
    promised = {"start", "end", "load_class", "novel", "minutes", "phase", "reason", "exercises"}
    assert promised <= set(session)
    for session in document["sessions"]:
        for exercise in session["exercises"]:
            assert {"id", "side", "sets", "rest_s"} <= set(exercise)
            assert ("hold_s" in exercise) != ("reps" in exercise)
    assert document["weeks"]


def test_times_carry_their_offset(document: Any) -> None:
    for thing in (*document["runs"], *document["sessions"]):
        start = datetime.fromisoformat(thing["start"])
        assert start.utcoffset() is not None
        assert datetime.fromisoformat(thing["end"]) > start


def test_another_version_is_refused(document: Any) -> None:
    with pytest.raises(BadFile) as caught:
        read_plan_document({**document, "version": "hamstrong-plan/2"})
    assert caught.value.place == "version"


@pytest.mark.parametrize("missing", ["zone", "race", "weeks", "runs", "sessions", "empty_days"])
def test_half_a_document_is_refused(document: Any, missing: str) -> None:
    del document[missing]
    with pytest.raises(BadFile):
        read_plan_document(document)


def test_nonsense_inside_is_refused(document: Any) -> None:
    document["sessions"][0]["load_class"] = "C9"
    with pytest.raises(BadFile):
        read_plan_document(document)


def test_an_exercise_that_left_the_library_keeps_its_id(plan: Plan) -> None:
    exercise = plan_document(plan, {})["sessions"][0]["exercises"][0]
    assert exercise["name"] == exercise["id"]
