"""What eyes saw before, read from an exported set: `seen/<id>.json`."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from hamstrong.adapters.eyes.say import SAY
from hamstrong.coach.judge_clip import ClipAbout, Drawing
from hamstrong.coach.kept_frames import frames_from_document
from hamstrong.errors import BadFile, BadInput
from hamstrong.machine import refusal
from hamstrong.motion.landmarks import Frame

SUFFIX = ".json"
MOST_BYTES = 64_000_000
"""Larger files are no set: twenty minutes take a fiftieth of it."""


class KeptClip:
    """A clip of which only the landmarks were kept."""

    def __init__(self, name: str, frames: tuple[Frame, ...]) -> None:
        self._frames = frames
        first, last = frames[0], frames[-1]
        self._about = ClipAbout(name, first.width, first.height, last.time_s - first.time_s)

    @property
    def about(self) -> ClipAbout:
        """What it is."""
        return self._about

    @property
    def damage(self) -> str:
        """What is kept is whole."""
        return ""

    def frames(self) -> Iterator[Frame]:
        """What was judged then, frame by frame."""
        yield from self._frames

    def draw_to(self, path: Path) -> AbstractContextManager[Drawing]:
        """Raises BadInput: no pictures were kept."""
        raise BadInput(SAY["no-film"], place=str(path))


@contextmanager
def watch_kept(path: Path) -> Iterator[KeptClip]:
    """Open an exported set to be judged again. Raises BadFile."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(SAY["no-set"], place=path.name)
        document = json.loads(path.read_bytes())
        frames = document["frames"]
    except OSError as error:
        raise BadFile(SAY.say("not-read", reason=refusal(error)), place=path.name) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile(SAY["no-set"], place=path.name) from error
    kept = () if frames is None else frames_from_document(frames)
    if not kept:
        raise BadFile(SAY["no-frames"], place=path.name)
    yield KeptClip(path.name, kept)
