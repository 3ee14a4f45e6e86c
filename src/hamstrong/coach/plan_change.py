"""The difference between two plans, told to the athlete."""

from datetime import datetime

from hamstrong.coach.model import Change, ChangeKind
from hamstrong.planning.model import Plan, Session


def changes_between(before: Plan | None, after: Plan) -> tuple[Change, ...]:
    """What became of each session, in the order of the days it concerns.

    A first plan has no changes: there was nothing to differ from.
    """
    if before is None:
        return ()
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    changes = [_change(old.get(key), new.get(key)) for key in old.keys() | new.keys()]
    found = [change for change in changes if change is not None]
    return tuple(sorted(found, key=lambda c: (c.after or c.before, c.session_id)))


def _change(old: Session | None, new: Session | None) -> Change | None:
    if old is None and new is not None:
        text = f"{new.title} is new on {_when(new.start)}."
        return Change(ChangeKind.ADDED, new.id, new.title, None, new.start, text)
    if old is not None and new is None:
        text = f"{old.title} on {_when(old.start)} falls away."
        return Change(ChangeKind.REMOVED, old.id, old.title, old.start, None, text)
    if old is None or new is None:
        return None
    if old.start != new.start:
        text = f"{new.title} moves from {_when(old.start)} to {_when(new.start)}."
        return Change(ChangeKind.MOVED, new.id, new.title, old.start, new.start, text)
    if (old.doses, old.load_class, old.title) != (new.doses, new.load_class, new.title):
        text = f"{new.title} on {_when(new.start)} has other exercises or sets."
        return Change(ChangeKind.CHANGED, new.id, new.title, old.start, new.start, text)
    return None


def _when(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M}"
