"""Choose times for a week's sessions with CP-SAT: the only file that names the solver.

The model speaks of options only: an option is one session, of one kind, at one legal start, with
the points it is worth. What is legal against runs was decided before; what sessions owe each other
and the week is decided here. Same options, same choice, on any machine: one worker, a fixed seed
and a limit in deterministic time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hamstrong.errors import NoPlan
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS
from hamstrong.planning.spacing import HARD_CLASSES, between_h

_DETERMINISTIC_LIMIT = 20.0
_SEED = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place one session.

    Attributes:
        id: The caller's own; no two options share it.
        number: Which session of the week, from 0.
        start: Aware.
        end: Aware.
        load_class: Of the session if placed so.
        points: What it is worth.
        pinned: True when the athlete chose it; it may then come before or after its neighbours.
    """

    id: int
    number: int
    start: datetime
    end: datetime
    load_class: LoadClass
    points: int
    pinned: bool = False

    @property
    def day(self) -> date:
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A session that stands already, before the week or in it."""

    end: datetime
    load_class: LoadClass


def choose(
    options: Sequence[Option],
    *,
    earlier: Sequence[Earlier] = (),
    easy_days: frozenset[date] = frozenset(),
) -> tuple[Option, ...]:
    """Pick at most one option per session number, with the most points, in time order.

    Args:
        options: All legal placements of all sessions of the week.
        earlier: Sessions that stand; each keeps its hours to the chosen ones (W4).
        easy_days: Days without a key run and without a standing hard session; one of them stays
            free of C2 and harder (W5). Empty when the runs leave no such day.

    Returns:
        The chosen options; a session without a legal placement is left out.

    Raises:
        NoPlan: The solver reached its limit before finding any placement.
    """
    from ortools.sat.python import cp_model  # heavy: half a second and 90 MB, only when planning

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
    solver.parameters.max_deterministic_time = _DETERMINISTIC_LIMIT
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise NoPlan("The week could not be placed within the solver's limit; report this plan.")
    chosen = [o for i, o in enumerate(open_options) if solver.boolean_value(picks[i])]
    return tuple(sorted(chosen, key=lambda option: option.start))


def _respects(option: Option, earlier: Sequence[Earlier]) -> bool:
    return all(
        _minute(option.start) - _minute(past.end) >= _gap_min(past.load_class, option.load_class)
        and past.end.date() != option.day
        for past in earlier
    )


def _gap_min(first: LoadClass, second: LoadClass) -> float:
    return 60 * between_h(first, second)


def _keep_apart(model: Any, picks: dict[int, Any], options: Sequence[Option]) -> None:
    """Sessions keep their hours to each other, and later numbers come later."""
    spans = [(_minute(option.start), _minute(option.end)) for option in options]
    for i, first in enumerate(options):
        clashing = [
            picks[j]
            for j, second in enumerate(options)
            if second.number > first.number and _clash((first, spans[i]), (second, spans[j]))
        ]
        if clashing:
            # One row instead of a clause a pair: picking `first` forbids them all.
            model.add(sum(clashing) == 0).only_enforce_if(picks[i])


_Timed = tuple[Option, tuple[int, int]]


def _clash(first: _Timed, second: _Timed) -> bool:
    """Whether the later number stands too close after the earlier one, or before it.

    Only a pinned session may change places with a neighbour; among the others the order of
    numbers spares the solver the same week twice.
    """
    (a, (a_starts, a_ends)), (b, (b_starts, b_ends)) = first, second
    needed = _gap_min(a.load_class, b.load_class)
    follows = b_starts - a_ends >= needed
    precedes = (a.pinned or b.pinned) and a_starts - b_ends >= needed
    return a.day == b.day or not (follows or precedes)


def _keep_an_easy_day(
    model: Any, picks: dict[int, Any], options: Sequence[Option], easy_days: frozenset[date]
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
    starts = [_minute(option.start) for option in options]
    close = []
    for number in sorted({o.number for o in options})[:-1]:
        near = model.new_bool_var(f"close {number}")
        for i, first in enumerate(options):
            if first.number != number:
                continue
            ends = _minute(first.end)
            seconds = [
                picks[j]
                for j, second in enumerate(options)
                if second.number == number + 1 and abs(starts[j] - ends) < 60 * CLOSE_H
            ]
            if seconds:
                model.add(sum(seconds) <= near).only_enforce_if(picks[i])
        close.append(near)
    return close


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
