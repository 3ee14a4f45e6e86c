"""Numbers on the pages are the planner's numbers."""

from datetime import date

import pytest

from hamstrong.planning.words import days_word, hours_text
from hamstrong.web.pages.formats import Formats
from hamstrong.web.text import load_catalogue

F = Formats(load_catalogue())


@pytest.mark.parametrize("hours", [0.4, 1.0, 11.99, 26.5, 62.6, 71.99])
def test_the_bar_and_the_sentence_say_the_same_hours(hours: float) -> None:
    assert F.hours(hours) == hours_text(hours)


def test_days_share_their_month() -> None:
    days = [date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 1), date(2027, 1, 5)]
    assert F.days(days) == days_word(days) == "24, 26 Nov, 1 Dec, 5 Jan"
    assert F.days(days[:1]) == "24 Nov"
