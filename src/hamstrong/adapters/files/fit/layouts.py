"""Which messages Hamstrong writes, field by field.

Source: FIT profile 21.171. Lengths of texts as in a workout that Garmin Connect wrote itself:
notes 200 bytes, a workout's name 32; a title has 64 and its zero.
"""

from enum import IntEnum
from typing import Final

from hamstrong.adapters.files.fit.wire import Field, Kind, Layout

DEVELOPMENT: Final = 255
"""The manufacturer of whoever has no number of their own. We do not pose as Garmin."""

PRODUCT: Final = 0x4853
"""Ours among those: "HS". A reader knows a file of Hamstrong by the pair."""

TRAINING: Final = 10
STRENGTH: Final = 20
CAPABILITIES: Final = 32
"""What Garmin Connect itself writes for a strength workout."""


class FileType(IntEnum):
    ACTIVITY = 4
    WORKOUT = 5


class Duration(IntEnum):
    """What ends a step of a workout: `value` is milliseconds, the first step to repeat, or reps."""

    TIME = 0
    OPEN = 5
    REPEAT = 6
    REPS = 29


class Intensity(IntEnum):
    ACTIVE = 0
    REST = 1
    WARM_UP = 2


class SetType(IntEnum):
    REST = 0
    ACTIVE = 1


OPEN_TARGET: Final = 2
NO_NAME: Final = 65535

FILE_ID: Final = Layout(
    0,
    {
        "type": Field(0, Kind.ENUM),
        "manufacturer": Field(1, Kind.UINT16),
        "product": Field(2, Kind.UINT16),
        "serial_number": Field(3, Kind.UINT32Z),
        "time_created": Field(4, Kind.UINT32),
        "product_name": Field(8, Kind.STRING, 16),
    },
)
FILE_CREATOR: Final = Layout(49, {"software_version": Field(0, Kind.UINT16)})
DEVICE_INFO: Final = Layout(
    23,
    {
        "timestamp": Field(253, Kind.UINT32),
        "serial_number": Field(3, Kind.UINT32Z),
        "manufacturer": Field(2, Kind.UINT16),
        "product": Field(4, Kind.UINT16),
        "device_index": Field(0, Kind.UINT8),
    },
)
WORKOUT: Final = Layout(
    26,
    {
        "capabilities": Field(5, Kind.UINT32Z),
        "wkt_name": Field(8, Kind.STRING, 32),
        "wkt_description": Field(17, Kind.STRING, 160),
        "num_valid_steps": Field(6, Kind.UINT16),
        "sport": Field(4, Kind.ENUM),
        "sub_sport": Field(11, Kind.ENUM),
    },
)
WORKOUT_STEP: Final = Layout(
    27,
    {
        "message_index": Field(254, Kind.UINT16),
        "notes": Field(8, Kind.STRING, 200),
        "duration_value": Field(2, Kind.UINT32),
        "target_value": Field(4, Kind.UINT32),
        "exercise_category": Field(10, Kind.UINT16),
        "exercise_name": Field(11, Kind.UINT16),
        "duration_type": Field(1, Kind.ENUM),
        "target_type": Field(3, Kind.ENUM),
        "intensity": Field(7, Kind.ENUM),
    },
)
EXERCISE_TITLE: Final = Layout(
    264,
    {
        "message_index": Field(254, Kind.UINT16),
        "wkt_step_name": Field(2, Kind.STRING, 65),
        "exercise_category": Field(0, Kind.UINT16),
        "exercise_name": Field(1, Kind.UINT16),
    },
)
EVENT: Final = Layout(
    21,
    {
        "timestamp": Field(253, Kind.UINT32),
        "event": Field(0, Kind.ENUM),
        "event_type": Field(1, Kind.ENUM),
    },
)
SPORT: Final = Layout(
    12,
    {
        "name": Field(3, Kind.STRING, 16),
        "sport": Field(0, Kind.ENUM),
        "sub_sport": Field(1, Kind.ENUM),
    },
)
SET: Final = Layout(
    225,
    {
        "timestamp": Field(254, Kind.UINT32),
        "duration": Field(0, Kind.UINT32),
        "start_time": Field(6, Kind.UINT32),
        "repetitions": Field(3, Kind.UINT16),
        "category": Field(7, Kind.UINT16),
        "category_subtype": Field(8, Kind.UINT16),
        "message_index": Field(10, Kind.UINT16),
        "wkt_step_index": Field(11, Kind.UINT16),
        "set_type": Field(5, Kind.UINT8),
    },
)
RECORD: Final = Layout(20, {"timestamp": Field(253, Kind.UINT32)})
LAP: Final = Layout(
    19,
    {
        "timestamp": Field(253, Kind.UINT32),
        "start_time": Field(2, Kind.UINT32),
        "total_elapsed_time": Field(7, Kind.UINT32),
        "total_timer_time": Field(8, Kind.UINT32),
        "message_index": Field(254, Kind.UINT16),
        "event": Field(0, Kind.ENUM),
        "event_type": Field(1, Kind.ENUM),
        "avg_heart_rate": Field(15, Kind.UINT8),
        "max_heart_rate": Field(16, Kind.UINT8),
        "lap_trigger": Field(24, Kind.ENUM),
        "sport": Field(25, Kind.ENUM),
        "sub_sport": Field(39, Kind.ENUM),
    },
)
SESSION: Final = Layout(
    18,
    {
        "timestamp": Field(253, Kind.UINT32),
        "start_time": Field(2, Kind.UINT32),
        "total_elapsed_time": Field(7, Kind.UINT32),
        "total_timer_time": Field(8, Kind.UINT32),
        "message_index": Field(254, Kind.UINT16),
        "first_lap_index": Field(25, Kind.UINT16),
        "num_laps": Field(26, Kind.UINT16),
        "event": Field(0, Kind.ENUM),
        "event_type": Field(1, Kind.ENUM),
        "sport": Field(5, Kind.ENUM),
        "sub_sport": Field(6, Kind.ENUM),
        "avg_heart_rate": Field(16, Kind.UINT8),
        "max_heart_rate": Field(17, Kind.UINT8),
        "trigger": Field(28, Kind.ENUM),
    },
)
ACTIVITY: Final = Layout(
    34,
    {
        "timestamp": Field(253, Kind.UINT32),
        "total_timer_time": Field(0, Kind.UINT32),
        "local_timestamp": Field(5, Kind.UINT32),
        "num_sessions": Field(1, Kind.UINT16),
        "type": Field(2, Kind.ENUM),
        "event": Field(3, Kind.ENUM),
        "event_type": Field(4, Kind.ENUM),
    },
)
