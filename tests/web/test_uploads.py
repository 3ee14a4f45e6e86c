"""A form with a large file, read piece by piece: never in memory, never more than may be."""

import asyncio
import os
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from hamstrong.adapters.files import clip_shelf
from hamstrong.adapters.files.clip_shelf import FileShelf
from hamstrong.errors import BadFile, BadInput, HamstrongError, Unavailable
from hamstrong.web.pages.uploads import MOST_FIELD_BYTES, MOST_FIELDS, Incoming, take_in

BOUNDARY = "----x1"
MOST = 5000


def form(data: bytes, *, name: str = "clip.mp4", fields: int = 1) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nvalue {n}\r\n'.encode()
        for n in range(fields)
    ]
    head = f'Content-Disposition: form-data; name="clip"; filename="{name}"'
    file = f"--{BOUNDARY}\r\n{head}\r\nContent-Type: video/mp4\r\n\r\n".encode() + data + b"\r\n"
    return b"".join(parts) + file + f"--{BOUNDARY}--\r\n".encode()


def posted(
    pieces: list[bytes], *, kind: str = f"multipart/form-data; boundary={BOUNDARY}", size: str = ""
) -> Request:
    async def receive() -> Message:
        return await anext(messages)

    async def told() -> AsyncIterator[Message]:
        for piece in pieces:
            yield {"type": "http.request", "body": piece, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    messages = told()
    headers = [(b"content-type", kind.encode())]
    if size:
        headers.append((b"content-length", size.encode()))
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


def read(request: Request, kept: bytearray, *, most: int = MOST) -> Incoming:
    return asyncio.run(take_in(request, kept.extend, most=most))


@given(
    st.binary(min_size=1, max_size=400),
    st.lists(st.integers(0, 700), max_size=6),
    st.sampled_from(["clip.mp4", "año; film.mov", "IMG 1.MOV"]),
)
def test_however_it_is_cut_the_file_is_the_same(data: bytes, cuts: list[int], name: str) -> None:
    whole = form(data, name=name, fields=2)
    edges = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[a:b] for a, b in pairwise(edges)]
    kept = bytearray()
    incoming = read(posted(pieces), kept)
    assert bytes(kept) == data
    assert incoming.file_name == name
    assert incoming.fields == {"f0": "value 0", "f1": "value 1"}


@pytest.mark.parametrize(
    ("pieces", "error"),
    [
        ([form(b"data")[:-30]], BadFile),
        ([form(b"")], BadInput),
        ([form(b"data", name="")], BadInput),
        ([b"nothing of a form"], BadInput),
        ([form(b"data", fields=MOST_FIELDS + 1)], BadInput),
        ([form(b"data").replace(b"value 0", b"v" * (MOST_FIELD_BYTES + 1))], BadInput),
    ],
)
def test_what_is_no_such_form_is_refused(pieces: list[bytes], error: type[HamstrongError]) -> None:
    with pytest.raises(error):
        read(posted(pieces), bytearray())


def test_another_kind_of_body_is_refused() -> None:
    for kind in ("application/json", "multipart/form-data"):
        with pytest.raises(BadInput):
            read(posted([form(b"data")], kind=kind), bytearray())


def test_what_is_announced_too_large_is_not_even_read() -> None:
    kept = bytearray()
    with pytest.raises(BadFile, match="larger"):
        read(posted([form(b"data")], size="100000000"), kept)
    assert not kept


def test_a_phone_that_goes_away_leaves_nothing(tmp_path: Path) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    kind = f"multipart/form-data; boundary={BOUNDARY}".encode()
    request = Request(
        {"type": "http", "method": "POST", "headers": [(b"content-type", kind)]}, gone
    )
    shelf = FileShelf(tmp_path)
    with pytest.raises(BadFile), shelf.taking_in("one") as file:
        asyncio.run(take_in(request, file.write, most=MOST))
    assert list((tmp_path / "clips").iterdir()) == []
    assert issubclass(ClientDisconnect, Exception)


def test_a_clip_is_there_when_it_came_in_whole(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    with shelf.taking_in("one") as file:
        file.write(b"film")
        assert not shelf.path("one").exists()
    assert shelf.path("one").read_bytes() == b"film"
    assert shelf.path("one").stat().st_mode & 0o077 == 0
    assert (tmp_path / "clips").stat().st_mode & 0o077 == 0


def test_more_than_the_cap_is_refused_and_gone(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path, most=10)
    with pytest.raises(BadFile, match="larger"), shelf.taking_in("one") as file:
        file.write(b"12345678901")
    assert list((tmp_path / "clips").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_frsize
    monkeypatch.setattr(clip_shelf, "LEFT_FREE_BYTES", 10 * free)
    with pytest.raises(Unavailable, match="full"), FileShelf(tmp_path).taking_in("one") as file:
        file.write(b"film")
    assert list((tmp_path / "clips").iterdir()) == []


def test_sweeping_keeps_what_is_wanted(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    shelf.sweep(())
    assert not shelf.in_use
    for name in ("one", "two"):
        with shelf.taking_in(name) as file:
            file.write(b"film")
    (tmp_path / "clips" / "three.part").write_bytes(b"half")
    shelf.sweep({"two"})
    assert [file.name for file in (tmp_path / "clips").iterdir()] == ["two"]
    shelf.drop("two")
    shelf.drop("two")
    assert list((tmp_path / "clips").iterdir()) == []
