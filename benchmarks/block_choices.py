"""What each session of a block could be at most, for the bound of `whole_block.py`.

What a session holds hangs on all that was done before it. So it is composed for many pasts: light
and heavy exercises done so many times each, all the room for sets or as little as W7 may leave,
strength frozen where a week freezes it (W9), and then down to a single set; and where what is new
is left out (the last four weeks) or replaced (W9), every set of heavy exercises known. Of contents
with the same exercises the fewest sets, seconds and reps are put together: no past of these leads
to a shorter session or a less tiring one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any, Final, NamedTuple

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.dose import FULL_DOSE_EXPOSURES, RAMP_FREE_SETS
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.dose.circumstances import Circumstances, unbroken_since
from hamstrong.planning.dose.composition import Content, DayContents, minutes_of
from hamstrong.planning.dose.course import Course, Room, counted_sets, course_of
from hamstrong.planning.dose.selection import HEAVY_KINDS, Kind
from hamstrong.planning.model import PlanRequest
from hamstrong.planning.placing.places import (
    Day,
    Place,
    Standing,
    WeekContext,
    circumstances,
    days_of,
    kinds_for,
    session_count,
)
from hamstrong.planning.placing.scoring import points
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.placing.venues import venue_at
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.planning.weeks import block_weeks

_NEARLY: Final = NOVEL_EXPOSURES - 1
_OFTEN: Final = FULL_DOSE_EXPOSURES + 1
_HEAVY_AND_LIGHT: Final = (
    *((times, times) for times in (0, _NEARLY, NOVEL_EXPOSURES, NOVEL_EXPOSURES + 2, _OFTEN)),
    *((0, _OFTEN), (_NEARLY, _OFTEN), (NOVEL_EXPOSURES, 0), (_OFTEN, 0), (_OFTEN, _NEARLY)),
)
"""How often heavy exercises were done, and how often light ones."""

_MOST_ROOM: Final = 8
"""Sets of one tissue in a session; with so much room none is cut."""

_SLACK_MIN: Final = 1
"""What a session may be shorter after pasts that lie between those tried."""

Key = tuple[int, int, LoadClass, bool, frozenset[str], bool]


@dataclass(slots=True)
class Choice:
    """One session of one week at one start with one class and these heavy exercises, at its best.

    Where it is not new, all of them are known; in the last four weeks they always are.

    Attributes:
        leaves_out: Whether it leaves out what is still new, at its price.
        never: Heavy exercises that it would hold in a closed week if they had ever been done.
    """

    week: int
    number: int
    starts: int
    ends: int
    day: int
    load_class: LoadClass
    novel: bool
    heavy: frozenset[str]
    leaves_out: bool
    never: frozenset[str]
    points: int
    pick: Any = None

    @property
    def key(self) -> Key:
        """What tells it from others of its week."""
        kind = self.load_class, self.novel, self.heavy, self.leaves_out
        return self.number, self.starts, *kind


class _Past(NamedTuple):
    """What was done, how the week finds it, and the kinds of session that depend on it."""

    times: Mapping[str, int]
    course: Course
    kinds: tuple[Kind, ...]


class _Merged(NamedTuple):
    """Contents with the same exercises as one, and what was never done where they are offered."""

    content: Content
    never: frozenset[str]


def contexts_of(request: PlanRequest, library: Library) -> Iterator[WeekContext]:
    """Each week as nothing before it had been planned."""
    nothing = Standing((), (), request.exposures)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    for week in weeks:
        course = course_of(week, weeks, request, library, ())
        yield WeekContext(week, request, library, nothing, course)


def choices_of(contexts: Sequence[WeekContext]) -> Iterator[Choice]:
    """Everything that could be placed in each of the weeks."""
    for index, context in enumerate(contexts):
        best: dict[Key, Choice] = {}
        for number in range(session_count(context.week, context.request)):
            drafts = _Drafts(number, context, is_first=index == 0)
            for choice in drafts.choices(index):
                _keep_best(best, choice)
        yield from best.values()


def heavy_in(doses: Iterable[Dose], library: Library) -> frozenset[str]:
    """Ids of the heavy exercises among these."""
    found = (dose.exercise_id for dose in doses)
    return frozenset(key for key in found if library[key].load_class in HEAVY_CLASSES)


def _keep_best(best: dict[Key, Choice], choice: Choice) -> None:
    old = best.setdefault(choice.key, choice)
    old.points, old.ends = max(old.points, choice.points), min(old.ends, choice.ends)
    old.never &= choice.never


class _Drafts:
    """What one session could hold after any past, at its least tiring."""

    def __init__(self, number: int, context: WeekContext, *, is_first: bool) -> None:
        self._number, self._context, self._is_first = number, context, is_first
        self._found: dict[object, tuple[_Merged, ...]] = {}
        library = context.library
        # What is new costs least the third time.
        exposures = _done(context, {} if is_first else dict.fromkeys(library, _NEARLY))
        self._at_best = replace(context, standing=Standing((), (), exposures))

    def choices(self, week: int) -> Iterator[Choice]:
        """At every legal start of the week."""
        for day in days_of(self._context):
            for start in day.starts:
                for content, never in self._on(day, start):
                    place = Place(self._number, start, content, day.near, legal=True)
                    if _is_legal(place):
                        yield self._choice(week, place, never)

    def _choice(self, week: int, place: Place, never: frozenset[str]) -> Choice:
        content, starts = place.content, minute_of(place.start)
        return Choice(
            week,
            place.number,
            starts,
            starts + max(1, content.minutes - _SLACK_MIN),
            place.start.toordinal(),
            content.load_class,
            content.novel,
            heavy_in(content.doses, self._context.library),
            content.kind is Kind.KNOWN,
            never,
            points(place, self._at_best),
        )

    def _on(self, day: Day, start: datetime) -> tuple[_Merged, ...]:
        context = self._context
        wished = session_count(context.week, context.request)
        venue = venue_at(start, context.request)
        now = circumstances(self._number, wished, day.day, context)
        now = replace(now, equipment=context.request.equipment_at(venue))
        key = (venue, now.band.from_day, now.days_to_race < 0, _is_late(now), now.limits)
        if key not in self._found:
            found = _merged(self._all(now), context.library, is_closed=now.course.closed)
            if now.course.frozen:
                found = (_Merged(_at_shortest(content), never) for content, never in found)
            self._found[key] = tuple(found)
        return self._found[key]

    def _all(self, now: Circumstances) -> Iterator[tuple[Content, frozenset[str]]]:
        """With what had been done, of the heavy exercises."""
        library = self._context.library
        kinds = kinds_for(self._number, self._context)
        for past in self._pasts(now):
            exposures = _done(self._context, past.times)
            since = unbroken_since(now.day, exposures, now.accustomed)
            then = replace(now, exposures=exposures, since=since, course=past.course)
            done = frozenset(key for key, count in past.times.items() if count)
            for kind in kinds:
                if kind in past.kinds:
                    for content in _in_any_room(kind, then, library):
                        yield content, done

    def _pasts(self, now: Circumstances) -> Iterator[_Past]:
        """The first week's is what the log says; later ones may have any of these."""
        if self._is_first:
            yield _Past({}, now.course, tuple(Kind))
            return
        library = self._context.library
        free = replace(now.course, frozen=None, closed=False)
        courses = [free] if free == now.course else [free, now.course]
        heavy = [
            e.id
            for e in library.values()
            if e.load_class in HEAVY_CLASSES and e.level <= now.level_of(e.family)
        ]
        for course in courses:
            for often, lightly in _HEAVY_AND_LIGHT:
                times = {key: often if key in heavy else lightly for key in library}
                yield _Past(times, course, tuple(Kind))
            yield from _pasts_of_some(heavy, course, library, late=_is_late(now))


def _pasts_of_some(
    heavy: Sequence[str], course: Course, library: Library, *, late: bool
) -> Iterator[_Past]:
    """Every set of heavy exercises done, the others never; light ones all or never.

    Where a week is open to what is new, that matters for sessions that leave it out.
    """
    kinds = HEAVY_KINDS if course.closed or late else (Kind.KNOWN,)
    some = (s for count in range(len(heavy) + 1) for s in combinations(heavy, count))
    for done in some:
        for often in (_OFTEN,) if late else (_NEARLY, _OFTEN):
            for lightly in (0, _OFTEN):
                times = dict.fromkeys(library, lightly) | dict.fromkeys(heavy, 0)
                yield _Past(times | dict.fromkeys(done, often), course, kinds)


def _done(context: WeekContext, times: Mapping[str, int]) -> Mapping[str, tuple[date, ...]]:
    """These done so many times in the days before the week, besides what was done before."""
    known, monday = context.request.exposures, context.week.monday
    past = {
        key: tuple(monday - timedelta(days=n) for n in range(count, 0, -1))
        for key, count in times.items()
        if count
    }
    return {**known, **{key: (*known.get(key, ()), *days) for key, days in past.items()}}


def _is_late(now: Circumstances) -> bool:
    return 0 <= now.days_to_race <= NO_NEW_EXERCISE_DAYS


def _is_legal(place: Place) -> bool:
    content, start_s = place.content, place.start.timestamp()
    end_s = start_s + 60 * content.minutes
    closed = place.near.closed(content.load_class, novel=content.novel)
    return all(end_s <= opens or start_s >= closes for opens, closes in closed)


def _in_any_room(kind: Kind, now: Circumstances, library: Library) -> Iterator[Content]:
    """With all the room that the caps leave, and where that matters with less (W7)."""
    content = _composed(kind, now, library)
    if content is None:
        return
    yield content
    used: dict[Tissue, int] = {}
    for dose in content.doses:
        counted = counted_sets(dose, library)
        if counted:
            used[counted[0]] = used.get(counted[0], 0) + counted[1]
    is_lightened = now.cutback or now.band.sets < 1.0
    if max(used.values(), default=0) <= RAMP_FREE_SETS and not is_lightened:
        return
    for sets in range(RAMP_FREE_SETS, _MOST_ROOM):
        room = {t: Room(min(sets, r.sets), by_ramp=True) for t, r in now.course.room.items()}
        smaller = _composed(kind, replace(now, course=replace(now.course, room=room)), library)
        if smaller:
            yield smaller


def _composed(kind: Kind, now: Circumstances, library: Library) -> Content | None:
    return next(DayContents(replace(now, yesterday=None), library).of_kind(kind), None)


def _merged(
    contents: Iterable[tuple[Content, frozenset[str]]], library: Library, *, is_closed: bool
) -> Iterator[_Merged]:
    """One for each set of exercises, with the fewest of everything."""
    every = frozenset(e.id for e in library.values() if e.load_class in HEAVY_CLASSES)
    groups: dict[object, list[tuple[Content, frozenset[str]]]] = {}
    for content, done in contents:
        ids = tuple(dose.exercise_id for dose in content.doses)
        key = ids, content.novel, content.kind is Kind.KNOWN
        groups.setdefault(key, []).append((content, done))
    for alike in groups.values():
        columns = zip(*(content.doses for content, _ in alike), strict=True)
        doses = tuple(_least(column) for column in columns)
        content = replace(alike[0][0], doses=doses, minutes=minutes_of(doses))
        is_bound = is_closed and content.kind is not Kind.KNOWN
        held = heavy_in(doses, library).union(*(done for _, done in alike))
        yield _Merged(content, every - held if is_bound else frozenset())


def _at_shortest(content: Content) -> Content:
    """A frozen week holds what was done and no more sets of it (W9), which may be one of each where
    no session finds rungs. Worth all the same what the whole is."""
    single = tuple(replace(dose, sets=1, extra_sets=0) for dose in content.doses)
    return replace(content, doses=single, minutes=minutes_of(single))


def _least(doses: Sequence[Dose]) -> Dose:
    return replace(
        doses[0],
        sets=min(dose.sets for dose in doses),
        hold_s=min((dose.hold_s for dose in doses if dose.hold_s is not None), default=None),
        reps=min((dose.reps for dose in doses if dose.reps is not None), default=None),
        extra_sets=min(dose.extra_sets for dose in doses),
    )
