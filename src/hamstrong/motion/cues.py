"""What is said, and when: at most one cue in six seconds, the most important first."""

import math
from dataclasses import dataclass

from hamstrong.motion.constants import COUNTDOWN, CUE_EVERY_S, FRAMING_AFTER_S


@dataclass(frozen=True, slots=True)
class Now:
    """What could be talked about.

    Attributes:
        time_s: Of the frame.
        cue: What to do about the most important fault; None when form is good.
        framing: What to do about the picture; None when it is good.
        valid_s: Of the hold under way.
        ready: True once the body was measured at rest.
        set_up: What is wrong about how the athlete lies; None when it is right.
    """

    time_s: float
    cue: str | None
    framing: str | None
    valid_s: float
    ready: bool = False
    set_up: str | None = None


class Cues:
    """Chooses the words; silence when form is good.

    Args:
        target_s: Planned seconds; None counts nothing down.
        ready: What is said when the body was measured at rest.
        end: What is said when the seconds are reached.
    """

    def __init__(self, target_s: float | None, *, ready: str, end: str) -> None:
        self._target_s = target_s
        self._ready_words = ready
        self._end = end
        self._said_s = -math.inf
        self._counted = len(COUNTDOWN) + 1
        self._framing_since_s: float | None = None
        self._ready = False
        self._lay_wrong = False

    def feed(self, now: Now) -> str | None:
        """The words for this frame, None for silence."""
        words = self._ready_or_not(now)
        if words is not None:
            return words
        framing = self._lasting(now)
        if now.valid_s == 0:
            self._counted = len(COUNTDOWN) + 1
        words = now.cue or framing
        if words is not None:
            if now.time_s - self._said_s < CUE_EVERY_S:
                return None
            self._said_s = now.time_s
            return words
        return self._countdown(now.valid_s)

    def _ready_or_not(self, now: Now) -> str | None:
        """Once after each rest: ready, or what to change about the set-up before the hold."""
        was_ready, self._ready = self._ready, now.ready
        lay_wrong, self._lay_wrong = self._lay_wrong, now.set_up is not None
        if now.set_up is not None and not lay_wrong:
            self._said_s = now.time_s
            return now.set_up
        if now.set_up is not None:
            return None
        return self._ready_words if now.ready and (lay_wrong or not was_ready) else None

    def _lasting(self, now: Now) -> str | None:
        """A picture is spoken of when it stays wrong, not when it flickers."""
        if now.framing is None:
            self._framing_since_s = None
            return None
        if self._framing_since_s is None:
            self._framing_since_s = now.time_s
        return now.framing if now.time_s - self._framing_since_s >= FRAMING_AFTER_S else None

    def _countdown(self, valid_s: float) -> str | None:
        if self._target_s is None or valid_s <= 0:
            return None
        left = math.ceil(self._target_s - valid_s)
        if not 0 <= left < self._counted or left > len(COUNTDOWN):
            return None
        self._counted = left
        return COUNTDOWN[left - 1] if left else self._end
