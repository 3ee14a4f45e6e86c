"""Bytes that want something else than to be read."""

import gzip
import io
import resource
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.adapters.files.activities import caps, walk, xml_events
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.activity_files import FoundFile
from hamstrong.errors import BadFile
from tests.files.activities.mutating import mutant, origins
from tests.files.activities.writing import file_id, fit_file, run_fit

START_S = 1_790_000_000
RUN = run_fit(START_S, 30, metres=6000)
GPX = b"""<?xml version="1.0"?><gpx creator="x"><trk><type>running</type><trkseg>
<trkpt lat="40.0" lon="-3.0"><ele>600</ele><time>2026-09-21T06:00:00Z</time></trkpt>
<trkpt lat="40.01" lon="-3.0"><ele>601</ele><time>2026-09-21T06:00:20Z</time></trkpt>
<trkpt lat="40.02" lon="-3.0"><ele>602</ele><time>2026-09-21T06:00:40Z</time></trkpt>
</trkseg></trk></gpx>"""


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def found(data: bytes, name: str = "sent") -> list[FoundFile]:
    return list(Reader().sent(name, io.BytesIO(data)))


def refusal(data: bytes) -> str:
    (file,) = found(data)
    with pytest.raises(BadFile) as error:
        Reader().read(file)
    return error.value.message


def test_an_archive_in_an_archive_gives_its_files_with_their_way() -> None:
    inner = zipped({"1.fit": RUN, "notes.txt": b"hello"})
    outer = zipped({"DI_CONNECT/Part1.zip": inner, "a.gpx.gz": gzip.compress(GPX)})
    files = found(outer, "garmin.zip")
    assert [file.name for file in files] == [
        "garmin.zip/DI_CONNECT/Part1.zip/1.fit",
        "garmin.zip/DI_CONNECT/Part1.zip/notes.txt",
        "garmin.zip/a.gpx.gz",
    ]
    assert [file.share for file in files] == sorted(file.share for file in files)
    assert files[-1].share == 1.0
    assert len(Reader().read(files[0])) == len(Reader().read(files[2])) == 1


def test_a_list_of_a_service_gives_the_names_whatever_its_headers_say() -> None:
    listed = 'Id,Datum,Name der Aktivität,Dateiname\n1,"12.09.2026",Am Fluss,activities/1.fit\n'
    files = found(zipped({"activities.csv": listed.encode(), "activities/1.fit": RUN}))
    (run,) = [Reader().read(file)[0] for file in files if file.name.endswith(".fit")]
    assert run.title == "Am Fluss"


def test_archives_within_archives_end() -> None:
    data = RUN
    for depth in range(caps.NESTING + 2):
        data = zipped({f"{depth}.zip" if depth else "run.fit": data})
    assert "inside 3 others" in refusal(data)


def test_what_grows_too_much_is_not_unpacked() -> None:
    assert "packed more than" in refusal(zipped({"zeros.fit": bytes(20_000_000)}))
    assert "packed more than" in refusal(gzip.compress(bytes(20_000_000)))


def test_an_archive_of_too_many_files_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "ENTRIES", 3)
    files = found(zipped({f"{n}.fit": RUN for n in range(9)}))
    assert len(files) == 4
    assert "more than 3 files" in files[-1].refused


def test_entities_are_not_read() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa">]>' + GPX[21:].replace(
        b"running", b"&a;"
    )
    assert "entities" in refusal(bomb)
    outside = b'<!DOCTYPE g SYSTEM "file:///etc/passwd">' + GPX[21:]
    assert "entities" in refusal(outside)


def test_deep_xml_ends() -> None:
    deep = b"<gpx>" + b"<a>" * 5000
    assert "deeper" in refusal(deep)


def test_slow_files_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_events, "SECONDS", -1.0)
    assert "more than" in refusal(GPX)


def test_a_cut_file_gives_what_comes_before() -> None:
    (file,) = found(RUN[: len(RUN) // 2])
    (run,) = Reader().read(file)
    assert 10 < run.minutes < 20
    assert f"byte {len(file.data)} of {len(file.data)}" in run.notes[0]


def test_a_wrong_checksum_is_told() -> None:
    (file,) = found(RUN[:-1] + bytes([RUN[-1] ^ 1]))
    (run,) = Reader().read(file)
    assert "checksum" in run.notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"hello", "no FIT, TCX or GPX"),
        (b"<html><body>Sign in</body></html>", "neither TCX nor GPX"),
        (zipped({}), "archive is empty"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"\x1f\x8b not really", "damaged"),
        (fit_file([file_id(5)]), "a workout"),
        (fit_file([]), "no activity"),
    ],
)
def test_what_is_no_activity_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    (file,) = Reader().on_disk([tmp_path / "gone.fit"])
    assert "cannot be opened" in file.refused


@settings(max_examples=300)
@given(st.data())
def test_no_bytes_break_the_reader(data: st.DataObject) -> None:
    origin = data.draw(st.sampled_from((RUN[:1500], GPX, zipped({"a.fit": RUN[:600]}))))
    broken = bytearray(origin)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    for file in found(bytes(broken[:cut])):
        try:
            Reader().read(file)
        except BadFile as error:
            assert error.message  # noqa: PT017


def test_mutants_of_what_we_and_watches_write_are_read_or_refused() -> None:
    """`benchmarks/bench_hostile.py` does twenty thousand."""
    files = origins()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(150):
        try:
            for one in Reader().read(FoundFile("mutant.fit", mutant(number, files))):
                assert one.elapsed_s >= one.moving_s >= 0
        except BadFile as error:
            assert error.message.endswith(".")  # noqa: PT017
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown / (1e6 if sys.platform == "darwin" else 1e3) < 64
