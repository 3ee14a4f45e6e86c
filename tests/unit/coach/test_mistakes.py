"""What cannot be read is one sentence with what to give instead."""

from datetime import timedelta
from typing import Any

import pytest

from hamstrong.coach.check_in import CheckIn, check_in_text
from hamstrong.coach.edits import read_edits
from hamstrong.coach.events import read_event
from hamstrong.errors import BadInput
from tests.unit.coach.desk import MONDAY, NOW, ZONE, event

DAY = str(MONDAY)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ([{"what": "nope"}], "'nope' is no 'what': give one of 'move-run', "),
        ([{}], "There is no 'what': give it."),
        ([{"what": "move-run", "run_id": "x"}], "There is no start: give it."),
        (
            [{"what": "move-run", "run_id": "x", "start": "then"}],
            "'then' is no time for start: write it like",
        ),
        (
            [{"what": "run-minutes", "run_id": "x", "minutes": "many"}],
            "'many' is no number for min",
        ),
        (
            [{"what": "day-off", "day": "2026-13-01"}],
            "'2026-13-01' is no day for day",
        ),
        ([{"what": "absence", "kind": "sad", "first": DAY}], "'sad' is no kind: give ill, away or"),
        ([{"what": "day-off", "day": ["a"]}], "['a'] is no day for day"),
        ([{"what": "move-run", "run_id": 7, "start": "x"}], "7 is no text for run id"),
        ([{"what": "windows", "day": DAY, "windows": 7}], "7 is no list for windows"),
        ([{"what": "windows", "day": DAY, "windows": [7]}], "7 holds no fields for windows"),
        ([], "0 are too few: give at least 1."),
        ([{"what": "day-off", "day": DAY}] * 21, "21 are too many: give at most 20."),
    ],
    ids=lambda v: str(v)[:30],
)
def test_changes(raw: list[dict[str, Any]], sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_edits(raw)
    assert caught.value.message.startswith(sentence)
    assert caught.value.message.endswith(".")
    assert caught.value.place


def test_a_score_that_is_too_high() -> None:
    raw = event("check-in", {"day": DAY, "energy": 9})
    with pytest.raises(BadInput, match="9 is too much for energy: give at most 5"):
        read_event(raw, now=NOW)


@pytest.mark.parametrize(("ahead", "known"), [(-2, True), (0, True), (1, False), (-3, False)])
def test_a_check_in_is_about_a_morning_that_has_come(ahead: int, known: bool) -> None:
    raw = event("check-in", {"day": str(MONDAY + timedelta(days=ahead))})
    if known:
        read_event(raw, now=NOW, zone=ZONE)
    else:
        with pytest.raises(BadInput):
            read_event(raw, now=NOW, zone=ZONE)


def test_where_it_is_tomorrow_already_the_morning_has_come() -> None:
    late = NOW.replace(hour=23, minute=30)
    raw = event("check-in", {"day": str(MONDAY + timedelta(days=1))}, moment=late)
    read_event(raw, now=late, zone=ZONE)
    with pytest.raises(BadInput, match="still to come"):
        read_event(raw, now=late)


def test_a_check_in_in_words() -> None:
    said = CheckIn(MONDAY, soreness={"left-calf": 4, "quad": 0}, red_flags=["pop"], ill=False)
    assert check_in_text(said) == (
        "Check-in: A pop, and strength gone at once, left calf sore 4 of 10, not ill"
    )
    assert check_in_text(CheckIn(MONDAY)) == "Check-in: nothing to report"
