"""A figure spec made definite: solved keyframes, the way between them, and where the props are."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from hamstrong.exercises.figures.contact import Posture, Surfaces, settle, zone_x
from hamstrong.exercises.figures.kinematics import Angles, Body, place, zone_points
from hamstrong.exercises.figures.spec import (
    DIRECTION_OF,
    Contact,
    FigureSpec,
    Pose,
    Prop,
    View,
)

_STANDING: Final[Angles] = {
    "x": 0.0,
    "y": 0.55,
    "trunk": 90.0,
    "spine": 180.0,
    "neck": 180.0,
}
_LIMB: Final[Angles] = {
    "shoulder": 0.0,
    "elbow": 172.0,
    "wrist": 180.0,
    "hip": 180.0,
    "knee": 180.0,
    "ankle": 90.0,
    "toes": 180.0,
}
# How far the heel or foot lies in from the edge of what it rests on (evidence 4: 3-5 cm).
CUSHION_HIGH: Final = 0.026
EDGE_INSET: Final = 0.024
TABLE_TOP: Final = 0.05  # its thickness; a knee presses from below
TABLE_OVER: Final = 0.1  # how far its edge reaches behind the middle of the knee
CHAIR_BACK: Final = 0.21  # above the seat; a hand rests on it
# Judgement: enough in-between poses that turning joints look smooth.
BETWEEN: Final = (0.3, 0.7)


@dataclass(frozen=True, slots=True)
class Stand:
    """A standing prop with its near edge, in stature; `reach` is the direction it extends."""

    prop: Prop
    x: float
    top: float
    reach: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: bodies at progress 0 (set-up), between, and 1 (working), and the props."""

    view: View
    bodies: tuple[Body, ...]
    progress: tuple[float, ...]
    stands: tuple[Stand, ...]
    surfaces: Surfaces
    contacts: tuple[tuple[Contact, ...], ...]
    lifts: tuple[float, ...]
    focus: str | None = None

    @property
    def setup(self) -> Body:
        """The set-up pose."""
        return self.bodies[0]

    @property
    def work(self) -> Body:
        """The working pose."""
        return self.bodies[-1]


@lru_cache(maxsize=256)
def _cached(text: str, name: str) -> Scene:
    return _make_scene(FigureSpec.model_validate_json(text), name)


def make_scene(spec: FigureSpec, name: str) -> Scene:
    """Solve both keyframes of a figure and the poses between them.

    Args:
        spec: The `[figure]` table.
        name: Of the exercise, named in errors.

    Returns:
        The scene; the same spec gives the same scene.

    Raises:
        BadSpec: Contacts that cannot hold.
    """
    return _cached(spec.model_dump_json(), name)


def _make_scene(spec: FigureSpec, name: str) -> Scene:
    view = spec.view
    linked = _linked(spec)
    neutral = _neutral(view)
    heights = {"floor": 0.0}
    for prop in spec.props:
        if prop.kind in ("support", "chair", "step"):
            name_of = "step" if prop.kind == "step" else "support"
            heights[name_of] = prop.height + (CHAIR_BACK if prop.kind == "chair" else 0)
    work = Posture(
        angles=_apply(neutral, spec.work, linked),
        contacts=spec.work.contacts or (),
        solve=spec.work.solve or (),
        lift=spec.work.lift or 0.0,
        linked=linked,
    )
    at_work = settle(work, view=view, surfaces=Surfaces(heights), place_name=f"{name}: figure.work")
    body = place(at_work, view)
    stands = tuple(_stand(p, p.zone, body=body, view=view) for p in spec.props if p.zone)
    walls = [stand for stand in stands if stand.prop.kind == "wall"]
    surfaces = Surfaces(heights, (walls[0].x, walls[0].reach) if walls else None)
    setup = _setup_posture(spec, work, at_work, body)
    at_setup = settle(setup, view=view, surfaces=surfaces, place_name=f"{name}: figure.setup")
    between = [
        _between((setup, work), (at_setup, at_work), t=t, view=view, surfaces=surfaces, name=name)
        for t in BETWEEN
    ]
    frames = (at_setup, *between, at_work)
    middle = _shared(setup, work)
    return Scene(
        view=view,
        bodies=tuple(place(angles, view) for angles in frames),
        progress=(0.0, *BETWEEN, 1.0),
        stands=stands,
        surfaces=surfaces,
        contacts=(setup.contacts, *(middle for _ in BETWEEN), work.contacts),
        lifts=(setup.lift, *(_mix(setup.lift, work.lift, t) for t in BETWEEN), work.lift),
        focus=spec.focus,
    )


def _neutral(view: View) -> Angles:
    limb = dict(_LIMB)
    if view == "front":
        limb |= {"ankle": 180.0, "shoulder": 8.0, "hip": 177.0, "elbow": 176.0}
    return _STANDING | {f"{side}.{k}": v for side in ("near", "far") for k, v in limb.items()}


def _twin(joint: str) -> str:
    """The other name for what a joint angle or a picture direction fixes."""
    flipped = {direction: joint for joint, direction in DIRECTION_OF.items()}
    return DIRECTION_OF.get(joint) or flipped[joint]


def _linked(spec: FigureSpec) -> frozenset[str]:
    """Far-side joints that no pose mentions: they follow the near side."""
    own: set[str] = {joint for pose in (spec.work, spec.setup) for joint in pose.far}
    own |= {_twin(joint) for joint in own}
    every = {*DIRECTION_OF, *DIRECTION_OF.values()}
    linked = {f"far.{joint}" for joint in every - own}
    if not (spec.work.far_depth or spec.setup.far_depth):
        linked |= {f"far.{d.removesuffix('_deg')}/depth" for d in DIRECTION_OF.values()}
    return frozenset(linked)


def _apply(base: Angles, pose: Pose, linked: frozenset[str]) -> Angles:
    angles = dict(base)
    for name in ("trunk", "spine", "neck"):
        if (value := getattr(pose, name)) is not None:
            angles[name] = value
    for side, joints in (("near", pose.near), ("far", pose.far)):
        for joint, value in joints.items():
            _put(angles, f"{side}.", joint, value)
            if side == "near" and f"far.{joint}" in linked:
                _put(angles, "far.", joint, value)
    for side, depths in (("near", pose.near_depth), ("far", pose.far_depth)):
        for segment, value in depths.items():
            angles[f"{side}.{segment}/depth"] = value
            if side == "near" and f"far.{segment}/depth" in linked:
                angles[f"far.{segment}/depth"] = value
    return angles


def _put(angles: Angles, prefix: str, joint: str, value: float) -> None:
    """Set a joint or a direction; a joint set later than a direction wins over it."""
    angles[prefix + joint] = value
    if joint in DIRECTION_OF:
        angles.pop(prefix + DIRECTION_OF[joint], None)


def _setup_posture(spec: FigureSpec, work: Posture, at_work: Angles, body: Body) -> Posture:
    contacts = work.contacts if spec.setup.contacts is None else spec.setup.contacts
    return Posture(
        angles=_apply(at_work, spec.setup, work.linked),
        contacts=contacts,
        solve=work.solve if spec.setup.solve is None else spec.setup.solve,
        lift=spec.setup.lift or 0.0,
        linked=work.linked,
        held={c.zone: zone_x(body, c.zone, spec.view) for c in contacts if c.stays},
    )


def _stand(prop: Prop, zone: str, *, body: Body, view: View) -> Stand:
    points = zone_points(body, zone, view)
    reach = 1 if prop.side == "right" else -1
    if prop.kind == "pillow" and zone == "head":
        middle = sum(p[0] for p in points) / len(points)
        return Stand(prop, middle, min(p[1] for p in points), reach)
    if prop.kind in ("wall", "pillow"):
        xs = [p[0] for p in points]
        edge = (max(xs) if reach > 0 else min(xs)) + reach * prop.gap
        middle = sum(p[1] for p in points) / len(points)
        return Stand(prop, edge, 1.3 if prop.kind == "wall" else middle - 0.065, reach)
    middle = sum(p[0] for p in points) / len(points)
    if prop.kind == "cord":
        return Stand(prop, middle + reach * prop.gap, prop.height, reach)
    if prop.kind == "cushion":
        return Stand(prop, middle, CUSHION_HIGH, reach)
    if prop.kind == "towel" and zone == "seat":
        return Stand(prop, middle, prop.height, reach)
    if prop.kind == "towel":
        return Stand(prop, middle + reach * prop.gap, prop.height / 2, reach)
    if prop.kind == "table":
        top = max(p[1] for p in points) + TABLE_TOP
        return Stand(prop, middle - reach * (TABLE_OVER + prop.gap), top, reach)
    lowest = min(points, key=lambda p: p[1])
    return Stand(prop, lowest[0] - reach * (EDGE_INSET + prop.gap), prop.height, reach)


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def _shared(setup: Posture, work: Posture) -> tuple[Contact, ...]:
    """Contacts of both keyframes, kept on the way between them."""
    resting = {(c.zone, c.on) for c in work.contacts}
    return tuple(c for c in setup.contacts if (c.zone, c.on) in resting)


def _between(
    keyframes: tuple[Posture, Posture],
    ends: tuple[Angles, Angles],
    *,
    t: float,
    view: View,
    surfaces: Surfaces,
    name: str,
) -> Angles:
    """The pose a share `t` of the way from one keyframe to the other."""
    setup, work = keyframes
    shared = _shared(setup, work)
    bodies = [place(end, view) for end in ends]
    angles = _mixed_angles(ends, bodies, t)
    held: dict[str, float] = {}
    for zone in (c.zone for c in shared if c.stays):
        before, after = (zone_x(body, zone, view) for body in bodies)
        held[zone] = _mix(before, after, t)
    posture = replace(
        setup,
        angles=angles,
        contacts=shared,
        solve=tuple(dict.fromkeys(setup.solve + work.solve)) if shared else (),
        lift=_mix(setup.lift, work.lift, t),
        held=held,
    )
    if not shared:
        return angles
    return settle(posture, view=view, surfaces=surfaces, place_name=f"{name}: figure between")


def _mixed_angles(ends: tuple[Angles, Angles], bodies: list[Body], t: float) -> Angles:
    """Turn every segment evenly from one pose to the other, the short way round."""
    angles = {}
    for key, a in ends[0].items():
        if key in ends[1]:
            angles[key] = _mix(a, ends[1][key], t)
    for key in ends[0].keys() ^ ends[1].keys():
        segment = key.removesuffix("_deg").removesuffix("/depth")
        if key.endswith("_deg"):
            a, b = (body[segment].deg for body in bodies)
            angles[key] = a + ((b - a + 180) % 360 - 180) * t
        elif key.endswith("/depth"):
            angles[key] = _mix(ends[0].get(key, 0.0), ends[1].get(key, 0.0), t)
    return angles
