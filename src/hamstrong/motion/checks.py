"""The criteria that count while a hold is on."""

import math
from collections.abc import Sequence

from hamstrong.exercises.judging import Check
from hamstrong.motion.body import Body
from hamstrong.motion.clock import Moment
from hamstrong.motion.constants import GOOD_AGAIN_S, START_S
from hamstrong.motion.gauges import GAUGES, Known
from hamstrong.motion.smoothing import median
from hamstrong.motion.switch import Switch


class CheckWatch:
    """One check of a hold under way.

    Args:
        check: From the exercise.
    """

    def __init__(self, check: Check) -> None:
        self.check = check
        self._gauge = GAUGES[check.gauge]
        self._good = Switch(state=True, on_s=GOOD_AGAIN_S, off_s=check.persist_s)
        self._raw_good = True
        self._first: list[float] = []
        self._since_s: float | None = None
        self._start: float | None = None
        self.known = False
        """False while there is nothing to compare with."""
        self.too_low = False
        """On which side of the band it last was."""

    @property
    def lost(self) -> bool:
        return not self._good.state

    @property
    def undecided_s(self) -> float | None:
        """Start of a change that is not yet decided, seconds."""
        return self._good.undecided_s

    def forget_undecided(self) -> None:
        """A change that began will not be decided: sight was lost."""
        self._good.forget_undecided()

    def begin(self) -> None:
        """A new hold begins."""
        self.rest()
        self._first.clear()
        self._since_s = self._start = None
        self.known = False

    def rest(self) -> None:
        """The position is left: nothing is asked now."""
        self._good.reset(state=True)
        self._raw_good = True

    def feed(self, moment: Moment, *, body: Body, known: Known, settled: bool) -> float | None:
        """Look at a body; the time of a change in seconds, if one is decided now.

        Args:
            moment: The time it was seen.
            body: As seen.
            known: What to compare with.
            settled: Whether the hold is on for certain, so that its own start can be learned.
        """
        value = self._gauge(body, known)
        if math.isnan(value):
            return None
        if self.check.of_start:
            if self._start is None:
                if settled:
                    self._learn(moment.end_s, value)
                return None
            value -= self._start
        self.known = True
        value = self._measured(value, known)
        self._raw_good = self.check.holds(value, was=self._raw_good)
        bare = self.check.holds_bare(value)
        return self._good.feed(moment.start_s, moment.end_s, self._raw_good, bare=bare)

    def _learn(self, end_s: float, value: float) -> None:
        self._since_s = end_s if self._since_s is None else self._since_s
        self._first.append(value)
        if end_s - self._since_s >= START_S:
            self._start = median(self._first)

    def _measured(self, value: float, known: Known) -> float:
        """The value as the band asks for it; notes on which side it is."""
        check = self.check
        if check.times_own is not None and check.high is not None and known.own_sway is not None:
            value -= max(0.0, check.times_own * known.own_sway - check.high)
        self.too_low = check.low is not None and value < check.low + check.margin
        return value


def most_important(watches: Sequence[CheckWatch], lost: Sequence[bool]) -> CheckWatch | None:
    """Of the lost ones; the order of the exercise's file is kept among equals."""
    named = [watch for watch, is_lost in zip(watches, lost, strict=True) if is_lost]
    if not named:
        return None
    order = list(type(named[0].check.criterion))
    return min(named, key=lambda watch: order.index(watch.check.criterion))
