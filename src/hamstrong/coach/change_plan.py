"""Change what planning knows, plan again once, and keep both as one version of the history."""

from collections.abc import Callable
from typing import Protocol

from hamstrong.coach.make_plan import Cause, replan_if_planned, standing
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.planning.model import Plan


class Edit(Protocol):
    """Something the athlete sets: a value that can be tried out, kept, sent as JSON.

    Applying writes what the athlete said and plans nothing.
    """

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Write it, and say it in words for the history: "Moved Thursday's run to Friday".

        Raises BadInput, NotFound or Conflict where it cannot be.
        """

    def check(self, before: Plan, after: Plan) -> None:
        """Whether the plan made with it gives what was asked. Raises Conflict with the reason."""


class PlainEdit:
    """An edit that no plan can refuse."""

    __slots__ = ()

    def check(self, before: Plan, after: Plan) -> None:
        """Nothing to look at."""


def change_plan(ports: Ports, athlete_id: str, *edits: Edit) -> PlanChange | None:
    """Apply the edits in their order, then plan again once.

    Returns what followed; None without a plan. Whatever raises leaves a unit of work that must
    not be kept.
    """
    stood = ports.store.plans.get(athlete_id)
    before = standing(ports, athlete_id)
    causes = [edit.apply(ports, athlete_id) for edit in edits]
    change = replan_if_planned(ports, athlete_id, cause=Cause(". ".join(causes), before))
    stored = ports.store.plans.get(athlete_id)
    if stood is not None and stored is not None:
        for edit in edits:
            edit.check(stood.plan, stored.plan)
    return change


def changing(*edits: Edit) -> Callable[[Ports, str], PlanChange | None]:
    """`change_plan` with the edits given: something to preview, and to keep."""
    return lambda ports, athlete_id: change_plan(ports, athlete_id, *edits)
