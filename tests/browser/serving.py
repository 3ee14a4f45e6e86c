"""The real app with the example athlete, on a free port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from hamstrong.adapters.db.database import Database
from hamstrong.coach.model import Event
from hamstrong.coach.open_example import open_example
from hamstrong.coach.show_session import show_session
from hamstrong.coach.show_targets import session_targets
from hamstrong.main import build_app, open_data, open_reading, open_writing
from hamstrong.settings import Settings

ZONE = "Europe/Madrid"


@dataclass(frozen=True, slots=True)
class Coach:
    """A running app and its database."""

    url: str
    database: Database

    def events(self) -> tuple[Event, ...]:
        """Everything in the log, in the order it happened."""
        with open_reading(self.database) as ports:
            (athlete,) = ports.store.athletes.all()
            return ports.store.events.all(athlete.id)

    def next_session(self) -> str:
        """The first session that is still to come."""
        return self.coming_sessions()[0]

    def coming_sessions(self) -> tuple[str, ...]:
        """Sessions that are still to come, the next one first."""
        with open_reading(self.database) as ports:
            (athlete,) = ports.store.athletes.all()
            stored = ports.store.plans.get(athlete.id)
            assert stored is not None
            now = ports.clock.now()
            return tuple(s.id for s in stored.plan.sessions if s.start > now)

    def movable_session(self) -> tuple[str, datetime, date]:
        """A session to come, a start on another day that it may have, and a day it may not."""
        with open_reading(self.database) as ports:
            (athlete,) = ports.store.athletes.all()
            for session_id in self.coming_sessions():
                targets = session_targets(ports, athlete.id, session_id)
                own = show_session(ports, athlete.id, session_id=session_id).start.date()
                there = [t.start for t in targets if not t.why and t.start.date() != own]
                closed = [t.start.date() for t in targets if t.why]
                if there and closed:
                    return session_id, there[0], closed[0]
        raise AssertionError("The rules let no session move.")

    def session_start(self, session_id: str) -> datetime:
        """When it starts, in the athlete's zone."""
        with open_reading(self.database) as ports:
            (athlete,) = ports.store.athletes.all()
            return show_session(ports, athlete.id, session_id=session_id).start

    def run_day(self, run_id: str) -> date:
        """The day on which the plan knows of a run."""
        with open_reading(self.database) as ports:
            (athlete,) = ports.store.athletes.all()
            stored = ports.store.plans.get(athlete.id)
            assert stored is not None
            return next(run.day for run in stored.plan.runs if run.id == run_id)


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve in a thread; gives the address. `localhost` is a secure context for browsers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError("The app did not start.")
        time.sleep(0.02)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def make_example(data: Path) -> None:
    """A database in that folder in which the example athlete lives."""
    database = open_data(Settings(data=data))
    with open_writing(database) as ports:
        open_example(ports, zone=ZONE)
    database.close()


@contextmanager
def running_coach(data: Path) -> Iterator[Coach]:
    """The app over the database in that folder."""
    settings = Settings(data=data)
    database = open_data(settings)
    with serving(build_app(settings, database)) as url:
        yield Coach(url, database)
    database.close()
