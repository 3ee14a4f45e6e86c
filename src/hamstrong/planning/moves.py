"""May a session be moved there? All reasons against it, not only the first."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from hamstrong.errors import NotFound
from hamstrong.planning.model import Plan, Reason, Session
from hamstrong.planning.reasons import breach_reason
from hamstrong.planning.spacing import Work, between_h, margins
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.words import SENTENCES
from hamstrong.running.model import hours_between


def find_session(plan: Plan, session_id: str) -> Session:
    """The session of that id.

    Raises:
        NotFound: The plan has none.
    """
    for session in plan.sessions:
        if session.id == session_id:
            return session
    raise NotFound("This session is not in your plan any more; open the week again.")


def check_move(
    plan: Plan, session_id: str, start: datetime, *, standing: Collection[str]
) -> tuple[Reason, ...]:
    """Why a session may not start then; empty when it may.

    Args:
        plan: The plan as it stands.
        session_id: Of a session in it.
        start: Aware; the wished start.
        standing: Sessions that cannot make room: past, done, or put in place by the athlete.
            The others of the same and of later weeks are planned anew around the move.

    Raises:
        NotFound: No such session.
    """
    session = find_session(plan, session_id)
    length = session.end.astimezone(UTC) - session.start.astimezone(UTC)
    end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    work = Work(start, end, session.load_class, session.novel)
    against = [
        breach_reason(work, margin)
        for margin in margins(work, plan.runs, plan.race)
        if not margin.legal
    ]
    monday = monday_of(session.day)
    fixed = [s for s in plan.sessions if s.id in standing or s.day < monday]
    against += _too_close([s for s in fixed if s.id != session_id], work)
    if monday_of(start.date()) != monday:
        against.append(Reason(SENTENCES["other-week"], rule="dose"))
    return tuple(against)


def _too_close(others: Iterable[Session], work: Work) -> list[Reason]:
    found = []
    for other in others:
        needed = between_h(other.load_class, work.load_class)
        hours = _gap(work, other)
        if hours < 0 or hours < needed or other.day == work.start.date():
            text = SENTENCES["sessions-close"].format(
                hours=f"{needed:g} h", title=other.title.lower(), day=f"{other.start:%A}"
            )
            found.append(Reason(text, rule="spacing-other", hours=hours, needed_h=needed))
    return found


def _gap(work: Work, other: Session) -> float:
    """Hours between the two, negative when they overlap."""
    if other.start >= work.start:
        return hours_between(work.end, other.start)
    return hours_between(other.end, work.start)


def lighter_there() -> Reason:
    """Why a time that no run forbids was still refused: the week as a whole."""
    return Reason(SENTENCES["lighter-there"], rule="spacing-other")
