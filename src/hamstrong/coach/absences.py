"""Days the athlete loses: ill, away, travelling."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hamstrong.coach.change_plan import PlainEdit, change_plan
from hamstrong.coach.days import check_day, check_near
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.planning.model import Absence, AbsenceKind, ReturnSpeed
from hamstrong.planning.words import date_word, span_word

MOST_DAYS = 60
"""A longer break is a new block, and asks for a new plan of runs first. Judgement."""


@dataclass(frozen=True, slots=True)
class AddAbsence(PlainEdit):
    """The athlete loses these days, both included; one day when `last` is None.

    `instead_of` is an absence that this one corrects: back earlier, still ill.
    """

    kind: AbsenceKind
    first: date
    last: date | None = None
    back: ReturnSpeed = ReturnSpeed.STEADY
    instead_of: str | None = None
    what: Literal["absence"] = "absence"

    @property
    def id(self) -> str:
        """Of the absence that is kept."""
        return f"{self.kind.value}-{self.first}"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises BadInput, Conflict with another absence of the kind, NotFound."""
        last = self.last or self.first
        self._check(ports, athlete_id, last)
        if self.instead_of is not None:
            _remove(ports, athlete_id, self.instead_of)
        absence = Absence(self.id, self.first, last, self.kind, self.back)
        for other in ports.store.absences.all(athlete_id):
            both = other.first <= last and self.first <= other.last
            if both and other.kind is self.kind:
                raise Conflict(
                    SAY.say("there-already-change-one", absence=absence_text(other)),
                    place=other.id,
                )
        ports.store.absences.save(athlete_id, absence)
        return absence_text(absence)

    def _check(self, ports: Ports, athlete_id: str, last: date) -> None:
        check_day(self.first, place="first")
        check_day(last, place="last")
        days = (last - self.first).days + 1
        if days < 1:
            raise BadInput(
                SAY.say("last-day-comes-before", last=date_word(last), first=date_word(self.first)),
                place="last",
            )
        if days > MOST_DAYS:
            raise BadInput(
                SAY.say("absence-lasts-1-days", most=MOST_DAYS, days=days),
                place="last",
            )
        check_near(ports, athlete_id, self.first, last, places=("first", "last"))


@dataclass(frozen=True, slots=True)
class RemoveAbsence(PlainEdit):
    """It was a mistake, or did not come to pass."""

    absence_id: str
    what: Literal["no-absence"] = "no-absence"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound."""
        removed = _remove(ports, athlete_id, self.absence_id)
        days = span_word(removed.first, removed.last)
        return SAY.say(f"not-{removed.kind}-after-all", days=days)


def list_absences(ports: Ports, athlete_id: str) -> tuple[Absence, ...]:
    """By first day, past ones too. Raises NotFound without such an athlete."""
    ports.store.athletes.get(athlete_id)
    return ports.store.absences.all(athlete_id)


def add_absence(ports: Ports, athlete_id: str, absence: AddAbsence) -> PlanChange | None:
    """Keep the absence and plan around it; None without a plan. Raises as `AddAbsence.apply`."""
    return change_plan(ports, athlete_id, absence)


def remove_absence(ports: Ports, athlete_id: str, absence_id: str) -> PlanChange | None:
    """Take it back and plan again; None without a plan. Raises NotFound."""
    return change_plan(ports, athlete_id, RemoveAbsence(absence_id))


def absence_text(absence: Absence) -> str:
    """`Ill on 5 Jan`, `Travelling from 5 Jan to 8 Jan`."""
    return SAY.say(f"absent-{absence.kind}", days=span_word(absence.first, absence.last))


def _remove(ports: Ports, athlete_id: str, absence_id: str) -> Absence:
    for absence in ports.store.absences.all(athlete_id):
        if absence.id == absence_id:
            ports.store.absences.remove(athlete_id, absence_id)
            return absence
    raise NotFound(SAY["there-no-such-absence"], place=absence_id)
