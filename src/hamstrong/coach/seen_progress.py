"""What cameras saw of one exercise over time: best and typical by side, trend, and the sides.

Seconds and reps are compared with the athlete's own alone, and only like with like.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from statistics import median
from typing import Any, Final
from zoneinfo import ZoneInfo

from hamstrong.coach.model import Event, EventKind, day_in
from hamstrong.coach.own_noise import Trend, Typical, own_noise, trend, typical
from hamstrong.coach.ports import Ports
from hamstrong.coach.seen import SeenSet, SetUpOf, Watched
from hamstrong.coach.seen_report import SeenReport, read_report
from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.body.sides import SideTest, lasting_side
from hamstrong.planning.constants.progression import (
    SIDE_NOISE_REPS,
    SIDE_NOISE_S,
    SIDE_SPAN_DAYS,
    SIDE_TESTS,
)

HOLD_ERROR_S: Final = 1.0
"""How far valid seconds of a hold may be off: the largest error on twelve clips with truth, 0.93,
rounded up."""


@dataclass(frozen=True, slots=True)
class SeenResult:
    """One watched set as a number.

    Attributes:
        value: Valid seconds of its best hold, or full reps.
        plus_minus: How far the value may be off; 0 for reps, which are whole.
        clocked: Whether the clock ended it: more may have been in it.
    """

    seen_id: str
    day: date
    side: Side
    value: float
    plus_minus: float
    trusted: bool
    clocked: bool
    watched: Watched
    protocol: SetUpOf


@dataclass(frozen=True, slots=True)
class SideSummary:
    """One side of one exercise, set up in one way; `points` are the best of each day."""

    side: Side
    best: SeenResult
    typical: Typical
    trend: Trend | None
    points: tuple[SeenResult, ...]


class SidesAnswer(StrEnum):
    """`too-few`: not asked yet. `not-distinguishable`: nothing beyond noise. `differ`: it lasts."""

    TOO_FEW = "too-few"
    NOT_DISTINGUISHABLE = "not-distinguishable"
    DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class Sides:
    """Whether the sides differ (evidence 3.4).

    Attributes:
        answer: What can be said.
        pairs: Days on which both sides were seen and could end by themselves.
        wanted: Days that it takes.
        noise: What two numbers must lie apart to differ, seconds or reps.
        own: Whether the noise is of the athlete's own repeats; else it is the table's.
        percent: By how much the right is ahead, percent of the better one; the median of the
            latest pairs, negative where the left is ahead; None without pairs.
        noise_percent: The noise in the same terms.
        weaker: The side that is behind, where the answer is that they differ.
    """

    answer: SidesAnswer
    pairs: int
    wanted: int
    noise: float
    own: bool
    percent: float | None
    noise_percent: float | None
    weaker: Side | None


@dataclass(frozen=True, slots=True)
class LikeSets:
    """All sets of an exercise that were set up alike."""

    protocol: SetUpOf
    summaries: tuple[SideSummary, ...]
    sides: Sides | None
    latest: date


@dataclass(frozen=True, slots=True)
class SeenProgress:
    """One exercise; `unit` is "s" or "reps"; groups by set-up, the latest first."""

    exercise_id: str
    name: str
    is_test: bool
    unit: str
    groups: tuple[LikeSets, ...]


def seen_progress(ports: Ports, athlete_id: str, *, exercise_id: str) -> SeenProgress:
    """What cameras saw of an exercise. Raises NotFound without such an athlete."""
    zone = ports.store.athletes.get(athlete_id).zone
    exercise = ports.library.get(exercise_id)
    logged = events_of(ports.store.events.all(athlete_id, EventKind.SET))
    found = [
        result
        for seen in ports.store.seen.all(athlete_id, exercise_id)
        if (result := result_of(seen, logged.get(seen.id, ()), zone)) is not None
    ]
    timed = exercise is None or exercise.judge is None or exercise.judge.mode == "hold"
    groups = [_like(group, exercise, timed=timed) for group in _alike(found)]
    return SeenProgress(
        exercise_id=exercise_id,
        name=exercise.name if exercise else exercise_id,
        is_test=bool(exercise and exercise.is_test),
        unit="s" if timed else "reps",
        groups=tuple(sorted(groups, key=lambda group: group.latest, reverse=True)),
    )


def events_of(sets: Iterable[Event]) -> Mapping[str, tuple[Event, ...]]:
    """Sets of the log by the evidence that they name."""
    found: dict[str, tuple[Event, ...]] = {}
    for event in sets:
        seen_id = (event.data.get("judged") or {}).get("seen")
        if seen_id is not None:
            found[seen_id] = (*found.get(seen_id, ()), event)
    return found


def result_of(seen: SeenSet, logged: Sequence[Event], zone: ZoneInfo) -> SeenResult | None:
    """A set as a number; None where nothing was found in it."""
    report = read_report(seen.report)
    value = _value(report)
    if value is None:
        return None
    return SeenResult(
        seen_id=seen.id,
        day=day_in(zone, seen.at),
        side=seen.side,
        value=value,
        plus_minus=0.0 if report.reps else HOLD_ERROR_S,
        trusted=all(hold.trusted for hold in report.holds),
        clocked=any(_is_clocked(event.data) for event in logged),
        watched=seen.watched,
        protocol=seen.protocol,
    )


def _value(report: SeenReport) -> float | None:
    if report.reps:
        return float(report.full_reps)
    return None if report.best is None else report.best.valid_s


def _is_clocked(data: Mapping[str, Any]) -> bool:
    planned, reserve = data.get("planned"), data.get("reserve")
    done = data.get("hold_s") or data.get("reps") or 0
    if planned is None or data.get("ended") or reserve == 0:
        return False
    return bool(done >= planned)


def _alike(found: Iterable[SeenResult]) -> list[list[SeenResult]]:
    groups: list[list[SeenResult]] = []
    for result in found:
        home = next((g for g in groups if g[0].protocol.like(result.protocol)), None)
        if home is None:
            groups.append([result])
        else:
            home.append(result)
    return groups


def _like(group: Sequence[SeenResult], exercise: Exercise | None, *, timed: bool) -> LikeSets:
    by_side = [(side, [r for r in group if r.side is side]) for side in Side]
    summaries = tuple(_summary(side, results) for side, results in by_side if results)
    one_sided = bool(exercise and exercise.one_sided)
    return LikeSets(
        protocol=group[0].protocol,
        summaries=summaries,
        sides=sides_of(group, timed=timed) if one_sided else None,
        latest=max(result.day for result in group),
    )


def _summary(side: Side, results: Sequence[SeenResult]) -> SideSummary:
    points = best_of_days(results)
    return SideSummary(
        side=side,
        best=max(results, key=lambda result: result.value),
        typical=typical([point.value for point in points]),
        trend=trend([p.day.toordinal() for p in points], [p.value for p in points]),
        points=points,
    )


def best_of_days(results: Iterable[SeenResult]) -> tuple[SeenResult, ...]:
    """The best of each day, in order of time."""
    ordered = sorted(results, key=lambda result: result.day)
    days = groupby(ordered, key=lambda result: result.day)
    return tuple(max(same, key=lambda result: result.value) for _, same in days)


def sides_of(group: Sequence[SeenResult], *, timed: bool) -> Sides:
    """Whether the sides differ, of sets of one exercise that were set up alike.

    A pair in which the clock ended the side that is behind, or both, says nothing of what they
    could do. Source: evidence 3.4 (Bishop 2020); that rule and its numbers are the planner's.
    """
    left, right = (
        best_of_days(r for r in group if r.side is side) for side in (Side.LEFT, Side.RIGHT)
    )
    own = own_noise([p.value for p in left], [p.value for p in right])
    floor = HOLD_ERROR_S * 2**0.5 if timed else 0.0
    table = SIDE_NOISE_S if timed else SIDE_NOISE_REPS
    noise = max(own, floor) if own is not None else table
    rights = {point.day: point for point in right}
    pairs = [(a, rights[a.day]) for a in left if a.day in rights]
    tests = [SideTest(a.day, a.value, b.value, noise) for a, b in pairs if not _cut_short(a, b)]
    latest = tests[-SIDE_TESTS:]
    percent = median(map(ahead_percent, latest)) if latest else None
    scale = median(max(t.left, t.right) for t in latest) if latest else 0.0
    weaker = lasting_side(tests)
    return Sides(
        answer=_answer(tests, weaker),
        pairs=len(tests),
        wanted=SIDE_TESTS,
        noise=noise,
        own=own is not None,
        percent=percent,
        noise_percent=100 * noise / scale if scale else None,
        weaker=weaker,
    )


def _cut_short(left: SeenResult, right: SeenResult) -> bool:
    behind, ahead = sorted((left, right), key=lambda result: result.value)
    return behind.clocked or (behind.value == ahead.value and ahead.clocked)


def _answer(tests: Sequence[SideTest], weaker: Side | None) -> SidesAnswer:
    if weaker is not None:
        return SidesAnswer.DIFFER
    spans = bool(tests) and (tests[-1].day - tests[0].day).days >= SIDE_SPAN_DAYS
    if len(tests) < SIDE_TESTS or not spans:
        return SidesAnswer.TOO_FEW
    return SidesAnswer.NOT_DISTINGUISHABLE


def ahead_percent(test: SideTest) -> float:
    """By how much the right side is ahead, percent of the better one; negative: the left."""
    better = max(test.left, test.right)
    return 100 * (test.right - test.left) / better if better else 0.0
