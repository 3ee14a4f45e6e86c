"""Whether a new run plan collides with the one already there."""

from hamstrong.errors import Conflict
from hamstrong.running.goal_race import is_goal_race
from hamstrong.running.model import Race, Run, RunPlan
from hamstrong.running.wording import day_text
from hamstrong.running.words import WORDS

MAX_DAYS_NAMED = 4


SAME_PLAN_SHARE = 0.5
"""More than this share of the old plan's runs stands in the same plan read again. Judgement."""


def is_same_plan(existing: RunPlan, new: RunPlan) -> bool:
    """Whether `new` is the existing plan read again: its name, or most of its runs.

    Measured on the existing plan, because that is the one an update takes the place of. One run
    in common says nothing; two exports may hold the same event.
    """
    if existing.name == new.name:
        return True
    old = {run.id for run in existing.runs}
    return len(old & {run.id for run in new.runs}) > SAME_PLAN_SHARE * len(old)


def overlap(existing: RunPlan, new: RunPlan, race: Race | None = None) -> Conflict | None:
    """The conflict of two plans that both have runs on some days, None when they fit together.

    The same plan read again is an update and no conflict, see `is_same_plan`. A run that both
    have is one, even on another day. The goal race is everybody's, so its entries never collide.
    """
    if is_same_plan(existing, new):
        return None
    old, fresh = _but_the_race(existing, race), _but_the_race(new, race)
    shared = {run.id for run in old} & {run.id for run in fresh}
    days = sorted(
        {run.day for run in old} & {run.day for run in fresh}
        | {run.day for run in fresh if run.id in shared}
    )
    if not days:
        return None
    named = ", ".join(day_text(day) for day in days[:MAX_DAYS_NAMED])
    left = len(days) - MAX_DAYS_NAMED
    more = WORDS["refused.more-days"].format(count=left) if left > 0 else ""
    return Conflict(
        WORDS.say(
            "refused.overlap",
            n=len(days),
            new=new.name,
            old=existing.name,
            days=f"{named}{more}",
        ),
        place=new.name,
    )


def _but_the_race(plan: RunPlan, race: Race | None) -> tuple[Run, ...]:
    if race is None:
        return plan.runs
    return tuple(run for run in plan.runs if not is_goal_race(run, race))
