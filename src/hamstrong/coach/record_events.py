"""Append what happened to the log. Sending twice is harmless."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hamstrong.coach.ports import Ports


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that will never be stored: why, and which field."""

    id: str
    error: str
    place: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Ids now stored, ids that already were, and events that cannot be understood."""

    accepted: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[Refused, ...]


def record_events(
    ports: Ports, athlete_id: str, *, events: Sequence[Mapping[str, Any]]
) -> Recorded:
    """Append the events, each `{"id", "kind", "at", "data"}` as JSON values.

    One bad event does not hold back the others: an offline queue must drain.

    Raises:
        BadInput: More than 500 events at once.
        NotFound: No such athlete.
    """
    raise NotImplementedError
