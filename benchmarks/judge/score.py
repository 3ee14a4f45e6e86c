"""The arithmetic of the benchmark: one film judged, against what is true of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.judge.film import Array, Film, Truth, spans
from hamstrong.exercises.judging import Criterion
from hamstrong.motion.report import JudgedHold, Measure, Report, Stage, State

Span = tuple[float, float]

DROP_TORSOS = 0.08
"""Hips so far under where the hold began have dropped."""
DROP_S = 1.0
"""For so long or longer; sooner is a tremble."""
HARMLESS_TORSOS = 0.04
"""A drop that was told while the hips never were this far under where they began is false."""
NEAR_S = 1.0
"""A drop and its report belong together within so much."""
LEAST_HOLD_S = 1.0
"""Shorter ones are no holds, as for the judge."""
START_S = 1.0
"""The first second of a hold says where it began."""


@dataclass(slots=True)
class Tally:
    """What was counted; tallies of films are added up by `total`.

    Attributes:
        films: How many.
        frames, found: Frames with somebody in the picture, and those in which they were seen.
        watched_s, abstained_s: Seconds of film, and those in which the judge would not judge.
        good_s, false_good_s: Seconds that it called good, and those of them that were not.
        wrong_frames: Frames in a hold for the judge and truly down.
        hold_errors_s: Of each true hold, and of each that never was: seconds told less true ones.
        drops, drops_found, false_drops: Counts.
        held_s: True seconds in holds.
        angle_errors_deg, change_errors_deg: Of each frame in a hold: of the hip angle, and of its
            change since the hold began.
        height_errors_pct: Likewise of the hips' height, percent of the torso.
        angles, angles_within, heights, heights_within: Holds with a number, and those whose truth
            lay within its ±.
    """

    films: int = 0
    frames: int = 0
    found: int = 0
    watched_s: float = 0.0
    abstained_s: float = 0.0
    good_s: float = 0.0
    false_good_s: float = 0.0
    wrong_frames: int = 0
    hold_errors_s: list[float] = field(default_factory=list)
    drops: int = 0
    drops_found: int = 0
    false_drops: int = 0
    held_s: float = 0.0
    angle_errors_deg: list[float] = field(default_factory=list)
    change_errors_deg: list[float] = field(default_factory=list)
    height_errors_pct: list[float] = field(default_factory=list)
    angles: int = 0
    angles_within: int = 0
    heights: int = 0
    heights_within: int = 0


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for tally in tallies:
        for one in fields(Tally):
            setattr(whole, one.name, getattr(whole, one.name) + getattr(tally, one.name))
    return whole


def score(film: Film, states: Sequence[State], report: Report) -> Tally:
    """A film with truth, judged.

    Args:
        film: What was judged.
        states: For each frame the state that speaks of it.
        report: At the end.
    """
    truth = film.truth
    if truth is None:
        raise ValueError(f"{film.name} has no truth.")
    tally = Tally(films=1, frames=len(film.points))
    tally.found = sum(points is not None for points in film.points)
    tally.watched_s = report.watched_s
    tally.abstained_s = max(0.0, report.watched_s - report.seen_s)
    _seconds(tally, film, truth, report.holds)
    _drops(tally, film, truth, report.holds)
    _numbers(tally, film, truth, states)
    for hold in report.holds:
        _stated(tally, film, truth, hold)
    return tally


def within(times_s: Array, span: Span) -> NDArray[np.bool_]:
    """Frames whose time lies in a stretch; each stands for the time since the one before."""
    start_s, end_s = span
    return np.asarray((times_s > start_s + 1e-4) & (times_s <= end_s + 1e-4))


def true_holds(times_s: Array, truth: Truth) -> list[Span]:
    """Stretches in which the hips were up."""
    return [span for span in spans(times_s, truth.up) if span[1] - span[0] >= LEAST_HOLD_S]


def hold_errors(true: Sequence[Span], judged: Sequence[JudgedHold]) -> list[float]:
    """Seconds told less true seconds, of each true hold, and of each judged one that never was.

    Where one judged hold goes on over several true ones, or several lie in one, their seconds are
    compared together and the error is shared among the true ones: how many holds a set is made of
    is another question.
    """
    errors: list[float] = []
    for spans_of, holds in _together(true, judged):
        told = sum(hold.valid_s for hold in holds)
        wrong = told - sum(end - start for start, end in spans_of)
        errors += [wrong / max(1, len(spans_of))] * max(1, len(spans_of))
    return errors


def _together(
    true: Sequence[Span], judged: Sequence[JudgedHold]
) -> list[tuple[list[Span], list[JudgedHold]]]:
    """True and judged holds that share seconds, directly or through one another."""
    both: list[tuple[Span, JudgedHold | None]] = [(span, None) for span in true]
    both += [((hold.start_s, hold.end_s), hold) for hold in judged]
    groups: list[tuple[list[Span], list[JudgedHold]]] = []
    until_s = -1.0
    for span, hold in sorted(both, key=lambda pair: pair[0]):
        if not groups or span[0] >= until_s:
            groups.append(([], []))
        if hold is None:
            groups[-1][0].append(span)
        else:
            groups[-1][1].append(hold)
        until_s = max(until_s, span[1])
    return groups


def _shared(a: Span, b: Span) -> float:
    return min(a[1], b[1]) - max(a[0], b[0])


def _seconds(tally: Tally, film: Film, truth: Truth, holds: Sequence[JudgedHold]) -> None:
    true = true_holds(film.times_s, truth)
    tally.hold_errors_s = hold_errors(true, holds)
    tally.held_s = sum(end - start for start, end in true)
    passed = np.diff(film.times_s, prepend=0.0)
    for hold in holds:
        inside = within(film.times_s, (hold.start_s, hold.end_s))
        for start_s, end_s in lost_spans(hold):
            inside &= ~within(film.times_s, (start_s, end_s))
        tally.good_s += float(passed[inside].sum())
        tally.false_good_s += float(passed[inside & ~truth.up].sum())
        tally.wrong_frames += int((inside & ~truth.up).sum())


def lost_spans(hold: JudgedHold) -> list[Span]:
    """Stretches of a hold that the hips were lost in."""
    if not hold.lost_s.get(Criterion.UP):
        return []
    return [
        (fault.start_s, fault.end_s)
        for fault in hold.faults
        if fault.criterion is Criterion.UP and not fault.ended_hold
    ]


def true_drops(times_s: Array, truth: Truth, *, depth: float = DROP_TORSOS) -> list[Span]:
    """Stretches in which the hips lay so much under where their hold began, within it or after it.

    A hold lasts until the hips are down by more than half of what they rose.
    """
    found: list[Span] = []
    end_s = 0.0
    for start_s, _ in true_holds(times_s, truth):
        if start_s < end_s:
            continue  # up again in the same hold
        began = median(truth.hip_height[within(times_s, (start_s, start_s + START_S))].tolist())
        after = times_s > start_s + START_S
        down = after & (truth.hip_height < began / 2)
        end_s = float(times_s[down][0]) if down.any() else float(times_s[-1])
        low = after & (times_s <= end_s) & (truth.hip_height <= began - depth)
        found += [span for span in spans(times_s, low) if _counts(span, end_s)]
    return found


def _counts(span: Span, end_s: float) -> bool:
    """Long enough, or the end of the hold."""
    return span[1] - span[0] >= DROP_S - 1e-6 or abs(span[1] - end_s) < 1e-6


def told_drops(holds: Sequence[JudgedHold]) -> list[Span]:
    """Where the judge says that the hips sank: faults, and ends of holds."""
    faults = [
        (fault.start_s, fault.end_s)
        for hold in holds
        for fault in hold.faults
        if fault.criterion is Criterion.UP
    ]
    return faults + [(hold.end_s, hold.end_s) for hold in holds]


def _drops(tally: Tally, film: Film, truth: Truth, holds: Sequence[JudgedHold]) -> None:
    true, told = true_drops(film.times_s, truth), told_drops(holds)
    tally.drops = len(true)
    tally.drops_found = sum(any(_shared(a, b) >= -NEAR_S for b in told) for a in true)
    sunk = true_drops(film.times_s, truth, depth=HARMLESS_TORSOS)
    last_s = float(film.times_s[-1])
    tally.false_drops = sum(
        span[0] < last_s - NEAR_S and not any(_shared(span, other) >= -NEAR_S for other in sunk)
        for span in told
    )


def _numbers(tally: Tally, film: Film, truth: Truth, states: Sequence[State]) -> None:
    """Errors frame by frame while both say that the hips are up.

    The change in a hold is counted from its second second on: until then the hips still rise.
    """
    began: tuple[float, float] | None = None
    since_s: float | None = None
    for number, state in enumerate(states):
        if state.stage is not Stage.ACTIVE or state.hip_angle_deg is None:
            began = since_s = None
            continue
        if not truth.up[number] or state.valid_s <= 0:
            continue
        time_s = float(film.times_s[number])
        since_s = time_s if since_s is None else since_s
        told, true = state.hip_angle_deg.value, float(truth.hip_angle_deg[number])
        tally.angle_errors_deg.append(abs(told - true))
        if time_s - since_s >= START_S:
            began = began or (told, true)
            tally.change_errors_deg.append(abs((told - began[0]) - (true - began[1])))
        if state.hip_height is not None:
            wrong = state.hip_height.value - float(truth.hip_height[number])
            tally.height_errors_pct.append(100 * abs(wrong))


def _stated(tally: Tally, film: Film, truth: Truth, hold: JudgedHold) -> None:
    inside = within(film.times_s, (hold.start_s, hold.end_s))
    if not inside.any():
        return
    if hold.hip_angle_deg is not None:
        tally.angles += 1
        tally.angles_within += holds_truth(hold.hip_angle_deg, truth.hip_angle_deg[inside])
    if hold.hip_height is not None:
        tally.heights += 1
        tally.heights_within += holds_truth(hold.hip_height, truth.hip_height[inside])


def holds_truth(told: Measure, true: Array) -> bool:
    """Whether the median of what is true lies within a number's ±."""
    return abs(told.value - float(np.median(true))) <= told.plus_minus
