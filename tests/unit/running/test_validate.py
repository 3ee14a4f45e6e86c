"""The validator on plans as they come: without distances, too short, odd, in any zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.running.model import MARATHON_M, Race, Run, RunType
from hamstrong.running.validate import RunnerContext, judge_run_plan, validate_run_plan

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "UTC")
RACE_DAY = date(2027, 4, 18)


def race_in(zone: str) -> Race:
    return Race(datetime.combine(RACE_DAY, time(10), ZoneInfo(zone)), MARATHON_M)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Race, tuple[Run, ...]]:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    days = draw(st.lists(st.integers(-5, 200), max_size=60))
    runs = []
    for number, days_before in enumerate(days):
        start = datetime.combine(
            RACE_DAY - timedelta(days=days_before), time(draw(st.integers(0, 23))), zone
        )
        minutes = draw(st.integers(1, 300))
        runs.append(
            Run(
                id=str(number),
                start=start,
                end=(start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone),
                type=draw(st.sampled_from([kind for kind in RunType if kind.is_run])),
                key=draw(st.booleans()),
                title=draw(st.sampled_from(["", "6 x 800 m", "3 x 10 min", "10 km with 5 km MP"])),
                distance_m=draw(st.none() | st.floats(100, 60_000)),
            )
        )
    return race_in(zone.key), tuple(runs)


@given(plans(), st.sampled_from(["km", "mi"]))
def test_any_plan_gets_a_verdict(case: tuple[Race, tuple[Run, ...]], units: str) -> None:
    race, runs = case
    verdict = judge_run_plan(runs, race, units="mi" if units == "mi" else "km")
    skipped = {note.rule for note in verdict.not_judged}
    for finding in verdict.findings:
        assert finding.rule not in skipped
        assert finding.sentence.endswith(".")
        assert "{" not in finding.sentence
        assert list(finding.days) == sorted(finding.days)
        # Only how near the key runs stand is judged beyond the race.
        assert finding.rule == "R8" or all(day < race.day for day in finding.days)


@given(plans(), st.randoms())
def test_the_order_of_runs_does_not_matter(
    case: tuple[Race, tuple[Run, ...]], random: object
) -> None:
    race, runs = case
    assert validate_run_plan(runs[::-1], race) == validate_run_plan(runs, race)


@given(plans())
def test_the_race_day_is_not_judged(case: tuple[Race, tuple[Run, ...]]) -> None:
    race, runs = case
    on_the_day = Run("race", race.start, race.start + timedelta(hours=4), RunType.RACE, True, "")
    assert validate_run_plan((*runs, on_the_day), race) == validate_run_plan(runs, race)


def steady_plan(*, distances: bool) -> tuple[Run, ...]:
    """Eight weeks of four runs and a jump of the long run in the sixth."""
    zone = ZoneInfo("Europe/Berlin")
    runs = []
    for week in range(8):
        monday = date(2027, 2, 22) + timedelta(weeks=week)
        long_min = 150 if week == 5 else 100
        for weekday, minutes in ((1, 50), (3, 50), (5, 50), (6, long_min)):
            start = datetime.combine(monday + timedelta(days=weekday), time(8), zone)
            end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
            kind = RunType.LONG if weekday == 6 else RunType.EASY
            far = minutes * 170.0 if distances else None
            runs.append(Run(str(start), start, end, kind, kind is RunType.LONG, "", far))
    return tuple(run for run in runs if run.day < RACE_DAY)


def test_without_distances_jumps_are_found_and_lengths_are_not_judged() -> None:
    verdict = judge_run_plan(steady_plan(distances=False), race_in("Europe/Berlin"))
    jump = next(finding for finding in verdict.findings if finding.rule == "R1")
    assert jump.value == pytest.approx(1.5)
    assert "about" in jump.sentence
    notes = {note.rule: note.sentence for note in verdict.not_judged}
    assert notes["R5"].startswith("Not judged")
    assert "R5" not in {finding.rule for finding in verdict.findings}


def test_without_distances_a_known_pace_lets_lengths_be_judged() -> None:
    verdict = judge_run_plan(
        steady_plan(distances=False),
        race_in("Europe/Berlin"),
        context=RunnerContext(easy_speed_m_s=2.0),
    )
    [short] = [finding for finding in verdict.findings if finding.rule == "R5"][:1]
    assert "R5" not in {note.rule for note in verdict.not_judged}
    assert short.sentence.startswith("The longest run is about 18 km")


def test_one_missing_distance_is_reckoned_from_the_others() -> None:
    runs = list(steady_plan(distances=True))
    index = next(i for i, run in enumerate(runs) if run.minutes == 150)
    runs[index] = replace(runs[index], distance_m=None)
    whole = validate_run_plan(steady_plan(distances=True), race_in("Europe/Berlin"))
    missing = validate_run_plan(runs, race_in("Europe/Berlin"))
    assert [(f.rule, round(f.value, 3)) for f in missing] == [
        (f.rule, round(f.value, 3)) for f in whole
    ]


def test_an_empty_plan_and_one_that_ends_early_are_not_judged_on_the_taper() -> None:
    race = race_in("Europe/Berlin")
    assert validate_run_plan((), race) == ()
    early = tuple(run for run in steady_plan(distances=True) if run.day < date(2027, 4, 5))
    notes = {note.rule: note.sentence for note in judge_run_plan(early, race).not_judged}
    assert notes["R11"] == "Not judged: the plan ends 14 days before the race."
