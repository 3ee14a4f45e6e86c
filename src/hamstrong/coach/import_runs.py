"""Take in a run plan from a file, tell what was understood, and keep earlier corrections."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.running.model import Run, RunPlan
from hamstrong.running.validate import Finding


class ImportMode(StrEnum):
    """`merge` keeps other plans beside this one, `replace` drops them."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ReadRun:
    """One run as understood. `corrected` is True when the athlete's word was used."""

    run: Run
    corrected: bool


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did and what it noticed.

    Attributes:
        name: Of the plan, as stored.
        first_day, last_day: Of its runs, in the athlete's zone.
        distance_m: Planned metres, where given.
        runs: All runs of the plan, corrections applied, in time order.
        added, removed, changed, unchanged: Run counts against the last import of this name.
        notes: Sentences of the reader: what was assumed or left out.
        findings: Of the validator over all runs: what is unusual, in plain words.
        change: What re-planning did; None when there was no plan before.
    """

    name: str
    first_day: date
    last_day: date
    distance_m: float
    runs: tuple[ReadRun, ...]
    added: int
    removed: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    change: PlanChange | None

    @property
    def key_runs(self) -> int:
        return sum(read.run.key for read in self.runs)


def import_runs(
    ports: Ports,
    athlete_id: str,
    *,
    data: bytes,
    name: str,
    mode: ImportMode = ImportMode.MERGE,
) -> ImportSummary:
    """Read a file and keep its runs. Importing the same file twice changes nothing.

    Raises:
        BadFile: Not a run plan; nothing is kept.
        Conflict: `merge`, and another stored plan has runs on the same days.
        NotFound: No such athlete.
    """
    raise NotImplementedError


def keep_runs(ports: Ports, athlete_id: str, *, plan: RunPlan, mode: ImportMode) -> ImportSummary:
    """Keep an already read or generated plan; see `import_runs`."""
    raise NotImplementedError
