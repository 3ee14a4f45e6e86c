"""Which weekday has which run (evidence 6.3), shifted to the athlete's long-run day and days."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Final, Literal

Role = Literal["long", "quality", "second", "medium-long", "easy", "recovery"]

PATTERNS: Final[dict[int, dict[int, Role]]] = {
    2: {0: "long", 3: "quality"},
    3: {0: "long", 2: "quality", 4: "easy"},
    4: {0: "long", 2: "quality", 3: "easy", 4: "second"},
    5: {0: "long", 2: "quality", 3: "easy", 4: "easy", 5: "second"},
    6: {0: "long", 2: "quality", 3: "easy", 4: "medium-long", 5: "second", 6: "easy"},
    7: {
        0: "long",
        1: "recovery",
        2: "quality",
        3: "easy",
        4: "medium-long",
        5: "second",
        6: "easy",
    },
}
"""Days after the long run and what they hold, by runs per week. The table has the long run on
Sunday; other long-run days turn the whole week. Two runs are not in it: the quality run is put
as far from both long runs as it goes (judgement)."""

_EASY_ROLES: Final[tuple[Role, ...]] = ("recovery", "medium-long")

APART: Final = 2
"""Days between key runs: 48 h (R8)."""

_NO_QUALITY: Final = 20
_NO_SECOND: Final = 10


def week_pattern(runs_per_week: int, long_run_day: int, *, days: frozenset[int]) -> dict[int, Role]:
    """Give each weekday its role.

    Args:
        runs_per_week: 2 to 7.
        long_run_day: Monday is 0; one of `days`.
        days: Weekdays on which a run is possible, at least `runs_per_week`.

    Returns:
        Role by weekday. With too few days between long runs for a second or even a first
        quality run, those roles are missing and easy runs take their place.

    Example:
        >>> week_pattern(3, 6, days=frozenset(range(7)))
        {6: 'long', 1: 'quality', 3: 'easy'}
    """
    offsets = sorted((day - long_run_day) % 7 for day in days if day != long_run_day)
    wanted = PATTERNS[runs_per_week]
    weeks = (
        week
        for chosen in combinations(offsets, runs_per_week - 1)
        for week in _weeks(chosen, wanted)
    )
    best = min(weeks, key=lambda week: _cost(week, wanted))
    return {(long_run_day + offset) % 7: role for offset, role in best.items()}


def _weeks(chosen: tuple[int, ...], wanted: Mapping[int, Role]) -> Iterator[dict[int, Role]]:
    """Every lawful way to give the chosen days their roles."""
    for quality, second in product((None, *chosen), repeat=2):
        if quality is None and second is not None:
            continue
        if not _apart([0, *(day for day in (quality, second) if day is not None)]):
            continue
        week: dict[int, Role] = {0: "long"}
        for day in chosen:
            week[day] = "easy"
        if quality is not None:
            week[quality] = "quality"
        if second is not None:
            if "second" not in wanted.values():
                continue
            week[second] = "second"
        yield _with_easy_roles(week, wanted)


def _apart(offsets: list[int]) -> bool:
    return all(
        APART <= (second - first) % 7 <= 7 - APART for first, second in combinations(offsets, 2)
    )


def _with_easy_roles(week: dict[int, Role], wanted: Mapping[int, Role]) -> dict[int, Role]:
    """Turn the easy days nearest to their place into the recovery and medium-long ones."""
    for role in _EASY_ROLES:
        place = next((day for day, wish in wanted.items() if wish == role), None)
        easy = [day for day, given in week.items() if given == "easy"]
        if place is not None and easy:
            week[min(easy, key=lambda day: abs(day - place))] = role
    return week


def _cost(week: Mapping[int, Role], wanted: Mapping[int, Role]) -> tuple[int, tuple[int, ...]]:
    """How far a week is from the table; the days themselves settle a draw."""
    cost = sum(abs(a - b) for a, b in zip(sorted(week), sorted(wanted), strict=True))
    cost += _missing(week, wanted, role="quality", fee=_NO_QUALITY)
    cost += _missing(week, wanted, role="second", fee=_NO_SECOND)
    return cost, tuple(sorted(week))


def _missing(week: Mapping[int, Role], wanted: Mapping[int, Role], *, role: Role, fee: int) -> int:
    place = next((day for day, wish in wanted.items() if wish == role), None)
    if place is None:
        return 0
    day = next((day for day, given in week.items() if given == role), None)
    return fee if day is None else abs(day - place)
