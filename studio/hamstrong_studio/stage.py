"""An exercise acted out: solved poses from set-up to work and back, and where the props stand."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np

from hamstrong.exercises.figures.scene import CHAIR_BACK, EDGE_INSET
from hamstrong.exercises.figures.spec import Prop
from hamstrong_studio.hands import rig_with_hands
from hamstrong_studio.rig import Floats, Rig
from hamstrong_studio.skeleton import INDEX, NAMES, limit
from hamstrong_studio.solve import DEEP_M, Pose, Solver
from hamstrong_studio.surfaces import FAR, Box, Surroundings
from hamstrong_studio.targets import Keyframe, Task, Touch
from hamstrong_studio.zones import ARM, zone

BETWEEN: Final = 6
LEAP_M: Final = 0.15
"""A part that departs further from an even way is led more firmly."""
_ARM: Final = ("shoulder", "elbow", "forearm", "wrist", "scapula")
TAKE_OFF: Final = 0.6
"""How much of the way to the top of a hop the foot still pushes off."""
BENCH_DEPTH_M: Final = 0.42
STEP_DEPTH_M: Final = 0.4
SOFA_DEPTH_M: Final = 0.62
TABLE_DEPTH_M: Final = 0.7
TABLE_WIDE_M: Final = (-0.3, 0.8)
"""Its near side ends where a knee under it is still seen."""
SLAB_M: Final = 0.07
BED_DEPTH_M: Final = 0.5  # as much of its length as is looked at
BED_WIDE_M: Final = (-0.5, 0.5)
RAIL_M: Final = 0.11
MATTRESS_M: Final = 0.2
LOOSE: Final = ("cord", "towel", "cushion")
TOWEL_M: Final = 0.012
"""How thick a folded towel is that lies on a limb."""
TABLE_OVER: Final = 0.1  # stature; how far its edge reaches behind the middle of the knee
CHAIR_WIDE_M: Final = 0.4


@dataclass(frozen=True, slots=True)
class Stand:
    """A standing prop.

    Attributes:
        x: Its near edge, metres.
        top: Height of what is touched.
        reach: Direction in which it extends, -1 or +1.
        y: Its middle in depth.
        seat: Height of a chair's seat.
        look: Which household thing a support is.
    """

    prop: Prop
    x: float
    top: float
    reach: int
    y: float = 0.0
    seat: float = 0.0
    look: str = "bench"

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What of it nothing may enter."""
        kind = self.prop.kind
        if kind == "step":
            return (self._box(STEP_DEPTH_M, 0.0),)
        if kind == "chair":
            half = CHAIR_WIDE_M / 2
            wide = (self.y - half, self.y + half)
            seat = self._box(BENCH_DEPTH_M, self.seat - 0.03, wide, self.seat)
            return (seat, self._box(0.026, self.seat, wide))
        if kind == "table":
            return (self._box(TABLE_DEPTH_M, self.top - 0.03, TABLE_WIDE_M),)
        if kind == "support" and self.look == "bed":
            frame = self._box(BED_DEPTH_M, self.top - RAIL_M, BED_WIDE_M)
            return (frame, self._box(BED_DEPTH_M, self.top, BED_WIDE_M, self.top + MATTRESS_M))
        if kind == "support":
            low = self.top - SLAB_M if self.look == "bench" else 0.0
            return (self._box(SOFA_DEPTH_M if self.look == "sofa" else BENCH_DEPTH_M, low),)
        return ()

    def _box(
        self,
        depth: float,
        low: float,
        wide: tuple[float, float] = (-FAR, FAR),
        top: float | None = None,
    ) -> Box:
        ends = sorted((self.x, self.x + self.reach * depth))
        high = self.top if top is None else top
        return Box((ends[0], wide[0], low), (ends[1], wide[1], high))


@dataclass(frozen=True, slots=True)
class Acted:
    """Poses at progress 0 (set-up) to 1 (work), with the body and the props.

    Attributes:
        touches: What rests on what in each of the poses.
    """

    task: Task
    rig: Rig
    solver: Solver
    around: Surroundings
    stands: tuple[Stand, ...]
    progress: tuple[float, ...]
    poses: tuple[Pose, ...]

    def at(self, progress: float) -> Floats:
        """The numbers of the pose at a progress between 0 and 1."""
        table = np.array([pose.values for pose in self.poses])
        made: Floats = np.array(
            [np.interp(progress, self.progress, table[:, i]) for i in range(len(NAMES))]
        )
        return made

    def middle(self, name: str, values: Floats | None = None) -> Floats:
        """The middle of a zone in a pose, the working one if left out; metres."""
        chosen = self.poses[-1].values if values is None else values
        points = self.solver.points(chosen[None], zone(self.rig, name).points)[0]
        made: Floats = points.mean(axis=0)
        return made


def _tops(task: Task, stature: float) -> dict[str, float]:
    tops = {"floor": 0.0}
    for prop in task.figure.props:
        if prop.kind in ("support", "chair", "step"):
            name = "step" if prop.kind == "step" else "support"
            tops[name] = stature * (prop.height + (CHAIR_BACK if prop.kind == "chair" else 0))
    return tops


@lru_cache(maxsize=16)
def _solver(
    body: str, closed: frozenset[str], relaxed: frozenset[str], apart: frozenset[str]
) -> Solver:
    return Solver(rig_with_hands(body, closed, relaxed), apart)


def act(task: Task, body: str, between: int = BETWEEN) -> Acted:
    """Solve an exercise for a body: working pose, props, set-up pose, and the way between."""
    solver = _solver(body, task.closed, task.relaxed, task.apart)
    stature = solver.rig.person.stature_m
    around = Surroundings(tops=_tops(task, stature))
    work = solver.solve(task.work, around)
    stands = tuple(_stands(task, solver, work))
    around = replace(around, solids=tuple(box for s in stands for box in s.boxes))
    walls = [s for s in stands if s.prop.kind == "wall"]
    if walls:
        around = replace(around, walls={"wall": (walls[0].x, walls[0].reach)})
    held = {name: _middle(solver, work, name)[:2] for name in _placing(task, stands)}
    work = solver.solve(task.work, around, start=work.values, pins=held)
    pins = _pins(solver, work, task.setup.touches)
    setup = solver.solve(_aligned(task.setup, task.work), around, pins=pins)
    progress = tuple(np.linspace(0, 1, between + 2))
    poses = _way(solver, around, (setup, work), progress)
    return Acted(task, solver.rig, solver, around, stands, progress, poses)


def _placing(task: Task, stands: tuple[Stand, ...]) -> set[str]:
    """Zones that props were placed by: they keep their places."""
    return {task.own(s.prop.zone) for s in stands if s.prop.zone and s.prop.kind not in LOOSE}


def _aligned(setup: Keyframe, work: Keyframe) -> Keyframe:
    """The set-up lies in the middle of the picture's depth too."""
    return replace(setup, angles={**setup.angles, "y": work.angles.get("y", 0.0)})


def _middle(solver: Solver, pose: Pose, name: str) -> Floats:
    made: Floats = solver.points(pose.values[None], zone(solver.rig, name).points)[0].mean(axis=0)
    return made


def _pins(solver: Solver, pose: Pose, touches: tuple[Touch, ...]) -> dict[str, Floats]:
    return {t.zone: _middle(solver, pose, t.zone)[:2] for t in touches if t.stays}


def _stands(task: Task, solver: Solver, work: Pose) -> list[Stand]:
    stature = solver.rig.person.stature_m
    stands = []
    for prop in task.figure.props:
        if prop.zone is None:
            continue
        points = solver.points(work.values[None], zone(solver.rig, task.own(prop.zone)).points)[0]
        reach = 1 if prop.side == "right" else -1
        middle = points.mean(axis=0)
        if prop.kind == "wall":
            x = points[:, 0].max() if reach > 0 else points[:, 0].min()
            stands.append(Stand(prop, float(x + reach * prop.gap * stature), 2.6, reach))
        elif prop.kind in ("cord", "pillow", "towel", "cushion"):
            x = middle[0] + reach * prop.gap * stature
            height = stature * prop.height
            y = float(middle[1])
            if prop.kind == "cord" and task.body.anchor is not None:
                y = float(work.values[1]) - task.body.anchor * stature
            stands.append(Stand(prop, float(x), height, reach, y))
        elif prop.kind == "table":
            x = middle[0] - reach * (TABLE_OVER + prop.gap) * stature
            padded = any(p.kind == "towel" and not p.zone for p in task.figure.props)
            top = float(points[:, 2].max()) + 0.032 + padded * TOWEL_M
            stands.append(Stand(prop, float(x), top, reach))
        else:
            lowest = points[points[:, 2].argmin()]
            x = float(lowest[0] - reach * (EDGE_INSET + prop.gap) * stature)
            seat = stature * prop.height
            back = stature * CHAIR_BACK if prop.kind == "chair" else 0.0
            y = float(middle[1]) if prop.kind == "chair" else 0.0
            look = task.body.support
            stands.append(Stand(prop, x, seat + back, reach, y, seat, look))
    return stands


def _way(
    solver: Solver, around: Surroundings, ends: tuple[Pose, Pose], progress: tuple[float, ...]
) -> tuple[Pose, ...]:
    """From set-up to work; where a free limb would leap, it is led more firmly."""
    ways = []
    for firm in (False, True):
        poses = [ends[0]]
        for t in progress[1:-1]:
            poses.append(_between(solver, around, ends, t=t, last=poses[-1], firm=firm))
        ways.append((*poses, ends[1]))
        if leap(solver, ways[0]) < LEAP_M:
            return ways[0]
    return min(ways, key=lambda way: leap(solver, way))


def leap(solver: Solver, poses: tuple[Pose, ...]) -> float:
    """How far any part departs from an even way between its two neighbours at most, metres."""
    points = solver.points(np.array([pose.values for pose in poses]), solver.spread)
    off = points[2:] - 2 * points[1:-1] + points[:-2]
    return float(np.linalg.norm(off, axis=2).max())


def _sound(solver: Solver, around: Surroundings, values: Floats, asked: Keyframe) -> bool:
    """Whether a blend of two poses needs no solving: what rests still rests, nothing enters."""
    gaps = [
        around.gap(solver.points(values[None], part)[0], touch.on).min()
        for touch in asked.touches
        for part in zone(solver.rig, touch.zone).parts
    ]
    return max(np.abs(gaps), default=0.0) < DEEP_M and solver.depth(values, around) < DEEP_M


def _free(touches: tuple[Touch, ...]) -> frozenset[str]:
    """Angles of limbs on which nothing rests."""
    busy = {touch.zone.partition(".")[0] + ("arm" if _arm(touch) else "leg") for touch in touches}
    names = [name for name in INDEX if name.startswith(("left.", "right."))]
    return frozenset(
        name
        for name in names
        if name.partition(".")[0] + ("arm" if name.split(".")[1] in _ARM else "leg") not in busy
    )


def _arm(touch: Touch) -> bool:
    return touch.zone.rpartition(".")[2] in ARM


def _between(
    solver: Solver,
    around: Surroundings,
    ends: tuple[Pose, Pose],
    *,
    t: float,
    last: Pose,
    firm: bool = False,
) -> Pose:
    """A pose on the way: what rests in both keyframes, or until a hop takes off, keeps resting."""
    setup, work = ends
    hops = not work.asked.touches and any(touch.stays for touch in setup.asked.touches)
    lasting = {touch.zone for touch in (setup if hops and t < TAKE_OFF else work).asked.touches}
    touches = tuple(touch for touch in setup.asked.touches if touch.zone in lasting)
    values = setup.values + (work.values - setup.values) * _lead(setup, work, t)
    if hops:
        values = _over_its_foot(solver, setup, values, flies=not touches)
    stature = solver.rig.person.stature_m
    angles = {name: float(values[i]) for name, i in INDEX.items()}
    angles |= {name: angles[name] / stature for name in ("x", "y", "z")}
    led = _free(touches) if firm else frozenset()
    asked = replace(work.asked, angles=angles, firm=led, touches=touches)
    pins = {}
    for touch in touches:
        if touch.stays:
            a, b = (_middle(solver, pose, touch.zone)[:2] for pose in ends)
            pins[touch.zone] = a if hops else a + (b - a) * t
    if firm and _sound(solver, around, values, asked):
        return Pose(values, asked)
    return solver.solve(
        asked, around, start=(last.values + values) / 2, pins=pins, most=10, rounds=2
    )


def _over_its_foot(solver: Solver, setup: Pose, values: Floats, *, flies: bool) -> Floats:
    """A hop goes straight up: what pushes off stays over its place, and on it until it flies."""
    touches = setup.asked.touches
    made = values if flies else _flat_toes(setup.values, values, touches)
    off = _foot(solver, setup.values, touches[0]) - _foot(solver, made, touches[0])
    made = made.copy()
    made[: 2 if flies else 3] += off[: 2 if flies else 3]
    return made


def _flat_toes(setup: Floats, values: Floats, touches: tuple[Touch, ...]) -> Floats:
    """Toes that push off keep their direction while the foot turns over them."""
    made = values.copy()
    gone = values - setup
    for side in {touch.zone.partition(".")[0] for touch in touches}:
        turned = gone[INDEX["pitch"]] - gone[INDEX[f"{side}.hip.flexion"]]
        turned += gone[INDEX[f"{side}.knee.flexion"]] - gone[INDEX[f"{side}.ankle.dorsiflexion"]]
        toes = INDEX[f"{side}.toes.extension"]
        low, high = limit(f"{side}.toes.extension")
        made[toes] = min(max(setup[toes] + turned, low), high)
    return made


def _foot(solver: Solver, values: Floats, touch: Touch) -> Floats:
    """Middle and least height of what pushes off."""
    points = solver.points(values[None], zone(solver.rig, touch.zone).points)[0]
    made: Floats = np.array([*points.mean(axis=0)[:2], points[:, 2].min()])
    return made


def _lead(setup: Pose, work: Pose, t: float) -> Floats:
    """How far each number is on its way at t: a leg that leaves its rest goes first."""
    share = np.full(len(NAMES), t)
    left = {x.zone for x in setup.asked.touches} - {x.zone for x in work.asked.touches}
    for side in ("left", "right"):
        if any(name.startswith(f"{side}.") for name in left):
            for name, i in INDEX.items():
                if name.startswith((f"{side}.hip", f"{side}.knee", f"{side}.ankle")):
                    share[i] = min(1.0, 1.6 * t)
    return share
