"""Sets that a watch counted while it ran a workout of ours: each with its side."""

from datetime import UTC
from typing import Literal

from hamstrong.coach.activity_document import activity_from_json, activity_to_json
from hamstrong.coach.model import EventKind
from hamstrong.coach.sets_done import log_sets
from hamstrong.running.activity import Activity, DoneSet, Sport
from tests.unit.coach.desk import MONDAY, Desk, at

SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
BRIDGE = (10, 30)
"""What a watch calls a single-leg bridge."""


def ran_on_a_watch() -> Activity:
    """Two holds on each side."""
    sets = (
        DoneSet(at(MONDAY, 18, n), 15, None, None, *BRIDGE, side)
        for n, side in enumerate(SIDES * 2)
    )
    return Activity("a", Sport.STRENGTH, at(MONDAY, 18), True, 1800, 1800, sets=tuple(sets))


def test_each_side_counts_its_own_sets() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.clock.moment = at(MONDAY, 20).astimezone(UTC)
    log_sets(desk.ports, athlete.id, [ran_on_a_watch()])
    events = desk.store.events.all(athlete.id, EventKind.SET)
    assert [(e.data["exercise_id"], e.data["side"], e.data["set_number"]) for e in events] == [
        ("hb_floor_1l", side, number) for number in (1, 2) for side in SIDES
    ]


def test_sides_are_kept_and_what_was_kept_before_has_none() -> None:
    document = activity_to_json(ran_on_a_watch())
    assert activity_from_json(document) == ran_on_a_watch()
    for one in document["sets"]:
        del one["side"]
    assert {one.side for one in activity_from_json(document).sets} == {None}
