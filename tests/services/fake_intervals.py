"""intervals.icu as far as we use it: rules of its interface, as its generated client has them."""

import base64
import gzip
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.services.fake import Answering, Asked, Fake, Reply, told

KEY = "4kxw-intervals-key-9f"
ME = r"/api/v1/athlete/(?:0|i77)"
_CATEGORIES = {"WORKOUT", "RACE_A", "RACE_B", "RACE_C", "NOTE", "PLAN", "HOLIDAY", "TARGET"}
_KNOWN = {
    "category", "type", "start_date_local", "name", "description", "moving_time", "uid",
    "external_id", "filename", "file_contents_base64",
}  # fmt: skip


@dataclass
class FakeIntervals(Fake):
    """Attributes:
    files: Originals by activity id; None has none.
    days: When each was, by id.
    stubs: Ids of those that came from Strava.
    events: The calendar, by id.
    keeps_uid: Whether a uid that comes with a key of one's own is kept: forums say both.
    """

    files: dict[str, bytes | None] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    stubs: set[str] = field(default_factory=set)
    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    keeps_uid: bool = True
    next_id: int = 500

    def allowed(self, asked: Asked) -> bool:
        expected = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
        return asked.headers.get("authorization") == f"Basic {expected}"

    def routes(self) -> tuple[tuple[str, str, Answering], ...]:
        return (
            ("GET", ME, lambda asked: told({"id": "i77", "name": "Somebody"})),
            ("GET", ME + "/activities", self._list),
            ("GET", r"/api/v1/activity/(\w+)/file", self._file),
            ("GET", ME + "/events", self._events),
            ("POST", ME + "/events", self._create),
            ("POST", ME + "/events/bulk", self._bulk),
            ("PUT", ME + r"/events/(\d+)", self._update),
            ("DELETE", ME + r"/events/(\d+)", self._delete),
        )

    def _list(self, asked: Asked) -> Reply:
        if "oldest" not in asked.query:
            return told({"status": 422, "error": "oldest is required"}, 422)
        oldest, newest = asked.query["oldest"], asked.query.get("newest", "2100-01-01")
        # Times are compared as times: a day alone is its first moment.
        found = [one for one, day in self.days.items() if oldest <= f"{day}T07:00:00" <= newest]
        return told([self._activity(one) for one in sorted(found, key=self.days.__getitem__)[::-1]])

    def _activity(self, activity_id: str) -> dict[str, Any]:
        start = f"{self.days[activity_id]}T07:00:00"
        if activity_id in self.stubs:
            note = "STRAVA activities are not available via the API"
            about = {"icu_athlete_id": "i77", "source": "STRAVA", "_note": note}
            return {"id": activity_id, "start_date_local": start, **about}
        return {"id": activity_id, "name": "Run", "type": "Run", "start_date_local": start}

    def _file(self, asked: Asked, activity_id: str) -> Reply:
        data = self.files.get(activity_id)
        if activity_id in self.stubs:
            return told({"status": 422, "error": "Strava activities are not supported"}, 422)
        if data is None:
            return told({"status": 404, "error": "No file"}, 404)
        return Reply(
            200, gzip.compress(data, mtime=0), {"content-type": "application/octet-stream"}
        )

    def _events(self, asked: Asked) -> Reply:
        oldest = asked.query.get("oldest", "0")
        newest = asked.query.get("newest", "9")
        wanted = asked.query.get("category", "").split(",")
        found = [
            event
            for event in self.events.values()
            if oldest <= event["start_date_local"][:10] <= newest
            and (wanted == [""] or event["category"] in wanted)
        ]
        return told(found)

    def _create(self, asked: Asked) -> Reply:
        wrong = _wrong(asked.json())
        if wrong:
            return told({"status": 422, "error": wrong}, 422)
        return told(self._keep(asked.json(), upsert=asked.query.get("upsertOnUid") == "true"))

    def _bulk(self, asked: Asked) -> Reply:
        events = asked.json()
        wrong = next(filter(None, map(_wrong, events)), "")
        if wrong:
            return told({"status": 422, "error": wrong}, 422)
        upsert = asked.query.get("upsertOnUid") == "true"
        return told([self._keep(event, upsert=upsert) for event in events])

    def _keep(self, event: dict[str, Any], *, upsert: bool) -> dict[str, Any]:
        kept = {key: value for key, value in event.items() if value is not None}
        if not self.keeps_uid:
            kept.pop("uid", None)
        uid = kept.get("uid")
        same = [key for key, one in self.events.items() if uid and one.get("uid") == uid]
        if upsert and same:
            event_id = same[0]
        else:
            self.next_id += 1
            event_id = self.next_id
        self.events[event_id] = {**self.events.get(event_id, {}), **kept, "id": event_id}
        return self.events[event_id]

    def _update(self, asked: Asked, event_id: str) -> Reply:
        if int(event_id) not in self.events:
            return told({"status": 404, "error": "Event not found"}, 404)
        self.events[int(event_id)] |= asked.json()
        return told(self.events[int(event_id)])

    def _delete(self, asked: Asked, event_id: str) -> Reply:
        if self.events.pop(int(event_id), None) is None:
            return told({"status": 404, "error": "Event not found"}, 404)
        return told({})


def _wrong(event: dict[str, Any]) -> str:
    """Why an event is refused; a field that nobody knows is a mistake of ours."""
    unknown = {key for key, value in event.items() if value is not None} - _KNOWN
    if unknown:
        return f"Unknown {sorted(unknown)}"
    if event.get("category") not in _CATEGORIES:
        return "category"
    try:
        start = datetime.fromisoformat(event["start_date_local"])
    except (KeyError, ValueError):
        return "start_date_local"
    if start.tzinfo is not None:
        return "start_date_local is local"
    if event.get("filename") and base64.b64decode(event["file_contents_base64"])[8:12] != b".FIT":
        return "file"
    if any(line.lstrip().startswith("- ") for line in event.get("description", "").splitlines()):
        return "the description holds steps"
    return "" if event.get("name") and event.get("type") else "name and type"
