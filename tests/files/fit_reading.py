"""FIT files as two readers that others wrote see them, and as a watch would run them."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import fitdecode
import fitparse

Values = dict[str, Any]

# Numbers of the profile: how a step of a workout ends.
TIME, REPEAT, REPS = 0, 6, 29
ACTIVE = 0


@dataclass(frozen=True)
class Message:
    """A data message by the numbers on the wire, with what none means left out."""

    name: str
    values: Values


def by_fitdecode(data: bytes) -> list[Message]:
    """Everything in the file; a wrong checksum or a word out of place raises."""
    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    )
    with reader:
        return [
            Message(frame.name, _raw((field.def_num, field.raw_value) for field in frame.fields))
            for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA
        ]


def by_fitparse(data: bytes) -> list[Message]:
    """The same by the other one, which reads with the profile of 2019."""
    with warnings.catch_warnings():
        # It asks for moments in a way that newer Pythons deprecate.
        warnings.simplefilter("ignore", DeprecationWarning)
        messages = fitparse.FitFile(data, check_crc=True).get_messages()
        return [
            Message(m.name, _raw((field.def_num, field.raw_value) for field in m.fields))
            for m in messages
        ]


def _raw(fields: Iterator[tuple[int, Any]]) -> Values:
    found: Values = {}
    for number, value in fields:
        if value is not None and not (isinstance(value, str) and not value):
            found.setdefault(str(number), value)
    return found


def named(messages: Sequence[Message], name: str) -> list[Values]:
    return [message.values for message in messages if message.name == name]


def run_workout(steps: Sequence[Values]) -> list[Values]:
    """The steps in the order in which a watch does them, repeats done."""
    done: list[Values] = []
    for number, step in enumerate(steps):
        if step["1"] != REPEAT:
            done.append(step)
            continue
        first = step["2"]
        assert 0 <= first < number
        body = steps[first:number]
        assert all(one["1"] != REPEAT for one in body), "a repeat inside a repeat"
        done.extend(one for _ in range(step["4"] - 1) for one in body)
    return done
