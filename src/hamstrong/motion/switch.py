"""Yes or no, decided only when it has lasted, and dated back to when it began."""

LONGEST_CROSSING_S = 1.0
"""A change is dated back through the margin by so much at most: longer in it is no change but a
place to be. Judgement."""


class Switch:
    """A state that changes after a dwell.

    Args:
        state: To begin with.
        on_s: Seconds for which yes must last.
        off_s: Seconds for which no must last.
    """

    __slots__ = ("_crossed_s", "off_s", "on_s", "since_s", "state")

    def __init__(self, *, state: bool, on_s: float, off_s: float) -> None:
        self.state = state
        self.on_s = on_s
        self.off_s = off_s
        self.since_s: float | None = None
        """Start of a change that is not yet decided."""
        self._crossed_s: float | None = None

    @property
    def undecided_s(self) -> float | None:
        """From here on, seconds, what was seen may still belong to a change."""
        return self._crossed_s if self.since_s is None else self.since_s

    def feed(
        self, start_s: float, end_s: float, wanted: bool, *, bare: bool | None = None
    ) -> float | None:
        """Take what was seen from `start_s` to `end_s` seconds; the time of a decided change.

        Args:
            start_s: Seconds.
            end_s: Seconds.
            wanted: Yes or no, hysteresis included: whether there is a change.
            bare: Yes or no without hysteresis: since when there was one. A slow change takes its
                time through the margin, which is there against trembling and not to be counted.
        """
        self._cross(start_s, wanted if bare is None else bare)
        if wanted is self.state:
            self.since_s = None
            return None
        if self.since_s is None:
            self.since_s = start_s if self._crossed_s is None else self._crossed_s
        if end_s - self.since_s < (self.on_s if wanted else self.off_s):
            return None
        since = self.since_s
        self.reset(state=wanted)
        return since

    def _cross(self, start_s: float, bare: bool) -> None:
        if bare is self.state:
            self._crossed_s = None
        elif self._crossed_s is None or start_s - self._crossed_s > LONGEST_CROSSING_S:
            # Who stays within the margin does not change.
            self._crossed_s = start_s

    def reset(self, *, state: bool) -> None:
        """Be in this state, with nothing undecided."""
        self.state = state
        self.forget_undecided()

    def forget_undecided(self) -> None:
        """A change that began will not be decided."""
        self.since_s = self._crossed_s = None
