"""Calendars in: what people's calendar programs write, and what a run plan must make of it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamstrong.running.model import RunType
from tests.files.plan_files import MADRID, RACE_DAY, calendar, race_on, read

RACE = "DTSTART;VALUE=DATE:20270418|SUMMARY:Ribera Marathon"


def test_a_timed_event_keeps_its_start_and_length() -> None:
    plan = read(calendar("DTSTART:20270105T183000|DTEND:20270105T194500|SUMMARY:Tempo 10 km", RACE))
    run = plan.runs[0]
    assert run.start == datetime(2027, 1, 5, 18, 30, tzinfo=MADRID)
    assert (run.minutes, run.timed, run.type, run.key) == (75, True, RunType.THRESHOLD, True)
    assert run.distance_m == 10_000


def test_an_all_day_event_starts_at_the_usual_hour_and_lasts_by_its_distance() -> None:
    run = read(calendar("DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 10 km", RACE)).runs[0]
    assert run.start == datetime(2027, 1, 5, 7, 0, tzinfo=MADRID)
    assert (run.minutes, run.timed) == (60, False)


def test_minutes_in_the_text_beat_the_distance() -> None:
    plan = read(calendar("DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 10 km (55 min)", RACE))
    assert plan.runs[0].minutes == 55


def test_a_default_hour_is_not_believed_for_thirty_kilometres() -> None:
    event = "DTSTART:20270110T083000|DTEND:20270110T093000|SUMMARY:Long run 30 km"
    assert read(calendar(event, RACE)).runs[0].minutes == 180


def test_times_of_other_zones_and_utc_come_to_the_athletes_zone() -> None:
    plan = read(
        calendar(
            "DTSTART;TZID=America/New_York:20270105T013000|DURATION:PT1H|SUMMARY:Easy run",
            "DTSTART:20270106T060000Z|DURATION:PT1H|SUMMARY:Easy run",
            RACE,
        )
    )
    assert [run.start.hour for run in plan.runs[:2]] == [7, 7]
    assert all(run.start.tzinfo is MADRID for run in plan.runs)


def test_a_time_without_zone_is_meant_where_the_athlete_is() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    plan = read(calendar("DTSTART:20270105T070000|SUMMARY:Easy run 5k", RACE), zone=tokyo)
    assert plan.runs[0].start == datetime(2027, 1, 5, 7, tzinfo=tokyo)


def test_an_unknown_zone_is_noted() -> None:
    event = "DTSTART;TZID=Mars/Phobos:20270105T070000|DURATION:PT1H|SUMMARY:Easy run"
    plan = read(calendar(event, RACE))
    assert plan.runs[0].start.hour == 7
    assert any("Mars/Phobos" in note for note in plan.notes)


def test_a_recurrence_is_expanded_with_its_exceptions() -> None:
    plan = read(
        calendar(
            "UID:easy|DTSTART:20270104T070000|DURATION:PT45M|RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6"
            "|EXDATE:20270111T070000|SUMMARY:Easy 8 km",
            "UID:easy|RECURRENCE-ID:20270118T070000|DTSTART:20270119T180000|DURATION:PT30M"
            "|SUMMARY:Easy 5 km",
            "UID:easy|RECURRENCE-ID:20270121T070000|DTSTART:20270121T070000|STATUS:CANCELLED"
            "|SUMMARY:Easy 8 km",
            RACE,
        )
    )
    days = [run.start.strftime("%m-%d %H") for run in plan.runs[:-1]]
    assert days == ["01-04 07", "01-07 07", "01-14 07", "01-19 18"]


def test_a_recurrence_keeps_its_wall_clock_over_the_change_to_summer_time() -> None:
    event = "DTSTART;TZID=Europe/Madrid:20270322T070000|DURATION:PT45M|RRULE:FREQ=WEEKLY;COUNT=3"
    plan = read(calendar(f"{event}|SUMMARY:Easy run", RACE))
    assert [run.start.hour for run in plan.runs[:-1]] == [7, 7, 7]
    assert [run.minutes for run in plan.runs[:-1]] == [45, 45, 45]


def test_a_run_over_the_missing_hour_keeps_its_length() -> None:
    event = "DTSTART;VALUE=DATE:20270328|SUMMARY:Easy 10 km"
    run = read(calendar(event, RACE), usual=time(2, 30)).runs[0]
    assert (run.start.hour, run.start.minute, run.minutes) == (3, 30, 60)


def test_cancelled_events_long_stays_and_appointments_are_no_runs() -> None:
    plan = read(
        calendar(
            "DTSTART;VALUE=DATE:20270105|STATUS:CANCELLED|SUMMARY:Intervals 6x800",
            "DTSTART;VALUE=DATE:20270208|DTEND;VALUE=DATE:20270215|SUMMARY:Long run camp",
            "DTSTART:20270107T130000Z|DTEND:20270107T140000Z|SUMMARY:Dentist",
            "DTSTART;VALUE=DATE:20270108|SUMMARY:Easy 6 km",
            RACE,
        )
    )
    assert [run.title for run in plan.runs] == ["Easy 6 km", "Ribera Marathon"]
    assert [note.split(",")[0] for note in plan.notes] == [
        "1 event left out",
        "1 event without a word of running left out: Dentist.",
    ]


def test_events_far_from_the_race_are_left_out_and_said() -> None:
    old = "DTSTART;VALUE=DATE:19700101|SUMMARY:Easy 5k"
    plan = read(calendar(old, "DTSTART;VALUE=DATE:20270108|SUMMARY:Easy 6 km", RACE))
    assert len(plan.runs) == 2
    assert "1 event outside 2026-09-20 to 2027-05-16 left out" in plan.notes[0]


def test_two_runs_on_a_day_are_kept_the_second_in_the_evening() -> None:
    morning = "DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 10 km"
    evening = "DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 5 km"
    plan = read(calendar(morning, evening, RACE))
    assert [(run.start.hour, run.start.minute) for run in plan.runs[:2]] == [(7, 0), (18, 30)]
    plan = read(calendar(morning, evening, RACE), usual=time(19, 0))
    assert [run.start.hour for run in plan.runs[:2]] == [7, 19]


def test_one_entry_with_morning_and_evening_becomes_two_runs() -> None:
    event = "DTSTART;VALUE=DATE:20270105|SUMMARY:Recovery AM 10 km\\, PM 6 km"
    plan = read(calendar(event, RACE))
    assert [(run.title, run.distance_m) for run in plan.runs[:2]] == [
        ("Recovery AM 10 km", 10_000),
        ("PM 6 km", 6_000),
    ]


def test_events_that_share_one_uid_are_all_kept() -> None:
    """The expansion library keeps one of them; a lost key run would be a broken promise."""
    plan = read(
        calendar(
            "UID:same|DTSTART;VALUE=DATE:20270105|SUMMARY:Tempo 8 km",
            "UID:same|DTSTART;VALUE=DATE:20270107|SUMMARY:Easy 6 km",
            RACE,
        )
    )
    assert len(plan.runs) == 3


def test_of_two_revisions_the_newer_counts() -> None:
    plan = read(
        calendar(
            "UID:a|SEQUENCE:1|DTSTART;VALUE=DATE:20270106|SUMMARY:Tempo 8 km",
            "UID:a|SEQUENCE:0|DTSTART;VALUE=DATE:20270105|SUMMARY:Tempo 8 km",
            RACE,
        )
    )
    assert [run.day for run in plan.runs] == [date(2027, 1, 6), RACE_DAY]


def test_ids_survive_moves_and_new_neighbours() -> None:
    """A correction hangs on the id, so it must not change when the event does."""
    before = read(calendar("UID:a|DTSTART;VALUE=DATE:20270105|SUMMARY:Tempo 8 km", RACE))
    after = read(
        calendar(
            "UID:new|DTSTART;VALUE=DATE:20270104|SUMMARY:Easy 5 km",
            "UID:a|DTSTART:20270106T180000|SUMMARY:Tempo 9 km",
            RACE,
        )
    )
    assert before.runs[0].id == after.runs[1].id


def test_occurrences_have_ids_of_their_own() -> None:
    rule = "UID:a|DTSTART:20270104T070000Z|RRULE:FREQ=DAILY;COUNT=5|SUMMARY:Easy 5 km"
    plan = read(calendar(rule, RACE))
    assert len({run.id for run in plan.runs}) == 6


def test_a_calendar_without_the_race_says_so_and_invents_none() -> None:
    plan = read(calendar("DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 8 km"))
    assert [run.type for run in plan.runs] == [RunType.EASY]
    assert "your race was put there" in plan.notes[-1]


def test_a_race_event_takes_the_start_of_the_race() -> None:
    assert read(calendar(RACE)).runs[0].start == race_on().start


def test_without_a_race_the_weeks_around_today_are_read() -> None:
    plan = read(calendar("DTSTART;VALUE=DATE:20261201|SUMMARY:Easy 8 km"), race=None)
    assert len(plan.runs) == 1
    assert plan.notes == ()


def test_a_description_decides_where_the_title_is_silent() -> None:
    event = (
        "DTSTART;VALUE=DATE:20270105|SUMMARY:Tuesday run"
        "|DESCRIPTION:2 km warm-up\\, 6 x 800 m at 5K pace\\, 2 km cool-down"
    )
    run = read(calendar(event, RACE)).runs[0]
    assert (run.type, run.distance_m) == (RunType.INTERVAL, 8_800)


def test_rest_days_are_days_without_a_run() -> None:
    plan = read(
        calendar(
            "DTSTART;VALUE=DATE:20270104|SUMMARY:Rest",
            "DTSTART;VALUE=DATE:20270105|SUMMARY:Rest",
            "DTSTART;VALUE=DATE:20270105|SUMMARY:Easy 8 km",
            RACE,
        )
    )
    assert plan.rest_days == (date(2027, 1, 4),)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=100000",
        "FREQ=DAILY;COUNT=3;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5,6",
        "FREQ=YEARLY;BYYEARDAY=1",
        "FREQ=WEEKLY;COUNT=B8",
    ],
)
def test_recurrences_without_end_are_left_out(rule: str) -> None:
    plan = read(calendar(f"DTSTART:20270104T070000|RRULE:{rule}|SUMMARY:Easy 5 km", RACE))
    assert len(plan.runs) == 1
    assert "recurring in a way" in plan.notes[0]


def test_a_daily_run_since_years_is_expanded_only_around_the_race() -> None:
    plan = read(calendar("DTSTART:19990104T070000|RRULE:FREQ=DAILY|SUMMARY:Easy 5 km", RACE))
    first, last = plan.runs[0].day, plan.runs[-1].day
    assert last - first == timedelta(weeks=34)
