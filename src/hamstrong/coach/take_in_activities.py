"""Everything that follows from files of activities: kept, told of the plan, logged, explained."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.coach.import_activities import (
    ActivityImport,
    Doors,
    FileResult,
    ImportReport,
    Outcome,
)
from hamstrong.coach.legs_after import Legs, LegsAfter, telling
from hamstrong.coach.make_plan import Cause, make_plan
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs_done import RunTold, tell_runs_done
from hamstrong.coach.sets_done import SetsLogged, log_sets
from hamstrong.coach.words import SAY
from hamstrong.planning.body.fatigue import Freshness


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did.

    Attributes:
        report: What became of every file.
        runs: Which runs the plan knows of now, with the legs before and after.
        sets: What went into the log.
    """

    report: ImportReport
    runs: LegsAfter[tuple[RunTold, ...]]
    sets: SetsLogged

    @property
    def told(self) -> bool:
        """Whether planning again would know more than the plan does."""
        return bool(self.sets.logged) or any(run.run_id for run in self.runs.told)


def take_in(
    doors: Doors,
    whose: Callable[[Ports], str],
    files: ActivityFiles,
    found: Iterable[FoundFile],
    *,
    tell: Callable[[FileResult], None] = lambda result: None,
) -> TakenIn:
    """Import the files, then tell the plan of every run that it does not know of yet.

    The plan itself stays: planning again is offered, not done.

    Raises:
        NotFound: There is no athlete.
    """
    report = ActivityImport(doors, files, whose, tell).run(found)
    with doors.writing() as ports:
        athlete_id = whose(ports)
        runs = telling(ports, athlete_id, tell_runs_done)
        new = sorted({i for r in report.results for i in r.activities})
        kept = (ports.store.activities.get(athlete_id, one) for one in new)
        sets = log_sets(ports, athlete_id, kept)
    return TakenIn(report, runs, sets)


def plan_on_done(ports: Ports, athlete_id: str) -> PlanChange:
    """Plan again on what was done. Raises as `make_plan`."""
    return make_plan(ports, athlete_id, cause=Cause(SAY["counted-what-you-did"]))


def taken_in_document(taken: TakenIn) -> dict[str, Any]:
    """As JSON values: for `--json` and the API."""
    lists: dict[str, Any] = {
        outcome.value: [
            {"file": r.file, "reason": r.reason, "activities": list(r.activities)}
            for r in taken.report.of(outcome)
        ]
        for outcome in Outcome
    }
    return {
        **lists,
        "runs": [
            {"activity": r.activity_id, "run_id": r.run_id, "mark": r.mark.value, "text": r.text}
            for r in taken.runs.told
        ],
        "sets": {"logged": taken.sets.logged, "unknown": taken.sets.unknown},
        "legs": {"before": _legs(taken.runs.before), "after": _legs(taken.runs.after)},
    }


def _legs(legs: Legs | None) -> dict[str, Any] | None:
    if legs is None:
        return None
    key = legs.key_run
    return {
        "tomorrow": _word(legs.tomorrow),
        "key_run": None if key is None else {"id": key.id, "start": key.start.isoformat()},
        "at_key_run": None if legs.at_key_run is None else _word(legs.at_key_run),
    }


def _word(freshness: Freshness) -> dict[str, str]:
    return {"word": freshness.word.value, "reason": freshness.reason.text}
