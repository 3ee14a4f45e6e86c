"""From samples to what they say in sum: splits, means, seconds by heart rate and by speed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from operator import sub
from typing import Final

from hamstrong.adapters.files.activities.track import Samples, distances
from hamstrong.running.activity import SPEED_STEP_M_S, Lap, Recorded
from hamstrong.running.graded import FASTEST_M_S, Stretch, flat_speeds, weighted_speed

PAUSE_S: Final = 30.0
"""A longer silence is a pause; watches that save space write every 8 s or so. Judgement."""

STRETCH_S: Final = 10.0
SLOPE_OVER_M: Final = 100.0
"""Slopes are taken over so many metres: a barometer's step of 0.2 m is 0.2 % then. Judgement."""

CLIMB_STEP_M: Final = 2.0
"""Smaller ups and downs are the sensor's. Judgement."""

BEST_S: Final = 1200.0
SPLIT_M: Final = 1000.0
SHORTEST_SPLIT_M: Final = 50.0
HEART_RATES: Final = range(25, 251)


def measured(samples: Samples, *, running: bool) -> Recorded:
    """All of it. Cadence counts steps when running: devices count one leg."""
    if not samples:
        return Recorded()
    metres = distances(samples)
    steps = _steps(samples.at_s)
    beats = _seconds_by_heart_rate(samples.heart_rate, steps)
    ascent_m, descent_m = _climb(samples.altitude_m)
    cadence = _mean(samples.cadence, steps, above=0.0)
    speeds = flat_speeds(_stretches(samples, metres, steps)) if running and metres else []
    return Recorded(
        heart_rate=_mean_of(beats),
        heart_rate_max=float(max(beats)) if beats else None,
        power_w=_mean(samples.power_w, steps),
        cadence=None if cadence is None else _per_minute(cadence, running=running),
        ascent_m=ascent_m,
        descent_m=descent_m,
        graded_m_s=weighted_speed(speeds),
        best_20_min_m=_best(samples.at_s, metres) if running and metres else None,
        heart_rate_s=beats,
        speed_s=_seconds_by_speed(speeds),
        samples=len(samples),
        channels=_channels(samples),
    )


def splits(samples: Samples) -> tuple[Lap, ...]:
    """Whole kilometres and what is left, pauses left out; none where nothing tells the distance."""
    metres = distances(samples) if samples else None
    if metres is None:
        return ()
    found: list[Lap] = []
    begun, time_s, beats, beaten_s = 0.0, 0.0, 0.0, 0.0
    before = metres[0]
    moments = zip(metres, _steps(samples.at_s), samples.heart_rate, strict=True)
    for here, step_s, rate in islice(moments, 1, None):
        gone = here - before
        before = here
        while step_s > 0 and here - begun >= SPLIT_M:
            # The kilometre ends within this step: as much of the step as it needs is its own.
            missing = begun + SPLIT_M - (here - gone)
            share = missing / gone if gone > 0 else 1.0
            found.append(_split(SPLIT_M, time_s + share * step_s, beats, beaten_s))
            begun, time_s, beats, beaten_s = begun + SPLIT_M, 0.0, 0.0, 0.0
            step_s, gone = step_s * (1 - share), gone - missing
        time_s += step_s
        if rate:
            beats, beaten_s = beats + rate * step_s, beaten_s + step_s
    if metres[-1] - begun >= SHORTEST_SPLIT_M:
        found.append(_split(metres[-1] - begun, time_s, beats, beaten_s))
    return tuple(found)


def moving_s(samples: Samples) -> float:
    """Seconds without pauses."""
    return sum(_steps(samples.at_s))


def _split(distance_m: float, time_s: float, beats: float, beaten_s: float) -> Lap:
    rate = round(beats / beaten_s, 1) if beaten_s > 0 else None
    return Lap(round(distance_m, 1), round(time_s, 1), rate)


def _steps(at_s: Sequence[float]) -> list[float]:
    """Seconds that each sample stands for; none after a pause."""
    gone = map(sub, at_s[1:], at_s)
    return [0.0, *(step_s if 0 < step_s <= PAUSE_S else 0.0 for step_s in gone)]


def _seconds_by_heart_rate(
    rates: Sequence[float | None], steps: Sequence[float]
) -> Mapping[int, float]:
    seconds: dict[int, float] = defaultdict(float)
    for rate, step_s in zip(rates, steps, strict=True):
        if rate is not None:
            seconds[int(rate)] += step_s
    known = sorted(rate for rate in seconds if rate in HEART_RATES and seconds[rate] > 0)
    return {rate: round(seconds[rate], 1) for rate in known}


def _mean_of(seconds: Mapping[int, float]) -> float | None:
    total = sum(seconds.values())
    if total <= 0:
        return None
    return round(sum(rate * s for rate, s in seconds.items()) / total, 1)


def _mean(
    values: Sequence[float | None], steps: Sequence[float], *, above: float = -1.0
) -> float | None:
    total = weight = 0.0
    for value, step_s in zip(values, steps, strict=True):
        if value is not None and value > above:
            total += value * step_s
            weight += step_s
    return round(total / weight, 1) if weight > 0 else None


def _per_minute(cadence: float, *, running: bool) -> float:
    # Nobody runs below 110 steps a minute for long: what is less counts one leg.
    return round(cadence * 2, 1) if running and cadence < 110 else cadence


def _climb(altitudes: Sequence[float | None]) -> tuple[float | None, float | None]:
    """Metres up and down, from turn to turn of at least the smallest step."""
    heights = [height for height in altitudes if height is not None]
    if len(heights) < 2:
        return None, None
    up = down = 0.0
    stood = heights[0]
    for height in heights:
        if abs(height - stood) >= CLIMB_STEP_M:
            if height > stood:
                up += height - stood
            else:
                down += stood - height
            stood = height
    return round(up, 1), round(down, 1)


def _stretches(samples: Samples, metres: Sequence[float], steps: Sequence[float]) -> list[Stretch]:
    slope_at = _Slopes(samples.altitude_m, metres)
    found: list[Stretch] = []
    time_s = gone = before = 0.0
    for here, step_s in zip(metres, steps, strict=True):
        if step_s <= 0:
            time_s, gone, before = 0.0, 0.0, here
            continue
        time_s += step_s
        gone += here - before
        before = here
        if time_s >= STRETCH_S:
            found.append((time_s, gone, slope_at(here - gone / 2)))
            time_s = gone = 0.0
    return found


class _Slopes:
    """Slope at a distance, over the hundred metres around it; 0 where no altitude is known."""

    def __init__(self, altitudes: Sequence[float | None], metres: Sequence[float]) -> None:
        known = [
            (at, height) for at, height in zip(metres, altitudes, strict=True) if height is not None
        ]
        self._at = [at for at, _ in known]
        self._heights = [height for _, height in known]

    def __call__(self, at_m: float) -> float:
        if len(self._at) < 2:
            return 0.0
        low = min(bisect_left(self._at, at_m - SLOPE_OVER_M / 2), len(self._at) - 1)
        high = min(bisect_left(self._at, at_m + SLOPE_OVER_M / 2), len(self._at) - 1)
        run_m = self._at[high] - self._at[low]
        if run_m < SLOPE_OVER_M / 4:
            return 0.0
        return (self._heights[high] - self._heights[low]) / run_m


def _seconds_by_speed(speeds: Sequence[tuple[float, float]]) -> Mapping[int, float]:
    seconds: dict[int, float] = defaultdict(float)
    for time_s, speed in speeds:
        seconds[round(speed / SPEED_STEP_M_S)] += time_s
    return {step: round(seconds[step], 1) for step in sorted(seconds)}


def _best(at_s: Sequence[float], metres: Sequence[float]) -> float | None:
    """Furthest in any twenty minutes of the clock; None when it was shorter."""
    best, first = None, 0
    for now, here in zip(at_s[1:], metres[1:], strict=True):
        while now - at_s[first + 1] >= BEST_S:
            first += 1
        time_s = now - at_s[first]
        if time_s >= BEST_S:
            gone = (here - metres[first]) * BEST_S / time_s
            best = gone if best is None else max(best, gone)
    if best is None or best > FASTEST_M_S * BEST_S:
        return None
    return round(best, 1)


def _channels(samples: Samples) -> int:
    columns = (
        samples.distance_m,
        samples.latitude,
        samples.altitude_m,
        samples.heart_rate,
        samples.cadence,
        samples.power_w,
    )
    return sum(any(value is not None for value in column) for column in columns)
