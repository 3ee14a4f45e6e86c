"""R7 to R10: how hard the weeks are, and how the hard days are spread."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from hamstrong.running.effort import effort_of
from hamstrong.running.model import Run, RunType, hours_between
from hamstrong.running.rules.finding import Finding, finding
from hamstrong.running.rules.load import ROUNDING
from hamstrong.running.rules.sentences import say, say_more
from hamstrong.running.rules.table import (
    EASY_SHARE,
    EXPERIENCED_RUNS,
    HARD_SHARE,
    KEY_GAP,
    KEY_GAP_CLOCK,
    KEY_GAP_CLOCK_HARD,
    KEY_GAP_EXPERIENCED,
    KEY_GAP_HARD,
    LIGHT_DAYS,
    LIGHT_RUN_MIN,
    LONG_A_WEEK,
    MARATHON_SHARE,
    QUALITY_A_WEEK,
    Level,
    Limit,
)
from hamstrong.running.rules.view import PlanView, Week
from hamstrong.running.wording import day_text


def intensity(view: PlanView) -> Iterator[Finding]:
    """R7: shares of the whole plan's running time that are easy, hard, at marathon pace."""
    efforts = [effort_of(run) for run in view.runs]
    total = sum(effort.total for effort in efforts)
    if not total:
        return
    easy = sum(effort.easy for effort in efforts) / total
    hard = sum(effort.hard for effort in efforts) / total
    marathon = sum(effort.marathon for effort in efforts) / total
    if easy < EASY_SHARE.value - ROUNDING:
        yield _share("R7 easy", easy, limit=EASY_SHARE)
    if hard > HARD_SHARE.value + ROUNDING:
        yield _share("R7 hard", hard, limit=HARD_SHARE)
    if marathon > MARATHON_SHARE.value + ROUNDING:
        yield _share("R7 marathon", marathon, limit=MARATHON_SHARE)


def _share(key: str, share: float, *, limit: Limit) -> Finding:
    sentence = say(key, share=round(share * 100))
    return finding("R7", "warn", value=share, limit=limit.value, sentence=sentence)


class _Gap(NamedTuple):
    """Starts of two key runs in a row."""

    first: datetime
    second: datetime

    @property
    def hours(self) -> float:
        return hours_between(self.first, self.second)


def key_gaps(view: PlanView) -> Iterator[Finding]:
    """R8: hours from the start of one key run to the start of the next; repetitions that are
    not key do not count. A race takes the place of a key run of its day, and counts once."""
    yield from _race_days(view)
    usual = _usual_gap(view)
    shared = {run.id for run in _beside_races(view)}
    keys = (run.start for run in view.runs if run.key and run.id not in shared)
    gaps = [_Gap(first, second) for first, second in pairwise(keys)]
    after = next((run for run in view.later if run.key and run.day > view.race.day), None)
    if after is not None:
        gaps.append(_Gap(view.race.start, after.start))
    hard = [g for g in gaps if g.hours < KEY_GAP_HARD.value - KEY_GAP_CLOCK_HARD.value]
    warn = [g for g in gaps if g not in hard and g.hours < usual.value - KEY_GAP_CLOCK.value]
    yield from _gaps(hard, limit=KEY_GAP_HARD, level="hard")
    yield from _gaps(warn, limit=usual, level="warn")


def _beside_races(view: PlanView) -> list[Run]:
    """Key runs on the day of a race."""
    races = {run.day for run in view.runs if run.type is RunType.RACE} | {view.race.day}
    return [
        run
        for run in (*view.runs, *view.later)
        if run.key and run.type is not RunType.RACE and run.day in races
    ]


def _race_days(view: PlanView) -> Iterator[Finding]:
    for run in _beside_races(view):
        sentence = say("R8 race", day=day_text(run.day), run=say("words.the-run", run=run.type))
        limit = KEY_GAP_HARD.value
        yield finding("R8", "hard", value=0, limit=limit, sentence=sentence, days=(run.day,))


def _usual_gap(view: PlanView) -> Limit:
    whole = [len(week.runs) for week in view.weeks if week.before_taper]
    experienced = bool(whole) and median(whole) >= EXPERIENCED_RUNS.value
    return KEY_GAP_EXPERIENCED if experienced and not view.context.beginner else KEY_GAP


def _gaps(gaps: Sequence[_Gap], *, limit: Limit, level: Level) -> Iterator[Finding]:
    if not gaps:
        return
    nearest = min(gaps, key=lambda gap: gap.hours)
    sentence = say(
        "R8",
        first=day_text(nearest.first.date()),
        second=day_text(nearest.second.date()),
        hours=round(nearest.hours),
        more=say_more(len(gaps) - 1),
        limit=round(limit.value),
    )
    days = (gap.second.date() for gap in gaps)
    yield finding("R8", level, value=nearest.hours, limit=limit.value, sentence=sentence, days=days)


def hard_days(view: PlanView) -> Iterator[Finding]:
    """R9: two quality runs and one long run a week. Quality here is threshold, interval, key
    repetitions, marathon pace, and tune-up races."""
    yield from _too_many(view, "R9 quality", count=_quality, limit=QUALITY_A_WEEK)
    yield from _too_many(view, "R9 long", count=_long, limit=LONG_A_WEEK)


def _quality(week: Week) -> int:
    others = (RunType.MARATHON_PACE, RunType.RACE)
    return sum(run.key and (run.type.is_quality or run.type in others) for run in week.runs)


def _long(week: Week) -> int:
    return sum(run.type is RunType.LONG for run in week.runs)


def _too_many(
    view: PlanView, key: str, *, count: Callable[[Week], int], limit: Limit
) -> Iterator[Finding]:
    over = [week for week in view.weeks if count(week) > limit.value]
    if not over:
        return
    worst = max(over, key=count)
    more = say_more(len(over) - 1)
    sentence = say(key, week=day_text(worst.monday), runs=count(worst), more=more)
    yield finding(
        "R9",
        "hard",
        value=count(worst),
        limit=limit.value,
        sentence=sentence,
        days=(week.monday for week in over),
    )


def light_days(view: PlanView) -> Iterator[Finding]:
    """R10: a day without a run, or with a short easy one, in every week before the race week."""
    heavy = [week for week in view.weeks if not week.partial and _light(week) < LIGHT_DAYS.value]
    if not heavy:
        return
    sentence = say("R10", week=day_text(heavy[0].monday), more=say_more(len(heavy) - 1))
    yield finding(
        "R10",
        "hard" if view.context.beginner else "warn",
        value=0,
        limit=LIGHT_DAYS.value,
        sentence=sentence,
        days=(week.monday for week in heavy),
    )


def _light(week: Week) -> int:
    return sum(_is_light(week, week.monday.toordinal() + i) for i in range(7))


def _is_light(week: Week, ordinal: int) -> bool:
    runs = [run for run in week.runs if run.day.toordinal() == ordinal]
    minutes = sum(run.minutes for run in runs)
    return minutes <= LIGHT_RUN_MIN.value and all(run.type is RunType.EASY for run in runs)
