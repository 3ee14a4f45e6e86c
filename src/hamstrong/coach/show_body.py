"""How the body stands: the light of each area, what became of each rung, the coming mornings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hamstrong.coach.body import body_of
from hamstrong.coach.done import as_done
from hamstrong.coach.history import session_states, state_of
from hamstrong.coach.model import Athlete, Event, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.planning.fatigue import Freshness, freshness_of_days
from hamstrong.planning.model import Limit, Plan
from hamstrong.planning.progression import Verdict
from hamstrong.planning.readiness import AreaState, body_states, is_ill

DAYS_AHEAD = 14
_NOT_DONE = (SessionState.MISSED, SessionState.SKIPPED)


@dataclass(frozen=True, slots=True)
class BodyView:
    """The body on a day.

    Attributes:
        day: Today.
        states: What concerns the whole body, then every area.
        limits: What follows for the plan, with reasons.
        ill: Until the athlete says that they are well.
        verdicts: The latest of each family.
        days: The word for today and the days ahead; empty while nothing is planned.
    """

    day: date
    states: tuple[AreaState, ...]
    limits: tuple[Limit, ...]
    ill: bool
    verdicts: tuple[Verdict, ...]
    days: Mapping[date, Freshness]


def show_body(ports: Ports, athlete_id: str, *, days: int = DAYS_AHEAD) -> BodyView:
    """From the log and the plan in force. Raises NotFound without such an athlete."""
    athlete = ports.store.athletes.get(athlete_id)
    events = ports.store.events.all(athlete_id)
    today = ports.today(athlete.zone)
    body = body_of(events, athlete, ports.library, today=today)
    return BodyView(
        day=today,
        states=body_states(body.check_ins, body.during, today=today),
        limits=body.limits,
        ill=is_ill(body.check_ins),
        verdicts=body.progress.verdicts,
        days=_words(ports, athlete, events, last=today + timedelta(days=days - 1)),
    )


def _words(
    ports: Ports, athlete: Athlete, events: tuple[Event, ...], *, last: date
) -> Mapping[date, Freshness]:
    stored = ports.store.plans.get(athlete.id)
    if stored is None:
        return {}
    today = ports.today(athlete.zone)
    plan = _without_missed(as_done(stored.plan, events), events, today)
    return freshness_of_days(plan, ports.library, first=today, last=last)


def _without_missed(plan: Plan, events: tuple[Event, ...], today: date) -> Plan:
    """Sessions that did not happen left nothing in the legs."""
    states = session_states(events)
    kept = (s for s in plan.sessions if state_of(s, states, today=today) not in _NOT_DONE)
    return replace(plan, sessions=tuple(kept))
