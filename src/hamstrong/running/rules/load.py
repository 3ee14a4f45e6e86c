"""R1, R2, R3, R13: how fast a plan grows, and whether it lets go now and then."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from statistics import mean

from hamstrong.running.model import Run, RunType
from hamstrong.running.rules.finding import Finding, finding
from hamstrong.running.rules.sentences import SENTENCES, say
from hamstrong.running.rules.table import (
    CUTBACK_EVERY,
    SINGLE_RUN,
    SINGLE_RUN_DAYS,
    SINGLE_RUN_HARD,
    SINGLE_RUN_KNOWN_DAYS,
    START_TO_ACTUAL,
    START_TO_PEAK,
    WEEK_MEMORY,
    WEEK_RISE,
    WEEK_RISE_HARD,
    Level,
    Limit,
)
from hamstrong.running.rules.view import PlanView, Week, monday_of
from hamstrong.running.wording import change_text, day_text, distance_number, distance_text

ROUNDING = 0.005
"""Share by which a ratio may pass its limit unsaid: plans round to half a kilometre. Judgement."""


def single_run(view: PlanView) -> Iterator[Finding]:
    """R1: no run much longer than the longest of the 30 days before it; tune-up races are left
    out, and so are runs of the first week unless the longest recent run is known."""
    for run in view.runs:
        before = _longest_before(view, run)
        if run.type is RunType.RACE or not before:
            continue
        ratio = view.metres[run.id] / before
        if ratio > SINGLE_RUN.value + ROUNDING:
            yield _jump(view, run, before=before, ratio=ratio)


def _longest_before(view: PlanView, run: Run) -> float | None:
    first = view.runs[0].day
    known = view.context.longest_m
    age = (run.day - first).days
    if known is None and age < SINGLE_RUN_KNOWN_DAYS.value:
        return None
    since = run.day - timedelta(days=SINGLE_RUN_DAYS.value)
    lengths = [view.metres[r.id] for r in view.runs if since <= r.day < run.day]
    if known is not None and age <= SINGLE_RUN_DAYS.value:
        lengths.append(known)
    return max(lengths, default=None)


def _jump(view: PlanView, run: Run, *, before: float, ratio: float) -> Finding:
    hard = ratio > SINGLE_RUN_HARD.value + ROUNDING
    sentence = say(
        "R1",
        week=day_text(monday_of(run.day)),
        run=SENTENCES["words.long" if run.type is RunType.LONG else "words.longest"],
        about=SENTENCES["words.about"] if run.id in view.estimated else "",
        low=distance_number(before, view.units),
        high=distance_text(view.metres[run.id], view.units),
        change=change_text(ratio),
    )
    return finding(
        "R1",
        "hard" if hard else "warn",
        value=ratio,
        limit=(SINGLE_RUN_HARD if hard else SINGLE_RUN).value,
        sentence=sentence,
        days=(run.day,),
    )


def weekly_rise(view: PlanView) -> Iterator[Finding]:
    """R2: no week much above the mean of the last three that were not cutbacks."""
    loads = [view.context.weekly_m] if view.context.weekly_m else []
    for week in view.weeks:
        if week.partial or week.cutback or week.phase == "taper":
            continue
        usual = mean(loads[-int(WEEK_MEMORY.value) :]) if loads else 0.0
        loads.append(week.metres)
        if usual and week.metres / usual > WEEK_RISE.value + ROUNDING:
            yield _rise(view, week, usual=usual)


def _rise(view: PlanView, week: Week, *, usual: float) -> Finding:
    ratio = week.metres / usual
    limit, level = _limit(ratio)
    sentence = say(
        "R2",
        week=day_text(week.monday),
        distance=distance_text(week.metres, view.units),
        usual=distance_text(usual, view.units),
        change=change_text(ratio),
    )
    days = (run.day for run in week.runs)
    return finding("R2", level, value=ratio, limit=limit.value, sentence=sentence, days=days)


def _limit(ratio: float) -> tuple[Limit, Level]:
    if ratio > WEEK_RISE_HARD.value + ROUNDING:
        return WEEK_RISE_HARD, "hard"
    return WEEK_RISE, "warn"


def cutbacks(view: PlanView) -> Iterator[Finding]:
    """R3: no stretch of four or more weeks before the taper without a cutback."""
    weeks = [week for week in view.weeks if week.before_taper]
    for cutback, group in groupby(weeks, key=lambda week: week.cutback):
        stretch = tuple(group)
        if cutback or len(stretch) < CUTBACK_EVERY.value:
            continue
        sentence = say(
            "R3",
            weeks=len(stretch),
            first=day_text(stretch[0].monday),
        )
        yield finding(
            "R3",
            "warn",
            value=len(stretch),
            limit=CUTBACK_EVERY.value - 1,
            sentence=sentence,
            days=(week.monday for week in stretch),
        )


def start_volume(view: PlanView) -> Iterator[Finding]:
    """R13: the first whole week against what was run before, or else against the peak."""
    whole = [week for week in view.weeks if week.before_taper]
    if not whole:
        return
    start, peak, actual = whole[0].metres, max(w.metres for w in whole), view.context.weekly_m
    facts = {"start": distance_text(start, view.units), "peak": distance_text(peak, view.units)}
    if actual:
        if start / actual > START_TO_ACTUAL.value + ROUNDING:
            sentence = say("R13 actual", actual=distance_text(actual, view.units), **facts)
            yield finding(
                "R13",
                "hard",
                value=start / actual,
                limit=START_TO_ACTUAL.value,
                sentence=sentence,
                days=(whole[0].monday,),
            )
    elif peak and start / peak < START_TO_PEAK.value - ROUNDING:
        yield finding(
            "R13",
            "hard",
            value=start / peak,
            limit=START_TO_PEAK.value,
            sentence=say("R13 peak", **facts),
            days=(whole[0].monday,),
        )
