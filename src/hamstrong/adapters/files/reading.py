"""Bytes to text for every reader: sizes, encodings, and what a file claims to be."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from hamstrong.coach.limits import MAX_BYTES
from hamstrong.errors import BadFile
from hamstrong.running.model import Race

# Daniels (2014): easy pace for a marathon near four hours is about 6 min/km. Judgement, replaced
# by the athlete's own easy pace as soon as one is known.
EASY_PACE_S_PER_KM = 360.0

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_NOT_TEXT = (
    (b"PK\x03\x04", "a spreadsheet or an archive", "Export it as CSV or as a calendar (.ics)."),
    (b"%PDF", "a PDF", "Export the plan as a calendar (.ics) or as CSV."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"\x89PNG", "a picture", "Export the plan as a calendar (.ics) or as CSV."),
    (b"\xff\xd8\xff", "a picture", "Export the plan as a calendar (.ics) or as CSV."),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Reading:
    """What every reader is told besides the file.

    Attributes:
        name: Of the plan or file, for messages and as the plan's name.
        race: None when the athlete has not said.
        zone: The athlete's.
        today: In that zone.
        usual_run_time: For runs whose plan gives no clock time.
        easy_pace_s_per_km: Turns a distance into a duration.
    """

    name: str
    race: Race | None
    zone: ZoneInfo
    today: date
    usual_run_time: time
    easy_pace_s_per_km: float = EASY_PACE_S_PER_KM


def decode(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file and notes on how it was read.

    Raises:
        BadFile: Empty, too large, or no text.
    """
    if not data.strip():
        raise BadFile("The file is empty; choose the file that holds your run plan.", place=name)
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.1f} MB"
        wanted = f"{MAX_BYTES / 1e6:.0f} MB"
        raise BadFile(
            f"The file has {size}, and a run plan has less than {wanted}; "
            "export only the calendar with your runs.",
            place=name,
        )
    for signature, what, cure in _NOT_TEXT:
        if data.startswith(signature):
            raise BadFile(f"This is {what}, not a run plan. {cure}", place=name)
    text, notes = _decoded(data, name=name)
    if "\x00" in text:
        raise BadFile(
            "This is not a text file; a run plan is a calendar (.ics), a plan (.yaml, .json) "
            "or a table (.csv).",
            place=name,
        )
    return text, notes


def _decoded(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        note = f"{name} is not UTF-8; accented letters were read as Western European."
        return data.decode("cp1252", errors="replace"), (note,)


def listed(items: list[str], *, most: int = 5) -> str:
    """ "a, b and c", or the first few and how many more."""
    shown = items if len(items) <= most else [*items[:most], f"{len(items) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, noun: str) -> str:
    """ "1 event", "3 events"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spoken_day(day: date) -> str:
    """A day as people say it: "Sunday 18 April 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
