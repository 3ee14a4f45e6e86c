"""Plan the block, or plan it again with yesterday's plan as a preference."""

from collections.abc import Container
from dataclasses import dataclass, replace

from hamstrong.coach.body import body_of
from hamstrong.coach.done import as_done, given_up, over
from hamstrong.coach.history import exposures
from hamstrong.coach.inputs import fingerprint, read_inputs
from hamstrong.coach.model import Athlete, Change, PlanChange, StoredPlan, day_in
from hamstrong.coach.nothing_planned import nothing_planned
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.plan_versions import Inputs, PlanVersion, Snapshot
from hamstrong.coach.ports import Ports
from hamstrong.coach.publish import revised
from hamstrong.coach.retelling import retold, retold_change
from hamstrong.coach.runs import meant_minutes, missed_runs, planned_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from hamstrong.language import Language, speaking, spoken
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.rewording import spoken_in
from hamstrong.planning.weeks import last_day


@dataclass(frozen=True, slots=True)
class PreparedPlan:
    """A plan that nobody keeps yet, and all that it was made from."""

    request: PlanRequest
    plan: Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stood before a change: what the athlete had set, and what planning knew."""

    inputs: Inputs
    made_from: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What a plan is made again for.

    Attributes:
        words: For the history; none where it is just planned again.
        before: How things stood before the athlete changed something; None where nothing of
            theirs changed, as on a new day.
        undoes: The version that this takes back.
    """

    words: str = ""
    before: Standing | None = None
    undoes: int | None = None

    @property
    def text(self) -> str:
        """For the history."""
        return self.words or SAY["planned-again"]


ANEW = Cause()


def make_plan(ports: Ports, athlete_id: str, *, cause: Cause = ANEW) -> PlanChange:
    """Plan from today to the race, keep the plan and its version, and tell what changed.

    Days before today stay as they were planned. Equal inputs keep `revised_at` as it was.

    Raises:
        NoPlan: No race, no runs, or the race is over.
        NotFound: No such athlete.
    """
    return keep_made(ports, athlete_id, prepare_plan(ports, athlete_id), cause=cause)


def prepare_plan(ports: Ports, athlete_id: str) -> PreparedPlan:
    """Plan without keeping: thinking takes seconds, and needs no unit of work that may write.

    Raises as `make_plan`.
    """
    return made_for(ports, plan_request(ports, athlete_id))


def made_for(ports: Ports, request: PlanRequest) -> PreparedPlan:
    """The plan of a request. Raises NoPlan."""
    return PreparedPlan(request, _with_history(ports.plan(request), request))


def is_same_question(request: PlanRequest, other: PlanRequest) -> bool:
    """Whether one plan answers both: they differ at most by the time that thinking took."""
    return request == replace(other, not_before=request.not_before)


def standing(ports: Ports, athlete_id: str) -> Standing | None:
    """How things stand before a change; None while nothing is planned."""
    if ports.store.plans.get(athlete_id) is None:
        return None
    request = plan_request(ports, athlete_id)
    return Standing(read_inputs(ports, athlete_id), fingerprint(request))


def replan_if_planned(ports: Ports, athlete_id: str, *, cause: Cause = ANEW) -> PlanChange | None:
    """What a changed input does to a plan that is there.

    None, and nothing done, without one or when its race and the way back from it are over.
    """
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    is_past = race is not None and last_day(race) < ports.today(athlete.zone)
    if is_past or ports.store.plans.get(athlete_id) is None:
        return None
    return make_plan(ports, athlete_id, cause=cause)


def is_stale(ports: Ports, athlete_id: str) -> bool:
    """Whether a day has begun since the plan was last thought through, and it is not over.

    A session that was missed was counted on: what comes after it may be newer to the legs than
    the plan believes.
    """
    stored = ports.store.plans.get(athlete_id)
    if stored is None:
        return False
    zone = ports.store.athletes.get(athlete_id).zone
    today = ports.today(zone)
    return day_in(zone, stored.made_at) < today <= last_day(stored.plan.race)


def plan_request(ports: Ports, athlete_id: str) -> PlanRequest:
    """Everything planning may know about the athlete. Raises NoPlan without a race or runs."""
    athlete = ports.store.athletes.get(athlete_id)
    return _request_of(ports, athlete, athlete.language)


def request_to_tell(ports: Ports, athlete_id: str) -> PlanRequest:
    """`plan_request` in the language spoken, for what is told and not planned."""
    return _request_of(ports, ports.store.athletes.get(athlete_id), spoken())


def _request_of(ports: Ports, athlete: Athlete, language: Language) -> PlanRequest:
    with speaking(language):
        return _asked(ports, athlete, language)


def _asked(ports: Ports, athlete: Athlete, language: Language) -> PlanRequest:
    athlete_id = athlete.id
    race = ports.store.races.get(athlete_id)
    if race is None:
        raise NoPlan(SAY["block-leads-race-give"], place="race")
    runs = planned_runs(ports, athlete_id)
    if not runs:
        raise NoPlan(SAY["there-are-no-runs"])
    events = ports.store.events.all(athlete_id)
    stored = ports.store.plans.get(athlete_id)
    previous = None if stored is None else as_done(spoken_in(stored.plan, language), events)
    sessions = () if previous is None else previous.sessions
    body = body_of(events, athlete, ports.library, today=ports.today(athlete.zone))
    return PlanRequest(
        race=race,
        runs=runs,
        today=ports.today(athlete.zone),
        zone=athlete.zone,
        availability=athlete.availability,
        minutes=athlete.minutes,
        equipment=athlete.equipment,
        levels=body.progress.levels,
        starting=athlete.starting,
        exposures=exposures(events, athlete.zone, sessions),
        accustomed=athlete.accustomed,
        sessions_per_week=athlete.sessions_per_week,
        pins=ports.store.plans.pins(athlete_id),
        previous=previous,
        done=over(events, sessions),
        skipped=given_up(events),
        not_before=ports.clock.now(),
        venues=athlete.venues,
        absences=ports.store.absences.all(athlete_id),
        limits=body.limits,
        targets=body.progress.targets,
        weaker=body.progress.weaker,
        missed=missed_runs(ports, athlete_id),
        meant_minutes=meant_minutes(ports, athlete_id),
        language=language,
    )


def _with_history(plan: Plan, request: PlanRequest) -> Plan:
    """Keep yesterday's reasons for yesterday's empty days."""
    if request.previous is None:
        return plan
    past = {
        day: reason for day, reason in request.previous.empty_days.items() if day < request.today
    }
    return replace(plan, empty_days={**past, **plan.empty_days})


def keep_made(ports: Ports, athlete_id: str, prepared: PreparedPlan, *, cause: Cause) -> PlanChange:
    """Keep a plan that was just made, and write the history.

    Nothing new is no version, unless it takes another one back: the next step has to go on.
    """
    now = ports.clock.now()
    plan = prepared.plan
    remarks = nothing_planned(ports, plan, prepared.request)
    stored = ports.store.plans.get(athlete_id)
    done = prepared.request.done
    if stored is not None and _but_ends(stored.plan, done) == _but_ends(plan, done):
        ports.store.plans.save(athlete_id, replace(stored, plan=plan, made_at=now))
        unchanged = PlanChange(stored.revised_at, (), remarks=remarks)
        is_step = cause.before is not None and (
            cause.undoes is not None or cause.before.inputs != read_inputs(ports, athlete_id)
        )
        if not is_step:
            return unchanged
        return _noted(ports, athlete_id, unchanged, cause, stored.plan)
    ports.store.plans.save(athlete_id, StoredPlan(plan, revised_at=now, made_at=now))
    published = ports.store.plans.revisions(athlete_id)
    ports.store.plans.revise(athlete_id, revised(published, plan, now=now))
    before = None if stored is None else stored.plan
    changes = _told(ports, before, prepared, cause)
    return _noted(ports, athlete_id, PlanChange(now, changes, remarks=remarks), cause, before)


def _told(
    ports: Ports, before: Plan | None, prepared: PreparedPlan, cause: Cause
) -> tuple[Change, ...]:
    """What changed, in the athlete's language: the history keeps it."""
    language = prepared.request.language
    library = ports.library if language is spoken() else load_library(language)
    with speaking(language):
        return changes_between(
            None if before is None else spoken_in(before, language),
            prepared.plan,
            prepared.request,
            cause=retold(cause.text),
            library=library,
        )


def _but_ends(plan: Plan, over: Container[str]) -> Plan:
    """The plan without the ends of what is over: it may have ended sooner, which is no news."""
    sessions = (replace(s, end=s.start) if s.id in over else s for s in plan.sessions)
    return replace(plan, sessions=tuple(sessions))


def _noted(
    ports: Ports, athlete_id: str, change: PlanChange, cause: Cause, before: Plan | None
) -> PlanChange:
    """Write the history in the athlete's language, and tell it in the one spoken."""
    language = ports.store.athletes.get(athlete_id).language
    versions = ports.store.versions.all(athlete_id)
    after = read_inputs(ports, athlete_id)
    was = cause.before or Standing(after, "")
    version = PlanVersion(
        number=versions[-1].number + 1 if versions else 1,
        at=ports.clock.now(),
        cause=retold(cause.text, language),
        changes=change.changes,
        undoable=was.inputs != after,
        undoes=cause.undoes,
    )
    snapshot = Snapshot(was.inputs, after, was.made_from, before)
    ports.store.versions.append(athlete_id, version, snapshot)
    kept = replace(change, cause=version.cause, version=version.number)
    return retold_change(kept, kept_in=language)
