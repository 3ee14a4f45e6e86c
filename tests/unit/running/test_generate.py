"""The generator over its whole domain: it keeps every rule, and says what a small week lacks."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.errors import BadInput, NoPlan
from hamstrong.running.classify import classify
from hamstrong.running.generate import GeneratorRequest, generate_run_plan
from hamstrong.running.generate.constants import kind_of
from hamstrong.running.generate.request import RUNS_PER_WEEK
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M, Race, RunPlan, RunType
from hamstrong.running.paces import race_time, training_paces
from hamstrong.running.validate import RaceResult, RunnerContext, validate_run_plan

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
DISTANCES = (TEN_KM_M, HALF_MARATHON_M, MARATHON_M)

MAY_WARN = {
    TEN_KM_M: frozenset[str](),
    HALF_MARATHON_M: frozenset({"R4"}),
    MARATHON_M: frozenset({"R4", "R5", "R6"}),
}
"""What a week too small for its race cannot keep: the long run's share of the week against the
length the race asks for. Everything else holds everywhere."""

MAY_REFUSE_UNDER = {TEN_KM_M: 22_000.0, HALF_MARATHON_M: 40_000.0, MARATHON_M: 70_000.0}
"""Weekly metres from which no block of eight weeks or more is refused."""


def request(**changes: Any) -> GeneratorRequest:
    """70 km in five runs, VDOT 45, sixteen weeks to a Sunday marathon, unless changed."""
    vdot, weeks = changes.pop("vdot", 45), changes.pop("weeks", 16)
    zone = changes.pop("zone", BERLIN)
    race_day: date = changes.pop("race_day", date(2027, 4, 18))
    race = Race(datetime.combine(race_day, time(10), zone), changes.pop("distance_m", MARATHON_M))
    monday = race_day - timedelta(days=race_day.weekday(), weeks=weeks - 1)
    wishes: dict[str, Any] = {
        "today": monday + timedelta(days=changes.pop("late_days", 0)),
        "runs_per_week": 5,
        "weekly_m": 70_000.0,
        "recent": RaceResult(TEN_KM_M, race_time(vdot, TEN_KM_M)),
    }
    return GeneratorRequest(race=race, **(wishes | changes))


@st.composite
def requests(draw: st.DrawFn) -> GeneratorRequest:
    distance_m = draw(st.sampled_from(DISTANCES))
    _, most = RUNS_PER_WEEK
    return request(
        vdot=draw(st.floats(30, 60)),
        weeks=draw(st.integers(8, 24)),
        late_days=draw(st.integers(0, 6)),
        race_day=date(2027, 3, 29) + timedelta(days=draw(st.integers(0, 13))),
        distance_m=distance_m,
        runs_per_week=draw(st.integers(kind_of(distance_m).fewest_runs, most)),
        weekly_m=draw(st.integers(20, 120)) * 1000.0,
        long_run_day=draw(st.integers(0, 6)),
        beginner=draw(st.booleans()),
        longest_m=draw(st.none() | st.floats(8_000, 35_000)),
        units=draw(st.sampled_from(["km", "mi"])),
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
    )


def plan_or_none(wish: GeneratorRequest) -> RunPlan | None:
    """The plan, or None where the race is too far for the week and the weeks left."""
    try:
        return generate_run_plan(wish)
    except NoPlan as refused:
        if refused.place != "race date":
            raise
        return None


def check_shape(wish: GeneratorRequest, plan: RunPlan) -> None:
    """What every plan has, whatever else it has."""
    runs = plan.runs
    assert [run.id for run in runs] == sorted({run.id for run in runs})
    assert all(first.end < second.start for first, second in pairwise(runs))
    assert all(run.start < run.end for run in runs)
    assert runs[0].day >= wish.today
    assert runs[-1].type is RunType.RACE
    assert runs[-1].start == wish.race.start
    assert runs[-1].key
    assert all(run.distance_m and run.distance_m > 0 for run in runs)
    assert not set(plan.rest_days) & {run.day for run in runs}
    assert all(run.start.tzinfo == wish.race.start.tzinfo for run in runs)
    assert all(run.start.time() == wish.usual_run_time for run in runs[:-1])


@settings(max_examples=150, deadline=None)
@given(requests())
def test_every_plan_keeps_the_rules(wish: GeneratorRequest) -> None:
    plan = plan_or_none(wish)
    if plan is None:
        assert wish.longest_m or wish.weekly_m < MAY_REFUSE_UNDER[wish.race.distance_m]
        return
    check_shape(wish, plan)
    unknown = RunnerContext(beginner=wish.beginner)
    for known in (unknown, replace(unknown, weekly_m=wish.weekly_m)):
        findings = validate_run_plan(plan.runs, wish.race, context=known, units=wish.units)
        assert [finding for finding in findings if finding.level == "hard"] == []
        assert {finding.rule for finding in findings} <= MAY_WARN[wish.race.distance_m]
        assert all(finding.sentence in plan.notes for finding in findings)


@settings(max_examples=60, deadline=None)
@given(
    vdot=st.floats(40, 60),
    weeks=st.integers(12, 24),
    weekly_km=st.integers(70, 120),
    runs=st.integers(5, 7),
    long_run_day=st.integers(0, 6),
    weekday=st.integers(5, 6),
)
def test_a_marathon_on_enough_training_has_nothing_unusual(
    vdot: float, weeks: int, weekly_km: int, runs: int, long_run_day: int, weekday: int
) -> None:
    wish = request(
        vdot=vdot,
        weeks=weeks,
        weekly_m=weekly_km * 1000.0,
        runs_per_week=runs,
        long_run_day=long_run_day,
        race_day=date(2027, 4, 12) + timedelta(days=weekday),
    )
    assert validate_run_plan(generate_run_plan(wish).runs, wish.race) == ()


@settings(max_examples=40, deadline=None)
@given(requests(), st.sets(st.integers(0, 6), min_size=3))
def test_runs_stay_on_the_days_that_are_free(wish: GeneratorRequest, days: set[int]) -> None:
    free = frozenset(days)
    wish = replace(
        wish,
        days=free,
        long_run_day=max(free),
        runs_per_week=min(wish.runs_per_week, len(free)),
        weekly_m=max(wish.weekly_m, 60_000.0),
    )
    plan = plan_or_none(wish)
    if plan is None:
        return
    assert {run.day.weekday() for run in plan.runs[:-1]} <= free
    assert all(run.day.weekday() == max(free) for run in plan.runs if run.type is RunType.LONG)


@settings(max_examples=30, deadline=None)
@given(requests())
def test_the_same_request_gives_the_same_plan(wish: GeneratorRequest) -> None:
    plan = plan_or_none(wish)
    if plan is None:
        return
    assert generate_run_plan(wish) == plan


@settings(max_examples=30, deadline=None)
@given(requests())
def test_titles_read_back_as_what_they_are(wish: GeneratorRequest) -> None:
    plan = plan_or_none(wish)
    if plan is None:
        return
    for run in plan.runs[:-1]:
        read = classify(run.title, run.distance_m, minutes=run.minutes)
        with_pace = "at marathon pace" in run.title
        assert (run.title, read.key) == (run.title, run.key)
        assert read.type is run.type or (with_pace and read.type is RunType.MARATHON_PACE)


def test_each_phase_has_its_work() -> None:
    plan = generate_run_plan(request(weeks=16))
    race = date(2027, 4, 18)

    def types(first_week: int, last_week: int) -> set[RunType]:
        weeks = [(run, (race - run.day).days // 7) for run in plan.runs]
        return {run.type for run, week in weeks if last_week <= week <= first_week}

    assert types(15, 11) <= {RunType.EASY, RunType.MEDIUM_LONG, RunType.LONG, RunType.REPETITION}
    assert {RunType.THRESHOLD, RunType.INTERVAL} <= types(10, 6)
    assert RunType.MARATHON_PACE in types(5, 3)
    assert any("at marathon pace" in run.title for run in plan.runs if run.type is RunType.LONG)
    assert any("strides" in run.title for run in plan.runs)
    assert RunType.THRESHOLD in types(1, 0)


def test_titles_give_distance_and_paces() -> None:
    plan = generate_run_plan(request(weeks=16, vdot=50))
    titles = [run.title for run in plan.runs]
    assert any(t.startswith("Threshold ") and t.endswith(" min at 4:15–4:28/km") for t in titles)
    assert any(t.startswith("Long run ") and t.endswith(" km at 4:54–5:52/km") for t in titles)
    miles = generate_run_plan(request(weeks=16, vdot=50, units="mi"))
    assert any(" mi at 7:52–9:26/mi" in run.title for run in miles.runs)


def test_slow_paces_go_by_effort() -> None:
    plan = generate_run_plan(request(vdot=32, weekly_m=60_000.0))
    threshold = [run.title for run in plan.runs if run.type is RunType.THRESHOLD]
    assert threshold
    assert all("RPE 6–7" in title and "/km" not in title for title in threshold)
    assert any("go by effort" in note for note in plan.notes)


def test_an_easy_pace_makes_the_same_plan_as_the_race_it_stands_for() -> None:
    by_race = generate_run_plan(request(vdot=45))
    speed = training_paces(45).planned_easy_m_s
    by_pace = generate_run_plan(request(recent=None, easy_speed_m_s=speed))
    assert by_pace.runs[:-1] == by_race.runs[:-1]
    assert "easy pace" in by_pace.notes[0]


def test_run_ids_stay_when_the_wishes_change() -> None:
    first = generate_run_plan(request(weekly_m=60_000.0))
    second = generate_run_plan(request(weekly_m=65_000.0))
    assert [run.id for run in first.runs] == [run.id for run in second.runs]


def test_the_block_is_at_most_26_weeks() -> None:
    plan = generate_run_plan(request(weeks=40))
    assert plan.runs[0].day >= date(2027, 4, 12) - timedelta(weeks=25)
    assert any("26 weeks" in note for note in plan.notes)


@pytest.mark.parametrize("weeks", [4, 5, 6, 7, 25, 26])
@pytest.mark.parametrize("distance_m", DISTANCES)
@pytest.mark.parametrize("late_days", [0, 6])
def test_short_and_long_blocks(weeks: int, distance_m: float, late_days: int) -> None:
    wish = request(weeks=weeks, distance_m=distance_m, late_days=late_days, long_run_day=5)
    findings = validate_run_plan(generate_run_plan(wish).runs, wish.race)
    assert {finding.rule for finding in findings} <= MAY_WARN[distance_m]


def test_a_run_in_the_hour_that_clocks_skip_moves_past_it() -> None:
    wish = request(usual_run_time=time(2, 30), runs_per_week=7)
    plan = generate_run_plan(wish)
    skipped = next(run for run in plan.runs if run.day == date(2027, 3, 28))
    assert skipped.start.time() == time(3, 30)
    assert skipped.start.utcoffset() == timedelta(hours=2)


def test_more_than_the_runs_can_carry_is_held_and_said() -> None:
    plan = generate_run_plan(request(runs_per_week=3, weekly_m=120_000.0, vdot=40))
    assert any("the plan holds at" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("changes", "error", "place"),
    [
        ({"runs_per_week": 2}, BadInput, "runs per week"),
        ({"runs_per_week": 1, "distance_m": TEN_KM_M}, BadInput, "runs per week"),
        ({"runs_per_week": 8}, BadInput, "runs per week"),
        ({"runs_per_week": 7, "weekly_m": 12_000.0}, BadInput, "runs per week"),
        ({"weekly_m": 5_000.0}, BadInput, "weekly distance"),
        ({"distance_m": 100_000.0}, BadInput, "race distance"),
        ({"days": frozenset({0, 1, 2, 3, 4})}, BadInput, "long-run day"),
        ({"days": frozenset({0, 2, 6})}, BadInput, "days"),
        ({"recent": None}, BadInput, "recent race"),
        ({"weeks": 3}, NoPlan, "race date"),
        ({"weeks": 0}, NoPlan, "race date"),
        ({"weeks": 8, "weekly_m": 20_000.0}, NoPlan, "race date"),
    ],
)
def test_what_cannot_be_planned_is_refused(
    changes: dict[str, Any], error: type[BadInput | NoPlan], place: str
) -> None:
    with pytest.raises(error) as caught:
        generate_run_plan(request(**changes))
    assert caught.value.place == place
    assert str(caught.value).endswith(".")


def test_a_fixed_offset_is_not_a_zone() -> None:
    wish = request()
    fixed = datetime.fromisoformat("2027-04-18T10:00:00+02:00")
    with pytest.raises(BadInput, match="time zone"):
        generate_run_plan(replace(wish, race=replace(wish.race, start=fixed)))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([5_000.0, TEN_KM_M, HALF_MARATHON_M]),
    st.integers(10, 60),
    st.integers(8, 24),
    st.floats(30, 60),
)
def test_two_runs_a_week_are_a_long_one_and_a_quality_one(
    distance_m: float, weekly_km: int, weeks: int, vdot: float
) -> None:
    wish = request(
        distance_m=distance_m,
        runs_per_week=2,
        weekly_m=weekly_km * 1000.0,
        weeks=weeks,
        vdot=vdot,
    )
    plan = plan_or_none(wish)
    if plan is None:
        return
    check_shape(wish, plan)
    mondays = Counter(run.day - timedelta(days=run.day.weekday()) for run in plan.runs)
    assert max(mondays.values()) <= 3, "two, and the race"
    whole = [run for run in plan.runs if (wish.race.day - run.day).days > 13]
    assert {run.day.weekday() for run in whole} == {wish.long_run_day, 2}
    assert any("a third run" in note for note in plan.notes)


def test_two_runs_are_too_few_for_a_marathon_and_the_fewest_are_said() -> None:
    with pytest.raises(BadInput, match="the fewest that work are 3 runs a week"):
        generate_run_plan(request(runs_per_week=2))
