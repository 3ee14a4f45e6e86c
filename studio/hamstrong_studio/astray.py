"""The working pose with a fault in it: what is asked changes, the rest stays as it was."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats
from hamstrong_studio.skeleton import INDEX, SIDES, limit
from hamstrong_studio.solve import Pose
from hamstrong_studio.stage import Acted
from hamstrong_studio.targets import Keyframe

ENOUGH: Final = 0.8
"""A fault that shows less than this share of what is asked is solved from another start too."""
UPRIGHT: Final = frozenset({"yaw", "spine.twist", "neck.side", "neck.twist"}) | {
    f"{side}.hip.{turn}" for side in SIDES for turn in ("abduction", "rotation")
}
"""What does not turn or bend aside in a fault unless the spec says so."""
BESIDE: Final = frozenset({"spine.side"})
AHEAD: Final = frozenset(f"{side}.{bend}.flexion" for side in SIDES for bend in ("hip", "knee"))
"""The same of bends that the flat figure of a side and of a front view does not show."""
ALONG: Final = 0
UPWARDS: Final = 2
SHIFTS: Final = {"slide": ALONG, "lift": UPWARDS}
"""What a fault may do with what rests, and the axis along which it does."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a fault moves what rests: along the picture, or up; metres."""

    zone: str
    axis: int
    metres: float


def shifts(acted: Acted, fault: dict[str, float]) -> tuple[Shift, ...]:
    """What of a fault is no angle: names such as `near.heel.slide` or `near.toes.lift`, stature."""
    made = []
    for name, value in fault.items():
        zone_name, _, way = name.rpartition(".")
        if way in SHIFTS:
            metres = value * acted.rig.person.stature_m
            made.append(Shift(acted.task.own(zone_name), SHIFTS[way], metres))
    return tuple(made)


def turns(acted: Acted, fault: dict[str, float]) -> dict[str, float]:
    """Degrees that a fault adds, by the body's own sides."""
    angles = {name: value for name, value in fault.items() if not is_shift(name)}
    return {acted.task.own_angle(name): value for name, value in angles.items()}


def is_shift(name: str) -> bool:
    """Whether a name of a fault moves what rests instead of turning a joint."""
    return name.rpartition(".")[2] in SHIFTS


def changed(acted: Acted, fault: dict[str, float]) -> Pose:
    """The working pose with some angles changed, everything else as near as contacts allow.

    Args:
        acted: The exercise.
        fault: What is added: degrees by names such as `near.hip.flexion` or `yaw`, and shifts.
    """
    work, own, moved = acted.poses[-1], turns(acted, fault), shifts(acted, fault)
    asked = _asked_of(acted, own, moved)
    pins = _pins_of(acted, asked, moved)
    found = acted.solver.solve(asked, acted.around, start=work.values, pins=pins)
    if _reached(found, work, own) > ENOUGH or not pins:
        return found
    start = _over_pins(acted, acted.solver.wanted(asked), pins)
    other = acted.solver.solve(asked, acted.around, start=start, pins=pins)
    return max(found, other, key=lambda pose: _reached(pose, work, own))


def _asked_of(acted: Acted, own: dict[str, float], moved: tuple[Shift, ...]) -> Keyframe:
    """The working keyframe with a fault in it; what is not said to turn or bend aside does not."""
    task, work = acted.task, acted.poses[-1]
    stature = acted.rig.person.stature_m
    angles = {name: work[name] for name in INDEX}
    angles |= {name: angles[name] / stature for name in ("x", "y", "z")}
    for name, value in own.items():
        low, high = limit(name)
        angles[name] = min(max(angles[name] + value, low), high)
    upright = UPRIGHT | (BESIDE if task.figure.view == "side" else AHEAD)
    firm = work.asked.firm | frozenset(own) | upright
    lifts = {shift.zone: shift.metres for shift in moved if shift.axis == UPWARDS}
    touches = tuple(replace(t, lift=lifts.get(t.zone, 0.0)) for t in work.asked.touches)
    stacked = () if any(".hip." in name for name in own) else work.asked.stacked
    return replace(work.asked, angles=angles, firm=firm, touches=touches, stacked=stacked)


def _pins_of(acted: Acted, asked: Keyframe, moved: tuple[Shift, ...]) -> dict[str, Floats]:
    """Feet, knees and elbows stay where they are; a back slides where the legs push it."""
    stays = {t.zone for t in asked.touches if t.on != "floor" or (t.stays and "." in t.zone)}
    stays -= {shift.zone for shift in moved if shift.axis == UPWARDS}
    pins = {name: acted.middle(name)[:2] for name in sorted(stays)}
    slides = {shift.zone: shift.metres for shift in moved if shift.axis == ALONG}
    return {name: at + np.array([slides.get(name, 0.0), 0.0]) for name, at in pins.items()}


def _reached(pose: Pose, work: Pose, degrees: dict[str, float]) -> float:
    """The least share of what a fault asks for that a pose shows."""
    shares = [(pose[name] - work[name]) / value for name, value in degrees.items()]
    return min(shares, default=1.0)


def _over_pins(acted: Acted, values: Floats, pins: dict[str, Floats]) -> Floats:
    """A pose moved so that what stays is about where it was."""
    made = values.copy()
    off = [place - acted.middle(name, values)[:2] for name, place in pins.items()]
    made[:2] += np.mean(off, axis=0)
    points = acted.solver.points(made[None], acted.solver.spread)[0]
    made[2] -= min(float(points[:, 2].min()), 0.0)
    return made
