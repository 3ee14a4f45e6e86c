"""Yes or no, decided only when it has lasted, and dated back to when it began."""


class Switch:
    """A state that changes after a dwell.

    Args:
        state: To begin with.
        on_s: Seconds for which yes must last.
        off_s: Seconds for which no must last.
    """

    __slots__ = ("off_s", "on_s", "since_s", "state")

    def __init__(self, *, state: bool, on_s: float, off_s: float) -> None:
        self.state = state
        self.on_s = on_s
        self.off_s = off_s
        self.since_s: float | None = None
        """Start of a change that is not yet decided."""

    def feed(self, start_s: float, end_s: float, wanted: bool) -> float | None:
        """Take what was seen from `start_s` to `end_s` seconds; the time of a decided change."""
        if wanted is self.state:
            self.since_s = None
            return None
        if self.since_s is None:
            self.since_s = start_s
        if end_s - self.since_s < (self.on_s if wanted else self.off_s):
            return None
        since, self.since_s = self.since_s, None
        self.state = wanted
        return since

    def reset(self, *, state: bool) -> None:
        """Be in this state, with nothing undecided."""
        self.state = state
        self.since_s = None
