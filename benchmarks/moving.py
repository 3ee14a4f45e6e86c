"""Small changes to a block."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Final

from hamstrong.exercises.schema import Tissue
from hamstrong.planning.constants.readiness import (
    AMBER_EASIER,
    AMBER_HARDEST,
    AMBER_SETS,
    SORE_DAYS,
    SORE_HARDEST,
    SORE_SETS,
    TIRED_HARDEST,
    TIRED_SETS,
)
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Limit,
    Plan,
    PlanRequest,
    Reason,
    Session,
)
from hamstrong.planning.placing.standing import with_sessions
from hamstrong.running.model import Run, RunType


def with_a_run_moved(request: PlanRequest, rng: Random) -> tuple[PlanRequest, date]:
    """One run, no race, a day earlier or later where no other run is; and the day it was on.

    Where every day has its run, none moves, and the day is today.
    """
    taken = {run.day for run in request.runs}
    free = [
        (run, by)
        for run in request.runs
        for by in (timedelta(days=-1), timedelta(days=1))
        if run.type is not RunType.RACE and run.day + by not in taken and run.day > request.today
    ]
    if not free:
        return request, request.today
    moved, by = rng.choice(free)
    runs = [_shifted(run, by) if run is moved else run for run in request.runs]
    runs.sort(key=lambda run: run.start)
    return replace(request, runs=tuple(runs)), moved.day


def _shifted(run: Run, by: timedelta) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)


@dataclass(frozen=True)
class Changed:
    """A request after something happened.

    Attributes:
        request: To plan again with.
        day: It happened on, or began on.
        until: Last of the days that are limited or lost themselves; None where there are none.
    """

    request: PlanRequest
    day: date
    until: date | None = None

    @property
    def last(self) -> date:
        return self.until or self.day

    def is_about(self, day: date) -> bool:
        """Whether the day itself is limited or lost, so that its session has to change."""
        return self.until is not None and self.day <= day <= self.until


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


def _tryout_skipped(request: PlanRequest, plan: Plan, _: Random) -> Changed:
    """Said the same day; the session after it has to find the rungs instead."""
    first, second = plan.sessions[:2]
    later = replace(request, today=first.day, done={first.id: first.start})
    return Changed(later, first.day, second.day)


def _day_off(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    day = rng.choice(plan.sessions).day
    availability = replace(request.availability, days_off=frozenset({day}))
    return Changed(replace(request, availability=availability), day)


def _day_passed(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    day = rng.choice(_before_race(plan)).day
    return Changed(lived(request, plan, day + timedelta(days=1)), day)


def _run_an_hour_later(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    """Said on the morning of a session, of the next run to come."""
    today = rng.choice(_before_race(plan)).day
    late = timedelta(hours=1)
    run = next(run for run in request.runs if run.day >= today)
    runs = [
        _shifted(r, late) if r is run and r.type is not RunType.RACE else r for r in request.runs
    ]
    runs.sort(key=lambda other: other.start)
    return Changed(replace(lived(request, plan, today), runs=tuple(runs)), run.day)


def _morning(
    days: int, limit: Callable[[date, date], Limit], request: PlanRequest, plan: Plan, rng: Random
) -> Changed:
    """On the morning of a session the body allows less, for so many days."""
    today = rng.choice(_before_race(plan)).day
    last = today + timedelta(days=days - 1)
    later = lived(request, plan, today)
    return Changed(replace(later, limits=(limit(today, last),)), today, last)


def _sore(first: date, last: date) -> Limit:
    reason = Reason("Your calf is sore.", rule="check-in")
    return Limit(first, last, _CALF, SORE_HARDEST, SORE_SETS, reason)


def _tired(first: date, last: date) -> Limit:
    reason = Reason("You slept little.", rule="check-in")
    return Limit(first, last, frozenset(), TIRED_HARDEST, TIRED_SETS, reason, nothing_new=True)


def _in_pain(first: date, last: date) -> Limit:
    reason = Reason("Your calf hurts.", rule="pain")
    return Limit(first, last, _CALF, AMBER_HARDEST, AMBER_SETS, reason, AMBER_EASIER)


def _ill(request: PlanRequest, plan: Plan, rng: Random) -> Changed:
    """Three days, from the morning of a session on; strength returns for four days more."""
    today = rng.choice(_before_race(plan)).day
    absence = Absence("ill", today, today + timedelta(days=2), AbsenceKind.ILL)
    later = replace(lived(request, plan, today), absences=(absence,))
    return Changed(later, today, today + timedelta(days=6))


TRYOUT_SKIPPED: Final = "try-out skipped"


def befalls(name: str, request: PlanRequest) -> PlanRequest:
    """The request before such a change: only whose rungs are unknown can skip a try-out."""
    return replace(request, levels={}) if name == TRYOUT_SKIPPED else request


_CALF = frozenset({Tissue.CALF})
_WEEKS_OF_PAIN = 2

CHANGES: Mapping[str, Callable[[PlanRequest, Plan, Random], Changed]] = MappingProxyType(
    {
        "run moved": _run_moved,
        "run missed": _run_missed,
        "session skipped": _session_skipped,
        TRYOUT_SKIPPED: _tryout_skipped,
        "day off": _day_off,
        "day passed": _day_passed,
        "run an hour later": _run_an_hour_later,
        "sore calf": partial(_morning, SORE_DAYS, _sore),
        "short night": partial(_morning, 1, _tired),
        "pain for two weeks": partial(_morning, 7 * _WEEKS_OF_PAIN, _in_pain),
        "ill for three days": _ill,
    }
)
"""What may happen, by name: request, plan and chance in, the request after it out."""
