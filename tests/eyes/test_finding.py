"""Boxes, points and regions: the sums around the two networks, without the networks."""

import math
from typing import Any

import pytest

np = pytest.importorskip("numpy")
detector = pytest.importorskip("hamstrong.adapters.eyes.detector")
landmarker = pytest.importorskip("hamstrong.adapters.eyes.landmarker")
region = pytest.importorskip("hamstrong.adapters.eyes.region")
tracker = pytest.importorskip("hamstrong.adapters.eyes.tracker")

WHOLE = region.Region.whole(640, 480)


def test_anchors_are_as_many_as_the_network_has_rows() -> None:
    found = detector.anchors(224)
    assert found.shape == (28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6, 2)
    assert found[0].tolist() == found[1].tolist() == [4, 4]
    assert found[2].tolist() == [12, 4]
    assert found[-1].tolist() == [208, 208]


def box(x: float, y: float, side: float) -> list[float]:
    return [x, y, side, side, x, y, x, y - side / 2, 0, 0, 0, 0]


def test_boxes_of_one_person_are_averaged_by_score_and_another_person_stays() -> None:
    boxes = np.array([box(50, 50, 40), box(54, 50, 40), box(150, 50, 40)], np.float32)
    people = detector.merge(boxes, np.array([0.6, 0.9, 0.7], np.float32))
    assert [score for score, _ in people] == pytest.approx([0.9, 0.7])
    assert people[0][1][0] == pytest.approx([(0.6 * 50 + 0.9 * 54) / 1.5, 50])
    assert people[1][1].tolist() == [[150, 50], [150, 30]]


def test_a_region_has_the_head_at_its_top_however_the_body_lies() -> None:
    hips = np.array([300, 200], np.float32)
    for turn in (0, 1, -2, 3):
        head = hips + 100 * np.array([math.sin(turn), -math.cos(turn)], np.float32)
        around = region.Region.around(hips, head.astype(np.float32))
        assert around.turn == pytest.approx(turn, abs=1e-5)
        assert around.side == pytest.approx(250)
        top = around.to_frame(np.array([[128, 128 - 100 * 256 / 250]], np.float32), 256)
        assert top[0] == pytest.approx(head, abs=1e-3)


@pytest.mark.parametrize("turn", [0.0, 0.4, -1.2, math.pi / 2])
def test_what_is_cut_out_is_found_where_it_was(turn: float) -> None:
    pixels = np.zeros((480, 640, 4), np.uint8)
    pixels[198:203, 398:403] = 255
    square = region.Region(380, 220, 200, turn)
    cut = square.cut(pixels, 128)
    assert cut.shape == (128, 128, 3)
    ys, xs = np.nonzero(cut[..., 0] > 127)
    centre = np.array([[xs.mean() + 0.5, ys.mean() + 0.5]], np.float32)
    assert square.to_frame(centre, 128)[0] == pytest.approx([400.5, 200.5], abs=1)


def test_beyond_the_frame_it_is_black() -> None:
    pixels = np.full((480, 640, 4), 200, np.uint8)
    cut = WHOLE.cut(pixels, 64)
    assert set(np.unique(cut[:7])) == {0}
    assert set(np.unique(cut[9:-9])) == {200}


def test_a_point_moves_to_the_warmth_around_it_and_stays_in_the_cold() -> None:
    heat = np.full((64, 64, 3), -9, np.float32)
    heat[30, 32, 0] = 5
    points = np.array([[31.2, 31.8], [10, 10], [-3, 70]], np.float32)
    moved = landmarker.refine(points, heat)
    assert moved[0] == pytest.approx([32, 30], abs=0.1)
    assert moved[1:].tolist() == points[1:].tolist()


class TwoPeople:
    """A detector that sees a sure stranger on the left and the athlete on the right."""

    def find(self, pixels: Any) -> tuple[Any, ...]:
        left, right = (region.Region(x, 200, 150) for x in (100, 500))
        return (detector.Person(0.9, left), detector.Person(0.7, right))


class Reader:
    """A landmarker that says what it is told to, where it is asked to look."""

    def __init__(self, *presence: float) -> None:
        self.presence = list(presence)
        self.looked: list[float] = []

    def read(self, pixels: Any, where: Any) -> Any:
        self.looked.append(where.x)
        points = np.zeros((33, 4), np.float32)
        return landmarker.Body(points, self.presence.pop(0), where)


def test_who_is_lost_is_looked_for_where_they_were() -> None:
    reader = Reader(1.0, 0.1, 1.0, 1.0)
    following = tracker.Tracker(TwoPeople(), reader)
    following._region = region.Region(510, 210, 150)  # as after the first frames
    seen = [following.see(None) is not None for _ in range(3)]
    assert seen == [True, False, True]
    assert reader.looked == [510, 510, 500, 500]


def test_the_surest_is_taken_where_nobody_was_before_and_looked_at_twice() -> None:
    reader = Reader(1.0, 1.0)
    assert tracker.Tracker(TwoPeople(), reader).see(None) is not None
    assert reader.looked == [100, 100]
