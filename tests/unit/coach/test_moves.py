"""Moving sessions, with the real planner and its rules."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamstrong.coach.look import gap_after
from hamstrong.coach.model import Athlete
from hamstrong.coach.move_run import MoveRun
from hamstrong.coach.move_session import free_session, move_session
from hamstrong.coach.record_events import record_events
from hamstrong.coach.show_targets import days_from, run_targets, session_targets
from hamstrong.coach.trial import trial
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Plan, Session, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from hamstrong.running.model import RunType
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk, at, session_end


@pytest.fixture
def desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    # Used to it, so that the last weeks before a race still hold hard sessions.
    return desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))


def plan_of(desk: Desk, athlete: Athlete) -> Plan:
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    return stored.plan


def first_hard(plan: Plan) -> Session:
    return next(s for s in plan.sessions if s.load_class not in ("C0", "C1") and s.day > MONDAY)


def test_a_move_too_near_to_a_key_run_is_answered_with_the_run(
    desk: Desk, athlete: Athlete
) -> None:
    before = desk.store.plans.get(athlete.id)
    session = first_hard(plan_of(desk, athlete))
    sunday = session.day + timedelta(days=6 - session.day.weekday())
    moved = move_session(desk.ports, athlete.id, session_id=session.id, start=at(sunday, 5, 30))
    assert not moved.moved
    assert any(reason.run_id == f"run-{sunday}" for reason in moved.reasons)
    assert desk.store.plans.get(athlete.id) == before
    assert desk.store.plans.pins(athlete.id) == {}


def test_a_refused_move_gives_the_very_sentence_that_its_day_gave_as_a_target(
    desk: Desk, athlete: Athlete
) -> None:
    refused = 0
    for session in plan_of(desk, athlete).sessions:
        if session.day <= MONDAY:
            continue
        monday = session.day - timedelta(days=session.day.weekday())
        days = days_from(monday - timedelta(days=7), 3)
        for target in session_targets(desk.ports, athlete.id, session.id, days=days):
            if target.start.date() < MONDAY or not target.why:
                continue
            moved = move_session(desk.ports, athlete.id, session_id=session.id, start=target.start)
            assert " ".join(reason.text for reason in moved.reasons) == target.why
            refused += 1
    assert refused > 20


def test_a_target_that_is_offered_is_taken(desk: Desk, athlete: Athlete) -> None:
    session = first_hard(plan_of(desk, athlete))
    targets = session_targets(desk.ports, athlete.id, session.id)
    open_ones = [one for one in targets if not one.why and one.start != session.start]
    assert open_ones
    moved = move_session(desk.ports, athlete.id, session_id=session.id, start=open_ones[0].start)
    assert moved.moved, moved.reasons


def test_a_run_s_targets_are_told_for_the_whole_block_and_refuse_alike(
    desk: Desk, athlete: Athlete
) -> None:
    easy = next(run for run in plan_of(desk, athlete).runs if run.type is RunType.EASY)
    days = days_from(MONDAY - timedelta(days=7), 5)
    targets = run_targets(desk.ports, athlete.id, easy.id, days=days)
    assert [target.start.date() for target in targets] == list(days)
    for target in targets:
        move = MoveRun(easy.id, target.start)
        tried = trial(desk.ports, athlete.id)
        if not target.why:
            assert move.apply(tried, athlete.id).startswith("Moved")
            continue
        with pytest.raises((BadInput, Conflict)) as refused:
            move.apply(tried, athlete.id)
        assert refused.value.message == target.why
    doubles = {t.start.date(): t.start.time() for t in targets if "is a double day" in t.note}
    before_the_race = doubles.pop(RACE_DAY)
    assert before_the_race == time(7), "the race is at nine"
    assert set(doubles.values()) == {time(18)}
    assert any("is over" in target.why for target in targets)


@pytest.mark.parametrize(("first", "weeks"), [(MONDAY, 0), (MONDAY, 54), (date(9999, 12, 27), 2)])
def test_nobody_asks_for_targets_beyond_a_year(first: date, weeks: int) -> None:
    with pytest.raises(BadInput):
        days_from(first, weeks)


def test_a_legal_move_is_pinned_and_the_rest_follows(desk: Desk, athlete: Athlete) -> None:
    session = first_hard(plan_of(desk, athlete))
    start = session.start + timedelta(minutes=15)
    moved = move_session(desk.ports, athlete.id, session_id=session.id, start=start)
    assert moved.moved, moved.reasons
    there = next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)
    assert (there.start, there.pinned) == (start, True)
    assert moved.change is not None
    assert session.id in {change.session_id for change in moved.change.changes}


def test_a_freed_session_is_the_planners_again(desk: Desk, athlete: Athlete) -> None:
    session = first_hard(plan_of(desk, athlete))
    start = session.start + timedelta(minutes=15)
    move_session(desk.ports, athlete.id, session_id=session.id, start=start)
    free_session(desk.ports, athlete.id, session_id=session.id)
    there = next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)
    assert not there.pinned
    assert desk.store.plans.pins(athlete.id) == {}


def test_the_gap_of_every_session_holds_its_promise(desk: Desk, athlete: Athlete) -> None:
    plan = plan_of(desk, athlete)
    gaps = [gap_after(session, plan) for session in plan.sessions]
    assert any(gap is not None for gap in gaps)
    assert all(gap.hours >= gap.needed_h for gap in gaps if gap is not None)


@pytest.mark.parametrize(
    ("start", "error"),
    [
        (at(MONDAY - timedelta(days=1), 18), BadInput),
        (datetime(2026, 12, 15, 18), BadInput),  # noqa: DTZ001 - a start without a zone
    ],
)
def test_a_session_cannot_go_into_the_past_or_nowhere(
    desk: Desk, athlete: Athlete, start: datetime, error: type[Exception]
) -> None:
    session = first_hard(plan_of(desk, athlete))
    with pytest.raises(error):
        move_session(desk.ports, athlete.id, session_id=session.id, start=start)


def test_what_is_done_stays(desk: Desk, athlete: Athlete) -> None:
    session = first_hard(plan_of(desk, athlete))
    record_events(desk.ports, athlete.id, events=[session_end(session.id)])
    with pytest.raises(Conflict):
        move_session(desk.ports, athlete.id, session_id=session.id, start=session.start)


def test_what_is_not_there_cannot_be_moved(desk: Desk, athlete: Athlete) -> None:
    with pytest.raises(NotFound):
        move_session(desk.ports, athlete.id, session_id="2020-01-06-1", start=at(MONDAY, 20))
    with pytest.raises(NotFound):
        free_session(desk.ports, athlete.id, session_id="2020-01-06-1")


def test_the_zone_of_a_wish_is_no_matter(desk: Desk, athlete: Athlete) -> None:
    session = first_hard(plan_of(desk, athlete))
    start = session.start + timedelta(minutes=15)
    from_afar = start.astimezone(ZoneInfo("Asia/Tokyo"))
    assert move_session(desk.ports, athlete.id, session_id=session.id, start=from_afar).moved
    there = next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)
    assert there.start.isoformat() == start.isoformat()
