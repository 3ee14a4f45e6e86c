"""The word of a day, with what the athlete told of the body."""

from datetime import date, timedelta

import pytest

from hamstrong.exercises.library import load_library
from hamstrong.planning.body.check_ins import CheckIn, RaisedFlag
from hamstrong.planning.body.fatigue import Freshness, FreshnessWord
from hamstrong.planning.body.legs import legs_of_days
from hamstrong.planning.body.readiness import limits
from hamstrong.planning.constants.readiness import ILL_AHEAD_DAYS, Area
from hamstrong.running.model import RunType
from tests.unit.planning.test_fatigue import at, plan, run, session
from tests.unit.planning.test_readiness import D, told

LIBRARY = load_library()
FRESH, HEAVY, NOT = FreshnessWord


def words(*check_ins: CheckIn, days: int = 20) -> list[Freshness]:
    """Per day from the first check-in's on, over empty legs."""
    ends = (D, D + timedelta(days=days - 1))
    held = limits(check_ins, today=D)
    return list(legs_of_days(plan(), LIBRARY, days=ends, told=held).values())


@pytest.mark.parametrize(
    ("check_in", "word", "days"),
    [
        (told(0, pain={Area.CALF: 8}), NOT, 3),
        (told(0, ill=True), NOT, 1 + ILL_AHEAD_DAYS),
        (told(0, soreness={Area.QUAD: 8}), NOT, 2),
        (told(0, soreness={Area.QUAD: 5}), HEAVY, 2),
        (told(0, sleep_h=4.0), HEAVY, 1),
        (told(0, pain={Area.CALF: 4}), HEAVY, 14),
        (told(0), FRESH, 20),
    ],
)
def test_what_is_told_is_in_the_word_on_the_days_it_reaches(
    check_in: CheckIn, word: FreshnessWord, days: int
) -> None:
    found = [fresh.word for fresh in words(check_in)]
    assert found[:days] == [word] * days
    assert word not in found[days:]


def test_a_stop_holds_on_every_day_until_it_was_looked_at() -> None:
    flag = RaisedFlag("chest-pain", None)
    found = words(told(0, red_flags=(flag,)))
    assert {fresh.word for fresh in found} == {NOT}
    assert found[-1].reason.rule == "red-flags"


@pytest.mark.parametrize(
    "check_in",
    [
        told(0, pain={Area.CALF: 8}),
        told(0, pain={Area.CALF: 4}),
        told(0, ill=True),
        told(0, soreness={Area.QUAD: 8}),
        told(0, red_flags=(RaisedFlag("chest-pain", None),)),
    ],
)
def test_the_reason_is_one_sentence_without_a_share(check_in: CheckIn) -> None:
    text = words(check_in)[0].reason.text
    assert text.count(".") == 1
    assert text.endswith(".")
    assert "%" not in text


def test_red_says_where_and_until_when() -> None:
    text = words(told(0, pain={Area.CALF: 8}))[0].reason.text
    assert text == "Your calf is at red for pain and rests until Wednesday 3 Mar."


def test_the_worse_of_work_and_word_stands() -> None:
    sore = limits([told(0, soreness={Area.QUAD: 5})], today=D)
    new = session(at(1, 5), "step_down", novel=True)
    days = (date(2027, 3, 2), date(2027, 3, 2))
    found = legs_of_days(plan((new,)), LIBRARY, days=days, told=sore)[days[0]]
    assert found.word is NOT
    assert found.reason.rule == "fatigue"
    easy = plan(runs=(run(at(2, 5), RunType.EASY, km=10),))
    told_first = legs_of_days(easy, LIBRARY, days=days, told=sore)[days[0]]
    assert (told_first.word, told_first.reason.rule) == (HEAVY, "check-in")
