"""The same description gives the same pixels, and the picture shows something."""

import pytest

from hamstrong.exercises.library import load_library

pytest.importorskip("scipy", reason="the studio's dependencies are not installed")
pytest.importorskip("moderngl", reason="the studio's dependencies are not installed")
pytest.importorskip("PIL", reason="the studio's dependencies are not installed")

import numpy as np

from hamstrong_studio.film import Frame, Studio, timeline
from hamstrong_studio.render import Effort

SMALL = Effort(shifts=2, lights=4, tile=256)
SIZE = (150, 100)


def test_the_same_description_gives_the_same_pixels() -> None:
    exercise = load_library()["hb_floor_2l"]
    pictures = [
        Studio(exercise, "ada").shoot(Frame(1.0, 0.0, 0), size=SIZE, effort=SMALL) for _ in range(2)
    ]
    for one, other in zip(*pictures, strict=True):
        assert np.array_equal(one, other)
        assert one.std() > 20


def test_two_cameras_do_not_disturb_each_other() -> None:
    studio = Studio(load_library()["hb_floor_2l"], "ada")
    now = Frame(1.0, 0.0, 0)
    before = studio.shoot(now, size=SIZE, effort=SMALL)
    studio.shoot(now, size=(90, 60), effort=SMALL)
    assert np.array_equal(before, studio.shoot(now, size=SIZE, effort=SMALL))


@pytest.mark.parametrize("held", [True, False])
def test_a_loop_begins_where_it_ends(held: bool) -> None:
    frames = timeline(held=held)
    assert frames[0].progress == 0
    assert max(frame.progress for frame in frames) == 1
    assert frames[-1].progress < 0.05
    assert 3 <= sum(frame.milliseconds for frame in frames) / 1000 <= 9
