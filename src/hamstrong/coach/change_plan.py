"""Change what planning knows, plan again once, and keep both as one version of the history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple, Protocol

from hamstrong.coach.make_plan import Cause, replan_if_planned, standing
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.remarks import remarks
from hamstrong.coach.runs import planned_runs, told_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.language import spoken
from hamstrong.planning.model import Plan
from hamstrong.planning.rewording import spoken_in
from hamstrong.planning.words import SENTENCES, day_word, run_name


class Claim(NamedTuple):
    """What an edit decides: one aspect of one run, session or day."""

    kind: Literal["run", "session", "day"]
    id: str
    aspect: str


class Edit(Protocol):
    """Something the athlete sets: a value that can be tried out, kept, sent as JSON.

    Applying writes what the athlete said and plans nothing.
    """

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Write it, and say it in words for the history: "Moved Thursday's run to Friday".

        Raises BadInput, NotFound or Conflict where it cannot be.
        """

    @property
    def claims(self) -> frozenset[Claim]:
        """What no other edit of the same change may decide."""

    def check(self, before: Plan, after: Plan) -> None:
        """Whether the plan made with it gives what was asked. Raises Conflict with the reason."""


class PlainEdit:
    """An edit that no plan can refuse."""

    __slots__ = ()

    @property
    def claims(self) -> frozenset[Claim]:
        """Nothing, unless an edit says so."""
        return frozenset()

    def check(self, before: Plan, after: Plan) -> None:
        """Nothing to look at."""


def change_plan(ports: Ports, athlete_id: str, *edits: Edit) -> PlanChange | None:
    """Apply the edits in their order, then plan again once.

    Returns what followed; None without a plan. Whatever raises leaves a unit of work that must
    not be kept: what an edit raises, and BadInput where two of them contradict each other.
    """
    edits = tuple(dict.fromkeys(edits))
    _check_together(ports, athlete_id, edits)
    stood = ports.store.plans.get(athlete_id)
    before = standing(ports, athlete_id)
    runs = planned_runs(ports, athlete_id)
    causes = [edit.apply(ports, athlete_id) for edit in edits]
    change = replan_if_planned(ports, athlete_id, cause=Cause(". ".join(causes), before))
    stored = ports.store.plans.get(athlete_id)
    if stood is not None and stored is not None:
        plans = [spoken_in(one.plan, spoken()) for one in (stood, stored)]
        for edit in edits:
            edit.check(*plans)
    if change is None:
        return None
    now = planned_runs(ports, athlete_id)
    told = remarks(ports, athlete_id, runs, now)
    return replace(change, remarks=(*change.remarks, *told))


def _check_together(ports: Ports, athlete_id: str, edits: Sequence[Edit]) -> None:
    claimed: set[Claim] = set()
    for edit in edits:
        twice = sorted(claimed & edit.claims)
        if twice:
            name = _name(ports, athlete_id, twice[0])
            raise BadInput(SAY.say("you-say-two-things", name=name), place="changes")
        claimed |= edit.claims


def _name(ports: Ports, athlete_id: str, claim: Claim) -> str:
    """What a claim speaks of, in words; its id where nobody knows it."""
    if claim.kind == "day":
        return day_word(date.fromisoformat(claim.id))
    if claim.kind == "run":
        runs = told_runs(ports, athlete_id)
        return next((run_name(r, near=False) for r in runs if r.id == claim.id), claim.id)
    stored = ports.store.plans.get(athlete_id)
    sessions = () if stored is None else stored.plan.sessions
    found = next((s for s in sessions if s.id == claim.id), None)
    return (
        claim.id
        if found is None
        else SENTENCES["session-on-day"].format(title=found.title.lower(), day=day_word(found.day))
    )


def changing(*edits: Edit) -> Callable[[Ports, str], PlanChange | None]:
    """`change_plan` with the edits given: something to preview, and to keep."""
    return lambda ports, athlete_id: change_plan(ports, athlete_id, *edits)
