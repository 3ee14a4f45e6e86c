"""What a reader finds in a file, before it is known what it is."""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hamstrong.adapters.files.reading import Reading
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadInput
from hamstrong.running.model import RunType

# A block is at most this long; the longest published plan in the field data has 24 weeks.
WEEKS_BEFORE_RACE = 30
# After the race only the weeks of recovery belong to the block (evidence 6: 3-4 weeks).
WEEKS_AFTER_RACE = 4
# Without a race: what is done still counts as load, what is far off is another block.
WEEKS_BEFORE_TODAY = 12
WEEKS_FROM_TODAY = 40

# The first words say what a run is; the rest would only cost time.
MAX_TITLE = 300
MAX_DESCRIPTION = 1200


@dataclass(frozen=True, slots=True)
class FoundRun:
    """One entry of a file.

    Attributes:
        id_parts: What makes it this entry on every import.
        day: In the athlete's zone.
        text: Title in the first line, any description below.
        week: Equal for the entries of one week of the plan.
        start, end: Aware, in the athlete's zone; None when the file gives no clock time.
        distance_m, minutes: Where the file gives them apart from the text.
        type, key: Likewise.
        is_workout: True when the format has nothing but workouts, so a bare word is one too.
    """

    id_parts: tuple[str, ...]
    day: date
    text: str
    week: Hashable
    start: datetime | None = None
    end: datetime | None = None
    distance_m: float | None = None
    minutes: float | None = None
    type: RunType | None = None
    key: bool | None = None
    is_workout: bool = False

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Found:
    """All entries of a file, and what reading it noticed."""

    name: str
    entries: tuple[FoundRun, ...]
    notes: tuple[str, ...] = ()


def entry_text(title: str, description: str = "") -> str:
    """The text of an entry: its title on one line, its description below, both cut to size."""
    head = " ".join(title[: MAX_TITLE * 4].split())[:MAX_TITLE]
    below = description[:MAX_DESCRIPTION].strip()
    return f"{head}\n{below}" if below else head


def iso_week(day: date) -> tuple[int, int]:
    """The calendar week of a day, for plans that have no weeks of their own."""
    return day.isocalendar()[:2]


def run_id(parts: Sequence[str]) -> str:
    """A short id from what makes an entry itself, the same on every machine."""
    joined = "\x1f".join(parts).encode()
    return f"run-{hashlib.blake2s(joined, digest_size=8).hexdigest()}"


def window(reading: Reading) -> tuple[date, date]:
    """First and last day of the block a plan is read for."""
    if reading.race is None:
        middle, before, after = reading.today, WEEKS_BEFORE_TODAY, WEEKS_FROM_TODAY
    else:
        middle, before, after = reading.race.day, WEEKS_BEFORE_RACE, WEEKS_AFTER_RACE
    try:
        return middle - timedelta(weeks=before), middle + timedelta(weeks=after)
    except OverflowError as error:
        raise BadInput(
            SAY.say("no-run-plan-can", day=middle),
            place="race date",
        ) from error
