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
from hamstrong.planning.model import DEFAULT_WINDOWS, Availability, Venue, Window


def test_days_and_hours_as_people_type_them() -> None:
    days = read_days("mon 18:00-21:00, Wednesday, sat 9-12, sat 16:30 - 18")
    assert days.weekdays == {
        0: (Window(time(18), time(21)),),
        2: DEFAULT_WINDOWS,
        5: (Window(time(9), time(12)), Window(time(16, 30), time(18))),
    }


def test_until_midnight_is_the_last_minute() -> None:
    assert read_days("fri 20-24").weekdays[4] == (Window(time(20), time(23, 59)),)


def test_past_midnight_is_the_next_day_s() -> None:
    evening, night = Window(time(22), time(23, 59)), Window(time(0), time(2))
    assert read_days("wed 22-02").weekdays == {2: (evening,), 3: (night,)}
    assert read_days("sun 22-2, mon 18-19").weekdays == {
        6: (evening,),
        0: (night, Window(time(18), time(19))),
    }
    assert read_days("fri 22-00").weekdays == {4: (evening,)}
    gym = read_days("wed 22:30-01:15 gym").weekdays
    assert gym == {
        2: (Window(time(22, 30), time(23, 59), Venue.GYM),),
        3: (Window(time(0), time(1, 15), Venue.GYM),),
    }


def test_hours_that_were_mixed_up_are_refused_with_what_to_write() -> None:
    assert set(read_days("mon 20-8").weekdays) == {0, 1}
    with pytest.raises(BadInput, match="'22-24', and '0-2' on the next day"):
        read_days("mon 20-9")


def test_a_day_off_has_no_stretch() -> None:
    assert read_days("mon off, Wednesday 18-19, sun OFF") == read_days("wed 18-19")
    with pytest.raises(BadInput, match="mon is off and has hours"):
        read_days("mon off, monday 18-19")
    with pytest.raises(BadInput, match="goes on into it"):
        read_days("sun 22-02, mon off")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ",
        "someday",
        "mon 25:00-26:00",
        "mon 20-18",
        "mon 18",
        "mon-fri",
        "mon 9-9",
        "mon off",
        "off",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_days(text)


def test_weekdays_have_short_and_long_names() -> None:
    assert [read_weekday(name) for name in ("mon", "Tuesday", "SUN")] == [0, 1, 6]
    with pytest.raises(BadInput):
        read_weekday("noday")


def test_a_stretch_elsewhere_names_its_venue() -> None:
    assert read_days("tue 12-13 gym, wed 18-19 at home").weekdays == {
        1: (Window(time(12), time(13), Venue.GYM),),
        2: (Window(time(18), time(19)),),
    }
    with pytest.raises(BadInput, match="moon"):
        read_days("tue 12-13 moon")


def test_json_from_before_there_were_dates_and_venues_is_read() -> None:
    old = {"weekdays": {"0": [["18:00", "21:00"]]}, "days_off": ["2027-01-01"]}
    expected = Availability({0: (Window(time(18), time(21)),)}, frozenset({date(2027, 1, 1)}))
    assert availability_from_json(old) == expected


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
windows = st.tuples(times, times, st.sampled_from(Venue)).filter(lambda w: w[0] < w[1])
days = st.lists(windows.map(lambda w: Window(*w)), max_size=3).map(tuple)


@given(
    st.dictionaries(st.integers(0, 6), days),
    st.frozensets(st.dates(), max_size=3),
    st.dictionaries(st.dates(), days, max_size=3),
)
def test_json_keeps_it_all(
    weekdays: dict[int, tuple[Window, ...]],
    days_off: frozenset[date],
    dates: dict[date, tuple[Window, ...]],
) -> None:
    availability = Availability(weekdays, days_off, dates)
    assert availability_from_json(availability_to_json(availability)) == availability


def test_hours_that_overlap_are_joined_and_told() -> None:
    told: list[str] = []
    days = read_days("mon 18-20, wed 6-7, mon 19-21, mon 6-7", tell=told.append)
    assert days.weekdays[0] == (Window(time(6), time(7)), Window(time(18), time(21)))
    assert days.weekdays[2] == (Window(time(6), time(7)),)
    assert told == ["Overlapping hours on Monday are joined: 06:00-07:00, 18:00-21:00"]


@pytest.mark.parametrize("text", ["mon 18-20, mon 20-21", "mon 18-20, mon 19-21 gym", "mon"])
def test_hours_that_only_touch_or_lie_elsewhere_stay_as_typed(text: str) -> None:
    told: list[str] = []
    assert len(read_days(text, tell=told.append).weekdays[0]) == 2
    assert told == []
