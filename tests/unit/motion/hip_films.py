"""Simulated pelves with a phone on them: what its sensors would tell, noise and slip included.

Room axes: x to the athlete's left, y to the head, z up; a phone that lies flat has the same axes.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hamstrong.motion.hip_sensor import HipSample

Matrix = npt.NDArray[np.float64]
Course = Callable[[float], float]
G = 9.80665
TORSO_M = 0.48


def flat(_: float) -> float:
    return 0.0


def turn(axis: int, deg: float) -> Matrix:
    """A right-handed turn about x, y or z."""
    cos, sin = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    one, other = [(1, 2), (2, 0), (0, 1)][axis]
    out = np.eye(3)
    out[one, one] = out[other, other] = cos
    out[one, other], out[other, one] = -sin, sin
    return out


def course(*corners: tuple[float, float]) -> Course:
    """Smooth steps between (second, value) corners, as muscles make them."""

    def at(time_s: float) -> float:
        for (t0, v0), (t1, v1) in pairwise(corners):
            if time_s < t1:
                way = min(max((time_s - t0) / (t1 - t0), 0.0), 1.0)
                return v0 + (v1 - v0) * way * way * (3 - 2 * way)
        return corners[-1][1]

    return at


@dataclass(frozen=True, slots=True)
class Phone:
    """How it lies and what its sensors are worth.

    Attributes:
        askew_deg: Turned on the belly, counter-clockwise seen from above.
        slope_deg: Of the belly at rest, the head's end up, and its left side up.
        noise: RMS of acceleration, m/s².
        bias: Of acceleration along x, y, z, m/s².
        rate_noise: RMS, degrees a second.
        rate_bias: Degrees a second about x, y, z.
        step: Acceleration is told in multiples of this, m/s²; Chromium's is 0.1.
        has_gyroscope: False tells no rates.
        sign: -1 as on iOS.
        slips: Further turns of the phone on the belly about its x, y and z axes, degrees by time.
    """

    askew_deg: float = 0.0
    slope_deg: tuple[float, float] = (4.0, 2.0)
    noise: float = 0.04
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rate_noise: float = 0.15
    rate_bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    step: float = 0.1
    has_gyroscope: bool = True
    sign: float = 1.0
    slips: tuple[Course, Course, Course] = (flat, flat, flat)


@dataclass(frozen=True, slots=True)
class Hips:
    """How the pelvis moves: tilt and roll in degrees by time, tremor as RMS of the tilt when up."""

    tilt: Course
    roll: Course = flat
    tremor_deg: float = 0.12


@dataclass(slots=True)
class Film:
    """Samples with their truth."""

    samples: list[HipSample] = field(default_factory=list)
    tilt_deg: list[float] = field(default_factory=list)
    roll_deg: list[float] = field(default_factory=list)

    def up_s(self, top_deg: float, share: float = 0.8) -> float:
        """Seconds with the tilt at least at so much of the top."""
        times = [sample.time_s for sample in self.samples]
        pairs = zip(times, times[1:], self.tilt_deg[1:], strict=False)
        return sum(end - start for start, end, tilt in pairs if tilt >= share * top_deg)


def film(
    hips: Hips, seconds: float, *, phone: Phone | None = None, hz: float = 30.0, seed: int = 0
) -> Film:
    """What the phone's sensors tell."""
    return _film(hips, phone or Phone(), list(_times(seconds, hz)), seed)


def _times(seconds: float, hz: float) -> Iterator[float]:
    for number in range(round(seconds * hz) + 1):
        yield number / hz


def _film(hips: Hips, phone: Phone, times: list[float], seed: int) -> Film:
    chance = np.random.default_rng(seed)
    phases = chance.uniform(0, 2 * math.pi, 3)
    out = Film()

    def tilted(time_s: float) -> float:
        # Muscles tremble at work, slowly by much and fast by little.
        tremor = sum(
            part * math.sin(2 * math.pi * hz * time_s + phase)
            for part, hz, phase in zip((1.0, 0.25, 0.06), (1.3, 4.1, 8.7), phases, strict=True)
        )
        tilt = hips.tilt(time_s)
        works = min(1.0, 0.2 + tilt / 20)
        return tilt + hips.tremor_deg * works * 1.37 * tremor

    def stance(time_s: float) -> Matrix:
        pelvis = turn(1, -hips.roll(time_s)) @ turn(0, -tilted(time_s))
        laid = turn(2, phone.askew_deg) @ turn(0, phone.slope_deg[0]) @ turn(1, -phone.slope_deg[1])
        for axis, slip in enumerate(phone.slips):
            laid = laid @ turn(axis, slip(time_s))
        result: Matrix = pelvis @ laid
        return result

    for time_s in times:
        now, step = stance(time_s), 1e-3
        later, before = stance(time_s + step), stance(time_s - step)
        spin = now.T @ (later - before) / (2 * step)
        rate = np.degrees([spin[2, 1], spin[0, 2], spin[1, 0]])
        up = now.T @ (np.array([0.0, 0.0, G]) + _moved(tilted, time_s))
        up += chance.normal(scale=phone.noise, size=3) + phone.bias
        up = phone.sign * np.round(up / phone.step) * phone.step
        rate += chance.normal(scale=phone.rate_noise, size=3) + phone.rate_bias
        told = tuple(map(float, rate)) if phone.has_gyroscope else None
        out.samples.append(HipSample(time_s, tuple(map(float, up)), told))  # type: ignore[arg-type]
        out.tilt_deg.append(tilted(time_s))
        out.roll_deg.append(hips.roll(time_s))
    return out


def _moved(tilted: Course, time_s: float) -> npt.NDArray[np.float64]:
    """Acceleration of the pelvis on its arc about the shoulders, metres per second squared."""
    step = 0.02

    def place(when_s: float) -> npt.NDArray[np.float64]:
        angle = math.radians(tilted(when_s))
        return TORSO_M * np.array([0.0, -math.cos(angle), math.sin(angle)])

    moved: npt.NDArray[np.float64] = (
        place(time_s + step) - 2 * place(time_s) + place(time_s - step)
    ) / step**2
    return moved
