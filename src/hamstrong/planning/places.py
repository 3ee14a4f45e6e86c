"""Every place a week's sessions could take: kinds the phase wishes for, times they could start."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.planning.candidates import starts_on
from hamstrong.planning.circumstances import Circumstances, is_known, unbroken_since
from hamstrong.planning.composition import Content, compose
from hamstrong.planning.constants.dose import (
    RACE_WEEK_SESSIONS,
    SESSIONS_PER_WEEK,
    SNACK_MINUTES,
)
from hamstrong.planning.constants.levels import TRYOUT_FAMILIES
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.model import BlockPhase, PlanRequest, PlanWeek, Session
from hamstrong.planning.selection import Kind
from hamstrong.planning.spacing import Margin, RunTimes, Work, margins_to, times_of
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
    """

    before: tuple[Session, ...]
    within: tuple[Session, ...]
    exposures: Mapping[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class WeekContext:
    """A week with all that bears on it."""

    week: PlanWeek
    request: PlanRequest
    library: Library
    standing: Standing

    @property
    def days(self) -> tuple[date, ...]:
        """Days of the week that may still receive a session, up to the day before the race."""
        week = (self.week.monday + timedelta(days=i) for i in range(7))
        return tuple(d for d in week if self.request.today <= d < self.request.race.day)

    def session_id(self, number: int) -> str:
        return f"{self.week.monday}-{number + 1}"

    def open_numbers(self, wished: int) -> tuple[int, ...]:
        """Numbers of the sessions still to place, those that stand not counted again."""
        standing = {session.id for session in self.standing.within}
        left = max(0, wished - len(standing))
        free = [n for n in range(wished) if self.session_id(n) not in standing]
        return tuple(free[:left])


@dataclass(frozen=True, slots=True)
class Place:
    """One session, one content, one start, with its hours to every run."""

    number: int
    start: datetime
    end: datetime
    content: Content
    margins: tuple[Margin, ...]

    @property
    def work(self) -> Work:
        return Work(self.start, self.end, self.content.load_class, self.content.novel)

    @property
    def worst(self) -> Margin | None:
        """The margin with the least slack."""
        return min(self.margins, key=lambda m: m.slack, default=None)

    @property
    def legal(self) -> bool:
        return all(margin.legal for margin in self.margins)


def session_count(week: PlanWeek, request: PlanRequest) -> int:
    """How many sessions the week wishes for (W6): the athlete's wish, never more than the phase."""
    if week.weeks_to_race == 0:
        return RACE_WEEK_SESSIONS[1]
    low, high = SESSIONS_PER_WEEK[week.phase]
    if request.sessions_per_week is not None:
        return min(max(request.sessions_per_week, 1), high)
    if request.minutes <= SNACK_MINUTES:
        return high
    return 2 if low <= 2 <= high else low


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


def places(number: int, of: int, context: WeekContext) -> Iterator[Place]:
    """All places of one session, legal or not, with their margins."""
    for day, contents in _contents(number, of, context):
        runs = times_of(_near_runs(day, context.request), context.request.race)
        starts = _starts(number, day, context)
        for content in contents:
            for start in starts:
                yield _place(number, start, content, runs)


def _contents(
    number: int, of: int, context: WeekContext
) -> Iterator[tuple[date, tuple[Content, ...]]]:
    """What the session could hold on each day; days on which the same is known share it."""
    composed: dict[tuple[object, ...], tuple[Content, ...]] = {}
    kinds = kinds_for(number, context)
    for day in context.days:
        now = _circumstances(number, of, day, context)
        known = frozenset(e.id for e in context.library.values() if is_known(e, now))
        alike = (now.band.from_day, now.days_to_race > NO_NEW_EXERCISE_DAYS, known)
        if alike not in composed:
            found = (compose(kind, now, context.library) for kind in kinds)
            composed[alike] = _distinct(content for content in found if content)
        yield day, composed[alike]


def _distinct(contents: Iterable[Content]) -> tuple[Content, ...]:
    """A kind that holds nothing else than a harder one adds nothing."""
    by_doses: dict[tuple[Dose, ...], Content] = {}
    for content in contents:
        by_doses.setdefault(content.doses, content)
    return tuple(by_doses.values())


def _place(
    number: int,
    start: datetime,
    content: Content,
    runs: tuple[RunTimes, ...],
) -> Place:
    end = (start.astimezone(UTC) + timedelta(minutes=content.minutes)).astimezone(start.tzinfo)
    work = Work(start, end, content.load_class, content.novel)
    return Place(number, start, end, content, margins_to(work, runs))


def _starts(number: int, day: date, context: WeekContext) -> tuple[datetime, ...]:
    """Free starts of the day, and the athlete's own or yesterday's choice for this session."""
    request = context.request
    free = starts_on(
        day,
        request.availability,
        runs=request.runs,
        minutes=request.minutes,
        zone=request.zone,
    )
    session_id = context.session_id(number)
    pin = request.pins.get(session_id)
    own = {pin} if pin and pin.date() == day else set()
    earliest = request.not_before
    return tuple(s for s in sorted({*free, *own}) if earliest is None or s >= earliest)


def _near_runs(day: date, request: PlanRequest) -> tuple[Run, ...]:
    """Runs whose hours can matter to a session on that day; races reach furthest."""
    return tuple(
        run
        for run in request.runs
        if abs((run.day - day).days)
        <= (_NEAR_RACES_DAYS if run.type is RunType.RACE else _NEAR_RUNS_DAYS)
    )


def _circumstances(number: int, of: int, day: date, context: WeekContext) -> Circumstances:
    request, week = context.request, context.week
    return Circumstances(
        day=day,
        phase=week.phase,
        cutback=week.cutback,
        days_to_race=(request.race.day - day).days,
        number=number,
        of=of,
        minutes=request.minutes,
        equipment=request.equipment,
        levels=request.levels,
        starting=request.starting,
        exposures=context.standing.exposures,
        since=unbroken_since(day, context.standing.exposures, request.accustomed),
        accustomed=request.accustomed,
        tryout=_finds_rungs(number, context),
    )


def _finds_rungs(number: int, context: WeekContext) -> bool:
    """The first session still to come finds the rungs that are unknown."""
    unknown = any(family not in context.request.levels for family in TRYOUT_FAMILIES)
    upcoming = [s for s in context.standing.before if s.day >= context.request.today]
    open_numbers = context.open_numbers(session_count(context.week, context.request))
    return unknown and not upcoming and number == open_numbers[0]
