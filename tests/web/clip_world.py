"""The pages with a shelf, and with eyes that know what is in a clip; jobs are carried when told."""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.testclient import TestClient

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.files.clip_shelf import FileShelf
from hamstrong.coach.run_job import JobDesk, run_job
from hamstrong.coach.tidy_clips import waiting_jobs
from hamstrong.web.app import create_app
from hamstrong.web.deps import ClipDoors, WebDeps
from tests.unit.coach.clip_desk import KnowingEyes
from tests.web.world import World, planned_world

EXERCISE = "hb_support_1l_mid"


@dataclass
class ClipWorld:
    """An athlete whose block is planned, and a folder for clips."""

    folder: Path
    can_see: bool = True
    world: World = field(default_factory=planned_world)
    eyes: KnowingEyes = field(default_factory=KnowingEyes)
    woken: int = 0
    most: int = 1_000_000

    def __post_init__(self) -> None:
        self.shelf = FileShelf(self.folder, most=self.most)

    def browser(self, language: str = "en") -> TestClient:
        """A browser without script."""
        doors = ClipDoors(self.shelf, lambda: self.can_see, self._wake, lambda: None)
        deps = WebDeps(self.world.ports, self.world.ports, Reader, clips=doors)
        headers = {"accept": "text/html", "accept-language": language}
        return TestClient(create_app(deps), headers=headers, base_url="http://localhost")

    def _wake(self) -> None:
        self.woken += 1

    def carry(self) -> None:
        """Do all the work that waits."""
        desk = JobDesk(self.world.ports, self.world.ports, self.eyes, self.shelf)
        with self.world.ports() as ports:
            waiting = waiting_jobs(ports)
        for job_id in waiting:
            run_job(desk, job_id)

    def send(self, browser: TestClient, film: str = "half", **fields: str) -> str:
        """Send a clip; the id of its job."""
        form = {"exercise": EXERCISE, "side": "right", "day": "2027-03-08", **fields}
        files = {"clip": (f"{film}.mp4", film.encode(), "video/mp4")}
        answer = browser.post("/clips", data=form, files=files, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rsplit("/", 1)[1]

    def files(self) -> list[str]:
        """Names of the files on the shelf."""
        return sorted(file.name for file in (self.folder / "clips").iterdir())
