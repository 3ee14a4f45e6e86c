"""Where a session is done: the window it starts in says so, unless the athlete travels."""

from datetime import date, datetime, timedelta

from hamstrong.planning.dose.limits import travels
from hamstrong.planning.model import PlanRequest, Venue, Window
from hamstrong.planning.placing.candidates import later


def venue_at(start: datetime, request: PlanRequest) -> Venue:
    """The venue of the first window that holds a whole session from `start`.

    A start outside every window, one the athlete chose, is at home.
    """
    day = start.date()
    if request.absences and travels(request.absences, day):
        return Venue.TRAVELLING
    windows = request.availability.windows_on(day)
    if all(window.venue is Venue.HOME for window in windows):
        return Venue.HOME
    end = later(start, timedelta(minutes=request.minutes))
    holding = (w for w in windows if _holds(w, (start, end), day))
    return next((window.venue for window in holding), Venue.HOME)


def _holds(window: Window, session: tuple[datetime, datetime], day: date) -> bool:
    start, end = session
    opens = datetime.combine(day, window.start, start.tzinfo)
    closes = datetime.combine(day, window.end, start.tzinfo)
    return opens <= start and end <= closes
