"""Phases: the three printed tables, and sense at every other length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M
from hamstrong.running.phases import Phase, phase_of_week, taper_weeks

ORDER: tuple[Phase, ...] = ("base", "build", "specific", "taper")


def phases(weeks: int, distance_m: float = MARATHON_M, weekday: int = 6) -> list[Phase]:
    return [
        phase_of_week(weeks, n, distance_m=distance_m, race_weekday=weekday)
        for n in range(weeks - 1, -1, -1)
    ]


@pytest.mark.parametrize(
    ("weeks", "counts"), [(12, (3, 4, 3, 2)), (16, (5, 5, 3, 3)), (20, (8, 5, 4, 3))]
)
def test_printed_tables(weeks: int, counts: tuple[int, ...]) -> None:
    found = phases(weeks)
    assert tuple(found.count(phase) for phase in ORDER) == counts


@given(
    weeks=st.integers(1, 60),
    distance_m=st.sampled_from([TEN_KM_M, HALF_MARATHON_M, MARATHON_M]),
    weekday=st.integers(0, 6),
)
def test_phases_come_in_order(weeks: int, distance_m: float, weekday: int) -> None:
    ranks = [ORDER.index(phase) for phase in phases(weeks, distance_m, weekday)]
    assert ranks == sorted(ranks)


@given(weeks=st.integers(4, 60), weekday=st.integers(3, 6))
def test_from_four_weeks_every_later_phase_has_a_week(weeks: int, weekday: int) -> None:
    assert set(ORDER[1:]) <= set(phases(weeks, weekday=weekday))


@given(weeks=st.integers(1, 59), distance_m=st.sampled_from([TEN_KM_M, MARATHON_M]))
def test_a_longer_block_has_no_less_of_any_later_phase(weeks: int, distance_m: float) -> None:
    shorter, longer = phases(weeks, distance_m), phases(weeks + 1, distance_m)
    for phase in ORDER[1:]:
        assert shorter.count(phase) <= longer.count(phase)


def test_shorter_races_taper_two_weeks_and_midweek_races_get_a_stub() -> None:
    assert taper_weeks(20) == 3
    assert taper_weeks(20, distance_m=HALF_MARATHON_M) == 2
    assert taper_weeks(20, race_weekday=2) == 4


def test_after_the_race_is_recovery() -> None:
    assert phase_of_week(12, -1) == "recovery"
