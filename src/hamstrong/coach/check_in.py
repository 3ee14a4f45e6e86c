"""The morning question: soreness and pain by area, sleep, energy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from hamstrong.coach.events import AREAS, SPOTS, read_event
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.language import number_text
from hamstrong.planning.body.spots import read_spot
from hamstrong.planning.constants.red_flags import RED_FLAGS

__all__ = ["AREAS", "SPOTS", "CheckIn", "check_in", "check_in_text"]


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
        BadInput: An unknown area or flag, a number out of range, a day to come, an area that is
            worse and back to usual; `place` names the field.
    """
    zone = ports.store.athletes.get(athlete_id).zone
    both = sorted({*answer.worse} & {*answer.settled})
    if both:
        raise BadInput(
            SAY.say("your-cannot-be-worse", area=_where(both[0])),
            place="settled",
        )
    now = ports.clock.now()
    raw = {"id": str(uuid4()), "kind": "check-in", "at": now, "data": _data(answer)}
    event = read_event(raw, now=now, zone=zone)
    ports.store.events.append(athlete_id, (event,), received_at=now)
    return event.id


def check_in_text(answer: CheckIn) -> str:
    """`Check-in: calf sore 5 of 10, a short night`: what a change of the plan was made for."""
    signs = [flag if isinstance(flag, str) else flag["id"] for flag in answer.red_flags]
    said = [
        *(RED_FLAGS[sign].text for sign in signs if sign in RED_FLAGS),
        *(
            SAY.say("said.sore-of", area=_where(spot), score=score)
            for spot, score in answer.soreness.items()
            if score
        ),
        *(
            SAY.say("said.painful-of", area=_where(spot), score=score)
            for spot, score in answer.pain.items()
            if score
        ),
        *(SAY.say("said.worse", area=_where(spot)) for spot in sorted(answer.worse)),
        *(SAY.say("said.settled", area=_where(spot)) for spot in sorted(answer.settled)),
        *([SAY["said.slept-badly"]] if answer.slept_badly else []),
        *(
            [SAY.say("said.slept", hours=number_text(answer.sleep_h))]
            if answer.sleep_h is not None
            else []
        ),
        *([SAY.say("said.energy", score=answer.energy)] if answer.energy is not None else []),
        *([] if answer.ill is None else [SAY["said.ill" if answer.ill else "said.not-ill"]]),
        *([SAY["said.assessed"]] if answer.assessed else []),
    ]
    return SAY.say("said.check-in", said=", ".join(said) or SAY["said.nothing-to-report"])


def _where(key: str) -> str:
    return read_spot(key).words


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
