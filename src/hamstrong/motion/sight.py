"""The framing gate: is this picture good enough to judge, and whose body is it?"""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Judging, Part
from hamstrong.motion.body import (
    LEFT_ROWS,
    LEGS,
    PARTS,
    RIGHT_ROWS,
    Row,
    middle_points,
    side_points,
    turned,
)
from hamstrong.motion.constants import (
    DROPOUT_S,
    EDGE_SHARE,
    FRONT_WIDTH,
    JUMP_TORSOS,
    LEAST_TORSO,
    MEDIAN_FRAMES,
    MOST_TORSO,
    NEWCOMER_S,
    REFUSED_YAW_DEG,
    SWAP_GAIN,
    SWAP_TORSOS,
    VISIBLE,
    VISIBLE_CORE,
    YAW_MARGIN_DEG,
)
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame
from hamstrong.motion.report import FramingKind
from hamstrong.motion.smoothing import middles
from hamstrong.motion.view import View
from hamstrong.motion.words import english_framing

SENTENCES: Mapping[FramingKind, str] = {kind: english_framing(kind) for kind in FramingKind}
FRONT_SENTENCE = english_framing("oblique-front")

CORE = {Part.HIP, Part.KNEE}
HIP = 4  # where the hip's x stands in a body's numbers
COMPARED = 10  # from shoulder to ankle; heel and toe are compared with nothing
TORSO = slice(0, 6)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One frame after the gate: a body's numbers, or why there are none."""

    points: list[float] | None
    why: FramingKind | None = None


class Sight:
    """Chooses the points to judge and keeps to one body.

    Args:
        judging: What must be seen, from where.
        side: The working side.
        roll_deg: The camera's own turn, clockwise, degrees.
    """

    def __init__(self, judging: Judging, side: Side, *, roll_deg: float = 0.0) -> None:
        self._judging = judging
        self._side = side
        self._roll_deg = roll_deg
        self._needed = [
            (number, VISIBLE_CORE if part in CORE else VISIBLE)
            for number, part in enumerate(PARTS)
            if part in judging.parts
        ]
        self.view = View()
        self._locked: Side | None = None
        self._oblique = False
        self._recent: deque[list[float]] = deque(maxlen=MEDIAN_FRAMES)
        self._last_s = 0.0
        self._strange_since: float | None = None
        self._newcomer = False

    def forget(self) -> None:
        """Choose the side anew and look from anew: the set-up begins again."""
        self._locked = None
        self.view.forget()

    def lock(self) -> None:
        """Keep to the side that is nearer now: the set-up is done."""
        self._locked = self._near()

    def take_newcomer(self) -> bool:
        """True once after another body has been taken for the athlete."""
        new, self._newcomer = self._newcomer, False
        return new

    @property
    def yaw_deg(self) -> float:
        """Degrees off the wanted view."""
        return self.view.from_side_deg if self._judging.view == "side" else 0.0

    def feed(self, frame: Frame) -> Sighting:
        """Judge one frame.

        Raises:
            BadInput: Its points are not of shape (33, 4).
        """
        if frame.points is None:
            return Sighting(None, FramingKind.NOBODY)
        if frame.points.shape is None or tuple(frame.points.shape) != (LANDMARKS, COLUMNS):
            came = frame.points.shape
            raise BadInput(
                f"Landmarks have the shape (33, 4); {came} came.", place=f"{frame.time_s:.3f} s"
            )
        rows: list[list[float]] = frame.points.tolist()
        self.view.feed(frame.time_s, rows)
        why = self._unseen(rows, frame) or self._badly_placed()
        if why is not None:
            return Sighting(None, why)
        points, why = self._same_body(rows, frame.time_s)
        if why is not None:
            return Sighting(None, why)
        self._recent.append(points)
        self._last_s = frame.time_s
        return Sighting(turned(points, -self._roll_deg))

    def _near(self) -> Side:
        return self._locked or self.view.near

    def _sides(self) -> tuple[Sequence[int], ...]:
        if self._judging.view == "front":
            return LEFT_ROWS, RIGHT_ROWS
        return (LEFT_ROWS if self._near() is Side.LEFT else RIGHT_ROWS,)

    def _unseen(self, rows: Sequence[Row], frame: Frame) -> FramingKind | None:
        wide, high = frame.width * EDGE_SHARE, frame.height * EDGE_SHARE
        right, bottom = frame.width + wide, frame.height + high
        unclear = False
        for numbers in self._sides():
            for number, least in self._needed:
                x, y, _, visible = rows[numbers[number]]
                if not (-wide <= x <= right and -high <= y <= bottom):
                    return FramingKind.CUT_OFF
                unclear = unclear or not visible >= least
        if unclear:
            return FramingKind.UNCLEAR
        numbers = self._sides()[0]
        shoulder, hip = rows[numbers[0]], rows[numbers[2]]
        torso = math.hypot(shoulder[0] - hip[0], shoulder[1] - hip[1])
        share = torso / math.hypot(frame.width, frame.height)
        if share < LEAST_TORSO:
            return FramingKind.TOO_FAR
        return FramingKind.TOO_NEAR if share > MOST_TORSO else None

    def _badly_placed(self) -> FramingKind | None:
        if self._judging.view == "front":
            if self.view.width < FRONT_WIDTH:
                return FramingKind.OBLIQUE
            return FramingKind.OTHER_SIDE_DOWN if self._other_is_down() else None
        room = YAW_MARGIN_DEG if self._oblique else -YAW_MARGIN_DEG
        self._oblique = self.view.from_side_deg > REFUSED_YAW_DEG - room
        if self._oblique:
            return FramingKind.OBLIQUE
        told = self._judging.near == "working" and self._side in (Side.LEFT, Side.RIGHT)
        return FramingKind.WRONG_SIDE if told and self._near() is not self._side else None

    def _other_is_down(self) -> bool:
        lower = self.view.lower
        return self._judging.lower == "working" and lower not in (None, self._side)

    def _same_body(
        self, rows: Sequence[Row], time_s: float
    ) -> tuple[list[float], FramingKind | None]:
        """The points, legs swapped back where the model took one for the other."""
        if self._judging.view == "front":
            points, other = middle_points(rows), None
        else:
            near = self._near() is Side.LEFT
            points = side_points(rows, LEFT_ROWS if near else RIGHT_ROWS)
            other = side_points(rows, RIGHT_ROWS if near else LEFT_ROWS)
        if not self._recent:
            return points, None
        # Single frames may be anywhere; where the body was is the middle of the last few.
        last = middles(islice(zip(*self._recent, strict=True), COMPARED))
        torso = math.hypot(last[0] - last[HIP], last[1] - last[HIP + 1])
        moved = _moved(points, last)
        if moved > JUMP_TORSOS * torso and self._is_strange(time_s):
            return points, FramingKind.OTHER_PERSON
        if moved <= JUMP_TORSOS * torso:
            self._strange_since = None
        if other is not None and time_s - self._last_s <= DROPOUT_S:
            _swap_back(points, other, last, torso)
        return points, None

    def _is_strange(self, time_s: float) -> bool:
        """True while a body elsewhere is too new to be taken for the athlete."""
        since = self._strange_since
        if since is None and time_s - self._last_s > DROPOUT_S:
            return False
        if since is None:
            self._strange_since = time_s
            return True
        if time_s - since < NEWCOMER_S:
            return True
        self._strange_since = None
        self._recent.clear()
        self._newcomer = True
        return False


def _moved(points: Sequence[float], last: Sequence[float]) -> float:
    shoulder = math.hypot(points[0] - last[0], points[1] - last[1])
    hip = math.hypot(points[HIP] - last[HIP], points[HIP + 1] - last[HIP + 1])
    return min(shoulder, hip)


def _swap_back(
    points: list[float], other: Sequence[float], last: Sequence[float], torso: float
) -> None:
    kept = _leg_moved(points, last)
    if kept < SWAP_TORSOS * torso:
        return
    if _leg_moved(other, last) < SWAP_GAIN * kept:
        points[LEGS] = other[LEGS]


def _leg_moved(points: Sequence[float], last: Sequence[float]) -> float:
    knee = math.hypot(points[6] - last[6], points[7] - last[7])
    return knee + math.hypot(points[8] - last[8], points[9] - last[9])
