"""All runs as they were understood, corrections applied, with what is unusual about them."""

from dataclasses import dataclass

from hamstrong.coach.import_runs import ReadRun, find_unusual
from hamstrong.coach.model import Correction
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import is_gone, planned_runs, told_runs
from hamstrong.running.model import Run
from hamstrong.running.validate import Finding


@dataclass(frozen=True, slots=True)
class RunsView:
    """What is known about the athlete's running.

    Attributes:
        plans: Names of the stored run plans, oldest import first.
        runs: In time order; also those that were missed or removed, which `outcome` says.
        notes: Sentences of the readers: what was assumed or left out.
        findings: Of the validator; empty without a race.
    """

    plans: tuple[str, ...]
    runs: tuple[ReadRun, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def key_runs(self) -> int:
        return sum(read.run.key for read in self.runs if read.counts)

    @property
    def distance_m(self) -> float:
        """Planned metres, where given."""
        return sum(read.run.distance_m or 0.0 for read in self.runs if read.counts)


def show_runs(ports: Ports, athlete_id: str) -> RunsView:
    """Empty before the first import. Raises NotFound without such an athlete."""
    ports.store.athletes.get(athlete_id)
    plans = ports.store.runs.plans(athlete_id)
    corrections = ports.store.runs.corrections(athlete_id)
    runs = planned_runs(ports, athlete_id)
    gone = (r for r in told_runs(ports, athlete_id) if is_gone(corrections.get(r.id)))
    together = sorted((*runs, *gone), key=lambda run: (run.start, run.id))
    return RunsView(
        plans=tuple(plan.name for plan in plans),
        runs=tuple(_read(run, corrections.get(run.id)) for run in together),
        notes=tuple(note for plan in plans for note in plan.notes),
        findings=find_unusual(ports, athlete_id, runs),
    )


def _read(run: Run, correction: Correction | None) -> ReadRun:
    if correction is None:
        return ReadRun(run, False)
    resized = correction.minutes is not None
    return ReadRun(run, correction != Correction(run.id), correction.outcome, resized)
