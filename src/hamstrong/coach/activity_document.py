"""Activities as JSON values: to keep, to export, and for programs."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from hamstrong.running.activity import Activity, DoneSet, Lap, Recorded, Sport

Document = dict[str, Any]
_BY_NUMBER = ("heart_rate_s", "speed_s")


def activity_to_json(activity: Activity) -> Document:
    """Everything that is kept."""
    document = asdict(activity)
    document["sport"] = activity.sport.value
    document["start"] = activity.start.isoformat()
    document["sets"] = [{**asdict(one), "start": one.start.isoformat()} for one in activity.sets]
    for name in _BY_NUMBER:
        seconds = getattr(activity.recorded, name)
        document["recorded"][name] = {str(key): value for key, value in seconds.items()}
    return document


def activity_from_json(document: Document) -> Activity:
    """What `activity_to_json` wrote; what a newer version added is left out."""
    recorded = _known(Recorded, document["recorded"])
    for name in _BY_NUMBER:
        recorded[name] = {int(key): value for key, value in recorded[name].items()}
    return Activity(
        **{
            **_known(Activity, document),
            "sport": Sport(document["sport"]),
            "start": datetime.fromisoformat(document["start"]),
            "laps": tuple(Lap(**lap) for lap in document["laps"]),
            "splits": tuple(Lap(**lap) for lap in document["splits"]),
            "sets": tuple(_set(one) for one in document["sets"]),
            "recorded": Recorded(**recorded),
            "notes": tuple(document["notes"]),
        }
    )


def _set(document: Document) -> DoneSet:
    return DoneSet(**{**document, "start": datetime.fromisoformat(document["start"])})


def _known(kind: type[Activity] | type[Recorded], document: Document) -> Document:
    names = {field.name for field in fields(kind)}
    return {key: value for key, value in document.items() if key in names}
