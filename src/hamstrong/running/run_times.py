"""When a run starts whose plan names only the day."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

EVENING_RUN: Final = time(18, 30)
"""The second run of a day: after work. Judgement."""

MORNING_RUN: Final = time(7, 0)
EVENING_FROM: Final = time(14, 0)
"""Where the usual hour is from here on, the first of two runs goes to `MORNING_RUN`. Judgement."""

APART_MIN: Final = 90
"""Minutes from the second run of a day to the third. Judgement."""


def untimed_starts(days: Sequence[date], *, usual: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Aware starts of runs without a clock time, given their days in the order of the plan.

    A single run of a day starts at the usual hour; of two, one is in the morning and one in the
    evening.
    """
    of_day, placed = Counter(days), Counter[date]()
    starts = []
    for day in days:
        clock = _clock(placed[day], of_day[day], usual=usual)
        placed[day] += 1
        starts.append(local(datetime.combine(day, clock), zone))
    return tuple(starts)


def local(wall: datetime, zone: ZoneInfo) -> datetime:
    """A wall-clock time in a zone; one that a change to summer time skips moves forward."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _clock(already: int, on_this_day: int, *, usual: time) -> time:
    if on_this_day == 1:
        return usual
    first, second = (MORNING_RUN, usual) if usual >= EVENING_FROM else (usual, EVENING_RUN)
    if already == 0:
        return first
    minutes = second.hour * 60 + second.minute + APART_MIN * (already - 1)
    return time(*divmod(min(minutes, 23 * 60), 60))
