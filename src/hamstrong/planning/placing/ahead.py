"""From a request to what a look ahead over its block foresees, week by week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Family
from hamstrong.planning.constants.levels import STARTING_LEVELS, TRYOUT_FAMILIES
from hamstrong.planning.constants.spacing import NOVEL_EXPOSURES
from hamstrong.planning.dose.circumstances import Exposures, unbroken_since
from hamstrong.planning.dose.course import course_of
from hamstrong.planning.dose.limits import Bounds
from hamstrong.planning.model import PlanRequest, PlanWeek, Session
from hamstrong.planning.placing.foreseen import Foreseen
from hamstrong.planning.placing.foresight import Ends, Foresight, Knowledge
from hamstrong.planning.placing.outline import Contents, Outline
from hamstrong.planning.placing.places import Day, WeekContext, days_of
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.placing.standing import around
from hamstrong.planning.placing.unchanged import left_out
from hamstrong.planning.spacing import HARD_CLASSES, HEAVY_CLASSES
from hamstrong.planning.weeks import WEEK


class LookAhead:
    """What the weeks to come should hold, looked at anew where a week came out otherwise.

    Weeks that stay as they are need none: it begins with the first week that is asked for.
    """

    def __init__(
        self,
        request: PlanRequest,
        weeks: Sequence[PlanWeek],
        library: Library,
        *,
        standing: Sequence[Session],
    ) -> None:
        """Take all weeks before the race week; the race decides the rest.

        Args:
            request: What is planned from.
            weeks: Of the block.
            library: The exercises.
            standing: Sessions that are settled already, in time order.
        """
        self._request, self._weeks, self._library = request, weeks, library
        self._sessions, self._exposures = self._worked(standing), request.exposures
        self._days: dict[tuple[date, Bounds], tuple[Day, ...]] = {}
        self._mondays = [
            w.monday for w in weeks if w.weeks_to_race > 0 and w.monday + WEEK > request.today
        ]
        self._foresight: Foresight | None = None
        self._foreseen: dict[date, Mapping[int, Foreseen]] = {}

    def _worked(self, sessions: Iterable[Session]) -> tuple[Session, ...]:
        """Without those that were skipped: they take no hours and find no rungs."""
        return tuple(s for s in sessions if s.id not in self._request.skipped)

    def days(self, context: WeekContext) -> tuple[Day, ...]:
        """`days_of` the week, looked at once while the same limits hold."""
        key = (context.week.monday, context.course.bounds)
        if key not in self._days:
            self._days[key] = days_of(context)
        return self._days[key]

    def _begin(self, monday: date) -> None:
        """From this week on."""
        self._mondays = [coming for coming in self._mondays if coming >= monday]
        heavy = tuple(e.id for e in self._library.values() if e.load_class in HEAVY_CLASSES)
        self._foresight = Foresight(tuple(self._outlines(Contents(self._library, heavy))), heavy)
        self._look(self._foresight, 0)

    def _outlines(self, contents: Contents) -> Iterator[Outline]:
        """Of each week; the first that has room finds the rungs, and those after it go by them.

        Nothing is new to whoever has done nothing yet: the first week is open to them.
        """
        request, library, standing = self._request, self._library, self._sessions
        is_begun = bool(self._exposures or standing)
        if any(session.day >= request.today for session in standing):
            request = replace(request, levels=_as_found(request))
        for week in self._weeks:
            if week.monday not in self._mondays:
                continue
            course = course_of(week, self._weeks, request, library, standing)
            there = around(week, standing, self._exposures, skipped=request.skipped)
            closed = course.closed and is_begun
            course = replace(course, last={}, whole={}, lightly={}, room={}, closed=closed)
            out = left_out(week, self._request)
            context = WeekContext(week, request, library, there, course, out)
            outline = Outline(context, self.days(context), contents)
            if outline.has_room:
                is_begun = True
                request = replace(request, levels=_as_found(request))
            yield outline

    def on(self, monday: date) -> Mapping[int, Foreseen]:
        """By number of session; nothing where the week is out of sight."""
        if self._foresight is None and monday in self._mondays:
            self._begin(monday)
        return self._foreseen.get(monday, {})

    def follow(self, monday: date, sessions: Sequence[Session], exposures: Exposures) -> None:
        """Look again from the next week on, if this one was foreseen and is otherwise.

        Args:
            monday: Of the week that is planned now.
            sessions: All up to its end, in time order.
            exposures: With those of the week.
        """
        self._sessions, self._exposures = self._worked(sessions), exposures
        if self._foresight is None or monday not in self._foreseen:
            return
        following = self._mondays.index(monday) + 1
        held = {s.id: s for s in sessions if s.id.startswith(f"{monday}-")}
        foreseen = self._foreseen[monday]
        if following == len(self._mondays) or all(
            _is_as_foreseen(held.get(f"{monday}-{number + 1}"), there, monday)
            for number, there in foreseen.items()
        ):
            return
        self._look(self._foresight, following)

    def _look(self, foresight: Foresight, first: int) -> None:
        monday = self._mondays[first]
        knowledge = _knowledge(self._request, self._library, monday, self._exposures)
        found = foresight.of(first, knowledge, _ends(self._sessions))
        self._foreseen |= zip(self._mondays[first:], found, strict=True)


def _as_found(request: PlanRequest) -> Mapping[Family, int]:
    """The athlete's rungs once they are found, which may be where everybody starts."""
    starting = STARTING_LEVELS[request.starting]
    return {**{family: starting[family] for family in TRYOUT_FAMILIES}, **request.levels}


def _is_as_foreseen(session: Session | None, there: Foreseen, monday: date) -> bool:
    if session is None:
        return not there.heavy
    exercises = (dose.exercise_id for dose in session.doses)
    as_open = there.closes_no_more(minute_of(session.start), monday)
    return as_open and there.is_held(session.load_class, exercises)


def _knowledge(
    request: PlanRequest, library: Library, first: date, exposures: Exposures
) -> Knowledge:
    """Of the heavy exercises; what the athlete told of counts as known."""
    since = unbroken_since(first, exposures, request.accustomed)
    times, last = {}, {}
    for key, exercise in library.items():
        if exercise.load_class not in HEAVY_CLASSES:
            continue
        done = [day for day in exposures.get(key, ()) if since <= day]
        told = request.accustomed.get(exercise.family)
        known = told is not None and told >= since
        times[key] = NOVEL_EXPOSURES if known else min(len(done), NOVEL_EXPOSURES)
        days = [*done, *([told] if known and told else [])]
        last[key] = max((day.toordinal() for day in days), default=0)
    return Knowledge(times, last, frozenset(k for k, days in exposures.items() if days))


def _ends(standing: Iterable[Session]) -> Ends:
    ends = [0, 0, 0]
    for session in standing:
        end = minute_of(session.end)
        ends[0] = max(ends[0], end)
        if session.load_class in HARD_CLASSES:
            ends[1] = max(ends[1], end)
        if session.load_class in HEAVY_CLASSES:
            ends[2] = max(ends[2], end)
    return ends[0], ends[1], ends[2]
