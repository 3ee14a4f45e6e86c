"""The difference between two plans, told to the athlete with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hamstrong.coach.change_reasons import Because, day_text
from hamstrong.coach.model import Change, ChangeKind
from hamstrong.coach.words import SAY
from hamstrong.exercises.library import Library
from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.words import SENTENCES


def changes_between(
    before: Plan | None,
    after: Plan,
    request: PlanRequest | None = None,
    *,
    cause: str = "",
    library: Library | None = None,
) -> tuple[Change, ...]:
    """What became of each session, in the order of the days it concerns.

    A first plan has no changes: there was nothing to differ from. `request` is what `after` was
    made from; with it each change tells which hard rule forced it, if one did. `cause` says in
    words what the plan was made again for; sessions that merely follow from it name it.
    With `library` a session that moved without being forced to is told what weighed against its
    old place.
    """
    if before is None:
        return ()
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    gone = [session for key, session in old.items() if key not in new]
    fresh = [session for key, session in new.items() if key not in old]
    both = ((session, new[key]) for key, session in old.items() if key in new)
    other = [pair for pair in both if _difference(*pair) is not None]
    first = min((s.start for s in (*gone, *fresh, *(then for _, then in other))), default=None)
    because = Because(before, after, request, cause, first, library)
    changes = (
        *(_removed(session, because) for session in gone),
        *(_added(session) for session in fresh),
        *(_other(*pair, because) for pair in other),
    )
    return tuple(sorted(changes, key=lambda c: (c.after or c.before, c.session_id)))


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that are told in one breath: alike, and for the same reason.

    Attributes:
        changes: At least one, in the order of their days.
    """

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def days(self) -> tuple[date, ...]:
        """Of the sessions, each once."""
        starts = (change.after or change.before for change in self.changes)
        return tuple(dict.fromkeys(start.date() for start in starts if start is not None))


def grouped(changes: Iterable[Change]) -> tuple[ChangeGroup, ...]:
    """Changes that share kind and reasons, together where the first of them stands.

    Sessions that are new or move have each a place of their own to tell, and stay alone.
    """
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        alone = change.kind in (ChangeKind.ADDED, ChangeKind.MOVED)
        own = change.session_id if alone else ""
        key = (change.kind, own, change.forced_by, change.left, change.reason)
        groups.setdefault(key, []).append(change)
    return tuple(ChangeGroup(tuple(group)) for group in groups.values())


def _added(new: Session) -> Change:
    text = SAY.say("is-new", title=new.title, when=_when(new.start))
    return Change(ChangeKind.ADDED, new.id, new.title, None, new.start, text, new.reason.text)


def _removed(old: Session, because: Because) -> Change:
    text = SAY.say("falls-away", title=old.title, when=_when(old.start))
    forced_by = because.ruled_out(old)
    reason = forced_by or because.gone(old)
    return Change(ChangeKind.REMOVED, old.id, old.title, old.start, None, text, reason, forced_by)


def _other(old: Session, new: Session, because: Because) -> Change:
    forced_by = because.ruled_out(old)
    moves = old.start != new.start
    return Change(
        kind=ChangeKind.MOVED if moves else ChangeKind.CHANGED,
        session_id=new.id,
        title=new.title,
        before=old.start,
        after=new.start,
        text=_difference(old, new) or "",
        reason=new.reason.text if moves else forced_by or because.other_work(old, new),
        forced_by=forced_by,
        left=(forced_by or because.left(old)) if moves and not new.pinned else "",
    )


def _difference(old: Session, new: Session) -> str | None:
    """What is other for the athlete; reasons alone are not."""
    if old.start != new.start:
        return SAY.say("moves", title=new.title, before=_when(old.start), after=_when(new.start))
    is_other_work = (old.doses, old.load_class) != (new.doses, new.load_class)
    if old.venue is new.venue:
        told = "other-work" if is_other_work else None
    else:
        told = "other-place-and-work" if is_other_work else "other-place"
    if told is None:
        return None
    there = SENTENCES[f"venues.{new.venue}"]
    return SAY.say(told, title=new.title, when=_when(new.start), place=there)


def _when(moment: datetime) -> str:
    return f"{day_text(moment)}, {moment:%H:%M}"
