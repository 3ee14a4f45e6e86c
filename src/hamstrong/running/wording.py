"""Distances, paces and times as the athlete reads them: km or miles outside, metres inside."""

from datetime import date
from typing import Final, Literal

from hamstrong.language import number_text
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M
from hamstrong.running.paces import SpeedRange
from hamstrong.running.words import WORDS

Units = Literal["km", "mi"]

METRES_PER: Final[dict[Units, float]] = {"km": 1000.0, "mi": 1609.344}
_SAME_RACE_M: Final = 100.0


def distance_number(distance_m: float, units: Units) -> str:
    """A distance without its unit, to a tenth, without a needless zero: "12", "7.5"."""
    return number_text(round(distance_m / METRES_PER[units], 1))


def distance_text(distance_m: float, units: Units) -> str:
    """A distance with its unit: "12 km", "7.5 mi"."""
    return f"{distance_number(distance_m, units)} {units}"


def race_text(distance_m: float, units: Units) -> str:
    """A race distance as runners say it: "marathon", "half marathon", "10 km"."""
    if abs(distance_m - MARATHON_M) < _SAME_RACE_M:
        return WORDS["races.marathon"]
    if abs(distance_m - HALF_MARATHON_M) < _SAME_RACE_M:
        return WORDS["races.half"]
    return "10 km" if distance_m == TEN_KM_M else distance_text(distance_m, units)


def clock_text(time_s: float) -> str:
    """Seconds as "4:21" or "3:10:40"."""
    total = round(time_s)
    hours, rest = divmod(total, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def pace_text(speed_m_s: float, units: Units) -> str:
    """A speed as a pace: "4:56/km"."""
    return f"{clock_text(METRES_PER[units] / speed_m_s)}/{units}"


def pace_range_text(speeds: SpeedRange, units: Units) -> str:
    """A speed range as paces, fast end first: "4:21–4:35/km"."""
    return f"{clock_text(METRES_PER[units] / speeds.fast_m_s)}–{pace_text(speeds.slow_m_s, units)}"


def day_text(day: date) -> str:
    """A date as "12 Apr", the same on every machine."""
    return f"{day.day} {WORDS[f'months.{day.month}']}"


def change_text(ratio: float) -> str:
    """A ratio as a change: 1.36 is "+36 %"."""
    percent = round((ratio - 1) * 100)
    return f"{'+' if percent >= 0 else '−'}{abs(percent)} %"
