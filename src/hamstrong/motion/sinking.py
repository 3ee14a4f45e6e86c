"""When a slow sinking passed the edge of its band: by its trend, not by the breath on top of it."""

from collections import deque

from hamstrong.motion.smoothing import line_through

NEAR_MARGINS = 12.0
"""Within so many margins of the edge a trend is read; beyond, something else goes on. Measured: 12
and 16 date alike, with 6 half as much is gained."""
AROUND_S = 1.5
"""Seconds before and after a crossing that its trend is read from, so that breath and trembling
even out; 2 s date alike, 1 s worse (measured). So long a decision near the edge may wait."""
LEAST_S = 0.4
"""What is near the edge for less, before or after, sinks quickly and needs no trend. Judgement."""


class Sinking:
    """Watches how much room there is to the edge of the bands, and dates a crossing downwards.

    Room is in margins of the band: positive inside, negative outside.
    """

    __slots__ = ("_near_s", "_now_s", "_rooms", "crossed_s")

    def __init__(self) -> None:
        self._rooms: deque[tuple[float, float]] = deque()
        self._near_s: float | None = None
        self._now_s = 0.0
        self.crossed_s: float | None = None
        """A crossing, seconds, whose trend is not known yet."""

    @property
    def undecided_s(self) -> float | None:
        """From here on, seconds, a crossing may turn out to have been."""
        if self._near_s is None:
            return None
        until_s = self._now_s if self.crossed_s is None else self.crossed_s
        return max(self._near_s, until_s - AROUND_S)

    def forget(self) -> None:
        """Begin anew."""
        self._rooms.clear()
        self._near_s = self.crossed_s = None

    def feed(self, start_s: float, end_s: float, room: float) -> None:
        """Take the room, in margins, from `start_s` to `end_s` seconds."""
        self._now_s = end_s
        if abs(room) > NEAR_MARGINS:
            if self.crossed_s is None:
                self.forget()
            return
        if self._near_s is None:
            self._near_s = start_s
        self._rooms.append((end_s, room))
        while self._rooms[0][0] < end_s - 3 * AROUND_S:
            self._rooms.popleft()

    @property
    def is_over(self) -> bool:
        """Whether as much is known after the crossing as is wanted."""
        return self.crossed_s is not None and (
            self._now_s - self.crossed_s >= AROUND_S
            or not self._rooms
            or self._rooms[-1][0] < self._now_s
        )

    def settle(self) -> float | None:
        """The crossing by its trend, seconds; None where there is none or it was quick."""
        crossed_s, near_s = self.crossed_s, self._near_s
        self.crossed_s = None
        if crossed_s is None or near_s is None or not self._rooms:
            return None
        reach_s = min(crossed_s - near_s, self._rooms[-1][0] - crossed_s, AROUND_S)
        if reach_s < LEAST_S:
            return None
        around = [
            (time_s - crossed_s, room)
            for time_s, room in self._rooms
            if abs(time_s - crossed_s) <= reach_s
        ]
        height, slope = line_through(around)
        if slope >= 0:
            return None
        return crossed_s + max(-reach_s, min(reach_s, -height / slope))
