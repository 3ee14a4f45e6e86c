"""The composition root: the only file that sees every layer, and joins them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hamstrong.language import is_chosen, speak, spoken

if TYPE_CHECKING:
    from fastapi import FastAPI

    from hamstrong.adapters.auth.site import SecureSite
    from hamstrong.adapters.db.database import Database
    from hamstrong.adapters.files.clip_shelf import FileShelf
    from hamstrong.adapters.jobs.worker import Worker
    from hamstrong.coach.activity_files import ActivityFiles
    from hamstrong.coach.backups import BackupDesk
    from hamstrong.coach.judge_clip import Eyes
    from hamstrong.coach.ports import Ports, Store
    from hamstrong.coach.services import Lines
    from hamstrong.coach.sync_run import SyncDesk
    from hamstrong.coach.watch_files import WatchFiles
    from hamstrong.exercises.library import Library
    from hamstrong.language import Language
    from hamstrong.planning.model import Plan, PlanRequest
    from hamstrong.running.model import RunPlan
    from hamstrong.settings import Settings
    from hamstrong.web.deps import ClipDoors, ServiceDoors

GARBAGE_AFTER = 100_000
"""New objects between two looks for unreachable ones; Python's own number is far lower."""

# Every import below happens where it is needed: `hamstrong --help` must not wait for the planner.


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, UTC."""
        return datetime.now(UTC)


class Doors:
    """What the commands may open, each only when asked for. See `cli/doors.py`."""

    def __init__(self, load: Callable[[], Settings] | None = None) -> None:
        self._load = load
        self._database: Database | None = None

    def memory(self) -> Ports:
        """Ports over a store that forgets when the command ends."""
        from hamstrong.coach.memory_store import MemoryStore

        return _ports(MemoryStore())

    def reading(self) -> AbstractContextManager[Ports]:
        """A unit of work that must not write."""
        self._speak_as_the_athlete()
        return open_reading(self.database())

    def writing(self) -> AbstractContextManager[Ports]:
        """A unit of work that is committed when its block ends."""
        self._speak_as_the_athlete()
        return open_writing(self.database())

    def speak_as_the_athlete(self) -> None:
        """Speak what the athlete chose, where that can be read; nothing is made for it."""
        from hamstrong.adapters.db.database import FILE_NAME
        from hamstrong.errors import HamstrongError

        with suppress(HamstrongError):
            if (self.settings().data / FILE_NAME).is_file():
                self._speak_as_the_athlete()

    def _speak_as_the_athlete(self) -> None:
        from hamstrong.coach.find_athlete import find_language

        if is_chosen():
            return
        with open_reading(self.database()) as ports:
            language = find_language(ports)
        if language is not None:
            speak(language)

    def database(self) -> Database:
        """The database in the data folder, opened once."""
        if self._database is None:
            self._database = open_data(self.settings())
        return self._database

    def close(self) -> None:
        """Close what was opened; the last one out writes everything into the database file."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def backups(self) -> BackupDesk:
        """What makes, checks and restores backups."""
        from hamstrong.main_backups import build_backup_desk

        # This command's own look at the data must not stand in a restore's way.
        self.close()
        return build_backup_desk(self.settings())

    def settings(self) -> Settings:
        """From the environment. Raises BadInput."""
        from hamstrong.settings import load_settings

        return (self._load or load_settings)()

    def eyes(self) -> Eyes:
        """What sees bodies in clips; its libraries are asked for when it looks."""
        from hamstrong.adapters.eyes.eyes import BlazePoseEyes

        return BlazePoseEyes()

    def activities(self) -> ActivityFiles:
        """What reads activities of watches and services."""
        return _activity_files()

    def sync_desk(self) -> SyncDesk:
        """What asking services takes."""
        return build_sync_desk(self.settings(), self.database())

    def site(self) -> SecureSite:
        """Everything there is to serve."""
        return build_site(self.settings(), self.database())


def open_data(settings: Settings) -> Database:
    """The database in the data folder. See `main_backups.open_data`."""
    from hamstrong.main_backups import open_data

    return open_data(settings)


@contextmanager
def open_reading(database: Database) -> Iterator[Ports]:
    """Ports over one read transaction."""
    from hamstrong.adapters.db.store import SqlStore

    with database.reading() as connection:
        yield _ports(SqlStore(connection, _library(spoken())))


@contextmanager
def open_writing(database: Database) -> Iterator[Ports]:
    """Ports over one write transaction, committed when the block ends."""
    from hamstrong.adapters.db.store import SqlStore

    with database.writing() as connection:
        yield _ports(SqlStore(connection, _library(spoken())))


def build_app(
    settings: Settings, database: Database | None = None, *, lines: Lines | None = None
) -> FastAPI:
    """The web app over the database in the data folder, without the checks around it.

    `lines` lead to services; None takes the real ones.
    """
    from hamstrong.main_backups import daily_backups
    from hamstrong.web.app import create_app
    from hamstrong.web.deps import WebDeps

    data = database or open_data(settings)
    address = f"https://{settings.hosts[0]}" if settings.hosts else ""
    return create_app(
        WebDeps(
            reading=lambda: open_reading(data),
            writing=lambda: open_writing(data),
            address=address,
            activities=_activity_files,
            clips=_clip_doors(settings, data),
            services=_service_doors(settings, data, lines),
            backups=daily_backups(settings, lambda: open_reading(data)),
        )
    )


def _clip_doors(settings: Settings, data: Database) -> ClipDoors:
    """Takes clips in and has them judged by a thread, which goes on with what waits already."""
    from hamstrong.adapters.files.clip_shelf import FileShelf
    from hamstrong.web.deps import ClipDoors

    shelf = FileShelf(settings.data)
    carrier = _Carrier(data, shelf)
    if shelf.in_use:
        from hamstrong.coach.tidy_clips import wanted_clips

        with open_reading(data) as ports:
            shelf.sweep(wanted_clips(ports))
        carrier.wake()
    return ClipDoors(shelf, can_see=_can_see, wake=carrier.wake, stop=carrier.stop)


def _service_doors(settings: Settings, data: Database, lines: Lines | None) -> ServiceDoors:
    """Services, asked by a thread of their own."""
    from hamstrong.adapters.jobs.syncing import Syncing
    from hamstrong.web.deps import ServiceDoors

    syncing = Syncing(
        reading=lambda: open_reading(data),
        writing=lambda: open_writing(data),
        desk=lambda stopping: build_sync_desk(settings, data, lines, stopping=stopping),
    )
    return ServiceDoors(desk=syncing.desk, tick=syncing.tick, stop=syncing.stop)


def build_sync_desk(
    settings: Settings,
    data: Database,
    lines: Lines | None = None,
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> SyncDesk:
    """What a sync takes; `lines` lead to services, None takes the real ones."""
    from hamstrong.adapters.services.lines import ServiceLines
    from hamstrong.adapters.services.vault import FileVault
    from hamstrong.coach.sync_run import SyncDesk

    return SyncDesk(
        reading=lambda: open_reading(data),
        writing=lambda: open_writing(data),
        files=_activity_files,
        lines=lines or ServiceLines(),
        vault=FileVault(settings.data, settings.services_key.get_secret_value()),
        stopping=stopping,
    )


def _can_see() -> bool:
    from hamstrong.adapters.eyes.installed import check_installed
    from hamstrong.errors import Unavailable

    try:
        check_installed()
    except Unavailable:
        return False
    return True


class _Carrier:
    """Carries jobs; what that takes is imported when there is the first."""

    def __init__(self, data: Database, shelf: FileShelf) -> None:
        self._data = data
        self._shelf = shelf
        self._worker: Worker | None = None

    def wake(self) -> None:
        """There may be work."""
        if self._worker is None:
            self._worker = _worker(self._data, self._shelf)
        self._worker.wake()

    def stop(self) -> None:
        """Put back what is under way."""
        if self._worker is not None:
            self._worker.stop()


def _worker(data: Database, shelf: FileShelf) -> Worker:
    from hamstrong.adapters.eyes.apart import EyesApart
    from hamstrong.adapters.jobs.worker import Worker
    from hamstrong.coach.run_job import JobDesk, give_up, run_job
    from hamstrong.coach.tidy_clips import waiting_jobs
    from hamstrong.web.deps import WebDeps
    from hamstrong.web.renew import renew_plan

    def reading() -> AbstractContextManager[Ports]:
        return open_reading(data)

    def writing() -> AbstractContextManager[Ports]:
        return open_writing(data)

    def waiting() -> tuple[str, ...]:
        with reading() as ports:
            return waiting_jobs(ports)

    deps = WebDeps(reading, writing, _activity_files)
    worker = Worker(
        waiting=waiting,
        run=lambda job_id: run_job(desk, job_id),
        failed=lambda job_id: give_up(desk, job_id),
    )
    desk = JobDesk(
        reading,
        writing,
        # One thread beside the pages: nobody waits in front of this.
        eyes=EyesApart(threads=1, stopping=lambda: worker.stopping),
        shelf=shelf,
        stopping=lambda: worker.stopping,
        learned=lambda athlete_id: renew_plan(deps, athlete_id),
    )
    return worker


def build_site(settings: Settings, database: Database | None = None) -> SecureSite:
    """The web app with pairing, TLS and the checks around it."""
    from hamstrong.adapters.auth.site import SecureSite
    from hamstrong.adapters.db.devices import SqlDevices
    from hamstrong.coach.pairing import Pairing
    from hamstrong.web.app import OPEN_PATHS

    data = database or open_data(settings)
    return SecureSite(
        app=build_app(settings, data),
        pairing=Pairing(SqlDevices(data)),
        data=settings.data,
        hosts=settings.hosts,
        trusted_proxy=settings.trusted_proxy,
        open_paths=OPEN_PATHS,
    )


def run_cli() -> None:
    """The `hamstrong` command."""
    _hasten_imports()
    from hamstrong.cli.app import run

    doors = Doors()
    try:
        code = run(doors)
    finally:
        doors.close()
    sys.exit(code)


def _hasten_imports() -> None:
    # Imports make much and drop little: looking for garbage all the while takes 0.14 s of a start.
    gc.set_threshold(GARBAGE_AFTER, 20, 20)
    # FastAPI asks whether a model is one of Pydantic 1 and takes an ImportError for a no: loading
    # all of Pydantic 1 for that answer takes a sixth of a start.
    sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]


def _ports(store: Store) -> Ports:
    from hamstrong.coach.ports import Ports

    return Ports(
        store=store,
        clock=SystemClock(),
        library=_library(spoken()),
        read_runs=_read_runs,
        write_feed=_write_feed,
        plan=_plan,
        watch=_watch_files,
    )


# Calendars and the planner are imported at the first file, feed or plan, not at the first page.


def _read_runs(data: bytes, **about: Any) -> RunPlan:
    from hamstrong.adapters.files.run_plan import read_run_plan

    return read_run_plan(data, **about)


def _activity_files() -> ActivityFiles:
    from hamstrong.adapters.files.activities.reader import Reader

    return Reader()


def _write_feed(plan: Plan, **about: Any) -> bytes:
    from hamstrong.adapters.feed_writer import write_feed

    return write_feed(plan, **about)


def _watch_files() -> WatchFiles:
    from hamstrong.adapters.files.watch_writer import WatchWriter

    return WatchWriter()


def _plan(request: PlanRequest) -> Plan:
    from hamstrong.planning.planner import make_plan

    return make_plan(request, _library(request.language))


def _library(language: Language) -> Library:
    from hamstrong.exercises.library import load_library

    return load_library(language)


if __name__ == "__main__":
    run_cli()
