"""A whole block as one CP-SAT model: never worse than the best plan, so a bound to judge ours by.

Planning goes week by week; this model sees all weeks at once. Where what a session holds hangs on
everything before it, the model is generous, so that its optimum is at least that of the best plan:

- Each session may take any content it could hold after any of many pasts, at its shortest and with
  the most points of these (`block_choices.py`); being new costs what the third time costs. A
  session is one choice for each set of heavy exercises that some past lets it hold, so that it
  counts for these and no others.
- Content whose heavy exercises are not new any more needs three times of each before its week, in
  sessions that hold it, one of them within four weeks. In the last four weeks nothing else is held.
- What was done before takes sets (W7) or rungs (W9) only where that is worth something; hops are
  not counted (W8), since fewer of them only make a session shorter.
- One thing is stricter than the rules: what is known counts from the Monday after, as a block that
  is planned ahead has it. The bound is one for such plans, not for any plan the rules allow.
- All else is exact: hours around runs, W4 within and between weeks, one session a day, the order
  of sessions, the easy day (W5), the price of closeness, the points for last week's weekdays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from time import perf_counter
from typing import Any, Final

from ortools.sat.python import cp_model

from benchmarks.block_choices import Choice, choices_of, contexts_of
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.spacing import (
    NOVEL_AFTER_DAYS,
    NOVEL_EXPOSURES,
)
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS, SAME_WEEKDAY
from hamstrong.planning.dose.circumstances import unbroken_since
from hamstrong.planning.model import PlanRequest
from hamstrong.planning.placing.week import easy_days
from hamstrong.planning.spacing import HARD_CLASSES, HEAVY_CLASSES

_SHORT: Final = 2
"""Every stretch of up to so many weeks is solved alone first."""

_BEGINNINGS: Final = (4, 6, 9, 12)
"""Then the first so many weeks: what is new costs most there."""

_FOR_PARTS: Final = 0.7
_SHORT_SHARE: Final = 0.04
_LONG_SHARE: Final = 0.12
"""Of the limit: for all stretches together, and for one of them at most."""

_NOTHING_KNOWN: Final = (cp_model.UNKNOWN, cp_model.MODEL_INVALID, cp_model.INFEASIBLE)

_APART_MIN: Final = (
    (frozenset(LoadClass), 12 * 60),
    (HARD_CLASSES, 24 * 60),
    (HEAVY_CLASSES, 48 * 60),
)
"""W4 as stretches during which at most one session of these classes may be under way or rest."""


@dataclass(frozen=True)
class Bound:
    """What the solver proved about a block.

    Attributes:
        upper: No plan is worth more.
        lower: The best found under the generous rules, 0 when none was.
        proven: Whether the two meet.
        seconds: Wall.
    """

    upper: float
    lower: float
    proven: bool
    seconds: float


def bound_of(request: PlanRequest, library: Library, *, limit_s: float, workers: int) -> Bound:
    """The best bound found within the limit.

    Short stretches of weeks come first, then the beginning of the block, longer and longer: what
    each is worth at most helps all that contain it. One whose solver ran out of time before it
    had any bound is left out.
    """
    started = perf_counter()
    problem = _Problem(request, library)
    most: dict[range, int] = {}
    for window in _stretches(problem.weeks):
        left_s = limit_s * _FOR_PARTS - (perf_counter() - started)
        if left_s <= 0:
            break
        part = problem.model(window)
        _bounded(part, window, most)
        share = _LONG_SHARE if len(window) > _SHORT else _SHORT_SHARE
        solver = _solver(min(left_s, limit_s * share), workers)
        if solver.solve(part.model) not in _NOTHING_KNOWN:
            most[window] = floor(solver.best_objective_bound + 1e-6)
    whole = problem.model(range(problem.weeks))
    _bounded(whole, range(problem.weeks), most)
    solver = _solver(limit_s - (perf_counter() - started), workers)
    status = solver.solve(whole.model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Bound(
        min(_sum_of_parts(problem.weeks, most), _upper(solver, status)),
        solver.objective_value if found else 0.0,
        status == cp_model.OPTIMAL,
        perf_counter() - started,
    )


def _stretches(weeks: int) -> Iterator[range]:
    for length in range(1, _SHORT + 1):
        yield from (range(first, first + length) for first in range(weeks - length + 1))
    yield from (range(length) for length in _BEGINNINGS if length < weeks)


def _bounded(model: "_Model", weeks: range, most: Mapping[range, int]) -> None:
    """Tell a model what stretches of its weeks are worth at most."""
    for part, worth in most.items():
        if part.start >= weeks.start and part.stop <= weeks.stop:
            model.model.add(model.worth(part) <= worth)


def _upper(solver: cp_model.CpSolver, status: Any) -> float:
    return float("inf") if status in _NOTHING_KNOWN else solver.best_objective_bound


def _sum_of_parts(weeks: int, most: Mapping[range, int]) -> float:
    """The least sum of stretches that make up the block; their weeks share no points."""
    best = [0.0] + [float("inf")] * weeks
    for end in range(1, weeks + 1):
        sums = (best[part.start] + worth for part, worth in most.items() if part.stop == end)
        best[end] = min(sums, default=float("inf"))
    return best[-1]


def _solver(limit_s: float, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = limit_s
    solver.parameters.linearization_level = 2
    return solver


class _Problem:
    """The choices of all weeks, and models of some weeks in a row."""

    def __init__(self, request: PlanRequest, library: Library) -> None:
        self._contexts = list(contexts_of(request, library))
        self._choices = list(choices_of(self._contexts))
        self._done = request.exposures
        since = unbroken_since(request.today, request.exposures, request.accustomed)
        self._told = {
            key: told.toordinal()
            for key, exercise in library.items()
            if (told := request.accustomed.get(exercise.family)) is not None and told >= since
        }
        self.weeks = len(self._contexts)

    def model(self, weeks: range) -> "_Model":
        """These weeks alone, as well as anything before and after allows."""
        return _Model(
            [replace(c) for c in self._choices if c.week in weeks],
            {index: easy_days(self._contexts[index]) for index in weeks},
            self._past(weeks),
            closed=frozenset(i for i in weeks if self._contexts[i].course.closed),
        )

    def _past(self, weeks: range) -> "_Past":
        """How often each exercise may have been done when these weeks begin, and when last."""
        times, last = {}, {}
        for key in self._contexts[0].library:
            before = [c for c in self._choices if c.week < weeks.start and key in c.heavy]
            done = [day.toordinal() for day in self._done.get(key, ())]
            told = self._told.get(key)
            sessions = len({(c.week, c.number) for c in before})
            times[key] = NOVEL_EXPOSURES if told else len(done) + sessions
            last[key] = max([0, *done, told or 0, *(c.day for c in before)])
        return _Past(times, last)


@dataclass(frozen=True)
class _Past:
    """At most, per exercise: times done before some weeks, and the last day."""

    times: Mapping[str, int]
    last: Mapping[str, int]


# Rules


class _Model:
    """The rules over the choices of some weeks."""

    def __init__(
        self,
        choices: Sequence[Choice],
        easy: Mapping[int, frozenset[date]],
        past: "_Past",
        *,
        closed: frozenset[int],
    ) -> None:
        self.model = cp_model.CpModel()
        self._choices = choices
        self._by_week = _grouped(choices, lambda c: c.week)
        self._by_day = _grouped(choices, lambda c: c.day)
        for number, choice in enumerate(choices):
            choice.pick = self.model.new_bool_var(f"{number}")
        self._add_sessions()
        self._add_rest()
        self._add_easy_days(easy)
        self._add_newness(past)
        self._add_closed_weeks(closed, past)
        self._add_never_done()
        self._close = {week: self._close_pairs(members) for week, members in self._by_week.items()}
        self._same = {week: self._same_weekdays(week) for week in self._by_week}
        self.model.maximize(self.worth(self._by_week))

    def worth(self, weeks: Iterable[int]) -> Any:
        """Points of these weeks as an expression."""
        return sum(
            sum(c.points * c.pick for c in self._by_week[week])
            - CLOSE_SESSIONS * sum(self._close[week])
            + SAME_WEEKDAY * sum(self._same[week])
            for week in weeks
            if week in self._by_week
        )

    def _add_sessions(self) -> None:
        """One at least, at most one of each number, and the next number later."""
        for members in self._by_week.values():
            self.model.add_at_least_one(c.pick for c in members)
            by_number = _grouped(members, lambda c: c.number)
            for same in by_number.values():
                self.model.add_at_most_one(c.pick for c in same)
            for number, same in by_number.items():
                earlier = by_number.get(number - 1, [])
                for at in sorted({c.starts for c in same}):
                    self.model.add_at_most_one(
                        *(c.pick for c in same if c.starts <= at),
                        *(c.pick for c in earlier if c.starts >= at),
                    )

    def _add_rest(self) -> None:
        """One session a day, and W4."""
        for members in self._by_day.values():
            self.model.add_at_most_one(c.pick for c in members)
        for classes, gap in _APART_MIN:
            members = [c for c in self._choices if c.load_class in classes]
            for at in sorted({c.starts for c in members}):
                self.model.add_at_most_one(c.pick for c in members if c.starts <= at < c.ends + gap)

    def _add_easy_days(self, easy: Mapping[int, frozenset[date]]) -> None:
        """W5: hard sessions, one a day at most, leave one of the easy days."""
        for week, members in self._by_week.items():
            days = {day.toordinal() for day in easy[week]}
            hard = [c.pick for c in members if c.day in days and c.load_class in HARD_CLASSES]
            if days:
                self.model.add(sum(hard) <= len(days) - 1)

    def _add_newness(self, past: "_Past") -> None:
        """What is not new any more was done three times before, and not long ago."""
        for members in self._by_day.values():
            old = [c for c in members if not c.novel]
            for key in sorted({key for c in old for key in c.heavy}):
                self._require([c for c in old if key in c.heavy], key, past)

    def _require(self, members: Sequence[Choice], key: str, past: "_Past") -> None:
        """These, all on one day, need the exercise three times before the week, once lately.

        One a day at most is picked, so that the picks of a day are one literal.
        """
        literal, at = sum(c.pick for c in members), members[0]
        before = [c for c in self._choices if c.week < at.week and key in c.heavy]
        if past.times[key] < NOVEL_EXPOSURES:
            counted = sum(c.pick for c in before)
            self.model.add(counted + past.times[key] >= NOVEL_EXPOSURES * literal)
        since = at.day - NOVEL_AFTER_DAYS
        if past.last[key] < since:
            self.model.add(sum(c.pick for c in before if c.day >= since) >= literal)

    def _add_closed_weeks(self, closed: frozenset[int], past: "_Past") -> None:
        """A closed week brings in nothing heavy once anything was done (W9, W10)."""
        for week in sorted(closed & self._by_week.keys()):
            for members in _grouped(self._by_week[week], lambda c: c.day).values():
                for key in sorted({key for c in members for key in c.heavy}):
                    self._bring_in([c for c in members if key in c.heavy], key, past)

    def _add_never_done(self) -> None:
        """A closed week leaves out only what was never done; all else that was done is in it."""
        for week, members in self._by_week.items():
            for key in sorted({key for c in members for key in c.never}):
                earlier = [c for c in self._choices if c.week < week and key in c.heavy]
                if not earlier:
                    continue
                done = self.model.new_bool_var("done")
                for same in _grouped(earlier, lambda c: c.week).values():
                    for one in _grouped(same, lambda c: c.number).values():
                        self.model.add(sum(c.pick for c in one) <= done)
                for same in _grouped(
                    [c for c in members if key in c.never], lambda c: c.day
                ).values():
                    self.model.add(sum(c.pick for c in same) + done <= 1)

    def _bring_in(self, members: Sequence[Choice], key: str, past: "_Past") -> None:
        """These, all on one day of a closed week, need the exercise once before the week."""
        if past.times[key]:
            return
        earlier = [c for c in self._choices if c.week < members[0].week]
        first = self.model.new_bool_var("nothing before")
        self.model.add(sum(c.pick for c in earlier) <= len(earlier) * (1 - first))
        counted = sum(c.pick for c in earlier if key in c.heavy)
        self.model.add(sum(c.pick for c in members) <= counted + first)

    def _close_pairs(self, members: Sequence[Choice]) -> list[Any]:
        """A literal for each pair of neighbours of a week that stand less than two nights apart."""
        found = []
        by_number = _grouped(members, lambda c: c.number)
        for number in sorted(by_number)[:-1]:
            near = self.model.new_bool_var("close")
            pair = [*by_number[number], *by_number.get(number + 1, [])]
            for at in sorted({c.starts for c in by_number.get(number + 1, [])}):
                by = [c.pick for c in pair if c.starts <= at < c.ends + round(60 * CLOSE_H)]
                self.model.add(sum(by) <= 1 + near)
            found.append(near)
        return found

    def _same_weekdays(self, week: int) -> list[Any]:
        """A literal for each day that may count as a weekday of the week before."""
        found = []
        for members in _grouped(self._by_week[week], lambda c: c.day).values():
            same = self.model.new_bool_var("same weekday")
            self.model.add(sum(c.pick for c in members) >= same)
            if week - 1 in self._by_week:
                before = self._by_day.get(members[0].day - 7, [])
                self.model.add(sum(c.pick for c in before) >= same)
            elif week == 0:
                self.model.add(same == 0)
            found.append(same)
        return found


def _grouped(choices: Iterable[Choice], key: Callable[[Choice], int]) -> dict[int, list[Choice]]:
    groups: dict[int, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(key(choice), []).append(choice)
    return dict(sorted(groups.items()))
