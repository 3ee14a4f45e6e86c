"""Which pictures an exercise has, how large they are, and when they are others."""

from pathlib import Path

import pytest

from hamstrong.errors import BadSpec, NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.pictures import NAME, PictureBook, load_pictures
from hamstrong.exercises.schema import Family
from tests.pictures.shelf import FAULT, LOOP, POSTER, draw

HOLD = "hb_support_1l_bent"
MEDIA = Path(__file__).parents[3] / "src" / "hamstrong" / "exercises" / "media"
MOST_BYTES = 30_000_000
"""What all pictures may weigh together."""
MOST_OF_ONE = 130_000
"""What one may weigh: a second or so on a phone with a poor signal."""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return draw(tmp_path, [HOLD, "sp_feet"], faults=[0, 2])


def test_an_exercise_is_drawn_from_two_angles_and_with_its_faults(shelf: Path) -> None:
    found = PictureBook(shelf).of(HOLD)
    first, second = found.views
    assert (first.poster.name, second.poster.name) == (f"{HOLD}.a.webp", f"{HOLD}.b.webp")
    assert first.loop is not None
    assert (first.poster.width, first.poster.height) == POSTER
    assert (first.loop.width, first.loop.height) == LOOP
    assert (first.poster.media_type, first.loop.media_type) == ("image/webp", "image/avif")
    assert sorted(found.faults) == [0, 2]
    assert (found.faults[2].width, found.faults[2].height) == FAULT


def test_an_exercise_without_pictures_and_a_book_without_a_folder_have_none(shelf: Path) -> None:
    for book in (PictureBook(shelf), PictureBook(shelf / "nowhere")):
        assert (book.of("plank").views, dict(book.of("plank").faults)) == ((), {})


def test_a_loop_without_its_poster_is_not_shown(shelf: Path) -> None:
    (shelf / f"{HOLD}.a.webp").unlink()
    (shelf / f"{HOLD}.b.avif").unlink()
    (left,) = PictureBook(shelf).of(HOLD).views
    assert (left.poster.name, left.loop) == (f"{HOLD}.b.webp", None)


def test_the_version_is_of_the_content(shelf: Path) -> None:
    before = PictureBook(shelf).of(HOLD).views[0].poster.version
    assert PictureBook(shelf).of("sp_feet").views[0].poster.version == before
    (shelf / f"{HOLD}.a.webp").write_bytes((shelf / f"{HOLD}.fault-1.webp").read_bytes())
    assert PictureBook(shelf).of(HOLD).views[0].poster.version != before


@pytest.mark.parametrize("name", ["plank.a.webp", "../shelf.py", "notes.txt", f"{HOLD}.c.webp"])
def test_only_pictures_are_read(shelf: Path, name: str) -> None:
    (shelf / "notes.txt").write_text("no picture")
    with pytest.raises(NotFound):
        PictureBook(shelf).read(name)


@pytest.mark.parametrize("name", [f"{HOLD}.a.webp", f"{HOLD}.a.avif"])
def test_what_is_no_picture_is_refused_by_name(shelf: Path, name: str) -> None:
    (shelf / name).write_bytes(b"GIF89a" + bytes(60))
    with pytest.raises(BadSpec, match=name):
        PictureBook(shelf).of(HOLD)


LOSSLESS = b"VP8L" + bytes(4) + b"\x2f" + (779 | 519 << 14).to_bytes(4, "little") + bytes(20)
EXTENDED = (
    b"VP8X" + bytes(8) + (779).to_bytes(3, "little") + (519).to_bytes(3, "little") + bytes(20)
)


@pytest.mark.parametrize("chunk", [LOSSLESS, EXTENDED])
def test_the_other_kinds_of_webp_tell_their_size(shelf: Path, chunk: bytes) -> None:
    (shelf / f"{HOLD}.a.webp").write_bytes(b"RIFF" + bytes(4) + b"WEBP" + chunk)
    poster = PictureBook(shelf).of(HOLD).views[0].poster
    assert (poster.width, poster.height) == POSTER


def test_the_steps_say_what_a_picture_shows() -> None:
    hold = load_library()[HOLD]
    assert hold.pose_words.startswith("Keep one heel on the towel")
    assert hold.pose_words.endswith("shoulder, hip and knee make one line.")


drawn = pytest.mark.skipif(not MEDIA.is_dir(), reason="The studio's pictures are not there yet.")


@drawn
def test_every_exercise_is_drawn_and_nothing_else() -> None:
    library, book = load_library(), load_pictures()
    files = [file.name for file in MEDIA.iterdir() if file.suffix != ".json"]
    assert [name for name in files if not NAME.fullmatch(name)] == []
    assert {name.partition(".")[0] for name in files} == set(library)
    for exercise in library.values():
        found = book.of(exercise.id)
        assert [(v.poster.width, v.poster.height) for v in found.views] == [POSTER] * 2
        assert [(v.loop.width, v.loop.height) for v in found.views if v.loop] == [LOOP] * 2
        assert set(found.faults) <= set(range(len(exercise.faults))), exercise.id


@drawn
def test_bridges_side_planks_and_calf_work_show_their_faults() -> None:
    library, book = load_library(), load_pictures()
    families = (Family.HAMSTRING_BRIDGE, Family.SIDE_PLANK, Family.CALF)
    shown = {e.id: book.of(e.id).faults for family in families for e in library.of_family(family)}
    assert [name for name, faults in shown.items() if not faults] == []


@drawn
def test_all_pictures_together_stay_small() -> None:
    sizes = {file.name: file.stat().st_size for file in MEDIA.iterdir()}
    assert sum(sizes.values()) <= MOST_BYTES
    assert [name for name, size in sizes.items() if size > MOST_OF_ONE] == []
