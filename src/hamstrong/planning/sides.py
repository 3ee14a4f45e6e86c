"""Whether one side is weaker beyond noise, and for how long it gets one more set (evidence 3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hamstrong.exercises.dose import Side
from hamstrong.planning.constants.progression import (
    SIDE_EXTRA_DAYS,
    SIDE_NOISE_REPS,
    SIDE_NOISE_S,
    SIDE_SHARE,
    SIDE_SPAN_DAYS,
    SIDE_TESTS,
    SIDE_TESTS_APART_DAYS,
    SIDE_TESTS_SAME,
)
from hamstrong.planning.set_logs import Exposure, SetLog

_EXTRA = timedelta(days=SIDE_EXTRA_DAYS)


@dataclass(frozen=True, slots=True)
class SideTest:
    """What each side could do on a day, seconds or reps, and the noise of such a number."""

    day: date
    left: float
    right: float
    noise: float

    @property
    def weaker(self) -> Side | None:
        """The side that is behind by more than noise; None when nothing can be told."""
        gap = abs(self.left - self.right)
        if gap <= self.noise or gap < SIDE_SHARE * max(self.left, self.right):
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT


def weaker_sides(exposures: Iterable[Exposure], *, today: date) -> Mapping[str, Side]:
    """The side that goes first and gets one more set today, by exercise."""
    tests: dict[str, list[SideTest]] = {}
    for exposure in exposures:
        test = side_test(exposure)
        if test is not None:
            tests.setdefault(exposure.exercise.id, []).append(test)
    found = {key: weaker_side(group, today=today) for key, group in tests.items()}
    return {key: side for key, side in found.items() if side is not None}


def weaker_side(tests: Sequence[SideTest], *, today: date) -> Side | None:
    """By tests in time order, done with the same lever. Source: evidence 3.4 (Bishop 2020)."""
    side: Side | None = None
    since: date | None = None
    for number, test in enumerate(tests):
        if since is not None and test.day < since + _EXTRA:
            continue
        found = _seen_in([t for t in tests[: number + 1] if since is None or t.day > since])
        if found is not None:
            since = test.day
        elif side is not None:
            continue
        side = found
    return side if since is not None and since <= today < since + _EXTRA else None


def side_test(exposure: Exposure) -> SideTest | None:
    """The best set of each side, with what was left where both sides told; None for one side."""
    if not exposure.exercise.one_sided:
        return None
    left = [s for s in exposure.sets if s.side is Side.LEFT]
    right = [s for s in exposure.sets if s.side is Side.RIGHT]
    if not left or not right:
        return None
    told = all(any(s.reserve is not None for s in group) for group in (left, right))
    noise = SIDE_NOISE_S if exposure.exercise.timed else SIDE_NOISE_REPS
    return SideTest(exposure.day, _best(left, told), _best(right, told), noise)


def _best(sets: Iterable[SetLog], with_reserve: bool) -> float:
    return max(s.amount + ((s.reserve or 0.0) if with_reserve else 0.0) for s in sets)


def _seen_in(tests: Sequence[SideTest]) -> Side | None:
    apart = timedelta(days=SIDE_TESTS_APART_DAYS)
    chosen: list[SideTest] = []
    for test in reversed(tests):
        if len(chosen) == SIDE_TESTS:
            break
        if not chosen or chosen[-1].day - test.day >= apart:
            chosen.append(test)
    if not chosen or (chosen[0].day - chosen[-1].day).days < SIDE_SPAN_DAYS:
        return None
    for side in (Side.LEFT, Side.RIGHT):
        if sum(test.weaker is side for test in chosen) >= SIDE_TESTS_SAME:
            return side
    return None
