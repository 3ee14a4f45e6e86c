"""What the athlete told, in plain values: what a plan document alone cannot show.

Names, classes and kits are the words of the plan document and of the exercise files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from tests.checker.reading import Document, History, elapsed_h, moment

HOME: Final = "home"
TRAVELLING: Final = "travelling"
LOST_KINDS: Final = frozenset({"ill", "away"})
"""Absences that leave no strength at all."""

_AS_PLANNED_H: Final = 1.0


@dataclass(frozen=True)
class Movement:
    """An exercise: its class, tissues (the first is its main one), sufficient kits, and rung."""

    load_class: str
    tissues: tuple[str, ...]
    kits: tuple[frozenset[str], ...] = (frozenset(),)
    family: str = ""
    level: int = 1
    most_sets: int = 5


@dataclass(frozen=True)
class Opening:
    """A stretch of a day in which strength is possible, local clock times."""

    start: time
    end: time
    venue: str = HOME


@dataclass(frozen=True)
class Lost:
    """Days lost, both ends included: "ill", "away" or "travelling"."""

    first: date
    last: date
    kind: str


@dataclass(frozen=True)
class Bound:
    """What the body allows: the hardest class (None: nothing) and a share of the sets."""

    first: date
    last: date | None
    tissues: frozenset[str]
    hardest: str | None
    sets: float = 1.0
    easier: int = 0

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def speaks_of(self, movement: Movement) -> bool:
        return not self.tissues or not self.tissues.isdisjoint(movement.tissues)


@dataclass(frozen=True)
class Facts:
    """All that a plan is judged against, besides the tables.

    Attributes:
        today: First day that may receive a session.
        not_before: The moment of planning, when it is known.
        weekdays: Openings by weekday, Monday is 0.
        dates: Openings of single dates, in place of their weekday's.
        days_off: Dates without strength.
        minutes: Longest session.
        kits: What is at hand, by venue.
        movements: Every exercise there is, by id.
        levels: Rungs that a try-out found, by family.
        exposures: Days before the plan on which an exercise was done.
        accustomed: Families the athlete vouches for, with the day up to which.
        wish: Sessions a week; None when the athlete has no wish.
        pins: Starts chosen by hand, by session id.
        previous: Yesterday's plan as a document.
        done: When sessions were begun, by id.
        skipped: Ids of sessions that were given up: they stand, and nothing keeps hours to them.
        absences: Days lost.
        limits: What the body allows.
        runs: The runs that went in, in the document's own form.
    """

    today: date
    not_before: datetime | None = None
    weekdays: Mapping[int, Sequence[Opening]] = field(default_factory=dict)
    dates: Mapping[date, Sequence[Opening]] = field(default_factory=dict)
    days_off: frozenset[date] = frozenset()
    minutes: int = 30
    kits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    movements: Mapping[str, Movement] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    exposures: Mapping[str, Sequence[date]] = field(default_factory=dict)
    accustomed: Mapping[str, date] = field(default_factory=dict)
    wish: int | None = None
    pins: Mapping[str, datetime] = field(default_factory=dict)
    previous: Document | None = None
    done: Mapping[str, datetime] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    absences: Sequence[Lost] = ()
    limits: Sequence[Bound] = ()
    runs: Sequence[Document] | None = None

    @property
    def history(self) -> History:
        """What the tables need to know of the past."""
        vouched = {
            key: self.accustomed[item.family]
            for key, item in self.movements.items()
            if item.family in self.accustomed
        }
        classes = {key: item.load_class for key, item in self.movements.items()}
        return History(classes, self.exposures, vouched)

    def openings_on(self, day: date) -> Sequence[Opening]:
        if day in self.days_off:
            return ()
        return self.dates.get(day, self.weekdays.get(day.weekday(), ()))

    def absences_on(self, day: date) -> frozenset[str]:
        return frozenset(item.kind for item in self.absences if item.first <= day <= item.last)

    def standing(self) -> Mapping[str, Document]:
        """Sessions that planning may not touch, as they must stand: history, done, or begun."""
        if self.previous is None:
            return {}
        return {
            item["id"]: self._as_done(item)
            for item in self.previous["sessions"]
            if self._stands(item)
        }

    def _stands(self, session: Document) -> bool:
        start = moment(session["start"])
        begun = self.not_before is not None and start <= self.not_before
        over = session["id"] in self.done or session["id"] in self.skipped
        return over or start.date() < self.today or begun

    def _as_done(self, session: Document) -> Document:
        begun = self.done.get(session["id"])
        if begun is None or abs(elapsed_h(moment(session["start"]), begun)) <= _AS_PLANNED_H:
            return session
        return {**session, "start": begun.isoformat(), "end": None}
