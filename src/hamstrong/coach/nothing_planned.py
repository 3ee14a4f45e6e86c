"""A plan without a single session to come: why, and what would help most cheaply."""

from datetime import date, timedelta

from hamstrong.coach.model import Remark
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.planning.dose.limits import blocking
from hamstrong.planning.model import Plan, PlanRequest, PlanWeek
from hamstrong.planning.why.conflicts import explain_week

TAPER_DAYS = 7
"""So near to the race nobody misses a session."""


def is_bare(plan: Plan, today: date) -> bool:
    """Whether nothing is planned from here to a race that is not near."""
    far = (plan.race.day - today).days > TAPER_DAYS
    return far and not any(session.day >= today for session in plan.sessions)


def nothing_planned(ports: Ports, plan: Plan, request: PlanRequest) -> tuple[Remark, ...]:
    """What to say of such a plan; nothing where there are sessions, or where the body or days
    away keep them out and have told so."""
    if not is_bare(plan, request.today):
        return ()
    week = _whole_week(plan, request.today)
    if week is None or _is_closed(week, request):
        return ()
    conflict = explain_week(plan, request, ports.library, week.monday).conflict
    reasons: list[str] = [SAY["no-session-planned"]]
    if conflict is not None:
        reasons.append(conflict.reason.text)
        if conflict.way_out is not None:
            reasons.append(conflict.way_out.text)
    return (Remark(" ".join(reasons)),)


def _whole_week(plan: Plan, today: date) -> PlanWeek | None:
    """The next week that has all its days to come; the present one where it is the last."""
    ahead = [week for week in plan.weeks if week.monday + timedelta(days=6) >= today]
    return next((week for week in ahead if week.monday >= today), ahead[0] if ahead else None)


def _is_closed(week: PlanWeek, request: PlanRequest) -> bool:
    days = (week.monday + timedelta(days=n) for n in range(7))
    return all(blocking(request, day) for day in days)
