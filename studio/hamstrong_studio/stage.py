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
from hamstrong_studio.solve import Pose, Solver
from hamstrong_studio.surfaces import FAR, Box, Surroundings
from hamstrong_studio.targets import Keyframe, Task, Touch
from hamstrong_studio.zones import zone

BETWEEN: Final = 6
BENCH_DEPTH_M: Final = 0.42
STEP_DEPTH_M: Final = 0.4
SOFA_DEPTH_M: Final = 0.62
TABLE_DEPTH_M: Final = 0.7
SLAB_M: Final = 0.07
LOOSE: Final = ("cord", "towel")
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
            return (self._box(TABLE_DEPTH_M, self.top - 0.03, (-0.55, 0.55)),)
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
def _solver(body: str, closed: frozenset[str], relaxed: frozenset[str]) -> Solver:
    return Solver(rig_with_hands(body, closed, relaxed))


def act(task: Task, body: str, between: int = BETWEEN) -> Acted:
    """Solve an exercise for a body: working pose, props, set-up pose, and the way between."""
    solver = _solver(body, task.closed, task.relaxed)
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
    poses = [setup]
    for t in progress[1:-1]:
        poses.append(_between(solver, around, (setup, work), t=t, last=poses[-1]))
    return Acted(task, solver.rig, solver, around, stands, progress, (*poses, work))


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


def changed(acted: Acted, degrees: dict[str, float]) -> Pose:
    """The working pose with some angles changed, everything else as near as contacts allow.

    Args:
        acted: The exercise.
        degrees: What is added, by names such as `near.hip.flexion` or `yaw`.
    """
    task, work = acted.task, acted.poses[-1]
    stature = acted.rig.person.stature_m
    angles = {name: work[name] for name in INDEX}
    angles |= {name: angles[name] / stature for name in ("x", "y", "z")}
    own = {task.own_angle(name): value for name, value in degrees.items()}
    for name, value in own.items():
        low, high = limit(name)
        angles[name] = min(max(angles[name] + value, low), high)
    # What is not said to turn or bend aside does not.
    upright = {"yaw", "spine.twist"} | ({"spine.side"} if task.figure.view == "side" else set())
    asked = replace(work.asked, angles=angles, firm=work.asked.firm | frozenset(own) | upright)
    if any(".hip." in name for name in own):
        asked = replace(asked, stacked=())
    pins = {t.zone: acted.middle(t.zone)[:2] for t in asked.touches if t.on != "floor"}
    return acted.solver.solve(asked, acted.around, start=work.values, pins=pins)


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
        elif prop.kind in ("cord", "pillow", "towel"):
            x = middle[0] + reach * prop.gap * stature
            height = stature * prop.height
            stands.append(Stand(prop, float(x), height, reach, float(middle[1])))
        elif prop.kind == "table":
            x = middle[0] - reach * (TABLE_OVER + prop.gap) * stature
            stands.append(Stand(prop, float(x), float(points[:, 2].max()) + 0.032, reach))
        else:
            lowest = points[points[:, 2].argmin()]
            x = float(lowest[0] - reach * (EDGE_INSET + prop.gap) * stature)
            seat = stature * prop.height
            back = stature * CHAIR_BACK if prop.kind == "chair" else 0.0
            y = float(middle[1]) if prop.kind == "chair" else 0.0
            look = task.body.support
            stands.append(Stand(prop, x, seat + back, reach, y, seat, look))
    return stands


def _between(
    solver: Solver, around: Surroundings, ends: tuple[Pose, Pose], *, t: float, last: Pose
) -> Pose:
    """A pose on the way: what rests in both keyframes keeps resting."""
    setup, work = ends
    lasting = {t.zone for t in work.asked.touches}
    touches = tuple(touch for touch in setup.asked.touches if touch.zone in lasting)
    values = setup.values + (work.values - setup.values) * _lead(setup, work, t)
    stature = solver.rig.person.stature_m
    angles = {name: float(values[i]) for name, i in INDEX.items()}
    angles |= {name: angles[name] / stature for name in ("x", "y", "z")}
    asked = replace(work.asked, angles=angles, firm=frozenset(), touches=touches)
    pins = {}
    for touch in touches:
        if touch.stays:
            a, b = (_middle(solver, pose, touch.zone)[:2] for pose in ends)
            pins[touch.zone] = a + (b - a) * t
    return solver.solve(
        asked, around, start=(last.values + values) / 2, pins=pins, most=10, rounds=2
    )


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
