"""Where in a week a session could start, before asking whether it may."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hamstrong.planning.constants.spacing import RUN_BUFFER_MIN
from hamstrong.planning.model import Availability, Window
from hamstrong.planning.spacing import is_clear
from hamstrong.running.model import Run

_STEP = timedelta(minutes=60)
_ROUND_MIN = 15


def starts_on(
    day: date,
    availability: Availability,
    *,
    runs: Sequence[Run],
    minutes: int,
    zone: ZoneInfo,
) -> tuple[datetime, ...]:
    """Start times on a day, in order: each hour of a window, and soon after each run in it.

    A start is kept when a session of `minutes` ends within the window and overlaps no run.
    """
    length = timedelta(minutes=minutes)
    nearby = [run for run in runs if abs((run.day - day).days) <= 1]
    found: set[datetime] = set()
    for window in availability.windows_on(day):
        opens, closes = _bounds(day, window, zone)
        tries = {*_hourly(opens, closes), *_after_runs(nearby, opens)}
        found |= {
            start
            for start in tries
            if later(start, length) <= closes and is_clear(start, later(start, length), nearby)
        }
    return tuple(sorted(found))


def _bounds(day: date, window: Window, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return (
        datetime.combine(day, window.start, zone),
        datetime.combine(day, window.end, zone),
    )


def _hourly(opens: datetime, closes: datetime) -> Iterable[datetime]:
    start = opens
    while start < closes:
        yield start
        start = later(start, _STEP)


def _after_runs(runs: Iterable[Run], opens: datetime) -> Iterable[datetime]:
    for run in runs:
        after = later(run.end, timedelta(minutes=RUN_BUFFER_MIN))
        if after >= opens:
            yield _rounded_up(after)


def _rounded_up(moment: datetime) -> datetime:
    past = timedelta(
        minutes=moment.minute % _ROUND_MIN, seconds=moment.second, microseconds=moment.microsecond
    )
    return later(moment, timedelta(minutes=_ROUND_MIN) - past) if past else moment


def later(moment: datetime, by: timedelta) -> datetime:
    """Elapsed time later, right also on the night the clocks change."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
