"""The morning question: soreness and pain by area, sleep, energy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from hamstrong.coach.events import AREAS, SPOTS, read_event
from hamstrong.coach.ports import Ports

__all__ = ["AREAS", "SPOTS", "CheckIn", "check_in"]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A morning's answer, as a face has it; `CheckInData` checks it and says what it means.

    Soreness and pain 0-10 by spot, one of `SPOTS` as `calf` or `left-calf`; hours of sleep, energy
    1-5. `red_flags` are ids of `RED_FLAGS`, or `{"id", "area"}`; `assessed` holds spots or `all`.
    A face that asks whether the athlete is ill passes False when they are not: None says nothing
    and ends no illness. An answer to that question alone has `of_body` False.
    """

    day: date
    soreness: Mapping[str, int] = field(default_factory=dict)
    pain: Mapping[str, int] = field(default_factory=dict)
    sleep_h: float | None = None
    energy: int | None = None
    slept_badly: bool = False
    ill: bool | None = None
    worse: Collection[str] = ()
    settled: Collection[str] = ()
    limping: Collection[str] = ()
    easing: Collection[str] = ()
    red_flags: Sequence[str | Mapping[str, str]] = ()
    assessed: Collection[str] = ()
    of_body: bool = True


def check_in(ports: Ports, athlete_id: str, *, answer: CheckIn) -> str:
    """Append the answer to the log and give its event id; the latest answer of a day counts.

    It changes what the day allows: plan again afterwards.

    Raises:
        BadInput: An unknown area or flag, or a number out of range; `place` names the field.
    """
    ports.store.athletes.get(athlete_id)
    now = ports.clock.now()
    raw = {"id": str(uuid4()), "kind": "check-in", "at": now, "data": _data(answer)}
    event = read_event(raw, now=now)
    ports.store.events.append(athlete_id, (event,), received_at=now)
    return event.id


def _data(answer: CheckIn) -> dict[str, object]:
    """What was said; what was not is left out."""
    said = {
        "slept_badly": answer.slept_badly,
        "worse": sorted(answer.worse),
        "settled": sorted(answer.settled),
        "limping": sorted(answer.limping),
        "easing": sorted(answer.easing),
        "red_flags": list(answer.red_flags),
        "assessed": sorted(answer.assessed),
    }
    return {
        "day": answer.day.isoformat(),
        "soreness": dict(answer.soreness),
        "pain": dict(answer.pain),
        "sleep_h": answer.sleep_h,
        "energy": answer.energy,
        "ill": answer.ill,
        "of_body": None if answer.of_body else False,
        **{name: value for name, value in said.items() if value},
    }
