"""One picture in the making: what is placed where, and how it moves."""

from collections.abc import Sequence

from hamstrong.exercises.figures.drawing import (
    Frame,
    Rigid,
    Spot,
    frame_of,
    number,
    path_id,
    rigid_groups,
    runs_beside,
    spots,
)
from hamstrong.exercises.figures.motion import Loop, keyframes, swing
from hamstrong.exercises.figures.props import Worn, extent
from hamstrong.exercises.figures.scene import Scene


class Stage:
    """Collects the drawing and, for the loop, the motion of each moving group."""

    def __init__(self, scene: Scene, prefix: str, *, shown: int, loop: Loop | None) -> None:
        self.scene = scene
        self.prefix = prefix
        self.shown = shown
        self.loop = loop
        self.frame: Frame = frame_of(scene, [extent(stand) for stand in scene.stands])
        self.motions: list[tuple[tuple[Spot, ...], str, bool]] = []
        self.rules: list[str] = []

    def moving(self, ways: tuple[Spot, ...], drawing: str, *, breathes: bool = False) -> str:
        """Put a drawing where its segment is, and let it move in the loop."""
        spot = ways[self.shown]
        scale = "" if abs(spot.stretch - 1) < 0.01 else f"scale({spot.stretch:.4g} 1)"
        attribute = f'{spot.attribute()[:-1]}{scale}"'
        still = not breathes and len({way.css(stretched=True) for way in ways}) == 1
        if self.loop is None or still:
            return f"<g {attribute}>{drawing}</g>"
        name, x, y = self._motion(ways, self.loop, breathes=breathes)
        moved = f'<g class="{name}">{drawing}</g>'
        if (x, y) == ("0", "0"):
            return moved
        return f'<g transform="translate({x} {y})">{moved}</g>'

    def _motion(
        self, ways: tuple[Spot, ...], loop: Loop, *, breathes: bool
    ) -> tuple[str, str, str]:
        """The motion's name, and how far beside an equal motion these ways run."""
        for known, name, breathing in self.motions:
            first, base = ways[0], known[0]
            x, y = first.x - base.x, first.y - base.y
            if breathing == breathes and runs_beside(ways, known, x=x, y=y):
                return name, number(x), number(y)
        name = f"{self.prefix}{len(self.motions)}"
        self.motions.append((ways, name, breathes))
        self.rules.append(keyframes(name, ways, loop, breathes=breathes))
        return name, "0", "0"

    def group(self, names: Sequence[str], fill: str) -> str:
        """Some segments as one shape: an outline pass, then a fill pass over it."""
        bodies = "".join(
            self.moving(group.ways, self._uses(group), breathes=self._breathes(group.leader))
            for group in rigid_groups(self.scene, self.frame, names)
        )
        return f'<g class="o">{bodies}</g><g class="{fill}">{bodies}</g>'

    def _uses(self, group: Rigid) -> str:
        def use(name: str, where: str = "") -> str:
            href = path_id(self.prefix, self.scene.work[name])
            cloth = ' class="c"' if name in ("pelvis", "thorax") else ""
            return f'<use href="#{href}"{cloth}{where}/>'

        riders = "".join(use(name, f" {spot.attribute()}") for name, spot in group.riders)
        return use(group.leader) + riders

    def patch(self, name: str, css: str, data: str) -> str:
        """A flat region on one segment: a working muscle, the hair."""
        ways = tuple(spots(self.scene, self.frame, name))
        drawing = f'<path class="{css}" d="{data}"/>'
        return self.moving(ways, drawing, breathes=self._breathes(name))

    def _breathes(self, name: str) -> bool:
        return name == "thorax" and self.loop is not None and self.loop.breathes

    def worn(self, item: Worn) -> str:
        """Put a prop that goes with the body."""
        if item.swings and self.loop:
            name = f"{self.prefix}{len(self.motions)}"
            self.motions.append((item.ways, name, False))
            self.rules.append(swing(name, item.ways[0], item.ways[-1], self.loop))
            return f'<g class="{name}">{item.drawing}</g>'
        return self.moving(item.ways, item.drawing)
