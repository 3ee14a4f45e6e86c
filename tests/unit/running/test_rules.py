"""Each rule R1 to R15 with a plan that passes and one that fails, and the sentence it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamstrong.running.model import MARATHON_M, TEN_KM_M, Race, Run, RunType
from hamstrong.running.paces import race_time
from hamstrong.running.rules.gap import advise_after_gap
from hamstrong.running.rules.table import RULES
from hamstrong.running.validate import (
    CHECKS,
    Finding,
    RaceResult,
    RunnerContext,
    judge_run_plan,
    validate_run_plan,
)

BERLIN = ZoneInfo("Europe/Berlin")
RACE_DAY = date(2027, 4, 18)
RACE = Race(datetime(2027, 4, 18, 10, tzinfo=BERLIN), MARATHON_M)
E, T, V, M, L = (
    RunType.EASY,
    RunType.THRESHOLD,
    RunType.INTERVAL,
    RunType.MARATHON_PACE,
    RunType.LONG,
)
Day = tuple[int, RunType, float]
"""Weekday, type, kilometres."""


def run(day: date, kind: RunType, km: float, *, title: str = "", hour: int = 7) -> Run:
    start = datetime.combine(day, time(hour), BERLIN)
    minutes = timedelta(minutes=km * 6)
    return Run(
        id=f"{day}-{hour}",
        start=start,
        end=(start.astimezone(UTC) + minutes).astimezone(BERLIN),
        type=kind,
        key=kind in (T, V, M, L),
        title=title,
        distance_m=km * 1000,
    )


def plan(*weeks: Sequence[Day]) -> tuple[Run, ...]:
    """Weeks up to the race week."""
    first = RACE_DAY - timedelta(days=6, weeks=len(weeks) - 1)
    return tuple(
        run(first + timedelta(weeks=i, days=weekday), kind, km)
        for i, week in enumerate(weeks)
        for weekday, kind, km in week
    )


def week(long_km: float, *, others_km: float = 40.0) -> list[Day]:
    """Five runs: threshold on Tuesday, easy days, the long run on Sunday."""
    each = others_km / 4
    return [(1, T, each), (2, E, each), (3, E, each), (4, E, each), (6, L, long_km)]


LAST_WEEKS = (
    [(1, T, 9), (2, E, 9), (3, E, 9), (4, E, 9), (6, L, 17)],
    [(1, T, 6), (2, E, 5), (3, E, 5), (4, E, 5), (6, L, 12)],
    [(1, E, 5), (2, T, 5), (3, E, 5)],
)
GOOD = plan(
    week(20),
    week(21, others_km=42),
    week(14, others_km=30),
    week(22, others_km=43),
    week(23, others_km=45),
    week(24, others_km=46),
    week(17, others_km=34),
    week(25.5, others_km=48),
    week(26.5, others_km=50),
    week(27, others_km=51),
    *LAST_WEEKS,
)


def found(
    runs: Sequence[Run], rule: str, *, context: RunnerContext | None = None, race: Race = RACE
) -> list[Finding]:
    findings = validate_run_plan(runs, race, context=context or RunnerContext())
    return [finding for finding in findings if finding.rule == rule]


def with_run(change: Run) -> tuple[Run, ...]:
    """The good plan with one day changed."""
    return tuple(change if old.day == change.day else old for old in GOOD)


def test_a_good_plan_has_no_findings() -> None:
    assert validate_run_plan(GOOD, RACE) == ()


def test_every_rule_is_in_the_table_and_every_rule_but_two_is_a_check() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == [f"R{n}" for n in range(1, 17)]
    assert set(ids) - set(CHECKS) == {"R14", "R16"}
    assert all(rule.certainty and rule.source for rule in RULES)


def test_r1_names_the_jump() -> None:
    [finding] = found(with_run(run(date(2027, 3, 14), L, 30)), "R1")
    assert finding.level == "warn"
    assert finding.value == pytest.approx(30 / 24)
    assert finding.sentence == (
        "Week of 8 Mar: the long run jumps from 24 to 30 km (+25 %). "
        "Usual is at most +10 % over the longest run of 30 days."
    )
    assert finding.days == (date(2027, 3, 14),)


def test_r1_is_hard_above_thirty_percent_and_speaks_miles() -> None:
    runs = with_run(run(date(2027, 3, 14), L, 33))
    findings = validate_run_plan(runs, RACE, units="mi")
    jump = next(finding for finding in findings if finding.rule == "R1")
    assert jump.level == "hard"
    assert "from 14.9 to 20.5 mi (+38 %)" in jump.sentence


@pytest.mark.parametrize(("second_km", "count"), [(22, 0), (22.5, 1)])
def test_r1_boundary_is_ten_percent(second_km: float, count: int) -> None:
    runs = plan(week(20), week(second_km), *LAST_WEEKS)
    assert len(found(runs, "R1")) == count


def test_r1_looks_back_thirty_days_only() -> None:
    weeks = [week(km) for km in (20, 12, 12, 12, 12, 12, 20)]
    assert [f.days[0] for f in found(plan(*weeks, *LAST_WEEKS), "R1")] == [date(2027, 3, 28)]


def test_r1_judges_the_first_week_by_the_known_longest_run() -> None:
    runs = plan(week(20), week(20), *LAST_WEEKS)
    assert not found(runs, "R1")
    assert found(runs, "R1", context=RunnerContext(longest_m=15_000))
    assert not found(runs, "R1", context=RunnerContext(longest_m=19_000))


@pytest.mark.parametrize(("others_km", "levels"), [(44, []), (48, ["warn"]), (56, ["hard"])])
def test_r2_weekly_rise(others_km: float, levels: list[str]) -> None:
    runs = plan(week(20), week(20), week(20), week(20, others_km=others_km), *LAST_WEEKS)
    assert [finding.level for finding in found(runs, "R2")] == levels


def test_r2_compares_with_the_weeks_that_were_not_cutbacks() -> None:
    cutback = week(14, others_km=28)
    back = plan(week(20), week(20), week(20), cutback, week(20), *LAST_WEEKS)
    assert not found(back, "R2")


def test_r2_sentence() -> None:
    runs = plan(week(20), week(20), week(20), week(20, others_km=48), *LAST_WEEKS)
    [finding] = found(runs, "R2")
    assert finding.sentence == (
        "Week of 22 Mar: 68 km after 60 km a week (+13 %). Usual is at most +10 %."
    )


@pytest.mark.parametrize(("loading", "count"), [(3, 0), (4, 1), (6, 1)])
def test_r3_cutback_every_fourth_week(loading: int, count: int) -> None:
    runs = plan(*[week(20)] * loading, week(14, others_km=28), week(20), *LAST_WEEKS)
    assert len(found(runs, "R3")) == count


@pytest.mark.parametrize(("runs_per_week", "share"), [(3, 0.5), (4, 0.425), (5, 0.35), (6, 0.35)])
def test_r4_long_run_share(runs_per_week: int, share: float) -> None:
    def shared(part: float) -> list[Day]:
        rest = 60 * (1 - part) / (runs_per_week - 1)
        easy: list[Day] = [(day, E, rest) for day in range(runs_per_week - 1)]
        return [*easy, (6, L, 60 * part)]

    passes = plan(*[shared(share)] * 3, *LAST_WEEKS)
    fails = plan(*[shared(share + 0.03)] * 3, *LAST_WEEKS)
    assert not found(passes, "R4")
    [finding] = found(fails, "R4")
    assert "and 2 more like it" in finding.sentence
    assert len(finding.days) == 3


def test_r5_too_short_for_a_marathon() -> None:
    runs = plan(week(20), week(22), week(23), *LAST_WEEKS)
    [finding] = found(runs, "R5")
    assert finding.sentence == (
        "The longest run is 23 km. Before a marathon usual is at least 25 km."
    )
    assert not found(runs, "R5", race=replace(RACE, distance_m=TEN_KM_M))


def test_r5_too_far_and_too_long() -> None:
    far = run(date(2027, 3, 14), L, 36)
    quick = replace(far, end=far.start + timedelta(minutes=180))
    assert "36 km" in found(with_run(quick), "R5")[0].sentence
    slow = run(date(2027, 3, 14), L, 34)
    assert found(with_run(slow), "R5")[0].sentence == (
        "14 Mar: a run of 3:24 hours. Usual is at most 3:15 hours."
    )


def test_r5_lets_a_slow_runner_stop_at_the_time_limit() -> None:
    slow = replace(
        run(date(2027, 3, 14), L, 24),
        end=datetime(2027, 3, 14, 10, 10, tzinfo=BERLIN),
    )
    short = tuple(replace(r, distance_m=min(r.distance_m or 0, 23_000)) for r in with_run(slow))
    assert not found(short, "R5")
    assert found(short, "R5", context=RunnerContext(beginner=True))[0].limit == 180


def test_r6_peak_in_time_and_often_enough() -> None:
    assert not found(GOOD, "R6")
    early = plan(week(20), week(30), *[week(20)] * 6, *LAST_WEEKS)
    sentences = [finding.sentence for finding in found(early, "R6")]
    assert sentences == [
        "The longest run is 63 days before the race. Usual is 3 to 5 weeks.",
        "Before a marathon usual is at least 2 runs of 25 km or more; the plan has 1.",
    ]
    many = plan(*[week(26)] * 6, *LAST_WEEKS)
    assert [finding.value for finding in found(many, "R6")] == [6]


def test_r7_hard_and_marathon_shares() -> None:
    hard = plan(*[[(1, V, 20), (3, T, 20), (6, L, 10)]] * 4, *LAST_WEEKS)
    assert [finding.sentence for finding in found(hard, "R7")] == [
        "73 % of the running time is easy. Usual is at least 75 %.",
        "27 % of the running time is hard. Usual is at most 12 %.",
    ]
    paced = plan(*[[(1, M, 30), (3, E, 5), (6, L, 20)]] * 4, *LAST_WEEKS)
    assert any("marathon pace" in finding.sentence for finding in found(paced, "R7"))


def test_r7_reads_the_parts_from_the_title() -> None:
    short = tuple(replace(r, title="Threshold: 2 x 5 min") if r.type is T else r for r in GOOD)
    long = tuple(replace(r, title="Threshold: 5 x 10 min") if r.type is T else r for r in GOOD)
    assert not found(short, "R7")
    assert found(long, "R7")


def test_r8_key_runs_on_following_days() -> None:
    runs = plan(*[[(1, T, 10), (3, E, 10), (5, M, 10), (6, L, 20)]] * 3, *LAST_WEEKS)
    [finding] = found(runs, "R8")
    assert finding.level == "warn"
    assert finding.sentence == (
        "27 Mar and 28 Mar: two key runs 23 h apart, and 2 more like it. Usual is at least 48 h."
    )


def test_r8_is_hard_on_the_same_day() -> None:
    extra = run(date(2027, 3, 14), T, 8, hour=18)
    levels = {finding.level: finding.limit for finding in found((*GOOD, extra), "R8")}
    assert levels == {"hard": 24, "warn": 48}


def test_r8_a_race_takes_the_place_of_the_long_run_of_its_day() -> None:
    long = next(run for run in GOOD if run.type is RunType.LONG)
    race = replace(run(long.day, RunType.RACE, 21.1, hour=10), key=True)
    [finding] = [f for f in found((*GOOD, race), "R8") if f.days == (long.day,)]
    assert finding.level == "hard"
    assert finding.sentence.endswith(
        "a race and another key run on one day. The race takes its place: take the long run out "
        "of the plan."
    )
    alone = (*(one for one in GOOD if one is not long), race)
    assert not found(alone, "R8")


def test_r8_an_easy_run_may_share_the_day_of_a_race() -> None:
    long = next(run for run in GOOD if run.type is RunType.LONG)
    race = replace(run(long.day, RunType.RACE, 21.1, hour=10), key=True)
    jog = run(long.day, RunType.EASY, 3, hour=8)
    assert not found((*(one for one in GOOD if one is not long), jog, race), "R8")


def test_r8_judges_the_day_of_the_goal_race_and_what_follows_it() -> None:
    [finding] = found((*GOOD, run(RACE.day, RunType.LONG, 25)), "R8")
    assert (finding.level, finding.days) == ("hard", (RACE.day,))
    tomorrow, later = RACE.day + timedelta(days=1), RACE.day + timedelta(days=3)
    repeats = [run(day, RunType.REPETITION, 8) for day in (tomorrow, later)]
    [finding] = found((*GOOD, replace(repeats[0], key=True)), "R8")
    assert finding.days == (tomorrow,)
    assert not found((*GOOD, replace(repeats[1], key=True)), "R8")


def test_r8_lets_the_experienced_have_36_hours() -> None:
    six: list[Day] = [(0, E, 8), (1, E, 8), (2, E, 8), (3, E, 8), (4, T, 8), (6, L, 20)]
    runs = plan(*[six] * 3, *LAST_WEEKS)
    later = tuple(
        replace(r, start=r.start + timedelta(hours=10), end=r.end + timedelta(hours=10))
        if r.type is T
        else r
        for r in runs
    )
    assert not found(later, "R8")
    assert found(later, "R8", context=RunnerContext(beginner=True))


def test_r8_takes_no_offence_at_a_change_of_clocks() -> None:
    # Clocks go forward on Sunday 28 March 2027, so 48 hours on the wall are 47.
    saturday, monday = run(date(2027, 3, 27), T, 10), run(date(2027, 3, 29), L, 20)
    assert not found((saturday, monday), "R8")
    friday_late, next_day = run(date(2027, 3, 27), T, 10), run(date(2027, 3, 28), L, 20)
    assert [f.level for f in found((friday_late, next_day), "R8")] == ["warn"]


def test_r9_three_quality_runs_or_two_long_ones() -> None:
    quality = plan(*[[(0, T, 9), (2, V, 9), (4, M, 9), (6, L, 20)]] * 2, *LAST_WEEKS)
    assert [(f.level, f.value) for f in found(quality, "R9")] == [("hard", 3)]
    long = plan(*[[(2, L, 20), (6, L, 20)]] * 2, *LAST_WEEKS)
    assert [(f.level, f.value) for f in found(long, "R9")] == [("hard", 2)]
    assert not found(GOOD, "R9")


def test_r10_seven_days_need_a_short_one() -> None:
    short: list[Day] = [(0, E, 5), *((day, E, 10.0) for day in range(1, 6)), (6, L, 20)]
    heavy: list[Day] = [(0, E, 6), *short[1:]]
    assert not found(plan(*[short] * 2, *LAST_WEEKS), "R10")
    runs = plan(*[heavy] * 2, *LAST_WEEKS)
    assert [f.level for f in found(runs, "R10")] == ["warn"]
    assert [f.level for f in found(runs, "R10", context=RunnerContext(beginner=True))] == ["hard"]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (
            ([(1, T, 10), (2, E, 20), (6, L, 12)], [(1, T, 20), (2, E, 20), (4, E, 20)]),
            "less than the one before",
        ),
        (([(1, T, 10), (2, E, 30), (6, L, 10)], [(1, T, 20), (2, E, 15), (4, E, 10)]), "35 % less"),
        (([(1, T, 10), (2, E, 20), (6, L, 12)], [(1, T, 5)]), "nearly nothing"),
        (([(1, E, 10), (2, E, 20), (6, L, 12)], [(1, E, 10), (2, E, 10)]), "No faster running"),
    ],
)
def test_r11_taper(last: tuple[list[Day], list[Day]], words: str) -> None:
    runs = plan(*[week(24, others_km=45)] * 3, week(20, others_km=40), *last)
    assert any(words in finding.sentence for finding in found(runs, "R11"))


def test_r12_last_long_and_last_hard_run() -> None:
    late_long = with_run(run(date(2027, 4, 11), L, 24))
    assert [f.sentence for f in found(late_long, "R12")] == [
        "11 Apr: 24 km, 7 days before the race. Usual is at least 14 days."
    ]
    late_quality = with_run(run(date(2027, 4, 13), V, 10))
    assert [f.limit for f in found(late_quality, "R12")] == [7]
    late_sharpener = (*GOOD, run(date(2027, 4, 16), T, 5))
    assert [f.limit for f in found(late_sharpener, "R12")] == [3]


def test_r13_start_against_the_peak_or_the_last_weeks() -> None:
    grows = plan(week(12, others_km=20), week(20), week(27, others_km=50), *LAST_WEEKS)
    [finding] = found(grows, "R13")
    assert (finding.level, finding.limit) == ("hard", 0.5)
    assert not found(grows, "R13", context=RunnerContext(weekly_m=30_000))
    [finding] = found(GOOD, "R13", context=RunnerContext(weekly_m=50_000))
    assert finding.value == pytest.approx(1.2)
    assert not found(GOOD, "R13")


@pytest.mark.parametrize(
    ("days", "resume", "rebuild"),
    [
        (0, (1.0, 1.0), False),
        (2, (1.0, 1.0), False),
        (3, (0.8, 0.9), False),
        (6, (0.8, 0.9), False),
        (7, (0.6, 0.7), False),
        (13, (0.6, 0.7), False),
        (14, (0.6, 0.7), True),
    ],
)
def test_r14_gap(days: int, resume: tuple[float, float], rebuild: bool) -> None:
    advice = advise_after_gap(days)
    assert (advice.resume, advice.rebuild) == (resume, rebuild)
    assert (advice.cost == (0.05, 0.08)) == (days >= 7)
    assert advice.sentence.startswith(f"{days} days without running")


@pytest.mark.parametrize(("share", "count"), [(0.98, 0), (0.96, 1)])
def test_r15_goal(share: float, count: int) -> None:
    recent = RaceResult(TEN_KM_M, race_time(45, TEN_KM_M), date(2027, 1, 3))
    goal_s = share * race_time(45, MARATHON_M)
    context = RunnerContext(goal_s=goal_s, recent=recent)
    assert len(found(GOOD, "R15", context=context)) == count
    old = replace(context, recent=replace(recent, day=date(2026, 9, 1)))
    verdict = judge_run_plan(GOOD, RACE, context=old)
    assert "R15" in {note.rule for note in verdict.not_judged}
