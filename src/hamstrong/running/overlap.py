"""Whether a new run plan collides with the one already there."""

from hamstrong.errors import Conflict
from hamstrong.running.model import RunPlan
from hamstrong.running.wording import day_text

MAX_DAYS_NAMED = 4


def overlap(existing: RunPlan, new: RunPlan) -> Conflict | None:
    """The conflict of two plans that both have runs on some days, None when they fit together.

    A plan that shares a run with the existing one is the same plan read again, however it
    changed since; that is an update and no conflict.
    """
    if {run.id for run in existing.runs} & {run.id for run in new.runs}:
        return None
    days = sorted({run.day for run in existing.runs} & {run.day for run in new.runs})
    if not days:
        return None
    named = ", ".join(day_text(day) for day in days[:MAX_DAYS_NAMED])
    more = f" and {len(days) - MAX_DAYS_NAMED} more" if len(days) > MAX_DAYS_NAMED else ""
    plural = "day" if len(days) == 1 else "days"
    return Conflict(
        f"{new.name} and {existing.name} both have runs on {len(days)} {plural} ({named}{more}); "
        "replace the old plan, or choose one that begins after it.",
        place=new.name,
    )
