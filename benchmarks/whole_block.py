"""A whole block as one CP-SAT model: never worse than the best plan, so a bound to judge ours by.

Planning goes week by week; this model sees all weeks at once. Where what a session holds hangs on
everything before it, the model is generous, so that its optimum is at least that of the best plan:

- Each session may take any content it could hold with nothing, a little or all of it done before,
  at its shortest and with the most points of these; being new costs what the third time costs.
- Content whose heavy exercises are not new any more needs three times of each before it, in
  sessions that could hold it, one of them within four weeks. In the last four weeks, when what is
  new is left out, one such exercise is enough; it may be any that a session could then hold alone.
- All else is exact: hours around runs, W4 within and between weeks, one session a day, the order
  of sessions, the easy day (W5), the price of closeness, the points for last week's weekdays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import floor
from time import perf_counter
from typing import Any, Final

from ortools.sat.python import cp_model

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.circumstances import unbroken_since
from hamstrong.planning.constants.dose import FULL_DOSE_EXPOSURES
from hamstrong.planning.constants.spacing import (
    NO_NEW_EXERCISE_DAYS,
    NOVEL_AFTER_DAYS,
    NOVEL_EXPOSURES,
)
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS, SAME_WEEKDAY
from hamstrong.planning.course import course_of
from hamstrong.planning.model import PlanRequest
from hamstrong.planning.places import Place, Standing, WeekContext, places, session_count
from hamstrong.planning.scoring import points
from hamstrong.planning.search import minute_of
from hamstrong.planning.spacing import HARD_CLASSES, HEAVY_CLASSES
from hamstrong.planning.week import easy_days
from hamstrong.planning.weeks import block_weeks

_WINDOWS: Final = (1, 2)
"""Weeks in a row that are solved alone first; what each is worth at most helps the whole."""

_APART_MIN: Final = (
    (frozenset(LoadClass), 12 * 60),
    (HARD_CLASSES, 24 * 60),
    (HEAVY_CLASSES, 48 * 60),
)
"""W4 as stretches during which at most one session of these classes may be under way or rest."""

_TIMES_DONE: Final = (0, NOVEL_EXPOSURES - 1, NOVEL_EXPOSURES, FULL_DOSE_EXPOSURES + 1)


@dataclass(slots=True)
class _Choice:
    """One session of one week at one start with one class, at its best."""

    week: int
    number: int
    starts: int
    ends: int
    day: int
    load_class: LoadClass
    novel: bool
    points: int
    exercises: set[str]
    needs: set[str] = field(default_factory=set)
    any_of: set[str] = field(default_factory=set)
    pick: Any = None


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
    """The best bound found within the limit."""
    started = perf_counter()
    problem = _Problem(request, library)
    solver = _solver(limit_s, workers)
    whole = problem.model(range(problem.weeks))
    for length in _WINDOWS:
        for first in range(problem.weeks - length + 1):
            window = range(first, first + length)
            left_s = limit_s / 2 - (perf_counter() - started)
            if left_s > 0:
                part = problem.model(window)
                solver = _solver(min(left_s, limit_s / 20), workers)
                if solver.solve(part.model) != cp_model.UNKNOWN:
                    most = floor(solver.best_objective_bound + 1e-6)
                    whole.model.add(whole.worth(window) <= most)
    solver = _solver(limit_s - (perf_counter() - started), workers)
    status = solver.solve(whole.model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Bound(
        solver.best_objective_bound,
        solver.objective_value if found else 0.0,
        status == cp_model.OPTIMAL,
        perf_counter() - started,
    )


def _solver(limit_s: float, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = limit_s
    solver.parameters.linearization_level = 2
    return solver


class _Problem:
    """The choices of all weeks, and models of some weeks in a row."""

    def __init__(self, request: PlanRequest, library: Library) -> None:
        self._contexts = list(_contexts(request, library))
        self._choices = list(_choices(self._contexts))
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
        )

    def _past(self, weeks: range) -> "_Past":
        """How often each exercise may have been done when these weeks begin, and when last."""
        times, last = {}, {}
        for key in self._contexts[0].library:
            before = [c for c in self._choices if c.week < weeks.start and key in c.exercises]
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


# Choices


def _contexts(request: PlanRequest, library: Library) -> Iterator[WeekContext]:
    """Each week as nothing before it had been planned."""
    nothing = Standing((), (), request.exposures)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    for week in weeks:
        course = replace(course_of(week, weeks, request, library, ()), frozen=None)
        yield WeekContext(week, request, library, nothing, course)


def _choices(contexts: Sequence[WeekContext]) -> Iterator[_Choice]:
    for index, context in enumerate(contexts):
        best: dict[tuple[int, int, LoadClass, bool], _Choice] = {}
        for exposures in _histories(index, context):
            then = replace(context, standing=Standing((), (), exposures))
            for place in _all_places(then):
                _keep_best(best, index, place, then)
        yield from best.values()


def _histories(index: int, context: WeekContext) -> Iterator[Mapping[str, tuple[date, ...]]]:
    """What could have been done before the week: all of it so many times, or one thing alone."""
    library = context.library
    for times in _TIMES_DONE if index else _TIMES_DONE[:1]:
        yield _exposures(times, context, library)
    last_days = context.request.race.day - timedelta(days=NO_NEW_EXERCISE_DAYS + 7)
    if index and context.week.monday >= last_days:
        for key, exercise in library.items():
            if exercise.load_class in HEAVY_CLASSES:
                yield _exposures(_TIMES_DONE[-1], context, {key})


def _exposures(
    times: int, context: WeekContext, done: Iterable[str]
) -> Mapping[str, tuple[date, ...]]:
    """These done so many times in the days before the week, besides what was done before."""
    past = tuple(context.week.monday - timedelta(days=n) for n in range(times, 0, -1))
    known = context.request.exposures
    return {**known, **{key: (*known.get(key, ()), *past) for key in done}} if times else known


def _all_places(context: WeekContext) -> Iterator[Place]:
    wished = session_count(context.week, context.request)
    for number in range(wished):
        yield from (p for p in places(number, wished, context) if p.legal)


def _keep_best(
    best: dict[tuple[int, int, LoadClass, bool], _Choice],
    week: int,
    place: Place,
    context: WeekContext,
) -> None:
    content, starts = place.content, minute_of(place.start)
    key = (place.number, starts, content.load_class, content.novel)
    exercises = {dose.exercise_id for dose in content.doses}
    ends, worth = starts + content.minutes, points(place, context)
    if key not in best:
        day = place.start.toordinal()
        best[key] = _Choice(
            week, place.number, starts, ends, day, content.load_class, content.novel, worth, set()
        )
    choice = best[key]
    choice.points, choice.ends = max(choice.points, worth), min(choice.ends, ends)
    choice.exercises |= exercises
    heavy = {key for key in exercises if context.library[key].load_class in HEAVY_CLASSES}
    days_left = (context.request.race.day - place.start.date()).days
    if 0 <= days_left <= NO_NEW_EXERCISE_DAYS:
        choice.any_of |= heavy
    elif not content.novel:
        # Of several contents that come to the same, the one that needs least decides.
        choice.needs = heavy if not choice.needs else choice.needs & heavy


# Rules


class _Model:
    """The rules over the choices of some weeks."""

    def __init__(
        self,
        choices: Sequence[_Choice],
        easy: Mapping[int, frozenset[date]],
        past: "_Past",
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
        """At most one of each number, and the next number later."""
        for members in self._by_week.values():
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
        for (day, load_class), members in self._by_day_and_class().items():
            if load_class not in HEAVY_CLASSES:
                continue
            old = [c for c in members if not c.novel]
            for key in sorted({key for c in old for key in c.needs}):
                self._require([c for c in old if key in c.needs], {key}, day, past)
            late = [c for c in old if c.any_of]
            keys = {key for c in late for key in c.any_of}
            if late:
                known = []
                for key in sorted(keys):
                    literal = self.model.new_bool_var("known")
                    known.append(literal)
                    self._require_literal(literal, key, day, past)
                self.model.add(sum(c.pick for c in late) <= sum(known))

    def _by_day_and_class(self) -> dict[tuple[int, LoadClass], list[_Choice]]:
        found: dict[tuple[int, LoadClass], list[_Choice]] = {}
        for choice in self._choices:
            found.setdefault((choice.day, choice.load_class), []).append(choice)
        return found

    def _require(self, members: Sequence[_Choice], keys: set[str], day: int, past: "_Past") -> None:
        """One a day at most, so that the picks of a day are one literal."""
        literal = sum(c.pick for c in members)
        for key in keys:
            self._require_literal(literal, key, day, past)

    def _require_literal(self, literal: Any, key: str, day: int, past: "_Past") -> None:
        """The literal needs three times of the exercise before the day, one of them lately."""
        before = [c for c in self._choices if c.day < day and key in c.exercises]
        if past.times[key] < NOVEL_EXPOSURES:
            counted = sum(c.pick for c in before)
            self.model.add(counted + past.times[key] >= NOVEL_EXPOSURES * literal)
        since = day - NOVEL_AFTER_DAYS
        if past.last[key] < since:
            self.model.add(sum(c.pick for c in before if c.day >= since) >= literal)

    def _close_pairs(self, members: Sequence[_Choice]) -> list[Any]:
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


def _grouped(choices: Iterable[_Choice], key: Callable[[_Choice], int]) -> dict[int, list[_Choice]]:
    groups: dict[int, list[_Choice]] = {}
    for choice in choices:
        groups.setdefault(key(choice), []).append(choice)
    return dict(sorted(groups.items()))
