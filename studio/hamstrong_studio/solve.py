"""Find the pose that comes nearest to what is asked while every contact holds.

Bounded nonlinear least squares (scipy, trust region reflective) over the numbers of a pose, with
a numeric Jacobian whose columns are one batch.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy.optimize import least_squares

from hamstrong_studio.collision import Pairs, nearest_of_cubes, nearness
from hamstrong_studio.rig import Floats, Ints, Rig, skin, vertex_normals
from hamstrong_studio.skeleton import INDEX, NAMES, Poser, limit
from hamstrong_studio.surfaces import Surroundings
from hamstrong_studio.targets import FIRM_DEG, LOOSE_DEG, Hand, Keyframe
from hamstrong_studio.zones import behind_thigh, on_thigh, palm, spot, thin, zone

CONTACT_M: Final = 0.0012
PIN_M: Final = 0.003
INSIDE_M: Final = 0.001
SINK_M: Final[dict[str, float]] = {"back": 0.007, "seat": 0.008, "head": 0.004}
"""How deep soft parts press in; the picture flattens them there. The rest: 2 mm."""
PALM_M: Final = 0.018
ON_TOP_M: Final = 0.02
PACK_M: Final = 0.09
"""From the belly to the top of a pack that lies on it."""
ROOT_LOOSE: Final = {"x": 0.3, "y": 0.05, "z": 0.5, "pitch": 30.0, "roll": 3.0, "yaw": 4.0}
SPREAD: Final = {
    "spine.flexion": 9.0, "spine.side": 7.0, "spine.twist": 4.0, "neck.side": 5.0,
    "neck.twist": 8.0, "scapula.elevation": 7.0, "scapula.protraction": 7.0,
    "hip.rotation": 6.0, "hip.abduction": 5.0, "ankle.eversion": 5.0, "toes.extension": 10.0,
    "wrist.flexion": 18.0, "wrist.deviation": 8.0, "shoulder.rotation": 30.0,
    "forearm.pronation": 40.0,
}  # fmt: skip
DEEP_M: Final = 0.0092
"""A pose in which something enters deeper is worked on for some rounds more."""
MORE_ROUNDS: Final = 4
NEAR_M: Final = 0.05
MOST_NEAR: Final = 350


@dataclass(frozen=True, slots=True)
class Pose:
    """A solved pose: its numbers and the keyframe it answers."""

    values: Floats
    asked: Keyframe

    def __getitem__(self, name: str) -> float:
        return float(self.values[INDEX[name]])


class Solver:
    """Solves keyframes of one body among its surroundings."""

    def __init__(self, rig: Rig, apart: frozenset[str] = frozenset()) -> None:
        self.rig = rig
        self.poser = Poser(rig, apart)
        self.pairs = Pairs(rig)
        self.normals = vertex_normals(rig.points, rig.faces)

    @cached_property
    def spread(self) -> Ints:
        """A few vertices from all over the body."""
        return thin(np.ones(len(self.rig.points), dtype=np.bool_), 250)

    def points(self, values: Floats, chosen: Ints) -> Floats:
        """Where vertices are in poses (batch, numbers): (batch, vertices, 3)."""
        moved = self.poser.few(values)
        return skin(self.rig.points[chosen], self.poser.weights[chosen], moved)

    def depth(self, values: Floats, around: Surroundings) -> float:
        """How deep the body is in its surroundings or in itself at most, metres."""
        moved = self.points(values[None], np.arange(len(self.rig.points)))[0]
        gaps = [pair.depth.min(initial=0.0) for pair in nearness(self.rig, moved)]
        return -float(min(around.clearance(moved).min(), *gaps))

    def wanted(self, asked: Keyframe) -> Floats:
        """The asked numbers with the root in metres."""
        wanted = np.zeros(len(NAMES))
        for name, value in asked.angles.items():
            wanted[INDEX[name]] = value
        wanted[:3] *= self.rig.person.stature_m
        return wanted

    def solve(
        self,
        asked: Keyframe,
        around: Surroundings,
        *,
        start: Floats | None = None,
        pins: dict[str, Floats] | None = None,
        most: int = 25,
        rounds: int = 4,
    ) -> Pose:
        """Solve one keyframe.

        Args:
            asked: What is wanted.
            around: What there is to rest on.
            start: Where to begin; the asked angles if left out.
            pins: Places (x, y) that the middles of zones must keep, metres.
            most: Evaluations at most in a round.
            rounds: How often the points that nearly collide are chosen anew.
        """
        wanted = self.wanted(asked)
        low, high = np.array([limit(name) for name in NAMES]).T
        first = np.clip(wanted if start is None else start, low + 1e-6, high - 1e-6)
        problem = Problem(self, asked, around, wanted, pins or {})
        # Hands find their place first; arms that cross are then pushed apart, not kept apart.
        reaching = bool(asked.hands) and start is None
        best, least = first, np.inf
        for number in range(rounds + reaching + MORE_ROUNDS):
            problem.look(first, alone=reaching and number == 0)
            found = least_squares(
                problem.residuals,
                first,
                problem.jacobian,
                bounds=(low, high),
                x_scale=problem.scale,
                max_nfev=most,
                xtol=1e-5,
                ftol=1e-5,
            )
            first = np.clip(found.x, low + 1e-6, high - 1e-6)
            if number < rounds + reaching - 1:
                continue
            if (depth := self.depth(first, around)) < least:
                best, least = first, depth
            if depth < DEEP_M:
                break
        return Pose(best, asked)


class Problem:
    """The residuals of one keyframe."""

    def __init__(
        self,
        solver: Solver,
        asked: Keyframe,
        around: Surroundings,
        wanted: Floats,
        pins: dict[str, Floats],
    ) -> None:
        self.solver, self.asked, self.around = solver, asked, around
        self.wanted, self.pins = wanted, pins
        self.scale = np.array([_spread(name, asked) for name in NAMES])
        rig = solver.rig
        self.sets: list[Ints] = []
        self.keys: dict[str, int] = {}
        self._ways: dict[str, tuple[Floats, Floats]] = {}
        self._add("all", solver.spread)
        names = {t.zone for t in asked.touches} | {t.beside for t in asked.touches if t.beside}
        names |= {name for pair in asked.stacked for name in pair}
        for name in sorted(names | set(pins)):
            for number, part in enumerate(zone(rig, name).parts):
                self._add(f"{name}/{number}", part)
        for hand in asked.hands:
            self._add(f"palm/{hand.side}", palm(rig, hand.side))
            below = _below(rig, hand)
            self._add(f"spot/{hand.side}", below)
            self._ways[hand.side] = (
                solver.normals[palm(rig, hand.side)].mean(axis=0),
                solver.normals[below].mean(axis=0),
            )
        self.pairs = solver.pairs
        self._add("pairs", self.pairs.watched)
        self._close()

    def _close(self) -> None:
        self.ends = np.cumsum([0, *(len(s) for s in self.sets)])
        self.chosen = np.concatenate(self.sets)
        rig = self.solver.rig
        self._rest = rig.points[self.chosen]
        self._weights = self.solver.poser.weights[self.chosen]

    def _add(self, key: str, chosen: Ints) -> None:
        self.keys[key] = len(self.sets)
        self.sets.append(chosen)

    def _of(self, moved: Floats, key: str) -> Floats:
        number = self.keys[key]
        return moved[:, self.ends[number] : self.ends[number + 1]]

    def look(self, values: Floats, *, alone: bool = False) -> None:
        """Choose which points are watched for running into things and, unless alone, limbs."""
        every = self.solver.points(values[None], np.arange(len(self.solver.rig.points)))[0]
        clear = self.around.clearance(every)
        near = np.flatnonzero(clear < NEAR_M)
        near = near[nearest_of_cubes(every[near], clear[near])][:MOST_NEAR]
        self.sets[self.keys["all"]] = np.concatenate([self.solver.spread, near])
        self.pairs.look(every)
        self.sets[self.keys["pairs"]] = self.pairs.watched[: 0 if alone else None]
        self._close()

    def batch(self, values: Floats) -> Floats:
        """Residuals of poses (batch, numbers): (batch, residuals)."""
        few = self.solver.poser.few(values)
        transforms = few[:, self.solver.poser.leader]
        moved = skin(self._rest, self._weights, few)
        parts = [(values - self.wanted) / self.scale]
        parts += self._contacts(moved)
        parts += [self._hand(moved, hand, transforms) for hand in self.asked.hands]
        parts += [self._stacked(moved, upper, lower) for upper, lower in self.asked.stacked]
        clear = self.around.clearance(self._of(moved, "all"))
        parts.append(np.minimum(clear + 0.006, 0) / INSIDE_M)
        parts.append(np.minimum(self.pairs.gaps(self._of(moved, "pairs")) - 0.001, 0) / INSIDE_M)
        parts += self._directions(transforms)
        return np.concatenate(parts, axis=1)

    def _contacts(self, moved: Floats) -> list[Floats]:
        parts = []
        for touch in self.asked.touches:
            part_name = touch.zone.rpartition(".")[2]
            for number in range(self._count(touch.zone)):
                gaps = self.around.gap(self._of(moved, f"{touch.zone}/{number}"), touch.on)
                least = gaps.min(axis=1, keepdims=True)
                parts.append((least + SINK_M.get(part_name, 0.002) - touch.lift) / CONTACT_M)
            if touch.beside:
                off = (
                    self._middle(moved, touch.zone)[:, :1]
                    - self._middle(moved, touch.beside)[:, :1]
                )
                parts.append(off / (2 * PIN_M))
        for name, place in self.pins.items():
            parts.append((self._middle(moved, name)[:, :2] - place) / PIN_M)
        return parts

    def _middle(self, moved: Floats, name: str) -> Floats:
        made: Floats = np.concatenate(
            [self._of(moved, f"{name}/{n}") for n in range(self._count(name))], axis=1
        ).mean(axis=1)
        return made

    def _stacked(self, moved: Floats, upper: str, lower: str) -> Floats:
        """One zone lies on another: they touch, the upper a little in front."""
        off = self._middle(moved, upper) - self._middle(moved, lower)
        ends = [
            np.concatenate(
                [self._of(moved, f"{name}/{n}") for n in range(self._count(name))], axis=1
            )
            for name in (upper, lower)
        ]
        apart = np.linalg.norm(ends[0][:, ::3, None] - ends[1][:, None, ::3], axis=3)
        least = apart.min(axis=(1, 2))[:, None] - 0.006
        return np.concatenate(
            [off[:, :1] / 0.02, (off[:, 1:2] + 0.01) / 0.02, least / 0.003], axis=1
        )

    def _count(self, name: str) -> int:
        return len(zone(self.solver.rig, name).parts)

    def _hand(self, moved: Floats, hand: Hand, transforms: Floats) -> Floats:
        """The palm lies on its place: close, and facing it."""
        inner = self._of(moved, f"palm/{hand.side}").mean(axis=1)
        below = self._of(moved, f"spot/{hand.side}").mean(axis=1)
        facing, outward = self._ways[hand.side]
        mark = "L" if hand.side == "left" else "R"
        bone = self.solver.rig.index[_bone_below(hand)]
        palm_way = transforms[:, self.solver.rig.index[f"wrist.{mark}"], :, :3] @ facing
        skin_way = transforms[:, bone, :, :3] @ outward
        over = PACK_M if hand.place == "pack" else ON_TOP_M if hand.on_top else 0.0
        off = inner - below - (PALM_M + over) * skin_way
        return np.concatenate([off / 0.018, (palm_way + skin_way) / 0.4], axis=1)

    def _directions(self, moved: Floats) -> list[Floats]:
        parts = []
        for side, way in self.asked.reach.items():
            mark = "L" if side == "left" else "R"
            ends = []
            for bone in (f"lowerarm01.{mark}", f"wrist.{mark}"):
                number = self.solver.rig.index[bone]
                head = self.solver.rig.heads[number]
                ends.append(moved[:, number, :, :3] @ head + moved[:, number, :, 3])
            line = ends[1] - ends[0]
            line /= np.linalg.norm(line, axis=1, keepdims=True)
            parts.append((line - np.array(way)) / 0.06)
        return parts

    def residuals(self, values: Floats) -> Floats:
        """Residuals of one pose."""
        row: Floats = self.batch(values[None])[0]
        return row

    def jacobian(self, values: Floats) -> Floats:
        """Forward differences, every column in one batch."""
        steps = np.where(np.arange(len(values)) < 3, 1e-5, 1e-3)
        batch = np.vstack([values[None], values + np.diag(steps)])
        rows = self.batch(batch)
        made: Floats = ((rows[1:] - rows[0]) / steps[:, None]).T
        return made


def _below(rig: Rig, hand: Hand) -> Ints:
    if hand.place == "thigh":
        return behind_thigh(rig, hand.of, hand.side)
    if hand.place == "on thigh":
        return on_thigh(rig, hand.of)
    return spot(rig, hand.place, hand.of)


def _bone_below(hand: Hand) -> str:
    if hand.place in ("thigh", "on thigh"):
        return f"upperleg02.{'L' if hand.of == 'left' else 'R'}"
    return "spine01" if hand.place == "shoulder" else "root"


def _spread(name: str, asked: Keyframe) -> float:
    if name in asked.firm:
        return FIRM_DEG
    if name in ROOT_LOOSE:
        return ROOT_LOOSE[name]
    short = name.split(".", 1)[1] if name.startswith(("left", "right")) else name
    return SPREAD.get(short, LOOSE_DEG)
