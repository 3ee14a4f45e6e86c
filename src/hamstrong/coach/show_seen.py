"""What cameras saw, for pages: the list, one set, two sets side by side."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hamstrong.coach.jobs import Job, JobKind
from hamstrong.coach.model import Event, EventKind, day_in
from hamstrong.coach.ports import Ports
from hamstrong.coach.seen import SeenSet
from hamstrong.coach.seen_progress import (
    HOLD_ERROR_S,
    SeenResult,
    events_of,
    result_of,
)
from hamstrong.coach.seen_report import SeenHold, SeenReport, read_report
from hamstrong.coach.trace import Trace, unpack
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.motion.report import Measure


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A watched set in the list; `result` is None where nothing was found in it."""

    seen: SeenSet
    day: date
    result: SeenResult | None


@dataclass(frozen=True, slots=True)
class SeenExercise:
    """An exercise with its watched sets, newest first."""

    exercise_id: str
    name: str
    lines: tuple[SeenLine, ...]


@dataclass(frozen=True, slots=True)
class SeenList:
    """Everything, by exercise, the latest first; and the work that is not a set yet."""

    exercises: tuple[SeenExercise, ...]
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class SeenDetail:
    """One watched set.

    Attributes:
        name: Of the exercise.
        day: In the athlete's zone.
        report: Read, with stretches and lights.
        trace: May be empty.
        logged: Sets of the log that name it.
        others: Ids and days of other sets of the same exercise and side, newest first.
    """

    seen: SeenSet
    name: str
    day: date
    report: SeenReport
    trace: Trace
    logged: tuple[Event, ...]
    others: tuple[SeenLine, ...]


class Difference(StrEnum):
    """What became of a number from one date to the other."""

    MORE = "more"
    LESS = "less"
    NOT_DISTINGUISHABLE = "not-distinguishable"
    UNKNOWN = "unknown"
    """One of the two was not measured, or they were not set up alike."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of both; `name` is valid, hip-height, hip-angle or reps."""

    name: str
    before: Measure | None
    after: Measure | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two sets of the same exercise and side, the earlier first.

    `alike` is False where they were set up differently: then nothing is said of differences.
    """

    before: SeenDetail
    after: SeenDetail
    rows: tuple[Compared, ...]
    alike: bool


def list_seen(ports: Ports, athlete_id: str) -> SeenList:
    """Everything that cameras saw. Raises NotFound without such an athlete."""
    zone = ports.store.athletes.get(athlete_id).zone
    logged = events_of(ports.store.events.all(athlete_id, EventKind.SET))
    by_exercise: dict[str, list[SeenLine]] = {}
    kept = ports.store.seen.all(athlete_id)
    for seen in reversed(kept):
        result = result_of(seen, logged.get(seen.id, ()), zone)
        line = SeenLine(seen, day_in(zone, seen.at), result)
        by_exercise.setdefault(seen.exercise_id, []).append(line)
    return SeenList(
        exercises=tuple(
            SeenExercise(key, _name(ports, key), tuple(lines)) for key, lines in by_exercise.items()
        ),
        jobs=_pending(ports.store.jobs.of_athlete(athlete_id), {seen.id for seen in kept}),
    )


def _pending(jobs: Iterable[Job], seen: set[str]) -> tuple[Job, ...]:
    clips = [job for job in jobs if job.kind is JobKind.JUDGE_CLIP]
    return tuple(job for job in reversed(clips) if job.id not in seen)


def show_seen(ports: Ports, athlete_id: str, *, seen_id: str) -> SeenDetail:
    """One watched set. Raises NotFound."""
    zone = ports.store.athletes.get(athlete_id).zone
    seen = ports.store.seen.get(athlete_id, seen_id)
    exercise = ports.library.get(seen.exercise_id)
    logged = events_of(ports.store.events.all(athlete_id, EventKind.SET))
    same = [
        SeenLine(o, day_in(zone, o.at), result_of(o, logged.get(o.id, ()), zone))
        for o in reversed(ports.store.seen.all(athlete_id, seen.exercise_id))
        if o.side is seen.side and o.id != seen.id
    ]
    return SeenDetail(
        seen=seen,
        name=_name(ports, seen.exercise_id),
        day=day_in(zone, seen.at),
        report=read_report(seen.report, exercise.judge if exercise else None),
        trace=unpack(seen.trace),
        logged=logged.get(seen.id, ()),
        others=tuple(line for line in same if line.result is not None),
    )


def compare_seen(ports: Ports, athlete_id: str, *, one: str, other: str) -> SideBySide:
    """Two watched sets, the earlier first.

    Raises:
        NotFound: One of them is not there.
        BadInput: They are of different exercises or sides, or the same.
    """
    pair = [show_seen(ports, athlete_id, seen_id=seen_id) for seen_id in (one, other)]
    before, after = sorted(pair, key=lambda detail: detail.seen.at)
    kinds = {(detail.seen.exercise_id, detail.seen.side) for detail in pair}
    if len(kinds) > 1 or one == other:
        raise BadInput(SAY["seen-of-two-kinds"], place="other")
    alike = before.seen.protocol.like(after.seen.protocol)
    rows = tuple(
        Compared(name, a, b, difference(a, b) if alike else Difference.UNKNOWN)
        for (name, a), (_, b) in zip(_measures(before), _measures(after), strict=True)
        if a is not None or b is not None
    )
    return SideBySide(before, after, rows, alike)


def difference(before: Measure | None, after: Measure | None) -> Difference:
    """Whether two measures differ by more than both may be off together."""
    if before is None or after is None:
        return Difference.UNKNOWN
    change = after.value - before.value
    if abs(change) <= math.hypot(before.plus_minus, after.plus_minus):
        return Difference.NOT_DISTINGUISHABLE
    return Difference.MORE if change > 0 else Difference.LESS


def best_hold(detail: SeenDetail) -> SeenHold | None:
    """The hold that a set is measured by."""
    return detail.report.best


def _measures(detail: SeenDetail) -> list[tuple[str, Measure | None]]:
    hold = best_hold(detail)
    reps = detail.report.reps
    return [
        ("valid", None if hold is None else Measure(hold.valid_s, HOLD_ERROR_S)),
        ("reps", Measure(float(detail.report.full_reps), 0.0) if reps else None),
        ("hip-height", None if hold is None else hold.hip_height),
        ("hip-angle", None if hold is None else hold.hip_angle_deg),
    ]


def _name(ports: Ports, exercise_id: str) -> str:
    exercise = ports.library.get(exercise_id)
    return exercise.name if exercise else exercise_id
