"""Anatomical angles of a limb, degrees, read from the flat figure."""

from math import acos, asin, atan2, cos, degrees, radians, sin

from hamstrong.exercises.figures.kinematics import Body


def wrap(angle: float) -> float:
    """An angle between -180 and 180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0


def _in_trunk(deg: float, depth: float, trunk: float) -> tuple[float, float, float]:
    """A direction of the front view in the pelvis: to its left, to its back, up."""
    flat = cos(radians(depth))
    aside, up = flat * sin(radians(trunk - deg)), flat * cos(radians(trunk - deg))
    return (aside, -sin(radians(depth)), up)


def sagittal(flat: Body, which: str) -> dict[str, float]:
    """Limbs of a side view, by name of the joint."""
    deg = {
        name: flat[f"{which}.{name}"].deg
        for name in ("thigh", "shank", "foot", "toes", "upper_arm", "forearm")
    }
    return {
        "hip.flexion": wrap(deg["thigh"] - flat["pelvis"].deg - 180),
        "hip.abduction": 2.0,
        "knee.flexion": wrap(deg["thigh"] - deg["shank"]),
        "ankle.dorsiflexion": wrap(deg["foot"] - deg["shank"] - 90),
        "toes.extension": wrap(deg["toes"] - deg["foot"]),
        # An arm far overhead has come up in front, not behind.
        "shoulder.flexion": (deg["upper_arm"] - flat["thorax"].deg - 90) % 360.0 - 90.0,
        "shoulder.abduction": 12.0,
        "elbow.flexion": wrap(deg["forearm"] - deg["upper_arm"]),
    }


def frontal(flat: Body, which: str) -> dict[str, float]:
    """Limbs of a front view; depths turn a thigh towards the viewer, a shank away from it."""
    depths = _depths(flat, which)
    sign = 1.0 if which == "near" else -1.0
    deg = {name: flat[f"{which}.{name}"].deg for name in ("upper_arm", "forearm")}
    trunk = flat["pelvis"].deg
    thigh = _in_trunk(flat[f"{which}.thigh"].deg, depths.get("thigh", 0.0), trunk)
    shank = _in_trunk(flat[f"{which}.shank"].deg, -depths.get("shank", 0.0), trunk)
    made = {
        "hip.flexion": degrees(atan2(-thigh[1], -thigh[2])),
        "hip.abduction": sign * degrees(asin(max(-1.0, min(1.0, thigh[0])))),
        "shoulder.abduction": sign * wrap(deg["upper_arm"] - flat["thorax"].deg - 180),
        "elbow.flexion": abs(wrap(deg["forearm"] - deg["upper_arm"])),
        "ankle.dorsiflexion": -5.0,
    }
    if depths.get("thigh") or depths.get("shank"):
        along = sum(a * b for a, b in zip(thigh, shank, strict=True))
        made["knee.flexion"] = degrees(acos(max(-1.0, min(1.0, along))))
    if depths.get("upper_arm"):
        chest = flat["thorax"].deg
        upper = _in_trunk(deg["upper_arm"], depths["upper_arm"], chest)
        fore = _in_trunk(deg["forearm"], depths["forearm"], chest)
        along = sum(a * b for a, b in zip(upper, fore, strict=True))
        made["shoulder.flexion"] = degrees(atan2(-upper[1], -upper[2]))
        made["shoulder.abduction"] = sign * degrees(asin(max(-1.0, min(1.0, upper[0]))))
        made["elbow.flexion"] = degrees(acos(max(-1.0, min(1.0, along))))
    return made


def _depths(flat: Body, which: str) -> dict[str, float]:
    """Degrees by which segments leave the picture plane."""
    return {
        name: degrees(acos(flat[f"{which}.{name}"].squash))
        for name in ("thigh", "shank", "upper_arm", "forearm")
    }
