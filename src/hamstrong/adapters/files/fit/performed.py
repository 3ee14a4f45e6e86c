"""A session that was done as a FIT activity: its sets side by side, for training logs.

Left out on purpose: calories and training load, which nobody measured, and which would count in
the watch's own training status.
Source: FIT profile 21.171; the order of messages is that of strength files of real watches, with
one lap, which some readers ask for.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from hamstrong.adapters.files.fit.course import WatchStep, codes, work_note
from hamstrong.adapters.files.fit.layouts import (
    ACTIVITY,
    DEVELOPMENT,
    DEVICE_INFO,
    EVENT,
    LAP,
    PRODUCT,
    RECORD,
    SESSION,
    SET,
    SPORT,
    STRENGTH,
    TRAINING,
    Duration,
    FileType,
    Intensity,
    SetType,
)
from hamstrong.adapters.files.fit.wire import Message, Value, fit_file, seconds_of
from hamstrong.adapters.files.fit.workout import head, serial_number, workout_messages
from hamstrong.adapters.files.say import SAY
from hamstrong.coach.watch_files import SessionDone, SetDone
from hamstrong.running.model import duration

# Values of the profile's enumerations.
TIMER: Final = 0
EVENT_SESSION: Final = 8
EVENT_LAP: Final = 9
EVENT_ACTIVITY: Final = 26
START: Final = 0
STOP: Final = 1
STOP_ALL: Final = 4
CREATOR: Final = 0
AT_SESSION_END: Final = 7
ACTIVITY_END: Final = 0
MANUAL: Final = 0

Slot = tuple[str, str]
"""An exercise and a side."""


def fit_activity(done: SessionDone) -> bytes:
    """The session as it was done; a hold's duration is its seconds that count.

    Raises:
        BadInput: A number that no FIT file can hold.
    """
    steps = _steps(done.sets)
    body: tuple[Message, ...] = (
        (EVENT, {"timestamp": done.start, "event": TIMER, "event_type": START}),
        (SPORT, {"name": SAY["feed.session"], "sport": TRAINING, "sub_sport": STRENGTH}),
        *workout_messages(done.title, "", tuple(steps.values()), older=False),
        *_course(done, tuple(steps)),
        (EVENT, {"timestamp": done.end, "event": TIMER, "event_type": STOP_ALL}),
        *_summary(done),
    )
    serial = serial_number(done.id, done.start.isoformat(), repr(body))
    opening = head(FileType.ACTIVITY, serial=serial, created_at=done.start)
    return fit_file((*opening, _device(done.start, serial), *body))


def _device(at: datetime, serial: int) -> Message:
    return (
        DEVICE_INFO,
        {
            "timestamp": at,
            "device_index": CREATOR,
            "manufacturer": DEVELOPMENT,
            "product": PRODUCT,
            "serial_number": serial,
        },
    )


def _steps(sets: Sequence[SetDone]) -> Mapping[Slot, WatchStep]:
    """One step for each exercise and side: a set has no side, the note of its step has."""
    found: dict[Slot, WatchStep] = {}
    for one in sets:
        note = work_note(one.exercise, one.side, one.tempo_s if one.reps is not None else None)
        step = WatchStep(
            Duration.OPEN,
            intensity=Intensity.ACTIVE,
            note=note,
            exercise=one.exercise,
            side=one.side,
        )
        found.setdefault(_slot(one), step)
    return found


def _slot(one: SetDone) -> Slot:
    return one.exercise.id, one.side


def _course(done: SessionDone, slots: Sequence[Slot]) -> Iterator[Message]:
    """Records and sets by time: a rest wherever nothing is done, a record where anything ends."""
    yield RECORD, {"timestamp": done.start}
    at, number = done.start, 0
    for one in done.sets:
        if seconds_of(one.start) > seconds_of(at):
            yield _set(number, at, one.start, {"set_type": SetType.REST})
            number += 1
        yield _set(number, one.start, one.end, _worked(one, slots.index(_slot(one))))
        number += 1
        if seconds_of(one.end) > seconds_of(at):
            yield RECORD, {"timestamp": one.end}
        at = max(at, one.end)
    if seconds_of(done.end) > seconds_of(at):
        yield RECORD, {"timestamp": done.end}


def _set(number: int, start: datetime, end: datetime, values: Mapping[str, Value]) -> Message:
    return SET, {
        "timestamp": end,
        "message_index": number,
        "start_time": start,
        "duration": _ms(duration(start, end)),
        **values,
    }


def _worked(one: SetDone, step: int) -> Mapping[str, Value]:
    category, name = codes(one.exercise, older=False)
    return {
        "set_type": SetType.ACTIVE,
        "duration": round(1000 * one.seconds),
        "repetitions": one.reps,
        "category": category,
        "category_subtype": name,
        "wkt_step_index": step,
    }


def _summary(done: SessionDone) -> Iterator[Message]:
    length = _ms(duration(done.start, done.end))
    whole: dict[str, Value] = {
        "timestamp": done.end,
        "start_time": done.start,
        "total_elapsed_time": length,
        "total_timer_time": length,
        "message_index": 0,
        "event_type": STOP,
        "avg_heart_rate": _beats(done.heart_rate),
        "max_heart_rate": _beats(done.heart_rate_max),
        "sport": TRAINING,
        "sub_sport": STRENGTH,
    }
    yield LAP, {**whole, "event": EVENT_LAP, "lap_trigger": AT_SESSION_END}
    yield (
        SESSION,
        {
            **whole,
            "event": EVENT_SESSION,
            "trigger": ACTIVITY_END,
            "first_lap_index": 0,
            "num_laps": 1,
        },
    )
    yield (
        ACTIVITY,
        {
            "timestamp": done.end,
            "total_timer_time": length,
            "local_timestamp": seconds_of(done.end) + _offset_s(done.end),
            "num_sessions": 1,
            "type": MANUAL,
            "event": EVENT_ACTIVITY,
            "event_type": STOP,
        },
    )


def _offset_s(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def _beats(rate: float | None) -> int | None:
    return None if rate is None else round(rate)


def _ms(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))
