"""What a form did, told once on the page that follows it."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from hamstrong.coach.model import Change, Remark

COOKIE = "hamstrong_told"
KEPT = 64
"""Notes kept at once: each lives from a form to the next page, and there is one athlete."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A form that takes it back: where it posts, its fields, and what its button is called."""

    action: str
    fields: tuple[tuple[str, str], ...] = ()
    word: Literal["undo", "redo"] = "undo"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, and below it what followed.

    Attributes:
        text: What happened.
        tone: `toast` at the foot of the page; the others stand on top of it.
        changes: What re-planning did.
        undo: The way back.
        remarks: What is unusual about the runs now.
    """

    text: str
    tone: Literal["toast", "careful", "stop"] = "toast"
    changes: tuple[Change, ...] = ()
    undo: Undo | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Notes:
    """Notes under way, by the random name that is in the browser's cookie.

    They live in memory: losing one to a restart loses a sentence, never data.
    """

    _kept: OrderedDict[str, Note] = field(default_factory=OrderedDict)

    def leave(self, response: Response, note: Note, *, secure: bool) -> None:
        """Keep the note for the next page this browser asks for."""
        name = secrets.token_urlsafe(12)
        self._kept[name] = note
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        response.set_cookie(COOKIE, name, max_age=120, httponly=True, samesite="lax", secure=secure)

    def take(self, request: Request) -> Note | None:
        """The note left for this browser, once."""
        return self._kept.pop(request.cookies.get(COOKIE, ""), None)
