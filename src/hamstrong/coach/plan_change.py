"""The difference between two plans, told to the athlete with its reasons."""

from datetime import datetime

from hamstrong.coach.change_reasons import Because, day_text
from hamstrong.coach.leaning import leaning
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


def _added(new: Session) -> Change:
    text = SAY.say("is-new", title=new.title, when=_when(new.start))
    return Change(ChangeKind.ADDED, new.id, new.title, None, new.start, text, new.reason.text)


def _removed(old: Session, because: Because) -> Change:
    text = SAY.say("falls-away", title=old.title, when=_when(old.start))
    forced_by = because.ruled_out(old)
    reason = forced_by or because.gone(old)
    return Change(ChangeKind.REMOVED, old.id, old.title, old.start, None, text, reason, forced_by)


def _other(old: Session, new: Session, because: Because) -> Change:
    moves = old.start != new.start
    forced_by = because.ruled_out(old) or ("" if moves else because.held_back(old, new))
    lean, exercises = leaning(old, new)
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
        was="" if old.title == new.title else old.title,
        place=None if old.venue is new.venue else new.venue,
        lean=lean,
        exercises=exercises,
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
