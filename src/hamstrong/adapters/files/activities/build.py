"""From what a reader found in a file to activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from hashlib import sha256
from math import isfinite
from typing import Final

from hamstrong.adapters.files.activities.measure import measured, moving_s, splits
from hamstrong.adapters.files.activities.track import Sample, Track
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity, DoneSet, Lap, Recorded, Sport

EARLIEST_S = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
LATEST_S = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
"""No watch recorded anything before satellites; clocks that were never set say 1970 or 2106."""

SHORTEST_S = 5.0
LONGEST_S = 14 * 86_400.0
FURTHEST_M = 5_000_000.0

LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "distance_m": (0.0, FURTHEST_M),
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "altitude_m": (-500.0, 9_000.0),
    "heart_rate": (1.0, 255.0),
    "cadence": (0.0, 300.0),
    "power_w": (0.0, 3_000.0),
    "speed_m_s": (0.0, 60.0),
}
"""What a sample can be, by the names of `Sample`; sensors say more when they fail. Judgement."""


@dataclass(frozen=True, slots=True)
class Found:
    """One activity as its file tells it; None where it does not.

    Attributes:
        sport: Of which kind.
        start_s, end_s: Seconds since 1970.
        elapsed_s, timer_s, distance_m: As the device added them up.
        title, device: May be empty.
        rpe: 0 to 10.
        laps, sets: In time order.
        ascent_m, descent_m, heart_rate, heart_rate_max, power_w: As the device added them up.
        offset_s: Of the place's clock from UTC, seconds.
        indoor: Whether it was on a treadmill or a trainer.
    """

    sport: Sport
    start_s: float
    end_s: float
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    title: str = ""
    device: str = ""
    rpe: float | None = None
    laps: tuple[Lap, ...] = ()
    sets: tuple[DoneSet, ...] = ()
    ascent_m: float | None = None
    descent_m: float | None = None
    heart_rate: float | None = None
    heart_rate_max: float | None = None
    power_w: float | None = None
    offset_s: float | None = None
    indoor: bool = False


def build(found: Found, track: Track, *, notes: Sequence[str] = ()) -> Activity:
    """One activity; what the device added up counts before what the samples add up to.

    Raises:
        BadFile: No time, or one that cannot be.
    """
    _check_time(found.start_s)
    samples = track.between(found.start_s, found.end_s)
    recorded = measured(samples, running=found.sport is Sport.RUNNING)
    end_s = max(found.end_s, samples.at_s[-1]) if samples else found.end_s
    elapsed_s = _first(found.elapsed_s, end_s - found.start_s, most=LONGEST_S) or 0.0
    moved_s = _first(found.timer_s, moving_s(samples) or elapsed_s, most=LONGEST_S) or 0.0
    zone = _zone(found.offset_s)
    start = datetime.fromtimestamp(found.start_s, UTC).astimezone(zone or UTC)
    if elapsed_s < SHORTEST_S:
        raise BadFile(SAY.say("activity.too-short", least=round(SHORTEST_S)))
    parts = splits(samples)
    whole_m = _first(found.distance_m, sum(part.distance_m for part in parts), most=FURTHEST_M)
    return Activity(
        id=activity_id(found, moved_s),
        sport=found.sport,
        start=start,
        zoned=zone is not None,
        elapsed_s=round(max(elapsed_s, 0.0), 3),
        moving_s=round(min(moved_s, elapsed_s) if elapsed_s else moved_s, 3),
        distance_m=None if not whole_m else round(whole_m, 2),
        title=_one_line(found.title),
        device=_one_line(found.device),
        rpe=found.rpe,
        laps=found.laps,
        splits=parts,
        sets=found.sets,
        recorded=_with_totals(recorded, found),
        notes=tuple(notes),
        indoor=found.indoor,
    )


def activity_id(found: Found, moved_s: float) -> str:
    """The same for the same recording in any file: of its start, its length and its sport."""
    text = f"{found.start_s:.0f}/{moved_s:.0f}/{found.sport}"
    return sha256(text.encode()).hexdigest()[:20]


def found_in(
    track: Track, sport: Sport, *, title: str = "", device: str = "", laps: tuple[Lap, ...] = ()
) -> Found:
    """From the samples alone, from the first to the last. Raises BadFile without any."""
    if not track.samples:
        raise BadFile(SAY["activity.no-times"])
    times = track.samples.at_s
    return Found(sport, min(times), max(times), title=title, device=device, laps=laps)


def _check_time(start_s: float) -> None:
    if not isfinite(start_s) or not EARLIEST_S <= start_s <= LATEST_S:
        raise BadFile(SAY["activity.bad-clock"])


def _first(told: float | None, added: float | None, *, most: float) -> float | None:
    """What the device says where that can be, else what the samples add up to."""
    for value in (told, added):
        if value is not None and isfinite(value) and 0 < value <= most:
            return value
    return None


def _zone(offset_s: float | None) -> tzinfo | None:
    if offset_s is None or not -50_400 <= offset_s <= 50_400:
        return None
    # Clocks are set by hand and lag: zones differ by quarters of an hour.
    quarters = round(offset_s / 900)
    return timezone(timedelta(seconds=quarters * 900))


def _with_totals(recorded: Recorded, found: Found) -> Recorded:
    return replace(
        recorded,
        heart_rate=found.heart_rate or recorded.heart_rate,
        heart_rate_max=found.heart_rate_max or recorded.heart_rate_max,
        power_w=found.power_w or recorded.power_w or None,
        ascent_m=recorded.ascent_m if found.ascent_m is None else found.ascent_m,
        descent_m=recorded.descent_m if found.descent_m is None else found.descent_m,
    )


def _one_line(text: str) -> str:
    """Without line ends and halves of characters, and no longer than a page can hold."""
    whole = text.encode(errors="replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())[:120]


def sample_of(at_s: float, values: Mapping[str, float | None]) -> Sample:
    """The sample without values that cannot be: not a number, or off the globe.

    Args:
        at_s: Seconds since 1970.
        values: By the names of `Sample`, in its units.
    """
    told = {name: within(values.get(name), low, high) for name, (low, high) in LIMITS.items()}
    if told["latitude"] is None or told["longitude"] is None:
        told["latitude"] = told["longitude"] = None
    return Sample(at_s, **told)


def within(value: float | None, low: float, high: float) -> float | None:
    """The value in its own unit, None outside the bounds."""
    return value if value is not None and isfinite(value) and low <= value <= high else None
