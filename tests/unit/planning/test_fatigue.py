"""Residual fatigue: the published points of the curve, its order, and the three words."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.body.fatigue import (
    FreshnessWord,
    freshness,
    freshness_of_days,
    ledger_points,
    run_cost,
)
from hamstrong.planning.model import BlockPhase, Plan, Reason, Session
from hamstrong.running.model import MARATHON_M, Race, Run, RunType

MADRID = ZoneInfo("Europe/Madrid")
RACE = Race(datetime(2027, 4, 18, 9, tzinfo=MADRID))
LIBRARY = load_library()
HOURS = st.floats(0, 400)
CLASSES = st.sampled_from(list(LoadClass))


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 3, day, hour, tzinfo=MADRID)


def run(start: datetime, run_type: RunType, *, km: float, hours: float = 1) -> Run:
    end = start + timedelta(hours=hours)
    return Run(f"r-{start}", start, end, run_type, True, run_type.value, km * 1000)


def session(end: datetime, exercise_id: str, *, novel: bool = False) -> Session:
    exercise = LIBRARY[exercise_id]
    low, high = exercise.prescription.sets
    dose = Dose(exercise_id, Side.EACH, round((low + high) / 2), None, 8, 60)
    start = end - timedelta(minutes=30)
    return Session(
        f"s-{end}",
        start,
        end,
        BlockPhase.BUILD,
        exercise.load_class,
        novel,
        "Strength",
        (dose,),
        Reason("because"),
    )


def plan(sessions: tuple[Session, ...] = (), runs: tuple[Run, ...] = ()) -> Plan:
    return Plan(RACE, (), sessions, runs, {})


def test_the_part_felt_at_once_fits_palmer() -> None:
    at_once = [run_cost(LoadClass.C1, 4, hours) / 0.2 for hours in (1, 8, 24)]
    assert at_once == pytest.approx([0.931, 0.565, 0.180], abs=0.001)


def test_sore_muscle_peaks_at_a_day_and_a_half_and_is_two_fifths_after_four_and_a_half() -> None:
    damage = [run_cost(LoadClass.C5, 1, hours) - run_cost(LoadClass.C5, 4, hours) for hours in H]
    assert max(range(len(H)), key=damage.__getitem__) == H.index(36)
    assert damage[H.index(108)] / max(damage) == pytest.approx(0.4, abs=0.01)


H = list(range(0, 240))


@pytest.mark.parametrize(("exposure", "share"), [(1, 1.0), (2, 0.8), (3, 0.5), (4, 0.3), (9, 0.3)])
def test_what_is_new_leaves_more_sore_muscle(exposure: int, share: float) -> None:
    assert run_cost(LoadClass.C5, exposure, 36) == pytest.approx(2 * 0.0764 + 6 * share, abs=0.001)


@given(CLASSES, st.integers(1, 9), HOURS, st.floats(0, 2), st.floats(0, 2))
def test_cost_grows_with_sets_and_newness_and_is_never_negative(
    load_class: LoadClass, exposure: int, hours: float, share: float, more: float
) -> None:
    cost = run_cost(load_class, exposure, hours, share)
    assert cost >= 0
    assert run_cost(load_class, exposure, hours, share + more) >= cost
    assert run_cost(load_class, exposure + 1, hours, share) <= cost


@given(CLASSES, st.integers(1, 9), st.floats(36, 400), st.floats(0, 100))
def test_after_the_peak_cost_only_falls(
    load_class: LoadClass, exposure: int, hours: float, later: float
) -> None:
    after = run_cost(load_class, exposure, hours + later)
    assert after <= run_cost(load_class, exposure, hours) + 1e-12


def test_a_session_yet_to_come_costs_nothing() -> None:
    assert run_cost(LoadClass.C5, 1, -1) == 0


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="exposure 0"):
        run_cost(LoadClass.C4, 0, 1)


def test_ten_easy_kilometres_give_the_points_evidence_names() -> None:
    points = ledger_points(run(at(1, 7), RunType.EASY, km=10))
    assert points[Tissue.CALF] == pytest.approx(1.5)
    assert points[Tissue.IMPACT] == pytest.approx(3.0)


def test_fast_running_loads_the_hamstrings_more() -> None:
    easy = ledger_points(run(at(1, 7), RunType.EASY, km=12))
    fast = ledger_points(run(at(1, 7), RunType.THRESHOLD, km=12))
    assert fast[Tissue.HAMSTRING] > 2 * easy[Tissue.HAMSTRING]
    assert fast[Tissue.QUAD] == easy[Tissue.QUAD]


def test_a_run_without_a_distance_is_reckoned_from_its_minutes() -> None:
    timed = replace(run(at(1, 7), RunType.EASY, km=10), distance_m=None)
    assert ledger_points(timed)[Tissue.IMPACT] == pytest.approx(0.3 * 10.08)


def test_nothing_before_is_fresh() -> None:
    assert freshness(plan(), at(1, 7), LIBRARY).word is FreshnessWord.FRESH


@pytest.mark.parametrize(
    ("exercise_id", "novel", "hours", "word"),
    [
        ("rdl_2l", False, 2, FreshnessWord.A_BIT_HEAVY),
        ("rdl_2l", False, 26, FreshnessWord.FRESH),
        ("rdl_2l", True, 26, FreshnessWord.NOT_RECOVERED),
        ("rdl_2l", True, 60, FreshnessWord.A_BIT_HEAVY),
        ("step_down", True, 48, FreshnessWord.NOT_RECOVERED),
        ("step_down", False, 24, FreshnessWord.A_BIT_HEAVY),
        ("hb_floor_2l", False, 1, FreshnessWord.FRESH),
    ],
)
def test_words_after_a_session(
    exercise_id: str, novel: bool, hours: float, word: FreshnessWord
) -> None:
    done = session(at(3, 19), exercise_id, novel=novel)
    found = freshness(plan((done,)), done.end + timedelta(hours=hours), LIBRARY)
    assert found.word is word
    if word is not FreshnessWord.FRESH:
        assert found.reason.text.startswith("Strength on Wednesday 3 Mar")
        assert found.reason.rule == "fatigue"


def test_the_second_time_of_a_new_exercise_costs_less_than_the_first() -> None:
    first = session(at(1, 19), "step_down", novel=True)
    third = session(at(20, 19), "step_down", novel=True)
    between = session(at(10, 19), "step_down", novel=True)
    moment = at(24, 7)
    alone = freshness(plan((third,)), moment, LIBRARY)
    known = freshness(plan((first, between, third)), moment, LIBRARY)
    assert list(FreshnessWord).index(known.word) < list(FreshnessWord).index(alone.word)


@pytest.mark.parametrize(
    ("hours", "word"),
    [
        (1, FreshnessWord.NOT_RECOVERED),
        (20, FreshnessWord.A_BIT_HEAVY),
        (34, FreshnessWord.FRESH),
    ],
)
def test_words_after_a_long_run(hours: float, word: FreshnessWord) -> None:
    long = run(at(7, 8), RunType.LONG, km=30, hours=3)
    assert freshness(plan(runs=(long,)), long.end + timedelta(hours=hours), LIBRARY).word is word


def test_a_marathon_stays_in_the_legs_for_days_and_is_named() -> None:
    before = run(at(1, 8), RunType.LONG, km=32, hours=3)
    race = run(at(14, 9), RunType.RACE, km=MARATHON_M / 1000, hours=3.5)
    found = freshness(plan(runs=(before, race)), at(17, 7), LIBRARY)
    assert found.word is FreshnessWord.NOT_RECOVERED
    assert found.reason.run_id == race.id
    assert found.reason.text.startswith("The race on Sunday 14 Mar ended 2 days before")


def test_what_weighs_most_is_named_whichever_reading_gives_the_word() -> None:
    heavy = session(at(3, 19), "rdl_2l")
    easy = (run(at(4, 7), RunType.EASY, km=7), run(at(4, 11), RunType.EASY, km=5))
    moment = at(4, 14)
    assert freshness(plan((heavy,)), moment, LIBRARY).word is FreshnessWord.FRESH
    runs_alone = freshness(plan(runs=easy), moment, LIBRARY)
    assert runs_alone.word is FreshnessWord.A_BIT_HEAVY
    assert runs_alone.reason.run_id == easy[0].id
    # The runs give the word together; none of them weighs as much as the session.
    both = freshness(plan((heavy,), easy), moment, LIBRARY)
    assert both.word is FreshnessWord.A_BIT_HEAVY
    assert both.reason.text.startswith("Strength on Wednesday 3 Mar")
    assert (both.reason.rule, both.reason.run_id) == ("fatigue", None)


def test_a_run_is_named_where_it_weighs_more_than_a_session_that_gives_the_same_word() -> None:
    heavy = session(at(3, 19), "rdl_2l")
    long = run(at(4, 8), RunType.LONG, km=14, hours=1.5)
    moment = at(4, 12)
    assert freshness(plan((heavy,)), moment, LIBRARY).word is FreshnessWord.A_BIT_HEAVY
    found = freshness(plan((heavy,), (long,)), moment, LIBRARY)
    assert found.word is FreshnessWord.A_BIT_HEAVY
    assert (found.reason.rule, found.reason.run_id) == ("ledger", long.id)


def test_a_day_is_judged_at_the_start_of_its_run_or_in_the_morning() -> None:
    done = session(at(3, 19), "rdl_2l")
    evening = run(at(4, 20), RunType.EASY, km=5)
    with_run = freshness_of_days(plan((done,), (evening,)), LIBRARY, first=D4, last=D4)
    without = freshness_of_days(plan((done,)), LIBRARY, first=D4, last=D4)
    assert with_run[D4].word is FreshnessWord.FRESH
    assert without[D4].word is FreshnessWord.A_BIT_HEAVY


D4 = date(2027, 3, 4)


def test_after_a_threshold_run_its_own_evening_is_not_fresh_and_the_next_morning_is() -> None:
    threshold = run(at(4, 7), RunType.THRESHOLD, km=10)
    legs = plan(runs=(threshold,))

    def word(now: datetime) -> FreshnessWord:
        found = freshness_of_days(legs, LIBRARY, first=now.date(), last=now.date(), now=now)
        assert found[now.date()].at >= now
        return found[now.date()].word

    assert word(at(4, 6)) is FreshnessWord.FRESH, "told for its start, an hour ahead"
    assert word(at(4, 9)) is FreshnessWord.A_BIT_HEAVY
    assert word(at(4, 22)) is FreshnessWord.A_BIT_HEAVY, "its points alone are gone by five"
    assert word(at(5, 7)) is FreshnessWord.FRESH


def test_an_easy_run_may_be_gone_by_the_evening() -> None:
    easy = replace(run(at(4, 7), RunType.EASY, km=5), key=False)
    assert freshness(plan(runs=(easy,)), at(4, 22), LIBRARY).word is FreshnessWord.FRESH


def test_a_day_that_is_not_today_is_told_for_its_own_hour() -> None:
    run_today = run(at(4, 7), RunType.EASY, km=5)
    days = freshness_of_days(
        plan(runs=(run_today,)), LIBRARY, first=D4, last=date(2027, 3, 5), now=at(4, 20)
    )
    assert [found.at for found in days.values()] == [at(4, 20), at(5, 7)]


def test_every_day_is_told_and_no_number_of_per_cent() -> None:
    done = session(at(3, 19), "step_down", novel=True)
    days = freshness_of_days(plan((done,)), LIBRARY, first=date(2027, 3, 1), last=RACE.day)
    assert len(days) == (RACE.day - date(2027, 3, 1)).days + 1
    assert not any(re.search(r"%|per cent", found.reason.text) for found in days.values())
