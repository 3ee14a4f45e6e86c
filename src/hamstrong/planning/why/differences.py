"""The term that decided between two places that are both allowed, in words."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.planning.model import Reason, Session
from hamstrong.planning.placing.places import Place
from hamstrong.planning.placing.scoring import Term, TermName, close_term, terms
from hamstrong.planning.spacing import HEAVY_CLASSES, Margin, between_h, hours_apart
from hamstrong.planning.weeks import WEEK
from hamstrong.planning.why.verdicts import Rest, session_number
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import (
    WEEKDAYS,
    direction_word,
    hours_text,
    needed_text,
    run_name,
    work_word,
)
from hamstrong.running.model import hours_between

_NEAR = timedelta(days=6)


def worth(place: Place, rest: Rest) -> int:
    """Points of a place with the rest of the week as it stands."""
    return sum(term.points for term in all_terms(place, rest))


def all_terms(place: Place, rest: Rest) -> tuple[Term, ...]:
    """The place's own terms, and what it owes its neighbours in the week."""
    own = rest.context.standing.within  # these are among the place's own terms
    movable = (s for s in rest.others if s.day >= rest.context.week.monday and s not in own)
    apart = (close_term(hours_apart(place.work, s), s.id) for s in movable)
    return (*terms(place, rest.context), *(term for term in apart if term))


def decisive_difference(session: Session, own: Place | None, there: Place, *, rest: Rest) -> Reason:
    """Why a session is not at another place that nothing forbids: the largest difference.

    Args:
        session: As it stands.
        own: Its place as the planner saw it; None when the planner saw another.
        there: The best place it could have on the other day.
        rest: The week around it.
    """
    choice = _Choice(session, own, there, rest)
    why, margin = choice.in_words()
    same_day = there.start.date() == session.day
    text = WHY_SENTENCES["possible-hour" if same_day else "possible"].format(
        weekday=WEEKDAYS[there.start.weekday()], time=f"{there.start:%H:%M}", why=why
    )
    if margin is None:
        return Reason(text, rule="weights")
    return Reason(
        text,
        rule="weights",
        run_id=margin.run.id,
        hours=round(margin.hours, 2),
        needed_h=margin.gap.hard,
    )


class _Choice:
    """Two places of one session, compared term by term."""

    def __init__(self, session: Session, own: Place | None, there: Place, rest: Rest) -> None:
        self._session = session
        self._own = own
        self._there = there
        self._rest = rest
        self._here_terms = all_terms(own, rest) if own else ()
        self._there_terms = all_terms(there, rest)

    def in_words(self) -> tuple[str, Margin | None]:
        """Half a sentence after `but`, and the hours to the run it speaks of."""
        own_day = WEEKDAYS[self._session.start.weekday()]
        if self._session.pinned:
            return WHY_SENTENCES["but-pinned"].format(own=own_day), None
        name = self._decisive()
        if name is None:
            return self._beyond_the_place(own_day), None
        margin = self._margin(name)
        words = {"own": own_day, **self._run_words(margin), **self._other_words(name)}
        return WHY_SENTENCES[f"but-{name}"].format(**words), margin

    def _decisive(self) -> TermName | None:
        """What the own place gains most by; None where it gains nothing.

        That it was planned so before decides only where nothing else would have.
        """
        gains = {name: self._gain(name) for name in TermName}
        if self._own is None or sum(gains.values()) < 0:
            return None
        kept = gains.pop(TermName.KEPT)
        name = max(gains, key=lambda name: gains[name])
        if kept > 0 and (sum(gains.values()) < 0 or gains[name] <= 0):
            return TermName.KEPT
        return name if gains[name] > 0 else None

    def _gain(self, name: TermName) -> int:
        """Points by which the own place is better in one respect."""
        here = sum(term.points for term in self._here_terms if term.name is name)
        return here - sum(term.points for term in self._there_terms if term.name is name)

    def _beyond_the_place(self, own_day: str) -> str:
        """What decided where the place there is worth as much or more: its neighbours, the block.

        Where nothing did, that both are as good.
        """
        if self._own is None:
            return self._order() or WHY_SENTENCES["but-kept"].format(own=own_day)
        told = self._order() or self._of_the_block()
        if told:
            return told
        best = max(TermName, key=self._gain)
        is_later = self._there.start > self._own.start
        if self._gain(best) <= 0 or best is TermName.LATER:
            return WHY_SENTENCES["but-equal-later" if is_later else "but-equal"]
        margin = self._margin(best)
        words = {"own": own_day, **self._run_words(margin), **self._other_words(best)}
        return WHY_SENTENCES[f"but-{best}"].format(**words)

    def _of_the_block(self) -> str | None:
        """What the look ahead has of the session: its heavy exercises, and how it leaves the next
        week. Both are worth more in the choice than any wish (weights table)."""
        library = self._rest.context.library
        here, there = (_heavy(doses, library) for doses in self._both_doses())
        for key, only in (("but-missing", here - there), ("but-early", there - here)):
            if only:
                return WHY_SENTENCES[key].format(exercise=library[min(only)].name)
        hard_h = between_h(self._session.load_class, self._session.load_class)
        monday = datetime.combine(
            self._rest.context.week.monday + WEEK, time(), self._there.start.tzinfo
        )
        reaches = hours_between(self._there.end, monday) < hard_h
        if reaches and self._there.start > self._session.start:
            return WHY_SENTENCES["but-next-week"].format(hours=needed_text(hard_h))
        return None

    def _both_doses(self) -> tuple[Iterable[Dose], Iterable[Dose]]:
        return self._session.doses, self._there.content.doses

    def _order(self) -> str | None:
        """The neighbour it would change places with: the numbers of a week keep their order."""
        number = session_number(self._session.id)
        for other in self._rest.others:
            if other.day < self._rest.context.week.monday:
                continue
            is_later = session_number(other.id) > number
            if is_later != (other.start > self._there.start):
                day = WEEKDAYS[other.start.weekday()]
                return WHY_SENTENCES["but-order"].format(title=other.title.lower(), day=day)
        return None

    def _margin(self, name: TermName) -> Margin | None:
        """The hours to the run that a term comes from: there, or here where it speaks for here."""
        losses = self._losses(self._there_terms, name)
        for run_id, points in self._losses(self._here_terms, name).items():
            losses[run_id] = losses.get(run_id, 0) - points
        if not losses:
            return None
        run_id = min(losses, key=lambda id_: (losses[id_], id_))
        margins = (*self._there.margins, *(self._own.margins if self._own else ()))
        return next(margin for margin in margins if margin.run.id == run_id)

    @staticmethod
    def _losses(terms: Iterable[Term], name: TermName) -> dict[str, int]:
        return {t.run.id: t.points for t in terms if t.name is name and t.run is not None}

    def _run_words(self, margin: Margin | None) -> dict[str, str]:
        if margin is None:
            return {}
        near = abs(margin.run.start - self._there.start) <= _NEAR
        return {
            "run": run_name(margin.run, near=near),
            "hours": hours_text(margin.hours),
            "direction": direction_word(before=margin.before_run),
            "better": needed_text(margin.gap.preferred),
        }

    def _other_words(self, name: TermName) -> dict[str, str]:
        there = self._there
        words = {
            "time": f"{there.start:%H:%M}",
            "there": work_word(there.content.load_class, novel=there.content.novel),
            "here": work_word(self._session.load_class, novel=self._session.novel),
        }
        if name is TermName.CLOSE:
            close = {t.session_id for t in self._there_terms if t.name is name}
            neighbour = next(s for s in self._rest.others if s.id in close)
            words |= {
                "title": neighbour.title.lower(),
                "day": WEEKDAYS[neighbour.start.weekday()],
                "hours": hours_text(hours_apart(there.work, neighbour)),
            }
        return words


def _heavy(doses: Iterable[Dose], library: Library) -> frozenset[str]:
    """Ids of the exercises in heavy classes."""
    return frozenset(
        d.exercise_id for d in doses if library[d.exercise_id].load_class in HEAVY_CLASSES
    )
