"""Names and numbers of the block's picture: none overlaps, none is cut, whatever the block."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.language import Language
from hamstrong.planning.model import BlockPhase
from hamstrong.web.pages.labels import (
    BETWEEN_PX,
    DIGIT_PX,
    INSET_PX,
    LETTER_PX,
    NARROW_PX,
    WIDE_PX,
    Label,
    place_names,
    shown_numbers,
)
from hamstrong.web.text import load_catalogue

PHASES = ("Base", "Build", "Specific", "Taper", "Recovery")
WEEKS = st.lists(st.integers(1, 12), min_size=1, max_size=5)
WIDTHS = st.sampled_from([NARROW_PX, WIDE_PX])


def bands(weeks: list[int]) -> list[tuple[str, float, float]]:
    found, at = [], 0
    for name, length in zip(PHASES, weeks, strict=False):
        found.append((name, at / sum(weeks), length / sum(weeks)))
        at += length
    return found


def span(name: str, at: float, label: Label, width_px: float) -> tuple[float, float]:
    long = LETTER_PX * len(name)
    start = width_px - INSET_PX - long if label.at_end else at * width_px + INSET_PX
    return start, start + long


@pytest.mark.parametrize("language", list(Language))
def test_the_names_of_a_usual_block_fit_a_small_phone(language: Language) -> None:
    names = [load_catalogue(language)[f"phases-short.{p.value}"] for p in BlockPhase]
    named = [
        (name, at, long) for name, (_, at, long) in zip(names, bands([4, 4, 3, 3, 3]), strict=True)
    ]
    assert all(place_names(named, width_px=NARROW_PX)[:4])


@given(WEEKS, WIDTHS)
def test_no_name_overlaps_another_or_is_cut(weeks: list[int], width_px: float) -> None:
    named = bands(weeks)
    rows: dict[int, list[tuple[float, float]]] = {}
    for (name, at, _), label in zip(named, place_names(named, width_px=width_px), strict=True):
        if label:
            rows.setdefault(label.row, []).append(span(name, at, label, width_px))
    for row in rows.values():
        assert all(start >= 0 and end <= width_px for start, end in row)
        ordered = sorted(row)
        pairs = itertools.pairwise(ordered)
        assert all(b[0] - a[1] >= BETWEEN_PX - 1e-6 for a, b in pairs)


def test_the_phases_of_a_whole_block_are_all_named_on_a_phone() -> None:
    named = bands([6, 6, 4, 2])
    found = place_names(named, width_px=NARROW_PX)
    assert all(found)
    assert {label.row for label in found if label} == {0, 1}
    assert place_names(named, width_px=WIDE_PX) == (Label(0), Label(0), Label(0), Label(0))


@given(st.integers(1, 40), st.integers(0, 4), st.one_of(st.none(), st.integers(1, 40)), WIDTHS)
def test_numbers_keep_their_distance_and_the_one_of_now_is_shown(
    weeks: int, after: int, now: int | None, width_px: float
) -> None:
    numbers = list(range(weeks - 1, -1 - after, -1))
    shown = shown_numbers(numbers, width_px=width_px, always=now)
    column = width_px / len(numbers)
    ordered = sorted(shown, reverse=True)
    for one, other in itertools.pairwise(ordered):
        letters = (len(str(one)) + len(str(other))) / 2
        assert (one - other) * column >= DIGIT_PX * letters
    assert (now in shown) == (now in numbers and now is not None and now > 0)
    assert all(number > 0 for number in shown)


@pytest.mark.parametrize("now", [16, 17])
def test_sixteen_and_seventeen_never_stand_side_by_side_on_a_phone(now: int) -> None:
    shown = shown_numbers(range(18, -3, -1), width_px=NARROW_PX, always=now)
    assert now in shown
    assert not {16, 17} <= shown
