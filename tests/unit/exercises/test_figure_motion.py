"""Between its keyframes a figure moves as a body does, not round by the other way."""

from itertools import pairwise

import pytest

from hamstrong.exercises.figures.scene import make_scene
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise

DETOUR_DEG = 40  # contacts may ask for a bend on the way

LIBRARY = load_library()


def turned(before: float, after: float) -> float:
    return (after - before + 180) % 360 - 180


@pytest.mark.parametrize("exercise", LIBRARY.values(), ids=list(LIBRARY))
def test_segments_turn_the_short_way(exercise: Exercise) -> None:
    """Nothing swings round its joint: a direction of 350 degrees is not next to one of 10."""
    assert exercise.figure is not None
    scene = make_scene(exercise.figure, exercise.id)
    for name, placed in scene.setup.items():
        there = abs(turned(placed.deg, scene.work[name].deg))
        steps = sum(abs(turned(a[name].deg, b[name].deg)) for a, b in pairwise(scene.bodies))
        assert steps <= there + DETOUR_DEG, name
