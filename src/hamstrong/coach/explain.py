"""Why a session stands where it stands, and why a day has none: asked of the planner itself."""

from datetime import date

from hamstrong.coach.look import look
from hamstrong.coach.make_plan import request_to_tell
from hamstrong.coach.ports import Ports
from hamstrong.planning.why.conflicts import WeekWhy, explain_week
from hamstrong.planning.why.explain import DayWhy, SessionWhy, explain_day, explain_session


def why_session(ports: Ports, athlete_id: str, *, session_id: str) -> SessionWhy:
    """Why this day and none of the others of its week, and why this dose.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: The plan has no such session.
    """
    plan = look(ports, athlete_id).plan
    return explain_session(plan, request_to_tell(ports, athlete_id), ports.library, session_id)


def why_day(ports: Ports, athlete_id: str, *, day: date) -> DayWhy:
    """Why there is no strength on a day of the block.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: The day is in no week of the plan.
        BadInput: There is a session on that day.
    """
    plan = look(ports, athlete_id).plan
    return explain_day(plan, request_to_tell(ports, athlete_id), ports.library, day)


def why_week(ports: Ports, athlete_id: str, *, monday: date) -> WeekWhy:
    """What keeps a week from holding all that was wished, and the cheapest way out.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: The plan has no such week.
    """
    plan = look(ports, athlete_id).plan
    return explain_week(plan, request_to_tell(ports, athlete_id), ports.library, monday)
