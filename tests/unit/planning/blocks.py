"""Random but plausible blocks: runs as people write them, around lives as people have them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import Availability, PlanRequest, Window
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M, Race, Run, RunType

ZONES = tuple(
    ZoneInfo(name)
    for name in ("Europe/Madrid", "America/New_York", "Australia/Sydney", "UTC", "Asia/Kolkata")
)
_MINUTES = {
    RunType.EASY: (25, 70),
    RunType.MEDIUM_LONG: (70, 105),
    RunType.LONG: (70, 190),
    RunType.MARATHON_PACE: (50, 130),
    RunType.THRESHOLD: (40, 80),
    RunType.INTERVAL: (40, 80),
    RunType.REPETITION: (30, 60),
}
_KEY = frozenset(
    {RunType.LONG, RunType.MARATHON_PACE, RunType.THRESHOLD, RunType.INTERVAL, RunType.REPETITION}
)
_QUALITY = (
    RunType.THRESHOLD,
    RunType.INTERVAL,
    RunType.MARATHON_PACE,
    RunType.REPETITION,
)


@st.composite
def run_weeks(draw: st.DrawFn, race: Race, *, weeks: int) -> tuple[Run, ...]:
    """A repeating pattern of 2-7 run days with its hours, varied week by week, then the race."""
    days = draw(st.lists(st.integers(0, 6), min_size=2, max_size=7, unique=True).map(sorted))
    long_day = draw(st.sampled_from(days))
    quality_days = draw(st.lists(st.sampled_from(days), max_size=2, unique=True))
    hours = {day: draw(st.sampled_from((6, 7, 12, 18))) for day in days}
    zone = race.start.tzinfo
    monday = race.day - timedelta(days=race.day.weekday(), weeks=weeks - 1)
    tune_up = draw(st.integers(0, weeks))
    runs = []
    for week in range(weeks):
        for day in days:
            run_day = monday + timedelta(days=7 * week + day)
            if run_day >= race.day:
                continue
            start = datetime.combine(run_day, time(hours[day]), zone)
            if day == long_day and week == tune_up:
                runs.append(_race_run(start, HALF_MARATHON_M, "tune-up"))
                continue
            run_type = _type_of(draw, day, long_day, quality_days)
            minutes = draw(st.integers(*_MINUTES[run_type]))
            end = start + timedelta(minutes=minutes)
            key = run_type in _KEY
            runs.append(Run(f"{run_day}", start, end, run_type, key, run_type.value))
    runs.append(_race_run(race.start, race.distance_m, "race"))
    return tuple(runs)


def _type_of(draw: st.DrawFn, day: int, long_day: int, quality_days: list[int]) -> RunType:
    if day == long_day:
        return RunType.LONG
    if day in quality_days:
        return draw(st.sampled_from(_QUALITY))
    return draw(st.sampled_from((RunType.EASY, RunType.EASY, RunType.MEDIUM_LONG)))


def _race_run(start: datetime, distance_m: float, run_id: str) -> Run:
    end = start + timedelta(minutes=distance_m / 1000 * 5.5)
    return Run(run_id, start, end, RunType.RACE, True, "Race", distance_m)


_WINDOWS = st.sampled_from(
    (
        (Window(time(6), time(9)), Window(time(17, 30), time(21))),
        (Window(time(18), time(21)),),
        (Window(time(5, 30), time(7, 30)),),
        (Window(time(12), time(13, 30)),),
        (Window(time(9), time(20)),),
    )
)


@st.composite
def availabilities(draw: st.DrawFn) -> Availability:
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True))
    return Availability({day: draw(_WINDOWS) for day in days})


@st.composite
def requests(draw: st.DrawFn, *, max_weeks: int = 20) -> PlanRequest:
    """A whole request: 2 to `max_weeks` weeks, any zone, any kit, any level."""
    zone = draw(st.sampled_from(ZONES))
    race_day = date(2027, 1, 3) + timedelta(days=draw(st.integers(0, 360)))
    distance = draw(st.sampled_from((TEN_KM_M, HALF_MARATHON_M, MARATHON_M)))
    race = Race(datetime.combine(race_day, time(9), zone), distance)
    weeks = draw(st.integers(2, max_weeks))
    runs = draw(run_weeks(race, weeks=weeks))
    first = race_day - timedelta(days=race_day.weekday(), weeks=weeks - 1)
    today = first + timedelta(days=draw(st.integers(0, 6)))
    families = st.sampled_from(list(Family))
    return PlanRequest(
        race=race,
        runs=runs,
        today=min(today, race_day),
        zone=zone,
        availability=draw(availabilities()),
        minutes=draw(st.sampled_from((10, 20, 30, 45))),
        equipment=frozenset(draw(st.lists(st.sampled_from(list(Equipment)), unique=True))),
        levels=draw(st.dictionaries(families, st.integers(1, 8))),
        accustomed=dict.fromkeys(draw(st.lists(families, unique=True)), first),
        sessions_per_week=draw(st.sampled_from((None, 1, 2, 3))),
    )
