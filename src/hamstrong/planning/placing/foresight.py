"""Look ahead over a block in outline: which heavy exercises to bring in, when and on which days.

A week by itself takes what is worth most to it. That may close the first days of the next, or leave
an exercise new that later weeks could hold only once it is known. So all weeks are first gone
through in outline: from each of the most hopeful states of knowledge every mix of sessions is
tried, each at its best starts, and the most hopeful new states go on. Hope is what a state is worth
so far and what later weeks would be worth, if what is not known yet is brought in at each chance.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final, NamedTuple

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.spacing import NOVEL_AFTER_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.constants.weights import CLOSE_H, CLOSE_SESSIONS
from hamstrong.planning.placing.foreseen import Foreseen, minute_of_day
from hamstrong.planning.placing.outline import Draft, Known, Outline, Spot
from hamstrong.planning.spacing import HARD_CLASSES, HEAVY_CLASSES, between_h

_WIDTH: Final = 20
"""So many states go on from week to week. Judgement: more cost time and gain little."""

_ALIKE: Final = 2
"""And so many that know the same. Judgement."""

_CLOSE_MIN: Final = round(60 * CLOSE_H)
_GAP_MIN: Final = {(a, b): round(60 * between_h(a, b)) for a in LoadClass for b in LoadClass}


Ends = tuple[int, int, int]
"""When the last session, the last hard one and the last heavy one end, minutes since 1970."""


_RESTS_MIN: Final = tuple(_GAP_MIN[c, c] for c in (LoadClass.C0, LoadClass.C2, LoadClass.C3))
"""After each of them, before one of the same kind."""

_ENDS_THAT_BIND: Final = {c: 1 + (c in HARD_CLASSES) + (c in HEAVY_CLASSES) for c in LoadClass}
"""How many of them, from the first, keep a session of a class waiting."""


class _State(NamedTuple):
    worth: int
    times: tuple[int, ...]
    last: tuple[int, ...]
    ends: Ends
    weeks: tuple[Mapping[int, Foreseen], ...]


class _Row(NamedTuple):
    """Sessions of a week in time order, and what they are worth together."""

    worth: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Of heavy exercises, when a block begins: how often each was done, and when last.

    Attributes:
        times: Up to three.
        last: Days as numbers, 0 for never.
        done: Those that the log or the plan has; the athlete may have told of others.
    """

    times: Mapping[str, int]
    last: Mapping[str, int]
    done: frozenset[str]


class Foresight:
    """Looks ahead from any week of a block; what was found out once helps from the next."""

    def __init__(self, outlines: Sequence[Outline], keys: Iterable[str]) -> None:
        """Take the weeks to come, and the ids of all heavy exercises."""
        self._outlines = outlines
        self._keys = tuple(keys)
        self._all = frozenset(self._keys)
        self._begin = Knowledge({}, {}, frozenset())
        self._rows: dict[tuple[object, ...], tuple[_Row, ...]] = {}
        self._hopes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._nexts: dict[tuple[object, ...], int] = {}
        self._alone: dict[tuple[int, frozenset[str]], int] = {}
        self._chances = {key: tuple(self._chances_of(key)) for key in self._keys}

    def of(
        self, first: int, knowledge: Knowledge, ends: Ends
    ) -> tuple[Mapping[int, Foreseen], ...]:
        """Per week from `first` on, and number of session, what it should hold.

        Args:
            first: Index of the week whose turn it is.
            knowledge: When that week begins.
            ends: Of the sessions before it.
        """
        self._begin = knowledge
        times = tuple(self._begin.times[key] for key in self._keys)
        last = tuple(self._begin.last[key] for key in self._keys)
        states = [_State(0, times, last, ends, ())]
        for index in range(first, len(self._outlines)):
            found: dict[tuple[object, ...], _State] = {}
            for state in states:
                for then in self._after(index, state):
                    key = self._alike(index, then)
                    if key not in found or found[key].worth < then.worth:
                        found[key] = then
            by_hope = sorted(found.values(), key=lambda s: -self._hope(index + 1, s))
            states = _unlike(by_hope)
        return states[0].weeks

    def _alike(self, index: int, state: _State) -> tuple[object, ...]:
        """States that agree in this are alike for what comes."""
        sunday = self._outlines[index].monday + 6
        new_by = sunday - NOVEL_AFTER_DAYS
        recent = tuple((day - new_by) // 4 if day > new_by else 0 for day in state.last)
        return state.times, recent, _closed(sunday, state.ends)

    def _after(self, index: int, state: _State) -> Iterator[_State]:
        """The state after each mix of as many sessions as the week can hold."""
        outline = self._outlines[index]
        known = self._known(state)
        for count in range(len(outline.numbers), 0, -1):
            is_possible = False
            for some in combinations(outline.numbers, count):
                for numbers, drafts in _mixes(outline, known, some):
                    for row in self._best_rows(index, drafts, state.ends):
                        is_possible = True
                        yield self._with(state, numbers, drafts, row)
            if is_possible:
                return
        yield state._replace(weeks=(*state.weeks, {}))

    def _known(self, state: _State) -> Known:
        found = list(zip(self._keys, state.times, state.last, strict=True))
        return Known(
            frozenset((k, last + NOVEL_AFTER_DAYS) for k, n, last in found if n >= NOVEL_EXPOSURES),
            self._begin.done | {k for k, _, last in found if last != self._begin.last[k]},
        )

    def _with(
        self, state: _State, numbers: Sequence[int], drafts: Sequence[Draft], row: _Row
    ) -> _State:
        times, last, ends = list(state.times), list(state.last), list(state.ends)
        for draft, spot in zip(drafts, row.spots, strict=True):
            ends[0] = spot.ends
            if spot.load_class in HARD_CLASSES:
                ends[1] = spot.ends
            if not draft.heavy:
                continue
            ends[2] = spot.ends
            for i, key in enumerate(self._keys):
                if key in draft.heavy:
                    times[i] = min(times[i] + 1, NOVEL_EXPOSURES)
                    last[i] = spot.day
        week = {
            number: Foreseen(draft.heavy, spot.load_class, spot.starts)
            for number, draft, spot in zip(numbers, drafts, row.spots, strict=True)
        }
        return _State(
            state.worth + row.worth,
            tuple(times),
            tuple(last),
            (ends[0], ends[1], ends[2]),
            (*state.weeks, week),
        )

    # Rows

    def _best_rows(self, index: int, drafts: Sequence[Draft], ends: Ends) -> tuple[_Row, ...]:
        first = min(draft.spots[0].starts for draft in drafts)
        closed = tuple(
            max(0, end + rest - first) for end, rest in zip(ends, _RESTS_MIN, strict=True)
        )
        key = (index, tuple(id(draft) for draft in drafts), closed)
        if key not in self._rows:
            self._rows[key] = _rows(drafts, ends)
        return self._rows[key]

    # Hope

    def _hope(self, index: int, state: _State) -> int:
        if index == len(self._outlines):
            return state.worth
        key = (index, state.times)
        if key not in self._hopes:
            known_from = self._known_from(index, state.times)
            self._hopes[key] = sum(
                self._worth_alone(week, frozenset(k for k, w in known_from.items() if w <= week))
                for week in range(index + 1, len(self._outlines))
            )
        return state.worth + self._worth_next(index, state) + self._hopes[key]

    def _worth_next(self, index: int, state: _State) -> int:
        """The most that the next week is worth after what was done."""
        outline = self._outlines[index]
        known = frozenset(
            key
            for key, times, last in zip(self._keys, state.times, state.last, strict=True)
            if times >= NOVEL_EXPOSURES and last + NOVEL_AFTER_DAYS >= outline.monday
        )
        key = (index, known, self._known(state).done, _closed(outline.monday - 1, state.ends))
        if key not in self._nexts:
            until = Known(
                frozenset((k, outline.monday + 6) for k in known), self._known(state).done
            )
            rows = (
                row
                for _, drafts in _mixes(outline, until, outline.numbers)
                for row in self._best_rows(index, drafts, state.ends)
            )
            self._nexts[key] = max((row.worth for row in rows), default=0)
        return self._nexts[key]

    def _known_from(self, index: int, times: Sequence[int]) -> dict[str, int]:
        """The week from which each exercise is known if it is brought in at every chance."""
        found = {}
        for key, done in zip(self._keys, times, strict=True):
            if done >= NOVEL_EXPOSURES:
                found[key] = index
                continue
            chances = self._chances[key]
            at = bisect_left(chances, index) + NOVEL_EXPOSURES - done - 1
            if at < len(chances):
                found[key] = chances[at] + 1
        return found

    def _chances_of(self, key: str) -> Iterator[int]:
        """Weeks in which an exercise could be brought in."""
        for index, outline in enumerate(self._outlines):
            drafts = (d for n in outline.numbers for d in outline.drafts(n, Known(done=self._all)))
            if any(key in draft.heavy for draft in drafts):
                yield index

    def _worth_alone(self, index: int, known: frozenset[str]) -> int:
        """The most a week is worth with this known, and nothing before it."""
        key = (index, known)
        if key not in self._alone:
            outline = self._outlines[index]
            until = Known(frozenset((k, outline.monday + 6) for k in known), self._all)
            rows = (
                row
                for _, drafts in _mixes(outline, until, outline.numbers)
                for row in self._best_rows(index, drafts, (0, 0, 0))
            )
            self._alone[key] = max((row.worth for row in rows), default=0)
        return self._alone[key]


def _closed(sunday: int, ends: Ends) -> tuple[int, ...]:
    """Whole hours of the next week that are closed to a session, a hard one, a heavy one."""
    monday = minute_of_day(date.fromordinal(sunday + 1))
    rests = zip(ends, _RESTS_MIN, strict=True)
    return tuple(max(0, end + rest - monday) // 60 for end, rest in rests)


def _mixes(
    outline: Outline, known: Known, some: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[Draft, ...]]]:
    """Each way to give these sessions of the week a draft, where they have one; with numbers."""
    by_number = [(n, outline.drafts(n, known)) for n in some]
    open_numbers = tuple(n for n, drafts in by_number if drafts)
    for mix in product(*(drafts for _, drafts in by_number if drafts)):
        if mix:
            yield open_numbers, mix


def _rows(drafts: Sequence[Draft], ends: Ends) -> tuple[_Row, ...]:
    """The best row of these sessions, and the best that ends earlier, for each earlier end."""
    rows: list[_Row] = []
    free_from = _free_from(ends)
    for depth, draft in enumerate(drafts):
        spots = [spot for spot in draft.spots if spot.starts >= free_from[spot.load_class]]
        if depth == 0:
            rows = [_Row(spot.points, (spot,)) for spot in spots]
            continue
        hopeful = _hopeful(rows)
        rows = [row for spot in spots if (row := _longer(hopeful, spot)) is not None]
    kept: list[_Row] = []
    for row in sorted(rows, key=lambda row: (row.spots[-1].ends, -row.worth)):
        if not kept or row.worth > kept[-1].worth:
            kept.append(row)
    return tuple(kept[-3:])


def _unlike(by_hope: Iterable[_State]) -> list[_State]:
    """The most hopeful, no more than a few that know the same.

    Otherwise bringing in is put off: what could still be brought in later gives as much hope.
    """
    alike: Counter[tuple[int, ...]] = Counter()
    kept = []
    for state in by_hope:
        alike[state.times] += 1
        if alike[state.times] <= _ALIKE:
            kept.append(state)
        if len(kept) == _WIDTH:
            break
    return kept


def _hopeful(rows: Iterable[_Row]) -> list[_Row]:
    """Those that no other of the same class beats by ending earlier for as many points."""
    most: dict[LoadClass, int] = {}
    kept = []
    for row in sorted(rows, key=lambda row: (row.spots[-1].ends, -row.worth)):
        load_class = row.spots[-1].load_class
        if row.worth > most.get(load_class, -1):
            most[load_class] = row.worth
            kept.append(row)
    return kept


def _free_from(ends: Ends) -> Mapping[LoadClass, int]:
    """The first minute at which a session of each class may start."""
    free = [end + rest for end, rest in zip(ends, _RESTS_MIN, strict=True)]
    return {load_class: max(free[:count]) for load_class, count in _ENDS_THAT_BIND.items()}


def _longer(rows: Iterable[_Row], spot: Spot) -> _Row | None:
    """The best of the rows that may stand before the spot, and the spot."""
    best: _Row | None = None
    most = -1
    for row in rows:
        before = row.spots[-1]
        apart = spot.starts - before.ends
        if before.day >= spot.day or apart < _GAP_MIN[before.load_class, spot.load_class]:
            continue
        worth = row.worth + spot.points - (CLOSE_SESSIONS if apart < _CLOSE_MIN else 0)
        if worth <= most:
            continue
        if any(
            spot.starts - other.ends < _GAP_MIN[other.load_class, spot.load_class]
            for other in row.spots[:-1]
        ):
            continue
        best, most = row, worth
    return None if best is None else _Row(most, (*best.spots, spot))
