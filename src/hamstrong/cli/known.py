"""Runs and sessions as people name them: by id, by its beginning, by their day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_day
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import told_runs
from hamstrong.errors import BadInput, NotFound
from hamstrong.planning.model import Plan, Session
from hamstrong.running.model import Run

T = TypeVar("T", Run, Session)
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Known(Generic[T]):
    """Everything there is of one kind, `word` being what it is called."""

    word: str
    items: tuple[T, ...]

    def find(self, text: str, *, place: str) -> T:
        same = [item for item in self.items if item.id == text]
        begins = same or [item for item in self.items if item.id.startswith(text)]
        found = begins if len(begins) == 1 else self._on_day(text) or begins
        if len(found) == 1:
            return found[0]
        if found:
            raise BadInput(
                SAY.say("could-be-give-whole", text=repr(text), ids=_listed(found)), place=place
            )
        raise NotFound(
            SAY.say("there-no", word=self.word, text=repr(text), near=self._near(text)),
            place=place,
        )

    def _on_day(self, text: str) -> list[T]:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return []
        return [item for item in self.items if item.day == day]

    def _near(self, text: str) -> str:
        close = get_close_matches(text, [item.id for item in self.items], n=MOST_NEAR, cutoff=0.4)
        try:
            ordinal = date.fromisoformat(text).toordinal()
        except ValueError:
            near = [item for item in self.items if item.id in close]
        else:
            distance: Callable[[T], int] = lambda item: abs(item.day.toordinal() - ordinal)  # noqa: E731
            near = sorted(self.items, key=distance)[:MOST_NEAR]
        return SAY.say("near-are", ids=_listed(near)) if near else SAY["hamstrong-week-json-has"]


def find_run(ports: Ports, athlete_id: str, text: str, *, place: str) -> Run:
    """Raises NotFound with the near ones, BadInput where it could be several."""
    return _Known("run", told_runs(ports, athlete_id)).find(text, place=place)


def find_session(plan: Plan, text: str, *, place: str) -> Session:
    """Raises NotFound with the near ones, BadInput where it could be several."""
    return _Known("session", plan.sessions).find(text, place=place)


def read_when(text: str, *, hour: time | None, zone: ZoneInfo, place: str) -> datetime:
    """`2027-01-05T18:00` in the athlete's zone, or a day alone where there is an hour to keep.

    Raises BadInput.
    """
    if len(text) == len("2027-01-05") and hour is not None:
        return datetime.combine(read_day(text, place=place), hour, zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(SAY.say("no-time-write-like", text=repr(text)), place=place) from error
    read_day(text[: len("2027-01-05")], place=place)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _listed(items: Iterable[Run | Session]) -> str:
    return ", ".join(f"{item.id} ({item.title}, {item.start:%a %d %b %H:%M})" for item in items)
