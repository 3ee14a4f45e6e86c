"""Single words of a command line, read into values; each mistake is one sentence."""

import os
import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from hamstrong.cli.say import SAY
from hamstrong.coach.days import check_day
from hamstrong.errors import BadInput
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import StartingLevel
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M

METRES_PER_MILE = 1609.344
_DISTANCES = {
    "marathon": MARATHON_M,
    "half": HALF_MARATHON_M,
    "half-marathon": HALF_MARATHON_M,
    "10k": TEN_KM_M,
    "5k": 5_000.0,
}
FASTEST_PACE_S_PER_KM = 120.0
SLOWEST_PACE_S_PER_KM = 1200.0
"""Nobody runs faster, and slower is walking; the generator has finer bounds of its own."""
_PACE = re.compile(r"(\d{1,2}):(\d\d)(?:/(km|mi))?")

Word = TypeVar("Word", bound=StrEnum)


def read_day(text: str, *, place: str) -> date:
    """`2027-04-18`, from 2000 to 2199. Raises BadInput."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(SAY.say("no-day-write-like", text=repr(text)), place=place) from error
    check_day(day, place=place)
    return day


def read_clock(text: str, *, place: str) -> time:
    """`07:00`. Raises BadInput."""
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError as error:
        raise BadInput(SAY.say("no-time-day-write", text=repr(text)), place=place) from error


def read_distance(text: str, *, place: str) -> float:
    """`marathon`, `half`, `10k`, `15`, `15km`, `10mi`: metres. Raises BadInput."""
    word = text.strip().lower()
    if word in _DISTANCES:
        return _DISTANCES[word]
    factor = METRES_PER_MILE if word.endswith("mi") else 1000.0
    number = re.sub(r"\s*(km|mi|k)$", "", word)
    try:
        return float(number) * factor
    except ValueError as error:
        raise BadInput(
            SAY.say("no-distance-write-marathon", text=repr(text)), place=place
        ) from error


def read_pace(text: str, *, units: str, place: str) -> float:
    """`6:00`, `9:40/mi`: seconds per kilometre, 120 to 1200. Raises BadInput."""
    match = _PACE.fullmatch(text.strip())
    if match is None:
        raise BadInput(SAY.say("no-pace-write-like", text=repr(text)), place=place)
    pace = float(int(match[1]) * 60 + int(match[2]))
    if (match[3] or units) == "mi":
        pace /= METRES_PER_MILE / 1000
    if not FASTEST_PACE_S_PER_KM <= pace <= SLOWEST_PACE_S_PER_KM:
        raise BadInput(
            SAY.say("nobodys-running-pace-give", text=repr(text)),
            place=place,
        )
    return pace


def read_duration(text: str, *, place: str) -> float:
    """`47:30`, `1:45:00`: seconds. Raises BadInput."""
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts):
        raise BadInput(SAY.say("no-duration-write-like", text=repr(text)), place=place)
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return float(seconds)


def read_race_result(text: str, *, place: str) -> tuple[float, float]:
    """`10k 47:30`: metres and seconds. Raises BadInput."""
    distance, _, duration = text.strip().rpartition(" ")
    if not distance:
        raise BadInput(SAY.say("no-race-write-like", text=repr(text)), place=place)
    return read_distance(distance, place=place), read_duration(duration, place=place)


def read_words(text: str, kind: type[Word], *, place: str) -> frozenset[Word]:
    """Words of an enumeration with commas between; `all` and `none` too. Raises BadInput."""
    words = [part.strip().lower() for part in text.split(",") if part.strip()]
    if words == ["all"]:
        return frozenset(kind)
    if words == ["none"]:
        return frozenset()
    return frozenset(read_word(word, kind, place=place) for word in words)


def read_word(text: str, kind: type[Word], *, place: str) -> Word:
    """One word of an enumeration. Raises BadInput with all of them."""
    try:
        return kind(text.strip().lower())
    except ValueError as error:
        known = ", ".join(kind)
        raise BadInput(SAY.say("not-one", text=repr(text), known=known), place=place) from error


def read_equipment(text: str, *, place: str) -> frozenset[Equipment]:
    """`support,loop-band`. Raises BadInput."""
    return read_words(text, Equipment, place=place)


def read_levels(text: str, *, place: str) -> Mapping[Family, int]:
    """`hamstring-bridge=5,side-plank=3`; nothing gives nothing. Raises BadInput."""
    levels = {}
    for entry in filter(None, text.strip().lower().split(",")):
        family, equals, rung = entry.partition("=")
        if not equals or not rung.strip().isdecimal():
            names = ", ".join(StartingLevel)
            raise BadInput(
                SAY.say("no-level-write", text=repr(entry), names=names),
                place=place,
            )
        levels[read_word(family, Family, place=place)] = int(rung)
    return levels


def check_levels(levels: Mapping[Family, int], library: Library, *, place: str) -> None:
    """Raises BadInput for a rung that its family's ladder does not have."""
    for family, level in levels.items():
        rungs = {exercise.level for exercise in library.ladder(family)}
        if level not in rungs:
            raise BadInput(
                SAY.say(
                    "has-no-rung-choose",
                    family=family,
                    level=level,
                    lowest=min(rungs),
                    highest=max(rungs),
                ),
                place=place,
            )


def read_starting(text: str) -> StartingLevel | None:
    """`steady`; None when the text names no starting level."""
    word = text.strip().lower()
    return StartingLevel(word) if word in set(StartingLevel) else None


def local_zone() -> str:
    """This machine's IANA time zone, UTC when it does not say."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and "/" in named and not named.startswith("/"):
        return named
    _, found, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return name if found and name else "UTC"
