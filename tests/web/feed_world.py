"""An athlete with a plan behind a calendar address, and the app that answers it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import icalendar
from fastapi.testclient import TestClient

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.db.store import SqlStore
from hamstrong.adapters.feed_writer import write_feed
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.model import CalendarKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.share_calendar import create_feed
from hamstrong.exercises.library import load_library
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps
from tests.unit.coach.desk import Desk


class Feed:
    """An athlete with a plan, a secret address, and somebody who asks for it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.desk = Desk()
        deps = WebDeps(
            activities=Reader,
            reading=self.writing,
            writing=self.writing,
            address="https://coach.example",
        )
        self.app = create_app(deps)
        self.client = TestClient(self.app)
        with self.writing():
            self.athlete_id = self.desk.planned().id
        self.path = self.open(CalendarKind.TRAINING)

    @contextmanager
    def writing(self) -> Iterator[Ports]:
        with self.database.writing() as session:
            self.desk.store = SqlStore(session, load_library())
            yield replace(self.desk.ports, write_feed=write_feed)

    def open(self, kind: CalendarKind) -> str:
        """Make an address of that kind; gives its path."""
        with self.writing() as ports:
            return f"/feed/{create_feed(ports, self.athlete_id, kind).token}.ics"

    def events(self, path: str = "") -> dict[str, Any]:
        calendar = icalendar.Calendar.from_ical(self.client.get(path or self.path).content)
        return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
