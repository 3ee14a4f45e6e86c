"""The coach's publishing history, in the terms of the calendar feed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hamstrong.adapters.files.feed import (
    CancelledSession,
    FeedHistory,
    FeedOptions,
    Revision,
    busy_feed,
    session_file,
    training_feed,
)
from hamstrong.adapters.files.say import SAY
from hamstrong.coach.model import CalendarKind, SessionRevision
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import BlockPhase, Plan, Reason, Session


def write_feed(
    plan: Plan,
    *,
    revisions: Sequence[SessionRevision],
    revised_at: datetime,
    instance: str,
    address: str,
    kind: CalendarKind = CalendarKind.TRAINING,
) -> bytes:
    """A `FeedWriter`; of a single session it is the only one of the plan."""
    history = FeedHistory(
        revisions={r.session_id: Revision(r.sequence, r.modified_at) for r in revisions},
        cancelled=tuple(_cancelled(r) for r in revisions if r.cancelled),
    )
    shared: dict[str, Any] = {
        "instance": instance,
        "revised_at": revised_at,
        "history": history,
        "options": feed_options(),
    }
    if kind is CalendarKind.BUSY:
        return busy_feed(plan, **shared)
    if kind is CalendarKind.SESSION:
        return session_file(plan, base_url=address, **shared)
    return training_feed(plan, base_url=address, **shared)


def feed_options() -> FeedOptions:
    """The feed's words in the language that is spoken."""
    words = SAY.under("feed")
    return FeedOptions(
        session=words["session"],
        minutes=words["minutes"],
        open=words["open"],
        race=words["race"],
        busy=words["busy"],
    )


def _cancelled(revision: SessionRevision) -> CancelledSession:
    # What it held is forgotten; a calendar only needs to know which entry to strike out.
    session = Session(
        id=revision.session_id,
        start=revision.start,
        end=revision.end,
        phase=BlockPhase.BASE,
        load_class=LoadClass.C0,
        novel=False,
        title=revision.title,
        doses=(),
        reason=Reason(""),
    )
    return CancelledSession(session, Revision(revision.sequence, revision.modified_at))
