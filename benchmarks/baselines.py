"""Other ways to choose a week's places, each in the shape of `planning.search.choose`."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import highspy

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS
from hamstrong.planning.placing.scoring import CLASS_VALUE
from hamstrong.planning.placing.search import Earlier, Option
from hamstrong.planning.spacing import HARD_CLASSES, between_h

MONDAY, THURSDAY = 0, 3


def fixed_weekdays(
    options: Sequence[Option],
    *,
    earlier: Sequence[Earlier],
    easy_days: frozenset[int],
    points_of: Callable[[Option], int],
) -> tuple[Option, ...]:
    """Monday and Thursday near the favourite hour, the hardest session, whatever the runs say."""
    chosen = []
    for number, weekday in enumerate((MONDAY, THURSDAY)):
        there = [o for o in options if o.number == number and (o.day - 1) % 7 == weekday]
        if there:
            chosen.append(max(there, key=lambda o: (o.points, -o.starts)))
    return tuple(chosen)


def first_fit(
    options: Sequence[Option],
    *,
    earlier: Sequence[Earlier],
    easy_days: frozenset[int],
    points_of: Callable[[Option], int],
) -> tuple[Option, ...]:
    """Session after session the hardest that still fits, as early as it fits."""
    chosen: list[Option] = []
    for number in sorted({o.number for o in options}):
        mine = [o for o in options if o.number == number and _stands_free(o, earlier)]
        for option in sorted(mine, key=lambda o: (-CLASS_VALUE[o.load_class], o.starts)):
            hard = {o.day for o in (*chosen, option) if o.load_class in HARD_CLASSES}
            leaves_easy_day = not easy_days or not easy_days <= hard
            if leaves_easy_day and not any(_clash(other, option) for other in chosen):
                chosen.append(option)
                break
    return tuple(sorted(chosen, key=lambda o: o.starts))


def milp(
    options: Sequence[Option],
    *,
    earlier: Sequence[Earlier],
    easy_days: frozenset[int],
    points_of: Callable[[Option], int],
) -> tuple[Option, ...]:
    """The same week as a mixed-integer program, solved by HiGHS to a gap of nothing."""
    free = [option for option in options if _stands_free(option, earlier)]
    program = _Program()
    picks = {o.id: program.binary(points_of(o)) for o in free}
    numbers = sorted({o.number for o in free})
    of = {number: [o for o in free if o.number == number] for number in numbers}
    for number in numbers:
        program.at_most_one(picks[o.id] for o in of[number])
    for first, later in product(free, numbers):
        clashing = [o for o in of[later] if later > first.number and _clash(first, o)]
        if clashing:
            program.at_most_one(picks[o.id] for o in (first, *clashing))
    _add_easy_days(program, free, picks, easy_days)
    _add_closeness(program, of, picks)
    chosen = program.chosen()
    return tuple(sorted((o for o in free if picks[o.id] in chosen), key=lambda o: o.starts))


class _Program:
    """A program of binaries, made row by row."""

    def __init__(self) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("threads", 1)
        self._columns = 0

    def binary(self, cost: float) -> int:
        self._highs.addCol(cost, 0.0, 1.0, 0, [], [])
        self._highs.changeColIntegrality(self._columns, highspy.HighsVarType.kInteger)
        self._columns += 1
        return self._columns - 1

    def row(self, lower: float, upper: float, terms: Sequence[tuple[int, float]]) -> None:
        columns = [column for column, _ in terms]
        self._highs.addRow(lower, upper, len(terms), columns, [factor for _, factor in terms])

    def at_most_one(self, columns: Iterable[int]) -> None:
        self.row(0.0, 1.0, [(column, 1.0) for column in columns])

    def chosen(self) -> set[int]:
        if not self._columns:
            return set()
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError("HiGHS did not solve the week.")
        values = self._highs.getSolution().col_value
        return {column for column, value in enumerate(values) if value > 0.5}


def _add_easy_days(
    program: _Program, free: Sequence[Option], picks: dict[int, int], easy_days: frozenset[int]
) -> None:
    """W5: of the days that could be easy, one is."""
    if not easy_days:
        return
    easy = {day: program.binary(0.0) for day in sorted(easy_days)}
    program.row(1.0, float(len(easy)), [(column, 1.0) for column in easy.values()])
    for option in free:
        if option.day in easy and option.load_class in HARD_CLASSES:
            program.at_most_one((picks[option.id], easy[option.day]))


def _add_closeness(program: _Program, of: dict[int, list[Option]], picks: dict[int, int]) -> None:
    """A column pays for each pair of neighbours that stand close."""
    for number in of:
        near = program.binary(-CLOSE_SESSIONS)
        for first in of[number]:
            close = [o for o in of.get(number + 1, []) if abs(o.starts - first.ends) < 60 * CLOSE_H]
            if close:
                terms = [(picks[o.id], 1.0) for o in (first, *close)]
                program.row(-1.0, 1.0, [*terms, (near, -1.0)])


def _stands_free(option: Option, earlier: Sequence[Earlier]) -> bool:
    return all(
        option.day != past.day
        and option.starts - past.ends >= _gap_min(past.load_class, option.load_class)
        for past in earlier
    )


def _clash(first: Option, second: Option) -> bool:
    """W4 between two sessions of a week; only a pinned one may change places."""
    needed = _gap_min(first.load_class, second.load_class)
    follows = second.starts - first.ends >= needed
    precedes = (first.pinned or second.pinned) and first.starts - second.ends >= needed
    return first.day == second.day or not (follows or precedes)


def _gap_min(first: LoadClass, second: LoadClass) -> float:
    return 60 * between_h(first, second)
