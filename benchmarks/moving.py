"""Small changes to a block."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.placing.standing import with_sessions
from hamstrong.running.model import Run, RunType


def with_a_run_moved(request: PlanRequest, rng: Random) -> tuple[PlanRequest, date]:
    """One run, no race, a day earlier or later where no other run is; and the day it was on."""
    taken = {run.day for run in request.runs}
    free = [
        (run, by)
        for run in request.runs
        for by in (timedelta(days=-1), timedelta(days=1))
        if run.type is not RunType.RACE and run.day + by not in taken and run.day > request.today
    ]
    moved, by = rng.choice(free)
    runs = [_shifted(run, by) if run is moved else run for run in request.runs]
    runs.sort(key=lambda run: run.start)
    return replace(request, runs=tuple(runs)), moved.day


def _shifted(run: Run, by: timedelta) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)


@dataclass(frozen=True)
class Changed:
    """A request after something happened, and the day it happened on."""

    request: PlanRequest
    day: date


def lived(
    request: PlanRequest, plan: Plan, today: date, *, skipped: Collection[str] = ()
) -> PlanRequest:
    """Days went by: all sessions before today done as planned, but those skipped."""
    done = [s for s in plan.sessions if s.day < today and s.id not in skipped]
    return replace(
        request,
        today=today,
        done={session.id: session.start for session in done},
        exposures=with_sessions(request.exposures, done),
    )


def _before_race(plan: Plan) -> list[Session]:
    return [session for session in plan.sessions if session.day < plan.race.day]


def _run_moved(request: PlanRequest, _: Plan, rng: Random) -> Changed:
    return Changed(*with_a_run_moved(request, rng))


def _run_missed(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    """Yesterday's run was not run."""
    run = rng.choice([run for run in request.runs if run.day < request.race.day])
    later = lived(request, plan, run.day + timedelta(days=1))
    runs = tuple(other for other in request.runs if other is not run)
    return Changed(replace(later, runs=runs, missed=(run,)), run.day)


def _session_skipped(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    session = rng.choice(_before_race(plan))
    today = session.day + timedelta(days=1)
    return Changed(lived(request, plan, today, skipped={session.id}), session.day)


def _day_off(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    day = rng.choice(plan.sessions).day
    availability = replace(request.availability, days_off=frozenset({day}))
    return Changed(replace(request, availability=availability), day)


def _day_passed(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    day = rng.choice(_before_race(plan)).day
    return Changed(lived(request, plan, day + timedelta(days=1)), day)


CHANGES: Mapping[str, Callable[[PlanRequest, Plan, Random], Changed]] = MappingProxyType(
    {
        "run moved": _run_moved,
        "run missed": _run_missed,
        "session skipped": _session_skipped,
        "day off": _day_off,
        "day passed": _day_passed,
    }
)
"""What may happen, by name: request, plan and chance in, the request after it out."""
