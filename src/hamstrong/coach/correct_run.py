"""The athlete says what a run really is; it sticks on every later import."""

from dataclasses import dataclass, replace
from typing import Literal

from hamstrong.coach.change_plan import PlainEdit, change_plan
from hamstrong.coach.model import Correction, PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import source_run
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.planning.words import run_name
from hamstrong.running.model import RunType


@dataclass(frozen=True, slots=True)
class CorrectRun(PlainEdit):
    """The run's type or whether it is key; what is None stays as it was said before.

    A new type alone makes the run key or not by its own rule.
    """

    run_id: str
    type: RunType | None = None
    key: bool | None = None
    what: Literal["correct-run"] = "correct-run"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound; BadInput for a type that is no run."""
        source = source_run(ports, athlete_id, self.run_id)
        if self.type is not None and not self.type.is_run:
            raise BadInput(SAY.say("run-cannot-be-corrected", type=self.type), place="type")
        before = ports.store.runs.corrections(athlete_id).get(self.run_id, Correction(self.run_id))
        if self.type is None:
            after = before if self.key is None else replace(before, key=self.key)
        else:
            after = replace(before, type=self.type, key=self.key)
        ports.store.runs.correct(athlete_id, after)
        return SAY.say("corrected", run=run_name(source, near=False))


def correct_run(
    ports: Ports,
    athlete_id: str,
    *,
    run_id: str,
    type: RunType | None = None,
    key: bool | None = None,
) -> PlanChange | None:
    """Set the run's type or whether it is key; see `CorrectRun`.

    Returns what re-planning did, None without a plan.

    Raises:
        NotFound: No such run.
        BadInput: A type that is no run.
    """
    return change_plan(ports, athlete_id, CorrectRun(run_id, type, key))
