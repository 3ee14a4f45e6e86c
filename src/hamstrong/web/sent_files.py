"""Files that a form brought: many at once, on disk while they are read."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.errors import BadFile
from hamstrong.web.text import say

MOST_FILES: Final = 1000
MOST_BYTES: Final = 2_000_000_000
"""Of one form: an account export of some years. It lies on disk while it is read."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that a form brought; its bytes lie on disk."""

    name: str
    stream: IO[bytes]


async def sent_files(request: Request) -> AsyncIterator[tuple[Sent, ...]]:
    """The files of a form, there for as long as the request lasts.

    Raises BadFile for more than `MOST_FILES` or `MOST_BYTES`, where nobody says how many, and where
    they break off.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise BadFile(say("error.no-length"), place="files")
    if int(length) > MOST_BYTES:
        raise _too_much()
    try:
        async with request.form(max_files=MOST_FILES, max_fields=10) as form:
            values = [value for _, value in form.multi_items()]
            yield tuple(
                Sent(value.filename, value.file)
                for value in values
                if isinstance(value, UploadFile) and value.filename
            )
    except HTTPException as error:
        raise _too_much() from error
    except ClientDisconnect as error:
        raise BadFile(say("done.broke-off"), place="files") from error


def _too_much() -> BadFile:
    return BadFile(
        say("error.too-many-files", files=MOST_FILES, size=round(MOST_BYTES / 1e9)), place="files"
    )


SentFiles = Annotated[tuple[Sent, ...], Depends(sent_files)]


def found_in(files: ActivityFiles, sent: Sequence[Sent]) -> Iterator[FoundFile]:
    """Every file in them, out of its archives."""
    for one in sent:
        yield from files.sent(one.name, one.stream)
