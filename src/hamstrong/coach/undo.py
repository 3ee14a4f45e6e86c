"""Take back the latest change of the plan; taking that back does it again."""

from dataclasses import replace
from datetime import datetime

from hamstrong.coach.inputs import fingerprint, set_back
from hamstrong.coach.make_plan import (
    Cause,
    PreparedPlan,
    keep_made,
    made_for,
    plan_request,
    standing,
)
from hamstrong.coach.model import PlanChange
from hamstrong.coach.plan_versions import PlanVersion, Snapshot
from hamstrong.coach.ports import Ports
from hamstrong.errors import Conflict, NotFound
from hamstrong.planning.model import Plan, PlanRequest

UNDONE = "Taken back: "
REDONE = "Done again: "


def undo(ports: Ports, athlete_id: str, *, version: int | None = None) -> PlanChange:
    """Set back what the newest undoable version set, and the plan with it.

    The plan comes back as it was when planning knows nothing else since; when a day has begun,
    something was logged or settings changed, it is made again with the old plan as yesterday's.
    The log is never touched, and what has started stays. The undo is a version itself: undoing
    it does the change again.

    Args:
        version: The version that is meant, so that one tap too many takes back nothing else.

    Raises:
        NotFound: There is nothing to take back.
        Conflict: `version` is not the newest one that can be taken back.
        NoPlan: The race is over.
    """
    newest = newest_undoable(ports, athlete_id)
    if version is not None and version != newest.number:
        raise Conflict(
            f"Version {version} is not the newest change: take back version {newest.number} first.",
            place=str(version),
        )
    snapshot = ports.store.versions.snapshot(athlete_id, newest.number)
    before = standing(ports, athlete_id)
    set_back(ports, athlete_id, before=snapshot.before, after=snapshot.after)
    cause = Cause(_text(newest), before, undoes=newest.number)
    prepared = _restored(ports, plan_request(ports, athlete_id), snapshot)
    return keep_made(ports, athlete_id, prepared, cause=cause)


def newest_undoable(ports: Ports, athlete_id: str) -> PlanVersion:
    """The version that `undo` takes back. Raises NotFound when there is none."""
    for version in reversed(ports.store.versions.all(athlete_id)):
        if version.undoable:
            return version
    raise NotFound("There is nothing to take back: you have changed nothing yet.", place="undo")


def _restored(ports: Ports, request: PlanRequest, snapshot: Snapshot) -> PreparedPlan:
    if snapshot.plan is None or request.previous is None:
        return made_for(ports, request)
    joined = _joined(request.previous, snapshot.plan, now=ports.clock.now())
    if joined == snapshot.plan and fingerprint(request) == snapshot.made_from:
        return PreparedPlan(request, joined)
    return made_for(ports, replace(request, previous=joined))


def _joined(current: Plan, wished: Plan, *, now: datetime) -> Plan:
    """What has started as it stands now, what is to come as it was."""
    past = tuple(session for session in current.sessions if session.start <= now)
    taken = {session.id for session in past}
    coming = (s for s in wished.sessions if s.start > now and s.id not in taken)
    return replace(wished, sessions=tuple(sorted((*past, *coming), key=lambda s: s.start)))


def _text(version: PlanVersion) -> str:
    """`Taken back: Moved ...`, and `Done again: Moved ...` for the undo of an undo."""
    if version.cause.startswith(UNDONE):
        return REDONE + version.cause.removeprefix(UNDONE)
    return UNDONE + version.cause.removeprefix(REDONE)
