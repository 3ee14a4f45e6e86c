"""Logged sets of one exercise on one day, and what they say by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.constants.progression import (
    ADVANCE_RPE,
    ADVANCE_SETS,
    EASY_RESERVE_S,
    ENOUGH_RESERVE_REPS,
    ENOUGH_RESERVE_S,
    FAILED_BELOW,
    GROW_RESERVE_REPS,
    GROW_RESERVE_S,
    GROW_RPE,
    REGRESS_FAILED_SETS,
    REGRESS_PAIN,
    REGRESS_RPE,
)


@dataclass(frozen=True, slots=True)
class SetLog:
    """One logged set.

    Attributes:
        day: The training day.
        exercise_id: Of the library.
        side: Left, right or both.
        amount: Valid seconds held, or reps.
        planned: What was asked, seconds or reps; None when unknown.
        reserve: What was left, seconds or reps; None when not told.
        rpe: 0-10; None when not told.
        skipped: True when it was not begun.
        failed: True when form, not the clock, ended it.
        cramp: True when it cramped.
        pain: 0-10; None when not told.
        ended_by_pain: True when pain, not the clock, ended it.
    """

    day: date
    exercise_id: str
    side: Side
    amount: float
    planned: float | None = None
    reserve: float | None = None
    rpe: float | None = None
    skipped: bool = False
    failed: bool = False
    cramp: bool = False
    pain: int | None = None
    ended_by_pain: bool = False

    @property
    def fell_short(self) -> bool:
        """Whether it failed: ended by form, or far below what was asked."""
        asked = self.planned or 0.0
        return self.failed or self.amount < FAILED_BELOW * asked or self.amount <= 0


@dataclass(frozen=True, slots=True)
class Exposure:
    """What was done of an exercise on a day; at least one set."""

    day: date
    exercise: Exercise
    sets: tuple[SetLog, ...]

    @property
    def range(self) -> tuple[int, int]:
        """Lowest and highest seconds or reps of its prescription."""
        rx = self.exercise.prescription
        return rx.hold_s or rx.reps or (0, 0)

    @property
    def rpe(self) -> float | None:
        """The median of what was told."""
        told = [s.rpe for s in self.sets if s.rpe is not None]
        return median(told) if told else None

    @property
    def least(self) -> float:
        """The lowest amount of any set: the weaker side decides."""
        return min(s.amount for s in self.sets)

    @property
    def asked(self) -> float | None:
        """What the sets asked for at most."""
        return max((s.planned for s in self.sets if s.planned), default=None)

    @property
    def cramps(self) -> int:
        return sum(s.cramp for s in self.sets)

    @property
    def is_full(self) -> bool:
        """Every set at the top of the range, enough of them on each side."""
        sides = (Side.LEFT, Side.RIGHT) if self.exercise.one_sided else (Side.BOTH,)
        needed = min(ADVANCE_SETS, self.exercise.prescription.sets[0])
        counts = [sum(s.side is side for s in self.sets) for side in sides]
        return min(counts) >= needed and self.least >= self.range[1] and not self.fell_short

    @property
    def is_short(self) -> bool:
        """Whether a set stayed below the top of the range."""
        return self.least < self.range[1]

    @property
    def short_side(self) -> Side | None:
        """The side that alone stayed below the top of the range; None where both or none did."""
        top = self.range[1]
        short = {s.side for s in self.sets if s.amount < top}
        whole = {s.side for s in self.sets} - short
        is_one = self.exercise.one_sided and len(short) == 1 and bool(whole)
        return short.pop() if is_one else None

    @property
    def fell_short(self) -> int:
        return sum(s.fell_short for s in self.sets)

    @property
    def left_enough(self) -> bool | None:
        """Whether every set that was told of left enough to advance; None when none was."""
        reserve = ENOUGH_RESERVE_S if self.exercise.timed else ENOUGH_RESERVE_REPS
        return _all_told(self._leaves(s, ADVANCE_RPE, reserve, both=False) for s in self.sets)

    @property
    def left_some(self) -> bool | None:
        """Whether a step more is fine; None when nobody told."""
        reserve = GROW_RESERVE_S if self.exercise.timed else GROW_RESERVE_REPS
        return _all_told(self._leaves(s, GROW_RPE, reserve, both=True) for s in self.sets)

    @property
    def is_too_easy(self) -> bool:
        """Held as asked with so much left in every set that the lever is too light."""
        reserves = [s.reserve for s in self.sets if s.reserve is not None]
        easy = bool(reserves) and min(reserves) > EASY_RESERVE_S
        return self.exercise.timed and easy and self.left_enough is True and not self.fell_short

    @property
    def too_hard(self) -> str:
        """Why it asks for a rung back, a key of `BODY_SENTENCES`; empty when it does not."""
        if any((s.pain or 0) > REGRESS_PAIN for s in self.sets):
            return "regress-pain"
        if any((s.rpe or 0) >= REGRESS_RPE for s in self.sets):
            return "regress-rpe"
        return "regress-failed" if self.fell_short >= REGRESS_FAILED_SETS else ""

    @staticmethod
    def _leaves(one: SetLog, rpe: float, reserve: float, *, both: bool) -> bool | None:
        by_rpe = None if one.rpe is None else one.rpe <= rpe
        by_reserve = None if one.reserve is None else one.reserve >= reserve
        if both:
            return _all_told((by_rpe, by_reserve))
        return by_reserve if by_rpe is None else by_rpe


def exposures_of(sets: Iterable[SetLog], library: Library) -> tuple[Exposure, ...]:
    """Sets gathered by day and exercise, oldest first.

    Skipped sets, and exercises the library no longer has, are passed over.
    """
    found: dict[tuple[date, str], list[SetLog]] = {}
    for one in sets:
        if not one.skipped and one.exercise_id in library:
            found.setdefault((one.day, one.exercise_id), []).append(one)
    return tuple(
        Exposure(day, library[exercise_id], tuple(group))
        for (day, exercise_id), group in sorted(found.items(), key=lambda item: item[0])
    )


def _all_told(answers: Iterable[bool | None]) -> bool | None:
    told = [answer for answer in answers if answer is not None]
    return all(told) if told else None
