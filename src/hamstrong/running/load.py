"""What was done, in numbers that describe it. No ratio of short to long load is made of them: it
predicts nothing (evidence 5.1, Lolli 2019, Impellizzeri 2020), and nothing here foretells an
injury.

Sources: session-RPE, Foster (1998, 2001), H for its simplicity, M for strength; zones of heart
rate, Edwards (1993), M; pace load, the convention of Coggan and McGregor (trademarked under
another name), L; single-run spike, Frandsen et al. (2025, BJSM, 5205 runners), M.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp
from statistics import median
from typing import Final

from hamstrong.errors import BadInput
from hamstrong.running.activity import Activity, Sport
from hamstrong.running.paces import held_fraction, speed_at, vdot_from_race

ZONE_FROM: Final = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of the highest heart rate where Edwards' zones 1 to 5 begin."""

SHORT_DAYS: Final = 7
LONG_DAYS: Final = 42
"""Time constants of the two averages, days; by convention (evidence 5.1: individual fits range
from 4 to 74). Descriptive only, L."""

THRESHOLD_S: Final = 3600.0
"""Threshold speed is that of a race of an hour (Coggan's convention)."""

THRESHOLD_DAYS: Final = 120
"""Days back in which the fastest run speaks for the threshold. Judgement."""

LEAST_RUNS: Final = 5
FASTER_THAN_USUAL: Final = 1.12
"""An hour's race is about this much faster than the median run at least: easy pace is near 0.8 of
threshold speed (Daniels 2014). Judgement."""

BEST_EFFORT_S: Final = 1200.0
LEAST_EFFORT_M: Final = 3000.0
"""Shorter runs say little about an hour. Judgement."""

SPIKE_DAYS: Final = 30
SPIKE_FROM: Final = 1.10
SPIKE_FAR_FROM: Final = 1.30
SPIKE_DOUBLE_FROM: Final = 2.00
"""Shares of the longest run of 30 days above which more runners were injured than below the first
(hazard ratios 1.64, 1.52 and 2.28; Frandsen 2025). An association, mostly in men; M."""


class Spike(StrEnum):
    """How far beyond the longest run of a month one run was."""

    NONE = "none"
    SMALL = "small"
    FAR = "far"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Loads:
    """Loads of one activity, each in its own points; None where a number is missing.

    Attributes:
        session: RPE times minutes.
        heart_rate: Minutes in each zone times its number.
        pace: 100 for an hour at threshold speed.
    """

    session: float | None = None
    heart_rate: float | None = None
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class SpikeOf:
    """One run beside the longest of the 30 days before: metres, and their share."""

    spike: Spike
    longest_m: float
    share: float


def session_load(rpe: float, minutes: float) -> float:
    """RPE (0-10) times minutes (Foster 1998)."""
    return rpe * minutes


def heart_rate_load(heart_rate_s: Mapping[int, float], highest: float) -> float:
    """Minutes in each of five zones times the zone's number (Edwards 1993).

    Args:
        heart_rate_s: Seconds by beats a minute.
        highest: The athlete's highest heart rate, beats a minute, > 0.

    Example:
        >>> heart_rate_load({95: 600, 130: 600, 185: 60}, 190)
        35.0
    """
    return sum(s / 60 * _zone(rate / highest) for rate, s in heart_rate_s.items())


def pace_load(time_s: float, graded_m_s: float, threshold_m_s: float) -> float:
    """100 times hours times the squared share of threshold speed (Coggan, McGregor).

    Args:
        time_s: Seconds moving.
        graded_m_s: Speed on the flat that costs as much, metres per second.
        threshold_m_s: That of a race of an hour, metres per second, > 0.

    Example:
        >>> pace_load(3600, 4.0, 4.0)
        100.0
    """
    return 100 * time_s / 3600 * (graded_m_s / threshold_m_s) ** 2


def loads_of(activity: Activity, *, highest: float | None, threshold_m_s: float | None) -> Loads:
    """All that can be said: `highest` in beats a minute, `threshold_m_s` in metres per second."""
    recorded = activity.recorded
    graded = recorded.graded_m_s if activity.sport is Sport.RUNNING else None
    return Loads(
        session=None if activity.rpe is None else session_load(activity.rpe, activity.minutes),
        heart_rate=heart_rate_load(recorded.heart_rate_s, highest)
        if highest and recorded.heart_rate_s
        else None,
        pace=pace_load(activity.moving_s, graded, threshold_m_s)
        if graded and threshold_m_s
        else None,
    )


def ewma(daily: Sequence[float], *, days: float, start: float) -> list[float]:
    """The average that forgets, after each day: E + a (L - E), a = 1 - exp(-1/days).

    By time constant, not by span (2 / (N + 1)): a day's weight falls to 37 % after `days` days.

    Args:
        daily: One load a day, rest days 0, oldest first.
        days: The time constant, days, > 0.
        start: The average before the first day, in the load's unit; not 0 for who trained before.

    Example:
        >>> [round(value, 2) for value in ewma([7, 7, 0], days=7, start=7)]
        [7.0, 7.0, 6.07]
    """
    share, value = 1 - exp(-1 / days), start
    found = []
    for load in daily:
        value += share * (load - value)
        found.append(value)
    return found


def spike_of(activity: Activity, before: Iterable[Activity]) -> SpikeOf | None:
    """The run beside the longest of the 30 days before it; None without one to compare."""
    since = activity.start - timedelta(days=SPIKE_DAYS)
    lengths = [
        other.distance_m or 0.0
        for other in before
        if other.sport is Sport.RUNNING and since <= other.start < activity.start
    ]
    longest = max(lengths, default=0.0)
    if activity.sport is not Sport.RUNNING or not activity.distance_m or longest <= 0:
        return None
    share = activity.distance_m / longest
    return SpikeOf(_spike(share), longest, share)


def threshold_speed(runs: Iterable[Activity], *, today: date) -> float | None:
    """Metres per second of an hour's race, from the fastest 20 minutes or whole run of 120 days.

    None with few runs, and where the fastest is hardly faster than the usual: nobody ran hard
    then, and every steady run would look like one at the threshold. L.
    """
    since = today - timedelta(days=THRESHOLD_DAYS)
    near = [
        run
        for run in runs
        if run.sport is Sport.RUNNING and since <= run.day <= today and not run.indoor
    ]
    speeds = [run.speed_m_s for run in near if run.speed_m_s is not None]
    vdots = [vdot for run in near for vdot in _vdots(run)]
    if len(speeds) < LEAST_RUNS or not vdots:
        return None
    threshold = speed_at(max(vdots), held_fraction(THRESHOLD_S))
    return threshold if threshold >= FASTER_THAN_USUAL * median(speeds) else None


def highest_heart_rate(activities: Iterable[Activity]) -> float | None:
    """The highest that any sensor kept for ten seconds in all, beats a minute; None without.

    Single beats are often the sensor's. Lower than the true one for who never ran all out. L.
    """
    rates = [rate for one in activities if (rate := _kept_rate(one)) is not None]
    return float(max(rates)) if rates else None


def _kept_rate(activity: Activity) -> int | None:
    total = 0.0
    for rate in sorted(activity.recorded.heart_rate_s, reverse=True):
        total += activity.recorded.heart_rate_s[rate]
        if total >= 10.0:
            return rate
    return None


def _vdots(run: Activity) -> Iterable[float]:
    """Of the whole run and of its best 20 minutes, where they can be a runner's."""
    efforts = [(run.distance_m or 0.0, run.elapsed_s)]
    if run.recorded.best_20_min_m is not None:
        efforts.append((run.recorded.best_20_min_m, BEST_EFFORT_S))
    for distance_m, time_s in efforts:
        if distance_m >= LEAST_EFFORT_M and time_s > 0:
            try:
                yield vdot_from_race(distance_m, time_s)
            except BadInput:
                continue


def _zone(share: float) -> int:
    return sum(share >= start for start in ZONE_FROM)


def _spike(share: float) -> Spike:
    if share > SPIKE_DOUBLE_FROM:
        return Spike.DOUBLE
    if share > SPIKE_FAR_FROM:
        return Spike.FAR
    return Spike.SMALL if share > SPIKE_FROM else Spike.NONE
