"""TCX activities: one each, with its laps; a triathlon is several."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from hamstrong.adapters.files.activities.build import build, found_in, sample_of, within
from hamstrong.adapters.files.activities.caps import LAPS
from hamstrong.adapters.files.activities.moments import moment_of
from hamstrong.adapters.files.activities.track import Track
from hamstrong.adapters.files.activities.xml_events import (
    Broken,
    events,
    number_in,
    number_of,
    tag_of,
    text_in,
)
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity, Lap, Sport

_SPORTS = {"running": Sport.RUNNING, "biking": Sport.CYCLING}
_EXTENSIONS = {"Watts": "power_w", "RunCadence": "cadence", "Speed": "speed_m_s"}


@dataclass(slots=True)
class _One:
    """An activity while it is read."""

    sport: Sport
    track: Track = field(default_factory=Track)
    laps: list[Lap] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    device: str = ""
    title: str = ""
    lap_samples: int = 0


def read_tcx(data: bytes) -> tuple[Activity, ...]:
    """Raises BadFile for a course or a workout, and for what holds nothing with a time."""
    ones: list[_One] = []
    notes: list[str] = []
    root = ""
    try:
        for what, tag, element in events(data):
            root = root or tag
            if what == "start" and tag == "Activity":
                ones.append(_One(_sport(element)))
            elif what == "end" and ones:
                _take(ones[-1], tag, element)
    except Broken as error:
        notes.append(SAY.say("activity.damaged-line", line=error.line))
    if root != "TrainingCenterDatabase":
        raise BadFile(notes[0] if notes else SAY.say("activity.other-xml", root=root[:40]))
    told = [one for one in ones if one.track.samples or one.laps]
    if not told:
        raise BadFile(notes[0] if notes else SAY["activity.nothing-in-it"])
    return tuple(_activity(one, notes) for one in told)


def _sport(element: Element) -> Sport:
    return _SPORTS.get(element.get("Sport", "").lower(), Sport.OTHER)


def _take(one: _One, tag: str, element: Element) -> None:
    if tag == "Trackpoint":
        _take_point(one.track, element)
        element.clear()
    elif tag == "Lap":
        _take_lap(one, element)
        element.clear()
    elif tag == "Creator":
        one.device = text_in(element, "Name")
    elif tag == "Activity":
        note = text_in(element, "Notes") or text_in(element, "Training", "Plan", "Name")
        one.title = note.splitlines()[0] if note else ""
        element.clear()


def _take_point(track: Track, point: Element) -> None:
    at = moment_of(text_in(point, "Time"))
    if at is None:
        return
    values: dict[str, float | None] = {
        "latitude": number_in(point, "Position", "LatitudeDegrees"),
        "longitude": number_in(point, "Position", "LongitudeDegrees"),
        "altitude_m": number_in(point, "AltitudeMeters"),
        "distance_m": number_in(point, "DistanceMeters"),
        "heart_rate": number_in(point, "HeartRateBpm", "Value"),
        "cadence": number_in(point, "Cadence"),
    }
    for extension in point:
        if tag_of(extension) == "Extensions":
            for element in extension.iter():
                name = _EXTENSIONS.get(tag_of(element))
                if name is not None:
                    values[name] = number_of((element.text or "").strip())
    track.add(sample_of(at, values))


def _take_lap(one: _One, lap: Element) -> None:
    time_s = within(number_in(lap, "TotalTimeSeconds"), 0.0, 1e6)
    distance_m = within(number_in(lap, "DistanceMeters"), 0.0, 1e6)
    start = moment_of(lap.get("StartTime", ""))
    if time_s is None or start is None or len(one.laps) >= LAPS:
        return
    rate = within(number_in(lap, "AverageHeartRateBpm", "Value"), 25.0, 250.0)
    one.laps.append(Lap(distance_m or 0.0, time_s, rate))
    one.starts.append(start)


def _activity(one: _One, notes: list[str]) -> Activity:
    laps = tuple(one.laps)
    total_s = sum(lap.time_s for lap in laps)
    if one.track.samples:
        found = found_in(one.track, one.sport, title=one.title, device=one.device, laps=laps)
    else:
        bare = _bare_track(one.starts, laps)
        found = found_in(bare, one.sport, title=one.title, device=one.device, laps=laps)
    start_s = min([found.start_s, *one.starts])
    metres = sum(lap.distance_m for lap in laps)
    whole = replace(
        found, start_s=start_s, timer_s=total_s or None, distance_m=metres or found.distance_m
    )
    return build(whole, one.track, notes=notes)


def _bare_track(starts: list[float], laps: tuple[Lap, ...]) -> Track:
    """First and last moment of an activity that was typed in and never tracked."""
    track = Track()
    track.add(sample_of(min(starts), {}))
    track.add(sample_of(max(s + lap.time_s for s, lap in zip(starts, laps, strict=True)), {}))
    return track
