from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from hamstrong.coach.find_athlete import find_athlete, find_newcomer
from hamstrong.coach.import_runs import ImportMode, keep_runs
from hamstrong.coach.runs import planned_runs
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Availability, StartingLevel
from hamstrong.running.model import RunPlan
from tests.unit.coach.desk import MONDAY, SET_UP, Desk, at


def test_a_new_athlete_is_kept_with_their_race() -> None:
    desk = Desk()
    athlete = desk.athlete()
    assert desk.store.athletes.get(athlete.id) == athlete
    race = desk.store.races.get(athlete.id)
    assert race is not None
    assert race.start == at(SET_UP.race_day, 9)
    assert race.name == "Winter marathon"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"race_day": date(2026, 12, 13)}, "race_day"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"minutes": 25}, "minutes"),
        ({"race_distance_m": 200.0}, "race_distance_m"),
        ({"race_distance_m": float("nan")}, "race_distance_m"),
        ({"availability": Availability({})}, "days"),
        ({"sessions_per_week": 0}, "sessions_per_week"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(
    changes: dict[str, object], place: str
) -> None:
    desk = Desk()
    with pytest.raises(BadInput) as caught:
        desk.athlete(**changes)
    assert caught.value.place == place
    assert desk.store.athletes.all() == ()


def test_a_race_today_is_still_a_race() -> None:
    assert Desk().athlete(race_day=MONDAY)


def test_changing_nobody_is_not_possible() -> None:
    with pytest.raises(NotFound):
        set_up_athlete(Desk().ports, "nobody", SET_UP)


def test_untimed_runs_follow_the_usual_time_and_timed_ones_stay() -> None:
    desk = Desk()
    first, second, *rest = desk.reads.runs
    plan = RunPlan("mixed", (first, replace(second, timed=True), *rest))
    athlete = desk.athlete()
    keep_runs(desk.ports, athlete.id, plan=plan, mode=ImportMode.MERGE)
    set_up_athlete(desk.ports, athlete.id, replace(SET_UP, usual_run_time=time(19, 30)))
    moved, stayed, *_ = planned_runs(desk.ports, athlete.id)
    assert moved.start == at(first.day, 19, 30)
    assert moved.minutes == first.minutes
    assert stayed == replace(second, timed=True)


def test_another_zone_keeps_the_clock_time_of_untimed_runs() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    set_up_athlete(desk.ports, athlete.id, replace(SET_UP, zone="America/New_York"))
    run = planned_runs(desk.ports, athlete.id)[0]
    assert run.start.tzinfo == ZoneInfo("America/New_York")
    assert (run.day, run.start.hour) == (desk.reads.runs[0].day, 7)


def test_what_was_said_about_strength_stays_until_something_else_is_said() -> None:
    desk = Desk()
    athlete = desk.athlete(starting=StartingLevel.STRONG, accustomed=frozenset({Family.CALF}))
    again = set_up_athlete(desk.ports, athlete.id, replace(SET_UP, minutes=45)).athlete
    assert again.starting is StartingLevel.STRONG
    assert again.accustomed == {Family.CALF: MONDAY}
    cleared = replace(SET_UP, accustomed=frozenset())
    assert set_up_athlete(desk.ports, athlete.id, cleared).athlete.accustomed == {}


def test_new_settings_renew_a_plan_that_is_there() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(minutes=1)
    change = set_up_athlete(desk.ports, athlete.id, replace(SET_UP, minutes=45)).change
    assert change is not None
    assert change.revised_at == desk.clock.now()
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    assert {session.minutes for session in stored.plan.sessions} == {45}


def test_a_newcomer_is_not_shown_before_their_block_is_planned() -> None:
    desk = Desk()
    assert find_athlete(desk.ports).athlete is None
    example = set_up_athlete(desk.ports, None, SET_UP, example=True).athlete
    own = desk.with_runs()
    assert find_athlete(desk.ports).athlete == example
    state = find_newcomer(desk.ports)
    assert (state.athlete, state.has_runs, state.has_plan) == (own, True, False)
