"""Take in a run plan from a file, tell what was understood, and keep earlier corrections."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hamstrong.coach.b_races import with_b_races
from hamstrong.coach.make_plan import Cause, replan_if_planned
from hamstrong.coach.model import Correction, PlanChange, RunOutcome
from hamstrong.coach.own_runs import OWN_RUNS
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.runs import corrected_runs, planned_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import BadFile
from hamstrong.running.model import Run, RunPlan
from hamstrong.running.overlap import is_same_plan, overlap
from hamstrong.running.validate import Finding, validate_run_plan

__all__ = ["Finding", "ImportMode", "ImportSummary", "ReadRun", "import_runs", "keep_runs"]


class ImportMode(StrEnum):
    """`merge` keeps other plans beside this one, `replace` drops them."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ReadRun:
    """One run as understood.

    `corrected` is True when the athlete's word was used, `resized` when it was on its minutes;
    `outcome` is what became of the run.
    """

    run: Run
    corrected: bool
    outcome: RunOutcome | None = None
    resized: bool = False

    @property
    def counts(self) -> bool:
        """Whether planning knows of it: not when it was missed or removed."""
        return self.outcome is None or self.outcome.was_run


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
    file: RunFile,
    mode: ImportMode = ImportMode.MERGE,
    replan: bool = True,
) -> ImportSummary:
    """Read a file and keep its runs. Importing the same file twice changes nothing.

    A plan that is there follows, unless `replan` leaves that to the caller.

    Raises:
        BadFile: Not a run plan; nothing is kept.
        RaceElsewhere: It has the race on another day, and that is not to be kept.
        Conflict: `merge`, and another stored plan has runs on the same days.
        NotFound: No such athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    today = ports.today(athlete.zone)
    read = ports.read_runs(
        file.data,
        name=file.name,
        race=race,
        zone=athlete.zone,
        today=today,
        usual_run_time=athlete.usual_run_time,
    )
    plan = with_b_races(read, race, keep=file.keep_races, today=today)
    return keep_runs(ports, athlete_id, plan=plan, mode=mode, replan=replan)


def keep_runs(
    ports: Ports, athlete_id: str, *, plan: RunPlan, mode: ImportMode, replan: bool = True
) -> ImportSummary:
    """Keep an already read or generated plan; see `import_runs`."""
    if not plan.runs:
        raise BadFile(SAY["no-runs-were-found"], place=plan.name)
    if plan.name == OWN_RUNS:
        plan = replace(plan, name=f"{plan.name} (imported)")
    stored = [old for old in ports.store.runs.plans(athlete_id) if old.name != OWN_RUNS]
    earlier = [old for old in stored if is_same_plan(old, plan)]
    others = [old for old in stored if old not in earlier]
    if mode is ImportMode.MERGE:
        race = ports.store.races.get(athlete_id)
        for other in others:
            conflict = overlap(other, plan, race)
            if conflict is not None:
                raise conflict
    else:
        earlier, others = stored, []
    if earlier != [plan]:
        for old in earlier:
            ports.store.runs.drop(athlete_id, old.name)
        ports.store.runs.save(athlete_id, plan, imported_at=ports.clock.now())
    summary = _summary(ports, athlete_id, plan, before=earlier)
    if not replan:
        return summary
    cause = Cause(SAY.say("took-in", plan=plan.name))
    return replace(summary, change=replan_if_planned(ports, athlete_id, cause=cause))


def find_unusual(ports: Ports, athlete_id: str, runs: Iterable[Run]) -> tuple[Finding, ...]:
    """What the validator finds unusual, in the athlete's units; nothing without a race."""
    race = ports.store.races.get(athlete_id)
    if race is None:
        return ()
    units = ports.store.athletes.get(athlete_id).units
    return validate_run_plan(runs, race, units=units.value)


def _summary(
    ports: Ports, athlete_id: str, plan: RunPlan, *, before: Sequence[RunPlan]
) -> ImportSummary:
    old = {run.id: run for earlier in before for run in earlier.runs}
    new = {run.id: run for run in plan.runs}
    common = old.keys() & new.keys()
    unchanged = sum(old[key] == new[key] for key in common)
    corrections = ports.store.runs.corrections(athlete_id)
    runs = corrected_runs((plan,), corrections)
    return ImportSummary(
        name=plan.name,
        first_day=runs[0].day,
        last_day=runs[-1].day,
        distance_m=sum(run.distance_m or 0 for run in runs),
        runs=tuple(ReadRun(r, r != new[r.id], _outcome(corrections, r)) for r in runs),
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=len(common) - unchanged,
        unchanged=unchanged,
        notes=(*plan.notes, *_dropped_moves(new, corrections)),
        findings=find_unusual(ports, athlete_id, planned_runs(ports, athlete_id)),
        change=None,
    )


def _outcome(corrections: Mapping[str, Correction], run: Run) -> RunOutcome | None:
    correction = corrections.get(run.id)
    return None if correction is None else correction.outcome


def _dropped_moves(runs: Mapping[str, Run], corrections: Mapping[str, Correction]) -> Iterator[str]:
    for run_id, correction in corrections.items():
        run = runs.get(run_id)
        if run and correction.start is not None and correction.moved_from != run.start:
            yield (SAY.say("you-had-moved-plan", run=run.title, when=f"{run.start:%Y-%m-%d %H:%M}"))
