"""What happens in a clip, written as `up@2 sag@8:12 tremor@12:2 level@15 lower@20 end@24`.

An event is `name@second` or `name@second:amount`, amounts in degrees, of a slip in centimetres.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from hamstrong.errors import BadInput
from hamstrong_studio.rig import Floats

MOVE_S: Final = 1.4
"""How long rising and lowering take."""
FAULT_S: Final = 1.0
"""How long a fault takes to show or to be put right."""
SLIP_S: Final = 0.35
"""How long a slipping foot takes."""
NAMES: Final = ("up", "lower", "sag", "tilt", "tremor", "slip", "level", "end")
AFTER_S: Final = 2.0
_EVENT: Final = re.compile(r"^([a-z]+)@(\d+(?:\.\d+)?)(?::(-?\d+(?:\.\d+)?))?$")
TREMOR_HZ: Final = (4.1, 5.7, 7.3)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that begins at a second; `amount` in degrees, of a slip in centimetres."""

    name: str
    at_s: float
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """The state of a frame.

    Progress 0-1, degrees of sag (tremor included) and of tilt, metres that the feet slipped away.
    """

    progress: float
    sag: float
    tilt: float
    slip: float = 0.0


def read_script(text: str) -> tuple[Event, ...]:
    """Parse a script.

    Raises:
        BadInput: A word that is no event, or times that do not rise.
    """
    events = []
    for word in text.split():
        found = _EVENT.match(word)
        if not found or found[1] not in NAMES:
            raise BadInput(
                f"An event looks like sag@8:12, with one of {', '.join(NAMES)}; {word} does not.",
                place="script",
            )
        events.append(Event(found[1], float(found[2]), float(found[3] or 0)))
    if not events or any(b.at_s < a.at_s for a, b in pairwise(events)):
        raise BadInput("A script needs events in the order of their times.", place="script")
    return tuple(events)


def duration(events: tuple[Event, ...]) -> float:
    """Length of the film, seconds."""
    last = events[-1]
    return last.at_s if last.name == "end" else last.at_s + MOVE_S + AFTER_S


def _ramp(now: float, start: float, length: float) -> float:
    t = min(1.0, max(0.0, (now - start) / length))
    return t * t * (3 - 2 * t)


def moment(events: tuple[Event, ...], now: float, phases: Floats) -> Moment:
    """The state at a second.

    Args:
        events: The script.
        now: Seconds.
        phases: Of the tremor's three waves, radians.
    """
    progress = sag = tilt = tremor = slip = 0.0
    for event in events:
        move = _ramp(now, event.at_s, MOVE_S)
        fault = _ramp(now, event.at_s, FAULT_S)
        if event.name == "up":
            progress += (1 - progress) * move
        elif event.name == "lower":
            progress *= 1 - move
        elif event.name == "sag":
            sag += (event.amount - sag) * fault
        elif event.name == "tilt":
            tilt += (event.amount - tilt) * fault
        elif event.name == "tremor":
            tremor += (event.amount - tremor) * fault
        elif event.name == "slip":
            # A foot slips fast and stops.
            slip += (event.amount / 100 - slip) * _ramp(now, event.at_s, SLIP_S)
        elif event.name == "level":
            sag, tilt, tremor, slip = (value * (1 - fault) for value in (sag, tilt, tremor, slip))
    waves = np.sin(2 * np.pi * np.array(TREMOR_HZ) * now + phases).sum() / len(TREMOR_HZ)
    return Moment(
        progress, (sag + tremor * float(waves)) * progress, tilt * progress, slip * progress
    )
