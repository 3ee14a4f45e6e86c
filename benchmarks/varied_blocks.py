"""Planning problems in all their variety, each made from its number alone.

`problem(seed)` gives the same `PlanRequest` on every machine. It asks no planner: where a block
is under way, yesterday's plan is made by hand too, and need not be a good one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from benchmarks.varied_runs import runs_of
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Exercise, Family, LoadClass, Tissue
from hamstrong.planning.dose.keeping import basis_of
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Availability,
    BlockPhase,
    Limit,
    Plan,
    PlanRequest,
    PlanWeek,
    Reason,
    ReturnSpeed,
    Session,
    StartingLevel,
    Venue,
    Window,
)
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M, Race

ZONES: Final = (
    "Europe/Madrid",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "UTC",
)
"""With clock changes in spring and autumn, at both ends of the world, and without."""

_T = TypeVar("_T")

_DAYS = tuple(
    (Window(time(low), time(high)),)
    for low, high in ((17, 21), (6, 8), (12, 14), (9, 20), (5, 9), (13, 17), (0, 4), (1, 6))
)
_TWICE = (Window(time(6), time(9)), Window(time(17, 30), time(21)))
_GYM = (Window(time(6, 30), time(8)), Window(time(18), time(20), Venue.GYM))
_TIGHT = (Window(time(19), time(19, 35)),)


def problem(seed: int) -> PlanRequest:
    """The planning problem of that number.

    Half of yesterday's plans are careless guesses that planning may take for the athlete's own:
    it keeps of them what it may.
    """
    request = _Problem(seed).request()
    if request.previous is None or seed % 2:
        return request
    return replace(request, previous=replace(request.previous, basis=basis_of(request)))


class _Problem:
    """One problem in the making; draws are in a fixed order, so that a number is a problem."""

    def __init__(self, seed: int) -> None:
        rng = self._rng = Random(f"block {seed}")
        self._library = load_library()
        self._zone = ZoneInfo(rng.choice(ZONES))
        self._weeks = rng.randint(4, 26) if rng.random() < 0.92 else rng.randint(1, 3)
        day = date(2026, 9, 1) + timedelta(days=rng.randint(0, 600))
        clock = time(rng.choice((7, 8, 9, 9, 10, 14, 20)), rng.choice((0, 0, 30)))
        distance_m = rng.choice((5_000.0, TEN_KM_M, HALF_MARATHON_M, MARATHON_M, MARATHON_M))
        self._race = Race(datetime.combine(day, clock, self._zone), distance_m)
        self._first = day - timedelta(days=day.weekday(), weeks=self._weeks - 1)
        self._runs = runs_of(rng, self._race, self._zone, weeks=self._weeks)
        self._today = self._a_today()

    def request(self) -> PlanRequest:
        rng = self._rng
        accustomed = self._accustomed()
        previous = self._previous()
        done = self._done(previous)
        return PlanRequest(
            race=self._race,
            runs=self._runs,
            today=self._today,
            zone=self._zone,
            availability=self._availability(),
            minutes=rng.choice((10, 20, 30, 30, 45)),
            equipment=frozenset(_some(rng, tuple(Equipment))),
            levels=self._levels(),
            starting=rng.choice(tuple(StartingLevel)),
            exposures=self._exposures(previous, done),
            accustomed=accustomed,
            sessions_per_week=rng.choice((None, None, None, 1, 2, 3, 4)),
            pins=self._pins(),
            previous=previous,
            done=done,
            not_before=self._not_before(),
            venues={
                venue: frozenset(_some(rng, tuple(Equipment))) for venue in _some(rng, _ELSEWHERE)
            },
            absences=self._absences(),
            limits=self._limits(),
            targets=self._targets(),
            weaker=self._weaker(),
        )

    # Time

    def _a_today(self) -> date:
        rng = self._rng
        if rng.random() < 0.6:
            return min(self._first + timedelta(days=rng.randint(0, 6)), self._race.day)
        return self._first + timedelta(days=rng.randint(0, (self._race.day - self._first).days))

    def _a_day(self) -> date:
        """A day from a week before today to a fortnight after the race."""
        days = (self._race.day - self._today).days
        return self._today + timedelta(days=self._rng.randint(-7, days + 14))

    def _at(self, day: date, clock: time) -> datetime:
        """The moment, after a round through UTC: a clock time that exists."""
        return datetime.combine(day, clock, self._zone).astimezone(UTC).astimezone(self._zone)

    def _not_before(self) -> datetime | None:
        if self._rng.random() < 0.4:
            return None
        clock = time(self._rng.randint(0, 23), self._rng.randint(0, 59))
        return self._at(self._today, clock)

    # Life

    def _availability(self) -> Availability:
        rng = self._rng
        style = rng.random()
        if style < 0.2:
            weekdays: dict[int, tuple[Window, ...]] = dict.fromkeys(range(7), _TWICE)
        elif style < 0.3:
            weekdays = {rng.randrange(7): rng.choice((*_DAYS, _TWICE, _TIGHT))}
        elif style < 0.4:
            weekdays = {}  # shifts: single dates alone
        else:
            days = rng.sample(range(7), rng.randint(1, 7))
            weekdays = {day: rng.choice((*_DAYS, _TWICE, _GYM, _TIGHT)) for day in days}
        return Availability(weekdays, self._days_off(), self._dates(is_all=not weekdays))

    def _dates(self, *, is_all: bool) -> Mapping[date, tuple[Window, ...]]:
        """Single dates: a rota of early, late and night shifts, or a few odd days."""
        rng = self._rng
        if is_all:
            days = (self._race.day - self._today).days + 21
            rota = [rng.choice((*_DAYS, (), ())) for _ in range(rng.randint(3, 9))]
            return {self._today + timedelta(n): rota[n % len(rota)] for n in range(days)}
        days = rng.choice((0, 0, 0, 2, 8))
        return {self._a_day(): rng.choice((*_DAYS, _GYM, ())) for _ in range(days)}

    def _days_off(self) -> frozenset[date]:
        rng = self._rng
        days = {self._a_day() for _ in range(rng.choice((0, 0, 0, 1, 3, 10)))}
        if rng.random() < 0.1:
            first = self._a_day()
            days |= {first + timedelta(days=n) for n in range(7)}
        return frozenset(days)

    def _absences(self) -> tuple[Absence, ...]:
        rng = self._rng
        found = []
        for number in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
            first = self._a_day() - timedelta(days=rng.choice((0, 0, 20)))
            last = first + timedelta(days=rng.choice((0, 2, 3, 6, 9, 13, 20)))
            kind, back = rng.choice(tuple(AbsenceKind)), rng.choice(tuple(ReturnSpeed))
            found.append(Absence(f"absence-{number}", first, last, kind, back))
        return tuple(found)

    # Body

    def _levels(self) -> Mapping[Family, int]:
        rng = self._rng
        if rng.random() < 0.3:
            return {}
        families = tuple(Family) if rng.random() < 0.5 else _some(rng, tuple(Family))
        return {family: rng.randint(1, 10) for family in families}

    def _accustomed(self) -> Mapping[Family, date]:
        rng = self._rng
        if rng.random() < 0.5:
            return {}
        told = self._first - timedelta(days=rng.choice((0, 1, 10, 27, 28, 29, 40)))
        families = tuple(Family) if rng.random() < 0.5 else _some(rng, tuple(Family))
        return dict.fromkeys(families, min(told, self._today))

    def _exposures(
        self, previous: Plan | None, done: Mapping[str, datetime]
    ) -> Mapping[str, tuple[date, ...]]:
        """Days of the past, and those of the sessions that were done."""
        rng = self._rng
        days: dict[str, set[date]] = {}
        if rng.random() < 0.4:
            for key in _some(rng, tuple(self._library)):
                times = range(rng.choice((1, 2, 3, 5, 12)))
                days[key] = {self._today - timedelta(days=rng.randint(1, 70)) for _ in times}
        for session in previous.sessions if previous else ():
            for dose in session.doses if session.id in done else ():
                day = done[session.id].astimezone(self._zone).date()
                days.setdefault(dose.exercise_id, set()).add(day)
        return {key: tuple(sorted(found)) for key, found in days.items()}

    def _limits(self) -> tuple[Limit, ...]:
        rng = self._rng
        found = []
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
            first = self._today + timedelta(days=rng.choice((0, 0, 0, 1, -3, 10)))
            length = rng.choice((0, 0, 1, 2, 6, 13, None))
            last = None if length is None else first + timedelta(days=length)
            tissues = frozenset(rng.sample(tuple(Tissue), rng.choice((0, 1, 1, 2, 3))))
            hardest = rng.choice((None, LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.C4))
            sets, easier = rng.choice((0.0, 0.5, 0.7, 1.0)), rng.choice((0, 0, 1, 2))
            reason = Reason("Your calf was sore this morning.", rule="check-in")
            found.append(Limit(first, last, tissues, hardest, sets, reason, easier))
        return tuple(found)

    def _targets(self) -> Mapping[str, int]:
        rng = self._rng
        if rng.random() < 0.6:
            return {}
        return {key: _amount(self._library[key], rng) for key in _some(rng, tuple(self._library))}

    def _weaker(self) -> Mapping[str, Side]:
        rng = self._rng
        sided = tuple(key for key, exercise in self._library.items() if exercise.one_sided)
        keys = _some(rng, sided) if rng.random() < 0.3 else ()
        return {key: rng.choice((Side.LEFT, Side.RIGHT)) for key in keys}

    # Yesterday's plan

    def _pins(self) -> Mapping[str, datetime]:
        """Starts chosen by hand, in the session's own week or not, possible or not."""
        rng = self._rng
        pins = {}
        for _ in range(rng.choice((0, 0, 0, 1, 2, 4))):
            day = self._today + timedelta(
                days=rng.randint(0, max(1, (self._race.day - self._today).days))
            )
            monday = day - timedelta(days=day.weekday())
            shift = timedelta(days=rng.choice((0, 0, 0, 0, 0, 7)))
            clock = time(rng.choice((6, 7, 12, 18, 20)), rng.choice((0, 0, 30)))
            pins[f"{monday}-{rng.choice((1, 1, 2, 3))}"] = self._at(day + shift, clock)
        return pins

    def _previous(self) -> Plan | None:
        """A plan by hand, careless of every rule, once the block is under way."""
        rng = self._rng
        if self._today < self._first + timedelta(days=3) or rng.random() < 0.4:
            return None
        count = (self._race.day - self._first).days // 7 + 1
        mondays = [self._first + timedelta(weeks=n) for n in range(count)]
        sessions = [s for monday in mondays for s in self._week(monday)]
        weeks = tuple(
            PlanWeek(monday, count - 1 - n, BlockPhase.BUILD, cutback=False, run_m=40_000.0)
            for n, monday in enumerate(mondays)
        )
        stands = sorted(sessions, key=lambda session: session.start)
        return Plan(self._race, weeks, tuple(stands), self._runs, {})

    def _week(self, monday: date) -> list[Session]:
        rng = self._rng
        days = sorted(rng.sample(range(7), rng.randint(0, 3)))
        return [
            self._session(f"{monday}-{number + 1}", monday + timedelta(days=day))
            for number, day in enumerate(days)
            if monday + timedelta(days=day) < self._race.day
        ]

    def _session(self, session_id: str, day: date) -> Session:
        rng = self._rng
        start = self._at(day, time(rng.choice((6, 7, 12, 18, 19))))
        end = (start.astimezone(UTC) + timedelta(minutes=30)).astimezone(self._zone)
        keys = rng.sample(sorted(self._library), 4)
        hardest = max((self._library[key].load_class for key in keys), key=_HARDNESS.index)
        return Session(
            id=session_id,
            start=start,
            end=end,
            phase=BlockPhase.BUILD,
            load_class=hardest,
            novel=False,
            title="Strength",
            doses=tuple(_dose(self._library[key], rng) for key in keys),
            reason=Reason("Planned yesterday.", rule="dose"),
        )

    def _done(self, previous: Plan | None) -> Mapping[str, datetime]:
        """Most of what is over was done, some of it at another time."""
        rng = self._rng
        begun = {}
        for session in previous.sessions if previous else ():
            late = timedelta(hours=rng.choice((0, 0, 0, 0.5, 3, 24)))
            start = (session.start.astimezone(UTC) + late).astimezone(self._zone)
            if start.date() < self._today and rng.random() < 0.8:
                begun[session.id] = start
        return begun


_ELSEWHERE = (Venue.GYM, Venue.TRAVELLING)
_HARDNESS = ("C0", "P1", "C1", "C2", "C3", "C4", "P2", "C5")


def _some(rng: Random, items: tuple[_T, ...]) -> tuple[_T, ...]:
    """Any of the items, in an order that does not change from one process to the next."""
    return tuple(rng.sample(items, rng.randint(0, len(items))))


def _amount(exercise: Exercise, rng: Random) -> int:
    low, high = exercise.prescription.hold_s or exercise.prescription.reps or (10, 10)
    return rng.randint(low, high)


def _dose(exercise: Exercise, rng: Random) -> Dose:
    amount, timed = _amount(exercise, rng), exercise.timed
    return Dose(
        exercise_id=exercise.id,
        side=Side.EACH if exercise.one_sided else Side.BOTH,
        sets=rng.randint(1, 3),
        hold_s=amount if timed else None,
        reps=None if timed else amount,
        rest_s=exercise.prescription.rest_s,
    )
