"""Bytes to text for every reader: sizes, encodings, and what a file claims to be."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from hamstrong.adapters.files.say import SAY
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.errors import BadFile
from hamstrong.language import both
from hamstrong.running.model import Race

# Daniels (2014): easy pace for a marathon near four hours is about 6 min/km. Judgement, replaced
# by the athlete's own easy pace as soon as one is known.
EASY_PACE_S_PER_KM = 360.0

_NOT_TEXT = (
    (b"PK\x03\x04", "not-text.archive"),
    (b"%PDF", "not-text.pdf"),
    (b"\x1f\x8b", "not-text.compressed"),
    (b"\x89PNG", "not-text.picture"),
    (b"\xff\xd8\xff", "not-text.picture"),
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
        raise BadFile(SAY["file-empty-choose-file"], place=name)
    if len(data) > MAX_BYTES:
        # Who reads a file for us stops soon after the limit, so its whole size is not known here.
        raise BadFile(SAY.say("file-has-run-plan", most=f"{MAX_BYTES / 1e6:.0f} MB"), place=name)
    for signature, sentence in _NOT_TEXT:
        if data.startswith(signature):
            raise BadFile(SAY[sentence], place=name)
    text, notes = _decoded(data, name=name)
    if "\x00" in text:
        raise BadFile(
            SAY["not-text-file-run"],
            place=name,
        )
    return text, notes


def _decoded(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        note = SAY.say("not-utf8-accented-letters", name=name)
        return data.decode("cp1252", errors="replace"), (note,)


def listed(items: list[str], *, most: int = 5) -> str:
    """ "a, b and c", or the first few and how many more."""
    shown = (
        items if len(items) <= most else [*items[:most], SAY.say("more", count=len(items) - most)]
    )
    return both(shown, SAY["and"])


def counted(number: int, noun: str) -> str:
    """ "1 event", "3 events"; the noun is a table of the words."""
    return SAY.say(f"counts.{noun}", n=number)


def spoken_day(day: date) -> str:
    """A day as people say it: "Sunday 18 April 2027"."""
    return SAY.say(
        "day",
        weekday=SAY[f"weekdays.{day.weekday()}"],
        day=day.day,
        month=SAY[f"months.{day.month}"],
        year=day.year,
    )
