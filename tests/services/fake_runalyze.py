"""Runalyze's Personal API as far as programs that use it tell of it."""

from dataclasses import dataclass, field
from hashlib import sha256

from tests.services.fake import Answering, Asked, Fake, Reply, told

TOKEN = "runalyze-token-x1"  # noqa: S105


@dataclass
class FakeRunalyze(Fake):
    """Attributes:
    activities: Ids by the digest of the file; there an activity is known by its start.
    """

    activities: dict[str, int] = field(default_factory=dict)

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("token") == TOKEN

    def routes(self) -> tuple[tuple[str, str, Answering], ...]:
        return (
            ("GET", "/api/v1/ping", lambda asked: told(["pong"])),
            ("POST", "/api/v1/activities/uploads", self._upload),
        )

    def _upload(self, asked: Asked) -> Reply:
        name, data = asked.parts().get("file", ("", b""))
        if not name.endswith(".fit") or data[8:12] != b".FIT":
            return told({"error": "The file cannot be read."}, 422)
        digest = sha256(data).hexdigest()
        if digest in self.activities:
            return told({"error": "Duplicate: this activity exists already."}, 409)
        self.activities[digest] = 30 + len(self.activities)
        return told({"success": True, "activity_id": self.activities[digest]}, 201)
