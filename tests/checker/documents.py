"""Minimal plan documents, made by hand: only what the checker reads."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Item = dict[str, Any]

MONDAY = datetime(2027, 3, 1, 0, 0, tzinfo=UTC)
"""A Monday in the middle of a long block."""

FAR_RACE = datetime(2027, 12, 5, 9, 0, tzinfo=UTC)


def at(day: int, hour: float = 0.0) -> datetime:
    """So many days and hours after the Monday."""
    return MONDAY + timedelta(days=day, hours=hour)


def run(kind: str, start: datetime, *, minutes: float = 45, **more: Any) -> Item:
    """One run; `minutes` long, not key unless said."""
    return {
        "id": f"{kind} {start:%m-%d %H:%M}",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=minutes)).isoformat(),
        "type": kind,
        "key": False,
        "distance_m": None,
        **more,
    }


def session(load_class: str, start: datetime, *, minutes: int = 30, **more: Any) -> Item:
    """One session of one exercise that is named after its class; `minutes` long."""
    return {
        "id": f"{load_class} {start:%m-%d %H:%M}",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=minutes)).isoformat(),
        "load_class": load_class,
        "novel": False,
        "minutes": minutes,
        "exercises": [exercise(load_class.lower())],
        **more,
    }


def exercise(exercise_id: str, **more: Any) -> Item:
    """Two sets of a 30 s hold."""
    return {"id": exercise_id, "sets": 2, "hold_s": 30, "rest_s": 30, **more}


def document(
    *items: Item, race: datetime = FAR_RACE, distance_m: float = 42_195.0, **more: Any
) -> Mapping[str, Any]:
    """A plan document of these runs and sessions, each in the order given."""
    return {
        "race": {"start": race.isoformat(), "distance_m": distance_m},
        "runs": [item for item in items if "type" in item],
        "sessions": [item for item in items if "load_class" in item],
        **more,
    }
