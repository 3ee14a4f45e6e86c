"""Garmin Connect Personal API as far as we use it, with the quirks that its clients tell of."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.services.fake import Answering, Asked, Fake, Reply, told

KEY = "gcp-personal-key-77"
TOKEN_PATH = "/personalapitoken-service/personal-api/personal-api-key/token"  # noqa: S105
ZIPPED = "application/x-zip-compressed"
LARGEST_PAGE = 45


@dataclass
class FakeGarmin(Fake):
    """Attributes:
    files: Originals by activity id.
    days: When each was, by id.
    tokens: Those that hold; each exchange makes one.
    """

    files: dict[int, bytes] = field(default_factory=dict)
    days: dict[int, date] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)

    def allowed(self, asked: Asked) -> bool:
        given = asked.headers.get("authorization", "")
        if asked.path == TOKEN_PATH:
            return given == f"ApiKey {KEY}"
        return given.removeprefix("Bearer ") in self.tokens

    def routes(self) -> tuple[tuple[str, str, Answering], ...]:
        return (
            ("POST", TOKEN_PATH, self._token),
            ("GET", "/activitylist-service/activities/search/activities", self._list),
            ("GET", r"/download-service/files/activity/(\d+)", self._file),
        )

    def _token(self, asked: Asked) -> Reply:
        self.tokens.append(f"day-token-{len(self.tokens) + 1}")
        return Reply(200, f'"{self.tokens[-1]}"'.encode(), {"content-type": "text/plain"})

    def _list(self, asked: Asked) -> Reply:
        start, limit = int(asked.query["start"]), int(asked.query.get("limit", "99"))
        if limit > LARGEST_PAGE:
            return told({"message": "Internal error"}, 500)
        first, last = (date.fromisoformat(asked.query[key]) for key in ("startDate", "endDate"))
        found = [one for one, day in self.days.items() if first <= day <= last]
        found.sort(key=self.days.__getitem__, reverse=True)
        page = [self._activity(one) for one in found[start : start + limit]]
        # Nothing is an empty body at times, not an empty list.
        return told(page) if page else Reply(204)

    def _activity(self, activity_id: int) -> dict[str, Any]:
        return {
            "activityId": activity_id,
            "activityName": "Morning run",
            "startTimeLocal": f"{self.days[activity_id]} 07:00:00",
            "activityType": {"typeKey": "running"},
        }

    def _file(self, asked: Asked, activity_id: str) -> Reply:
        if asked.headers.get("accept") != ZIPPED:
            return told({"message": "Not acceptable"}, 406)
        data = self.files.get(int(activity_id))
        if data is None:
            return told({"message": "Not found"}, 404)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{activity_id}_ACTIVITY.fit", data)
        return Reply(200, buffer.getvalue(), {"content-type": ZIPPED})
