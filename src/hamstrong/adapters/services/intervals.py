"""intervals.icu: activities in as originals, planned sessions out as events.

Its interface as the client generated from its OpenAPI document has it (intervals-icu-client 0.0.1)
and as its forum tells it; see docs/services.md.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hamstrong.adapters.services.say import SAY
from hamstrong.adapters.services.wire import MOST_BYTES, Asked, Wire
from hamstrong.coach.services import (
    ItemRefused,
    Line,
    PlannedEvent,
    RemoteActivity,
)

ADDRESS: Final = "https://intervals.icu/api/v1"
USER: Final = "API_KEY"
"""Of basic authentication, whoever's key it is."""

ME: Final = "/athlete/0"
"""0 is whose key it is."""

WINDOW: Final = timedelta(days=30)
"""Of one list: it has no pages."""

END_OF_DAY: Final = "T23:59:59"
"""A day alone as the newest may mean its first moment: its interface does not say."""

_GONE: Final = frozenset({404})
_NO_FILE: Final = frozenset({404, 422})


def line_of(wire: Wire) -> Line:
    """What it can."""
    return Line(lambda: _account(wire), IntervalsActivities(wire), IntervalsCalendar(wire))


def _account(wire: Wire) -> str:
    athlete = wire.json("GET", ME)
    if not isinstance(athlete, dict) or not isinstance(athlete.get("id"), str):
        raise wire.strange()
    return str(athlete["id"])


@dataclass(frozen=True, slots=True)
class IntervalsActivities:
    """`ActivitiesIn`."""

    wire: Wire

    def listed(self, first: date, last: date) -> Iterator[RemoteActivity]:
        """See `ActivitiesIn`; the oldest stretch first."""
        while first <= last:
            end = min(first + WINDOW, last)
            params = {"oldest": first.isoformat(), "newest": f"{end}{END_OF_DAY}"}
            found = self.wire.json("GET", f"{ME}/activities", params=params)
            for one in _dicts(self.wire, found):
                yield self._remote(one)
            first = end + timedelta(days=1)

    def original(self, activity_id: str) -> bytes:
        """See `ActivitiesIn`."""
        path = f"/activity/{_plain(self.wire, activity_id)}/file"
        answer = self.wire.ask(Asked("GET", path, largest=MOST_BYTES), fine=_NO_FILE)
        if answer.status in _NO_FILE:
            raise ItemRefused(SAY.say("no-file", service=self.wire.name), later=True)
        return answer.body

    def _remote(self, one: Mapping[str, Any]) -> RemoteActivity:
        activity_id = one.get("id")
        if not isinstance(activity_id, str | int) or not str(activity_id):
            raise self.wire.strange()
        # A stub of Strava's has a note in place of everything else.
        is_strava_s = one.get("source") == "STRAVA" or "_note" in one
        return RemoteActivity(str(activity_id), refused=SAY["from-strava"] if is_strava_s else "")


@dataclass(frozen=True, slots=True)
class IntervalsCalendar:
    """`SessionsOut`."""

    wire: Wire

    def standing(self, first: date, last: date) -> Mapping[str, str]:
        """See `SessionsOut`.

        With a key of one's own the service was seen to keep `external_id` and not `uid`: we give
        both and take either.
        """
        params = {"oldest": first.isoformat(), "newest": last.isoformat(), "category": "WORKOUT"}
        found = _dicts(self.wire, self.wire.json("GET", f"{ME}/events", params=params))
        return {
            str(uid): str(one["id"])
            for one in found
            for uid in (one.get("external_id"), one.get("uid"))
            if uid and one.get("id") is not None
        }

    def put(self, event: PlannedEvent, *, remote_id: str = "") -> str:
        """See `SessionsOut`. An event that was deleted there is made again."""
        told = _told(event)
        if remote_id:
            path = f"{ME}/events/{_plain(self.wire, remote_id)}"
            answer = self.wire.ask(Asked("PUT", path, {"json": told}), fine=_GONE)
            if answer.status not in _GONE:
                return remote_id
        made = self.wire.json("POST", f"{ME}/events", params={"upsertOnUid": "true"}, json=told)
        if not isinstance(made, dict) or not isinstance(made.get("id"), int):
            raise self.wire.strange()
        return str(made["id"])

    def remove(self, remote_id: str) -> None:
        """See `SessionsOut`."""
        path = f"{ME}/events/{_plain(self.wire, remote_id)}"
        self.wire.ask(Asked("DELETE", path), fine=_GONE)


def _told(event: PlannedEvent) -> dict[str, Any]:
    told: dict[str, Any] = {
        "category": "WORKOUT",
        "type": "WeightTraining",
        "start_date_local": event.start.replace(tzinfo=None).isoformat(timespec="seconds"),
        "name": event.title,
        "description": event.text,
        "moving_time": event.minutes * 60,
        "uid": event.uid,
        "external_id": event.uid,
    }
    if event.workout:
        told["filename"] = f"{event.uid.partition('@')[0]}.fit"
        told["file_contents_base64"] = base64.b64encode(event.workout).decode("ascii")
    return told


def _dicts(wire: Wire, found: Any) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise wire.strange()
    return found


def _plain(wire: Wire, remote_id: str) -> str:
    """An id that is one part of a path. Raises ServiceTrouble for one that is more."""
    if not remote_id.isalnum() or not remote_id.isascii():
        raise wire.strange()
    return remote_id
