"""Where a session or a run may be put this week, and the rule where it may not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hamstrong.coach.look import look
from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.model import SessionState
from hamstrong.coach.move_run import MoveRun
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import planned_runs
from hamstrong.coach.trial import trial
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.planning.why.moves import check_run_move, legal_targets


@dataclass(frozen=True, slots=True)
class Target:
    """One start to put something at.

    Attributes:
        start: Aware, in the athlete's zone.
        why: The rule against it; empty when it is allowed.
        note: What it would push away; empty when nothing.
    """

    start: datetime
    why: str = ""
    note: str = ""


def session_targets(ports: Ports, athlete_id: str, session_id: str) -> tuple[Target, ...]:
    """Each allowed start in the session's week; one with its rule for a day without any.

    Raises:
        NotFound: No such session.
    """
    seen = look(ports, athlete_id)
    session = seen.session(session_id)
    request = plan_request(ports, athlete_id)
    found = []
    for day, target in legal_targets(seen.plan, request, ports.library, session_id).items():
        if target.reason is None:
            found += [Target(start) for start in target.starts]
        else:
            clock = session.start.timetz()
            found.append(Target(datetime.combine(day, clock), target.reason.text))
    return tuple(found)


def run_targets(ports: Ports, athlete_id: str, run_id: str, *, monday: date) -> tuple[Target, ...]:
    """The run's own clock time on each day of the week that begins on `monday`.

    Raises:
        NotFound: No such run.
    """
    run = next((run for run in planned_runs(ports, athlete_id) if run.id == run_id), None)
    if run is None:
        raise NotFound("There is no such run in your plan: it may have left at the last import.")
    days = (monday + timedelta(days=n) for n in range(7))
    starts = (datetime.combine(day, run.start.timetz()) for day in days)
    return tuple(_run_target(ports, athlete_id, run_id, start) for start in starts)


def _run_target(ports: Ports, athlete_id: str, run_id: str, start: datetime) -> Target:
    try:
        MoveRun(run_id, start).apply(trial(ports, athlete_id), athlete_id)
    except (BadInput, Conflict) as error:
        return Target(start, why=error.message)
    seen = look(ports, athlete_id)
    if all(run.id != run_id for run in seen.plan.runs):
        return Target(start)
    settled = {s.id for s in seen.plan.sessions if seen.state(s) is not SessionState.PLANNED}
    pushed = check_run_move(seen.plan, run_id, start, standing=settled)
    return Target(start, note=" ".join(one.reason.text for one in pushed))
