"""Check a run plan against rules R1 to R15 and say in plain words what is unusual."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hamstrong.running.model import Race, Run
from hamstrong.running.rules.finding import Finding, NotJudged, Verdict
from hamstrong.running.rules.intensity import hard_days, intensity, key_gaps, light_days
from hamstrong.running.rules.load import cutbacks, single_run, start_volume, weekly_rise
from hamstrong.running.rules.long_run import (
    last_hard_days,
    long_share,
    longest_run,
    peak_long_run,
)
from hamstrong.running.rules.race import goal, race_is_recent, taper
from hamstrong.running.rules.sentences import say
from hamstrong.running.rules.view import PlanView, RaceResult, RunnerContext, view_plan
from hamstrong.running.wording import Units

__all__ = [
    "Finding",
    "NotJudged",
    "RaceResult",
    "RunnerContext",
    "Verdict",
    "judge_run_plan",
    "validate_run_plan",
]

Check = Callable[[PlanView], Iterator[Finding]]

CHECKS: Final[dict[str, Check]] = {
    "R1": single_run,
    "R2": weekly_rise,
    "R3": cutbacks,
    "R4": long_share,
    "R5": longest_run,
    "R6": peak_long_run,
    "R7": intensity,
    "R8": key_gaps,
    "R9": hard_days,
    "R10": light_days,
    "R11": taper,
    "R12": last_hard_days,
    "R13": start_volume,
    "R15": goal,
}

LAST_RUN_WITHIN_DAYS: Final = 7
"""A plan whose last run is further from the race is not judged on its taper. Judgement."""

_UNKNOWN: Final = RunnerContext()


def validate_run_plan(
    runs: Iterable[Run],
    race: Race,
    *,
    context: RunnerContext = _UNKNOWN,
    units: Units = "km",
) -> tuple[Finding, ...]:
    """Find what is unusual about a plan, own or imported.

    Args:
        runs: Of the plan; of those on the race day or later only the key runs nearest to the race
            are judged (R8).
        race: The plan leads to it.
        context: What is known about the runner; rules that need more are not judged.
        units: For the sentences.

    Returns:
        Findings in the order of the rules; empty when nothing is unusual.
    """
    return judge_run_plan(runs, race, context=context, units=units).findings


def judge_run_plan(
    runs: Iterable[Run],
    race: Race,
    *,
    context: RunnerContext = _UNKNOWN,
    units: Units = "km",
) -> Verdict:
    """As `validate_run_plan`, with the rules that could not be judged and why."""
    view = view_plan(runs, race, context=context, units=units)
    skipped = {note.rule: note for note in _not_judged(view)}
    findings = tuple(
        found for rule, check in CHECKS.items() if rule not in skipped for found in check(view)
    )
    return Verdict(findings, tuple(skipped.values()))


def _not_judged(view: PlanView) -> Iterator[NotJudged]:
    if not any(week.before_taper for week in view.weeks):
        for rule in ("R2", "R3", "R4", "R13"):
            yield NotJudged(rule, say("too few weeks"))
    if not view.is_marathon:
        yield NotJudged("R6", say("marathon only"))
    longest = view.longest()
    if longest is None or (longest.id in view.estimated and not view.speed_known):
        for rule in ("R5", "R6"):
            yield NotJudged(rule, say("no distances"))
    days = min((view.days_to_race(run) for run in view.runs), default=None)
    if days is None or days > LAST_RUN_WITHIN_DAYS:
        for rule in ("R11", "R12"):
            yield NotJudged(rule, say("no race in reach", days="some" if days is None else days))
    if view.context.goal_s is None or not race_is_recent(view):
        yield NotJudged("R15", say("no goal"))
    yield NotJudged("R14", say("no gap"))
    yield NotJudged("R16", say("no strength"))
