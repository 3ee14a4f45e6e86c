"""A small athlete in memory, the real planner, and the pages over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from html.parser import HTMLParser

from starlette.testclient import TestClient

from hamstrong.adapters.feed_writer import write_feed
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.adapters.files.watch_writer import WatchWriter
from hamstrong.coach.clocks import FixedClock
from hamstrong.coach.finish_welcome import finish_welcome
from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment
from hamstrong.language import spoken
from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.planner import make_plan
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps

NOW = datetime(2027, 3, 8, 5, 30, tzinfo=UTC)
"""A Monday morning, not quite six weeks before the race."""

RACE = date(2027, 4, 18)
HEADER = "date,time,title,distance_km,minutes,type,key\n"
WEEK = (
    ("Easy 8 km", 8, "easy"),
    ("Threshold 10 km with 3 x 2 km", 10, "threshold"),
    ("Easy 10 km", 10, "easy"),
    ("Long run 24 km", 24, "long"),
)
WEEKDAYS = (0, 2, 4, 6)


def plan_csv(*, first: date = date(2027, 3, 8), weeks: int = 3) -> str:
    """Runs on four days a week, as a file that the athlete may have."""
    lines = [
        f"{date.fromordinal(first.toordinal() + 7 * week + day)},07:00,{title},{km},,{kind},"
        for week in range(weeks)
        for day, (title, km, kind) in zip(WEEKDAYS, WEEK, strict=True)
    ]
    return HEADER + "\n".join(lines) + "\n"


def plan_with_library(request: PlanRequest) -> Plan:
    return make_plan(request, load_library(request.language))


@dataclass
class World:
    """The store, the clock, and a browser without script."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))

    @contextmanager
    def ports(self) -> Iterator[Ports]:
        yield Ports(
            store=self.store,
            clock=self.clock,
            library=load_library(spoken()),
            read_runs=read_run_plan,
            write_feed=write_feed,
            plan=plan_with_library,
            watch=WatchWriter,
        )

    def browser(self) -> TestClient:
        """Follows redirects and keeps cookies, as a browser does; asks for pages."""
        deps = WebDeps(activities=Reader, reading=self.ports, writing=self.ports)
        return TestClient(
            create_app(deps), headers={"accept": "text/html"}, base_url="http://localhost"
        )

    @property
    def athlete_id(self) -> str:
        (athlete,) = self.store.athletes.all()
        return athlete.id


@cache
def _planned() -> MemoryStore:
    world = World()
    set_up = SetUp(
        race_day=RACE,
        zone="Europe/Berlin",
        race_name="Spring marathon",
        race_start=time(9, 0),
        equipment=frozenset({Equipment.SUPPORT, Equipment.LOOP_BAND}),
        minutes=20,
        sessions_per_week=2,
    )
    with world.ports() as ports:
        athlete = set_up_athlete(ports, None, set_up).athlete
        import_runs(ports, athlete.id, file=RunFile("club.csv", plan_csv().encode()))
        finish_welcome(ports, athlete.id)
    return world.store


def planned_world() -> World:
    """An athlete whose block is planned; each call gives one of its own."""
    return World(store=deepcopy(_planned()))


def sessions(world: World) -> tuple[Session, ...]:
    """Of the plan that stands."""
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    return stored.plan.sessions


def first_session(world: World) -> Session:
    return sessions(world)[0]


@dataclass
class Element:
    """A start tag with its attributes."""

    tag: str
    attributes: dict[str, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@dataclass
class Html:
    """A page taken apart."""

    elements: list[Element]
    text: str

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag whose attributes have these values (`class_` holds the class)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(
                value in element.attributes.get(name, "").split()
                if name == "class"
                else element.attributes.get(name) == value
                for name, value in wanted.items()
            )
        ]


def read_html(source: str) -> Html:
    """The page's elements in order, and its words with single spaces."""
    reader = _Reader()
    reader.feed(source)
    return Html(reader.elements, " ".join(" ".join(reader.words).split()))
