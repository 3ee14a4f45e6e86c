"""Append what happened to the log. Sending twice is harmless."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hamstrong.coach.events import read_event
from hamstrong.coach.model import Event, EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput

MOST_EVENTS = 500
_OTHER_CONTENT = "This id is stored with other content, and the log is never changed."


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that will never be stored: why, and which field."""

    id: str
    error: str
    place: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Ids now stored, ids that already were, and events that cannot be understood.

    `replan` is True when planning knows more now: after a session's end, sets of a session that
    has ended, a try-out or a check-in.
    """

    accepted: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[Refused, ...]
    replan: bool = False


def record_events(
    ports: Ports, athlete_id: str, *, events: Sequence[Mapping[str, Any]]
) -> Recorded:
    """Append the events, each `{"id", "kind", "at", "data"}` as JSON values.

    One bad event does not hold back the others: an offline queue must drain.

    Raises:
        BadInput: More than 500 events at once.
        NotFound: No such athlete.
    """
    zone = ports.store.athletes.get(athlete_id).zone
    if len(events) > MOST_EVENTS:
        raise BadInput(
            SAY.say("most-events-once-came", most=MOST_EVENTS, count=len(events)),
            place="events",
        )
    now = ports.clock.now()
    read: list[Event] = []
    refused: list[Refused] = []
    for number, raw in enumerate(events):
        try:
            read.append(read_event(raw, now=now, zone=zone))
        except BadInput as error:
            place = f"events[{number}].{error.place}"
            refused.append(Refused(_whole(str(raw.get("id", ""))), error.message, _whole(place)))
    stored = dict(ports.store.events.known(athlete_id, [event.id for event in read]))
    fresh: dict[str, Event] = {}
    known: list[str] = []
    for event in read:
        there = stored.get(event.id) or fresh.get(event.id)
        if there is None:
            fresh[event.id] = event
        elif there == event:
            known.append(event.id)
        else:
            refused.append(Refused(event.id, _OTHER_CONTENT, "id"))
    ports.store.events.append(athlete_id, tuple(fresh.values()), received_at=now)
    replan = _matters(ports, athlete_id, fresh.values())
    return Recorded(tuple(fresh), tuple(known), tuple(refused), replan)


def _matters(ports: Ports, athlete_id: str, fresh: Iterable[Event]) -> bool:
    """Whether planning knows more now. Sets wait for the end of their session."""
    sessions_of_sets = set()
    for event in fresh:
        if event.kind is not EventKind.SET:
            return True
        sessions_of_sets.add(event.data["session_id"])
    if not sessions_of_sets:
        return False
    ends = ports.store.events.all(athlete_id, EventKind.SESSION)
    return any(end.data["session_id"] in sessions_of_sets for end in ends)


def _whole(text: str) -> str:
    """Without halves of characters, so that an answer can be written."""
    return text.encode(errors="replace").decode()
