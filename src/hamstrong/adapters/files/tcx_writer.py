"""A session that was done as TCX: its times, the watch's heart rate, and the sets as notes.

TCX has no strength and no sets, so the sport is "Other". Its schema asks for metres and calories
of every lap; both stand at 0, as nobody measured them.
Source: Training Center Database schema, version 2.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hamstrong.adapters.files.say import SAY
from hamstrong.coach.watch_files import SessionDone, SetDone
from hamstrong.language import number_text
from hamstrong.running.model import duration

NAMESPACE: Final = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"


def write_tcx(done: SessionDone) -> bytes:
    """The session as one activity with one lap."""
    root = Element("TrainingCenterDatabase", {"xmlns": NAMESPACE})
    activity = SubElement(SubElement(root, "Activities"), "Activity", {"Sport": "Other"})
    _text(activity, "Id", _moment(done.start))
    lap = SubElement(activity, "Lap", {"StartTime": _moment(done.start)})
    _text(lap, "TotalTimeSeconds", f"{duration(done.start, done.end).total_seconds():.1f}")
    _text(lap, "DistanceMeters", "0")
    _text(lap, "Calories", "0")
    for name, rate in (("Average", done.heart_rate), ("Maximum", done.heart_rate_max)):
        if rate is not None:
            _text(SubElement(lap, f"{name}HeartRateBpm"), "Value", str(round(rate)))
    _text(lap, "Intensity", "Active")
    _text(lap, "TriggerMethod", "Manual")
    track = SubElement(lap, "Track")
    for at in _moments(done):
        _text(SubElement(track, "Trackpoint"), "Time", at)
    _text(activity, "Notes", notes(done))
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def notes(done: SessionDone) -> str:
    """The title, and a line for each set."""
    return "\n".join((done.title, *(_line(one) for one in done.sets)))


def _line(one: SetDone) -> str:
    side = "" if one.side == "both" else f" {SAY[f'watch.{one.side}']}"
    amount = (
        SAY.say("watch.held", seconds=number_text(round(one.seconds, 1)))
        if one.reps is None
        else SAY.say("watch.reps", n=one.reps)
    )
    return _printable(f"{one.exercise.name}{side}: {amount}")


def _moments(done: SessionDone) -> Iterator[str]:
    """Ascending and each once: some services refuse a point without a time of its own."""
    moments = {done.start, done.end, *(one.end for one in done.sets)}
    yield from sorted({_moment(at) for at in moments})


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _printable(text: str) -> str:
    # XML 1.0 has no control characters.
    return "".join(letter if letter.isprintable() else " " for letter in text)
