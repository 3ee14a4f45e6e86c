"""From a race to paces and predictions: what stands there is what the core says."""

import json
from itertools import pairwise

import pytest

from hamstrong.coach.show_paces import PREDICTED_M, paces_document, show_paces
from hamstrong.errors import BadInput
from hamstrong.running.critical_speed import Effort
from hamstrong.running.model import MARATHON_M, RunType

RACE = Effort(10_000, 47 * 60 + 30)
EFFORTS = (Effort(1200, 280), Effort(3000, 770))
SLOW = Effort(10_000, 67 * 60 + 30)


def test_a_race_gives_a_pace_for_each_type_of_run() -> None:
    view = show_paces(RACE)
    assert view.vdot == pytest.approx(42.5, abs=0.1)
    assert [row.type for row in view.paces] == [
        RunType.EASY,
        RunType.MARATHON_PACE,
        RunType.THRESHOLD,
        RunType.INTERVAL,
        RunType.REPETITION,
    ]
    assert all(row.speeds.slow_m_s < row.speeds.fast_m_s for row in view.paces)
    assert all(a.speeds.fast_m_s < b.speeds.fast_m_s for a, b in pairwise(view.paces))
    assert all(row.source and row.certainty in ("M", "judgement") for row in view.paces)


def test_marathon_pace_is_that_of_the_prediction() -> None:
    view = show_paces(RACE)
    marathon = view.predictions[-1].methods[0]
    speeds = view.paces[1].speeds
    assert MARATHON_M / speeds.slow_m_s == pytest.approx(marathon.high_s)
    assert MARATHON_M / speeds.fast_m_s == pytest.approx(marathon.low_s)


def test_slow_runners_go_by_effort_where_the_formula_fails() -> None:
    assert [row.effort for row in show_paces(SLOW).paces] == ["", "", "RPE 6–7", "RPE 8–9", ""]
    assert [row.effort for row in show_paces(RACE).paces] == [""] * 5


def test_every_distance_is_predicted_by_two_methods() -> None:
    rows = show_paces(RACE).predictions
    assert tuple(row.distance_m for row in rows) == PREDICTED_M
    for row in rows:
        assert [one.method for one in row.methods] == ["VDOT", "Riegel, exponent 1.06"]
        assert all(one.low_s < one.time_s < one.high_s and one.source for one in row.methods)
    assert all(one.time_s == pytest.approx(RACE.time_s, abs=0.1) for one in rows[1].methods)


@pytest.mark.parametrize(("weekly_m", "exponent"), [(25_000, "1.1"), (45_000, "1.08")])
def test_few_kilometres_a_week_slow_riegels_marathon(weekly_m: float, exponent: str) -> None:
    plain = show_paces(RACE).predictions[-1].methods[1]
    low = show_paces(RACE, weekly_m=weekly_m).predictions[-1].methods[1]
    assert low.method == f"Riegel, exponent {exponent}"
    assert low.time_s > plain.time_s


def test_efforts_add_critical_speed_and_its_marathon_only() -> None:
    view = show_paces(RACE, efforts=EFFORTS)
    assert view.critical is not None
    assert view.critical.speed_m_s == pytest.approx(1800 / 490)
    assert view.critical.reserve_m == pytest.approx(1200 - 280 * 1800 / 490)
    assert [len(row.methods) for row in view.predictions] == [2, 2, 2, 3]
    assert view.predictions[-1].methods[-1].method == "Critical speed"
    assert show_paces(RACE).critical is None


@pytest.mark.parametrize(
    ("race", "efforts", "weekly_m", "place"),
    [
        (Effort(10_000, 600), (), None, "recent race"),
        (Effort(0, 600), (), None, "recent race"),
        (Effort(float("nan"), 600), (), None, "recent race"),
        (RACE, EFFORTS[:1], None, "efforts"),
        (RACE, (EFFORTS[0], EFFORTS[0]), None, "efforts"),
        (RACE, (EFFORTS[0], Effort(1201, 1200)), None, "efforts"),
        (RACE, (EFFORTS[0], Effort(float("inf"), 600)), None, "efforts"),
        (RACE, (), -1, "weekly distance"),
        (RACE, (), float("nan"), "weekly distance"),
        (RACE, (), 4_500_000, "weekly distance"),
    ],
)
def test_what_fits_no_runner_is_refused_with_its_place(
    race: Effort, efforts: tuple[Effort, ...], weekly_m: float | None, place: str
) -> None:
    with pytest.raises(BadInput) as caught:
        show_paces(race, efforts=efforts, weekly_m=weekly_m)
    assert caught.value.place == place


def test_the_document_is_json_with_units_in_its_names() -> None:
    view = show_paces(RACE, efforts=EFFORTS)
    document = json.loads(json.dumps(paces_document(view), allow_nan=False))
    assert document["race"] == {"distance_m": 10_000, "time_s": 2850}
    assert [pace["type"] for pace in document["paces"]] == [row.type for row in view.paces]
    marathon = document["predictions"][-1]["methods"]
    assert all(one["low_s"] < one["time_s"] < one["high_s"] for one in marathon)
    assert document["critical_speed"]["efforts"] == 2
    assert paces_document(show_paces(RACE))["critical_speed"] is None
