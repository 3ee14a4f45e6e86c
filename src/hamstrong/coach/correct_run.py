"""The athlete says what a run really is; it sticks on every later import."""

from dataclasses import replace

from hamstrong.coach.make_plan import replan_if_planned
from hamstrong.coach.model import Correction, PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import source_run
from hamstrong.errors import BadInput
from hamstrong.running.model import RunType


def correct_run(
    ports: Ports,
    athlete_id: str,
    *,
    run_id: str,
    type: RunType | None = None,
    key: bool | None = None,
) -> PlanChange | None:
    """Set the run's type or whether it is key; what is None stays as it was said before.

    A new type alone makes the run key or not by its own rule.

    Returns what re-planning did, None without a plan.

    Raises:
        NotFound: No such run.
        BadInput: A type that is no run.
    """
    source_run(ports, athlete_id, run_id)
    if type is not None and not type.is_run:
        raise BadInput(f"A run cannot be corrected to {type}: move or remove it.", place="type")
    before = ports.store.runs.corrections(athlete_id).get(run_id, Correction(run_id))
    after = replace(
        before,
        type=before.type if type is None else type,
        key=(before.key if type is None else None) if key is None else key,
    )
    ports.store.runs.correct(athlete_id, after)
    return replan_if_planned(ports, athlete_id)
