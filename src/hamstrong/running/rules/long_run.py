"""R4, R5, R6, R12: how long the long run is, and when."""

from collections.abc import Iterator

from hamstrong.running.model import Run, RunType
from hamstrong.running.rules.finding import Finding, finding
from hamstrong.running.rules.load import ROUNDING
from hamstrong.running.rules.sentences import SENTENCES, say, say_more
from hamstrong.running.rules.table import (
    LAST_LONG_DAYS,
    LAST_LONG_M,
    LAST_QUALITY_DAYS,
    LONG_RUNS_LEAST,
    LONG_RUNS_MOST,
    LONG_SHARE_FIVE,
    LONG_SHARE_FOUR,
    LONG_SHARE_THREE,
    LONG_SHARE_TWO,
    LONGEST_LEAST,
    LONGEST_MOST,
    LONGEST_MOST_MIN,
    LONGEST_MOST_MIN_BEGINNER,
    LONGEST_NEAR_CAP,
    PEAK_LONG_EARLIEST,
    PEAK_LONG_LATEST,
    PEAK_LONG_SAME,
    SHARPENER_DAYS,
    SHARPENER_MIN,
    Limit,
)
from hamstrong.running.rules.view import PlanView, Week
from hamstrong.running.wording import clock_text, day_text, distance_text

_LEAST_RUNS = 2
"""With fewer runs a week a share says nothing."""


def long_share_limit(runs: int) -> Limit:
    """R4's limit for a number of runs a week."""
    few = {3: LONG_SHARE_THREE, 4: LONG_SHARE_FOUR}
    return LONG_SHARE_TWO if runs < 3 else few.get(runs, LONG_SHARE_FIVE)


def long_share(view: PlanView) -> Iterator[Finding]:
    """R4: the longest run's share of the week, whole weeks before the taper."""
    over = [(week, share) for week, share in _shares(view) if share > _limit(week) + ROUNDING]
    if not over:
        return
    worst, share = max(over, key=lambda pair: pair[1] - _limit(pair[0]))
    sentence = say(
        "R4",
        week=day_text(worst.monday),
        share=round(share * 100),
        more=say_more(len(over) - 1),
        runs=len(worst.runs),
        limit=f"{_limit(worst) * 100:g}",
    )
    yield finding(
        "R4",
        "warn",
        value=share,
        limit=_limit(worst),
        sentence=sentence,
        days=(week.monday for week, _ in over),
    )


def _limit(week: Week) -> float:
    return long_share_limit(len(week.runs)).value


def _shares(view: PlanView) -> Iterator[tuple[Week, float]]:
    for week in view.weeks:
        if week.before_taper and len(week.runs) >= _LEAST_RUNS and week.metres:
            yield week, max(view.metres[run.id] for run in week.runs) / week.metres


def longest_time_min(view: PlanView) -> float:
    """R5's limit on the time of one run, minutes."""
    return (LONGEST_MOST_MIN_BEGINNER if view.context.beginner else LONGEST_MOST_MIN).value


def longest_run(view: PlanView) -> Iterator[Finding]:
    """R5: long enough for a marathon, and never too long; the time limit comes first."""
    longest = view.longest()
    if longest is None:
        return
    if view.is_marathon and not reaches_marathon_length(view, longest):
        yield _too_short(view, longest)
    for run in view.runs:
        if run.type is not RunType.RACE:
            yield from _too_long(view, run)


def reaches_marathon_length(view: PlanView, longest: Run) -> bool:
    """Whether the longest run has 25 km, or the runner runs as long as the time limit lets them."""
    return view.metres[longest.id] >= LONGEST_LEAST.value * (1 - ROUNDING) or _is_at_cap(view)


def _is_at_cap(view: PlanView) -> bool:
    enough_min = LONGEST_NEAR_CAP.value * longest_time_min(view)
    return any(run.minutes >= enough_min for run in view.runs if run.type is not RunType.RACE)


def _too_short(view: PlanView, longest: Run) -> Finding:
    metres = view.metres[longest.id]
    sentence = say(
        "R5 short",
        about=_about(view, longest),
        distance=distance_text(metres, view.units),
        limit=distance_text(LONGEST_LEAST.value, view.units),
    )
    limit = LONGEST_LEAST.value
    return finding("R5", "warn", value=metres, limit=limit, sentence=sentence, days=(longest.day,))


def _too_long(view: PlanView, run: Run) -> Iterator[Finding]:
    metres, day, most_min = view.metres[run.id], day_text(run.day), longest_time_min(view)
    if metres > LONGEST_MOST.value * (1 + ROUNDING):
        sentence = say(
            "R5 far",
            day=day,
            about=_about(view, run),
            distance=distance_text(metres, view.units),
            limit=distance_text(LONGEST_MOST.value, view.units),
        )
        limit = LONGEST_MOST.value
        yield finding("R5", "warn", value=metres, limit=limit, sentence=sentence, days=(run.day,))
    elif run.minutes > most_min * (1 + ROUNDING):
        sentence = say(
            "R5 time",
            day=day,
            time=_hours(run.minutes),
            limit=_hours(most_min),
        )
        yield finding(
            "R5", "warn", value=run.minutes, limit=most_min, sentence=sentence, days=(run.day,)
        )


def _hours(minutes: float) -> str:
    return clock_text(minutes * 60).rsplit(":", 1)[0]


def _about(view: PlanView, run: Run) -> str:
    return SENTENCES["words.about"] if run.id in view.estimated else ""


def peak_long_run(view: PlanView) -> Iterator[Finding]:
    """R6: the longest run 3 to 5 weeks before a marathon, and 2 to 5 runs of 25 km or more."""
    longest = view.longest()
    if longest is None or not view.is_marathon:
        return
    yield from _peak_day(view, view.metres[longest.id])
    far = [run for run in view.runs if view.metres[run.id] >= LONGEST_LEAST.value * (1 - ROUNDING)]
    facts = {"runs": len(far), "limit": distance_text(LONGEST_LEAST.value, view.units)}
    days = [run.day for run in far]
    if len(far) < LONG_RUNS_LEAST.value and not _is_at_cap(view):
        limit, sentence = LONG_RUNS_LEAST.value, say("R6 few", **facts)
        yield finding("R6", "warn", value=len(far), limit=limit, sentence=sentence, days=days)
    if len(far) > LONG_RUNS_MOST.value:
        limit, sentence = LONG_RUNS_MOST.value, say("R6 many", **facts)
        yield finding("R6", "warn", value=len(far), limit=limit, sentence=sentence, days=days)


def _peak_day(view: PlanView, longest_m: float) -> Iterator[Finding]:
    peaks = [
        run
        for run in view.runs
        if run.type is not RunType.RACE and view.metres[run.id] >= PEAK_LONG_SAME.value * longest_m
    ]
    days = [view.days_to_race(run) for run in peaks]
    if any(PEAK_LONG_LATEST.value <= day <= PEAK_LONG_EARLIEST.value for day in days):
        return
    nearest = min(days, key=lambda day: abs(day - PEAK_LONG_LATEST.value))
    late = nearest < PEAK_LONG_LATEST.value
    yield finding(
        "R6",
        "warn",
        value=nearest,
        limit=(PEAK_LONG_LATEST if late else PEAK_LONG_EARLIEST).value,
        sentence=say("R6 when", days=nearest),
        days=(run.day for run in peaks),
    )


def last_hard_days(view: PlanView) -> Iterator[Finding]:
    """R12: the last long run two weeks, the last hard quality run a week before the race."""
    for run in view.runs:
        days = view.days_to_race(run)
        metres = view.metres[run.id]
        if metres >= LAST_LONG_M.value and days < LAST_LONG_DAYS.value and view.distances_known:
            sentence = say(
                "R12 long",
                day=day_text(run.day),
                about=_about(view, run),
                distance=distance_text(metres, view.units),
                days=days,
            )
            limit = LAST_LONG_DAYS.value
            yield finding(
                "R12", "warn", value=days, limit=limit, sentence=sentence, days=(run.day,)
            )
        elif run.type.is_quality and run.key and days < _quality_days(run).value:
            sentence = say("R12 quality", day=day_text(run.day), days=days)
            limit = _quality_days(run).value
            yield finding(
                "R12", "warn", value=days, limit=limit, sentence=sentence, days=(run.day,)
            )


def _quality_days(run: Run) -> Limit:
    return SHARPENER_DAYS if run.minutes <= SHARPENER_MIN.value else LAST_QUALITY_DAYS
