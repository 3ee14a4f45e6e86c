"""Logged sets to rungs and targets: each line of evidence 3.1, 3.2 and 5.3."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.body.check_ins import CheckIn
from hamstrong.planning.body.progression import (
    Direction,
    FoundRung,
    Progress,
    TrainingLog,
    Verdict,
    progress_of,
)
from hamstrong.planning.body.set_logs import SetLog
from hamstrong.planning.body.spots import Spot
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.model import StartingLevel

LIBRARY = load_library()
D = date(2027, 3, 1)
DAY = timedelta(days=1)
BRIDGE = "hb_support_1l_bent"
FAMILY = Family.HAMSTRING_BRIDGE
FOUND = (FoundRung(D - 7 * DAY, FAMILY, 5),)
BOTH_SIDES = (Side.LEFT, Side.RIGHT)


def sets(
    day: int,
    exercise_id: str = BRIDGE,
    *,
    amounts: Iterable[float] = (30, 30, 30),
    sides: Iterable[Side] = BOTH_SIDES,
    **said: Any,
) -> tuple[SetLog, ...]:
    given = {"planned": 30.0, "rpe": 7.0, **said}
    return tuple(
        SetLog(D + day * DAY, exercise_id, side, amount, **given)
        for side in sides
        for amount in amounts
    )


def progress(
    *days: tuple[SetLog, ...],
    mornings: tuple[CheckIn, ...] = (),
    found: tuple[FoundRung, ...] = FOUND,
    today: int = 60,
) -> Progress:
    log = TrainingLog(tuple(one for day in days for one in day), found, mornings)
    return progress_of(log, LIBRARY, today=D + today * DAY)


def verdict(*days: tuple[SetLog, ...], **rest: Any) -> Verdict:
    (one,) = progress(*days, **rest).verdicts
    return one


def test_nothing_logged_leaves_what_was_found() -> None:
    assert progress().levels == {FAMILY: 5}
    assert progress(found=()).levels == {}


# Advance


def test_three_full_sets_a_side_twice_two_days_apart_are_one_rung_up() -> None:
    one = verdict(sets(0), sets(2))
    assert (one.direction, one.level) == (Direction.ADVANCE, 6)
    assert one.reason.rule == "progression"
    assert progress(sets(0), sets(2)).levels == {FAMILY: 6}


@pytest.mark.parametrize(
    "second",
    [
        sets(1),
        sets(2, rpe=7.5),
        sets(2, amounts=(30, 30, 29)),
        sets(2, amounts=(30, 30)),
        sets(2, sides=(Side.LEFT,)),
        sets(2, rpe=None),
        (),
    ],
    ids=["a day apart", "RPE", "short", "two sets", "one side", "RPE untold", "once"],
)
def test_anything_less_stays(second: tuple[SetLog, ...]) -> None:
    assert verdict(sets(0), second).direction is Direction.STAY


def test_a_reserve_stands_for_the_rpe_that_was_not_told() -> None:
    assert verdict(sets(0, rpe=None, reserve=8), sets(2, rpe=None, reserve=9)).level == 6
    assert verdict(sets(0, rpe=None, reserve=8), sets(2, rpe=None, reserve=5)).level == 5


@pytest.mark.parametrize(
    ("morning", "level"),
    [
        (CheckIn(D + 3 * DAY, soreness={Spot(Area.HAMSTRING, Side.LEFT): 2}), 6),
        (CheckIn(D + 3 * DAY, soreness={Spot(Area.HAMSTRING, Side.RIGHT): 3}), 5),
        (CheckIn(D + 3 * DAY, pain={Spot(Area.HIP, Side.LEFT): 3}), 5),
        (CheckIn(D + 3 * DAY, soreness={Spot(Area.CALF, Side.LEFT): 9}), 6),
        (CheckIn(D + 4 * DAY, soreness={Spot(Area.HAMSTRING, Side.RIGHT): 3}), 5),
    ],
)
def test_the_next_morning_decides(morning: CheckIn, level: int) -> None:
    assert progress(sets(0), sets(2), mornings=(morning,)).levels[FAMILY] == level


def test_a_session_counts_once_its_next_morning_has_come() -> None:
    waiting = verdict(sets(0), sets(2), today=2)
    assert (waiting.direction, waiting.level) == (Direction.STAY, 5)
    assert "Tomorrow" in waiting.reason.text
    assert verdict(sets(0), sets(2), today=3).direction is Direction.ADVANCE


def test_more_than_fifteen_seconds_left_is_a_harder_lever_and_not_a_longer_hold() -> None:
    easy = [sets(day, amounts=(20, 20), planned=20.0, rpe=None, reserve=16.0) for day in (0, 2)]
    assert verdict(*easy).direction is Direction.ADVANCE
    assert "harder lever" in verdict(*easy).reason.text
    assert progress(easy[0]).targets[BRIDGE] == 20
    fifteen = [sets(day, amounts=(20, 20), planned=20.0, rpe=None, reserve=15) for day in (0, 2)]
    assert verdict(*fifteen).direction is Direction.STAY
    assert progress(fifteen[0]).targets[BRIDGE] == 25


def test_reps_advance_at_the_top_of_their_range() -> None:
    clam = [
        sets(day, "sp_knees_clam", amounts=(12, 12, 12), planned=12.0, rpe=None, reserve=3)
        for day in (0, 3)
    ]
    found = (FoundRung(D - DAY, Family.SIDE_PLANK, 2),)
    assert progress(*clam, found=found).levels[Family.SIDE_PLANK] == 3


def test_the_last_rung_stays() -> None:
    found = (FoundRung(D - DAY, FAMILY, 12),)
    top = [
        sets(d, "nordic_full", amounts=(5,) * 3, sides=(Side.BOTH,), planned=5.0) for d in (0, 2)
    ]
    assert verdict(*top, found=found).direction is Direction.STAY
    assert progress(*top, found=found).levels == {FAMILY: 12}


def test_a_rung_that_needs_what_is_not_at_hand_is_passed_over() -> None:
    """From the long lever a load is next; without one slow walkouts are, one rung further."""
    long = "hb_support_1l_long"
    found = (FoundRung(D - DAY, FAMILY, 7),)

    def reached(*at_hand: Equipment) -> Progress:
        log = TrainingLog((*sets(0, long), *sets(2, long)), found, at_hand=frozenset(at_hand))
        return progress_of(log, LIBRARY, today=D + 60 * DAY)

    assert reached(Equipment.SUPPORT, Equipment.LOAD).levels == {FAMILY: 8}
    assert reached(Equipment.SUPPORT).levels == {FAMILY: 9}


def test_two_rungs_are_never_passed_over() -> None:
    floor = "hb_floor_1l"
    found = (FoundRung(D - DAY, FAMILY, 4),)
    log = TrainingLog((*sets(0, floor), *sets(2, floor)), found, at_hand=frozenset())
    stuck = progress_of(log, LIBRARY, today=D + 60 * DAY)
    assert stuck.levels == {FAMILY: 4}
    assert "not at hand" in stuck.verdicts[0].reason.text


def test_after_a_move_the_count_begins_anew() -> None:
    up = "hb_support_1l_mid"
    assert progress(sets(0), sets(2), sets(4, up)).levels == {FAMILY: 6}
    assert progress(sets(0), sets(2), sets(4, up), sets(6, up)).levels == {FAMILY: 7}


def test_an_easier_exercise_moves_nothing() -> None:
    easy = progress(sets(0, "hb_floor_1l"), sets(2, "hb_floor_1l"))
    assert easy.levels == {FAMILY: 5}
    failed = progress(sets(0, "hb_floor_1l", amounts=(5, 5, 5)))
    assert failed.levels == {FAMILY: 5}


def test_a_later_try_out_has_the_last_word() -> None:
    found = (*FOUND, FoundRung(D + 9 * DAY, FAMILY, 4))
    assert progress(sets(0), sets(2), found=found).levels == {FAMILY: 4}


def test_the_day_of_a_try_out_is_not_judged() -> None:
    found = (FoundRung(D, FAMILY, 5),)
    assert progress(sets(0, rpe=10.0), found=found).verdicts == ()


# Regress


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (sets(0, rpe=9.5), "as hard as it gets"),
        (sets(0, amounts=(30, 20, 20), sides=(Side.LEFT,)), "two sets fell short"),
        (sets(0, failed=True), "two sets fell short"),
        (sets(0, cramp=True), "cramped twice"),
        (sets(0, pain=4), "hurt above 3"),
    ],
)
def test_too_hard_is_one_rung_back(day: tuple[SetLog, ...], word: str) -> None:
    one = verdict(day)
    assert (one.direction, one.level) == (Direction.REGRESS, 4)
    assert word in one.reason.text
    assert progress(day).targets[BRIDGE] == 20


def test_one_short_set_or_a_little_pain_is_no_step_back() -> None:
    assert verdict(sets(0, amounts=(30, 30, 20), sides=(Side.LEFT,))).level == 5
    assert verdict(sets(0, pain=3)).level == 5


def test_one_cramp_in_each_of_two_sessions_counts() -> None:
    def cramped(day: int) -> tuple[SetLog, ...]:
        first, *rest = sets(day)
        return (replace(first, cramp=True), *rest)

    assert verdict(cramped(0)).level == 5
    assert verdict(cramped(0), cramped(2)).level == 4


def test_the_first_rung_is_the_lowest() -> None:
    found = (FoundRung(D - DAY, FAMILY, 1),)
    hard = sets(0, "hb_floor_2l", sides=(Side.BOTH,), rpe=10.0)
    assert verdict(hard, found=found).direction is Direction.STAY
    assert progress(hard, found=found).levels == {FAMILY: 1}


def test_two_rpe_above_ones_usual_is_repeated() -> None:
    usual = [sets(day, amounts=(20, 20, 20), planned=20.0, rpe=6.0) for day in (0, 2, 4)]
    drifted = sets(6, amounts=(25, 25, 25), planned=25.0, rpe=8.0)
    assert "harder than your usual" in verdict(*usual, drifted).reason.text
    assert progress(*usual, drifted).targets[BRIDGE] == 25
    fine = sets(6, amounts=(25, 25, 25), planned=25.0, rpe=7.5)
    assert progress(*usual, fine).targets[BRIDGE] == 30


# Targets


@pytest.mark.parametrize(
    ("amounts", "said", "target"),
    [
        ((20, 20, 20), {"rpe": 8.0}, 25),
        ((20, 20, 20), {"rpe": 8.5}, 20),
        ((20, 20, 20), {"rpe": 8.0, "reserve": 2.0}, 20),
        ((20, 20, 20), {"rpe": None, "reserve": 3.0}, 25),
        ((20, 20, 20), {"rpe": None}, 25),
        ((20, 20, 18), {"rpe": 7.0}, 20),
        ((30, 30, 30), {"rpe": 6.0, "planned": 30.0}, 30),
    ],
)
def test_the_next_target(amounts: tuple[float, ...], said: dict[str, Any], target: int) -> None:
    assert progress(sets(0, amounts=amounts, **{"planned": 20.0, **said})).targets == {
        BRIDGE: target
    }


def test_a_target_never_shrinks_by_one_short_set() -> None:
    days = sets(0, amounts=(25, 25, 25), planned=25.0), sets(2, amounts=(30, 30, 25))
    assert progress(*days).targets[BRIDGE] == 30


def test_alternating_reps_stay_even() -> None:
    bug = sets(0, "dead_bug", amounts=(12, 12, 12), sides=(Side.BOTH,), planned=12.0)
    assert progress(bug).targets["dead_bug"] == 14


def test_skipped_sets_and_unknown_exercises_say_nothing() -> None:
    assert progress(sets(0, skipped=True), sets(0, "gone")).verdicts == ()


# What must never happen

LOGS = st.lists(
    st.builds(
        SetLog,
        st.integers(0, 30).map(lambda n: D + n * DAY),
        st.sampled_from(sorted(LIBRARY)),
        st.sampled_from((Side.LEFT, Side.RIGHT, Side.BOTH)),
        st.floats(0, 60),
        planned=st.none() | st.floats(1, 60),
        reserve=st.none() | st.floats(0, 30),
        rpe=st.none() | st.floats(0, 10),
        skipped=st.booleans(),
        failed=st.booleans(),
        cramp=st.booleans(),
        pain=st.none() | st.integers(0, 10),
    ),
    max_size=40,
).map(tuple)


@given(LOGS, st.sampled_from(list(StartingLevel)), st.integers(0, 40))
def test_whatever_was_logged_rungs_and_targets_exist(
    logs: tuple[SetLog, ...], starting: StartingLevel, today: int
) -> None:
    log = TrainingLog(logs, FOUND, (), starting)
    found = progress_of(log, LIBRARY, today=D + today * DAY)
    for family, level in found.levels.items():
        assert level in {e.level for e in LIBRARY.ladder(family)}
    for exercise_id, target in found.targets.items():
        rx = LIBRARY[exercise_id].prescription
        low, high = rx.hold_s or rx.reps or (0, 0)
        assert low <= target <= high
    for one in found.verdicts:
        assert one.level == found.levels.get(one.family, one.level)
        assert "{" not in one.reason.text
    assert set(found.weaker.values()) <= {Side.LEFT, Side.RIGHT}
    shuffled = replace(log, sets=tuple(sorted(logs, key=lambda s: s.side)))
    assert progress_of(shuffled, LIBRARY, today=D + today * DAY) == found


@given(
    st.lists(st.floats(5, 9), min_size=1, max_size=4),
    st.floats(0, 10),
    st.floats(0, 5),
    st.floats(10, 40),
)
def test_the_harder_it_felt_the_lower_the_rung(
    before: list[float], rpe: float, harder: float, amount: float
) -> None:
    usual = [sets(2 * n, rpe=felt) for n, felt in enumerate(before)]
    day = 2 * len(before)

    def level(felt: float) -> int:
        last = sets(day, amounts=(amount,) * 3, rpe=min(10.0, felt))
        return progress(*usual, last).levels[FAMILY]

    assert level(rpe + harder) <= level(rpe)


@given(st.lists(st.booleans(), max_size=12))
def test_a_session_moves_at_most_one_rung(good: list[bool]) -> None:
    levels = [5]
    days: list[tuple[SetLog, ...]] = []
    rungs = {e.level: e.id for e in LIBRARY.ladder(FAMILY)}
    for number, fine in enumerate(good):
        rung = rungs[levels[-1]]
        sides = BOTH_SIDES if LIBRARY[rung].one_sided else (Side.BOTH,)
        days.append(sets(2 * number, rung, sides=sides, rpe=6.0 if fine else 10.0))
        levels.append(progress(*days).levels[FAMILY])
        assert abs(levels[-1] - levels[-2]) <= 1


@pytest.mark.parametrize(
    ("logged", "told"),
    [
        (sets(0, amounts=(25, 25, 25)), "it stays until every set reaches 30 s with enough left."),
        (
            (*sets(0, sides=[Side.LEFT], amounts=(22, 30, 30)), *sets(0, sides=[Side.RIGHT])),
            "your left side is still short of 30 s, so it stays.",
        ),
        (sets(0, rpe=8.0), "all sets full, and too little left for the next rung, so it stays."),
    ],
)
def test_what_stays_says_what_is_missing(logged: tuple[SetLog, ...], told: str) -> None:
    verdict = next(v for v in progress(logged).verdicts if v.family is FAMILY)
    assert verdict.direction is Direction.STAY
    assert verdict.reason.text == f"{LIBRARY[BRIDGE].name}: {told}"
