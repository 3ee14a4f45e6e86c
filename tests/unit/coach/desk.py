"""A desk with everything on it: an athlete, a month of runs, a planner that answers at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from hamstrong.adapters.files.watch_writer import WatchWriter
from hamstrong.coach.clocks import FixedClock
from hamstrong.coach.import_runs import ImportMode, keep_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.model import Athlete, CalendarKind, SessionRevision
from hamstrong.coach.ports import Planner, Ports, Store
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Family, LoadClass
from hamstrong.planning.model import BlockPhase, Plan, PlanRequest, Reason, Session
from hamstrong.planning.weeks import block_weeks
from hamstrong.running.model import Run, RunPlan, RunType

ZONE = ZoneInfo("Europe/Madrid")
MONDAY = date(2026, 12, 14)
NOW = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
RACE_DAY = date(2027, 1, 10)
SET_UP = SetUp(
    race_day=RACE_DAY,
    zone="Europe/Madrid",
    race_name="Winter marathon",
    equipment=frozenset({Equipment.SUPPORT, Equipment.LOOP_BAND}),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def run_on(day: date, run_type: RunType = RunType.EASY, *, minutes: int = 50) -> Run:
    start = at(day, 7)
    key = run_type in (RunType.LONG, RunType.THRESHOLD, RunType.RACE)
    end = start + timedelta(minutes=minutes)
    title = f"{run_type.value} run"
    return Run(f"run-{day}", start, end, run_type, key, title, minutes * 180.0, source="plan.csv")


def month_of_runs(name: str = "plan.csv") -> RunPlan:
    """Easy on Tuesday, threshold on Wednesday, long on Sunday, then the race."""
    runs = []
    day = MONDAY
    while day < RACE_DAY:
        types = {1: RunType.EASY, 2: RunType.THRESHOLD, 6: RunType.LONG}
        if day.weekday() in types:
            runs.append(run_on(day, types[day.weekday()]))
        day += timedelta(days=1)
    runs.append(run_on(RACE_DAY, RunType.RACE, minutes=220))
    return RunPlan(name, tuple(runs), notes=("Times were not in the file.",))


def quick_plan(request: PlanRequest) -> Plan:
    """Two sessions a week on fixed days, pins honoured: the planner's shape without its thought."""
    standing = {
        s.id: s
        for s in (request.previous.sessions if request.previous else ())
        if s.day < request.today or s.id in request.done
    }
    weeks = block_weeks(request.runs, request.race, today=request.today)
    fresh = {
        session.id: session
        for week in weeks
        for session in _sessions(week.monday, request)
        if request.today <= session.day < request.race.day
    }
    sessions = sorted({**fresh, **standing}.values(), key=lambda s: s.start)
    days = {session.day for session in sessions}
    coming = (request.race.day - request.today).days + 1
    empty = [request.today + timedelta(days=n) for n in range(coming)]
    reason = Reason("Rest makes you stronger.", rule="dose")
    return Plan(
        race=request.race,
        weeks=weeks,
        sessions=tuple(sessions),
        runs=request.runs,
        empty_days={day: reason for day in empty if day not in days},
    )


def _sessions(monday: date, request: PlanRequest) -> Iterator[Session]:
    unknown = Family.HAMSTRING_BRIDGE not in request.levels
    hold = Dose("hb_floor_1l", Side.EACH, 1 if unknown else 2, 15, None, 45, tryout=unknown)
    raise_heels = Dose("calf_2l", Side.BOTH, 2, None, 12, 60)
    for number, offset in ((1, 0), (2, 3)):
        session_id = f"{monday}-{number}"
        day = monday + timedelta(days=offset)
        start = request.pins.get(session_id, datetime.combine(day, time(18), request.zone))
        after = next((r for r in request.runs if r.key and r.start > start), None)
        yield Session(
            id=session_id,
            start=start,
            end=start + timedelta(minutes=request.minutes),
            phase=BlockPhase.BASE,
            load_class=LoadClass.C2,
            novel=False,
            title="Holds",
            doses=(hold, raise_heels),
            reason=Reason("Far from your long run.", rule="spacing-before"),
            next_key_run_id=after.id if after else None,
            pinned=session_id in request.pins,
        )


@dataclass(frozen=True, slots=True)
class ScriptedReader:
    """A `RunPlanReader` that gives what it was told, whatever the bytes."""

    plan: RunPlan

    def __call__(self, data: bytes, *, name: str, **context: object) -> RunPlan:
        return self.plan


def written_feed(
    plan: Plan,
    *,
    revisions: tuple[SessionRevision, ...],
    revised_at: datetime,
    instance: str,
    address: str,
    kind: CalendarKind,
) -> bytes:
    """A `FeedWriter` that writes what it was told, a line a session."""
    lines = [f"{r.session_id} {r.sequence} {r.cancelled}" for r in revisions]
    return "\n".join([instance, address, kind, revised_at.isoformat(), *lines]).encode()


@dataclass(slots=True)
class Desk:
    """Ports and the athlete they were set up for."""

    store: Store = field(default_factory=MemoryStore)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    plan: Planner = quick_plan
    reads: RunPlan = field(default_factory=month_of_runs)

    @property
    def ports(self) -> Ports:
        return Ports(
            store=self.store,
            clock=self.clock,
            library=load_library(),
            read_runs=ScriptedReader(self.reads),
            write_feed=written_feed,  # type: ignore[arg-type]
            plan=self.plan,
            watch=WatchWriter,
        )

    def athlete(self, **changes: Any) -> Athlete:
        return set_up_athlete(self.ports, None, replace(SET_UP, **changes)).athlete

    def with_runs(self, **changes: Any) -> Athlete:
        athlete = self.athlete(**changes)
        keep_runs(self.ports, athlete.id, plan=self.reads, mode=ImportMode.MERGE)
        return athlete

    def planned(self, **changes: Any) -> Athlete:
        athlete = self.with_runs(**changes)
        make_plan(self.ports, athlete.id)
        return athlete

    def sleep(self, **time_: int) -> None:
        self.clock.moment += timedelta(**time_)


def event(kind: str, data: dict[str, Any], *, moment: datetime = NOW, key: str = "") -> Any:
    """An event as a client sends it; `key` keeps ids of equal events apart."""
    event_id = str(uuid5(NAMESPACE_URL, f"{kind}{sorted(data.items())}{moment}{key}"))
    return {"id": event_id, "kind": kind, "at": moment.isoformat(), "data": data}


def a_set(session_id: str, exercise_id: str = "hb_floor_1l", **data: Any) -> Any:
    moment = data.pop("moment", NOW)
    given = {"side": "left", "set_number": 1, "hold_s": 15, **data}
    if "reps" in data:
        given.pop("hold_s")
    return event(
        "set", {"session_id": session_id, "exercise_id": exercise_id, **given}, moment=moment
    )


def session_end(session_id: str, state: str = "done", *, moment: datetime = NOW) -> Any:
    return event("session", {"session_id": session_id, "state": state, "rpe": 6}, moment=moment)


def a_try(session_id: str, exercise_id: str, rpe: float, *, minute: int, last: bool = False) -> Any:
    family = load_library()[exercise_id].family.value
    data = {
        "session_id": session_id,
        "family": family,
        "exercise_id": exercise_id,
        "rpe": rpe,
        "settled": last,
    }
    return event("tryout", data, moment=NOW + timedelta(minutes=minute))
