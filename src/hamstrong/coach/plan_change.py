"""The difference between two plans, told to the athlete with its reasons."""

from datetime import date, datetime

from hamstrong.coach.model import Change, ChangeKind
from hamstrong.planning.model import AbsenceKind, Plan, PlanRequest, Reason, Session
from hamstrong.planning.reasons import breach_reason
from hamstrong.planning.spacing import Work, margins

NO_STRENGTH = (AbsenceKind.ILL, AbsenceKind.AWAY)
"""Absences that leave no time for a session; who travels has time, and less kit."""


def changes_between(
    before: Plan | None, after: Plan, request: PlanRequest | None = None
) -> tuple[Change, ...]:
    """What became of each session, in the order of the days it concerns.

    A first plan has no changes: there was nothing to differ from. `request` is what `after` was
    made from; with it each change tells which hard rule forced it, if one did.
    """
    if before is None:
        return ()
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    found = [
        _change(old.get(key), new.get(key), after, request)
        for key in old.keys() | new.keys()
        if old.get(key) != new.get(key)
    ]
    changes = [change for change in found if change is not None]
    return tuple(sorted(changes, key=lambda c: (c.after or c.before, c.session_id)))


def _change(
    old: Session | None, new: Session | None, after: Plan, request: PlanRequest | None
) -> Change | None:
    if old is None and new is not None:
        text = f"{new.title} is new on {_when(new.start)}."
        return Change(ChangeKind.ADDED, new.id, new.title, None, new.start, text, new.reason.text)
    if old is None:
        return None
    forced_by = "" if request is None else ruled_out(old, after, request)
    if new is None:
        text = f"{old.title} on {_when(old.start)} falls away."
        reason = forced_by or _why_gone(old, after)
        return Change(
            ChangeKind.REMOVED, old.id, old.title, old.start, None, text, reason, forced_by
        )
    kind, text = _difference(old, new)
    if kind is None:
        return None
    if kind is ChangeKind.CHANGED:
        reason = _why_other_work(old, new)
        return Change(kind, new.id, new.title, old.start, new.start, text, reason, forced_by)
    return Change(kind, new.id, new.title, old.start, new.start, text, new.reason.text, forced_by)


def _difference(old: Session, new: Session) -> tuple[ChangeKind | None, str]:
    if old.start != new.start:
        text = f"{new.title} moves from {_when(old.start)} to {_when(new.start)}."
        return ChangeKind.MOVED, text
    if (old.doses, old.load_class, old.title) != (new.doses, new.load_class, new.title):
        return ChangeKind.CHANGED, f"{new.title} on {_when(new.start)} has other exercises or sets."
    if old.venue is not new.venue:
        return ChangeKind.CHANGED, f"{new.title} on {_when(new.start)}: {new.venue}."
    return None, ""


def ruled_out(old: Session, after: Plan, request: PlanRequest) -> str:
    """The hard rule that forbids the old placement now, as a sentence; empty when none does."""
    lost = _lost_day(old, request)
    if lost is not None:
        return lost.text
    work = Work(old.start, old.end, old.load_class, old.novel)
    broken = (m for m in margins(work, after.runs, after.race) if not m.legal)
    return next((breach_reason(work, margin).text for margin in broken), "")


def _lost_day(old: Session, request: PlanRequest) -> Reason | None:
    for absence in request.absences:
        if absence.kind in NO_STRENGTH and absence.first <= old.day <= absence.last:
            return Reason(f"You are {absence.kind} until {_day(absence.last)}.", rule="absence")
    for limit in request.limits:
        if limit.hardest is None and not limit.tissues and limit.holds_on(old.day):
            return limit.reason
    if old.day in request.availability.days_off:
        return Reason("You took this day off from strength.")
    if old.pinned or _fits(old, request):
        return None
    return Reason(f"You have no time for strength on {_day(old.day)} then.")


def _fits(old: Session, request: PlanRequest) -> bool:
    start, end = old.start.time(), old.end.time()
    windows = request.availability.windows_on(old.day)
    return any(window.start <= start and end <= window.end for window in windows)


def _why_other_work(old: Session, new: Session) -> str:
    """What is newly said about the dose, else anything said about it, else the placement."""
    fresh = [reason for reason in new.dose_reasons if reason not in old.dose_reasons]
    return (*fresh, *new.dose_reasons, new.reason)[0].text


def _why_gone(old: Session, after: Plan) -> str:
    """What the new plan says about the day that is empty now, or about its week."""
    reason = after.empty_days.get(old.day)
    if reason is not None:
        return reason.text
    if old.day >= after.race.day:
        return "The race comes before it."
    return "Another session of this week takes its place."


def _when(moment: datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
