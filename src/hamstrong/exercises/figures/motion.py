"""How a figure moves: set-up, up, hold with two breaths, back. Plain CSS, no script."""

from dataclasses import dataclass
from typing import Final, Literal

from hamstrong.exercises.figures.drawing import Spot

Kind = Literal["isometric", "dynamic", "eccentric-slow", "plyometric", "mobility"]

# Judgement: a fortieth wider is seen when looked for, and does not distract.
_BREATH: Final = 1.025


@dataclass(frozen=True, slots=True)
class Loop:
    """One round of a moving figure; all marks are percent of `seconds`.

    Attributes:
        seconds: Length of the round.
        rest: Until when the set-up pose is shown.
        up: When the working pose is reached.
        down: When it is left.
    """

    seconds: float
    rest: float
    up: float
    down: float

    @property
    def breathes(self) -> bool:
        """Whether the hold is long enough to show breath."""
        return self.down - self.up > 40


_LOOPS: Final[dict[str, Loop]] = {
    "isometric": Loop(9, rest=8, up=24, down=82),
    "dynamic": Loop(5, rest=8, up=42, down=56),
    "eccentric-slow": Loop(5.5, rest=8, up=54, down=64),
    "plyometric": Loop(0.9, rest=6, up=46, down=54),
    "mobility": Loop(7, rest=8, up=34, down=66),
}


def loop_of(kind: str) -> Loop:
    """Timing of a round for one kind of exercise."""
    return _LOOPS[kind]


def _marks(loop: Loop, count: int) -> list[str]:
    """Percent marks of each frame on the way up and on the way back, as keyframe selectors."""
    last = count - 1
    selectors = []
    for i in range(count):
        there = loop.rest + (loop.up - loop.rest) * i / last
        back = loop.down + (100 - loop.down) * (last - i) / last
        selectors.append(",".join(f"{mark:.3g}%" for mark in (there, back)))
    return selectors


def keyframes(name: str, ways: tuple[Spot, ...], loop: Loop, *, breathes: bool = False) -> str:
    """Rule and keyframes of one rigid group; without motion it stands in its working place.

    Args:
        name: Of the animation, unique on a page.
        ways: Its transforms from set-up to working pose.
        loop: When each is reached.
        breathes: Widen a little twice while the pose is held.
    """
    stretched = breathes or any(abs(way.stretch - 1) > 0.01 for way in ways)
    marks = _marks(loop, len(ways))
    marks[0] = f"0%,{marks[0]}"
    held = loop.down - loop.up
    if breathes:
        marks[-1] += f",{loop.up + held / 2:.3g}%"
    frames = [
        f"{mark}{{{way.css(stretched=stretched)}}}" for mark, way in zip(marks, ways, strict=True)
    ]
    if breathes:
        wide = ",".join(f"{loop.up + held * part:.3g}%" for part in (0.25, 0.75))
        frames.append(f"{wide}{{{ways[-1].css(stretched=True, breath=_BREATH)}}}")
    still = ways[-1].css(stretched=stretched)
    return (
        f".{name}{{{still};animation:{name} {loop.seconds:g}s linear infinite}}"
        f"@keyframes {name}{{{''.join(frames)}}}"
    )


def swing(name: str, start: Spot, end: Spot, loop: Loop) -> str:
    """Rule and keyframes of what goes once round: it is at `end` half way and never turns back."""
    whole = Spot(start.x, start.y, start.deg + 360)
    frames = "".join(
        f"{mark}%{{{spot.css(stretched=False)}}}"
        for mark, spot in ((0, start), (50, end), (100, whole))
    )
    still = end.css(stretched=False)
    return (
        f".{name}{{{still};animation:{name} {loop.seconds:g}s linear infinite}}"
        f"@keyframes {name}{{{frames}}}"
    )
