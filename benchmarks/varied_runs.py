"""Runs as people plan them: generated blocks and hand-made ones, with races on the way."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hamstrong.errors import BadInput, NoPlan
from hamstrong.running.generate import GeneratorRequest, generate_run_plan
from hamstrong.running.model import (
    HALF_MARATHON_M,
    MARATHON_M,
    TEN_KM_M,
    Race,
    Run,
    RunType,
)

_GENERATED = 0.3
_MINUTES = {
    RunType.EASY: (20, 100),
    RunType.MEDIUM_LONG: (70, 105),
    RunType.LONG: (75, 190),
    RunType.MARATHON_PACE: (50, 130),
    RunType.THRESHOLD: (40, 80),
    RunType.INTERVAL: (40, 80),
    RunType.REPETITION: (30, 60),
}
_QUALITY = (RunType.THRESHOLD, RunType.INTERVAL, RunType.MARATHON_PACE, RunType.REPETITION)
_RACES_M = (5_000.0, TEN_KM_M, HALF_MARATHON_M)
_HOURS = (5, 6, 7, 7, 7, 9, 12, 17, 18, 18, 20)


def runs_of(rng: Random, race: Race, zone: ZoneInfo, *, weeks: int) -> tuple[Run, ...]:
    """The runs of a block that ends with `race`, in time order, the race among them."""
    if rng.random() < _GENERATED and weeks >= 4:
        try:
            return generate_run_plan(_generator_request(rng, race, zone, weeks=weeks)).runs
        except (BadInput, NoPlan):
            pass  # too few days or too much distance for the generator: written by hand instead
    return HandMade(rng, race, zone, weeks=weeks).runs()


def _generator_request(rng: Random, race: Race, zone: ZoneInfo, *, weeks: int) -> GeneratorRequest:
    monday = race.day - timedelta(days=race.day.weekday(), weeks=weeks - 1)
    return GeneratorRequest(
        race=race,
        today=monday,
        runs_per_week=rng.randint(3, 7),
        weekly_m=rng.choice((20_000.0, 35_000.0, 50_000.0, 70_000.0)),
        long_run_day=rng.choice((5, 6, 6, 2)),
        easy_speed_m_s=rng.uniform(2.2, 3.6),
        usual_run_time=time(rng.choice(_HOURS), rng.choice((0, 30))),
        beginner=rng.random() < 0.3,
        zone=zone,
    )


class HandMade:
    """A weekly pattern varied week by week: cutbacks, doubles, missing days, tune-up races."""

    def __init__(self, rng: Random, race: Race, zone: ZoneInfo, *, weeks: int) -> None:
        self._rng, self._race, self._zone, self._weeks = rng, race, zone, weeks
        self._monday = race.day - timedelta(days=race.day.weekday(), weeks=weeks - 1)
        self._days = sorted(rng.sample(range(7), rng.randint(2, 7)))
        self._long = rng.choice(self._days)
        self._fast = set(rng.sample(self._days, rng.randint(0, min(3, len(self._days)))))
        self._doubles = set(rng.sample(range(7), rng.choice((0, 0, 0, 1, 3))))
        self._hours = {day: rng.choice(_HOURS) for day in range(7)}
        self._cutback = rng.choice((0, 0, 3, 4))
        self._measured = rng.random() < 0.5
        self._races = self._tune_ups()

    def runs(self) -> tuple[Run, ...]:
        after = self._rng.choice((0, 0, 2, 3))
        days = (self._weeks + after) * 7
        found = [run for n in range(days) for run in self._day(self._monday + timedelta(days=n))]
        goal = self._run(self._race.start, RunType.RACE, self._race_minutes(self._race.distance_m))
        if self._rng.random() < 0.93:  # some plans hold no run for the race itself
            found.append(_measured(goal, self._race.distance_m, "race"))
        return tuple(sorted(found, key=lambda run: (run.start, run.id)))

    def _tune_ups(self) -> dict[date, float]:
        """Races on the way, on any weekday; some as long as the goal."""
        rng = self._rng
        races = {}
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            day = self._race.day - timedelta(days=rng.randint(6, max(7, 7 * self._weeks - 3)))
            races[day] = rng.choice(_RACES_M)
        if rng.random() < 0.12 and self._weeks > 6:
            day = self._race.day - timedelta(days=rng.randint(20, 7 * self._weeks - 7))
            races[day] = self._race.distance_m
        return races

    def _race_minutes(self, distance_m: float) -> float:
        return distance_m / 1000 * self._rng.uniform(3.6, 6.8)

    def _day(self, day: date) -> list[Run]:
        rng = self._rng
        if day == self._race.day:
            return []
        if day in self._races:
            start = datetime.combine(day, time(rng.choice((8, 9, 10, 18))), self._zone)
            distance_m = self._races[day]
            run = self._run(start, RunType.RACE, self._race_minutes(distance_m))
            return [_measured(run, distance_m, f"race-{day}")]
        runs = []
        if day.weekday() in self._days and rng.random() > 0.04:
            runs.append(self._usual(day))
        if day.weekday() in self._doubles and day < self._race.day:
            start = datetime.combine(day, time(21 if self._hours[day.weekday()] > 12 else 16))
            start = start.replace(tzinfo=self._zone)
            second = self._run(start, RunType.EASY, rng.randint(20, 45))
            runs += [second] if not runs or runs[0].end < second.start else []
        return runs

    def _usual(self, day: date) -> Run:
        rng = self._rng
        kind = self._kind(day)
        week = (day - self._monday).days // 7
        share = 0.7 if self._cutback and (week + 1) % self._cutback == 0 else 1.0
        low, high = _MINUTES[kind]
        minutes = max(20, round(share * rng.randint(low, high)))
        clock = time(self._hours[day.weekday()], rng.choice((0, 0, 0, 15, 30)))
        return self._run(datetime.combine(day, clock, self._zone), kind, minutes)

    def _kind(self, day: date) -> RunType:
        if day > self._race.day:
            return RunType.EASY
        if day.weekday() == self._long:
            return RunType.LONG
        if day.weekday() in self._fast:
            return self._rng.choice(_QUALITY)
        return self._rng.choice((RunType.EASY, RunType.EASY, RunType.EASY, RunType.MEDIUM_LONG))

    def _run(self, start: datetime, kind: RunType, minutes: float) -> Run:
        whole = timedelta(minutes=round(minutes))
        end = (start.astimezone(UTC) + whole).astimezone(self._zone)
        rng = self._rng
        key = kind not in (RunType.EASY, RunType.MEDIUM_LONG) or rng.random() < 0.03
        metres = minutes * rng.uniform(140, 260) if self._measured else None
        title = f"{kind.value} {round(minutes)} min"
        return Run(f"{start:%Y-%m-%d-%H%M}", start, end, kind, key, title, metres)


def _measured(run: Run, distance_m: float, run_id: str) -> Run:
    metres = distance_m if distance_m != MARATHON_M or run.distance_m else None
    return Run(run_id, run.start, run.end, run.type, True, "Race", metres)
