"""Choose times for a week's sessions: exact branch and bound over all legal placements.

The search speaks of options only: an option is one session, of one kind, at one legal start, with
the points it is worth. What is legal against runs was decided before; what sessions owe each other
and the week is decided here. The answer is proven best: a branch is left only when even its
unhindered rest cannot beat what was found.

Options of a number are bits of one integer, the most points first, so that "the best one that the
sessions before leave" is the lowest bit of a mask, and a mask is two searches in sorted times.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from operator import or_

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS
from hamstrong.planning.spacing import HARD_CLASSES, between_h

_CLOSE_MIN = round(60 * CLOSE_H)
_GAP_MIN = {(a, b): 60 * between_h(a, b) for a in LoadClass for b in LoadClass}


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place one session, in whole numbers.

    Attributes:
        id: The caller's own; no two options share it.
        number: Which session of the week, from 0.
        starts: Minutes since 1970.
        ends: Minutes since 1970.
        day: The date as a number (`date.toordinal`).
        load_class: Of the session if placed so.
        points: What it is worth, at most.
        pinned: True when the athlete chose it; it may then come before or after its neighbours.
    """

    id: int
    number: int
    starts: int
    ends: int
    day: int
    load_class: LoadClass
    points: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A session that stands already, before the week or in it, in the same numbers."""

    ends: int
    day: int
    load_class: LoadClass


def minute_of(moment: datetime) -> int:
    """Minutes since 1970 of an aware time."""
    return int(moment.timestamp() // 60)


def choose(
    options: Iterable[Option],
    *,
    earlier: Sequence[Earlier] = (),
    easy_days: frozenset[int] = frozenset(),
    points_of: Callable[[Option], int] | None = None,
) -> tuple[Option, ...]:
    """Pick at most one option per session number, with the most points, in time order.

    Of several best choices the one is taken that gives the first session the most points, then
    the earliest start, end and class by name; then likewise the second session, and so on. The
    order in which options come in decides nothing.

    Args:
        options: All legal placements of all sessions of the week.
        earlier: Sessions that stand; each keeps its hours to the chosen ones (W4).
        easy_days: Days, as numbers, without a key run and without a standing hard session; one of
            them stays free of C2 and harder (W5). Empty when the runs leave no such day.
        points_of: What an option is worth exactly, never more than its `points`; asked only of
            those that could win. Without it `points` are exact.

    Returns:
        The chosen options; a session without a legal placement is left out.
    """
    worth = points_of or _as_it_says
    levels = _levels((option for option in options if _respects(option, earlier)), worth)
    search = _Search(levels, easy_days)
    search.go_on(0, [level.everyone for level in levels], _Path())
    return tuple(sorted(search.best, key=lambda option: option.starts))


def _as_it_says(option: Option) -> int:
    return option.points


_Rank = tuple[int, int, int, str, bool, int]


def _rank(option: Option, points: int) -> _Rank:
    """Best first; what breaks ties, down to the caller's id between twins."""
    return (
        -points,
        option.starts,
        option.ends,
        option.load_class,
        option.pinned,
        option.id,
    )


_LEFT_OUT: _Rank = (1, 0, 0, "", False, 0)
"""Behind every session that is worth something."""


def _respects(option: Option, earlier: Sequence[Earlier]) -> bool:
    for past in earlier:
        apart = option.starts - past.ends
        if past.day == option.day or apart < _GAP_MIN[past.load_class, option.load_class]:
            return False
    return True


def _clash(first: Option, second: Option) -> bool:
    """Whether the later number stands too close after the earlier one, or before it.

    Only a pinned session may change places with a neighbour; among the others the order of
    numbers spares the search the same week twice.
    """
    needed = _GAP_MIN[first.load_class, second.load_class]
    follows = second.starts - first.ends >= needed
    may_swap = first.pinned or second.pinned
    precedes = may_swap and first.starts - second.ends >= needed
    return first.day == second.day or not (follows or precedes)


class _Sorted:
    """Options of one number in order of their start, with the mask of each and all that follow."""

    __slots__ = ("from_here", "starts")

    def __init__(self, members: Sequence[tuple[int, int]]) -> None:
        """Take pairs of start and bit."""
        ordered = sorted(members)
        self.starts = [start for start, _ in ordered]
        masks = accumulate((bit for _, bit in reversed(ordered)), or_, initial=0)
        self.from_here = list(masks)[::-1]

    def since(self, minute: float) -> int:
        """The mask of options that start at this minute or later."""
        return self.from_here[bisect_left(self.starts, minute)]


class _Level:
    """The options of one session number, best first, and how they stand to an earlier session."""

    def __init__(
        self, number: int, options: Sequence[Option], worth: Callable[[Option], int]
    ) -> None:
        self.number = number
        self.options = sorted(options, key=lambda option: _rank(option, option.points))
        self._worth = worth
        self._points: dict[int, int] = {}
        self.everyone = (1 << len(self.options)) - 1
        bits = [(option, 1 << i) for i, option in enumerate(self.options)]
        self._by_start = _Sorted([(option.starts, bit) for option, bit in bits])
        self._by_class = {
            load_class: _Sorted(
                [(o.starts, bit) for o, bit in bits if o.load_class is load_class and not o.pinned]
            )
            for load_class in {option.load_class for option in self.options}
        }
        self._on_day: dict[int, int] = {}
        for option, bit in bits:
            self._on_day[option.day] = self._on_day.get(option.day, 0) | bit
        self._pinned = [(option, bit) for option, bit in bits if option.pinned]
        self._bits = bits

    def beside(self, first: Option) -> int:
        """The mask of options that may stand beside this one of an earlier number."""
        if first.pinned:
            return sum(bit for option, bit in self._bits if not _clash(first, option))
        mask = 0
        for load_class, members in self._by_class.items():
            mask |= members.since(first.ends + _GAP_MIN[first.load_class, load_class])
        mask &= ~self._on_day.get(first.day, 0)
        for option, bit in self._pinned:
            mask |= 0 if _clash(first, option) else bit
        return mask

    def near(self, first: Option) -> int:
        """The mask of options less than two nights away from this one of the number before."""
        after = self._by_start.since(first.ends - _CLOSE_MIN + 1)
        return after & ~self._by_start.since(first.ends + _CLOSE_MIN)

    def points(self, index: int) -> int:
        """What an option is worth, reckoned once."""
        if index not in self._points:
            self._points[index] = self._worth(self.options[index])
        return self._points[index]

    def best(self, mask: int) -> int:
        """Points of the best option in the mask; 0 where leaving the session out is no worse."""
        most = 0
        for index in _bits(mask):
            if self.options[index].points <= most:
                break
            most = max(most, self.points(index))
        return most


def _bits(mask: int) -> Iterator[int]:
    """Positions of the bits, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


def _levels(options: Iterable[Option], worth: Callable[[Option], int]) -> tuple[_Level, ...]:
    by_number: dict[int, list[Option]] = {}
    for option in options:
        by_number.setdefault(option.number, []).append(option)
    return tuple(_Level(number, by_number[number], worth) for number in sorted(by_number))


@dataclass(frozen=True, slots=True)
class _Path:
    """What is chosen on the way down.

    Attributes:
        chosen: The options.
        points: Of all, less the price of closeness.
        ranks: Per settled number that of its option, to break ties.
        hard_days: Days taken by hard sessions.
    """

    chosen: tuple[Option, ...] = ()
    points: int = 0
    ranks: tuple[_Rank, ...] = ()
    hard_days: frozenset[int] = frozenset()


class _Search:
    """Depth first, best first: number after number, leaving a branch that cannot win."""

    def __init__(self, levels: Sequence[_Level], easy_days: frozenset[int]) -> None:
        self._levels = levels
        self._easy_days = easy_days
        self._found = _Path(ranks=(_LEFT_OUT,) * len(levels))

    @property
    def best(self) -> tuple[Option, ...]:
        return self._found.chosen

    def go_on(self, depth: int, open_masks: Sequence[int], path: _Path) -> None:
        """Settle the session of this depth and all after it.

        Args:
            depth: Index of the level to settle.
            open_masks: Per level, what the chosen ones leave; those before `depth` are not read.
            path: What is chosen so far.
        """
        if depth == len(self._levels):
            if (-path.points, path.ranks) < (-self._found.points, self._found.ranks):
                self._found = path
            return
        level = self._levels[depth]
        rest = path.points + sum(
            later.best(mask)
            for later, mask in zip(self._levels[depth + 1 :], open_masks[depth + 1 :], strict=True)
        )
        near = self._near(level, path)
        for index in _bits(open_masks[depth]):
            if rest + level.options[index].points < self._found.points:
                break
            points = level.points(index)
            price = CLOSE_SESSIONS if near >> index & 1 else 0
            if rest + points - price >= self._found.points:
                self._take(depth, index, path.points + points - price, (open_masks, path))
        if rest >= self._found.points:
            self.go_on(depth + 1, open_masks, replace(path, ranks=(*path.ranks, _LEFT_OUT)))

    def _near(self, level: _Level, path: _Path) -> int:
        """The mask of options that stand close to the session of the number before."""
        previous = path.chosen[-1] if path.chosen else None
        if previous is None or previous.number != level.number - 1:
            return 0
        return level.near(previous)

    def _take(
        self, depth: int, index: int, points: int, state: tuple[Sequence[int], _Path]
    ) -> None:
        open_masks, path = state
        level = self._levels[depth]
        option = level.options[index]
        hard_days = path.hard_days
        if option.load_class in HARD_CLASSES:
            hard_days |= {option.day}
        if self._easy_days and self._easy_days <= hard_days:
            return
        left = list(open_masks)
        for i in range(depth + 1, len(self._levels)):
            left[i] &= self._levels[i].beside(option)
        ranks = (*path.ranks, _rank(option, level.points(index)))
        taken = _Path((*path.chosen, option), points, ranks, hard_days)
        self.go_on(depth + 1, left, taken)
