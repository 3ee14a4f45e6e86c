"""Minutes by intensity from a run's type and words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.running.effort import effort_of
from hamstrong.running.model import Run, RunType


def run(kind: RunType, title: str, *, minutes: float = 60, km: float | None = 10) -> Run:
    start = datetime(2027, 3, 2, 7, tzinfo=UTC)
    end = start + timedelta(minutes=minutes)
    return Run("a", start, end, kind, True, title, None if km is None else km * 1000)


@pytest.mark.parametrize(
    ("kind", "title", "marathon", "hard"),
    [
        (RunType.EASY, "Easy 10 km with 6 x 20 s strides", 0, 0),
        (RunType.THRESHOLD, "Threshold 10 km: 3 x 8 min at 4:21–4:35/km", 0, 24),
        (RunType.THRESHOLD, "Tempo", 0, 30),
        (RunType.THRESHOLD, "LT 8 km with 20 min at LT pace", 0, 20),
        (RunType.INTERVAL, "5 x 3 min hard", 0, 15),
        (RunType.REPETITION, "Hills 8 km: 8 x 20 s uphill", 0, 8 / 3),
        (RunType.MARATHON_PACE, "Marathon pace 12 km: 2 x 20 min at 4:56/km", 40, 0),
        (RunType.MARATHON_PACE, "steady", 36, 0),
        (RunType.LONG, "Long run 28 km at 5:20–6:20/km", 0, 0),
        (RunType.RACE, "Parkrun", 0, 60),
    ],
)
def test_minutes_by_intensity(kind: RunType, title: str, marathon: float, hard: float) -> None:
    effort = effort_of(run(kind, title))
    assert effort.marathon == pytest.approx(marathon)
    assert effort.hard == pytest.approx(hard)
    assert effort.total == pytest.approx(60)


def test_distances_go_by_the_speed_of_the_run() -> None:
    title = "Long run 28 km with 10 km at marathon pace, 4:56/km"
    effort = effort_of(run(RunType.LONG, title, minutes=150, km=28))
    assert effort.marathon == pytest.approx(10 * 150 / 28 / 1.15)
    repeats = effort_of(run(RunType.INTERVAL, "6 x 800 m", km=10))
    assert repeats.hard == pytest.approx(4.8 * 6 / 1.15)


@given(
    kind=st.sampled_from([kind for kind in RunType if kind.is_run]),
    title=st.text(max_size=40) | st.sampled_from(["99 x 60 min", "5 km with 40 km at MP"]),
    minutes=st.floats(1, 400),
)
def test_effort_never_exceeds_the_run(kind: RunType, title: str, minutes: float) -> None:
    effort = effort_of(run(kind, title, minutes=minutes, km=None))
    assert min(effort.easy, effort.marathon, effort.hard) >= 0
    assert effort.total == pytest.approx(minutes, rel=1e-6)
