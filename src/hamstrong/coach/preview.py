"""Try a change out and show what follows; keep it later without thinking twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from hamstrong.coach.make_plan import is_same_question
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.ports import Planner, Ports, RunPlanReader, Store
from hamstrong.coach.trial import TrialStore
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.running.model import RunPlan

T = TypeVar("T")

Act = Callable[[Ports, str], T]
"""A use case with everything but the ports and the athlete given."""


@dataclass(frozen=True, slots=True)
class Preview(Generic[T]):
    """What a use case would answer, and what was made for it: plans, and run plans read."""

    act: Callable[[Ports], T]
    outcome: T
    made: tuple[tuple[PlanRequest, Plan], ...]
    read: tuple[tuple[tuple[bytes, dict[str, Any]], RunPlan], ...] = ()


def preview(ports: Ports, athlete_id: str, act: Act[T]) -> Preview[T]:
    """Run a use case on a copy in memory: nothing is kept, nobody waits.

    A unit of work that only reads is enough. Raises whatever the use case raises.
    """
    return _tried(ports, TrialStore(ports.store, athlete_id), partial(_of, act, athlete_id))


def preview_anew(ports: Ports, act: Callable[[Ports], T]) -> Preview[T]:
    """`preview` of a use case that makes its own athlete: it begins with nobody there."""
    return _tried(ports, MemoryStore(), act)


def keep_preview(ports: Ports, tried: Preview[T]) -> T:
    """Run the use case for good. What was thought already is used as long as nothing it rests
    on has changed; else it is thought anew."""
    planner = _Remembered(ports.plan, tried.made)
    reader = _Read(ports.read_runs, tried.read)
    return tried.act(replace(ports, plan=planner, read_runs=reader))


def _of(act: Act[T], athlete_id: str, ports: Ports) -> T:
    return act(ports, athlete_id)


def _tried(ports: Ports, store: Store, act: Callable[[Ports], T]) -> Preview[T]:
    made: list[tuple[PlanRequest, Plan]] = []
    read: list[tuple[tuple[bytes, dict[str, Any]], RunPlan]] = []

    def planning(request: PlanRequest) -> Plan:
        plan = ports.plan(request)
        made.append((request, plan))
        return plan

    def reading(data: bytes, **about: Any) -> RunPlan:
        plan = ports.read_runs(data, **about)
        read.append(((data, about), plan))
        return plan

    outcome = act(replace(ports, store=store, plan=planning, read_runs=reading))
    return Preview(act, outcome, tuple(made), tuple(read))


@dataclass(frozen=True, slots=True)
class _Remembered:
    plan: Planner
    made: tuple[tuple[PlanRequest, Plan], ...] = field(default=())

    def __call__(self, request: PlanRequest, /) -> Plan:
        for known, plan in self.made:
            if is_same_question(request, known):
                return plan
        return self.plan(request)


@dataclass(frozen=True, slots=True)
class _Read:
    reader: RunPlanReader
    known: tuple[tuple[tuple[bytes, dict[str, Any]], RunPlan], ...]

    def __call__(self, data: bytes, **about: Any) -> RunPlan:
        for question, plan in self.known:
            if question == (data, about):
                return plan
        return self.reader(data, **about)
