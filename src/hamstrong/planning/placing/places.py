"""Every place a week's sessions could take: kinds the phase wishes for, times they could start."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.planning.constants.dose import (
    RACE_WEEK_SESSIONS,
    SESSIONS_PER_WEEK,
    SNACK_MINUTES,
)
from hamstrong.planning.constants.levels import TRYOUT_FAMILIES
from hamstrong.planning.constants.returns import DAYS_PER_SESSION, POST_RACE_MINUTES
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.dose.circumstances import Circumstances, is_known, unbroken_since
from hamstrong.planning.dose.composition import Content, DayContents
from hamstrong.planning.dose.course import UNTOUCHED, Course
from hamstrong.planning.dose.keeping import yesterday_of
from hamstrong.planning.dose.limits import bounds_of, is_blocked
from hamstrong.planning.dose.selection import Kind
from hamstrong.planning.model import BlockPhase, PlanRequest, PlanWeek, Session, Venue
from hamstrong.planning.placing.candidates import later, starts_on
from hamstrong.planning.placing.venues import venue_at
from hamstrong.planning.spacing import Margin, NearRuns, RunTimes, Work, times_of, with_race
from hamstrong.running.model import Run, RunType

_NEAR_RUNS_DAYS = 5
_NEAR_RACES_DAYS = 22


@dataclass(frozen=True, slots=True)
class Standing:
    """What a week finds when its turn comes.

    Attributes:
        before: The last sessions of the weeks before.
        within: Sessions of this week that stand already.
        exposures: Days on which each exercise was or will have been done.
        given_up: Ids of sessions of this week that were skipped: they load nothing, and nothing
            comes in their place.
    """

    before: tuple[Session, ...]
    within: tuple[Session, ...]
    exposures: Mapping[str, tuple[date, ...]]
    given_up: frozenset[str] = frozenset()

    @property
    def settled(self) -> frozenset[str]:
        """Ids of the week's sessions that are not to be placed any more."""
        return self.given_up | {session.id for session in self.within}


@dataclass(frozen=True)
class WeekContext:
    """A week with all that bears on it."""

    week: PlanWeek
    request: PlanRequest
    library: Library
    standing: Standing
    course: Course = UNTOUCHED
    left_out: frozenset[int] = frozenset()
    """Numbers of sessions that stay unplaced as yesterday, since nothing made room for them."""

    @cached_property
    def yesterday(self) -> Mapping[str, Session]:
        """Sessions of yesterday's plan, by id."""
        previous = self.request.previous
        return {session.id: session for session in previous.sessions} if previous else {}

    @property
    def days(self) -> tuple[date, ...]:
        """Days of the week that may still receive a session: not lost, and no race on them."""
        week = (self.week.monday + timedelta(days=i) for i in range(7))
        return tuple(
            day
            for day in week
            if self.request.today <= day != self.request.race.day
            and not is_blocked(self.course.bounds.on(day))
        )

    def session_id(self, number: int) -> str:
        return f"{self.week.monday}-{number + 1}"

    def open_numbers(self, wished: int) -> tuple[int, ...]:
        """Numbers of the sessions still to place, those that stand not counted again."""
        standing = self.standing.settled
        left = max(0, wished - len(standing))
        free = [n for n in range(wished) if self.session_id(n) not in standing]
        return tuple(n for n in free[:left] if n not in self.left_out)


@dataclass(frozen=True, slots=True)
class Place:
    """One session, one content, one start.

    Attributes:
        number: Of the session in its week, from 0.
        start: Aware.
        content: What the session would hold.
        near: The runs around it.
        legal: Whether it keeps its hard hours to all of them.
        venue: Where it would be done.
    """

    number: int
    start: datetime
    content: Content
    near: NearRuns
    legal: bool
    venue: Venue = Venue.HOME

    @property
    def end(self) -> datetime:
        """Aware."""
        return later(self.start, timedelta(minutes=self.content.minutes))

    @property
    def margins(self) -> tuple[Margin, ...]:
        """The hours to every run around, reckoned when asked for."""
        content, start_s = self.content, self.start.timestamp()
        end_s = start_s + 60 * content.minutes
        return self.near.margins(start_s, end_s, content.load_class, novel=content.novel)

    @property
    def work(self) -> Work:
        return Work(self.start, self.end, self.content.load_class, self.content.novel)

    @property
    def worst(self) -> Margin | None:
        """The margin with the least slack."""
        return min(self.margins, key=lambda m: m.slack, default=None)


def session_count(week: PlanWeek, request: PlanRequest) -> int:
    """How many sessions the week wishes for (W6): the athlete's wish, never more than the phase.

    A week that loses days to a race, an absence or the body wishes for fewer.
    """
    return min(_wished(week, request), _sessions_left(week, request))


def _sessions_left(week: PlanWeek, request: PlanRequest) -> int:
    days = [week.monday + timedelta(days=i) for i in range(7)]
    bounds = bounds_of(request, days[0], days[-1])
    if not bounds.limits:
        return len(days)
    left = sum(not is_blocked(bounds.on(day)) for day in days)
    return ceil(left / DAYS_PER_SESSION)


def _wished(week: PlanWeek, request: PlanRequest) -> int:
    if week.weeks_to_race == 0:
        return RACE_WEEK_SESSIONS[1]
    low, high = SESSIONS_PER_WEEK[week.phase]
    if request.sessions_per_week is not None:
        return min(max(request.sessions_per_week, 1), high)
    if request.minutes <= SNACK_MINUTES:
        return high
    return 2 if low <= 2 <= high else max(low, 1)


def kinds_for(number: int, context: WeekContext) -> tuple[Kind, ...]:
    """From the wished kind down: what a session of the week may fall back to.

    A session that finds the athlete's rungs carries nothing heavy beside it.
    """
    kinds = tuple(Kind)
    if context.week.weeks_to_race == 0:
        return kinds[kinds.index(Kind.LIGHT) :]
    second_is_lighter = context.week.phase in (BlockPhase.SPECIFIC, BlockPhase.TAPER)
    if (number > 0 and second_is_lighter) or _finds_rungs(number, context):
        return kinds[kinds.index(Kind.HOLDS) :]
    return kinds


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week as every session finds it.

    Attributes:
        day: The date.
        starts: When a session could begin.
        near: The runs around.
    """

    day: date
    starts: tuple[datetime, ...]
    near: NearRuns


def days_of(context: WeekContext) -> tuple[Day, ...]:
    """The days that may still receive a session, looked at once for all sessions of the week."""
    request = context.request
    days = context.days
    if not days:
        return ()
    first, last = days[0].toordinal(), days[-1].toordinal()
    runs = with_race(request.runs, request.race)
    around = times_of(
        (run for run in runs if reaches(run.type, run.start.toordinal(), first, last)),
        request.race,
    )
    own = [run for run in request.runs if first - 1 <= run.start.toordinal() <= last + 1]
    return tuple(Day(day, _free_starts(day, context, own), _near(day, around)) for day in days)


def reaches(run_type: RunType, day: int, first: int, last: int) -> bool:
    """Whether hours of such a run can matter to days of that stretch; races reach furthest.

    Days are numbers.
    """
    reach = _NEAR_RACES_DAYS if run_type is RunType.RACE else _NEAR_RUNS_DAYS
    return first - reach <= day <= last + reach


def _near(day: date, around: Iterable[RunTimes]) -> NearRuns:
    number = day.toordinal()
    return NearRuns(t for t in around if reaches(t.run.type, t.day, number, number))


def _free_starts(day: date, context: WeekContext, runs: Sequence[Run]) -> tuple[datetime, ...]:
    request = context.request
    return starts_on(
        day,
        request.availability,
        runs=runs,
        minutes=request.minutes,
        zone=request.zone,
    )


def places(
    numbers: Iterable[int], of: int, context: WeekContext, days: Sequence[Day] | None = None
) -> Iterator[Place]:
    """All places of these sessions, legal or not; `days` are those of the week, if at hand."""
    found = days_of(context) if days is None else days
    known = _Known(context)
    for number in numbers:
        contents = _Contents(number, of, context, known)
        for day in found:
            yield from contents.places_on(day)


def _by_venue(starts: Iterable[datetime], context: WeekContext) -> dict[Venue, list[datetime]]:
    found: dict[Venue, list[datetime]] = {}
    for start in starts:
        found.setdefault(venue_at(start, context.request), []).append(start)
    return found


def _places(
    number: int, content: Content, starts: Iterable[tuple[datetime, float]], near: NearRuns
) -> Iterator[Place]:
    length_s = 60 * content.minutes
    closed = near.closed(content.load_class, novel=content.novel)
    for start, start_s in starts:
        end_s = start_s + length_s
        legal = True
        for from_s, to_s in closed:
            if end_s > from_s and start_s < to_s:
                legal = False
                break
        yield Place(number, start, content, near, legal)


class _Known:
    """What is known on the days of a week, whichever session they are looked at for."""

    def __init__(self, context: WeekContext) -> None:
        done, told = context.standing.exposures, context.request.accustomed
        # Nothing else can be known.
        self._perhaps = [e for e in context.library.values() if e.id in done or e.family in told]
        self._on: dict[date, frozenset[str]] = {}

    def on(self, now: Circumstances) -> frozenset[str]:
        if now.day not in self._on:
            self._on[now.day] = frozenset(e.id for e in self._perhaps if is_known(e, now))
        return self._on[now.day]


class _Contents:
    """What one session could hold; days and places on which the same is known share it."""

    def __init__(self, number: int, of: int, context: WeekContext, known: _Known) -> None:
        self._kinds = kinds_for(number, context)
        self._context = context
        self._number, self._of = number, of
        session_id = context.session_id(number)
        self._known = known
        # A session that finds the rungs holds what nobody planned yesterday.
        finds = _finds_rungs(number, context)
        self._yesterday = (
            None if finds else yesterday_of(session_id, context.request, context.library)
        )
        self._composed: dict[tuple[object, ...], tuple[Content, ...]] = {}
        self._days: dict[date, tuple[Circumstances, tuple[object, ...]]] = {}

    def places_on(self, day: Day) -> Iterator[Place]:
        """Each content at each start of the day, wherever that is."""
        starts = _starts(self._number, day, self._context)
        for venue, there in _by_venue(starts, self._context).items():
            timed = [(start, start.timestamp()) for start in there]
            for content in self._on(day.day, venue):
                for place in _places(self._number, content, timed, day.near):
                    yield place if venue is Venue.HOME else replace(place, venue=venue)

    def _on(self, day: date, venue: Venue) -> tuple[Content, ...]:
        """From the wished kind down, those that hold something of their own."""
        library = self._context.library
        if day not in self._days:
            now = circumstances(self._number, self._of, day, self._context)
            self._days[day] = now, _alike(now, self._known.on(now))
        now, same = self._days[day]
        alike = (venue, *same)
        if alike not in self._composed:
            kit = self._context.request.equipment_at(venue)
            there = replace(now, equipment=kit, yesterday=self._yesterday)
            contents = DayContents(there, library)
            found = (content for kind in self._kinds for content in contents.of_kind(kind))
            self._composed[alike] = _distinct(found)
        return self._composed[alike]


def _alike(now: Circumstances, known: frozenset[str]) -> tuple[object, ...]:
    """Days of a week that agree in this agree in what may be done."""
    late = now.days_to_race > NO_NEW_EXERCISE_DAYS
    return now.band.from_day, now.days_to_race < 0, late, now.limits, known


def _distinct(contents: Iterable[Content]) -> tuple[Content, ...]:
    """A kind that holds nothing else than a harder one adds nothing."""
    by_doses: dict[tuple[Dose, ...], Content] = {}
    for content in contents:
        by_doses.setdefault(content.doses, content)
    return tuple(by_doses.values())


def _starts(number: int, day: Day, context: WeekContext) -> tuple[datetime, ...]:
    """Free starts of the day, and the athlete's own choice for this session."""
    pin = context.request.pins.get(context.session_id(number))
    own = {pin} if pin and pin.date() == day.day else set()
    earliest = context.request.not_before
    if not own and earliest is None:
        return day.starts
    return tuple(s for s in sorted({*day.starts, *own}) if earliest is None or s >= earliest)


def circumstances(number: int, of: int, day: date, context: WeekContext) -> Circumstances:
    """What surrounds one of so many sessions of the week, if it were on that day."""
    request, week = context.request, context.week
    minutes = request.minutes
    if week.phase is BlockPhase.RECOVERY:
        number_after = min(-week.weeks_to_race, len(POST_RACE_MINUTES))
        minutes = min(minutes, POST_RACE_MINUTES[number_after - 1])
    return Circumstances(
        day=day,
        phase=week.phase,
        cutback=week.cutback,
        days_to_race=(request.race.day - day).days,
        number=number,
        of=of,
        minutes=minutes,
        equipment=request.equipment,
        levels=request.levels,
        starting=request.starting,
        exposures=context.standing.exposures,
        since=unbroken_since(day, context.standing.exposures, request.accustomed),
        accustomed=request.accustomed,
        tryout=_finds_rungs(number, context),
        limits=context.course.bounds.on(day),
        course=context.course,
    )


def _finds_rungs(number: int, context: WeekContext) -> bool:
    """The first session still to come finds the rungs that are unknown."""
    request = context.request
    unknown = any(family not in request.levels for family in TRYOUT_FAMILIES)
    if not unknown or context.week.phase is BlockPhase.RECOVERY:
        return False
    if any(s.day >= request.today for s in context.standing.before):
        return False
    return context.open_numbers(session_count(context.week, request))[:1] == (number,)
