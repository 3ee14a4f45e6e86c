"""Which sessions a subscribed calendar must hear about again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from hamstrong.coach.model import SessionRevision
from hamstrong.planning.model import Plan, Session


def revised(
    published: Iterable[SessionRevision], plan: Plan, *, now: datetime
) -> tuple[SessionRevision, ...]:
    """The revisions that change: new sessions, moved or renamed ones, those that left the plan.

    `sequence` grows by one at each change of time or state, as RFC 5545 asks of an organiser;
    other exercises or another reason only make it newer.
    """
    known = {revision.session_id: revision for revision in published}
    current = {session.id: session for session in plan.sessions}
    found = [_of_session(known.get(key), session, now) for key, session in current.items()]
    gone = [
        replace(r, sequence=r.sequence + 1, modified_at=now, cancelled=True)
        for key, r in known.items()
        if key not in current and not r.cancelled
    ]
    return (*(r for r in found if known.get(r.session_id) != r), *gone)


def _of_session(known: SessionRevision | None, session: Session, now: datetime) -> SessionRevision:
    fresh = SessionRevision(
        session.id, 0, now, session.start, session.end, session.title, _digest(session)
    )
    if known is None:
        return fresh
    if replace(fresh, sequence=known.sequence, modified_at=known.modified_at) == known:
        return known
    shown = (known.start, known.end, known.cancelled) == (session.start, session.end, False)
    return replace(fresh, sequence=known.sequence if shown else known.sequence + 1)


def _digest(session: Session) -> str:
    return sha256(repr((session.doses, session.reason)).encode()).hexdigest()[:16]
