"""The week's signature as geometry: from each strength session to the next key run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hamstrong.coach.model import Gap
from hamstrong.coach.week import SessionInWeek, WeekView

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """The hours after a session, as shares of a bar's length in percent.

    Attributes:
        fill: The part that is needed, or all there is when it is not enough.
        enough: Whether the hours reach the needed minimum.
        needed: Whether a minimum applies at all.
    """

    fill: float
    enough: bool
    needed: bool


def bar(gap: Gap) -> Bar:
    """The bar is as long as the hours there are, filled to the hours that are needed.

    When there are fewer than needed, the bar is as long as the need and filled to what is there.
    """
    enough = gap.hours >= gap.needed_h
    longest = max(gap.hours, gap.needed_h, 0.1)
    fill = 100 * min(gap.hours, gap.needed_h) / longest
    return Bar(fill=round(fill, 1), enough=enough, needed=gap.needed_h > 0)


@dataclass(frozen=True, slots=True)
class Lane:
    """One session's line over the seven columns of the desk, in percent of the week's width.

    Attributes:
        x, width: Of the whole line.
        fill: Width of the needed part.
        inside: False when the key run is after Sunday, so that the line leaves the picture.
    """

    session: SessionInWeek
    gap: Gap
    x: float
    width: float
    fill: float
    inside: bool


def lanes(view: WeekView) -> tuple[Lane, ...]:
    """A line for every session that has a key run ahead."""
    sessions = (item for day in view.days for item in day.sessions)
    return tuple(_lane(view, item, item.gap) for item in sessions if item.gap is not None)


def _lane(view: WeekView, item: SessionInWeek, gap: Gap) -> Lane:
    start = _share(view, item.session.end)
    end = _share(view, gap.run_start)
    inside = end <= 100
    width = max(0.0, min(end, 100.0) - start)
    needed = 100 * timedelta(hours=gap.needed_h) / (7 * DAY)
    return Lane(
        session=item,
        gap=gap,
        x=round(start, 2),
        width=round(width, 2),
        fill=round(min(needed, width), 2),
        inside=inside,
    )


def _share(view: WeekView, moment: datetime) -> float:
    """Where a moment lies between Monday's and the next Monday's midnight, percent."""
    zone = moment.tzinfo
    monday = datetime(view.monday.year, view.monday.month, view.monday.day, tzinfo=zone)
    passed = moment.astimezone(UTC) - monday.astimezone(UTC)
    return 100 * passed / (7 * DAY)
