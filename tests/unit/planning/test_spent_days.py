"""A day without strength names the session that is still to come, and none that is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import BlockPhase, Reason, Session
from hamstrong.planning.reasons import spent_reason

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 4))


def session(number: int, day: date) -> Session:
    start = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return Session(
        id=f"{MONDAY}-{number}",
        start=start,
        end=start + timedelta(minutes=30),
        phase=BlockPhase.BASE,
        load_class=LoadClass.C2,
        novel=False,
        title="Hard holds",
        doses=(),
        reason=Reason("Far from your long run."),
    )


WEEK = (session(1, TUESDAY), session(2, TUESDAY + timedelta(days=2)))


@pytest.mark.parametrize(
    ("day", "over", "said"),
    [
        (MONDAY, (), "Two sessions this week; the next is on Tuesday."),
        (MONDAY, (1,), "Two sessions this week; the next is on Thursday."),
        (MONDAY, (1, 2), "Two sessions this week; none is still to come."),
        (WEDNESDAY, (1,), "Two sessions this week; the next is on Thursday."),
        (WEDNESDAY, (1, 2), "Two sessions this week; the last is on Tuesday."),
        (FRIDAY, (1, 2), "Two sessions this week; the last is on Thursday."),
    ],
)
def test_a_session_that_was_skipped_is_not_to_come(
    day: date, over: tuple[int, ...], said: str
) -> None:
    ids = {f"{MONDAY}-{number}" for number in over}
    assert spent_reason(day, WEEK, over=ids).text == said
