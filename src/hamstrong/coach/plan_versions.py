"""The plan's history: numbered versions, each with its cause, its diff and what it can go back to.

A snapshot is taken before a change, so that every version can be undone by itself: what the
athlete had set, what planning knew, and the plan that stood.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hamstrong.coach.model import Change, ChangeKind, Lean
from hamstrong.planning.model import Plan, Venue

MOST_VERSIONS = 50
"""Versions kept; older ones fall off. Nobody goes back further, and each holds a plan."""

Inputs = Mapping[str, Mapping[str, Any]]
"""What the athlete set, as JSON values, by section and key; see `inputs.py`."""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One change of the plan that was kept.

    Attributes:
        number: From 1, without gaps, never used again.
        at: Aware, UTC.
        cause: In words: "Moved Thursday's threshold run to Friday".
        changes: The diff to the plan before it.
        undoable: Whether it came from something the athlete set, which can be set back.
        undoes: Number of the version that it takes back; None for any other change.
    """

    number: int
    at: datetime
    cause: str
    changes: tuple[Change, ...]
    undoable: bool = False
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things stood around a version.

    Attributes:
        before, after: What the athlete had set.
        made_from: Fingerprint of everything planning knew before, see `fingerprint`.
        plan: The plan that stood before; None for the first.
    """

    before: Inputs
    after: Inputs
    made_from: str
    plan: Plan | None


def changes_to_json(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """As JSON values; `forced` says the same as `forced_by`, shorter."""
    return [
        {
            **asdict(change),
            "kind": change.kind.value,
            "place": None if change.place is None else change.place.value,
            "lean": None if change.lean is None else change.lean.value,
            "exercises": list(change.exercises),
            "before": _text(change.before),
            "after": _text(change.after),
            "forced": change.forced,
        }
        for change in changes
    ]


def changes_from_json(data: list[Mapping[str, Any]]) -> tuple[Change, ...]:
    """What `changes_to_json` wrote."""
    return tuple(
        Change(
            kind=ChangeKind(one["kind"]),
            session_id=one["session_id"],
            title=one["title"],
            before=_moment(one["before"]),
            after=_moment(one["after"]),
            text=one["text"],
            reason=one["reason"],
            forced_by=one["forced_by"],
            # Versions of before these were told have none.
            left=one.get("left", ""),
            was=one.get("was", ""),
            place=Venue(one["place"]) if one.get("place") else None,
            lean=Lean(one["lean"]) if one.get("lean") else None,
            exercises=tuple(one.get("exercises", ())),
        )
        for one in data
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
