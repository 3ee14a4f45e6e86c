"""When what is over ended: by the time it was said to be, and never later."""

from datetime import UTC, timedelta

import pytest

from hamstrong.coach.make_plan import make_plan, plan_request
from hamstrong.coach.model import Athlete
from hamstrong.coach.record_events import record_events
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Plan, Session, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from tests.unit.coach.desk import Desk, a_set, event


@pytest.fixture
def desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    return desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))


def plan_of(desk: Desk, athlete: Athlete) -> Plan:
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    return stored.plan


def call_done(
    desk: Desk, athlete: Athlete, minutes_off: int, *, began: int | None = None
) -> Session:
    """The first session, said to be over so long after its planned start, with a set or none."""
    session = plan_of(desk, athlete).sessions[0]
    said = session.start + timedelta(minutes=minutes_off)
    desk.clock.moment = said.astimezone(UTC)
    told = [event("session", {"session_id": session.id, "state": "done"}, moment=said)]
    if began is not None:
        first = session.start + timedelta(minutes=began)
        told.insert(0, a_set(session.id, session.doses[0].exercise_id, moment=first))
    record_events(desk.ports, athlete.id, events=told)
    make_plan(desk.ports, athlete.id)
    return next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)


@pytest.mark.parametrize("minutes_off", [-300, -59, -20, -1, 0, 1, 10, 29, 59, 300])
def test_nothing_that_is_over_ends_in_the_future(
    desk: Desk, athlete: Athlete, minutes_off: int
) -> None:
    planned = plan_of(desk, athlete).sessions[0]
    there = call_done(desk, athlete, minutes_off)
    assert there.end <= desk.clock.now()
    assert there.minutes == planned.minutes
    stood = plan_of(desk, athlete)
    make_plan(desk.ports, athlete.id)
    assert plan_of(desk, athlete) == stood


@pytest.mark.parametrize(("began", "minutes_off"), [(2, 20), (-40, -30), (-20, 5), (180, 190)])
def test_with_sets_it_ends_when_it_was_said_to(
    desk: Desk, athlete: Athlete, began: int, minutes_off: int
) -> None:
    planned = plan_of(desk, athlete).sessions[0]
    there = call_done(desk, athlete, minutes_off, began=began)
    assert there.end == desk.clock.now()
    keeps = began > -60 and minutes_off > 0 and began < 60
    assert (there.start == planned.start) == keeps


def test_a_session_that_ends_sooner_than_planned_is_no_version(
    desk: Desk, athlete: Athlete
) -> None:
    call_done(desk, athlete, 20, began=1)
    make_plan(desk.ports, athlete.id)
    versions = desk.store.versions.all(athlete.id)
    make_plan(desk.ports, athlete.id)
    assert desk.store.versions.all(athlete.id) == versions


def test_a_session_called_done_without_a_set_is_over_by_then(desk: Desk, athlete: Athlete) -> None:
    session = plan_of(desk, athlete).sessions[0]
    said = session.start + timedelta(hours=3)
    desk.clock.moment = said.astimezone(UTC)
    data = {"session_id": session.id, "state": "done"}
    record_events(desk.ports, athlete.id, events=[event("session", data, moment=said)])
    make_plan(desk.ports, athlete.id)
    there = next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)
    assert (there.minutes, there.end) == (session.minutes, said)


def test_what_was_skipped_is_given_up_unless_some_of_it_was_done(
    desk: Desk, athlete: Athlete
) -> None:
    first, second = plan_of(desk, athlete).sessions[:2]
    ends = [event("session", {"session_id": s.id, "state": "skipped"}) for s in (first, second)]
    record_events(
        desk.ports,
        athlete.id,
        events=[a_set(second.id, second.doses[0].exercise_id), *ends],
    )
    asked = plan_request(desk.ports, athlete.id)
    assert asked.skipped == {first.id}
    assert asked.done.keys() == {second.id}


def test_who_did_it_after_all_did_not_skip_it(desk: Desk, athlete: Athlete) -> None:
    first = plan_of(desk, athlete).sessions[0]
    for state in ("skipped", "done"):
        told = event("session", {"session_id": first.id, "state": state})
        record_events(desk.ports, athlete.id, events=[told])
    asked = plan_request(desk.ports, athlete.id)
    assert asked.skipped == frozenset()
    assert first.id in asked.done
