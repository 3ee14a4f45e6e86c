"""Pictures of the body in its studio room: which of them an exercise has, how large, how new."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from hamstrong.errors import BadSpec, NotFound

VIEWS: Final = ("a", "b")
"""The two angles from which an exercise is shown, the better one first."""

TYPES: Final = {"webp": "image/webp", "avif": "image/avif"}
NAME: Final = re.compile(
    r"(?P<exercise>[a-z][a-z0-9_]+)\.(?:(?P<view>[ab])\.(?P<kind>webp|avif)|fault-(?P<fault>\d+)\.webp)"
)
"""`<id>.a.webp` is a poster, `<id>.a.avif` a loop, `<id>.fault-1.webp` the first fault."""

FIRST_FAULT: Final = 1
"""The number of an exercise's first fault in the names of pictures."""

VERSION_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: `width` and `height` in pixels; `version` is another when the content is."""

    name: str
    media_type: str
    width: int
    height: int
    version: str


@dataclass(frozen=True, slots=True)
class View:
    """One angle: the working position, and the way into it and back where that is drawn."""

    poster: Picture
    loop: Picture | None = None


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn of one exercise; `faults` by their place in the exercise, from 0."""

    views: tuple[View, ...] = ()
    faults: Mapping[int, Picture] = field(default_factory=dict)


NONE: Final = Pictures()


class PictureBook:
    """The pictures of a folder; it is read when the first one is asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    def of(self, exercise_id: str) -> Pictures:
        """The pictures of an exercise; none where nothing is drawn of it."""
        return self._pictures.get(exercise_id, NONE)

    def read(self, name: str) -> tuple[Picture, bytes]:
        """A picture and its bytes.

        Raises:
            NotFound: There is no picture of that name.
        """
        if name not in self._files:
            raise NotFound(f"There is no picture called {name}.", place=name)
        return self._files[name], (self._folder / name).read_bytes()

    @cached_property
    def _files(self) -> Mapping[str, Picture]:
        if not self._folder.is_dir():
            return {}
        named = (file for file in self._folder.iterdir() if NAME.fullmatch(file.name))
        return {file.name: _picture(file) for file in sorted(named, key=lambda file: file.name)}

    @cached_property
    def _pictures(self) -> Mapping[str, Pictures]:
        exercises = {name.partition(".")[0] for name in self._files}
        return {exercise: self._gather(exercise) for exercise in exercises}

    def _gather(self, exercise_id: str) -> Pictures:
        drawn = [self._files.get(f"{exercise_id}.{view}.webp") for view in VIEWS]
        moving = [self._files.get(f"{exercise_id}.{view}.avif") for view in VIEWS]
        views = zip(drawn, moving, strict=True)
        found = ((NAME.fullmatch(name), one) for name, one in self._files.items())
        faults = {
            int(match["fault"]) - FIRST_FAULT: one
            for match, one in found
            if match and match["exercise"] == exercise_id and match["fault"]
        }
        return Pictures(tuple(View(poster, loop) for poster, loop in views if poster), faults)


@cache
def load_pictures() -> PictureBook:
    """The pictures that come with the package."""
    return PictureBook(files("hamstrong.exercises") / "media")


def _picture(file: Traversable) -> Picture:
    data = file.read_bytes()
    kind = file.name.rpartition(".")[2]
    size = _webp_size(data) if kind == "webp" else _avif_size(data)
    if size is None:
        raise BadSpec(f"{file.name} is no {kind.upper()} picture.", place=file.name)
    version = sha256(data).hexdigest()[:VERSION_LETTERS]
    return Picture(file.name, TYPES[kind], size[0], size[1], version)


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height, from the head of a lossy, a lossless or an extended file (RFC 9649)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    chunk = data[12:16]
    if chunk == b"VP8 ":
        return _small(data[26:28]) & 0x3FFF, _small(data[28:30]) & 0x3FFF
    if chunk == b"VP8L":
        bits = _small(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _small(data[24:27]) + 1, _small(data[27:30]) + 1


def _avif_size(data: bytes) -> tuple[int, int] | None:
    """Width and height, from the first `ispe` property (ISO/IEC 23008-12)."""
    at = data.find(b"ispe")
    if data[4:8] != b"ftyp" or at < 0:
        return None
    return int.from_bytes(data[at + 8 : at + 12]), int.from_bytes(data[at + 12 : at + 16])


def _small(data: bytes) -> int:
    return int.from_bytes(data, "little")
