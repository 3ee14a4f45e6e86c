"""A kept report read back: stretches that add up, and lights that say no more than was seen."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judge.bodies import EXERCISES
from hamstrong.coach.seen_report import Kind, LightState, SeenHold, SeenReport, read_report
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.motion.document import report_document
from tests.unit.motion.clips import clip

JUDGING = load_library()["hb_support_1l_mid"].judge


def raw_hold(**changes: Any) -> dict[str, Any]:
    hold = {
        "start_s": 10.0,
        "end_s": 40.0,
        "total_s": 30.0,
        "valid_s": 30.0,
        "lost_s": {},
        "abstained_s": 0.0,
        "side": "left",
        "hip_angle_deg": {"value": 174.0, "plus_minus": 6.0},
        "hip_height": None,
        "drift_deg_10s": None,
        "sway": None,
        "faults": [],
        "trusted": True,
    }
    return hold | changes


def raw_report(*holds: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    report = {
        "holds": list(holds),
        "reps": [],
        "framing": [],
        "not_visible": ["level"],
        "watched_s": 50.0,
        "seen_s": 50.0,
    }
    return report | changes


def fault(criterion: str, start_s: float, end_s: float, *, ended: bool = False) -> dict[str, Any]:
    times = {"start_s": start_s, "end_s": end_s}
    return {"criterion": criterion, "name": "A fault", **times, "ended_hold": ended}


def only(report: SeenReport) -> SeenHold:
    (hold,) = report.holds
    return hold


def light_of(hold: SeenHold, criterion: Criterion) -> LightState:
    return next(light.state for light in hold.lights if light.criterion is criterion)


def seconds(hold: SeenHold, kind: Kind) -> float:
    return sum(s.end_s - s.start_s for s in hold.stretches if s.kind is kind)


@pytest.mark.parametrize("name", EXERCISES)
def test_stretches_add_up_to_what_the_judge_counted(name: str) -> None:
    report = read_report(report_document(clip(name).judged()), clip(name).spec.judge)
    assert report.holds
    for hold in report.holds:
        assert seconds(hold, Kind.VALID) == pytest.approx(hold.valid_s, abs=0.1)
        assert seconds(hold, Kind.LOST) == pytest.approx(sum(hold.lost_s.values()), abs=0.1)
        assert seconds(hold, Kind.UNSEEN) == pytest.approx(hold.abstained_s, abs=0.1)


def test_lost_and_unseen_seconds_stand_where_they_were() -> None:
    raw = raw_hold(
        valid_s=22.0,
        lost_s={"up": 3.0, "still": 2.0},
        abstained_s=3.0,
        faults=[fault("up", 15.0, 18.0), fault("still", 20.0, 22.0)],
    )
    dark = {"kind": "unclear", "sentence": "", "start_s": 30.0, "end_s": 33.0}
    hold = only(read_report(raw_report(raw, framing=[dark]), JUDGING))
    assert [(s.kind.value, s.criterion, s.start_s, s.end_s) for s in hold.stretches] == [
        ("valid", None, 10.0, 15.0),
        ("lost", Criterion.UP, 15.0, 18.0),
        ("valid", None, 18.0, 20.0),
        ("lost", Criterion.STILL, 20.0, 22.0),
        ("valid", None, 22.0, 30.0),
        ("unseen", None, 30.0, 33.0),
        ("valid", None, 33.0, 40.0),
    ]


def test_the_more_important_of_two_losses_is_shown() -> None:
    raw = raw_hold(
        lost_s={"up": 4.0, "still": 1.0},
        faults=[fault("still", 20.0, 25.0), fault("up", 20.0, 24.0)],
    )
    hold = only(read_report(raw_report(raw), JUDGING))
    lost = [(s.criterion, s.start_s, s.end_s) for s in hold.stretches if s.kind is Kind.LOST]
    assert lost == [(Criterion.UP, 20.0, 24.0), (Criterion.STILL, 24.0, 25.0)]


def test_a_fault_that_takes_no_seconds_shades_none() -> None:
    hold = only(read_report(raw_report(raw_hold(faults=[fault("line", 20.0, 25.0)])), JUDGING))
    assert [s.kind for s in hold.stretches] == [Kind.VALID]
    assert light_of(hold, Criterion.LINE) is LightState.LOST


def test_lights_come_in_order_and_say_what_cannot_be_seen() -> None:
    hold = only(read_report(raw_report(raw_hold()), JUDGING))
    assert [(light.criterion.value, light.state.value) for light in hold.lights] == [
        ("up", "good"),
        ("line", "good"),
        ("level", "not-visible"),
        ("lever", "good"),
        ("still", "good"),
    ]


@pytest.mark.parametrize(
    ("faults", "state"),
    [
        ([], LightState.GOOD),
        ([fault("up", 12.0, 13.0)], LightState.CAREFUL),
        ([fault("up", 12.0, 20.0)], LightState.LOST),
        ([fault("up", 40.0, 43.0, ended=True)], LightState.CAREFUL),
    ],
)
def test_a_light_is_as_red_as_its_seconds(faults: list[dict[str, Any]], state: LightState) -> None:
    hold = only(read_report(raw_report(raw_hold(faults=faults)), JUDGING))
    assert light_of(hold, Criterion.UP) is state


def test_a_hold_that_was_hardly_seen_gets_no_light() -> None:
    hold = only(read_report(raw_report(raw_hold(valid_s=5.0, abstained_s=25.0)), JUDGING))
    assert light_of(hold, Criterion.UP) is LightState.UNSURE
    assert light_of(hold, Criterion.LEVEL) is LightState.NOT_VISIBLE


@given(
    st.lists(
        st.tuples(st.sampled_from(["up", "line", "still"]), st.floats(0, 50), st.floats(0, 8)),
        max_size=6,
    ),
    st.lists(st.tuples(st.floats(0, 50), st.floats(0, 8)), max_size=4),
)
def test_stretches_cover_the_hold_without_gaps(
    lost: list[tuple[str, float, float]], dark: list[tuple[float, float]]
) -> None:
    faults = [fault(name, start, start + length) for name, start, length in lost]
    framing = [
        {"kind": "nobody", "sentence": "", "start_s": start, "end_s": start + length}
        for start, length in dark
    ]
    raw = raw_hold(lost_s={name: 1.0 for name, _, _ in lost}, abstained_s=1.0, faults=faults)
    hold = only(read_report(raw_report(raw, framing=framing), JUDGING))
    edges = [s.start_s for s in hold.stretches] + [hold.stretches[-1].end_s]
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (10.0, 40.0)
    for before, after in zip(hold.stretches, hold.stretches[1:], strict=False):
        assert before.end_s == after.start_s
        assert (before.kind, before.criterion) != (after.kind, after.criterion)
