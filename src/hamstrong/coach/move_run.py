"""The athlete runs at another time; strength makes room."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.days import check_day
from hamstrong.coach.make_plan import replan_if_planned
from hamstrong.coach.model import Correction, PlanChange
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import moved, planned_runs, source_run
from hamstrong.errors import BadInput, Conflict
from hamstrong.running.model import RunType


def move_run(ports: Ports, athlete_id: str, *, run_id: str, start: datetime) -> PlanChange | None:
    """Move a planned run to an aware `start` and re-plan; returns what followed.

    Raises:
        NotFound: No such run.
        Conflict: Another run is there already.
        BadInput: A start without zone, or before today.
    """
    source = source_run(ports, athlete_id, run_id)
    athlete = ports.store.athletes.get(athlete_id)
    check_start(start, zone=athlete.zone, today=ports.today(athlete.zone))
    wanted = moved(source, start)
    for other in planned_runs(ports, athlete_id):
        if other.id != run_id and other.start < wanted.end and wanted.start < other.end:
            raise Conflict(
                f"{other.title} is already there at {other.start:%H:%M}: choose another time.",
                place=other.start.isoformat(),
            )
    before = ports.store.runs.corrections(athlete_id).get(run_id, Correction(run_id))
    back = wanted.start == source.start
    ports.store.runs.correct(
        athlete_id,
        replace(
            before,
            start=None if back else wanted.start,
            moved_from=None if back else source.start,
        ),
    )
    return replan_if_planned(ports, athlete_id)


def change_run(
    ports: Ports,
    athlete_id: str,
    *,
    run_id: str,
    type: RunType | None = None,
    key: bool | None = None,
    start: datetime | None = None,
) -> PlanChange | None:
    """Move and correct a run at once; returns what both did to the plan, None without one.

    Raises as `move_run` and `correct_run`.
    """
    before = ports.store.plans.get(athlete_id)
    change = None
    if start is not None:
        change = move_run(ports, athlete_id, run_id=run_id, start=start)
    if type is not None or key is not None:
        change = correct_run(ports, athlete_id, run_id=run_id, type=type, key=key)
    after = ports.store.plans.get(athlete_id)
    if change is None or before is None or after is None:
        return change
    return PlanChange(change.revised_at, changes_between(before.plan, after.plan))


def check_start(start: datetime, *, zone: ZoneInfo, today: date) -> None:
    """A start that somebody chose. Raises BadInput without a zone, before today, after 2199."""
    if start.tzinfo is None:
        raise BadInput("A start needs its time zone, as in 2027-01-05T18:00+01:00.", place="start")
    check_day(start, place="start")
    if start.astimezone(zone).date() < today:
        raise BadInput(
            f"{start.astimezone(zone):%Y-%m-%d} is over: choose today or a later day.",
            place="start",
        )
