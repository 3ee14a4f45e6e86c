"""Strava's uploads as developers.strava.com has them, and how it answers to duplicates."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.services.fake import Answering, Asked, Fake, Reply, told

CLIENT = {"client_id": "4711", "client_secret": "strava-app-secret"}
CODE = "code-of-leave"
STILL = "Your activity is still being processed."
READY = "Your activity is ready."


@dataclass
class FakeStrava(Fake):
    """Attributes:
    refresh_token: The one that holds; each renewal makes another.
    uploads: By id; `looks` says how many more looks find it unread.
    activities: Activity id by the digest of the file.
    looks: How many looks a file takes to be read.
    """

    refresh_token: str = "refresh-1"  # noqa: S105
    access_token: str = "access-0"  # noqa: S105
    uploads: dict[int, dict[str, Any]] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    told_of: dict[int, dict[str, str]] = field(default_factory=dict)
    looks: int = 1
    renewals: int = 0
    lasts_s: int = 21_600
    now_s: float = 0.0

    def allowed(self, asked: Asked) -> bool:
        if asked.path == "/oauth/token":
            return True
        return asked.headers.get("authorization") == f"Bearer {self.access_token}"

    def routes(self) -> tuple[tuple[str, str, Answering], ...]:
        return (
            ("POST", "/oauth/token", self._token),
            ("POST", "/api/v3/uploads", self._upload),
            ("GET", r"/api/v3/uploads/(\d+)", self._look),
        )

    def _token(self, asked: Asked) -> Reply:
        form = asked.form()
        by_code = form.get("grant_type") == "authorization_code" and form.get("code") == CODE
        by_token = (
            form.get("grant_type") == "refresh_token"
            and form.get("refresh_token") == self.refresh_token
        )
        mine = {key: form.get(key) for key in CLIENT} == CLIENT
        if not mine or not (by_code or by_token):
            wrong = {"resource": "RefreshToken", "field": "refresh_token", "code": "invalid"}
            return told({"message": "Bad Request", "errors": [wrong]}, 400)
        self.renewals += 1
        self.access_token = f"access-{self.renewals}"
        self.refresh_token = f"refresh-{self.renewals + 1}"
        return told(
            {
                "token_type": "Bearer",
                "access_token": self.access_token,
                "refresh_token": self.refresh_token,
                "expires_at": int(self.now_s) + self.lasts_s,
                "expires_in": self.lasts_s,
            }
        )

    def _upload(self, asked: Asked) -> Reply:
        parts = asked.parts()
        # Programs give these with the form or in the address.
        fields = {name: value.decode() for name, (_, value) in parts.items() if name != "file"}
        fields = {**asked.query, **fields}
        name, data = parts.get("file", ("", b""))
        unknown = fields.keys() - {"data_type", "external_id", "name", "description"}
        if unknown or fields.get("data_type") != "fit" or data[8:12] != b".FIT" or not name:
            return told({"message": "Bad Request", "errors": [{"resource": "Upload"}]}, 400)
        upload_id = 9000 + len(self.uploads)
        digest = sha256(data).hexdigest()
        self.uploads[upload_id] = {"external_id": fields.get("external_id"), "left": self.looks}
        if digest in self.activities:
            same = self.activities[digest]
            self.uploads[upload_id]["error"] = (
                f"{name} duplicate of <a href='/activities/{same}' target='_blank'>Holds</a>"
            )
        else:
            self.uploads[upload_id]["digest"] = digest
            self.told_of[upload_id] = fields
        return told(self._status(upload_id), 201)

    def _look(self, asked: Asked, upload_id: str) -> Reply:
        if int(upload_id) not in self.uploads:
            return told({"message": "Record Not Found"}, 404)
        self.uploads[int(upload_id)]["left"] -= 1
        return told(self._status(int(upload_id)))

    def _status(self, upload_id: int) -> dict[str, Any]:
        upload = self.uploads[upload_id]
        status = {"id": upload_id, "id_str": str(upload_id), "external_id": upload["external_id"]}
        if upload["left"] > 0:
            return {**status, "error": None, "status": STILL, "activity_id": None}
        if "error" in upload:
            wrong = "There was an error processing your activity."
            return {**status, "error": upload["error"], "status": wrong, "activity_id": None}
        activity_id = self.activities.setdefault(upload["digest"], 70_000 + upload_id)
        return {**status, "error": None, "status": READY, "activity_id": activity_id}
