"""Try a change out and show what follows; keep it later without thinking twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from hamstrong.coach.make_plan import is_same_question
from hamstrong.coach.ports import Planner, Ports
from hamstrong.coach.trial import trial
from hamstrong.planning.model import Plan, PlanRequest

T = TypeVar("T")

Act = Callable[[Ports, str], T]
"""A use case with everything but the ports and the athlete given."""


@dataclass(frozen=True, slots=True)
class Preview(Generic[T]):
    """What a use case would answer, and the plans that were made for it."""

    act: Act[T]
    outcome: T
    made: tuple[tuple[PlanRequest, Plan], ...]


def preview(ports: Ports, athlete_id: str, act: Act[T]) -> Preview[T]:
    """Run a use case on a copy in memory: nothing is kept, nobody waits.

    A unit of work that only reads is enough. Raises whatever the use case raises.
    """
    remembered: list[tuple[PlanRequest, Plan]] = []

    def remembering(request: PlanRequest) -> Plan:
        plan = ports.plan(request)
        remembered.append((request, plan))
        return plan

    there = replace(trial(ports, athlete_id), plan=remembering)
    return Preview(act, act(there, athlete_id), tuple(remembered))


def keep_preview(ports: Ports, athlete_id: str, tried: Preview[T]) -> T:
    """Run the use case for good. What was thought already is used as long as nothing it rests
    on has changed; else it is thought anew."""
    planner = _Remembered(ports.plan, tried.made)
    return tried.act(replace(ports, plan=planner), athlete_id)


@dataclass(frozen=True, slots=True)
class _Remembered:
    plan: Planner
    made: tuple[tuple[PlanRequest, Plan], ...] = field(default=())

    def __call__(self, request: PlanRequest, /) -> Plan:
        for known, plan in self.made:
            if is_same_question(request, known):
                return plan
        return self.plan(request)
