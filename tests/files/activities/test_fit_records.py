"""Samples cut out at once are those that the decoder of record gives, value by value."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.adapters.files.activities import track
from hamstrong.adapters.files.activities.fit import _KEPT, _files, read_fit
from hamstrong.adapters.files.activities.fit_records import Apart, apart
from hamstrong.adapters.files.activities.track import Samples
from hamstrong.adapters.files.fit.checksum import crc16, is_whole
from hamstrong.errors import BadFile
from tests.files.activities.field import FIT
from tests.files.activities.writing import (
    FIT_1989_S,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    file_id,
    fit_file,
    message,
    run_fit,
    session,
)

START_S = 1_790_000_000
HEAVY = "MultiSport-2019-11-24.fit"
"""The decoder of record takes nine seconds for it."""

TYPES = {0: 0x85, 1: 0x85, 2: 0x84, 3: 0x02, 4: 0x02, 5: 0x86, 6: 0x84, 7: 0x84, 9: 0x83}
TYPES |= {53: 0x02, 73: 0x86, 78: 0x86, 253: 0x86}
FORMS = {0x02: "B", 0x83: "h", 0x84: "H", 0x85: "i", 0x86: "I"}
EDGES = {"B": (0, 255), "h": (-(2**15), 2**15 - 1), "H": (0, 2**16 - 1)}
EDGES |= {"i": (-(2**31), 2**31 - 1), "I": (0, 2**32 - 1)}


def by_decoder(data: bytes) -> Samples | None:
    """None where it broke."""
    files, broken_at = _files(data)
    return None if broken_at is not None or len(files) != 1 else files[0].track.samples


def quick(data: bytes) -> Apart | None:
    return apart(data, _KEPT.values())


def field_files() -> list[Path]:
    return sorted(file for file in FIT.rglob("*.fit") if file.name != HEAVY)


@pytest.mark.shared
def test_every_real_file_gives_the_same_samples() -> None:
    if not FIT.exists():
        pytest.skip("the field data is not beside this checkout")
    compared = values = 0
    for file in field_files():
        data = file.read_bytes()
        found = quick(data)
        told = None if found is None else by_decoder(data)
        if found is None or told is None:
            continue
        compared += 1
        values += sum(v is not None for column in told.columns for v in column)
        assert found.track.samples == told, file.name
    assert compared >= 50
    assert values >= 500_000


def record(local: int, order: str, fields: list[tuple[int, int]]) -> bytes:
    """A definition; the byte of its order and the numbers in it."""
    kinds = b"".join(bytes((n, struct.calcsize(FORMS[TYPES[n]]), TYPES[n])) for n, _ in fields)
    big = order == ">"
    head = bytes((0x40 | local, 0, big)) + (20).to_bytes(2, "big" if big else "little")
    return head + bytes((len(fields),)) + kinds


def data_of(local: int, order: str, fields: list[tuple[int, int]]) -> bytes:
    form = order + "".join(FORMS[TYPES[n]] for n, _ in fields)
    return bytes((local,)) + struct.pack(form, *(value for _, value in fields))


@st.composite
def recorded(draw: st.DrawFn) -> bytes:
    """A file whose watch changes between layouts and orders of bytes, edges of numbers included."""
    layouts = draw(
        st.lists(
            st.tuples(
                st.sampled_from("<>"),
                st.lists(st.sampled_from(sorted(TYPES)), unique=True, min_size=1),
            ),
            min_size=1,
            max_size=3,
        )
    )
    told = [file_id()]
    for local, (order, numbers) in enumerate(layouts, start=4):
        told.append(record(local, order, [(n, 0) for n in numbers]))
    for _ in range(draw(st.integers(0, 30))):
        local = draw(st.integers(4, len(layouts) + 3))
        order, numbers = layouts[local - 4]
        values = []
        for number in numbers:
            low, high = EDGES[FORMS[TYPES[number]]]
            near = st.sampled_from((low, high, high - 1, max(low, 0), 1))
            values.append((number, draw(near | st.integers(low, high))))
        told.append(data_of(local, order, values))
        if draw(st.booleans()):
            told.append(session(START_S, 60, sport=1))
    return fit_file(told)


@settings(max_examples=60, deadline=None)
@given(recorded())
def test_any_layout_gives_the_same_samples(data: bytes) -> None:
    found = quick(data)
    assert found is not None
    told = by_decoder(data)
    assert told is not None
    assert found.track.samples == told


@settings(max_examples=60, deadline=None)
@given(recorded(), st.data())
def test_what_breaks_is_never_read_otherwise(data: bytes, draw: st.DataObject) -> None:
    broken = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        # Behind the header, so that the file is still one.
        broken[draw.draw(st.integers(12, len(broken) - 1))] = draw.draw(st.integers(0, 255))
    found, told = quick(bytes(broken)), by_decoder(bytes(broken))
    if found is not None and told is not None:
        assert found.track.samples == told


def test_the_rest_has_no_samples_and_tells_the_same() -> None:
    data = run_fit(START_S, 30, metres=6000)
    found = quick(data)
    assert found is not None
    assert len(found.track.samples) == 181
    assert len(found.rest) < len(data) / 20
    (run,) = read_fit(data)
    assert (run.minutes, run.distance_m, run.notes) == (30, 6000, ())


def app_field(name: str) -> bytes:
    """A field that an app on the watch defines."""
    fields = [(0, UINT8, 0), (1, UINT8, 0), (2, UINT8, UINT16), (3, STRING, name)]
    return message(3, 206, fields)


@pytest.mark.parametrize(
    "data",
    [
        run_fit(START_S, 5, metres=900)[:-40],
        run_fit(START_S, 5, metres=900) * 2,
        fit_file([file_id(), app_field("power")]),
        fit_file([file_id(), message(1, 20, [(8, UINT8, [1, 2, 3])])]),
        fit_file([file_id(), b"\x83\x00"]),
        fit_file([file_id(), b"\x05"]),
        fit_file([file_id(), message(1, 20, [(3, STRING, "140")])]),
        fit_file([file_id(), message(1, 20, [(3, UINT8, [140, 141])])]),
        fit_file([file_id(), message(1, 20, [(2, UINT32, 3000)])]),
    ],
    ids=("cut", "chained", "app", "packed", "time", "undefined", "text", "many", "wide"),
)
def test_what_is_out_of_the_ordinary_goes_to_the_decoder(data: bytes) -> None:
    assert quick(data) is None


def test_too_many_samples_are_refused_before_they_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(track, "SAMPLES", 100)
    with pytest.raises(BadFile, match="more than 100"):
        read_fit(run_fit(START_S, 30, metres=6000))


def test_samples_out_of_order_are_put_in_order() -> None:
    times = [START_S + s - FIT_1989_S for s in (20, 0, 10)]
    records = [message(1, 20, [(253, UINT32, at), (3, UINT8, 140)]) for at in times]
    found = quick(fit_file([file_id(), *records]))
    assert found is not None
    stretch = found.track.between(START_S, START_S + 10)
    assert stretch.at_s == [START_S, START_S + 10]


@settings(max_examples=300)
@given(st.binary(max_size=200), st.integers(0, 7), st.data())
def test_the_quick_checksum_agrees_with_the_plain_one(
    data: bytes, bit: int, draw: st.DataObject
) -> None:
    whole = data + crc16(data).to_bytes(2, "little")
    assert is_whole(whole)
    assert is_whole(data) == (crc16(data) == 0)
    at = draw.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:at] + bytes((whole[at] ^ 1 << bit,)) + whole[at + 1 :]
    assert not is_whole(flipped)
