"""Single days: lost to strength, won back, or with windows of their own."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hamstrong.coach.availability import check_window, join_windows
from hamstrong.coach.change_plan import Claim, PlainEdit, change_plan
from hamstrong.coach.days import check_day
from hamstrong.coach.model import Athlete, PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotFound
from hamstrong.planning.model import Availability, Window
from hamstrong.planning.words import date_word, day_word

MOST_DATES = 400
"""Single days kept at once: more than a year of shifts."""
MOST_WINDOWS = 12
"""Stretches of one day: one every other hour."""


class _OfDay(PlainEdit):
    """An edit of one day."""

    __slots__ = ()
    day: date

    @property
    def claims(self) -> frozenset[Claim]:
        return frozenset({Claim("day", self.day.isoformat(), "hours")})


@dataclass(frozen=True, slots=True)
class TakeDayOff(_OfDay):
    """No strength on this day, whatever its weekday says."""

    day: date
    what: Literal["day-off"] = "day-off"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises BadInput for a day that is over."""
        athlete = _athlete(ports, athlete_id, self.day)
        availability = athlete.availability
        _check_count(availability)
        _save(ports, athlete, replace(availability, days_off=availability.days_off | {self.day}))
        return SAY.say("day-off", day=day_word(self.day))


@dataclass(frozen=True, slots=True)
class GiveDayBack(_OfDay):
    """The day is free for strength again."""

    day: date
    what: Literal["no-day-off"] = "no-day-off"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound when it was no day off."""
        athlete = ports.store.athletes.get(athlete_id)
        availability = athlete.availability
        if self.day not in availability.days_off:
            raise NotFound(
                SAY.say("not-day-off-choose", day=date_word(self.day)), place=str(self.day)
            )
        _save(ports, athlete, replace(availability, days_off=availability.days_off - {self.day}))
        return SAY.say("no-day-off-after", day=day_word(self.day))


@dataclass(frozen=True, slots=True)
class SetWindows(_OfDay):
    """When strength is possible on one date, in place of its weekday's windows; None goes back.

    Those that overlap are joined, and the change says so.
    """

    day: date
    windows: tuple[Window, ...] | None
    what: Literal["windows"] = "windows"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises BadInput for a day that is over, or a window that ends before it begins."""
        athlete = _athlete(ports, athlete_id, self.day)
        dates = dict(athlete.availability.dates)
        dates.pop(self.day, None)
        told: list[str] = []
        if self.windows is not None:
            _check_count(athlete.availability)
            if len(self.windows) > MOST_WINDOWS:
                raise BadInput(
                    SAY.say("day-has-most-stretches", most=MOST_WINDOWS), place="windows"
                )
            checked = map(check_window, self.windows)
            dates[self.day] = join_windows(checked, day=day_word(self.day), tell=told.append)
        # Hours on a day off say that it is none any more.
        off = athlete.availability.days_off - (set() if self.windows is None else {self.day})
        _save(ports, athlete, replace(athlete.availability, days_off=off, dates=dates))
        if self.windows is None:
            return SAY.say("usual-hours", day=day_word(self.day))
        return told[0] if told else SAY.say("other-hours", day=day_word(self.day))


def take_day_off(ports: Ports, athlete_id: str, day: date) -> PlanChange | None:
    """Plan without this day; None without a plan. Raises BadInput for a day that is over."""
    return change_plan(ports, athlete_id, TakeDayOff(day))


def give_day_back(ports: Ports, athlete_id: str, day: date) -> PlanChange | None:
    """Plan with this day again; None without a plan. Raises NotFound when it was no day off."""
    return change_plan(ports, athlete_id, GiveDayBack(day))


def set_windows(
    ports: Ports, athlete_id: str, day: date, windows: tuple[Window, ...] | None
) -> PlanChange | None:
    """Plan with other hours on one date; None without a plan. Raises as `SetWindows.apply`."""
    return change_plan(ports, athlete_id, SetWindows(day, windows))


def _athlete(ports: Ports, athlete_id: str, day: date) -> Athlete:
    check_day(day, place="day")
    athlete = ports.store.athletes.get(athlete_id)
    if day < ports.today(athlete.zone):
        raise BadInput(SAY.say("over-choose-today-later", day=date_word(day)), place="day")
    return athlete


def _check_count(availability: Availability) -> None:
    if len(availability.days_off) + len(availability.dates) >= MOST_DATES:
        raise BadInput(
            SAY.say("single-days-are-kept", most=MOST_DATES),
            place="day",
        )


def _save(ports: Ports, athlete: Athlete, availability: Availability) -> None:
    ports.store.athletes.save(replace(athlete, availability=availability))
