"""Whether one side is weaker beyond noise, for how long it gets one more set, and whether one side
has just fallen behind itself (evidence 3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.body.set_logs import Exposure, SetLog
from hamstrong.planning.body.words import BODY_SENTENCES
from hamstrong.planning.constants.progression import (
    DROP_ASKED_DAYS,
    DROP_DAYS,
    DROP_SHARE,
    DROP_TESTS,
    SIDE_EXTRA_DAYS,
    SIDE_NOISE_REPS,
    SIDE_NOISE_S,
    SIDE_SHARE,
    SIDE_SPAN_DAYS,
    SIDE_TESTS,
    SIDE_TESTS_APART_DAYS,
    SIDE_TESTS_SAME,
)
from hamstrong.planning.words import SENTENCES

_EXTRA = timedelta(days=SIDE_EXTRA_DAYS)
_SIDES = (Side.LEFT, Side.RIGHT)


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


@dataclass(frozen=True, slots=True)
class SideDrop:
    """One side fell below what it usually does.

    Attributes:
        before: Its median of the weeks before, seconds or reps, reserve included.
        now: Its best set on `day`, the same way.
    """

    exercise: Exercise
    day: date
    side: Side
    before: float
    now: float

    @property
    def question(self) -> str:
        """What to ask, one sentence."""
        key = "drop-hold" if self.exercise.timed else "drop-reps"
        return BODY_SENTENCES[key].format(
            side=SENTENCES[f"sides.{self.side}"],
            before=f"{self.before:.0f}",
            now=f"{self.now:.0f}",
            exercise=self.exercise.name,
        )


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
        found = lasting_side([t for t in tests[: number + 1] if since is None or t.day > since])
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
    noise = _noise(exposure.exercise)
    return SideTest(
        exposure.day, _best(left, with_reserve=told), _best(right, with_reserve=told), noise
    )


def side_drops(exposures: Iterable[Exposure], *, today: date) -> tuple[SideDrop, ...]:
    """What fell in the latest session of each exercise, when that was lately; oldest first.

    A side that did all that was asked and told no reserve may have had more in it, so it did not
    fall; and when both sides fall it was the day, not the side. Source: evidence 3.4; that noise
    is enough with pain told, and the limits in days, are judgement.
    """
    by_exercise: dict[str, list[Exposure]] = {}
    for exposure in exposures:
        if exposure.exercise.one_sided:
            by_exercise.setdefault(exposure.exercise.id, []).append(exposure)
    drops = []
    for group in by_exercise.values():
        *before, last = sorted(group, key=lambda exposure: exposure.day)
        if 0 <= (today - last.day).days < DROP_ASKED_DAYS:
            fallen = [d for side in _SIDES if (d := _drop(side, before, last)) is not None]
            drops += fallen if len(fallen) == 1 else []
    return tuple(sorted(drops, key=lambda drop: (drop.day, drop.exercise.id)))


def _drop(side: Side, before: Sequence[Exposure], last: Exposure) -> SideDrop | None:
    since = last.day - timedelta(days=DROP_DAYS)
    usual = [best for one in before if one.day >= since and (best := _could(side, one)) is not None]
    sets = [s for s in last.sets if s.side is side]
    now = _could(side, last)
    if now is None or len(usual) < DROP_TESTS:
        return None
    told = any(s.reserve is not None for s in sets)
    if not told and any(s.planned and s.amount >= s.planned for s in sets):
        return None
    was = median(usual)
    hurts = any((s.pain or 0) > 0 or s.ended_by_pain for s in sets)
    enough = was - now > _noise(last.exercise) and (hurts or was - now >= DROP_SHARE * was)
    return SideDrop(last.exercise, last.day, side, was, now) if enough else None


def _could(side: Side, exposure: Exposure) -> float | None:
    """The best set of a side with what was left where it was told; None without a set."""
    sets = [s for s in exposure.sets if s.side is side]
    return _best(sets, with_reserve=True) if sets else None


def _noise(exercise: Exercise) -> float:
    return SIDE_NOISE_S if exercise.timed else SIDE_NOISE_REPS


def _best(sets: Iterable[SetLog], *, with_reserve: bool) -> float:
    return max(s.amount + ((s.reserve or 0.0) if with_reserve else 0.0) for s in sets)


def lasting_side(tests: Sequence[SideTest]) -> Side | None:
    """The side that is behind in most of the latest tests, which come in order of time."""
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
