"""What keeps work off a day: the run that holds over all its free hours, or one for each part."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.dose.composition import Content
from hamstrong.planning.dose.selection import Kind
from hamstrong.planning.placing.places import Place
from hamstrong.planning.spacing import NearRuns, times_of
from hamstrong.planning.why.binding import binding, out_reason
from hamstrong.running.model import Run, RunType
from tests.unit.planning.test_planner import request_for

MADRID = ZoneInfo("Europe/Madrid")
TUESDAY = date(2027, 3, 2)
RACE = replace(request_for().race, start=datetime(2027, 6, 6, 9, tzinfo=MADRID))


def at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time(int(hour), round(60 * (hour % 1))), MADRID)


def run(day: date, hour: float, run_type: RunType, *, minutes: int = 45) -> Run:
    start = at(day, hour)
    key = run_type is not RunType.EASY
    return Run(
        f"{run_type}-{day}-{hour}", start, start + timedelta(minutes=minutes), run_type, key, "Run"
    )


def places(
    runs: list[Run], hours: list[float], load_class: LoadClass = LoadClass.C4
) -> list[Place]:
    """Work of half an hour at each of the hours of Tuesday."""
    near = NearRuns(times_of(runs, RACE))
    content = Content(Kind.HEAVY, (), load_class, False, 30)
    found = [Place(0, at(TUESDAY, hour), content, near, False) for hour in hours]
    return [replace(place, legal=all(margin.legal for margin in place.margins)) for place in found]


def test_the_run_that_holds_all_day_is_named_and_not_the_nearest_of_the_morning() -> None:
    easy = run(TUESDAY, 7, RunType.EASY)
    fast = run(TUESDAY + timedelta(days=1), 7, RunType.THRESHOLD)
    # At 8.15 both runs are in the way, in the evening Wednesday's alone.
    found = places([easy, fast], [8.25, 18, 19, 20])
    reason = out_reason(TUESDAY, found)
    assert reason.text == ("Tuesday is out: 22 h before Wednesday's threshold run, 24 h needed.")
    assert (reason.run_id, reason.needed_h) == (fast.id, 24)


def test_two_runs_that_share_the_day_are_both_named_with_their_part_of_it() -> None:
    easy = run(TUESDAY, 7, RunType.EASY)
    fast = run(TUESDAY + timedelta(days=1), 9, RunType.THRESHOLD)
    found = places([easy, fast], [8.25, 18, 19, 20])
    reason = out_reason(TUESDAY, found)
    assert reason.text == (
        "Tuesday is out: in the morning 30 min after Tuesday's easy run, 3 h needed;"
        " in the evening 14 h before Wednesday's threshold run, 24 h needed."
    )
    assert reason.run_id == easy.id
    assert reason.rule == "spacing-after"


def test_stretches_of_one_part_of_the_day_are_told_apart_by_the_clock() -> None:
    easy = run(TUESDAY, 17, RunType.EASY)
    fast = run(TUESDAY + timedelta(days=1), 18.75, RunType.THRESHOLD)
    reason = out_reason(TUESDAY, places([easy, fast], [18, 21]))
    assert reason.text == (
        "Tuesday is out: from 18:00 15 min after Tuesday's easy run, 3 h needed;"
        " from 21:00 21 h before Wednesday's threshold run, 24 h needed."
    )


STARTS = st.lists(st.integers(10, 88).map(lambda n: n / 4), min_size=1, max_size=8, unique=True)
TYPES = st.sampled_from([RunType.EASY, RunType.THRESHOLD, RunType.LONG])
RUNS = st.lists(
    st.builds(
        lambda day, hour, kind: run(TUESDAY + timedelta(days=day), hour, kind),
        st.integers(-1, 2),
        st.sampled_from([6.0, 12.0, 17.5]),
        TYPES,
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda run: run.start,
)
CLASSES = st.sampled_from([LoadClass.C2, LoadClass.C4, LoadClass.C5])


@given(RUNS, STARTS, CLASSES)
def test_the_runs_named_rule_out_every_start_and_none_is_idle(
    runs: list[Run], hours: list[float], load_class: LoadClass
) -> None:
    found = [place for place in places(runs, hours, load_class) if not place.legal]
    if not found:
        return
    bound = binding(found)
    failing = [{m.run.id for m in place.margins if not m.legal} for place in found]
    named = [one.margin.run.id for one in bound]
    assert all(ids & set(named) for ids in failing)
    holds_all_day = set.intersection(*failing)
    assert (len(named) == 1) == bool(holds_all_day)
    assert [one.first for one in bound] == sorted(one.first for one in bound)
    if holds_all_day:
        # Its hours are the best that the day can give to that run.
        (only,) = bound
        same = [m for p in found for m in p.margins if m.run.id == only.margin.run.id]
        assert only.margin.slack == max(m.slack for m in same)
