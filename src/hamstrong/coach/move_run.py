"""The athlete runs at another time; strength makes room."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from hamstrong.coach.change_plan import Claim, Edit, PlainEdit, change_plan
from hamstrong.coach.correct_run import CorrectRun
from hamstrong.coach.days import check_day, check_near
from hamstrong.coach.model import Correction, PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import corrected, is_gone, moved, overlap, planned_runs, source_run
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict
from hamstrong.planning.words import WEEKDAYS, date_word, run_name, weekday_day
from hamstrong.running.model import Run, RunType


@dataclass(frozen=True, slots=True)
class MoveRun(PlainEdit):
    """A run at another aware start, as long as before."""

    run_id: str
    start: datetime
    what: Literal["move-run"] = "move-run"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound, BadInput; Conflict where another run is there already."""
        source = source_run(ports, athlete_id, self.run_id)
        athlete = ports.store.athletes.get(athlete_id)
        check_start(self.start, zone=athlete.zone, today=ports.today(athlete.zone))
        day = self.start.astimezone(athlete.zone).date()
        check_near(ports, athlete_id, day, places=("start", "start"))
        before = ports.store.runs.corrections(athlete_id).get(self.run_id, Correction(self.run_id))
        stood = corrected(source, before)
        wanted = moved(stood, self.start)
        check_free(wanted, planned_runs(ports, athlete_id))
        back = wanted.start == source.start
        after = replace(
            before,
            start=None if back else wanted.start,
            moved_from=None if back else source.start,
            # Who puts a run that was missed on another day is going to run it.
            outcome=None if is_gone(before) else before.outcome,
        )
        ports.store.runs.correct(athlete_id, after)
        return move_text(stood, wanted)

    @property
    def claims(self) -> frozenset[Claim]:
        return frozenset({Claim("run", self.run_id, "time")})


def check_free(wanted: Run, runs: Iterable[Run]) -> None:
    """A run at its new time. Raises Conflict where another of the runs is there already."""
    for other in runs:
        if other.id != wanted.id and overlap(wanted, other):
            raise Conflict(
                SAY.say(
                    "already-there",
                    run=other.title,
                    time=f"{other.start:%H:%M}",
                ),
                place="start",
            )


def move_text(stood: Run, wanted: Run) -> str:
    """`Moved Thursday's threshold run to Friday`."""
    if wanted.day == stood.day:
        return SAY.say("moved-to-time", run=run_name(stood), time=f"{wanted.start:%H:%M}")
    if abs((wanted.day - stood.day).days) >= len(WEEKDAYS):
        return SAY.say("moved-to-day", run=run_name(stood), day=weekday_day(wanted.day))
    return SAY.say("moved-to-day", run=run_name(stood), day=WEEKDAYS[wanted.day.weekday()])


def move_run(ports: Ports, athlete_id: str, *, run_id: str, start: datetime) -> PlanChange | None:
    """Move a planned run to an aware `start` and re-plan; returns what followed.

    Raises:
        NotFound: No such run.
        Conflict: Another run is there already.
        BadInput: A start without zone, or before today.
    """
    return change_plan(ports, athlete_id, MoveRun(run_id, start))


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
    edits: list[Edit] = []
    if start is not None:
        edits.append(MoveRun(run_id, start))
    if type is not None or key is not None:
        edits.append(CorrectRun(run_id, type, key))
    if not edits:
        source_run(ports, athlete_id, run_id)
        return None
    return change_plan(ports, athlete_id, *edits)


def check_start(start: datetime, *, zone: ZoneInfo, today: date) -> None:
    """A start that somebody chose. Raises BadInput without a zone, before today, after 2199."""
    if start.tzinfo is None:
        raise BadInput(SAY["start-needs-its-time"], place="start")
    check_day(start, place="start")
    if start.astimezone(zone).date() < today:
        raise BadInput(
            SAY.say("over-choose-today-later", day=date_word(start.astimezone(zone))),
            place="start",
        )
