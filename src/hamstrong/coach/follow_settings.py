"""Stored runs follow the settings that they were read with: zone, usual run time, race."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hamstrong.coach.model import Correction
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import corrected
from hamstrong.running.goal_race import following, is_goal_race
from hamstrong.running.model import Race, Run, duration
from hamstrong.running.run_times import untimed_starts


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the start of a stored run depends on besides its plan."""

    zone: ZoneInfo
    usual_run_time: time
    race: Race | None


def follow_settings(
    ports: Ports, athlete_id: str, *, before: Circumstances, after: Circumstances
) -> None:
    """Bring every stored run to where its plan, read again, would have it.

    Runs whose plan names only the day keep the day and take the new usual hour; runs with a
    clock time stay at their moment. The entry of the goal race goes where the race goes, unless
    the race moved is over: then it was run, and stays. A run that the athlete moved stays where
    they put it.
    """
    if before == after:
        return
    corrections = ports.store.runs.corrections(athlete_id)
    today = ports.today(after.zone)
    for plan in ports.store.runs.plans(athlete_id):
        goals = {run.id for run in plan.runs if _is_goal(run, corrections, before.race)}
        moves = _moves(plan.runs, goals, before=before, after=after, today=today)
        _keep_moves(ports, athlete_id, moves, corrections=corrections)
        runs = tuple(sorted((new for _, new in moves), key=lambda run: (run.start, run.id)))
        if runs != plan.runs:
            now = ports.clock.now()
            ports.store.runs.save(athlete_id, replace(plan, runs=runs), imported_at=now)


def _is_goal(run: Run, corrections: Mapping[str, Correction], race: Race | None) -> bool:
    return race is not None and is_goal_race(corrected(run, corrections.get(run.id)), race)


def _moves(
    runs: Sequence[Run],
    goals: set[str],
    *,
    before: Circumstances,
    after: Circumstances,
    today: date,
) -> list[tuple[Run, Run]]:
    starts = _untimed(runs, goals, before=before, after=after)
    race = _moved_race(before.race, after.race, today)
    moves = []
    for run in runs:
        if race is not None and run.id in goals:
            moves.append((run, following(run, *race)))
        else:
            moves.append((run, _at(run, starts.get(run.id, run.start), after.zone)))
    return moves


def _moved_race(before: Race | None, after: Race | None, today: date) -> tuple[Race, Race] | None:
    """Where the race was and is; None when it stayed or is over."""
    if before is None or after is None or before == after or before.day < today:
        return None
    return before, after


def _untimed(
    runs: Sequence[Run], goals: set[str], *, before: Circumstances, after: Circumstances
) -> Mapping[str, datetime]:
    """New starts by run id; none when neither the zone nor the usual hour changed."""
    if (before.zone, before.usual_run_time) == (after.zone, after.usual_run_time):
        return {}
    untimed = [run for run in runs if not run.timed and run.id not in goals]
    days = [run.start.astimezone(before.zone).date() for run in untimed]
    starts = untimed_starts(days, usual=after.usual_run_time, zone=after.zone)
    return {run.id: start for run, start in zip(untimed, starts, strict=True)}


def _at(run: Run, start: datetime, zone: ZoneInfo) -> Run:
    end = (start.astimezone(UTC) + duration(run.start, run.end)).astimezone(zone)
    return replace(run, start=start.astimezone(zone), end=end)


def _keep_moves(
    ports: Ports,
    athlete_id: str,
    moves: Sequence[tuple[Run, Run]],
    *,
    corrections: Mapping[str, Correction],
) -> None:
    """A move of the athlete's holds as long as its source stands where it was moved from."""
    for old, new in moves:
        correction = corrections.get(old.id)
        if correction is None or correction.start is None or correction.moved_from != old.start:
            continue
        if correction.moved_from != new.start:
            ports.store.runs.correct(athlete_id, replace(correction, moved_from=new.start))
