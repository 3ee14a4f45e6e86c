"""Availability as JSON: `{"weekdays": {"0": [["18:00", "21:00"]]}, "days_off": ["2027-01-01"]}`."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from hamstrong.planning.model import Availability, Window


def availability_to_json(availability: Availability) -> dict[str, Any]:
    return {
        "weekdays": {
            str(weekday): [[_clock(w.start), _clock(w.end)] for w in windows]
            for weekday, windows in sorted(availability.weekdays.items())
        },
        "days_off": sorted(day.isoformat() for day in availability.days_off),
    }


def availability_from_json(data: Mapping[str, Any]) -> Availability:
    weekdays = {
        int(weekday): tuple(
            Window(time.fromisoformat(start), time.fromisoformat(end)) for start, end in windows
        )
        for weekday, windows in data["weekdays"].items()
    }
    return Availability(weekdays, frozenset(map(date.fromisoformat, data["days_off"])))


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")
