"""The morning question: soreness and pain by area, sleep, energy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from hamstrong.coach.events import AREAS, read_event
from hamstrong.coach.ports import Ports

__all__ = ["AREAS", "CheckIn", "check_in"]


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
    ports.store.athletes.get(athlete_id)
    now = ports.clock.now()
    data = {
        "day": answer.day.isoformat(),
        "soreness": dict(answer.soreness),
        "pain": dict(answer.pain),
        "sleep_h": answer.sleep_h,
        "energy": answer.energy,
    }
    raw = {"id": str(uuid4()), "kind": "check-in", "at": now, "data": data}
    event = read_event(raw, now=now)
    ports.store.events.append(athlete_id, (event,), received_at=now)
    return event.id
