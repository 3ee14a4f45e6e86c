"""What is no run plan, or a broken one: a sentence that names the place, nothing half read."""

import time as clock
from datetime import date

import pytest

from hamstrong.adapters.files.calendar import MAX_EVENTS
from hamstrong.adapters.files.run_plan import RunPlanReader
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.errors import BadFile, BadInput
from tests.files.plan_files import calendar, race_on, read

RUN = "DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 8 km"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"PK\x03\x04rest of a spreadsheet", "a spreadsheet"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"BEGIN:VCALENDAR\x00\x01", "not a text file"),
        (b"<!doctype html><html>", "a web page"),
        (b"Dear coach, please send the plan", "neither a calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "neither a calendar"),
        (calendar().encode(), "There is no run in it"),
        (calendar("DTSTART;VALUE=DATE:20270105|SUMMARY:Dentist").encode(), "No run was found"),
        (calendar("SUMMARY:Easy 8 km").encode(), "There is no run in it"),
        (calendar("DTSTART:nonsense|SUMMARY:Easy 8 km").encode(), "There is no run in it"),
        (calendar("DTSTART;VALUE=DATE:19700105|SUMMARY:Easy").encode(), "from 1970-01-05 to 1970"),
    ],
)
def test_what_is_no_run_plan_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence) as caught:
        read(data, name="spring.ics")
    assert caught.value.place.startswith("spring.ics")
    assert "\n" not in caught.value.message


def test_a_calendar_that_breaks_off_names_the_line() -> None:
    whole = calendar(RUN, RUN)
    with pytest.raises(BadFile, match="breaks off") as caught:
        read(whole[: len(whole) // 2], name="spring.ics")
    assert caught.value.place.startswith("spring.ics, line ")


def test_two_hundred_megabytes_are_refused_at_once() -> None:
    data = b"BEGIN:VCALENDAR\r\n" + bytes(200_000_000)
    began = clock.perf_counter()
    with pytest.raises(BadFile, match=r"has more than 3 MB"):
        read(data)
    assert clock.perf_counter() - began < 0.5


def test_a_calendar_of_more_events_than_a_life_has_days_is_refused_at_once() -> None:
    data = calendar(*["UID:a|DTSTART:20270105|SUMMARY:x"] * (MAX_EVENTS + 1)).encode()
    assert len(data) < MAX_BYTES
    began = clock.perf_counter()
    with pytest.raises(BadFile, match="20001 events"):
        read(data)
    assert clock.perf_counter() - began < 2


def test_more_runs_than_a_block_has_are_refused() -> None:
    with pytest.raises(BadFile, match="2100 entries between"):
        read(calendar(*[RUN] * 2100))


def test_a_tune_up_race_is_not_the_race() -> None:
    tune_up = "DTSTART;VALUE=DATE:20270314|SUMMARY:Tune-up half marathon"
    plan = read(calendar(RUN, tune_up))
    assert [run.type.value for run in plan.runs] == ["easy", "race"]


def test_a_race_at_the_end_of_time_is_refused() -> None:
    with pytest.raises(BadInput, match="choose a race date"):
        read(calendar(RUN), race=race_on(date(9999, 12, 20)))


def test_an_impossible_easy_pace_is_refused() -> None:
    with pytest.raises(BadInput, match="easy pace"):
        RunPlanReader(easy_pace_s_per_km=30)


@pytest.mark.parametrize("letters", ["1", "1-", "5 km ", "1 x ", "{1", "am 5 ", "<"])
def test_endless_titles_take_no_time(letters: str) -> None:
    event = f"DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 8 km {letters * 20_000}"
    began = clock.perf_counter()
    plan = read(calendar(event, event.replace("SUMMARY", "SUMMARY:Easy 5 km|DESCRIPTION")))
    assert clock.perf_counter() - began < 5
    assert all(len(run.title) <= 160 for run in plan.runs)
