"""Any bytes are a run plan or a sentence, never another exception; twice the same is the same."""

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstrong.errors import HamstrongError
from tests.files.plan_files import EXAMPLES, calendar, read

EXAMPLE_FILES = [
    (EXAMPLES / f"spring-marathon.{suffix}").read_bytes() for suffix in ("ics", "yaml", "csv")
]
SOME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_NAMES = st.sampled_from(
    [
        *("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "UID"),
        *("SEQUENCE", "SUMMARY", "DESCRIPTION", "STATUS", "X-WR-TIMEZONE", "BEGIN", "END"),
    ]
)
_VALUES = st.one_of(
    st.sampled_from(
        [
            *("20270105T070000", "20270105", "20270105T070000Z", "99999999", "00010101"),
            *("FREQ=DAILY", "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=-1"),
            *("FREQ=DAILY;UNTIL=20270109", "FREQ=WEEKLY;BYDAY=99MO", "FREQ=YEARLY;BYMONTH=13"),
            *("VEVENT", "VCALENDAR", "VTIMEZONE", "PT45M", "-P1D", "P1W", "1e400"),
            *("CANCELLED", "Easy 8 km", "x" * 300),
        ]
    ),
    st.text(max_size=20),
)
_PARAMETERS = st.sampled_from(
    ["", ";VALUE=DATE", ";TZID=Europe/Madrid", ";TZID=Nowhere", ";VALUE=PERIOD", ';X="'],
)
_LINES = st.lists(st.tuples(_NAMES, _PARAMETERS, _VALUES), max_size=8)


def read_or_refuse(data: bytes) -> None:
    try:
        first = read(data)
    except HamstrongError:
        return
    assert first == read(data)
    assert len({run.id for run in first.runs}) == len(first.runs)
    assert all(run.end > run.start for run in first.runs)
    assert list(first.runs) == sorted(first.runs, key=lambda run: run.start)


@SOME
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


@SOME
@given(st.lists(_LINES, max_size=4))
def test_any_calendar(events: list[list[tuple[str, str, str]]]) -> None:
    bodies = [
        "|".join(f"{name}{parameters}:{value}" for name, parameters, value in event)
        for event in events
    ]
    read_or_refuse(calendar(*bodies).encode("utf-8", "surrogatepass"))


@SOME
@given(st.sampled_from(EXAMPLE_FILES), st.data())
def test_any_damage_to_a_real_plan(whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.binary(max_size=12), st.just(whole[:length])))
    read_or_refuse(whole[:start] + put + whole[start + length :])


@SOME
@given(st.sampled_from(EXAMPLE_FILES), st.floats(0, 1))
def test_a_real_plan_cut_anywhere(whole: bytes, share: float) -> None:
    read_or_refuse(whole[: int(len(whole) * share)])


_CELLS = st.one_of(
    st.sampled_from(
        ["2027-01-05", "07:30", "8", "-1", "1e999", "easy", "yes", '"', "", "Easy 8 km"]
    ),
    st.text(max_size=12),
)


@SOME
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=9), max_size=5))
def test_any_table(rows: list[list[str]]) -> None:
    head = "date,time,title,distance_km,minutes,type,key"
    text = "\n".join([head, *(",".join(row) for row in rows)])
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=8),
        st.dictionaries(
            st.sampled_from(["schedule", "workouts", "title", "distance", "units", "id"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=30,
)


@SOME
@given(st.dictionaries(st.sampled_from(["schedule", "units", "id", "name"]), _JSON))
def test_any_plan_of_weeks(plan: dict[str, object]) -> None:
    read_or_refuse(json.dumps(plan).encode())


@SOME
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_an_event_on_any_day(day: date) -> None:
    text = calendar(f"DTSTART;VALUE=DATE:{day:%Y%m%d}|RRULE:FREQ=WEEKLY|SUMMARY:Easy 8 km")
    read_or_refuse(text.encode())
