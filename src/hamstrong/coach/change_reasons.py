"""Why a session is not as it was planned: by the rule that forbids it now, else by what changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hamstrong.coach.words import SAY
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.constants.weights import CLOSE_H
from hamstrong.planning.dose.limits import bounds_of, leaves, touching
from hamstrong.planning.model import AbsenceKind, Plan, PlanRequest, Reason, Session
from hamstrong.planning.reasons import breach_reason, missed_preference
from hamstrong.planning.spacing import Work, between_h, hours_apart, margins
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.explain import why_not_at
from hamstrong.planning.words import SENTENCES, hours_text, short_weekday_day

NO_STRENGTH = (AbsenceKind.ILL, AbsenceKind.AWAY)
"""Absences that leave no time for a session; who travels has time, and less kit."""

SELF_TOLD = frozenset({"check-in", "pain", "red-flags", "return", "after-race"})
"""Rules of reasons that name their own cause: what the body, an absence or a race asks for."""


@dataclass(frozen=True, slots=True)
class Because:
    """What a plan was made again for.

    Attributes:
        before, after: The plans.
        request: What `after` was made from; None where nobody kept it.
        cause: What changed, in words, as the history has it.
        first: Start of the first session that is not as it was; later ones may follow from it.
        library: To weigh old places anew; None where nobody asks.
    """

    before: Plan
    after: Plan
    request: PlanRequest | None
    cause: str
    first: datetime | None
    library: Library | None = None

    def ruled_out(self, old: Session) -> str:
        """The hard rule that forbids the old placement now, as a sentence; empty when none does."""
        if self.request is None or old.id in self.request.done:
            return ""
        lost = _lost_day(old, self.request) or self._stopped(old, self.request)
        if lost is not None:
            return lost.text
        work = _work(old)
        broken = (m for m in margins(work, self.after.runs, self.after.race) if not m.legal)
        return next((breach_reason(work, margin).text for margin in broken), "")

    def _stopped(self, old: Session, request: PlanRequest) -> Reason | None:
        """What the body forbids of what was in a session: a red flag, pain, soreness, a way back.

        A rung or a share of the sets that it takes is no such thing; the dose's reasons tell those.
        """
        library: Mapping[str, Exercise] = self.library or {}
        limits = bounds_of(request, old.day, old.day).limits
        broken = (
            limit.reason
            for dose in old.doses
            if dose.exercise_id in library
            for limit in touching(limits, library[dose.exercise_id])
            if not leaves(limit, library[dose.exercise_id])
        )
        return next(broken, None)

    def held_back(self, old: Session, new: Session) -> str:
        """The rules of the body, of an absence or of a race that newly hold a session's work back;
        empty where none does."""
        told = [r.text for r in _newly(old, new) if r.rule in SELF_TOLD]
        return " ".join(dict.fromkeys(told))

    def left(self, old: Session) -> str:
        """Why a session is not at its old place any more, where no hard rule forbids it."""
        if self.request is not None and old.id in self.request.done:
            return SAY["was-done-then"]
        known = set(_drawbacks(old, self.before))
        fresh = (text for text in _drawbacks(old, self.after) if text not in known)
        return next(fresh, "") or self._with_cause(self._weighed(old) or SAY["week-better"])

    def _weighed(self, old: Session) -> str:
        """What the planner weighed against the old place; empty where nobody can say."""
        there = any(session.id == old.id for session in self.after.sessions)
        if self.request is None or self.library is None or not there:
            return ""
        reason = why_not_at(self.after, self.request, self.library, old.id, start=old.start)
        return "" if reason is None else reason.text

    def other_work(self, old: Session, new: Session) -> str:
        """Why a session that stays holds other work: what the body or the days say newly, or no
        longer; else what changed, and what that does to the dose."""
        if _finds_rungs(new) and not _finds_rungs(old):
            return self._with_cause(SAY["finds-level"])
        fresh = _newly(old, new)
        gone = [r for r in old.dose_reasons if r not in new.dose_reasons]
        over = next((reason.text for reason in gone if reason.rule in SELF_TOLD), None)
        if over is not None:
            return SAY.say("no-longer", text=over)
        if fresh:
            return self._with_cause(fresh[0].text)
        if gone and gone[0].text != SENTENCES["dose-novel"]:
            return self._with_cause(SAY.say("no-longer", text=gone[0].text))
        if gone and _exercises(old) == _exercises(new):
            return self._with_cause(SAY["known-by-then"])
        is_first = self.first is None or new.start <= self.first
        return self._with_cause(self._in_work(old, new) if is_first else SAY["carried"])

    def _in_work(self, old: Session, new: Session) -> str:
        """What is in it that was not, or is no more; else that the amounts follow."""
        before, after = _exercises(old), _exercises(new)
        words = {
            "new": self._names(key for key in after if key not in before),
            "old": self._names(key for key in before if key not in after),
        }
        key = "-and-".join(word for word, names in words.items() if names)
        return SAY.say(f"work.{key}", **words) if key else SAY["nothing-more"]

    def _names(self, keys: Iterable[str]) -> str:
        library: Mapping[str, Exercise] = self.library or {}
        return ", ".join(library[key].name for key in keys if key in library)

    def gone(self, old: Session) -> str:
        """Why there is nothing where a session was: the week, else the day that is empty now."""
        if old.day >= self.after.race.day >= self.before.race.day:
            return SAY["race-first"]
        monday = monday_of(old.day)
        known = [note for w in self.before.weeks if w.monday == monday for note in w.notes]
        notes = [note for w in self.after.weeks if w.monday == monday for note in w.notes]
        short = (n for n in notes if n not in known and n.rule in ("spacing-other", "dose"))
        reason = next(short, None) or self.after.empty_days.get(old.day)
        if reason is not None:
            return self._with_cause(reason.text)
        return self._with_cause(SAY["another-session-week-takes"])

    def _with_cause(self, sentence: str) -> str:
        return " ".join(part for part in (self.cause and f"{self.cause}.", sentence) if part)


def _drawbacks(old: Session, plan: Plan) -> Iterator[str]:
    """What speaks against a session's old place in a plan, short of a hard rule."""
    work = _work(old)
    for other in plan.sessions:
        hours = hours_apart(work, other)
        near_h = max(CLOSE_H, between_h(other.load_class, work.load_class))
        if other.id == old.id or hours >= near_h:
            continue
        there = session_on(other)
        if hours < 0:
            yield SAY.say("time-of", session=there)
        else:
            yield SAY.say("stands-near", hours=hours_text(hours), session=there)
    for margin in margins(work, plan.runs, plan.race):
        if margin.shortfall > 0:
            yield missed_preference(work, margin)


def _newly(old: Session, new: Session) -> list[Reason]:
    return [reason for reason in new.dose_reasons if reason not in old.dose_reasons]


def _exercises(session: Session) -> list[str]:
    return [dose.exercise_id for dose in session.doses]


def _finds_rungs(session: Session) -> bool:
    return any(dose.tryout for dose in session.doses)


def day_text(day: date) -> str:
    """`Tue 5 Jan`."""
    return short_weekday_day(day)


def session_on(session: Session) -> str:
    """`Holds on Tue 5 Jan`."""
    return SENTENCES["session-on-day"].format(title=session.title, day=day_text(session.day))


def _work(session: Session) -> Work:
    return Work(session.start, session.end, session.load_class, session.novel)


def _lost_day(old: Session, request: PlanRequest) -> Reason | None:
    for absence in request.absences:
        if absence.kind in NO_STRENGTH and absence.first <= old.day <= absence.last:
            until = day_text(absence.last)
            return Reason(SAY.say(f"{absence.kind}-until", day=until), rule="absence")
    for limit in request.limits:
        if limit.hardest is None and not limit.tissues and limit.holds_on(old.day):
            return limit.reason
    if old.day in request.availability.days_off:
        return Reason(SAY["you-took-day-off"])
    if old.pinned or _fits(old, request):
        return None
    return Reason(SAY.say("you-have-no-time", day=day_text(old.day)))


def _fits(old: Session, request: PlanRequest) -> bool:
    start, end = old.start.time(), old.end.time()
    windows = request.availability.windows_on(old.day)
    return any(window.start <= start and end <= window.end for window in windows)
