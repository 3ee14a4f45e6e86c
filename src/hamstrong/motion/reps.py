"""Reps told apart and judged for range and tempo."""

from hamstrong.exercises.judging import Criterion, Reps
from hamstrong.motion.constants import REP_SHARE
from hamstrong.motion.report import JudgedRep, Measure

BACK = 0.15
"""A rep is over this share of the way below `begin`, so that trembling there makes no reps."""
LEAST_REACH = 0.35
"""A movement that gets no further on the way from begin to full is no try at a rep. Judgement."""


class RepCounter:
    """Counts reps of one gauge.

    Args:
        reps: From the exercise.
    """

    def __init__(self, reps: Reps) -> None:
        self._reps = reps
        self._way = reps.full - reps.begin
        self._start_s: float | None = None
        self._furthest = 0.0
        self._at_start = False
        self.done: list[JudgedRep] = []

    @property
    def moving(self) -> bool:
        """True within a rep."""
        return self._start_s is not None

    @property
    def full(self) -> int:
        """How many were full and under control."""
        return sum(1 for rep in self.done if not rep.lost)

    def drop(self) -> None:
        """Forget a rep that could not be seen whole; the next begins at the start."""
        self._start_s = None
        self._at_start = False

    def feed(self, start_s: float, end_s: float, value: float) -> JudgedRep | None:
        """Take the gauge's value over this time, seconds; a rep when one ends."""
        way = (value - self._reps.begin) / self._way
        if self._start_s is None:
            self._at_start = self._at_start or way < 0
            if way >= 0 and self._at_start:
                self._start_s, self._furthest = start_s, way
            return None
        self._furthest = max(self._furthest, way)
        if way > -BACK:
            return None
        began, self._start_s = self._start_s, None
        if self._furthest < LEAST_REACH:
            return None
        rep = self._judged(began, start_s)
        self.done.append(rep)
        return rep

    def _judged(self, start_s: float, end_s: float) -> JudgedRep:
        lost = []
        if self._furthest < 1:
            lost.append(Criterion.RANGE)
        if end_s - start_s < self._reps.least_s:
            lost.append(Criterion.TEMPO)
        reached = self._reps.begin + self._furthest * self._way
        return JudgedRep(
            start_s=start_s,
            end_s=end_s,
            full=self._furthest >= 1,
            reached=Measure(reached, abs(REP_SHARE * self._way)),
            lost=tuple(lost),
        )
