"""The set-up: a few quiet seconds give lengths, rest and noise."""

from collections import deque
from collections.abc import Callable

from hamstrong.motion.body import Body
from hamstrong.motion.constants import (
    BONE_S,
    DROPOUT_S,
    LEAST_QUIET_S,
    QUIET_S,
    QUIET_TORSOS,
    QUIET_WINDOW_S,
)
from hamstrong.motion.gauges import Baseline, share_of_line
from hamstrong.motion.smoothing import median

MAD_TO_RMS = 1.4826
"""From the median absolute deviation to the RMS of normal noise; beginnings do not blow it up."""


RESTLESS_S = 0.2
"""Not at rest for so long: the athlete begins. Judgement."""
STILL_PLACES: tuple[tuple[Callable[[Body], float], float], ...] = (
    (lambda body: body.rise, 1.0),
    (lambda body: body.ax, 2.0),
)
"""What must stay where it is, and how much more room it has: who walks by is not at rest."""
LEAST_OLD = 3
"""Fewer frames are too few to compare with."""


class SetUp:
    """Collects quiet bodies until they make a baseline.

    Args:
        rests: Whether a body is at rest.
        needs_rest: False takes the first half second in position, quiet or not.
    """

    def __init__(self, rests: Callable[[Body], bool], *, needs_rest: bool) -> None:
        self._rests = rests
        self._needs_rest = needs_rest
        self._bodies: deque[tuple[float, Body]] = deque()
        self._restless_s: float | None = None
        self._done = False

    def forget(self) -> None:
        """What was collected is of no use any more."""
        self._bodies.clear()
        self._restless_s = None
        self._done = False

    def feed(self, time_s: float, body: Body, yaw_deg: float) -> Baseline | None:
        """Take a body at `time_s` seconds, seen `yaw_deg` degrees off the wanted view.

        Returns a baseline when the quiet time is over: after three seconds, or when the athlete
        begins after one. A later rest gives a new one.
        """
        if self._bodies and time_s - self._bodies[-1][0] > DROPOUT_S + RESTLESS_S:
            self.forget()
        if not self._rests(body) or (self._needs_rest and not self._is_quiet(time_s, body)):
            return self._restless(time_s, yaw_deg)
        self._restless_s = None
        self._bodies.append((time_s, body))
        wanted = QUIET_S if self._needs_rest else BONE_S
        if self._done:
            # Only the last seconds of a long rest are kept.
            while time_s - self._bodies[0][0] > wanted:
                self._bodies.popleft()
            return None
        if self._quiet_s() < wanted:
            return None
        self._done = True
        return self._baseline(yaw_deg)

    def _restless(self, time_s: float, yaw_deg: float) -> Baseline | None:
        """One bad frame does not undo the rest; a fifth of a second does."""
        since_s = self._restless_s = time_s if self._restless_s is None else self._restless_s
        return self._ended(yaw_deg) if time_s - since_s >= RESTLESS_S else None

    def _ended(self, yaw_deg: float) -> Baseline | None:
        if self._needs_rest and self._bodies:
            # The movement began before it was noticed.
            begun_s = self._bodies[-1][0] - QUIET_WINDOW_S
            while self._bodies and self._bodies[-1][0] > begun_s:
                self._bodies.pop()
        least = LEAST_QUIET_S if self._needs_rest else BONE_S
        enough = not self._done and self._quiet_s() >= least
        baseline = self._baseline(yaw_deg) if enough else None
        self.forget()
        return baseline

    def _quiet_s(self) -> float:
        return self._bodies[-1][0] - self._bodies[0][0] if self._bodies else 0.0

    def _is_quiet(self, time_s: float, body: Body) -> bool:
        """Half seconds agree in their medians: jitter is quiet, a slow lift is not."""
        new, old = [body], list[Body]()
        for when, other in reversed(self._bodies):
            if time_s - when > 2 * QUIET_WINDOW_S:
                break
            (new if time_s - when <= QUIET_WINDOW_S else old).append(other)
        if len(old) < LEAST_OLD:
            return True
        most = QUIET_TORSOS * body.torso
        return all(
            abs(median([place(b) for b in new]) - median([place(b) for b in old])) <= most * room
            for place, room in STILL_PLACES
        )

    def _baseline(self, yaw_deg: float) -> Baseline:
        bodies = [body for _, body in self._bodies]
        torso = median([body.torso for body in bodies])
        rise = median([body.rise for body in bodies])
        spread = median([abs(body.rise - rise) for body in bodies])
        return Baseline(
            torso=torso,
            thigh=median([body.thigh for body in bodies]),
            shank=median([body.shank for body in bodies]),
            foot=max(median([body.foot for body in bodies]), 1e-6),
            rise=rise,
            share=min(median([share_of_line(body) for body in bodies]), 0.9),
            heel=median([body.ly - body.ty for body in bodies]),
            noise=100 * MAD_TO_RMS * spread / torso,
            anchors=(
                median([body.sx for body in bodies]),
                median([body.sy for body in bodies]),
                median([body.ax for body in bodies]),
                median([body.ay for body in bodies]),
            ),
            yaw_deg=yaw_deg,
            rested=self._needs_rest,
        )
