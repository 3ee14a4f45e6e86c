"""Garmin Connect Personal API: activities in, as the watch wrote them.

The athlete's own key gives a token for a day. As its documentation and gcpapi-sync 0.1.20261022
have it; see docs/services.md. It takes nothing: sessions go to a watch by cable.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from hamstrong.adapters.services.say import SAY
from hamstrong.adapters.services.wire import MOST_BYTES, Answer, Asked, Wire
from hamstrong.coach.services import ItemRefused, KeyRefused, Line, RemoteActivity, Secret

ADDRESS: Final = "https://personal.connectapi.garmin.com"
TOKEN_PATH: Final = "/personalapitoken-service/personal-api/personal-api-key/token"  # noqa: S105
LIST_PATH: Final = "/activitylist-service/activities/search/activities"
FILE_PATH: Final = "/download-service/files/activity"
ZIPPED: Final = "application/x-zip-compressed"
"""Asking for any other kind is refused."""

PAGE: Final = 20
"""Pages of more than some 45 fail (gcpapi-sync, October 2026; M)."""

MOST_PAGES: Final = 500
TOKEN_LASTS: Final = timedelta(hours=23)
"""A token lasts a day (Garmin); an hour less spares the answer that it is over."""

_NO_FILE: Final = frozenset({404})
_OVER: Final = frozenset({401})
_NO_KEY: Final = frozenset({401, 403})


@dataclass(slots=True)
class GarminActivities:
    """`ActivitiesIn`.

    Attributes:
        wire: The line.
        secret: The key, and the token of the day with its end.
        renewed: Hears of a new token.
        now: This moment, aware.
    """

    wire: Wire
    secret: Secret
    renewed: Callable[[Secret], None]
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def line(self) -> Line:
        """What it can."""
        return Line(self._account, self)

    def listed(self, first: date, last: date) -> Iterator[RemoteActivity]:
        """See `ActivitiesIn`; the newest first, as they come."""
        for page in range(MOST_PAGES):
            params = {
                "start": page * PAGE,
                "limit": PAGE,
                "startDate": first.isoformat(),
                "endDate": last.isoformat(),
            }
            answer = self._ask(Asked("GET", LIST_PATH, {"params": params}))
            found = self.wire.parsed(answer) if answer.body.strip() else []
            if not isinstance(found, list):
                raise self.wire.strange()
            yield from map(self._remote, found)
            if len(found) < PAGE:
                return

    def original(self, activity_id: str) -> bytes:
        """See `ActivitiesIn`: a zip with the file."""
        asked = Asked(
            "GET",
            f"{FILE_PATH}/{activity_id}",
            {"headers": {"accept": ZIPPED}},
            largest=MOST_BYTES,
        )
        answer = self._ask(asked, fine=_NO_FILE)
        if answer.status in _NO_FILE:
            raise ItemRefused(SAY.say("no-file", service=self.wire.name), later=True)
        return answer.body

    def _account(self) -> str:
        """Nobody's name is asked for: that a token comes is enough."""
        self._token(fresh=True)
        return ""

    def _remote(self, one: Any) -> RemoteActivity:
        if not isinstance(one, dict) or not isinstance(one.get("activityId"), int):
            raise self.wire.strange()
        return RemoteActivity(str(one["activityId"]))

    def _ask(self, asked: Asked, *, fine: frozenset[int] = frozenset()) -> Answer:
        """The answer, with a new token once where the old one is over."""
        for fresh in (False, True):
            headers = {
                "accept": "application/json",
                **asked.options.get("headers", {}),
                "authorization": f"Bearer {self._token(fresh=fresh)}",
            }
            options = {**asked.options, "headers": headers}
            again = Asked(asked.method, asked.path, options, asked.largest)
            answer = self.wire.ask(again, fine=fine | _OVER)
            if answer.status not in _OVER:
                return answer
        raise KeyRefused(SAY.say("key-refused", service=self.wire.name))

    def _token(self, *, fresh: bool) -> str:
        known = self.secret.get("token", "")
        if known and not fresh and self.now().isoformat() < self.secret.get("ends_at", ""):
            return known
        headers = {"authorization": f"ApiKey {self.secret['key']}", "accept": "*/*"}
        answer = self.wire.ask(Asked("POST", TOKEN_PATH, {"headers": headers}), fine=_NO_KEY)
        if answer.status in _NO_KEY:
            raise KeyRefused(SAY.say("key-refused", service=self.wire.name))
        token = _token_in(answer.body)
        if not token:
            raise self.wire.strange()
        ends_at = (self.now() + TOKEN_LASTS).isoformat()
        self.secret = {"key": self.secret["key"], "token": token, "ends_at": ends_at}
        self.renewed(self.secret)
        return token


def _token_in(body: bytes) -> str:
    """The token alone is the answer, quoted or not; empty where that is none."""
    token = body.decode("ascii", "replace").strip().strip('"')
    is_one = token.isascii() and token.isprintable() and " " not in token
    return token if is_one else ""
