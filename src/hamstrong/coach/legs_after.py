"""What runs that were done leave in the legs: for tomorrow and for the next key run, with the
reason, before and after the plan knew of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar

from hamstrong.coach.body import check_ins_of, pain_during
from hamstrong.coach.done import as_done
from hamstrong.coach.history import session_states, state_of
from hamstrong.coach.model import Athlete, Event, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import planned_runs
from hamstrong.planning.body.fatigue import Freshness, freshness
from hamstrong.planning.body.legs import ill_days, with_told
from hamstrong.planning.body.readiness import limits
from hamstrong.planning.constants.fatigue import MORNING_HOUR
from hamstrong.planning.model import Limit, Plan
from hamstrong.running.model import Run

T = TypeVar("T")
_NOT_DONE = (SessionState.MISSED, SessionState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Legs:
    """How the legs are likely to be, told at one time.

    Attributes:
        tomorrow: At its first run, in the morning without one.
        key_run: The next one; None when none is ahead.
        at_key_run: At its start.
    """

    tomorrow: Freshness
    key_run: Run | None
    at_key_run: Freshness | None


@dataclass(frozen=True, slots=True)
class LegsAfter(Generic[T]):
    """What was told, and the legs before and after; None without a plan."""

    told: T
    before: Legs | None
    after: Legs | None

    @property
    def changed(self) -> bool:
        """Whether a word is another one now."""
        return self.before != self.after


def telling(ports: Ports, athlete_id: str, act: Callable[[Ports, str], T]) -> LegsAfter[T]:
    """Run a use case that tells of runs and compare the legs before and after it."""
    before = legs(ports, athlete_id)
    told = act(ports, athlete_id)
    return LegsAfter(told, before, legs(ports, athlete_id))


def legs(ports: Ports, athlete_id: str) -> Legs | None:
    """From the plan in force and the runs as they are told now; None without a plan."""
    athlete = ports.store.athletes.get(athlete_id)
    events = ports.store.events.all(athlete_id)
    plan = plan_as_told(ports, athlete, events)
    if plan is None:
        return None
    told = told_of_legs(ports, athlete, events)
    zone = athlete.zone
    now = ports.clock.now()
    day = ports.today(zone) + timedelta(days=1)
    starts = [run.start for run in plan.runs if run.day == day]
    tomorrow = min(starts, default=datetime.combine(day, time(MORNING_HOUR), zone))
    key = min(
        (r for r in plan.runs if r.key and r.start > now), key=lambda r: r.start, default=None
    )
    return Legs(
        tomorrow=with_told(freshness(plan, tomorrow, ports.library), told),
        key_run=key,
        at_key_run=None
        if key is None
        else with_told(freshness(plan, key.start, ports.library), told),
    )


def told_of_legs(ports: Ports, athlete: Athlete, events: tuple[Event, ...]) -> tuple[Limit, ...]:
    """What the athlete told that holds the legs back: check-ins, pain in sets, days marked ill."""
    during = pain_during(events, ports.library, athlete.zone)
    held = limits(check_ins_of(events), during, today=ports.today(athlete.zone))
    return (*held, *ill_days(ports.store.absences.all(athlete.id)))


def plan_as_told(ports: Ports, athlete: Athlete, events: tuple[Event, ...]) -> Plan | None:
    """The plan in force with the runs and sessions as they are told now; None without a plan.

    Runs may be told since it was made; sessions that did not happen left nothing in the legs.
    """
    stored = ports.store.plans.get(athlete.id)
    if stored is None:
        return None
    today = ports.today(athlete.zone)
    states = session_states(events)
    done = as_done(stored.plan, events).sessions
    kept = tuple(s for s in done if state_of(s, states, today=today) not in _NOT_DONE)
    return replace(stored.plan, runs=planned_runs(ports, athlete.id), sessions=kept)
