"""What a change makes unusual about the runs, and the runs that a race takes the place of."""

from collections.abc import Iterable

from hamstrong.coach.double_days import new_double_days
from hamstrong.coach.import_runs import Finding, find_unusual
from hamstrong.coach.model import Remark
from hamstrong.coach.ports import Ports
from hamstrong.planning.words import run_name
from hamstrong.running.model import Run, RunType


def remarks(
    ports: Ports, athlete_id: str, before: tuple[Run, ...], after: tuple[Run, ...]
) -> tuple[Remark, ...]:
    """Of what the runs now break that they did not break before, and of days that became double;
    milder findings stay silent."""
    if before == after:
        return ()
    known = {(f.rule, f.days) for f in find_unusual(ports, athlete_id, before)}
    fresh = (f for f in find_unusual(ports, athlete_id, after) if f.level == "hard")
    broken = tuple(
        Remark(finding.sentence, _replaced(after, finding) if finding.rule == "R8" else ())
        for finding in fresh
        if (finding.rule, finding.days) not in known
    )
    doubles = (Remark(text, calm=True) for text in new_double_days(before, after))
    return (*broken, *doubles)


def _replaced(runs: Iterable[Run], finding: Finding) -> tuple[tuple[str, str], ...]:
    """Ids and names of key runs that share a day of the finding with a race."""
    given = tuple(runs)
    races = {run.day for run in given if run.type is RunType.RACE} & set(finding.days)
    return tuple(
        (run.id, run_name(run, near=False))
        for run in given
        if run.key and run.type is not RunType.RACE and run.day in races
    )
