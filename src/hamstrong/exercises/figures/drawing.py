"""A scene as SVG: outlines once, placed by transforms, so that the same parts can move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from typing import Final

from hamstrong.exercises.figures.body import curves
from hamstrong.exercises.figures.kinematics import Body, Placed, bounds, zone_points
from hamstrong.exercises.figures.scene import Scene
from hamstrong.exercises.figures.shapes import MUSCLES, OUTLINES, Outline

WIDTH: Final = 320
HEIGHT: Final = 240
STATURE: Final = 200  # picture units; one scale for every figure, so bodies match in a list
_MARGIN: Final = 11
_CLOSEST: Final = 264  # of the 320 wide picture, so that bodies differ little in size

_WIDEST: Final = 352  # only where somebody stands on a box
_CLOSE_UP: Final = 120  # a foot and its shin

_BREATHING: Final = "thorax"  # moves by itself

LEG: Final = ("thigh", "shank", "foot", "toes")
ARM: Final = ("upper_arm", "forearm", "hand")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where stature coordinates land, and the part of the picture that is shown."""

    x: float
    floor: float
    crop: float = WIDTH

    @property
    def view_box(self) -> str:
        """The middle of the picture at 4:3, closer for small poses."""
        height = self.crop * HEIGHT / WIDTH
        corner = f"{number((WIDTH - self.crop) / 2)} {number((HEIGHT - height) / 2)}"
        return f"{corner} {number(self.crop)} {number(height)}"

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Picture units of a point in stature."""
        return (self.x + STATURE * x, self.floor - STATURE * y)


def frame_of(scene: Scene, extents: Iterable[tuple[float, float]] = ()) -> Frame:
    """Centre everything ever drawn; `extents` are x ranges of props, as a fraction of stature."""
    if scene.focus:
        return _close_up(scene, scene.focus)
    boxes = [bounds(body, scene.view) for body in scene.bodies]
    left = min([b[0] for b in boxes] + [e[0] for e in extents])
    right = max([b[2] for b in boxes] + [e[1] for e in extents])
    top = max(b[3] for b in boxes)
    floor = HEIGHT / 2 + STATURE * top / 2
    needed = max(STATURE * (right - left) + 2 * _MARGIN, (STATURE * top + 2 * _MARGIN) * 4 / 3)
    crop = min(max(needed, _CLOSEST), _WIDEST)
    return Frame(WIDTH / 2 - STATURE * (left + right) / 2, floor, crop)


def _close_up(scene: Scene, zone: str) -> Frame:
    xs = [p[0] for p in zone_points(scene.work, zone, scene.view)]
    x = (min(xs) + max(xs)) / 2
    floor = HEIGHT / 2 + _CLOSE_UP * HEIGHT / WIDTH / 2 - _MARGIN
    return Frame(WIDTH / 2 - STATURE * x, floor, _CLOSE_UP)


def number(value: float) -> str:
    """Picture units with one decimal, no needless digits."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"


def path_data(outline: Outline, *, turn: int = 1, squash: float = 1.0) -> str:
    """A closed outline as path data in picture units, in its segment's frame."""

    def point(p: tuple[float, float]) -> str:
        return f"{number(STATURE * p[0] * squash)} {number(-turn * STATURE * p[1])}"

    pieces = curves(outline)
    first = f"M{point(pieces[0][0])}C{point(pieces[0][1])} {point(pieces[0][2])} "
    rest = "S".join(f"{point(c)} {point(d)}" for _, _, c, d in pieces[1:])
    return f"{first}{point(pieces[0][3])}S{rest}Z"


@dataclass(frozen=True, slots=True)
class Spot:
    """A segment's transform: picture units, degrees clockwise, stretch along its length."""

    x: float
    y: float
    deg: float
    stretch: float = 1.0

    def attribute(self) -> str:
        """As an SVG transform attribute."""
        turned = f"rotate({number(self.deg)})" if abs(self.deg) >= 0.05 else ""
        return f'transform="translate({number(self.x)} {number(self.y)}){turned}"'

    def css(self, *, stretched: bool, breath: float = 1.0) -> str:
        """As a CSS transform; every frame of one part has the same list of functions."""
        scale = f"scale({self.stretch:.3g},{breath:.3g})" if stretched else ""
        return (
            f"transform:translate({number(self.x)}px,{number(self.y)}px)"
            f"rotate({number(self.deg)}deg){scale}"
        )


def spots(scene: Scene, frame: Frame, name: str) -> list[Spot]:
    """Where one segment is in every body of the scene, turning without jumps."""
    reference = scene.work[name].squash
    found: list[Spot] = []
    for body in scene.bodies:
        placed = body[name]
        deg = -placed.deg
        if found:
            deg = found[-1].deg + (deg - found[-1].deg + 180) % 360 - 180
        found.append(Spot(*frame.at(placed.x, placed.y), deg, placed.squash / reference))
    return found


def relative(child: Spot, parent: Spot) -> Spot:
    """A transform seen from inside another."""
    c, s = cos(radians(parent.deg)), sin(radians(parent.deg))
    dx, dy = child.x - parent.x, child.y - parent.y
    deg = (child.deg - parent.deg + 180) % 360 - 180
    return Spot(dx * c + dy * s, dy * c - dx * s, deg)


@dataclass(frozen=True, slots=True)
class Rigid:
    """Segments that move as one: the leader's way, and where the others sit on it."""

    leader: str
    ways: tuple[Spot, ...]
    riders: tuple[tuple[str, Spot], ...] = ()

    @property
    def moves(self) -> bool:
        """Whether there is anything to animate."""
        return any(not _same(a, b) for a, b in pairwise(self.ways))


def _same(a: Spot, b: Spot) -> bool:
    return (
        max(abs(a.x - b.x), abs(a.y - b.y)) < 0.12
        and abs(a.deg - b.deg) < 0.12
        and abs(a.stretch - b.stretch) < 0.01
    )


def runs_beside(ways: Sequence[Spot], others: Sequence[Spot], *, x: float, y: float) -> bool:
    """Whether one motion is another one, moved by (x, y) picture units."""
    moved = (Spot(o.x + x, o.y + y, o.deg, o.stretch) for o in others)
    return all(_same(a, b) for a, b in zip(ways, moved, strict=True))


def rigid_groups(scene: Scene, frame: Frame, names: Sequence[str]) -> list[Rigid]:
    """Group segments whose places on each other never change."""
    groups: list[Rigid] = []
    for name in names:
        ways = spots(scene, frame, name)
        for i, group in enumerate(groups):
            if _BREATHING in (name, group.leader):
                continue
            seen = [relative(own, base) for own, base in zip(ways, group.ways, strict=True)]
            plain = all(abs(spot.stretch - 1) < 0.01 for spot in (*ways, *group.ways))
            if plain and all(_same(seen[0], other) for other in seen):
                riders = (*group.riders, (name, seen[-1]))
                groups[i] = Rigid(group.leader, group.ways, riders)
                break
        else:
            groups.append(Rigid(name, tuple(ways)))
    return groups


def path_id(prefix: str, placed: Placed) -> str:
    """Name of a shared outline: one for each segment, turn and foreshortening."""
    squash = "" if placed.squash > 0.999 else f"{placed.squash:.2f}".lstrip("0").replace(".", "s")
    return f"{prefix}{placed.segment}{'' if placed.turn > 0 else 'm'}{squash}"


def definitions(scene: Scene, prefix: str) -> str:
    """The outlines that the picture places, once each."""
    paths = {}
    for placed in scene.work.values():
        data = path_data(
            OUTLINES[scene.view][placed.segment], turn=placed.turn, squash=placed.squash
        )
        paths[path_id(prefix, placed)] = data
    drawn = "".join(f'<path id="{key}" d="{data}"/>' for key, data in sorted(paths.items()))
    return f"<defs>{drawn}</defs>"


def limb(side: str, segments: Sequence[str], body: Body) -> list[str]:
    """Full names of one limb's segments, as far as the view has them."""
    return [name for segment in segments if (name := f"{side}.{segment}") in body]


def tint_paths(scene: Scene, muscle: str) -> list[tuple[str, str]]:
    """Regions of a working muscle: the segment each sits on, and its path data."""
    side, _, name = muscle.rpartition(".")
    found = []
    for segment, outline in MUSCLES[scene.view][name].items():
        central = segment in ("pelvis", "thorax", "head")
        key = segment if central else f"{side or 'near'}.{segment}"
        placed = scene.work[key]
        # A one-sided region of the trunk is drawn on its own side.
        turn = -placed.turn if central and side == "far" else placed.turn
        found.append((key, path_data(outline, turn=turn, squash=placed.squash)))
    return found
