"""Load day by day: what counts, how averages begin, which runs stand out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hamstrong.coach.load_over_time import KNOWN_DAYS, LoadKind, LoadOverTime, load_over_time
from hamstrong.running.activity import Activity, Recorded, Sport

LAST = date(2027, 3, 7)


def done(days_ago: int, metres: float, **more: object) -> Activity:
    start = datetime.combine(LAST - timedelta(days=days_ago), datetime.min.time(), UTC)
    about = {"sport": Sport.RUNNING, "zoned": True, "elapsed_s": 3600.0, "moving_s": 3600.0, **more}
    return Activity(id=f"{days_ago}-{metres}", start=start, distance_m=metres, **about)  # type: ignore[arg-type]


def over(*activities: Activity, kind: LoadKind | None = None, **rated: float) -> LoadOverTime:
    by_day = {LAST - timedelta(days=int(day[1:])): load for day, load in rated.items()}
    known = sorted(activities, key=lambda one: one.start)
    return load_over_time(known, by_day, first=LAST - timedelta(days=83), last=LAST, kind=kind)


def test_rest_counts_as_nothing_and_every_day_is_there() -> None:
    load = over(done(0, 8000), done(2, 5000))
    assert len(load.days) == 84
    assert [day.load for day in load.days[-3:]] == [5000, 0, 8000]
    assert load.days[-1].short is None, "two days are no four weeks"


def test_averages_begin_with_the_mean_of_four_weeks_and_then_forget() -> None:
    steady = [done(n, 6000) for n in range(60)]
    load = over(*steady)
    known = [day for day in load.days if day.short is not None]
    assert len(known) == 60 - KNOWN_DAYS
    assert all(day.short == day.long == pytest.approx(6000) for day in known)
    rested = over(*(one for one in steady if (LAST - one.day).days >= 7))
    assert rested.days[-1].short == pytest.approx(6000 * 0.3679, rel=1e-3)
    assert rested.days[-1].long == pytest.approx(6000 * 0.8465, rel=1e-3)


def test_a_run_more_than_a_tenth_longer_than_any_of_a_month_stands_out() -> None:
    load = over(done(20, 10_000), done(5, 11_000), done(0, 12_200))
    marked = [day.day for day in load.days if day.spike]
    assert marked == [LAST]


def test_a_measure_that_an_activity_cannot_tell_is_counted_as_unknown() -> None:
    beats = Recorded(heart_rate_s={150: 3600.0})
    load = over(
        done(0, 9000, recorded=beats),
        done(1, 9000),
        done(2, 0, sport=Sport.STRENGTH),
        kind=LoadKind.HEART_RATE,
    )
    assert load.unknown == 2
    assert load.days[-1].load == pytest.approx(60 * 5)
    assert LoadKind.HEART_RATE in load.kinds
    assert LoadKind.SESSION not in load.kinds
    assert over(done(1, 9000), done(2, 0, sport=Sport.STRENGTH), kind=LoadKind.PACE).unknown == 1


def test_strength_that_was_rated_here_counts_once() -> None:
    watch = done(1, 0, sport=Sport.STRENGTH, rpe=7.0)
    run = done(1, 9000, rpe=4.0)
    load = over(watch, run, kind=LoadKind.SESSION, d1=90.0)
    assert load.days[-2].load == 90 + 4 * 60
    assert load.unknown == 0
    alone = over(watch, run, kind=LoadKind.SESSION)
    assert alone.days[-2].load == (7 + 4) * 60
