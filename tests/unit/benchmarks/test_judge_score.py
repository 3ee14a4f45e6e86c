"""The arithmetic of the judge's benchmark: small films, made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.judge.film import Film, Kind, Truth, View, spans, view_of
from benchmarks.judge.limits import Row, p95, rows, share_pct
from benchmarks.judge.run import Called, Results, Scored
from benchmarks.judge.score import (
    Tally,
    hold_errors,
    holds_truth,
    score,
    told_drops,
    total,
    true_drops,
)
from benchmarks.judge.table import lines, missed
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.motion.report import FormFault, JudgedHold, Measure, Report, Stage, State

HZ = 10
RISE = 0.5


def hold(start_s: float, end_s: float, *, lost_s: float = 0.0, angle: float = 180.0) -> JudgedHold:
    return JudgedHold(
        start_s=start_s,
        end_s=end_s,
        total_s=end_s - start_s,
        valid_s=end_s - start_s - lost_s,
        lost_s={Criterion.UP: lost_s} if lost_s else {},
        abstained_s=0.0,
        side=Side.LEFT,
        hip_angle_deg=Measure(angle, 5.0),
        hip_height=Measure(RISE, 0.05),
        drift_deg_10s=None,
        sway=None,
        faults=(),
    )


def film(levels: list[float]) -> Film:
    """One level for each second, at ten frames a second; 1 is straight and RISE high."""
    level = np.repeat(np.array(levels, float), HZ)
    times_s = np.arange(1, len(level) + 1) / HZ
    points = [np.zeros((33, 4), np.float32)] * len(level)
    return Film(
        "by hand",
        Kind.RENDERED,
        "hb_floor_2l",
        Side.BOTH,
        (640, 480),
        times_s,
        list(points),
        truth=Truth(level, np.full(len(level), 180.0), RISE * level),
    )


UP_ONCE = film([0, 0, 1, 1, 1, 1, 0, 0])
"""Up from 2 to 6 s."""


def report(*holds: JudgedHold, seen_s: float = 8.0) -> Report:
    return Report("hb_floor_2l", Side.BOTH, judged=True, watched_s=8.0, seen_s=seen_s, holds=holds)


def states(of: Film, angle: float) -> list[State]:
    return [
        State(
            float(time_s),
            Stage.ACTIVE,
            valid_s=1.0,
            hip_angle_deg=Measure(angle, 5.0),
            hip_height=Measure(RISE, 0.05),
        )
        for time_s in of.times_s
    ]


def scored(of: Film, *holds: JudgedHold, angle: float = 183.0) -> Tally:
    return score(of, states(of, angle), report(*holds))


def test_a_right_hold_has_no_errors_but_those_of_its_numbers() -> None:
    tally = scored(UP_ONCE, hold(2.0, 6.0))
    assert tally.hold_errors_s == pytest.approx([0.0])
    assert (tally.good_s, tally.false_good_s, tally.wrong_frames) == pytest.approx((4.0, 0.0, 0))
    assert set(tally.angle_errors_deg) == {3.0}
    assert set(tally.change_errors_deg) == {0.0}
    assert tally.height_errors_pct == pytest.approx([0.0] * 40)
    assert (tally.angles, tally.angles_within) == (1, 1)


def test_seconds_that_were_not_up_are_false_good() -> None:
    tally = scored(UP_ONCE, hold(2.0, 7.0))
    assert tally.hold_errors_s == pytest.approx([1.0])
    assert tally.false_good_s == pytest.approx(1.0)
    assert tally.wrong_frames == HZ


def test_a_hold_that_was_missed_and_one_that_never_was() -> None:
    assert hold_errors([(2.0, 6.0)], []) == [-4.0]
    assert hold_errors([], [hold(2.0, 6.0)]) == [4.0]
    assert hold_errors([(2.0, 6.0)], [hold(7.0, 9.0)]) == [-4.0, 2.0]


def test_one_judged_hold_over_two_true_ones_shares_its_error() -> None:
    true = [(2.0, 6.0), (7.0, 9.0)]
    assert hold_errors(true, [hold(2.0, 9.0, lost_s=2.0)]) == pytest.approx([-0.5, -0.5])


def test_two_judged_holds_in_a_true_one_count_together() -> None:
    assert hold_errors([(2.0, 6.0)], [hold(2.0, 3.5), hold(4.0, 6.0)]) == pytest.approx([-0.5])


def test_the_end_of_a_hold_is_a_drop() -> None:
    assert UP_ONCE.truth is not None
    assert true_drops(UP_ONCE.times_s, UP_ONCE.truth) == [(6.0, 6.1)]
    assert scored(UP_ONCE, hold(2.0, 6.3)).drops_found == 1
    assert scored(UP_ONCE, hold(2.0, 7.9)).drops_found == 0


def test_a_dip_in_a_hold_is_a_drop_where_it_is_deep_and_long() -> None:
    for low, count in ((0.9, 1), (0.8, 2)):
        dipped = film([0, 0, 1, 1, low, low, 1, 1, 0, 0])
        assert dipped.truth is not None
        assert len(true_drops(dipped.times_s, dipped.truth)) == count


def test_a_drop_that_never_was_is_false() -> None:
    sagging = FormFault(Criterion.UP, "Hips sag", 4.0, 4.5)
    long = film([0, 0, 1, 1, 1, 1, 1, 1, 0, 0])
    right = hold(2.0, 8.0)
    assert scored(long, right).false_drops == 0
    assert scored(long, replace(right, faults=(sagging,))).false_drops == 1
    assert told_drops([right]) == [(8.0, 8.0)]


def test_a_number_holds_the_truth_within_its_own_error() -> None:
    true = np.array([176.0, 177.0, 190.0])
    assert holds_truth(Measure(180.0, 3.0), true)
    assert not holds_truth(Measure(180.0, 2.9), true)


def test_abstained_seconds_and_frames_without_anybody() -> None:
    half = replace(UP_ONCE, points=[None] * 40 + list(UP_ONCE.points[40:]))
    tally = score(half, states(half, 180.0), report(seen_s=2.0))
    assert (tally.found, tally.frames, tally.abstained_s) == (40, 80, 6.0)


def test_a_film_without_truth_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="no truth"):
        score(replace(UP_ONCE, truth=None), [], report())


def test_tallies_add_up() -> None:
    both = total([scored(UP_ONCE, hold(2.0, 6.0)), scored(UP_ONCE, hold(2.0, 7.0))])
    assert both.films == 2
    assert both.hold_errors_s == pytest.approx([0.0, 1.0])
    assert both.good_s == pytest.approx(9.0)


def test_stretches_begin_with_the_frame_before() -> None:
    times_s = np.array([0.1, 0.2, 0.3, 0.4])
    assert spans(times_s, np.array([True, False, True, True])) == [(0.0, 0.1), (0.2, 0.4)]


@pytest.mark.parametrize(
    ("off", "view"), [(20, View.RECOMMENDED), (21, View.OBLIQUE), (46, View.OUTSIDE)]
)
def test_views_by_their_angle(off: float, view: View) -> None:
    assert view_of(off) is view


def test_limits_are_met_missed_or_without_data() -> None:
    assert Row("a", 0.5, 0.5, "s").verdict == "met"
    assert Row("a", 0.51, 0.5, "s").verdict == "MISSED"
    assert Row("a", 97.0, 98, "%", at_least=True).verdict == "MISSED"
    assert Row("a", share_pct(0, 0), 98, "%", at_least=True).verdict == "no data"
    assert p95([-2.0] * 100) == 2.0


def test_results_are_held_against_every_limit() -> None:
    wrong = Scored(UP_ONCE, report(), scored(UP_ONCE, hold(2.0, 7.0)))
    never = Called(replace(UP_ONCE, may_hold=False), None, 1.0, 1)
    results = Results([wrong], [never])
    names = {row.what for row in missed(results)}
    assert "hold time, mean error (seen)" in names
    assert "holds begun where none is (1 films)" in names
    assert "hip angle, mean error (seen)" not in names
    assert len(rows(results)) == len({row.what for row in rows(results)})
    assert any("MISSED" in line for line in lines(results))
