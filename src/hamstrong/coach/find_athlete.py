"""Whose pages these are: one installation serves one athlete, or the example until there is one."""

from dataclasses import dataclass

from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.language import Language
from hamstrong.running.model import Race


@dataclass(frozen=True, slots=True)
class AthleteState:
    """How far the athlete has come.

    Attributes:
        athlete: Theirs, or the example; None on a fresh installation.
        race: Of the athlete.
        has_runs: Whether any run plan is stored.
        has_plan: Whether a block can be shown; welcome is finished when True and not an example.
    """

    athlete: Athlete | None
    race: Race | None
    has_runs: bool
    has_plan: bool


def find_athlete(ports: Ports) -> AthleteState:
    """The athlete's own state once their block is planned, else the example's if it is open.

    While welcome is under way beside an open example, `find_newcomer` gives the unfinished one.
    """
    own = find_newcomer(ports)
    if own.has_plan:
        return own
    example = _first(ports, example=True)
    return own if example is None else _state(ports, example)


def find_newcomer(ports: Ports) -> AthleteState:
    """The athlete who is being set up or is set up; never the example."""
    own = _first(ports, example=False)
    return AthleteState(None, None, False, False) if own is None else _state(ports, own)


def find_language(ports: Ports) -> Language | None:
    """What the athlete speaks, or who looks at the example; None before anybody came."""
    found = _first(ports, example=False) or _first(ports, example=True)
    return None if found is None else found.language


def _first(ports: Ports, *, example: bool) -> Athlete | None:
    return next((a for a in ports.store.athletes.all() if a.example is example), None)


def _state(ports: Ports, athlete: Athlete) -> AthleteState:
    return AthleteState(
        athlete=athlete,
        race=ports.store.races.get(athlete.id),
        has_runs=any(plan.runs for plan in ports.store.runs.plans(athlete.id)),
        has_plan=ports.store.plans.get(athlete.id) is not None,
    )
