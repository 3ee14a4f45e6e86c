"""A form with one large file, its file handed on as it comes in: never in memory, never twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from hamstrong.errors import BadFile, BadInput
from hamstrong.web.text import say

MOST_FIELDS: Final = 40
MOST_FIELD_BYTES: Final = 2000
"""Fields beside the file are words and numbers."""

Write = Callable[[bytes], None]


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    file: str | None = None
    data: bytearray = field(default_factory=bytearray)


class Incoming:
    """Takes a form's bytes; fields are kept, the file is written on."""

    def __init__(self, boundary: bytes, write: Write) -> None:
        self.fields: dict[str, str] = {}
        self.file_name = ""
        self.file_bytes = 0
        self.whole = False
        self._write = write
        self._part = _Part()
        self._header = (bytearray(), bytearray())
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda d, a, b: self._header[0].extend(d[a:b]),
                "on_header_value": lambda d, a, b: self._header[1].extend(d[a:b]),
                "on_header_end": self._head,
                "on_headers_finished": self._known,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._over,
            },
        )

    def feed(self, data: bytes) -> None:
        """Take the next bytes. Raises BadInput for what is no form, and what `write` raises."""
        try:
            self._parser.write(data)
        except MultipartParseError as error:
            raise _broken() from error

    def _begin(self) -> None:
        self._part = _Part()
        if len(self.fields) >= MOST_FIELDS:
            raise _broken()

    def _head(self) -> None:
        name, value = map(bytes, self._header)
        self._part.headers[name.lower()] = value
        self._header = (bytearray(), bytearray())

    def _known(self) -> None:
        _, about = parse_options_header(self._part.headers.get(b"content-disposition", b""))
        self._part.name = about.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in about:
            self._part.file = about[b"filename"].decode("utf-8", "replace")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._part.file is not None:
            self.file_bytes += end - start
            self._write(data[start:end])
            return
        self._part.data += data[start:end]
        if len(self._part.data) > MOST_FIELD_BYTES:
            raise _broken()

    def _end(self) -> None:
        if self._part.file is None:
            self.fields[self._part.name] = self._part.data.decode("utf-8", "replace").strip()
        elif self._part.file:
            self.file_name = self._part.file

    def _over(self) -> None:
        self.whole = True


def _broken() -> BadInput:
    return BadInput(say("clips.broken"), place="clip")


async def take_in(request: Request, write: Write, *, most: int) -> Incoming:
    """Read a posted form to its end; its file goes to `write` piece by piece.

    Args:
        request: A multipart form.
        write: Takes the bytes of the file, which have no end of their own.
        most: Bytes of the largest file.

    Raises:
        BadFile: What is announced is larger, or it broke off on the way.
        BadInput: It is no such form, or holds no file.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise _broken()
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most + MOST_FIELDS * MOST_FIELD_BYTES:
        raise BadFile(say("clips.large", limit=f"{most / 1e9:g}"), place="clip")
    incoming = Incoming(boundary, write)
    try:
        async for chunk in request.stream():
            incoming.feed(chunk)
    except ClientDisconnect as error:
        raise BadFile(say("clips.broke-off"), place="clip") from error
    if not incoming.whole:
        raise BadFile(say("clips.broke-off"), place="clip")
    if not incoming.file_name or not incoming.file_bytes:
        raise BadInput(say("clips.none"), place="clip")
    return incoming
