"""GPX tracks: one activity a file, however many tracks and segments it is in."""

from xml.etree.ElementTree import Element

from hamstrong.adapters.files.activities.build import build, found_in, sample_of
from hamstrong.adapters.files.activities.moments import moment_of
from hamstrong.adapters.files.activities.track import Track
from hamstrong.adapters.files.activities.xml_events import (
    Broken,
    events,
    number_of,
    tag_of,
    text_in,
)
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity, Sport

_SPORTS = (
    (Sport.RUNNING, ("run", "jog", "laufen", "carrera", "9")),
    (Sport.CYCLING, ("cycl", "bik", "ride", "rad", "1")),
    (Sport.WALKING, ("walk", "hik", "10")),
    (Sport.SWIMMING, ("swim",)),
)
_VALUES = {"hr": "heart_rate", "cad": "cadence", "power": "power_w", "speed": "speed_m_s"}
"""By the end of the tag: makers put them into namespaces of their own."""


def read_gpx(data: bytes) -> tuple[Activity, ...]:
    """Raises BadFile for a route, for what is no GPX, and for what holds no point with a time."""
    track, notes, points = Track(), [], 0
    title = kind = device = ""
    root = ""
    try:
        for what, tag, element in events(data):
            root = root or tag
            if what == "start":
                if tag == "gpx":
                    device = element.get("creator", "")
                continue
            if tag == "trkpt":
                points += 1
                _take(track, element)
                element.clear()
            elif tag == "trk":
                title, kind = text_in(element, "name") or title, text_in(element, "type") or kind
                element.clear()
            elif tag in ("trkseg", "rte", "wpt"):
                element.clear()
    except Broken as error:
        notes.append(SAY.say("activity.damaged-line", line=error.line))
    _check(root, points, track, notes)
    found = found_in(track, _sport(kind, title), title=title, device=device)
    return (build(found, track, notes=notes),)


def _check(root: str, points: int, track: Track, notes: list[str]) -> None:
    if root != "gpx":
        raise BadFile(notes[0] if notes else SAY.say("activity.other-xml", root=root[:40]))
    if points and not track.samples:
        raise BadFile(SAY["activity.route"])
    if not track.samples:
        raise BadFile(notes[0] if notes else SAY["activity.nothing-in-it"])


def _take(track: Track, point: Element) -> None:
    at = moment_of(text_in(point, "time"))
    if at is None:
        return
    values: dict[str, float | None] = {
        "latitude": number_of(point.get("lat")),
        "longitude": number_of(point.get("lon")),
        "altitude_m": number_of(text_in(point, "ele")),
    }
    for element in point.iter():
        name = _VALUES.get(tag_of(element).lower())
        if name is not None:
            values[name] = number_of((element.text or "").strip())
    track.add(sample_of(at, values))


def _sport(kind: str, title: str) -> Sport:
    """By the track's type; Strava writes words or numbers. Else by its name."""
    for text in (kind.lower(), title.lower()):
        for sport, words in _SPORTS:
            if any(text == word if word.isdigit() else word in text for word in words):
                return sport
    return Sport.OTHER
