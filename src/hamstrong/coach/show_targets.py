"""Where a session or a run may be put, and the rule where it may not.

What is offered here and what is refused when it is asked for come from the same judgements:
`planning.why.moves` for sessions, `coach.move_run` for runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hamstrong.coach.days import check_day
from hamstrong.coach.double_days import double_day, free_hour
from hamstrong.coach.look import Look, look
from hamstrong.coach.make_plan import request_to_tell
from hamstrong.coach.model import SessionState
from hamstrong.coach.move_run import check_free, check_start
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import moved, planned_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.planning.why.moves import MoveTargets, check_run_move, move_targets
from hamstrong.running.model import Run

LONGEST_LOOK_DAYS = 371
"""No block is longer than a year and a week: nobody asks for targets beyond."""


@dataclass(frozen=True, slots=True)
class Target:
    """One start to put something at.

    Attributes:
        start: Aware, in the athlete's zone.
        why: The rule against it; empty when it is allowed.
        note: What else is to be known: what it would push away; empty when nothing.
    """

    start: datetime
    why: str = ""
    note: str = ""


def session_targets(
    ports: Ports, athlete_id: str, session_id: str, *, days: Sequence[date] = ()
) -> tuple[Target, ...]:
    """Each allowed start in the session's week; one with its rule for a day without any.

    Args:
        ports: What is kept, and the clock.
        athlete_id: Of the athlete.
        session_id: Of a session in the plan.
        days: More days to be told about, of other weeks.

    Raises:
        NotFound: No such session.
    """
    seen = look(ports, athlete_id)
    targets = move_targets(
        seen.plan, request_to_tell(ports, athlete_id), ports.library, seen.session(session_id).id
    )
    more = [day for day in days if day not in targets.days]
    return tuple(one for day in sorted({*targets.days, *more}) for one in _on(day, targets))


def _on(day: date, targets: MoveTargets) -> list[Target]:
    known = targets.days.get(day)
    if known and known.reason is None:
        return [Target(start) for start in known.starts]
    start = datetime.combine(day, targets.session.start.timetz())
    against = targets.against(start)
    if against:
        return [Target(start, why=" ".join(reason.text for reason in against))]
    # Outside the free hours: the athlete's own choice, with the reason why it was not offered.
    return [Target(start, note=known.reason.text if known and known.reason else "")]


def run_targets(
    ports: Ports, athlete_id: str, run_id: str, *, days: Sequence[date]
) -> tuple[Target, ...]:
    """The run's own clock time on each of the days; another where a run of that day has it.

    Raises:
        NotFound: No such run.
    """
    runs = planned_runs(ports, athlete_id)
    run = next((run for run in runs if run.id == run_id), None)
    if run is None:
        raise NotFound(SAY["run-left"])
    seen = look(ports, athlete_id)
    starts = (datetime.combine(day, run.start.timetz()) for day in days)
    return tuple(_run_target(moved(run, start), runs, seen) for start in starts)


def _run_target(wanted: Run, runs: Sequence[Run], seen: Look) -> Target:
    try:
        check_start(wanted.start, zone=seen.athlete.zone, today=seen.today)
        check_free(wanted, runs)
    except BadInput as error:
        return Target(wanted.start, why=error.message)
    except Conflict as error:
        start = free_hour(wanted, runs, wanted.day)
        if start is None:
            return Target(wanted.start, why=error.message)
        wanted = moved(wanted, start)
    others = (run for run in runs if run.id != wanted.id)
    double = double_day((*others, wanted), wanted.day)
    notes = [double, *_pushed(wanted, seen)]
    return Target(wanted.start, note=" ".join(note for note in notes if note))


def _pushed(wanted: Run, seen: Look) -> list[str]:
    """What the run would push away, a sentence each."""
    if all(run.id != wanted.id for run in seen.plan.runs):
        return []
    settled = {s.id for s in seen.plan.sessions if seen.state(s) is not SessionState.PLANNED}
    pushed = check_run_move(seen.plan, wanted.id, wanted.start, standing=settled)
    return [one.reason.text for one in pushed]


def days_from(first: date, weeks: int) -> tuple[date, ...]:
    """So many weeks of days. Raises BadInput beyond `LONGEST_LOOK_DAYS`, or off the calendar."""
    check_day(first, place="monday")
    if not 1 <= 7 * weeks <= LONGEST_LOOK_DAYS:
        raise BadInput(
            SAY.say("ask-1-weeks-not", most=LONGEST_LOOK_DAYS // 7, weeks=weeks), place="weeks"
        )
    return tuple(first + timedelta(days=n) for n in range(7 * weeks))
