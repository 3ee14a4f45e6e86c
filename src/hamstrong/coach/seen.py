"""A set that a camera watched: what the judge said of it, and the trace it can be drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from hamstrong.exercises.dose import Side


class Watched(StrEnum):
    """How it was seen: while it was done, or from a clip afterwards."""

    LIVE = "live"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class SetUpOf:
    """How a set was set up, as far as somebody said: its protocol.

    Attributes:
        support_cm: Height of what the heel rests on, centimetres.
        shoes: True with shoes, False without.
    """

    support_cm: int | None = None
    shoes: bool | None = None

    def like(self, other: "SetUpOf") -> bool:
        """Whether the two were set up alike, as far as that is known of both."""
        return self == other


@dataclass(frozen=True, slots=True)
class SeenSet:
    """One watched set.

    Attributes:
        id: A UUID; the event of the set names it in `judged.seen`.
        at: Aware, when it was done.
        exercise_id, side: What was done.
        watched: How it was seen.
        session_id: Of the plan; None outside a session.
        protocol: How it was set up.
        report: The judge's, as `motion.document` writes it.
        trace: As `coach.trace` packs it, and behind it what was judged, as `coach.kept_frames`
            packs it; empty where there is none.
        clip: Name of the file that was kept by choice; empty where none is.
    """

    id: str
    at: datetime
    exercise_id: str
    side: Side
    watched: Watched
    session_id: str | None
    protocol: SetUpOf
    report: Mapping[str, Any]
    trace: bytes = b""
    clip: str = ""


class SeenSets(Protocol):
    """Evidence of sets."""

    def save(self, athlete_id: str, seen: SeenSet) -> None:
        """Add it, or replace the one with the same id."""

    def get(self, athlete_id: str, seen_id: str) -> SeenSet:
        """Raises NotFound."""

    def all(self, athlete_id: str, exercise_id: str = "") -> tuple[SeenSet, ...]:
        """Oldest first, without their traces; of every exercise when none is named."""

    def drop(self, athlete_id: str, seen_id: str) -> None:
        """Forget it; nothing happens where there is none."""


def protocol_to_json(protocol: SetUpOf) -> dict[str, Any]:
    """As kept and exported."""
    return {"support_cm": protocol.support_cm, "shoes": protocol.shoes}


def protocol_from_json(values: Mapping[str, Any]) -> SetUpOf:
    """What `protocol_to_json` wrote."""
    return SetUpOf(values.get("support_cm"), values.get("shoes"))
