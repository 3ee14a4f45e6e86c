"""How the legs are likely to be on each day ahead, in a word."""

from collections.abc import Mapping
from datetime import date, timedelta

from hamstrong.coach.legs_after import plan_as_told, told_of_legs
from hamstrong.coach.ports import Ports
from hamstrong.planning.body.fatigue import Freshness
from hamstrong.planning.body.legs import legs_of_days


def legs_ahead(
    ports: Ports, athlete_id: str, *, first: date | None = None, last: date | None = None
) -> Mapping[date, Freshness]:
    """The word for today and the days ahead; empty while nothing is planned.

    Args:
        ports: The doors.
        athlete_id: Whose.
        first: Nothing before it; today when None, and never a day that is over.
        last: Nothing after it; the block's last day when None, and never a day after that.

    Raises:
        NotFound: No such athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    events = ports.store.events.all(athlete_id)
    plan = plan_as_told(ports, athlete, events)
    if plan is None or not plan.weeks:
        return {}
    today = ports.today(athlete.zone)
    sunday = plan.weeks[-1].monday + timedelta(days=6)
    days = (max(first or today, today), min(last or sunday, sunday))
    told = told_of_legs(ports, athlete, events)
    return legs_of_days(plan, ports.library, days=days, told=told, now=ports.clock.now())
