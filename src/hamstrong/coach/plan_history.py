"""What became of the plan over time: its versions, and the difference between any two."""

from dataclasses import dataclass

from hamstrong.coach.model import Change
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.plan_versions import PlanVersion
from hamstrong.coach.ports import Ports
from hamstrong.coach.retelling import retold_changes, retold_version
from hamstrong.coach.undo import steps
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.language import spoken
from hamstrong.planning.model import Plan
from hamstrong.planning.rewording import spoken_in


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version for the history page.

    Attributes:
        version: As it was kept.
        in_force: False while a later version takes it back.
        newest_undoable: True for the one that `undo` takes back.
        redoable: True for the one whose change `redo` does again; it took that change back.
    """

    version: PlanVersion
    in_force: bool
    newest_undoable: bool
    redoable: bool = False


def plan_history(ports: Ports, athlete_id: str) -> tuple[ListedVersion, ...]:
    """Newest first; empty before the first plan. Raises NotFound without such an athlete."""
    ports.store.athletes.get(athlete_id)
    versions = ports.store.versions.all(athlete_id)[::-1]
    there = steps(reversed(versions))
    taken_back: set[int] = set()
    listed = []
    for version in versions:
        in_force = version.number not in taken_back
        if in_force and version.undoes is not None:
            taken_back.add(version.undoes)
        listed.append(
            ListedVersion(
                retold_version(version),
                in_force,
                newest_undoable=version in there.back[-1:],
                redoable=version in there.forward[-1:],
            )
        )
    return tuple(listed)


def version_changes(
    ports: Ports, athlete_id: str, *, first: int | None = None, second: int | None = None
) -> tuple[Change, ...]:
    """What version `first` changed, the newest by default; with `second` the difference between
    the plans that the two left behind.

    Raises:
        NotFound: No such version, or no longer.
    """
    versions = {v.number: v for v in ports.store.versions.all(athlete_id)}
    if not versions:
        raise NotFound(SAY["there-no-history-yet"], place="version")
    number = max(versions) if first is None else first
    for wanted in (number, second):
        if wanted is not None and wanted not in versions:
            raise NotFound(
                SAY.say(
                    "there-no-version-history",
                    wanted=wanted,
                    first=min(versions),
                    last=max(versions),
                ),
                place=str(wanted),
            )
    if second is None:
        return retold_changes(versions[number].changes)
    plans = (_plan_after(ports, athlete_id, one) for one in (number, second))
    before, after = (spoken_in(plan, spoken()) for plan in plans)
    return changes_between(before, after)


def _plan_after(ports: Ports, athlete_id: str, number: int) -> Plan:
    """The plan that a version left behind: the one that the next version found."""
    newest = ports.store.versions.all(athlete_id)[-1].number
    if number < newest:
        plan = ports.store.versions.snapshot(athlete_id, number + 1).plan
    else:
        stored = ports.store.plans.get(athlete_id)
        plan = None if stored is None else stored.plan
    if plan is None:
        raise NotFound(SAY["version-holds-no-plan"], place=str(number))
    return plan
