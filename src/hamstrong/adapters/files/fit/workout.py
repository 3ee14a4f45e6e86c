"""A planned session as a FIT workout that a Garmin watch runs.

Source: FIT profile 21.171, and a strength workout that Garmin Connect wrote: every step counts in
`num_valid_steps`, rests and repeats too; a repeat names the first step and all rounds; one title
for each exercise.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from hamstrong.adapters.files.fit.course import Codes, WatchStep, codes, watch_steps
from hamstrong.adapters.files.fit.layouts import (
    CAPABILITIES,
    DEVELOPMENT,
    EXERCISE_TITLE,
    FILE_CREATOR,
    FILE_ID,
    OPEN_TARGET,
    PRODUCT,
    STRENGTH,
    TRAINING,
    WORKOUT,
    WORKOUT_STEP,
    Duration,
    FileType,
)
from hamstrong.adapters.files.fit.wire import Message, fit_file
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.model import Session

SOFTWARE: Final = 1
MAKER: Final = "Hamstrong"
MOST_SERIAL: Final = 2**32 - 1


def fit_workout(
    session: Session, *, library: Mapping[str, Exercise], revised_at: datetime, older: bool = False
) -> bytes:
    """The session for a watch, its words in the language that is spoken.

    Args:
        session: What is to be done.
        library: Its exercises.
        revised_at: When the session last changed, aware; equal input gives equal bytes.
        older: For watches whose exercises are those of before 2019.

    Raises:
        BadInput: There is nothing in it, or more than a watch can hold.
    """
    steps = watch_steps(library, session.doses)
    name = f"{session.start:%m-%d} {session.title}"
    body = tuple(workout_messages(name, session.reason.text, steps, older=older))
    serial = serial_number(session.id, revised_at.isoformat(), repr(body))
    return fit_file((*head(FileType.WORKOUT, serial=serial, created_at=revised_at), *body))


def head(kind: FileType, *, serial: int, created_at: datetime) -> tuple[Message, ...]:
    """What every file begins with; kind, maker, product and serial number are its identity."""
    return (
        (
            FILE_ID,
            {
                "type": kind,
                "manufacturer": DEVELOPMENT,
                "product": PRODUCT,
                "serial_number": serial,
                "time_created": created_at,
                "product_name": MAKER,
            },
        ),
        (FILE_CREATOR, {"software_version": SOFTWARE}),
    )


def serial_number(*parts: str) -> int:
    """Equal for equal parts, 1 to 2³²-1: a watch takes one file of each number."""
    digest = sha256("\0".join(parts).encode("utf-8", "replace")).digest()
    return 1 + int.from_bytes(digest[:8], "big") % MOST_SERIAL


def workout_messages(
    name: str, description: str, steps: Sequence[WatchStep], *, older: bool
) -> Iterator[Message]:
    """The workout, its steps, the titles of its exercises."""
    yield (
        WORKOUT,
        {
            "capabilities": CAPABILITIES,
            "wkt_name": name,
            "wkt_description": description,
            "num_valid_steps": len(steps),
            "sport": TRAINING,
            "sub_sport": STRENGTH,
        },
    )
    for number, step in enumerate(steps):
        yield _step(number, step, older=older)
    titles = _titles(steps, older=older)
    for number, ((category, exercise_name), title) in enumerate(titles.items()):
        yield (
            EXERCISE_TITLE,
            {
                "message_index": number,
                "exercise_category": category,
                "exercise_name": exercise_name,
                "wkt_step_name": title,
            },
        )


def _step(number: int, step: WatchStep, *, older: bool) -> Message:
    if step.ends_by is Duration.REPEAT:
        return WORKOUT_STEP, {
            "message_index": number,
            "duration_type": step.ends_by,
            "duration_value": step.value,
            "target_value": step.rounds,
        }
    category, name = codes(step.exercise, older=older) if step.exercise else (None, None)
    return WORKOUT_STEP, {
        "message_index": number,
        "notes": step.note,
        "duration_type": step.ends_by,
        "duration_value": step.value,
        "target_type": OPEN_TARGET,
        "target_value": 0,
        "intensity": step.intensity,
        "exercise_category": category,
        "exercise_name": name,
    }


def _titles(steps: Sequence[WatchStep], *, older: bool) -> Mapping[Codes, str]:
    """Our names by the watch's codes; exercises that share codes share a title."""
    found: dict[Codes, list[str]] = {}
    for step in steps:
        if step.exercise is None:
            continue
        names = found.setdefault(codes(step.exercise, older=older), [])
        if step.exercise.name not in names:
            names.append(step.exercise.name)
    return {pair: " / ".join(names) for pair, names in found.items()}
