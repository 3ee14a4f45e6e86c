"""A week in outline: what each of its sessions could be, by what is known when it begins.

An outline is for looking ahead over many weeks: it says which heavy exercises a session could hold,
on which starts, for about how many points. Sets and seconds are those of an athlete to whom nothing
is new, so that weeks of a kind share them; the week itself is planned later, exactly.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Final, NamedTuple

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Family, LoadClass
from hamstrong.planning.constants.dose import NOVEL_SETS
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.constants.weights import (
    FAVOURITE_HOUR,
    KEEP_PREVIOUS,
    PER_HOUR_FROM_FAVOURITE,
)
from hamstrong.planning.dose.circumstances import Circumstances
from hamstrong.planning.dose.composition import Content, DayContents, minutes_of
from hamstrong.planning.dose.selection import HEAVY_KINDS, KIND_CLASSES, Kind
from hamstrong.planning.model import Session
from hamstrong.planning.placing.places import (
    Day,
    Place,
    Standing,
    WeekContext,
    circumstances,
    kinds_for,
    session_count,
)
from hamstrong.planning.placing.scoring import points
from hamstrong.planning.placing.venues import venue_at
from hamstrong.planning.spacing import HEAVY_CLASSES

_TIMES: Final = 2
"""Sessions of an outline are as long as after so many times of all in them. Judgement."""

_NOON: Final = 12
_HEAVY_ONES: Final = KIND_CLASSES[Kind.HEAVY]


class Spot(NamedTuple):
    """One start of one session; minutes since 1970, the day as a number."""

    starts: int
    ends: int
    day: int
    points: int
    load_class: LoadClass


class Draft(NamedTuple):
    """A session of one number with these heavy exercises, wherever it could stand.

    Attributes:
        heavy: Ids of its heavy exercises; empty for holds and lighter.
        spots: In order of their start.
    """

    heavy: frozenset[str]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of heavy exercises when a week begins.

    Attributes:
        until: Those that are not new any more, with the last day, as a number, of that.
        done: Those that were done at all.
    """

    until: frozenset[tuple[str, int]] = frozenset()
    done: frozenset[str] = frozenset()


@dataclass(slots=True)
class Contents:
    """What sessions hold in outline, shared by all weeks of a block that are alike."""

    library: Library
    heavy: tuple[str, ...]
    _days: dict[tuple[object, ...], DayContents] = field(default_factory=dict)
    _found: dict[tuple[object, ...], Content | None] = field(default_factory=dict)
    _heavy: dict[int, frozenset[str]] = field(default_factory=dict)
    _new: dict[int, Content] = field(default_factory=dict)
    _harder: tuple[Exercise, ...] = field(init=False)

    def __post_init__(self) -> None:
        exercises = (self.library[key] for key in self.heavy)
        self._harder = tuple(e for e in exercises if e.load_class not in _HEAVY_ONES)

    def of(
        self, kind: Kind, now: Circumstances, times: int, known: frozenset[str] | None
    ) -> Content | None:
        """The content after so many times of each exercise.

        Args:
            kind: What it is meant to be.
            now: The day, its kit included.
            times: How often all was done; the more, the longer it takes.
            known: The heavy exercises among all; None for all of them.
        """
        if kind is Kind.HEAVY and not self._has_harder(now, known):
            kind = Kind.FULL
        day = (
            *(now.number, now.of, now.phase, now.cutback, now.band.from_day, now.limits),
            *(now.equipment, now.minutes, now.course.frozen is None, now.course.closed),
            *(times, known, kind is Kind.KNOWN),
        )
        if (kind, *day) not in self._found:
            if day not in self._days:
                then = _after(now, times, known, self.library, is_strict=kind is Kind.KNOWN)
                self._days[day] = DayContents(then, self.library)
            self._found[(kind, *day)] = next(self._days[day].of_kind(kind), None)
        return self._found[(kind, *day)]

    def _has_harder(self, now: Circumstances, known: frozenset[str] | None) -> bool:
        """Whether a full session could hold anything that a heavy one may not."""
        harder = self._harder if known is None else (e for e in self._harder if e.id in known)
        return any(e.level <= now.level_of(e.family) for e in harder)

    def rivals(self, contents: Iterable[Content]) -> frozenset[str]:
        """Heavy exercises that share a slot with a heavy one of these contents."""
        found = {key for content in contents for key in self.heavy_in(content)}
        slots = {slot for key in found for slot in self.library[key].slots}
        return frozenset(k for k in self.heavy if not slots.isdisjoint(self.library[k].slots))

    def heavy_in(self, content: Content) -> frozenset[str]:
        """Ids of the heavy exercises of a content that came from here."""
        if id(content) not in self._heavy:
            found = (dose.exercise_id for dose in content.doses)
            heavy = frozenset(k for k in found if self.library[k].load_class in HEAVY_CLASSES)
            self._heavy[id(content)] = heavy
        return self._heavy[id(content)]

    def new(self, content: Content) -> Content:
        """A content that came from here while its heavy exercises are new: fewer of their sets."""
        if id(content) not in self._new:
            heavy = self.heavy_in(content)
            doses = tuple(
                replace(dose, sets=ceil(dose.sets * NOVEL_SETS))
                if dose.exercise_id in heavy
                else dose
                for dose in content.doses
            )
            self._new[id(content)] = replace(
                content, doses=doses, minutes=minutes_of(doses), novel=True
            )
        return self._new[id(content)]


def _after(
    now: Circumstances,
    times: int,
    known: frozenset[str] | None,
    library: Library,
    *,
    is_strict: bool,
) -> Circumstances:
    """The same, so much having been done: it is known, and early in a block so is all else unless
    that is to be told apart."""
    strict = is_strict or now.course.closed or 0 <= now.days_to_race <= NO_NEW_EXERCISE_DAYS
    times = max(times, NOVEL_EXPOSURES) if strict else times
    past = tuple(now.day - timedelta(days=7 + n) for n in range(times, 0, -1))
    done = {
        key: past
        for key, exercise in library.items()
        if known is None or key in known or exercise.load_class not in HEAVY_CLASSES
    }
    return replace(
        now,
        exposures=done,
        since=past[0],
        accustomed={} if strict else dict.fromkeys(Family, now.day - timedelta(days=7)),
        tryout=False,
    )


class _OneDay(NamedTuple):
    """A day with what is asked of it over and over."""

    day: Day
    ordinal: int
    late: bool
    starts: tuple[tuple[datetime, float], ...]


class Outline:
    """One week in outline."""

    def __init__(self, context: WeekContext, days: Sequence[Day], contents: Contents) -> None:
        """Take a week that knows only what stands, its days, and what all weeks share."""
        previous = context.request.previous
        self._previous = _by_id(previous.sessions) if previous is not None else {}
        twice = (context.week.monday,) * (NOVEL_EXPOSURES - 1)
        self._context = replace(
            context,
            request=replace(context.request, previous=None),
            standing=Standing((), context.standing.within, dict.fromkeys(context.library, twice)),
        )
        self._contents = contents
        self._free = replace(context.course, frozen=None, closed=False)
        self._days = [found for day in days if (found := self._looked_at(day)).starts]
        self._wished = session_count(context.week, context.request)
        self._now: dict[tuple[int, int], Circumstances] = {}
        self._rivals_of: dict[int, frozenset[str]] = {}
        self._drafts: dict[tuple[object, ...], tuple[Draft, ...]] = {}
        self._points: dict[tuple[object, ...], int] = {}
        self._open: dict[tuple[object, ...], tuple[Spot, ...]] = {}
        self.numbers = context.open_numbers(self._wished)
        self.monday = context.week.monday.toordinal()
        self._kinds = {number: kinds_for(number, context) for number in self.numbers}
        self._soft = {number: self._softest(number) for number in self.numbers}

    @property
    def has_room(self) -> bool:
        """Whether a session is still to be placed and has a day to stand on."""
        return bool(self.numbers and self._days)

    def drafts(self, number: int, known: Known) -> tuple[Draft, ...]:
        """What the session could be, heavy drafts first; empty when it has no start at all."""
        closed = self._context.course.closed
        sunday = self.monday + 6
        until = frozenset((k, min(d, sunday)) for k, d in known.until if d >= self.monday)
        key = (number, until, known.done if closed else None)
        if key not in self._drafts:
            found: dict[frozenset[str], Draft] = {}
            for kind in self._kinds[number]:
                if kind in HEAVY_KINDS:
                    for draft in self._heavy(number, kind, dict(until), known.done):
                        found.setdefault(draft.heavy, draft)
            soft = self._soft[number]
            self._drafts[key] = (*found.values(), *([soft] if soft.spots else []))
        return self._drafts[key]

    def _looked_at(self, day: Day) -> _OneDay:
        request = self._context.request
        starts = tuple(
            (start, start.timestamp())
            for start in day.starts
            if request.not_before is None or start >= request.not_before
        )
        late = 0 <= (request.race.day - day.day).days <= NO_NEW_EXERCISE_DAYS
        return _OneDay(day, day.day.toordinal(), late, starts)

    def _circumstances(self, number: int, day: _OneDay) -> Circumstances:
        key = (number, day.ordinal)
        if key not in self._now:
            now = circumstances(number, self._wished, day.day.day, self._context)
            venue = venue_at(day.starts[0][0], self._context.request)
            kit = self._context.request.equipment_at(venue)
            self._now[key] = replace(now, equipment=kit)
        return self._now[key]

    def _heavy(
        self, number: int, kind: Kind, until: Mapping[str, int], done: frozenset[str]
    ) -> Iterator[Draft]:
        spots: dict[frozenset[str], list[Spot]] = {}
        for day in self._days:
            here = frozenset(key for key, last in until.items() if last >= day.ordinal)
            if kind is Kind.KNOWN and not here:
                continue
            now = self._circumstances(number, day)
            among = self._among(kind, day, here, done)
            if among is not None:
                among &= self._rivals(number, now)
            content = self._contents.of(kind, now, _TIMES, among)
            heavy = self._contents.heavy_in(content) if content else None
            if content is None or not heavy:
                continue
            if not heavy <= here:
                content = self._contents.new(content)
            spots.setdefault(heavy, []).extend(self._spots(number, content, day))
        return (Draft(heavy, tuple(found)) for heavy, found in spots.items() if found)

    def _among(
        self, kind: Kind, day: _OneDay, here: frozenset[str], done: frozenset[str]
    ) -> frozenset[str] | None:
        """The heavy exercises that a session of the day may hold; None where any."""
        if kind is Kind.KNOWN or day.late:
            return here
        return done | here if self._context.course.closed else None

    def _rivals(self, number: int, now: Circumstances) -> frozenset[str]:
        """Heavy exercises that share a slot with one that the session would like to hold."""
        if number not in self._rivals_of:
            everything = frozenset(self._contents.heavy)
            wished = (self._contents.of(k, now, _TIMES, everything) for k in HEAVY_KINDS)
            self._rivals_of[number] = self._contents.rivals(
                content for content in wished if content
            )
        return self._rivals_of[number]

    def _softest(self, number: int) -> Draft:
        """Holds, and on days that are closed to them what is lighter."""
        spots: list[Spot] = []
        for day in self._days:
            now = self._circumstances(number, day)
            freely = replace(now, course=self._free)
            for kind in self._kinds[number]:
                if kind in HEAVY_KINDS:
                    continue
                content = self._contents.of(kind, freely, _TIMES, frozenset())
                found = self._spots(number, content, day) if content else ()
                if found:
                    spots += found
                    break
        return Draft(frozenset(), tuple(spots))

    def _spots(self, number: int, content: Content, day: _OneDay) -> tuple[Spot, ...]:
        """The legal starts of a day; other numbers with the same find the same."""
        old = self._previous.get(self._context.session_id(number)) if self._previous else None
        if old is not None and old.day != day.day.day:
            old = None
        key = (
            *(day.ordinal, content.load_class, content.novel, content.minutes),
            content.kind is Kind.KNOWN,
            number if old is not None else None,
        )
        if key not in self._open:
            self._open[key] = tuple(self._open_on(day, content, old))
        return self._open[key]

    def _open_on(self, day: _OneDay, content: Content, old: Session | None) -> Iterator[Spot]:
        near = day.day.near
        closed = near.closed(content.load_class, novel=content.novel)
        length_s = 60 * content.minutes
        for start, start_s in day.starts:
            end_s = start_s + length_s
            for opens, closes in closed:
                if end_s > opens and start_s < closes:
                    break
            else:
                kept = 0
                if old is not None:
                    kept = KEEP_PREVIOUS if old.start == start else KEEP_PREVIOUS // 2
                at = int(start_s // 60)
                worth = kept + self._worth(Place(0, start, content, near, legal=True))
                yield Spot(at, at + content.minutes, day.ordinal, worth, content.load_class)

    def _worth(self, place: Place) -> int:
        """Points by class, day and half of it; new or not, of any number, about the same."""
        hour, content = place.start.hour + place.start.minute / 60, place.content
        is_known = content.kind is Kind.KNOWN
        key = (place.start.date(), hour < _NOON, content.load_class, is_known)
        far = round(PER_HOUR_FROM_FAVOURITE * abs(hour - FAVOURITE_HOUR))
        if key not in self._points:
            self._points[key] = points(place, self._context) + far
        return self._points[key] - far


def _by_id(sessions: Sequence[Session]) -> dict[str, Session]:
    return {session.id: session for session in sessions}
