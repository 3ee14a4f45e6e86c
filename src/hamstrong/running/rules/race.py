"""R11 and R15: the last weeks, and whether the goal fits the runner."""

from collections.abc import Iterator
from datetime import timedelta

from hamstrong.running.model import RunType
from hamstrong.running.paces import race_time, vdot_from_race
from hamstrong.running.rules.finding import Finding, finding
from hamstrong.running.rules.load import ROUNDING
from hamstrong.running.rules.sentences import SENTENCES, say
from hamstrong.running.rules.table import (
    GOAL_TO_PREDICTION,
    RACE_AGE_WEEKS,
    TAPER_DROP,
    TAPER_DROP_MOST,
    TAPER_QUALITY_DAYS,
)
from hamstrong.running.rules.view import PlanView
from hamstrong.running.wording import clock_text, distance_text

_PEAK_WEEKS = 8
"""The peak is looked for in so many weeks before the race."""


def taper(view: PlanView) -> Iterator[Finding]:
    """R11: seven-day windows that end on the race day, the race left out."""
    last, before, earlier = view.window_m(6, 0), view.window_m(13, 7), view.window_m(20, 14)
    peak = max(view.window_m(7 * n + 6, 7 * n) for n in range(1, _PEAK_WEEKS))
    if not peak:
        return
    if not last < before:
        yield _not_strict(view, "last", last=last, before=before)
    if not before < earlier:
        yield _not_strict(view, "second-last", last=before, before=earlier)
    yield from _drop(view, 1 - last / peak)
    yield from _pace(view)


def _not_strict(view: PlanView, which: str, *, last: float, before: float) -> Finding:
    sentence = say(
        "R11 strict",
        last=SENTENCES[f"words.{which}"],
        distance=distance_text(last, view.units),
        before=distance_text(before, view.units),
    )
    return finding("R11", "warn", value=last, limit=before, sentence=sentence)


def _drop(view: PlanView, drop: float) -> Iterator[Finding]:
    days = (view.race.day - timedelta(days=6),)
    if drop < TAPER_DROP.value - ROUNDING:
        sentence = say("R11 drop", share=round(drop * 100))
        limit = TAPER_DROP.value
        yield finding("R11", "warn", value=drop, limit=limit, sentence=sentence, days=days)
    elif drop > TAPER_DROP_MOST.value + ROUNDING:
        sentence = say("R11 stop", share=round(drop * 100))
        limit = TAPER_DROP_MOST.value
        yield finding("R11", "warn", value=drop, limit=limit, sentence=sentence, days=days)


def _pace(view: PlanView) -> Iterator[Finding]:
    def is_faster(kind: RunType) -> bool:
        return kind.is_quality or kind in (RunType.MARATHON_PACE, RunType.RACE)

    within = TAPER_QUALITY_DAYS.value
    faster = [view.days_to_race(run) for run in view.runs if is_faster(run.type)]
    if faster and min(faster) > within:
        sentence = say("R11 pace")
        yield finding("R11", "warn", value=min(faster), limit=within, sentence=sentence)


def goal(view: PlanView) -> Iterator[Finding]:
    """R15: the goal against what a recent race predicts by VDOT."""
    goal_s, recent = view.context.goal_s, view.context.recent
    if goal_s is None or recent is None or not race_is_recent(view):
        return
    predicted = race_time(vdot_from_race(recent.distance_m, recent.time_s), view.race.distance_m)
    ratio = goal_s / predicted
    if ratio < GOAL_TO_PREDICTION.value:
        sentence = say("R15", goal=clock_text(goal_s), predicted=clock_text(predicted))
        limit = GOAL_TO_PREDICTION.value
        yield finding("R15", "warn", value=ratio, limit=limit, sentence=sentence)


def race_is_recent(view: PlanView) -> bool:
    """Whether the recent race is at most eight weeks before the plan; yes when it has no day."""
    recent = view.context.recent
    if recent is None or not view.runs:
        return False
    oldest = view.runs[0].day - timedelta(weeks=RACE_AGE_WEEKS.value)
    return recent.day is None or recent.day >= oldest
