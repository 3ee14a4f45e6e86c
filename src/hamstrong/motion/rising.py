"""The first way up: only at the top is it known from where on the hips were high enough."""

from collections.abc import Iterable

from hamstrong.motion.clock import Moment
from hamstrong.motion.constants import LONGEST_RISE_S, RISEN_S, RISING_SHARE


class Rising:
    """Watches the best rise grow after the hips came up.

    Until it has stopped growing, the seconds since `since_s` are undecided; then those in which
    the hips were not yet high enough, by the best that is known now, are taken off the start.

    Args:
        since_s: When the position was reached by what was known then, seconds.
        best: Rise of the hips, torso lengths.
    """

    __slots__ = ("_best", "_grew_s", "since_s")

    def __init__(self, since_s: float, best: float) -> None:
        self.since_s = since_s
        self._best = best
        self._grew_s = since_s

    def is_over(self, time_s: float, best: float) -> bool:
        """Whether the top is reached, with the best rise, torso lengths, at `time_s` seconds."""
        if best > self._best * (1 + RISING_SHARE):
            self._best, self._grew_s = best, time_s
        return time_s - self._grew_s >= RISEN_S or time_s - self.since_s >= LONGEST_RISE_S

    def settle(self, moments: Iterable[Moment], least: float) -> None:
        """Take the moments below `least`, torso lengths, off the beginning."""
        for moment in moments:
            if moment.start_s < self.since_s or not moment.seen:
                continue
            if moment.height >= least:
                return
            moment.up = False
