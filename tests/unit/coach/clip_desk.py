"""A desk at which clips are judged: eyes that know what is in a clip, and a shelf of real files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from hamstrong.adapters.files.clip_shelf import FileShelf
from hamstrong.coach.clips import ClipWish, take_clip
from hamstrong.coach.jobs import Job
from hamstrong.coach.judge_clip import ClipAbout, Drawing, Model, WatchedClip
from hamstrong.coach.model import Athlete, Event, EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_job import JobDesk
from hamstrong.coach.seen import SeenSet
from hamstrong.errors import BadFile
from hamstrong.exercises.dose import Side
from hamstrong.motion.landmarks import Frame
from tests.unit.coach.desk import MONDAY, Desk, at
from tests.unit.motion.clips import clip

EXERCISE = "hb_support_1l_mid"
FILMED = at(MONDAY, 8)


@dataclass
class SeenClip:
    """A clip whose frames are known; `during` happens in its middle."""

    known: list[Frame]
    during: Any = None
    damage: str = ""

    @property
    def about(self) -> ClipAbout:
        return ClipAbout("clip.mp4", 640, 480, self.known[-1].time_s)

    def frames(self) -> Iterator[Frame]:
        for number, frame in enumerate(self.known):
            if number == len(self.known) // 2 and self.during is not None:
                self.during()
            yield frame

    def draw_to(self, path: Path) -> Any:
        raise AssertionError("Nothing is drawn here.")

    def add(self, drawing: Drawing) -> None:
        raise AssertionError("Nothing is drawn here.")


@dataclass
class KnowingEyes:
    """Sees the rendered clip whose name is in the file."""

    during: Any = None
    watched: int = 0

    @contextmanager
    def watch(self, path: Path, *, model: Model) -> Iterator[WatchedClip]:
        self.watched += 1
        name = path.read_text()
        if name == "no film":
            raise BadFile("This is no clip.", place=path.name)
        if name == "accident":
            raise ZeroDivisionError("nobody foresaw this")
        yield SeenClip(clip(name).frames(), self.during)


@dataclass
class ClipDesk:
    """An athlete with a plan, a shelf in a folder, and what carries jobs."""

    folder: Path
    desk: Desk = field(default_factory=Desk)
    eyes: KnowingEyes = field(default_factory=KnowingEyes)
    stopping: bool = False
    learned: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shelf = FileShelf(self.folder)
        self.athlete: Athlete = self.desk.planned()
        self.job_desk = JobDesk(
            self.opened,
            self.opened,
            self.eyes,
            self.shelf,
            stopping=lambda: self.stopping,
            learned=self.learned.append,
            monotonic=self._seconds,
        )
        self._time_s = 0.0

    def _seconds(self) -> float:
        self._time_s += 0.1
        return self._time_s

    @property
    def ports(self) -> Ports:
        return self.desk.ports

    @contextmanager
    def opened(self) -> Iterator[Ports]:
        yield self.ports

    def send(self, film: str = "half", *, job_id: UUID | None = None, **wish: Any) -> Job:
        """Lay a clip on the shelf and ask for it to be judged."""
        job_id = job_id or uuid4()
        with self.shelf.taking_in(str(job_id)) as file:
            file.write(film.encode())
        asked = {"exercise_id": EXERCISE, "side": Side.RIGHT, "name": f"{film}.mp4", "at": FILMED}
        return take_clip(
            self.ports, self.athlete.id, wish=ClipWish(**{**asked, **wish}), job_id=job_id
        )

    def job(self, job: Job) -> Job:
        return self.ports.store.jobs.get(self.athlete.id, job.id)

    def seen(self) -> tuple[SeenSet, ...]:
        return self.ports.store.seen.all(self.athlete.id)

    def sets(self) -> tuple[Event, ...]:
        return self.ports.store.events.all(self.athlete.id, EventKind.SET)

    def files(self) -> list[str]:
        return sorted(file.name for file in (self.folder / "clips").iterdir())

    def now(self) -> datetime:
        return self.ports.clock.now()
