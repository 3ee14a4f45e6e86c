"""A start chosen by hand is kept, or the week says why not."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Absence, AbsenceKind, Plan, PlanRequest
from hamstrong.planning.planner import make_plan
from hamstrong.running.model import Race, Run, RunType

ZONE = ZoneInfo("Europe/Madrid")
MONDAY = date(2027, 3, 1)
SESSION = f"{MONDAY}-1"


def at(day: int, hour: int) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), ZONE)


def request() -> PlanRequest:
    """Ten weeks to a marathon, a long run each Sunday, every family known."""
    race = Race(at(69, 9))
    runs = [
        Run(f"long-{n}", at(7 * n + 6, 8), at(7 * n + 6, 10), RunType.LONG, True, "Long")
        for n in range(9)
    ]
    goal = Run("race", race.start, at(69, 13), RunType.RACE, True, "Race", race.distance_m)
    told = dict.fromkeys(Family, MONDAY)
    return PlanRequest(race, (*runs, goal), MONDAY, ZONE, accustomed=told)


def pinned(start: datetime, asked: PlanRequest, *, session_id: str = SESSION) -> Plan:
    return make_plan(replace(asked, pins={session_id: start}), load_library())


def notes_of(plan: Plan) -> list[str]:
    return [note.text for note in plan.weeks[0].notes if "chose" in note.text]


def test_a_chosen_start_is_kept_and_called_so() -> None:
    plan = pinned(at(1, 13), request())
    (session,) = [session for session in plan.sessions if session.id == SESSION]
    assert (session.start, session.pinned) == (at(1, 13), True)
    assert notes_of(plan) == []


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (at(6, 9), "That is the time of Sunday's long run."),
        (at(8, 13), "A session stays in its own week, so that no week carries two weeks' work."),
    ],
    ids=["during a run", "in another week"],
)
def test_a_start_that_cannot_be_kept_is_answered(start: datetime, why: str) -> None:
    plan = pinned(start, request())
    assert all(session.start != start for session in plan.sessions)
    (note,) = notes_of(plan)
    assert note.endswith(f" is not possible: {why}")


def test_a_start_on_a_lost_day_is_answered() -> None:
    ill = Absence("a", MONDAY + timedelta(days=1), MONDAY + timedelta(days=2), AbsenceKind.ILL)
    plan = pinned(at(1, 13), replace(request(), absences=(ill,)))
    assert [session for session in plan.sessions if session.start == at(1, 13)] == []
    assert len(notes_of(plan)) == 1


def test_a_start_for_a_session_that_the_week_does_not_hold_is_answered() -> None:
    few = replace(request(), sessions_per_week=1)
    plan = pinned(at(1, 13), few, session_id=f"{MONDAY}-2")
    (note,) = notes_of(plan)
    assert note.endswith("This week is planned with 1 session.")


def test_a_start_that_is_over_needs_no_answer() -> None:
    late = replace(request(), today=MONDAY + timedelta(days=2))
    assert notes_of(pinned(at(1, 13), late)) == []
