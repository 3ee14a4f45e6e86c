"""What is read off a body: the formulas behind each gauge (evidence 7.2)."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hamstrong.exercises.judging import Gauge
from hamstrong.motion.body import Body

LEAST_LINE = 0.1
"""Knees no higher over the shoulders than this, in torso lengths, make no bridge."""
LEAST_BEST = 0.12
"""Hips that never rose further, in torso lengths, have no best."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the set-up measured.

    Attributes:
        torso: The unit of length, pixels.
        thigh: Pixels.
        shank: Pixels.
        foot: Pixels.
        rise: Of the hip over the shoulder at rest, pixels.
        share: Of the line from shoulder to knee, at rest.
        heel: Of the heel over the toe, pixels.
        noise: RMS of the hips' height at rest, percent of the torso.
        anchors: Shoulder x, y and ankle x, y at rest, pixels.
        yaw_deg: Degrees off the wanted view.
        rested: False when it was measured in the position instead.
    """

    torso: float
    thigh: float
    shank: float
    foot: float
    rise: float
    share: float
    heel: float
    noise: float
    anchors: tuple[float, float, float, float]
    yaw_deg: float
    rested: bool


@dataclass(slots=True)
class Known:
    """What gauges compare with.

    Attributes:
        baseline: From the set-up.
        best: Highest rise of the hips since, pixels.
        sway: Now, percent of the torso; None while too little was seen.
        own_sway: Of the first seconds of this hold, percent of the torso.
        roll_deg: Of the pelvis, now; not a number without a phone on the hips.
    """

    baseline: Baseline
    best: float = 0.0
    sway: float | None = None
    own_sway: float | None = None
    roll_deg: float = math.nan


def share_of_line(body: Body) -> float:
    """Height of the hip as a share of the line from shoulder to knee; 1 is on it."""
    line = body.bridge_line
    return body.rise / line if line > LEAST_LINE * body.torso else 0.0


def bridge_share(body: Body, known: Known) -> float:
    """0 at rest, 1 on the line from shoulder to knee.

    Taking off what it is at rest also takes off what an oblique view adds.
    """
    rest = known.baseline.share
    if body.bridge_line <= LEAST_LINE * known.baseline.torso:
        return 0.0
    return (share_of_line(body) - rest) / (1 - rest)


def rise_of_best(body: Body, known: Known) -> float:
    """Rise over rest as a share of the best since the set-up; 1 while there is no best."""
    rise = body.rise - known.baseline.rise
    if known.best < LEAST_BEST * known.baseline.torso:
        return 1.0
    return rise / known.best


def hip_height(body: Body, known: Known) -> float:
    """Rise of the hips over their rest, in units of the torso's length."""
    return (body.rise - known.baseline.rise) / known.baseline.torso


def hip_angle(body: Body, known: Known | None = None) -> float:
    """Degrees at the hip between shoulder and knee: 180 straight, less where the hip is below.

    Signed, because plain arccos is biased near 180 (evidence 7.2).
    """
    return _bend(body, body.kx, body.ky)


def body_sag(body: Body, known: Known | None = None) -> float:
    """Degrees by which the line shoulder, hip, ankle is bent: positive where the hip is below."""
    return 180 - _bend(body, body.ax, body.ay)


def body_slope(body: Body, known: Known | None = None) -> float:
    """Degrees by which the line from ankle to shoulder rises from level."""
    return math.degrees(math.atan2(body.sy - body.ay, abs(body.sx - body.ax)))


def _bend(body: Body, end_x: float, end_y: float) -> float:
    ux, uy = body.sx - body.hx, body.sy - body.hy
    wx, wy = end_x - body.hx, end_y - body.hy
    cross = wx * uy - wy * ux
    if end_x < body.sx:
        cross = -cross
    return math.degrees(math.atan2(cross, ux * wx + uy * wy)) % 360


def knee_flexion(body: Body, known: Known | None = None) -> float:
    """Degrees, 0 straight."""
    ux, uy = body.hx - body.kx, body.hy - body.ky
    wx, wy = body.ax - body.kx, body.ay - body.ky
    return 180 - abs(math.degrees(math.atan2(ux * wy - uy * wx, ux * wx + uy * wy)))


def thigh_slope(body: Body, known: Known | None = None) -> float:
    """Degrees by which the hip lies higher than the knee; 0 is a level thigh."""
    return math.degrees(math.atan2(body.hy - body.ky, abs(body.hx - body.kx)))


def trunk_lean(body: Body, known: Known | None = None) -> float:
    """Degrees from upright."""
    return math.degrees(math.atan2(abs(body.sx - body.hx), body.sy - body.hy))


def prop(body: Body, known: Known) -> float:
    """Height of the shoulder over the elbow, in units of the torso's length."""
    return (body.sy - body.ey) / known.baseline.torso


def heel_rise(body: Body, known: Known) -> float:
    """Rise of the heel over the toe since the set-up, as a share of the foot's length."""
    return (body.ly - body.ty - known.baseline.heel) / known.baseline.foot


def sway(body: Body, known: Known) -> float:
    """Percent of the torso length; not a number while too little was seen."""
    return math.nan if known.sway is None else known.sway


def pelvis_roll(body: Body, known: Known) -> float:
    """Degrees, positive where the left hip is higher; not a number where nobody feels it."""
    return known.roll_deg


GAUGES: Mapping[Gauge, Callable[[Body, Known], float]] = {
    Gauge.BRIDGE_SHARE: bridge_share,
    Gauge.RISE_OF_BEST: rise_of_best,
    Gauge.HIP_HEIGHT: hip_height,
    Gauge.HIP_ANGLE: hip_angle,
    Gauge.BODY_SAG: body_sag,
    Gauge.BODY_SLOPE: body_slope,
    Gauge.KNEE_FLEXION: knee_flexion,
    Gauge.THIGH_SLOPE: thigh_slope,
    Gauge.TRUNK_LEAN: trunk_lean,
    Gauge.PROP: prop,
    Gauge.HEEL_RISE: heel_rise,
    Gauge.SWAY: sway,
    Gauge.PELVIS_ROLL: pelvis_roll,
}
