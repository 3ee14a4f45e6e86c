"""Small changes stay small: what has nothing to do with them keeps its time and its numbers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from benchmarks.blocks import block
from benchmarks.moving import CHANGES, TRYOUT_SKIPPED, befalls, lived
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan
from hamstrong.planning.placing import unchanged
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import block_weeks, monday_of
from hamstrong.running.model import MARATHON_M, Race, Run, RunType

LIBRARY = load_library()
NUMBERS = (0, 5, 9, 22)


def _held(plan: Plan, *, since: date) -> dict[str, object]:
    return {s.id: (s.start, s.doses) for s in plan.sessions if s.day >= since}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_day_that_goes_by_as_planned_changes_nothing(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    # After the first of two sessions of a week: the second must not grow because of it.
    first = next(s for s in plan.sessions[8:] if s.id.endswith("-1"))
    later = lived(request, plan, first.day + timedelta(days=1))
    again = make_plan(replace(later, previous=plan), LIBRARY)
    assert _held(again, since=later.today) == _held(plan, since=later.today)


@pytest.mark.parametrize("number", [1, 14, 15])
def test_a_try_out_that_is_put_off_by_a_session_changes_nothing_else(number: int) -> None:
    request = befalls(TRYOUT_SKIPPED, block(number))
    plan = make_plan(request, LIBRARY)
    skipped = CHANGES[TRYOUT_SKIPPED](request, plan, Random(number))
    again = make_plan(replace(skipped.request, previous=plan), LIBRARY)
    assert any(dose.tryout for dose in again.sessions[1].doses)
    after = skipped.last + timedelta(days=1)
    assert _held(again, since=after) == _held(plan, since=after)
    with patch.object(unchanged, "_rules", lambda _: "so that every week is planned anew"):
        once_more = make_plan(replace(skipped.request, previous=again), LIBRARY)
    assert once_more.sessions == again.sessions


@pytest.mark.parametrize("number", NUMBERS)
def test_a_run_that_was_missed_changes_no_later_week(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    missed = CHANGES["run missed"](request, plan, Random(number))
    again = make_plan(replace(missed.request, previous=plan), LIBRARY)
    following = monday_of(missed.day) + timedelta(days=7)
    assert _held(again, since=following) == _held(plan, since=following)
    assert [w.cutback for w in again.weeks] == [w.cutback for w in plan.weeks]


def test_a_missed_run_is_no_cutback_and_one_taken_out_is() -> None:
    zone = ZoneInfo("Europe/Madrid")
    race = Race(datetime(2027, 4, 18, 9, tzinfo=zone), MARATHON_M)
    monday = datetime(2026, 12, 14, 7, tzinfo=zone)
    runs = []
    for day in (1, 6, 8, 13, 15, 20):
        start = monday + timedelta(days=day)
        runs.append(
            Run(f"{day}", start, start + timedelta(hours=1), RunType.EASY, False, "Easy run")
        )
    missed, others = runs[-1:], runs[:-1]
    for told, cutback in ((missed, False), ([], True)):
        weeks = block_weeks(others, race, today=monday.date(), missed=told)
        assert weeks[2].cutback is cutback
        assert weeks[2].run_m == pytest.approx(10_000)


def test_a_run_that_took_longer_makes_no_cutback_of_the_next_week() -> None:
    zone = ZoneInfo("Europe/Madrid")
    race = Race(datetime(2027, 4, 18, 9, tzinfo=zone), MARATHON_M)
    monday = datetime(2026, 12, 14, 7, tzinfo=zone)
    hours = ((1, 1), (6, 5), (8, 1), (13, 2))  # the second was meant to last two
    runs = [
        Run(f"{day}", start, start + timedelta(hours=hour), RunType.EASY, False, "Easy run")
        for day, hour in hours
        for start in (monday + timedelta(days=day),)
    ]
    for meant, cutback in (({"6": 120.0}, False), ({}, True)):
        weeks = block_weeks(runs, race, today=monday.date(), meant_minutes=meant)
        assert weeks[1].cutback is cutback


def _boxed(lengths_km: list[list[float]], *, minutes: list[int]) -> tuple[Race, list[Run]]:
    """Weeks of three runs; each length in minutes belongs to the run of that place in its week."""
    zone = ZoneInfo("Europe/Madrid")
    monday = datetime(2026, 12, 14, 7, tzinfo=zone)
    runs = []
    for week, distances in enumerate(lengths_km):
        for place, km in enumerate(distances):
            start = monday + timedelta(days=7 * week + 2 * place)
            end = start + timedelta(minutes=minutes[place])
            title = f"{km:g} km easy"
            run = Run(f"{start}", start, end, RunType.EASY, False, title, distance_m=1000 * km)
            runs.append(run)
    return Race(datetime(2027, 4, 18, 9, tzinfo=zone), MARATHON_M), runs


CUTS_BACK = [[8.0, 10.0, 22.0], [8.0, 11.0, 24.0], [6.0, 7.0, 14.0], [9.0, 12.0, 25.0]]


def test_a_cutback_is_seen_in_distances_where_all_runs_last_an_hour() -> None:
    race, runs = _boxed(CUTS_BACK, minutes=[60, 60, 60])
    weeks = block_weeks(runs, race, today=runs[0].day)
    assert [week.cutback for week in weeks[:4]] == [False, False, True, False]
    meant = {runs[7].id: 60.0}
    longer = replace(runs[7], end=runs[7].start + timedelta(hours=3), distance_m=21_000.0)
    lived_otherwise = [longer if run is runs[7] else run for run in runs]
    weeks = block_weeks(lived_otherwise, race, today=runs[0].day, meant_minutes=meant)
    assert weeks[2].cutback


def test_lengths_that_differ_are_believed_before_distances() -> None:
    race, runs = _boxed(CUTS_BACK, minutes=[45, 60, 150])
    weeks = block_weeks(runs, race, today=runs[0].day)
    assert not any(week.cutback for week in weeks[:4])
    alike = [[10.0, 11.0, 12.0]] * 3 + [[8.5, 8.5, 8.5]]
    race, runs = _boxed(alike, minutes=[60, 60, 60])
    assert not any(w.cutback for w in block_weeks(runs, race, today=runs[0].day)[:4])


def test_a_longest_run_is_seen_in_distances_too() -> None:
    race, runs = _boxed(CUTS_BACK, minutes=[60, 60, 60])
    request = replace(block(0), race=race, runs=tuple(runs), today=runs[0].day)
    plan = make_plan(request, LIBRARY)
    notes = {week.monday: " ".join(note.text for note in week.notes) for week in plan.weeks}
    assert "longest run" in notes[monday_of(runs[-1].day)]
