"""Wishes that cannot all be met: the smallest set in conflict, and the cheapest way out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.weights import ANOTHER_KIND
from hamstrong.planning.constants.wishes import WishKind
from hamstrong.planning.model import Plan, PlanRequest, PlanWeek, Reason
from hamstrong.planning.placing.places import WeekContext, session_count
from hamstrong.planning.placing.scoring import CLASS_VALUE
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.placing.week import plan_week
from hamstrong.planning.why.wishes import Wish, listed, wishes_of
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import SENTENCES, capitalised, number_word, work_word


@dataclass(frozen=True, slots=True)
class WayOut:
    """What could give way, and what that buys.

    Attributes:
        wishes: To give up; nearly always one.
        cost: Their cost together, by `constants.wishes`.
        text: `Free Wednesday evening: that gives heavy work back.`
    """

    wishes: tuple[Wish, ...]
    cost: int
    text: str


@dataclass(frozen=True, slots=True)
class WishConflict:
    """Why a week holds less than was wished.

    Attributes:
        wishes: The smallest set that cannot be met together with the runs: without any one of
            them the others could be. Empty when the runs alone leave no more room.
        way_out: The cheapest; None when nothing but the runs could give way.
        reason: In one sentence.
    """

    wishes: tuple[Wish, ...]
    way_out: WayOut | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class WeekWhy:
    """Everything behind a week.

    Attributes:
        week: With what is noted of it.
        conflict: Of wishes; None where they are met, or where none of them is in the way.
        held_back: What the body, days away or a race ask of the week before any wish; else None.
    """

    week: PlanWeek
    conflict: WishConflict | None
    held_back: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """The classes of a week's sessions, the hardest first."""

    classes: tuple[LoadClass, ...]

    @classmethod
    def of(cls, classes: Iterable[LoadClass]) -> "_Held":
        return cls(tuple(sorted(classes, key=lambda c: (-CLASS_VALUE[c], c))))

    @property
    def count(self) -> int:
        return len(self.classes)

    @property
    def worth(self) -> int:
        return sum(CLASS_VALUE[one] for one in self.classes)

    def lacks(self, goal: "_Held", wished: int) -> tuple[LoadClass, ...]:
        """What of the goal is not there, session by session; only `wished` of them count."""
        wanted = goal.classes[:wished]
        here = (*self.classes, *[None] * len(wanted))
        return tuple(
            want for have, want in zip(here, wanted, strict=False) if not _as_good(have, want)
        )


def _as_good(have: LoadClass | None, want: LoadClass) -> bool:
    return have is not None and CLASS_VALUE[have] + ANOTHER_KIND >= CLASS_VALUE[want]


def explain_week(plan: Plan, request: PlanRequest, library: Library, monday: date) -> WeekWhy:
    """Why a week of the plan holds what it holds.

    Args:
        plan: Made from `request`.
        request: What the plan was made from.
        library: As it was then.
        monday: First day of a week of the plan.

    Raises:
        NotFound: The plan has no such week.
    """
    context = context_of(plan, request, library, monday)
    return WeekWhy(context.week, find_conflict(context), _held_back(context))


def _held_back(context: WeekContext) -> Reason | None:
    """The strictest of what limits the days to come, hops alone left out."""
    week = [context.week.monday + timedelta(days=n) for n in range(7)]
    coming = [day for day in week if day >= context.request.today]
    limits = [
        limit
        for limit in context.course.bounds.limits
        if limit.tissues != {Tissue.IMPACT}
        and limit.reason.rule != "taper"
        and any(map(limit.holds_on, coming))
    ]
    chief = min(limits, key=lambda limit: (bool(limit.tissues), limit.sets), default=None)
    return None if chief is None else chief.reason


def find_conflict(context: WeekContext) -> WishConflict | None:
    """What keeps a week from holding what was wished; None when it holds it, or is over.

    Wished is what the week could hold if everything but the runs gave way. The set is found by
    deletion: each wish in turn is given up, the dearest first, and stays so while the week still
    falls short; what is left cannot be made smaller. The way out is the cheapest single wish that
    gives all back, else the one that gives most, else a set that cannot be made smaller.

    Source: deletion filter, Chinneck & Dravnieks (1991), "Locating minimal infeasible constraint
    sets in linear programs", ORSA Journal on Computing 3(2).
    """
    if not context.days:
        return None
    return _Search(context).conflict()


class _Search:
    """Plans one week again and again, each time with other wishes given up."""

    def __init__(self, context: WeekContext) -> None:
        self._context = context
        every = wishes_of(context)
        self._patience = tuple(w for w in every if w.kind is WishKind.PATIENCE)
        self._alone = tuple(w for w in every if w.kind is not WishKind.PATIENCE)
        self._now = self._held(())
        self._goal = self._most()

    @property
    def _freeing(self) -> tuple[Wish, ...]:
        """A shorter session holds less, so it is no way to see how much a week could hold."""
        return tuple(w for w in self._alone if w.kind is not WishKind.MINUTES)

    def conflict(self) -> WishConflict | None:
        """First among what could give way today; then with what only time makes possible."""
        if self._falls_short(()):
            return self._among_wishes()
        known = self._held(self._patience)
        self._goal = _Held(known.classes[:1])
        if self._falls_short(()):
            self._alone = self._patience
            return self._among_wishes()
        if self._now.count < self._wished(()):
            return WishConflict((), None, Reason(WHY_SENTENCES["runs-alone"], rule="wishes"))
        return None

    def _held(self, given_up: Iterable[Wish]) -> _Held:
        context = self._without(given_up)
        sessions = (*context.standing.within, *plan_week(context).sessions)
        return _Held.of(session.load_class for session in sessions)

    def _without(self, given_up: Iterable[Wish]) -> WeekContext:
        start = self._context.request
        request = reduce(lambda so_far, wish: wish.without(so_far), given_up, start)
        return replace(self._context, request=request)

    def _wished(self, given_up: Iterable[Wish]) -> int:
        return session_count(self._context.week, self._without(given_up).request)

    def _most(self) -> _Held:
        """What could be had if everything gave way but the runs.

        Fewer sessions are a way out only where a lone one may be harder than the hardest of many.
        """
        fewer = self._held(self._freeing)
        kept = self._held(w for w in self._freeing if w.kind is not WishKind.SESSIONS)
        if fewer.count and not _as_good(next(iter(kept.classes), None), fewer.classes[0]):
            return _Held((fewer.classes[0], *kept.classes[1:]))
        self._alone = tuple(w for w in self._alone if w.kind is not WishKind.SESSIONS)
        return kept

    def _falls_short(self, given_up: Iterable[Wish]) -> bool:
        given = tuple(given_up)
        return bool(self._held(given).lacks(self._goal, self._wished(given)))

    def _among_wishes(self) -> WishConflict:
        way_out = self._way_out()
        if len(way_out.wishes) == 1 and self._falls_short(way_out.wishes):
            # What is in the way of more than can be had back by one wish is another question: all
            # that stands in the way of this much is named.
            self._goal = self._held(way_out.wishes)
            way_out = self._way_out()
        core = self._core()
        # A single wish that sets all right belongs to every set in conflict.
        shorter = [w for w in way_out.wishes if w.kind is WishKind.MINUTES]
        if len(way_out.wishes) == 1 and not self._falls_short(way_out.wishes):
            core = (*shorter, *core)
        text = WHY_SENTENCES["conflict"].format(
            missing=self._bought(self._goal), wishes=listed(core)
        )
        return WishConflict(core, way_out, Reason(capitalised(text), rule="wishes"))

    def _core(self) -> tuple[Wish, ...]:
        given_up: list[Wish] = []
        for wish in reversed(self._freeing):
            if self._falls_short([*given_up, wish]):
                given_up.append(wish)
        return tuple(wish for wish in self._freeing if wish not in given_up)

    def _way_out(self) -> WayOut:
        """The cheapest wish that gives all back; else the one that gives most; else several."""
        singles = [(wish, self._held((wish,))) for wish in self._alone]
        for wish, held in singles:
            if not held.lacks(self._goal, self._wished((wish,))):
                return self._giving_up((wish,), self._goal)
        better = [one for one in singles if not one[1].lacks(self._now, self._now.count)]
        gains = [one for one in better if one[1].worth > self._now.worth + ANOTHER_KIND]
        if gains:
            wish, held = max(gains, key=lambda one: (one[1].worth, -one[0].cost))
            return self._giving_up((wish,), held)
        return self._giving_up(self._several(), self._goal)

    def _several(self) -> tuple[Wish, ...]:
        needed = self._freeing
        for wish in reversed(self._freeing):
            without = tuple(w for w in needed if w is not wish)
            if not self._falls_short(without):
                needed = without
        return needed

    def _giving_up(self, wishes: tuple[Wish, ...], held: _Held) -> WayOut:
        orders = [wishes[0].way_out, *(w.way_out[:1].lower() + w.way_out[1:] for w in wishes[1:])]
        text = WHY_SENTENCES["way-out"].format(
            orders=SENTENCES["and"].join(orders), bought=self._bought(held)
        )
        return WayOut(wishes, sum(wish.cost for wish in wishes), text)

    def _bought(self, held: _Held) -> str:
        """What `held` has that the week has not: harder work, more sessions."""
        both = zip(self._now.classes, held.classes, strict=False)
        harder = next((want for have, want in both if not _as_good(have, want)), None)
        words = []
        if harder:
            key = "again" if harder in self._now.classes else "once"
            work = work_word(harder, novel=False)
            words.append(WHY_SENTENCES[key].format(work=work))
        more = held.count - self._now.count
        if more > 0:
            key = "one-more" if more == 1 else "more"
            words.append(WHY_SENTENCES[key].format(count=number_word(more).lower()))
        return SENTENCES["and"].join(words)
