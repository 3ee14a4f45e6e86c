"""Whether a session may stand where it stands: the hard hours around runs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.spacing import (
    BETWEEN_SESSIONS_H,
    LONG_RUN_MINUTES,
    NOVEL_TO_RUN,
    RUN_BUFFER_MIN,
    RUN_TO_STRENGTH,
    SAME_CLASS_GAP_H,
    SHORT_RUN_MINUTES,
    STRENGTH_TO_RUN,
    Gap,
    RunBefore,
    RunColumn,
)
from hamstrong.planning.model import Session
from hamstrong.planning.words import SENTENCES
from hamstrong.running.goal_race import GOAL_RACE_ID
from hamstrong.running.model import HALF_MARATHON_M, Race, Run, RunType, hours_between

HARD_CLASSES = frozenset({LoadClass.C2, LoadClass.C3, LoadClass.C4, LoadClass.C5, LoadClass.P2})
HEAVY_CLASSES = HARD_CLASSES - {LoadClass.C2}
_HOUR_S = 3600.0
FURTHEST_REACH_DAYS = 22
"""No run further away than this has a say in where a session stands."""
_HORIZON_S = FURTHEST_REACH_DAYS * 24 * _HOUR_S
MARATHON_FROM_M = 1.5 * HALF_MARATHON_M


@dataclass(frozen=True, slots=True)
class Work:
    """What spacing needs to know of a session: when, how hard, how new."""

    start: datetime
    end: datetime
    load_class: LoadClass
    novel: bool


@dataclass(frozen=True, slots=True)
class Margin:
    """The hours between a session and one run, beside what they should be.

    Attributes:
        run: The run.
        before_run: True when the session comes before the run.
        hours: Elapsed, negative when they overlap.
        gap: Hard and preferred hours.
    """

    run: Run
    before_run: bool
    hours: float
    gap: Gap

    @property
    def legal(self) -> bool:
        return self.hours >= self.gap.hard

    @property
    def slack(self) -> float:
        """Hours above the hard minimum."""
        return self.hours - self.gap.hard

    @property
    def shortfall(self) -> float:
        """Share of the preferred hours that is missing, 0 to 1."""
        if self.gap.preferred <= self.gap.hard or self.hours >= self.gap.preferred:
            return 0.0
        return (self.gap.preferred - self.hours) / (self.gap.preferred - self.gap.hard)


def column_of(run: Run, race: Race) -> RunColumn:
    """How a coming run counts. A run of unknown kind never counts as less than it may be."""
    if run.type is RunType.RACE:
        goal = run.day == race.day or _is_marathon(run)
        return RunColumn.GOAL if goal else RunColumn.TUNE_UP
    if run.type is RunType.MARATHON_PACE or _is_long(run):
        return RunColumn.LONG
    if run.type.is_quality or run.key:
        return RunColumn.QUALITY
    return RunColumn.EASY


def before_of(run: Run) -> RunBefore:
    """How a run that is over counts for the strength after it."""
    if run.type is RunType.RACE:
        return RunBefore.MARATHON if _is_marathon(run) else RunBefore.TUNE_UP
    if _is_long(run):
        return RunBefore.LONG
    fast = run.type.is_quality or run.type is RunType.MARATHON_PACE
    if fast or run.key or run.minutes > SHORT_RUN_MINUTES:
        return RunBefore.QUALITY
    return RunBefore.EASY


def _is_long(run: Run) -> bool:
    """By its name, by its length, or a medium-long run that the athlete calls key."""
    is_key_medium = run.type is RunType.MEDIUM_LONG and run.key
    return run.type is RunType.LONG or is_key_medium or run.minutes >= LONG_RUN_MINUTES


def with_race(runs: Iterable[Run], race: Race) -> tuple[Run, ...]:
    """The runs, the goal race among them with its distance, whatever the run plan says of it."""
    found = []
    is_listed = False
    for run in runs:
        if run.type is RunType.RACE and run.day == race.day:
            is_listed = True
            run = replace(run, distance_m=run.distance_m or race.distance_m)
        found.append(run)
    if not is_listed:
        title = race.name or SENTENCES["race"]
        start, metres = race.start, race.distance_m
        found.append(Run(GOAL_RACE_ID, start, start, RunType.RACE, True, title, metres))
    return tuple(found)


def _is_marathon(run: Run) -> bool:
    return (run.distance_m or 0) > MARATHON_FROM_M


@dataclass(frozen=True, slots=True)
class RunTimes:
    """A run with what spacing asks of it over and over, reckoned once.

    Attributes:
        run: The run.
        start_s: Seconds since 1970.
        end_s: Seconds since 1970.
        day: Its date as a number.
        column: How it counts while it is to come.
        before: How it counts once it is over.
    """

    run: Run
    start_s: float
    end_s: float
    day: int
    column: RunColumn
    before: RunBefore


def times_of(runs: Iterable[Run], race: Race) -> tuple[RunTimes, ...]:
    """The runs made ready for `NearRuns`, in their order."""
    return tuple(
        RunTimes(
            run,
            run.start.timestamp(),
            run.end.timestamp(),
            run.start.toordinal(),
            column_of(run, race),
            before_of(run),
        )
        for run in runs
    )


def gap_before(work: Work, column: RunColumn) -> Gap:
    """Hours that must pass from the end of this session to the start of such a run."""
    return _BEFORE[work.load_class, work.novel][column]


def _gap_before(load_class: LoadClass, column: RunColumn, *, novel: bool) -> Gap:
    usual = STRENGTH_TO_RUN[load_class][column]
    if not (novel and load_class in HEAVY_CLASSES):
        return usual
    new = NOVEL_TO_RUN[column]
    return Gap(max(usual.hard, new.hard), max(usual.preferred, new.preferred))


_BEFORE: dict[tuple[LoadClass, bool], dict[RunColumn, Gap]] = {
    (load_class, novel): {
        column: _gap_before(load_class, column, novel=novel) for column in RunColumn
    }
    for load_class in LoadClass
    for novel in (False, True)
}


def margins(work: Work, runs: Iterable[Run], race: Race) -> tuple[Margin, ...]:
    """The hours to every run within three weeks, both ways, in the order of the runs."""
    start_s, end_s = work.start.timestamp(), work.end.timestamp()
    return tuple(_margins(times_of(runs, race), start_s, end_s, work.load_class, work.novel))


def _margins(
    runs: Iterable[RunTimes], start_s: float, end_s: float, load_class: LoadClass, novel: bool
) -> list[Margin]:
    after, before = RUN_TO_STRENGTH[load_class], _BEFORE[load_class, novel]
    found = []
    for times in runs:
        if times.end_s <= start_s:
            waited_s = start_s - times.end_s
            if waited_s <= _HORIZON_S:
                found.append(Margin(times.run, False, waited_s / _HOUR_S, after[times.before]))
        else:
            left_s = times.start_s - end_s
            if left_s <= _HORIZON_S:
                found.append(Margin(times.run, True, left_s / _HOUR_S, before[times.column]))
    return found


class NearRuns:
    """The runs whose hours can matter to one day; what was asked once is not reckoned again."""

    __slots__ = ("_margins", "_spans", "runs")

    def __init__(self, runs: Iterable[RunTimes]) -> None:
        self.runs = tuple(runs)
        self._margins: dict[tuple[float, float, LoadClass, bool], tuple[Margin, ...]] = {}
        self._spans: dict[tuple[LoadClass, bool], tuple[tuple[float, float], ...]] = {}

    def margins(
        self, start_s: float, end_s: float, load_class: LoadClass, *, novel: bool
    ) -> tuple[Margin, ...]:
        """`margins` to these runs; the session's times in seconds since 1970."""
        key = (start_s, end_s, load_class, novel)
        if key not in self._margins:
            self._margins[key] = tuple(_margins(self.runs, *key))
        return self._margins[key]

    def closed(self, load_class: LoadClass, *, novel: bool) -> tuple[tuple[float, float], ...]:
        """Per run the seconds since 1970 between which no such session may be under way.

        A session that ends by the first or starts from the second keeps its hard hours.
        """
        key = (load_class, novel)
        if key not in self._spans:
            after, before = RUN_TO_STRENGTH[load_class], _BEFORE[key]
            self._spans[key] = tuple(
                (
                    times.start_s - _HOUR_S * before[times.column].hard,
                    times.end_s + _HOUR_S * after[times.before].hard,
                )
                for times in self.runs
            )
        return self._spans[key]


def is_clear(start: datetime, end: datetime, runs: Iterable[Run]) -> bool:
    """Whether no run overlaps the stretch, with a few minutes to change shoes on either side."""
    buffer = timedelta(minutes=RUN_BUFFER_MIN)
    return all(run.end + buffer <= start or end + buffer <= run.start for run in runs)


def hours_apart(work: Work, other: Session) -> float:
    """Hours between the two, negative when they overlap."""
    if other.start >= work.start:
        return hours_between(work.end, other.start)
    return hours_between(other.end, work.start)


def between_h(first: LoadClass, second: LoadClass) -> float:
    """Hours from the end of one session to the start of the next: W4, and half a day at least."""
    return max(session_gap_h(first, second), BETWEEN_SESSIONS_H)


def session_gap_h(first: LoadClass, second: LoadClass) -> float:
    """Hours from the end of one session to the start of the next (W4)."""
    if first in HEAVY_CLASSES and second in HEAVY_CLASSES:
        return SAME_CLASS_GAP_H["heavy"]
    if first in HARD_CLASSES and second in HARD_CLASSES:
        return SAME_CLASS_GAP_H["hard"]
    return SAME_CLASS_GAP_H["light"]
