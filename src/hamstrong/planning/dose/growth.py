"""W9: weeks in which strength stays as it is, because running grows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from hamstrong.planning.constants.dose import NEW_AFTER_WEEKS, NEW_LONGEST_FROM_MIN, RUN_RAMP
from hamstrong.planning.model import PlanRequest, PlanWeek, Reason
from hamstrong.planning.weeks import WEEK, minutes_of, monday_of
from hamstrong.planning.words import SENTENCES
from hamstrong.running.model import Run, RunType

_HOLDS = ("frozen-load", "frozen-longest", "frozen-as-before")


def hold_reason(key: str) -> Reason:
    """The sentence of a week in `outgrown`."""
    return Reason(SENTENCES[key].format(share=round(100 * RUN_RAMP)), rule="growth")


def holds_as(now: Reason | None, before: Collection[Reason]) -> bool:
    """Whether strength is held back now by the cause that held it back before."""
    if now is None or now in before:
        return now is not None
    holds = {hold_reason(key) for key in _HOLDS}
    return now in holds and not holds.isdisjoint(before)


def is_due(week: PlanWeek, weeks: Sequence[PlanWeek], grown: Mapping[date, str]) -> bool:
    """Whether no week could bring in anything new for so long that this one does all the same."""
    waited = 0
    for earlier in weeks:
        if earlier.monday >= week.monday:
            break
        waits = earlier.monday in grown and waited < NEW_AFTER_WEEKS
        waited = waited + 1 if earlier.cutback or waits else 0
    return waited >= NEW_AFTER_WEEKS


def outgrown(weeks: Sequence[PlanWeek], request: PlanRequest) -> Mapping[date, str]:
    """Weeks whose running grows too much for strength to grow beside it, by Monday, and the key of
    the sentence that says so."""
    return {**_held_before(weeks, request), **_growing(weeks, request)}


def _growing(weeks: Sequence[PlanWeek], request: PlanRequest) -> Mapping[date, str]:
    runs = (*request.runs, *request.missed)
    loads, longest = _weekly(runs, tuple(run.day for run in runs))
    cutbacks = {week.monday for week in weeks if week.cutback}
    grown = {}
    for week in weeks:
        if week.cutback or week.weeks_to_race <= 0:
            continue
        earlier = [other for other in loads if weeks[0].monday <= other < week.monday]
        key = _frozen_by(week.monday, earlier, loads, longest, cutbacks)
        if key is not None:
            grown[week.monday] = key
    return grown


@lru_cache(maxsize=4)
def _weekly(
    runs: tuple[Run, ...], days: tuple[date, ...]
) -> tuple[Mapping[date, int], Mapping[date, float]]:
    """By Monday the minutes of its runs and of the longest of them; races left out.

    Every week of a block asks this of the same runs. Their days are asked for too: runs of one
    moment are equal in any zone, and their days are not.
    """
    minutes = minutes_of(runs)
    loads: Counter[date] = Counter()
    longest: dict[date, float] = {}
    for run, day in zip(runs, days, strict=True):
        if run.type is not RunType.RACE:
            monday = monday_of(day)
            loads[monday] += round(minutes(run))
            longest[monday] = max(longest.get(monday, 0.0), minutes(run))
    return loads, longest


def _frozen_by(
    monday: date,
    earlier: Sequence[date],
    loads: Mapping[date, int],
    longest: Mapping[date, float],
    cutbacks: set[date],
) -> str | None:
    usual = [other for other in earlier if other not in cutbacks]
    if usual and loads.get(monday, 0) > (1 + RUN_RAMP) * loads[max(usual)]:
        return "frozen-load"
    this = longest.get(monday, 0.0)
    if earlier and this >= NEW_LONGEST_FROM_MIN and this > max(longest[o] for o in earlier):
        return "frozen-longest"
    return None


def _held_before(weeks: Sequence[PlanWeek], request: PlanRequest) -> Mapping[date, str]:
    """Weeks that yesterday's plan held back and whose own running is what it was: that more was
    run before them, or less, makes no room in them."""
    previous = request.previous
    if previous is None:
        return {}
    holds = {hold_reason(key) for key in _HOLDS}
    held = {week.monday for week in previous.weeks if not holds.isdisjoint(week.notes)}
    today = request.today
    return {
        week.monday: "frozen-as-before"
        for week in weeks
        if week.monday in held
        and not week.cutback
        and week.weeks_to_race > 0
        and _to_come(request.runs, week.monday, today)
        == _to_come(previous.runs, week.monday, today)
    }


def _to_come(runs: Iterable[Run], monday: date, today: date) -> tuple[int, int]:
    """Minutes of a week's runs from today on, and of the longest of them; races left out."""
    minutes = [
        round(run.minutes)
        for run in runs
        if max(monday, today) <= run.day < monday + WEEK and run.type is not RunType.RACE
    ]
    return sum(minutes), max(minutes, default=0)
