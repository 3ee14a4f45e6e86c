"""Strava: sessions that were done go up, and nothing comes back.

The athlete's own API application; uploads as developers.strava.com describes them. See
docs/services.md for why nothing is read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from hamstrong.adapters.services.say import SAY
from hamstrong.adapters.services.wire import Asked, Wire
from hamstrong.coach.services import (
    DoneFile,
    ItemRefused,
    KeyRefused,
    Line,
    Secret,
    ServiceTrouble,
)

ADDRESS: Final = "https://www.strava.com"
ASK_PATH: Final = "/oauth/authorize"
TOKEN_PATH: Final = "/oauth/token"  # noqa: S105
UPLOADS: Final = "/api/v3/uploads"
SCOPE: Final = "activity:write"

EARLY_S: Final = 300
"""A token is renewed so many seconds before its end."""

LOOKS: Final = 15
LOOK_AFTER_S: Final = 2.0
"""Strava reads a file in seconds and asks not to be looked at more than once in one (M)."""

LATER_S: Final = 120.0
"""When to look again for one that was not read by then. Judgement."""

_REFUSED: Final = frozenset({400, 401, 403})
_OVER: Final = frozenset({401})
_TOLD: Final = frozenset({400, 409})
_DUPLICATE: Final = re.compile(r"duplicate of\D*(\d+)?", re.IGNORECASE)


def leave_address(site: str, *, client_id: str, address: str, state: str) -> str:
    """Where the athlete is asked; Strava sends them back to `address` with a code and the state."""
    asked = {
        "client_id": client_id,
        "redirect_uri": address,
        "response_type": "code",
        "approval_prompt": "auto",
        "scope": SCOPE,
        "state": state,
    }
    return f"{site}{ASK_PATH}?{urlencode(asked)}"


def leave_for(wire: Wire, *, client_id: str, client_secret: str, code: str) -> Secret:
    """The secret for a code. Raises KeyRefused for one that Strava does not know."""
    mine = {"client_id": client_id, "client_secret": client_secret}
    return _granted(wire, mine, {"code": code, "grant_type": "authorization_code"})


@dataclass(slots=True)
class StravaUploads:
    """`DoneOut`.

    Attributes:
        wire: The line.
        secret: Of the application, and the tokens of the athlete.
        renewed: Hears of new tokens.
        now: This moment, aware.
    """

    wire: Wire
    secret: Secret
    renewed: Callable[[Secret], None]
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def line(self) -> Line:
        """What it can."""
        return Line(self._account, done_out=self)

    def send(self, file: DoneFile) -> str:
        """See `DoneOut`: waits until Strava has read it, for half a minute."""
        told = {
            "data_type": "fit",
            "external_id": file.external_id,
            "name": file.title,
            "description": file.text,
        }
        files = {"file": (file.name, file.data, "application/vnd.ant.fit")}
        upload = self._upload(Asked("POST", UPLOADS, {"data": told, "files": files}))
        for _ in range(LOOKS):
            activity_id = self._read(upload)
            if activity_id is not None:
                return activity_id
            self.wire.pause(LOOK_AFTER_S)
            upload = self._upload(Asked("GET", f"{UPLOADS}/{self._id(upload)}"))
        raise ServiceTrouble(SAY.say("too-slow", service=self.wire.name), wait_s=LATER_S)

    def _account(self) -> str:
        """Nobody's name is asked for: that a token comes is enough."""
        self._token(fresh=True)
        return ""

    def _upload(self, asked: Asked) -> dict[str, Any]:
        """What Strava says of an upload, with a new token once where the old one is over."""
        for fresh in (False, True):
            headers = {"authorization": f"Bearer {self._token(fresh=fresh)}"}
            with_key = Asked(asked.method, asked.path, {**asked.options, "headers": headers})
            answer = self.wire.ask(with_key, fine=_TOLD | _OVER)
            if answer.status not in _OVER:
                found = self.wire.parsed(answer)
                if not isinstance(found, dict):
                    raise self.wire.strange()
                return found
        raise KeyRefused(SAY.say("key-refused", service=self.wire.name))

    def _id(self, upload: dict[str, Any]) -> int:
        if not isinstance(upload.get("id"), int):
            raise self.wire.strange()
        return int(upload["id"])

    def _read(self, upload: dict[str, Any]) -> str | None:
        """The activity it became, or was before; None while it is read. Raises ItemRefused."""
        error = upload.get("error") or upload.get("errors")
        if error:
            same = _DUPLICATE.search(str(error))
            if same is None:
                raise ItemRefused(SAY.say("upload-failed", service=self.wire.name))
            return same[1] or "duplicate"
        activity_id = upload.get("activity_id")
        return str(activity_id) if isinstance(activity_id, int) else None

    def _token(self, *, fresh: bool) -> str:
        ends_at = float(self.secret.get("expires_at") or 0)
        known = self.secret.get("access_token", "")
        if known and not fresh and self.now().timestamp() < ends_at - EARLY_S:
            return known
        mine = {name: self.secret[name] for name in ("client_id", "client_secret")}
        again = {"refresh_token": self.secret["refresh_token"], "grant_type": "refresh_token"}
        self.secret = _granted(self.wire, mine, again)
        self.renewed(self.secret)
        return self.secret["access_token"]


def _granted(wire: Wire, mine: dict[str, str], asked: dict[str, str]) -> Secret:
    """Strava may give a new refresh token each time; the old one is worth nothing then."""
    answer = wire.ask(Asked("POST", TOKEN_PATH, {"data": {**mine, **asked}}), fine=_REFUSED)
    if answer.status in _REFUSED:
        raise KeyRefused(SAY.say("key-refused", service=wire.name))
    found = wire.parsed(answer)
    named = ("access_token", "refresh_token", "expires_at")
    if not isinstance(found, dict) or not all(found.get(name) for name in named):
        raise wire.strange()
    return {**mine, **{name: str(found[name]) for name in named}}
