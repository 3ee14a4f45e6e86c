"""The week as a CP-SAT model: what the planner's own search is judged against.

The same rules written a second time, as clauses instead of masks, and solved to proven optimality
by OR-Tools, which nobody needs at run time.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

from ortools.sat.python import cp_model

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS
from hamstrong.planning.placing.search import Earlier, Option
from hamstrong.planning.spacing import HARD_CLASSES, between_h

_SEED = 1


def best_choice(
    options: Sequence[Option],
    *,
    earlier: Sequence[Earlier] = (),
    easy_days: frozenset[int] = frozenset(),
) -> tuple[Option, ...]:
    """What `planning.search.choose` should find, up to ties, in time order.

    Raises:
        RuntimeError: Not proven optimal.
    """
    model = cp_model.CpModel()
    open_options = [o for o in options if _respects(o, earlier)]
    picks = {i: model.new_bool_var(f"pick {i}") for i in range(len(open_options))}
    by_number: dict[int, list[int]] = defaultdict(list)
    for i, option in enumerate(open_options):
        by_number[option.number].append(i)
    for members in by_number.values():
        model.add_at_most_one(picks[i] for i in members)
    _keep_apart(model, picks, open_options)
    _keep_an_easy_day(model, picks, open_options, easy_days)
    close = _close_pairs(model, picks, open_options)
    model.maximize(
        sum(o.points * picks[i] for i, o in enumerate(open_options)) - CLOSE_SESSIONS * sum(close)
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = _SEED
    status = solver.solve(model)
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"The week was not solved: {solver.status_name(status)}.")
    chosen = [o for i, o in enumerate(open_options) if solver.boolean_value(picks[i])]
    return tuple(sorted(chosen, key=lambda option: option.starts))


def _respects(option: Option, earlier: Sequence[Earlier]) -> bool:
    return all(
        option.starts - past.ends >= _gap_min(past.load_class, option.load_class)
        and past.day != option.day
        for past in earlier
    )


def _gap_min(first: LoadClass, second: LoadClass) -> float:
    return 60 * between_h(first, second)


def _keep_apart(model: Any, picks: dict[int, Any], options: Sequence[Option]) -> None:
    """Sessions keep their hours to each other, and later numbers come later."""
    for i, first in enumerate(options):
        clashing = [
            picks[j]
            for j, second in enumerate(options)
            if second.number > first.number and _clash(first, second)
        ]
        if clashing:
            # One row instead of a clause a pair: picking `first` forbids them all.
            model.add(sum(clashing) == 0).only_enforce_if(picks[i])


def _clash(a: Option, b: Option) -> bool:
    """Whether the later number stands too close after the earlier one, or before it.

    Only a pinned session may change places with a neighbour; among the others the order of
    numbers spares the solver the same week twice.
    """
    needed = _gap_min(a.load_class, b.load_class)
    follows = b.starts - a.ends >= needed
    precedes = (a.pinned or b.pinned) and a.starts - b.ends >= needed
    return a.day == b.day or not (follows or precedes)


def _keep_an_easy_day(
    model: Any, picks: dict[int, Any], options: Sequence[Option], easy_days: frozenset[int]
) -> None:
    if not easy_days:
        return
    frees = []
    for day in sorted(easy_days):
        free = model.new_bool_var(f"easy {day}")
        hard = [
            picks[i] for i, o in enumerate(options) if o.day == day and o.load_class in HARD_CLASSES
        ]
        model.add(sum(hard) == 0).only_enforce_if(free)
        frees.append(free)
    model.add_at_least_one(frees)


def _close_pairs(model: Any, picks: dict[int, Any], options: Sequence[Option]) -> list[Any]:
    """A literal for each pair of neighbours that stand less than two nights apart."""
    close = []
    for number in sorted({o.number for o in options})[:-1]:
        near = model.new_bool_var(f"close {number}")
        for i, first in enumerate(options):
            if first.number != number:
                continue
            seconds = [
                picks[j]
                for j, second in enumerate(options)
                if second.number == number + 1 and abs(second.starts - first.ends) < 60 * CLOSE_H
            ]
            if seconds:
                model.add(sum(seconds) <= near).only_enforce_if(picks[i])
        close.append(near)
    return close


def worth(chosen: Sequence[Option]) -> int:
    """Points of a choice, less the price of neighbours that stand close."""
    by_number = sorted(chosen, key=lambda option: option.number)
    close = sum(
        second.number == first.number + 1 and abs(second.starts - first.ends) < 60 * CLOSE_H
        for first, second in pairwise(by_number)
    )
    return sum(option.points for option in chosen) - CLOSE_SESSIONS * close


def broken(
    chosen: Sequence[Option], *, earlier: Sequence[Earlier], easy_days: frozenset[int]
) -> list[str]:
    """The hard rules that a choice breaks."""
    found = [] if len({o.number for o in chosen}) == len(chosen) else ["two of one number"]
    found += ["W4 to a standing one" for o in chosen if not _respects(o, earlier)]
    by_number = sorted(chosen, key=lambda option: option.number)
    found += [
        "W4 or the order" for first, second in combinations(by_number, 2) if _clash(first, second)
    ]
    hard_days = {o.day for o in chosen if o.load_class in HARD_CLASSES}
    return found + (["W5"] if easy_days and easy_days <= hard_days else [])
