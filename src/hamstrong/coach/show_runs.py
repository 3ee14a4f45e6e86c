"""All runs as they were understood, corrections applied, with what is unusual about them."""

from dataclasses import dataclass

from hamstrong.coach.import_runs import ReadRun, find_unusual
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import planned_runs
from hamstrong.running.validate import Finding


@dataclass(frozen=True, slots=True)
class RunsView:
    """What is known about the athlete's running.

    Attributes:
        plans: Names of the stored run plans, oldest import first.
        runs: In time order.
        notes: Sentences of the readers: what was assumed or left out.
        findings: Of the validator; empty without a race.
    """

    plans: tuple[str, ...]
    runs: tuple[ReadRun, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def key_runs(self) -> int:
        return sum(read.run.key for read in self.runs)

    @property
    def distance_m(self) -> float:
        """Planned metres, where given."""
        return sum(read.run.distance_m or 0.0 for read in self.runs)


def show_runs(ports: Ports, athlete_id: str) -> RunsView:
    """Empty before the first import. Raises NotFound without such an athlete."""
    ports.store.athletes.get(athlete_id)
    plans = ports.store.runs.plans(athlete_id)
    corrections = ports.store.runs.corrections(athlete_id)
    runs = planned_runs(ports, athlete_id)
    return RunsView(
        plans=tuple(plan.name for plan in plans),
        runs=tuple(ReadRun(run, run.id in corrections) for run in runs),
        notes=tuple(note for plan in plans for note in plan.notes),
        findings=find_unusual(ports, athlete_id, runs),
    )
