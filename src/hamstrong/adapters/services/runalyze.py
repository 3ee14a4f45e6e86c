"""Runalyze: sessions that were done go up, by the athlete's own token of its Personal API.

As runalyze.com/help and programs that use it have it; see docs/services.md.
"""

from dataclasses import dataclass
from typing import Final

from hamstrong.adapters.services.say import SAY
from hamstrong.adapters.services.wire import Answer, Asked, Wire
from hamstrong.coach.services import DoneFile, ItemRefused, Line, ServiceTrouble

ADDRESS: Final = "https://runalyze.com/api/v1"
PING: Final = "/ping"
UPLOADS: Final = "/activities/uploads"

_TOLD: Final = frozenset({400, 409, 422})
_KNOWN: Final = ("duplicate", "already")
"""Words of a refusal for what is there already; which it says is not documented (L)."""


@dataclass(frozen=True, slots=True)
class RunalyzeUploads:
    """`DoneOut`."""

    wire: Wire

    def line(self) -> Line:
        """What it can."""
        return Line(self._account, done_out=self)

    def send(self, file: DoneFile) -> str:
        """See `DoneOut`. Runalyze knows an activity by its start, so that two are one there."""
        files = {"file": (file.name, file.data, "application/octet-stream")}
        answer = self.wire.ask(Asked("POST", UPLOADS, {"files": files}), fine=_TOLD)
        if answer.status in _TOLD:
            said = answer.body.decode("utf-8", "replace").lower()
            if not any(word in said for word in _KNOWN):
                raise ItemRefused(SAY.say("upload-failed", service=self.wire.name))
            return "duplicate"
        return self._id(answer)

    def _account(self) -> str:
        self.wire.ask(Asked("GET", PING))
        return ""

    def _id(self, answer: Answer) -> str:
        """Its id where it says one: that it was taken is what counts."""
        try:
            found = self.wire.parsed(answer)
        except ServiceTrouble:
            return ""
        told = found if isinstance(found, dict) else {}
        return str(told.get("activity_id") or told.get("id") or "")
