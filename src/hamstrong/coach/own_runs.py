"""Runs of the athlete's own, beside whatever plan they follow; they outlive every import."""

from dataclasses import replace
from typing import Final

from hamstrong.coach.ports import Ports
from hamstrong.running.model import Run, RunPlan

OWN_RUNS: Final = "my own runs"
"""Name of their plan; an imported plan of that name is given another."""


def own_runs(ports: Ports, athlete_id: str) -> tuple[Run, ...]:
    """In time order, as they were added."""
    return _plan(ports, athlete_id).runs


def keep_own_run(ports: Ports, athlete_id: str, run: Run) -> None:
    """Add the run, or replace the one with the same id."""
    plan = _plan(ports, athlete_id)
    runs = sorted(
        (*(old for old in plan.runs if old.id != run.id), run), key=lambda r: (r.start, r.id)
    )
    _save(ports, athlete_id, replace(plan, runs=tuple(runs)))


def drop_own_run(ports: Ports, athlete_id: str, run_id: str) -> None:
    """Nothing happens where there is none."""
    plan = _plan(ports, athlete_id)
    left = tuple(run for run in plan.runs if run.id != run_id)
    if left:
        _save(ports, athlete_id, replace(plan, runs=left))
    else:
        ports.store.runs.drop(athlete_id, OWN_RUNS)


def _plan(ports: Ports, athlete_id: str) -> RunPlan:
    plans = ports.store.runs.plans(athlete_id)
    return next((plan for plan in plans if plan.name == OWN_RUNS), RunPlan(OWN_RUNS, ()))


def _save(ports: Ports, athlete_id: str, plan: RunPlan) -> None:
    ports.store.runs.save(athlete_id, plan, imported_at=ports.clock.now())
