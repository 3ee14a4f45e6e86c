"""Where the pictures of an exercise are, and whose leg they show."""

import pytest

from hamstrong.coach.pictures import picture_links
from hamstrong.exercises.library import load_library
from hamstrong.exercises.pictures import load_pictures


@pytest.mark.parametrize(
    ("exercise_id", "side"),
    [
        ("hb_support_1l_bent", "right"),
        ("calf_1l", "right"),
        ("plank", None),  # both sides work
        ("hb_floor_2l", None),
        ("sp_feet", None),  # seen from the front: which side is down is in the words
    ],
)
def test_the_side_that_is_seen_to_work(exercise_id: str, side: str | None) -> None:
    links = picture_links(load_pictures(), load_library()[exercise_id])
    assert links.side == side
    assert links.views
