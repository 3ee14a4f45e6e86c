"""Films made, judged and scored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.judge.bodies import EXERCISES, Body, bodies
from benchmarks.judge.film import Film, Kind, view_of
from benchmarks.judge.kept_eyes import sighted
from benchmarks.judge.real import Labelled, clips, photos, planks, right_share
from benchmarks.judge.rearranged import projections, reordered
from benchmarks.judge.score import Tally, score, within
from hamstrong.coach.judge_clip import Model
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.report import Report, Stage, State
from hamstrong.motion.smooth_body import HALF as LATE_FRAMES

SETTLE_S = 0.8
"""No claim is made about so much after the beginning and after a change: the set-up of an exercise
without a rest takes half a second, and nobody moves as quickly as one photo follows another."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A film with truth, and what came out."""

    film: Film
    report: Report
    tally: Tally


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """A film of a real person: the share of frames that were called right, None without a claim;
    and whether a hold was begun."""

    film: Film
    right: float | None
    judged: float
    holds: int

    @property
    def wrong(self) -> bool:
        """A hold that never was."""
        return self.film.may_hold is False and self.holds > 0


@dataclass(slots=True)
class Results:
    """Everything of one run."""

    scored: list[Scored] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)


def judge(film: Film) -> tuple[list[State], Report]:
    """A film through the engine: for each frame the state that speaks of it, and the report."""
    spec = load_library()[film.exercise_id]
    engine = Judge(spec, film.side, options=JudgeOptions(cues=False))
    states = [engine.feed(frame) for frame in film.frames()]
    report = engine.finish()
    unsaid = [State(float(time_s), Stage.FRAMING) for time_s in film.times_s[-LATE_FRAMES:]]
    return states[LATE_FRAMES:] + unsaid, report


def rendered(model: Model, kinds: Sequence[Kind]) -> Iterator[Film]:
    """The films that a rendered body is in, of these kinds."""
    for body in bodies():
        seen = _seen(body, model, mirrored=False)
        if Kind.RENDERED in kinds:
            yield seen
        if Kind.MIRRORED in kinds:
            yield _seen(body, model, mirrored=True)
        if Kind.REORDERED in kinds:
            yield from reordered(seen, body)
        if Kind.PROJECTED in kinds:
            yield from projections(seen, body)


def _seen(body: Body, model: Model, *, mirrored: bool) -> Film:
    size, times_s, points = sighted(body.path, model, mirrored=mirrored)
    film = Film(
        name=body.name,
        kind=Kind.RENDERED,
        exercise_id=EXERCISES[body.name],
        side=Side.RIGHT,
        size=size,
        times_s=times_s,
        points=points,
        view=view_of(body.off_deg),
        conditions=body.conditions,
        truth=body.truth,
    )
    if not mirrored:
        return film
    return replace(film, name=f"{body.name}, mirrored", kind=Kind.MIRRORED, side=Side.LEFT)


def real(model: Model, kinds: Sequence[Kind]) -> Iterator[Labelled]:
    """The films of real people, of these kinds."""
    if Kind.PLANKS in kinds:
        yield from planks()
    if Kind.PHOTOS in kinds:
        yield from photos(model)
    if Kind.CLIPS in kinds:
        yield from clips(model)


def run(model: Model, kinds: Sequence[Kind], wanted: Sequence[str]) -> Results:
    """Judge every film of these kinds whose name holds one of the wanted words, if any are."""

    def is_wanted(film: Film) -> bool:
        return not wanted or any(word in film.name for word in wanted)

    results = Results()
    for film in filter(is_wanted, rendered(model, kinds)):
        states, report = judge(film)
        results.scored.append(Scored(film, report, score(film, states, report)))
    for labelled in real(model, kinds):
        if is_wanted(labelled.film):
            results.called.append(call(labelled))
    return results


def call(labelled: Labelled) -> Called:
    """Judge a film of a real person against what a person saw."""
    film = labelled.film
    states, report = judge(film)
    judged = [
        state.framing is None and state.stage is not Stage.FRAMING and time_s > SETTLE_S
        for state, time_s in zip(states, film.times_s.tolist(), strict=True)
    ]
    share = float(np.mean(judged))
    if labelled.up is None:
        return Called(film, None, share, len(report.holds))
    for changed in np.flatnonzero(np.diff(labelled.up)).tolist():
        after_s = film.times_s[changed] + SETTLE_S
        judged = [
            is_judged and not film.times_s[changed] < time_s <= after_s
            for is_judged, time_s in zip(judged, film.times_s.tolist(), strict=True)
        ]
    good = np.zeros(len(film.points), bool)
    for hold in report.holds:
        if hold.valid_s > hold.total_s / 2:
            good |= within(film.times_s, (hold.start_s, hold.end_s))
    return Called(film, right_share(labelled.up, good, judged), share, len(report.holds))
