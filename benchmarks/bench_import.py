"""How fast an archive of runs comes in, and what that takes of memory.

`python benchmarks/bench_import.py` imports 1000 runs of 50 minutes, a record a second, into a new
database, and reads the first of them by other decoders in the same run: fitdecode as it comes, and
fitparse where it is installed (it is no dependency). `--runs` and `--compare` say how many.
"""

import argparse
import io
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import fitdecode

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.archive import write_archive
from hamstrong.adapters.db.database import FILE_NAME, open_database
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.activity_files import FoundFile
from hamstrong.coach.import_activities import ActivityImport, FileResult
from hamstrong.coach.ports import Ports
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.main import open_reading, open_writing

OURS = "hamstrong, to an activity"


class Doors:
    """Units of work over one database."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder / FILE_NAME)

    def reading(self) -> AbstractContextManager[Ports]:
        """A unit of work that must not write."""
        return open_reading(self.database)

    def writing(self) -> AbstractContextManager[Ports]:
        """A unit of work that is committed when its block ends."""
        return open_writing(self.database)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--compare", type=int, default=30)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "export.zip")
        write_archive(archive, runs=given.runs)
        print(f"{given.runs} runs of 50 min, {archive.stat().st_size / 1e6:.1f} MB packed")
        rates = compare(archive, given.compare)
        whole = end_to_end(archive, Path(folder), given.runs)
        for name, rate in rates.items():
            if name != OURS:
                print(f"first import, end to end: {whole / rate:.1f} times {name} decoding alone")


def compare(archive: Path, count: int) -> dict[str, float]:
    """Files a second by each decoder, on the same bytes, in turn."""
    with zipfile.ZipFile(archive) as opened:
        files = [opened.read(info) for info in opened.infolist()[:count]]
    reader = Reader()
    ways: list[tuple[str, Callable[[bytes], object]]] = [
        (OURS, lambda data: reader.read(FoundFile("run.fit", data))),
        ("fitdecode, as it comes", read_by_fitdecode),
    ]
    if (by_fitparse := fitparse_reader()) is not None:
        ways.append(("fitparse", by_fitparse))
    rates = {}
    for name, read in ways:
        begun = time.process_time()
        for data in files:
            read(data)
        seconds = time.process_time() - begun
        rates[name] = len(files) / seconds
        print(f"{name:28} {rates[name]:7.2f} files/s (processor time, {len(files)} files)")
    return rates


def read_by_fitdecode(data: bytes) -> int:
    """Every message, values as they come."""
    with fitdecode.FitReader(io.BytesIO(data)) as fit:
        return sum(1 for frame in fit if frame.frame_type == fitdecode.FIT_FRAME_DATA)


def fitparse_reader() -> Callable[[bytes], object] | None:
    """Every message by fitparse; None where it is not installed."""
    try:
        from fitparse import FitFile  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        print("fitparse is not installed, so it is not compared")
        return None
    return lambda data: sum(1 for _ in FitFile(io.BytesIO(data)).get_messages())


def end_to_end(archive: Path, folder: Path, runs: int) -> float:
    """From the packed archive to rows, twice: the second time everything is known.

    Returns activities a second of processor time, the first time.
    """
    doors = Doors(folder)
    with doors.writing() as ports:
        set_up = SetUp(race_day=ports.clock.now().date().replace(year=2030), zone="UTC")
        athlete_id = set_up_athlete(ports, None, set_up).athlete.id
    base = peak_mb()
    marks: list[float] = []

    def tell(result: FileResult) -> None:
        marks.append(peak_mb())

    rates = []
    for name in ("first import", "once more"):
        begun, worked, marks[:] = time.perf_counter(), time.process_time(), []
        found = Reader().on_disk([archive])
        report = ActivityImport(doors, Reader(), lambda ports: athlete_id, tell).run(found)
        seconds, worked = time.perf_counter() - begun, time.process_time() - worked
        rates.append(runs / worked)
        outcomes = ", ".join({result.outcome.value for result in report.results})
        print(
            f"{name:28} {rates[-1]:7.2f} activities/s of processor time, {outcomes}; "
            f"{seconds:.0f} s by the clock; peak {marks[-1]:.0f} MB "
            f"({base:.0f} before, {marks[len(marks) // 10]:.0f} at a tenth)"
        )
    doors.database.close()
    return rates[0]


def peak_mb() -> float:
    """Highest memory of this process so far, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
