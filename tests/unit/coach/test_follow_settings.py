"""Stored runs follow the race, the usual hour and the zone; after the race nothing is locked."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.import_runs import ImportMode, import_runs, keep_runs
from hamstrong.coach.model import Athlete, Units
from hamstrong.coach.move_run import move_run
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.runs import planned_runs
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.errors import BadInput
from hamstrong.running.model import HALF_MARATHON_M, Run, RunPlan, RunType
from tests.unit.coach.desk import MONDAY, RACE_DAY, SET_UP, Desk, at, run_on

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
LATER = RACE_DAY + timedelta(days=7)
TABLE = f"""date,title,distance_km
{TUESDAY},Recovery AM 10 km PM 6 km,
{WEDNESDAY},Easy,8
{RACE_DAY - timedelta(days=14)},Half marathon race,21.1
{RACE_DAY},Marathon,42.2
"""


def settings(desk: Desk, athlete: Athlete, **changes: Any) -> Any:
    return set_up_athlete(desk.ports, athlete.id, replace(SET_UP, **changes))


def starts(desk: Desk, athlete: Athlete) -> list[datetime]:
    return [run.start for run in planned_runs(desk.ports, athlete.id)]


def races(desk: Desk, athlete: Athlete) -> list[Run]:
    runs = planned_runs(desk.ports, athlete.id)
    return [run for run in runs if run.type is RunType.RACE]


def table_read(usual: time = time(7), *, zone: str = "Europe/Madrid") -> RunPlan:
    desk = Desk()
    athlete = desk.athlete(usual_run_time=usual, zone=zone)
    return read_run_plan(
        TABLE.encode(),
        name="table.csv",
        race=desk.store.races.get(athlete.id),
        zone=athlete.zone,
        today=MONDAY,
        usual_run_time=usual,
    )


def test_the_race_moves_and_leaves_nothing_behind() -> None:
    desk = Desk()
    athlete = desk.planned()
    change = settings(desk, athlete, race_day=LATER).change
    assert change is not None
    assert [race.start for race in races(desk, athlete)] == [at(LATER, 9)]
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    in_plan = [run for run in stored.plan.runs if run.type is RunType.RACE]
    assert [run.start for run in in_plan] == [at(LATER, 9)]


def test_a_generated_race_moves_too() -> None:
    desk = Desk()
    race_day = MONDAY + timedelta(days=97)
    athlete = desk.athlete(race_day=race_day)
    wishes = RunWishes(runs_per_week=4, weekly_m=35_000, easy_pace_s_per_km=420)
    generate_runs(desk.ports, athlete.id, wishes=wishes)
    (before,) = races(desk, athlete)
    settings(desk, athlete, race_day=race_day + timedelta(days=1))
    (race,) = races(desk, athlete)
    assert race.start == before.start + timedelta(days=1)
    assert (race.minutes, race.title) == (before.minutes, "Winter marathon")
    assert before.minutes > 240, "the generator knows how fast they run"


def test_a_race_of_another_distance_takes_another_time() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    settings(desk, athlete, race_distance_m=HALF_MARATHON_M, race_start=time(10))
    (race,) = races(desk, athlete)
    assert (race.start, race.distance_m) == (at(RACE_DAY, 10), HALF_MARATHON_M)
    assert 100 < race.minutes < 125


def test_a_tune_up_is_not_the_race_and_stays() -> None:
    desk = Desk(reads=table_read())
    athlete = desk.with_runs()
    settings(desk, athlete, race_day=LATER)
    days = [race.day for race in races(desk, athlete)]
    assert days == [RACE_DAY - timedelta(days=14), LATER]


def test_a_run_called_a_race_by_the_athlete_moves_too() -> None:
    desk = Desk()
    *runs, race = desk.reads.runs
    desk.reads = RunPlan("plan.csv", (*runs, replace(race, type=RunType.LONG)))
    athlete = desk.with_runs()
    correct_run(desk.ports, athlete.id, run_id=race.id, type=RunType.RACE)
    settings(desk, athlete, race_day=LATER)
    assert [run.day for run in races(desk, athlete)] == [LATER]
    assert RACE_DAY not in [run.day for run in planned_runs(desk.ports, athlete.id)]


def test_there_and_back_the_plan_is_as_it_was_read() -> None:
    desk = Desk(reads=table_read())
    athlete = desk.with_runs()
    settings(desk, athlete, race_day=LATER, usual_run_time=time(17), zone="America/New_York")
    settings(desk, athlete)
    summary = import_runs(desk.ports, athlete.id, file=RunFile("table.csv", b""))
    assert (summary.unchanged, summary.changed) == (len(desk.reads.runs), 0)


def test_a_race_that_was_run_stays_where_it_was() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    desk.clock.moment += timedelta(days=40)
    next_race = RACE_DAY + timedelta(days=90)
    settings(desk, athlete, race_day=next_race)
    assert [race.day for race in races(desk, athlete)] == [RACE_DAY, next_race]


def test_the_race_is_moved_in_the_settings_only() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    (race,) = races(desk, athlete)
    with pytest.raises(BadInput, match="settings"):
        move_run(desk.ports, athlete.id, run_id=race.id, start=at(RACE_DAY, 11))
    with pytest.raises(BadInput, match="settings"):
        correct_run(desk.ports, athlete.id, run_id=race.id, type=RunType.EASY)


@pytest.mark.parametrize("usual", [time(6), time(12, 30), time(17), time(20)])
@pytest.mark.parametrize("zone", ["Europe/Madrid", "Asia/Tokyo"])
def test_a_new_usual_hour_gives_what_reading_again_would(usual: time, zone: str) -> None:
    desk = Desk(reads=table_read())
    athlete = desk.with_runs()
    settings(desk, athlete, usual_run_time=usual, zone=zone)
    (kept,) = desk.store.runs.plans(athlete.id)
    assert kept == table_read(usual, zone=zone)
    first, second = kept.runs[:2]
    assert first.start < second.start, "two runs of a day stay two"
    assert kept.runs[-1].start == datetime.combine(RACE_DAY, time(9), ZoneInfo(zone))


def test_a_run_that_was_moved_stays_moved() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    easy = run_on(TUESDAY).id
    move_run(desk.ports, athlete.id, run_id=easy, start=at(TUESDAY, 12))
    settings(desk, athlete, usual_run_time=time(18))
    assert starts(desk, athlete)[:2] == [at(TUESDAY, 12), at(WEDNESDAY, 18)]
    settings(desk, athlete, usual_run_time=time(6))
    assert starts(desk, athlete)[:2] == [at(TUESDAY, 12), at(WEDNESDAY, 6)]
    move_run(desk.ports, athlete.id, run_id=easy, start=at(TUESDAY, 6))
    settings(desk, athlete, usual_run_time=time(7))
    assert starts(desk, athlete)[0] == at(TUESDAY, 7), "moved back, it follows again"


def test_a_move_that_its_plan_overruled_stays_overruled() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    easy = run_on(TUESDAY)
    move_run(desk.ports, athlete.id, run_id=easy.id, start=at(TUESDAY, 12))
    later = replace(easy, start=at(TUESDAY, 8), end=at(TUESDAY, 9))
    plan = replace(desk.reads, runs=(later, *desk.reads.runs[1:]))
    keep_runs(desk.ports, athlete.id, plan=plan, mode=ImportMode.MERGE)
    settings(desk, athlete, usual_run_time=time(18))
    assert starts(desk, athlete)[0] == at(TUESDAY, 18)


@pytest.mark.parametrize(
    "changes", [{"minutes": 45}, {"units": Units.MILES}, {"equipment": frozenset()}]
)
def test_after_the_block_settings_can_still_be_changed(changes: dict[str, Any]) -> None:
    desk = Desk()
    athlete = desk.planned()
    before = desk.store.plans.get(athlete.id)
    desk.clock.moment += timedelta(days=70)
    done = settings(desk, athlete, **changes)
    assert {name: getattr(done.athlete, name) for name in changes} == changes
    assert done.change is None
    assert desk.store.plans.get(athlete.id) == before


@pytest.mark.parametrize("day", [date(2026, 12, 13), RACE_DAY - timedelta(days=1)])
def test_a_new_race_day_in_the_past_is_refused(day: date) -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.clock.moment += timedelta(days=40)
    with pytest.raises(BadInput) as caught:
        settings(desk, athlete, race_day=day)
    assert caught.value.place == "race_day"
