"""What is read of a clip: upright, at its own times, as far as it can be read, and nothing more."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hamstrong.errors import BadFile
from tests.eyes.films import BLUE, GREEN, RED, WHITE, film, np, sound, turned

clip = pytest.importorskip("hamstrong.adapters.eyes.clip")


def read(path: Path) -> tuple[Any, list[Any], str]:
    with closing(clip.Clip(path)) as opened:
        return opened.about, list(opened.pictures()), opened.damage


def corner_colours(pixels: Any) -> list[tuple[int, ...]]:
    """Of the picture's corners: top left, top right, bottom left, bottom right."""
    rows = np.asarray(pixels)
    height, width = rows.shape[:2]
    places = [(y, x) for y in (8, height - 8) for x in (8, width - 8)]
    return [tuple(int(v) for v in rows[y, x, :3]) for y, x in places]


def is_close(found: list[tuple[int, ...]], wanted: Sequence[tuple[int, ...]]) -> bool:
    return bool(np.abs(np.array(found) - np.array(wanted)).max() < 60)


UPRIGHT = {
    0: [RED, GREEN, BLUE, WHITE],
    90: [BLUE, RED, WHITE, GREEN],
    180: [WHITE, BLUE, GREEN, RED],
    270: [GREEN, WHITE, RED, BLUE],
}


@pytest.mark.parametrize("degrees", UPRIGHT)
def test_a_film_is_turned_as_its_camera_was_held(tmp_path: Path, degrees: int) -> None:
    about, pictures, _ = read(turned(film(tmp_path / "turned.mp4"), degrees))
    wide = degrees in (0, 180)
    assert (about.width, about.height) == ((96, 64) if wide else (64, 96))
    pixels = pictures[0].pixels
    assert pixels.shape[:2] == ((64, 96) if wide else (96, 64))
    assert pixels.flags.c_contiguous
    assert is_close(corner_colours(pixels), UPRIGHT[degrees])


@pytest.mark.parametrize("name", ["uneven.mp4", "uneven.mkv", "uneven.mov"])
def test_pictures_keep_their_own_times(tmp_path: Path, name: str) -> None:
    times = [0, 40, 90, 200, 233, 700, 740]
    _, pictures, damage = read(film(tmp_path / name, times_ms=times))
    assert [p.time_s for p in pictures] == pytest.approx([t / 1000 for t in times])
    assert damage == ""


def test_time_begins_with_the_first_picture(tmp_path: Path) -> None:
    _, pictures, _ = read(film(tmp_path / "late.mkv", times_ms=[5000, 5040]))
    assert [p.time_s for p in pictures] == pytest.approx([0, 0.04])


@pytest.mark.parametrize(("hz", "looked_at"), [(24, 24), (30, 30), (50, 25), (60, 30), (120, 30)])
def test_at_most_thirty_pictures_a_second_are_looked_at(
    tmp_path: Path, hz: int, looked_at: int
) -> None:
    times = [round(n * 1000 / hz) for n in range(hz)]
    _, pictures, _ = read(film(tmp_path / "fast.mp4", times_ms=times))
    assert len(pictures) == pytest.approx(looked_at, abs=1)


def test_a_large_film_is_looked_at_small(tmp_path: Path) -> None:
    path = film(tmp_path / "uhd.mp4", size=(3840, 2160), times_ms=[0, 40])
    about, pictures, _ = read(path)
    assert (about.width, about.height) == (3840, 2160)
    assert pictures[1].pixels.shape == (360, 640, 4)


def test_what_can_be_read_of_a_damaged_end_is_read_and_said(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv", times_ms=range(0, 8000, 40))
    half = tmp_path / "half.mkv"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    _, pictures, damage = read(half)
    last_s = pictures[-1].time_s
    assert 2 < last_s < 6
    assert f"only {last_s:.1f} of its 8.0 s were read" in damage


def test_rubbish_in_the_middle_is_passed_over_and_said(tmp_path: Path) -> None:
    path = film(tmp_path / "hurt.mp4", times_ms=range(0, 4000, 40))
    data = bytearray(path.read_bytes())
    begin = data.index(b"mdat") + 2000
    data[begin : begin + 400] = bytes(400)
    path.write_bytes(data)
    _, pictures, damage = read(path)
    assert len(pictures) > 60
    assert pictures[-1].time_s == pytest.approx(3.96)
    assert "damaged" in damage


def _no_clips(folder: Path) -> Iterator[tuple[Path, str]]:
    text = folder / "diary.mp4"
    text.write_text("Thursday: four minutes, both sides.\n" * 50)
    yield text, "This is no clip"
    headless = film(folder / "headless.mp4")
    headless.write_bytes(headless.read_bytes()[:600])
    yield headless, "no clip, or its end is missing"
    yield sound(folder / "song.mka"), "no moving pictures"
    yield folder / "none.mp4", "no such file"
    yield folder, "is a directory"
    empty = folder / "empty.mp4"
    empty.touch()
    yield empty, "This is no clip"


def test_what_is_no_clip_is_one_sentence(tmp_path: Path) -> None:
    for path, words in _no_clips(tmp_path):
        with pytest.raises(BadFile, match=words) as caught:
            read(path)
        assert path.name in caught.value.place
        assert "\n" not in caught.value.message


def test_a_playlist_reaches_no_other_machine(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/part.ts"
        playlist = tmp_path / "list.m3u8"
        playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{address}\n")
        with pytest.raises(BadFile):
            read(playlist)
        with pytest.raises(TimeoutError):
            server.accept()
