"""What was done, in numbers: formulas against hand-made values."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import exp

import pytest

from hamstrong.running.activity import Activity, Mark, Recorded, Sport
from hamstrong.running.done_type import type_of_done
from hamstrong.running.graded import cost_of_slope, flat_speeds, weighted_speed
from hamstrong.running.load import (
    Spike,
    ewma,
    heart_rate_load,
    highest_heart_rate,
    loads_of,
    pace_load,
    spike_of,
    threshold_speed,
)
from hamstrong.running.matching import match_runs
from hamstrong.running.model import Race, Run, RunType

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)


def run(day: int = 0, *, metres: float = 10_000, minutes: float = 50) -> Activity:
    start = NOW + timedelta(days=day)
    seconds = minutes * 60
    return Activity(
        f"{day}/{metres}", Sport.RUNNING, start, True, seconds, seconds, distance_m=metres
    )


def planned(hour: int, minutes: float, run_type: RunType = RunType.EASY) -> Run:
    start = NOW.replace(hour=hour)
    end = start + timedelta(minutes=minutes)
    return Run(f"p{hour}", start, end, run_type, False, "run", minutes * 200, timed=True)


def test_an_hour_at_threshold_is_a_hundred_and_grows_with_the_square() -> None:
    assert pace_load(3600, 4.0, 4.0) == 100
    assert pace_load(3600, 4.4, 4.0) == pytest.approx(121)
    assert pace_load(1800, 4.0, 4.0) == 50


def test_heart_rate_load_counts_minutes_by_zone() -> None:
    # Of 200: 90 is below zone 1, 100 its beginning, 199 zone 5.
    assert heart_rate_load({90: 600, 100: 600, 199: 120}, 200) == pytest.approx(10 + 10)


def test_the_average_forgets_by_its_time_constant() -> None:
    resting = ewma([0.0] * 7, days=7, start=100)
    assert resting[-1] == pytest.approx(100 * exp(-1))
    assert ewma([50.0] * 30, days=42, start=50)[-1] == pytest.approx(50)


def test_slopes_cost_what_was_measured() -> None:
    # Minetti 2002, table: 3.6 flat; the cheapest descent is near a fifth.
    assert cost_of_slope(0) == 1
    assert min(range(-45, 46), key=lambda s: cost_of_slope(s / 100)) in range(-21, -17)
    assert cost_of_slope(0.45) == cost_of_slope(0.9)


def test_the_hard_parts_weigh_more_than_the_mean() -> None:
    even = flat_speeds([(10, 35, 0.0)] * 60)
    hard = flat_speeds([(10, 45, 0.0)] * 30 + [(10, 25, 0.0)] * 30)
    assert weighted_speed(even) == pytest.approx(3.5)
    told = weighted_speed(hard)
    assert told is not None
    assert 3.8 < told < 4.5


def test_a_run_stands_beside_the_longest_of_thirty_days_and_no_older_one() -> None:
    before = [run(-40, metres=30_000), run(-20, metres=10_000), run(-3, metres=9_000)]
    spikes = {m: spike_of(run(metres=m), before) for m in (10_900, 11_500, 14_000, 21_000)}
    assert [s.spike for s in spikes.values() if s] == [
        Spike.NONE,
        Spike.SMALL,
        Spike.FAR,
        Spike.DOUBLE,
    ]
    assert spikes[14_000] is not None
    assert spikes[14_000].longest_m == 10_000
    assert spike_of(run(), [run(-40)]) is None
    assert spike_of(replace(run(), sport=Sport.CYCLING), before) is None


def test_threshold_speed_comes_from_the_fastest_run_of_the_last_months() -> None:
    # 10 km in 40:00 is VDOT 52 by Daniels' tables; an hour of it is near 4 m/s.
    fast = run(-30, metres=10_000, minutes=40)
    usual = [run(-n) for n in range(1, 6)]
    today = NOW.date()
    assert threshold_speed([fast, *usual], today=today) == pytest.approx(4.05, abs=0.06)
    later = today + timedelta(days=200)
    assert threshold_speed([fast, *usual], today=later) is None
    absurd = run(metres=60_000, minutes=50)
    assert threshold_speed([absurd, *usual], today=today) is None


def test_who_never_ran_hard_has_no_threshold_speed() -> None:
    easy = [run(-n, metres=10_000 + 30 * n) for n in range(12)]
    assert threshold_speed(easy, today=NOW.date()) is None
    assert threshold_speed([run(-1, minutes=40)], today=NOW.date()) is None


def test_single_beats_do_not_make_the_highest_heart_rate() -> None:
    beats = replace(run(), recorded=Recorded(heart_rate_s={120: 900.0, 185: 12.0, 240: 2.0}))
    assert highest_heart_rate([beats]) == 185
    assert highest_heart_rate([run()]) is None


def test_loads_that_nothing_tells_are_none() -> None:
    told = loads_of(run(), highest=None, threshold_m_s=None)
    assert (told.session, told.heart_rate, told.pace) == (None, None, None)
    spoken = loads_of(replace(run(), rpe=4.0), highest=None, threshold_m_s=4.0)
    assert spoken.session == 200


def test_the_type_is_told_by_length_and_speed_and_by_the_race_of_the_day() -> None:
    fast = Recorded(speed_s={41: 900.0, 28: 2000.0})
    easy = Recorded(speed_s={28: 3000.0})
    race = Race(NOW, 10_000)
    known = {
        RunType.LONG: type_of_done(run(minutes=110), threshold_m_s=None),
        RunType.MEDIUM_LONG: type_of_done(run(minutes=95), threshold_m_s=4.0),
        RunType.THRESHOLD: type_of_done(replace(run(), recorded=fast), threshold_m_s=4.1),
        RunType.INTERVAL: type_of_done(replace(run(), recorded=fast), threshold_m_s=3.9),
        RunType.EASY: type_of_done(replace(run(), recorded=easy), threshold_m_s=4.0),
        RunType.RACE: type_of_done(run(), threshold_m_s=None, race=race),
    }
    assert {kind: told.type for kind, told in known.items()} == {kind: kind for kind in known}
    assert type_of_done(run(), threshold_m_s=None).mark is Mark.GUESS
    assert known[RunType.RACE].mark is Mark.SURE


def test_two_runs_of_a_day_find_their_own_plans() -> None:
    morning, evening = planned(7, 40), planned(18, 80, RunType.THRESHOLD)
    short = run(metres=8_000, minutes=42)
    long = replace(run(metres=15_000, minutes=78), id="long", start=NOW.replace(hour=18))
    matches = match_runs([long, short], [morning, evening])
    assert {(m.activity.id, m.run.id, m.mark) for m in matches} == {
        (short.id, "p7", Mark.SURE),
        ("long", "p18", Mark.SURE),
    }


def test_another_day_another_sport_and_a_stroll_match_nothing() -> None:
    ride = replace(run(), sport=Sport.CYCLING)
    stroll = run(minutes=5)
    assert match_runs([run(1), ride, stroll], [planned(7, 50)]) == ()


def test_the_only_run_of_a_day_is_the_planned_one_however_long() -> None:
    (match,) = match_runs([run(minutes=120, metres=24_000)], [planned(7, 50)])
    assert match.mark is Mark.LIKELY


def test_a_day_is_that_of_the_place() -> None:
    assert run().day == date(2026, 11, 20)
