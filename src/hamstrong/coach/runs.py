"""The runs as planning sees them: what the sources say, then what the athlete said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hamstrong.coach.model import Correction, RunOutcome
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotFound
from hamstrong.language import spoken
from hamstrong.running.goal_race import GOAL_RACE_ID, with_goal_race
from hamstrong.running.model import Run, RunPlan, RunType, duration


def planned_runs(ports: Ports, athlete_id: str) -> tuple[Run, ...]:
    """Every run of every stored plan, corrected, and the goal race once, in time order.

    Runs that were missed or removed are none. The goal race is `Race` and nothing else: entries
    of it in the plans give way to it. Empty when no plan is stored. Titles of generated runs are in
    the language that is spoken.
    """
    # Imported when called: it brings the generator with it.
    from hamstrong.running.generate.titles import titled_in

    corrections = ports.store.runs.corrections(athlete_id)
    counted = (run for run in told_runs(ports, athlete_id) if not is_gone(corrections.get(run.id)))
    runs = (titled_in(run, spoken()) for run in counted)
    race = ports.store.races.get(athlete_id)
    return tuple(runs) if race is None else with_goal_race(runs, race)


def missed_runs(ports: Ports, athlete_id: str) -> tuple[Run, ...]:
    """Runs that the athlete planned and says they did not run, in time order."""
    corrections = ports.store.runs.corrections(athlete_id)
    gone = {key for key, told in corrections.items() if told.outcome is RunOutcome.MISSED}
    return tuple(run for run in told_runs(ports, athlete_id) if run.id in gone)


def meant_minutes(ports: Ports, athlete_id: str) -> Mapping[str, float]:
    """Planned minutes of the runs that the athlete says took longer or shorter, by id."""
    corrections = ports.store.runs.corrections(athlete_id)
    done = {k for k, told in corrections.items() if told.outcome is RunOutcome.DONE}
    plans = ports.store.runs.plans(athlete_id)
    runs = (run for plan in plans for run in plan.runs if run.id in done)
    return {run.id: run.minutes for run in runs if corrections[run.id].minutes is not None}


def told_runs(ports: Ports, athlete_id: str) -> tuple[Run, ...]:
    """Every run of every stored plan, corrected, missed and removed ones too, in time order."""
    corrections = ports.store.runs.corrections(athlete_id)
    return corrected_runs(ports.store.runs.plans(athlete_id), corrections)


def is_gone(correction: Correction | None) -> bool:
    """Whether the athlete said that the run was not or will not be run."""
    outcome = None if correction is None else correction.outcome
    return outcome is not None and not outcome.was_run


def corrected_runs(
    plans: Iterable[RunPlan], corrections: Mapping[str, Correction]
) -> tuple[Run, ...]:
    """The runs of these plans with the corrections applied, in time order."""
    runs = (corrected(run, corrections.get(run.id)) for plan in plans for run in plan.runs)
    return tuple(sorted(runs, key=lambda run: (run.start, run.id)))


def corrected(run: Run, correction: Correction | None) -> Run:
    """The run as the athlete corrected it. A corrected type brings its own key, unless told."""
    if correction is None:
        return run
    if correction.type is not None:
        run = replace(run, type=correction.type, key=is_key_type(correction.type))
    if correction.key is not None:
        run = replace(run, key=correction.key)
    if correction.start is not None and correction.moved_from == run.start:
        run = moved(run, correction.start)
    if correction.minutes is not None:
        run = _lasting(run, correction.minutes)
    if correction.distance_m is not None:
        run = replace(run, distance_m=correction.distance_m)
    return run


def _lasting(run: Run, minutes: float) -> Run:
    end = run.start.astimezone(UTC) + timedelta(minutes=minutes)
    distance_m = run.distance_m
    if distance_m is not None and run.minutes > 0:
        # Nobody said how far it was: as fast as planned.
        distance_m = round(distance_m * minutes / run.minutes, 1)
    return replace(run, end=end.astimezone(run.start.tzinfo), distance_m=distance_m)


def moved(run: Run, start: datetime) -> Run:
    """The run at another aware start, as long as before, in the run's own zone."""
    zone = run.start.tzinfo
    end = (start.astimezone(UTC) + duration(run.start, run.end)).astimezone(zone)
    return replace(run, start=start.astimezone(zone), end=end, timed=True)


def overlap(run: Run, other: Run) -> bool:
    """Whether nobody could run both."""
    return other.start < run.end and run.start < other.end


def is_key_type(run_type: RunType) -> bool:
    """Whether runs of this type must not be compromised, as `Run.key` defines it."""
    return run_type.is_quality or run_type in (
        RunType.LONG,
        RunType.MARATHON_PACE,
        RunType.RACE,
    )


def source_run(ports: Ports, athlete_id: str, run_id: str) -> Run:
    """The run as its source tells it.

    Raises:
        NotFound: No such run.
        BadInput: It is the goal race, which follows the settings.
    """
    if run_id == GOAL_RACE_ID:
        raise BadInput(
            SAY["your-race-stands-where"],
            place="race",
        )
    for plan in ports.store.runs.plans(athlete_id):
        for run in plan.runs:
            if run.id == run_id:
                return run
    raise NotFound(SAY["there-no-such-run"], place=run_id)
