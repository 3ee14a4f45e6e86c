"""Take changes of the plan back, one after the other, and do them again: as in any editor.

The history is only ever added to. What can be taken back or done again is read from it: a version
with `undoes` takes a change back, and a version that takes such a version back does it again. A new
change after that cuts off what could be done again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from hamstrong.coach.model import PlanChange, Remark
from hamstrong.coach.plan_versions import PlanVersion, Snapshot
from hamstrong.coach.ports import Ports
from hamstrong.coach.retelling import retold, without_step
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict, NotFound
from hamstrong.language import Language
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.rewording import spoken_in


@dataclass(frozen=True, slots=True)
class Steps:
    """Versions that can be taken back and versions that can be done again; the next one last.

    What can be done again are the versions that took a change back.
    """

    back: tuple[PlanVersion, ...] = ()
    forward: tuple[PlanVersion, ...] = ()


def steps(versions: Iterable[PlanVersion]) -> Steps:
    """Where one can go from here, from the history, oldest first.

    Versions that nobody can take back (a new day, new settings, an import) change nothing about
    it. What was taken back before the oldest version that is kept is out of reach.
    """
    back: dict[int, PlanVersion] = {}
    forward: dict[int, PlanVersion] = {}
    for version in versions:
        if version.undoes is None:
            if version.undoable:
                back[version.number] = version
                forward.clear()
        elif version.undoes in forward:
            del forward[version.undoes]
            back[version.number] = version
        elif version.undoes in back:
            del back[version.undoes]
            forward[version.number] = version
    return Steps(tuple(back.values()), tuple(forward.values()))


def undo(ports: Ports, athlete_id: str, *, version: int | None = None) -> PlanChange:
    """Set back what the newest change set, and the plan with it; called again, the one before.

    The plan comes back as it was when planning knows nothing else since; when a day has begun,
    something was logged or settings changed, it is made again with the old plan as yesterday's.
    The log is never touched, and what has started stays. The undo is a version itself, which
    `redo` takes back.

    Args:
        version: The version that is meant, so that one tap too many takes back nothing else;
            the newest undo may be meant too.

    Raises:
        NotFound: There is nothing to take back.
        Conflict: `version` is not the newest one that can be taken back.
        NoPlan: The race is over.
    """
    versions = ports.store.versions.all(athlete_id)
    there = steps(versions)
    if version is not None and there.forward and version == there.forward[-1].number:
        return _take_back(ports, athlete_id, there.forward[-1])
    if version is None and not there.back and versions and _is_of_log(versions[-1]):
        cause = retold(versions[-1].cause)
        raise NotFound(SAY.say("nothing-to-undo-but-log", cause=cause), place="undo")
    return _take_back(ports, athlete_id, _meant(there.back, version, "undo"))


def redo(ports: Ports, athlete_id: str, *, version: int | None = None) -> PlanChange:
    """Do again what was taken back last; called again, what was taken back before that.

    Args:
        version: The version that took it back, so that one tap too many does nothing else again.

    Raises:
        NotFound: There is nothing to do again.
        Conflict: `version` is not the newest one that can be done again.
        NoPlan: The race is over.
    """
    there = steps(ports.store.versions.all(athlete_id))
    return _take_back(ports, athlete_id, _meant(there.forward, version, "redo"))


def _meant(versions: tuple[PlanVersion, ...], number: int | None, verb: str) -> PlanVersion:
    if versions and number in (None, versions[-1].number):
        return versions[-1]
    if number is None:
        raise NotFound(SAY[f"nothing-to-{verb}"], place=verb)
    if not versions:
        raise Conflict(SAY.say(f"not-the-next-to-{verb}", number=number), place=str(number))
    first = versions[-1].number
    raise Conflict(SAY.say(f"first-{verb}", number=number, first=first), place=str(number))


def _take_back(ports: Ports, athlete_id: str, version: PlanVersion) -> PlanChange:
    snapshot = ports.store.versions.snapshot(athlete_id, version.number)
    before = standing(ports, athlete_id)
    set_back(ports, athlete_id, before=snapshot.before, after=snapshot.after)
    cause = Cause(_text(version), before, undoes=version.number)
    prepared = _restored(ports, plan_request(ports, athlete_id), snapshot)
    change = keep_made(ports, athlete_id, prepared, cause=cause)
    stays = tuple(_stays(ports, athlete_id, since=version))
    return replace(
        change,
        taken_back=without_step(cause.text, "undone") is not None,
        remarks=(*change.remarks, *stays),
    )


def _stays(ports: Ports, athlete_id: str, *, since: PlanVersion) -> Iterator[Remark]:
    """What was logged after the version: no step takes that back, and some expect it to."""
    for version in ports.store.versions.all(athlete_id):
        if version.number > since.number and _is_of_log(version):
            yield Remark(SAY.say("log-stays", cause=retold(version.cause)), calm=True)


def _is_of_log(version: PlanVersion) -> bool:
    """Whether it followed from what was logged: a check-in, sets, a session."""
    texts = [SAY.spoken(language) for language in Language]
    checked_in = tuple(text["said.check-in"].format(said="") for text in texts)
    logged = tuple(text["after-what-you-logged"] for text in texts)
    return version.cause.startswith((*checked_in, *logged))


def _restored(ports: Ports, request: PlanRequest, snapshot: Snapshot) -> PreparedPlan:
    if snapshot.plan is None or request.previous is None:
        return made_for(ports, request)
    wished = spoken_in(snapshot.plan, request.language)
    joined = _joined(request.previous, wished, now=ports.clock.now())
    if joined == wished and fingerprint(request) == snapshot.made_from:
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
    undone = without_step(version.cause, "undone")
    if undone is not None:
        return SAY["redone"] + undone
    redone = without_step(version.cause, "redone")
    return SAY["undone"] + (version.cause if redone is None else redone)
