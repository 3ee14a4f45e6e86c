"""The same pose as a line icon: one stroke, the text's colour, readable at 24 px."""

from html import escape
from typing import Final

from hamstrong.exercises.figures.body import LENGTHS
from hamstrong.exercises.figures.drawing import ARM, LEG, limb, number
from hamstrong.exercises.figures.kinematics import Body, bounds
from hamstrong.exercises.figures.kit import held_at
from hamstrong.exercises.figures.props import extent
from hamstrong.exercises.figures.scene import Scene, Stand

_BOX: Final = 48
_PAD: Final = 4.0
_HEAD: Final = 0.058  # stature, a little small so that the neck shows


def draw_icon(scene: Scene, *, title: str, size: int) -> str:
    """Bones of the working pose as strokes, props as a line.

    Args:
        scene: Solved.
        title: Accessible name.
        size: Pixels, square.

    Returns:
        An SVG document.
    """
    body = scene.work
    left, bottom, right, top = bounds(body, scene.view)
    bottom = min(bottom, 0.0)
    scale = (_BOX - 2 * _PAD) / max(right - left, top - bottom)
    x0 = _BOX / 2 - scale * (left + right) / 2
    y0 = _BOX / 2 + scale * (bottom + top) / 2

    def at(x: float, y: float) -> str:
        return f"{number(x0 + scale * x)} {number(y0 - scale * y)}"

    def line(points: list[tuple[float, float]]) -> str:
        return "M" + "L".join(at(*p) for p in points)

    trunk = _spine(body)
    near = "".join(line(points) for points in _limbs(body, "near", scene.view == "front"))
    far = "".join(line(points) for points in _limbs(body, "far", scene.view == "front"))
    props = "".join(line(_stand_line(stand, body)) for stand in scene.stands)
    ground = f"M{number(_PAD)} {number(y0 + 2)}H{number(_BOX - _PAD)}"
    head = body["head"].at(0.1, 0.008 if scene.view == "side" else 0)
    hx, hy = at(*head).split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BOX} {_BOX}" width="{size}" '
        f'height="{size}" role="img" fill="none" stroke="currentColor" stroke-width="3" '
        f'stroke-linecap="round" stroke-linejoin="round"><title>{escape(title)}</title>'
        f'<path stroke-width="1.5" opacity=".5" d="{ground}{props}"/>'
        f'<path opacity=".45" d="{far}"/><path d="{line(trunk)}{near}"/>'
        f'<circle cx="{hx}" cy="{hy}" r="{number(max(scale * _HEAD, 2.4))}" '
        'fill="currentColor" stroke="none"/></svg>'
    )


def _spine(body: Body) -> list[tuple[float, float]]:
    pelvis, thorax = body["pelvis"], body["thorax"]
    return [pelvis.at(0, 0), thorax.at(0, 0), thorax.at(LENGTHS["thorax"], 0)]


def _limbs(body: Body, side: str, from_front: bool) -> list[list[tuple[float, float]]]:
    lines = []
    for segments, root in ((LEG, "pelvis"), (ARM, "thorax")):
        names = limb(side, segments, body)
        points = [(body[name].x, body[name].y) for name in names]
        last = body[names[-1]]
        points.append(last.at(LENGTHS.get(last.segment, 0.03), 0))
        if from_front:
            u = LENGTHS["thorax"] if root == "thorax" else 0
            points.insert(0, body[root].at(u, 0))
        lines.append(points)
    return lines


def _stand_line(stand: Stand, body: Body) -> list[tuple[float, float]]:
    if stand.prop.kind == "cord":
        return [(stand.x, stand.top), held_at(stand.prop, body)]
    left, right = extent(stand)
    near, far = (left, right) if stand.reach > 0 else (right, left)
    if stand.prop.kind == "table":
        return [(far, 0.0), (far, stand.top), (near, stand.top)]
    if stand.prop.kind == "wall":
        return [(stand.x, 0.0), (stand.x, stand.top)]
    return [(near, 0.0), (near, stand.top), (far, stand.top)]
