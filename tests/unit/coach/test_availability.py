from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.coach.availability import (
    availability_from_json,
    availability_to_json,
    read_days,
    read_weekday,
)
from hamstrong.errors import BadInput
from hamstrong.planning.model import DEFAULT_WINDOWS, Availability, Window


def test_days_and_hours_as_people_type_them() -> None:
    days = read_days("mon 18:00-21:00, Wednesday, sat 9-12, sat 16:30 - 18")
    assert days.weekdays == {
        0: (Window(time(18), time(21)),),
        2: DEFAULT_WINDOWS,
        5: (Window(time(9), time(12)), Window(time(16, 30), time(18))),
    }


def test_until_midnight_is_the_last_minute() -> None:
    assert read_days("fri 20-24").weekdays[4] == (Window(time(20), time(23, 59)),)


@pytest.mark.parametrize(
    "text", ["", " , ", "someday", "mon 25:00-26:00", "mon 20-18", "mon 18", "mon-fri", "mon 9-9"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_days(text)


def test_weekdays_have_short_and_long_names() -> None:
    assert [read_weekday(name) for name in ("mon", "Tuesday", "SUN")] == [0, 1, 6]
    with pytest.raises(BadInput):
        read_weekday("noday")


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
windows = st.tuples(times, times).filter(lambda w: w[0] < w[1]).map(lambda w: Window(*w))


@given(
    st.dictionaries(st.integers(0, 6), st.lists(windows, max_size=3).map(tuple)),
    st.frozensets(st.dates(), max_size=3),
)
def test_json_keeps_it_all(
    weekdays: dict[int, tuple[Window, ...]], days_off: frozenset[date]
) -> None:
    availability = Availability(weekdays, days_off)
    assert availability_from_json(availability_to_json(availability)) == availability
