"""Plan the block, or plan it again with yesterday's plan as a preference."""

from dataclasses import dataclass, replace

from hamstrong.coach.history import begun, exposures
from hamstrong.coach.levels import found_levels
from hamstrong.coach.model import PlanChange, StoredPlan, day_in
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.ports import Ports
from hamstrong.coach.publish import revised
from hamstrong.coach.runs import planned_runs
from hamstrong.errors import NoPlan
from hamstrong.planning.model import Plan, PlanRequest


@dataclass(frozen=True, slots=True)
class PreparedPlan:
    """A plan that nobody keeps yet, and all that it was made from."""

    request: PlanRequest
    plan: Plan


def make_plan(ports: Ports, athlete_id: str) -> PlanChange:
    """Plan from today to the race, keep the plan, and tell what changed.

    Days before today stay as they were planned. Equal inputs keep `revised_at` as it was.

    Raises:
        NoPlan: No race, no runs, or the race is over.
        NotFound: No such athlete.
    """
    return _keep(ports, athlete_id, prepare_plan(ports, athlete_id).plan)


def prepare_plan(ports: Ports, athlete_id: str) -> PreparedPlan:
    """Plan without keeping: thinking takes seconds, and needs no unit of work that may write.

    Raises as `make_plan`.
    """
    request = plan_request(ports, athlete_id)
    return PreparedPlan(request, _with_history(ports.plan(request), request))


def keep_plan(ports: Ports, athlete_id: str, prepared: PreparedPlan) -> PlanChange:
    """Keep a prepared plan, or plan anew when what it was made from has changed since."""
    if plan_request(ports, athlete_id) != prepared.request:
        return make_plan(ports, athlete_id)
    return _keep(ports, athlete_id, prepared.plan)


def replan_if_planned(ports: Ports, athlete_id: str) -> PlanChange | None:
    """What a changed input does to a plan that is there.

    None, and nothing done, without one or when its race is over.
    """
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    over = race is not None and race.day < ports.today(athlete.zone)
    if over or ports.store.plans.get(athlete_id) is None:
        return None
    return make_plan(ports, athlete_id)


def is_stale(ports: Ports, athlete_id: str) -> bool:
    """Whether a day has begun since the plan was last thought through, and the race is to come.

    A session that was missed was counted on: what comes after it may be newer to the legs than
    the plan believes.
    """
    stored = ports.store.plans.get(athlete_id)
    if stored is None:
        return False
    zone = ports.store.athletes.get(athlete_id).zone
    today = ports.today(zone)
    return day_in(zone, stored.made_at) < today <= stored.plan.race.day


def plan_request(ports: Ports, athlete_id: str) -> PlanRequest:
    """Everything planning may know about the athlete. Raises NoPlan without a race or runs."""
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    if race is None:
        raise NoPlan("A block leads to a race: give its date first.", place="race")
    runs = planned_runs(ports, athlete_id)
    if not runs:
        raise NoPlan("There are no runs to plan around: bring a run plan or generate one.")
    events = ports.store.events.all(athlete_id)
    stored = ports.store.plans.get(athlete_id)
    return PlanRequest(
        race=race,
        runs=runs,
        today=ports.today(athlete.zone),
        zone=athlete.zone,
        availability=athlete.availability,
        minutes=athlete.minutes,
        equipment=athlete.equipment,
        levels=found_levels(events, ports.library),
        starting=athlete.starting,
        exposures=exposures(events, athlete.zone, stored.plan.sessions if stored else ()),
        accustomed=athlete.accustomed,
        sessions_per_week=athlete.sessions_per_week,
        pins=ports.store.plans.pins(athlete_id),
        previous=None if stored is None else stored.plan,
        done=begun(events),
        not_before=ports.clock.now(),
    )


def _with_history(plan: Plan, request: PlanRequest) -> Plan:
    """Keep yesterday's reasons for yesterday's empty days."""
    if request.previous is None:
        return plan
    past = {
        day: reason for day, reason in request.previous.empty_days.items() if day < request.today
    }
    return replace(plan, empty_days={**past, **plan.empty_days})


def _keep(ports: Ports, athlete_id: str, plan: Plan) -> PlanChange:
    now = ports.clock.now()
    stored = ports.store.plans.get(athlete_id)
    if stored is not None and stored.plan == plan:
        ports.store.plans.save(athlete_id, replace(stored, made_at=now))
        return PlanChange(stored.revised_at, ())
    ports.store.plans.save(athlete_id, StoredPlan(plan, revised_at=now, made_at=now))
    published = ports.store.plans.revisions(athlete_id)
    ports.store.plans.revise(athlete_id, revised(published, plan, now=now))
    before = None if stored is None else stored.plan
    return PlanChange(now, changes_between(before, plan))
