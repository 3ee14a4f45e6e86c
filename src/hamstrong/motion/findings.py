"""What kept the judge from judging, as stretches of time."""

from hamstrong.motion.report import FramingFinding, FramingKind

LEAST_S = 0.3
"""Shorter stretches are flicker. Judgement."""
EVENTS = {FramingKind.CAMERA_MOVED, FramingKind.OTHER_PERSON}
"""These matter however short."""
JOIN_S = 1.0
"""Stretches of one kind that are no further apart are one. Judgement."""


class FramingLog:
    """Collects findings frame by frame."""

    def __init__(self) -> None:
        self._done: list[FramingFinding] = []
        self._open: FramingFinding | None = None

    def add(self, kind: FramingKind, sentence: str, *, start_s: float, end_s: float) -> None:
        """Something was wrong between these times, seconds."""
        last = self._open
        if last is not None and last.kind is kind and start_s - last.end_s <= JOIN_S:
            self._open = FramingFinding(kind, last.sentence, last.start_s, end_s)
            return
        self._close()
        self._open = FramingFinding(kind, sentence, start_s, end_s)

    def findings(self) -> tuple[FramingFinding, ...]:
        """All of them, in order of time."""
        self._close()
        return tuple(self._done)

    def _close(self) -> None:
        last, self._open = self._open, None
        if last is None:
            return
        if last.kind in EVENTS or last.end_s - last.start_s >= LEAST_S:
            self._done.append(last)
