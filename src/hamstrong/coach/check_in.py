"""The morning question: soreness and pain by area, sleep, energy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hamstrong.coach.ports import Ports

AREAS = ("calf", "hamstring", "quad", "hip", "groin", "back", "foot")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Soreness and pain 0-10 by area of `AREAS`, hours of sleep, energy 1-5."""

    day: date
    soreness: Mapping[str, int] = field(default_factory=dict)
    pain: Mapping[str, int] = field(default_factory=dict)
    sleep_h: float | None = None
    energy: int | None = None


def check_in(ports: Ports, athlete_id: str, *, answer: CheckIn) -> str:
    """Append the answer to the log and give its event id; the latest answer of a day counts.

    Raises:
        BadInput: An unknown area or a number out of range; `place` names the field.
    """
    raise NotImplementedError
