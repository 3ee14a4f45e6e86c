"""The real app with the example athlete, on a free port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from hamstrong.adapters.db.database import Database
from hamstrong.coach.model import Event
from hamstrong.coach.move_session import move_session
from hamstrong.coach.open_example import open_example
from hamstrong.coach.show_session import show_session
from hamstrong.errors import BadInput
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

    def allowed_move(self) -> tuple[str, int]:
        """A session to come, and the days by which the rules let it move; nothing is kept."""
        moves = [(one, days) for one in self.coming_sessions() for days in (1, -1)]
        for session_id, days in moves:
            moved = False
            with suppress(_OnlyAsked, BadInput), open_writing(self.database) as ports:
                (athlete,) = ports.store.athletes.all()
                start = show_session(ports, athlete.id, session_id=session_id).start
                moved = move_session(
                    ports, athlete.id, session_id=session_id, start=start + timedelta(days=days)
                ).moved
                raise _OnlyAsked
            if moved:
                return session_id, days
        raise AssertionError("The rules let no session move by a day.")


class _OnlyAsked(Exception):
    """Rolls back what was only tried."""


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
