"""What is asked of the body, and the document of how it stands."""

from datetime import date, timedelta
from typing import Any

import pytest

from hamstrong.coach.body_document import body_document
from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.show_body import BodyView, show_body
from hamstrong.exercises.library import load_library
from hamstrong.planning.body.pain import Light
from hamstrong.planning.constants.readiness import ILL_AHEAD_DAYS, Area
from tests.unit.coach.desk import MONDAY, NOW, Desk, a_set, event
from tests.unit.coach.test_body import BRIDGE, full_sets, logged

HELD = ((0, 28, 28), (4, 28, 28), (8, 20, 28))


def holds(*days: tuple[int, int, int], **left: Any) -> list[Any]:
    """Both sides on each day; what else is said is said of the last left set."""
    return [
        a_set(
            f"s-{day}",
            BRIDGE,
            side=side,
            hold_s=held,
            planned=28,
            moment=NOW + timedelta(days=day),
            **(left if (day, side) == (days[-1][0], "left") else {}),
        )
        for day, *both in days
        for side, held in zip(("left", "right"), both, strict=True)
    ]


def eighth_morning(**said: Any) -> Any:
    """A check-in some hours before the last of those sessions."""
    day = MONDAY + timedelta(days=8)
    data = {"day": day.isoformat(), "soreness": {}, "pain": {}, **said}
    return event("check-in", data, moment=NOW + timedelta(days=7, hours=21))


def seen(desk: Desk, athlete: str) -> BodyView:
    return show_body(desk.ports, athlete)


def test_a_side_that_fell_is_asked_about_until_a_check_in_answers() -> None:
    desk, athlete = logged(eighth_morning(), *holds(*HELD), days=8)
    (question,) = seen(desk, athlete).questions
    assert "left hold fell from 28 to 20 s" in question.text
    assert question.spot.area in Area
    desk.sleep(days=1)
    check_in(desk.ports, athlete, answer=CheckIn(MONDAY + timedelta(days=9)))
    assert seen(desk, athlete).questions == ()


def test_where_pain_was_told_with_the_set_nothing_is_left_to_ask() -> None:
    desk, athlete = logged(*holds(*HELD, ended="pain", pain=4), days=8)
    view = seen(desk, athlete)
    assert view.questions == ()
    assert Light.AMBER in {state.light for state in view.states}


@pytest.mark.parametrize(
    ("told", "light"),
    [
        ({"ended": "pain"}, Light.AMBER),
        ({"ended": "pain", "pain": 1}, Light.GREEN),
        ({"ended": "pain", "pain": 1, "sharp": True}, Light.RED),
        ({"ended": "cramp"}, Light.GREEN),
    ],
)
def test_what_the_player_sends_of_pain_lights_its_area(told: dict[str, Any], light: Light) -> None:
    desk, athlete = logged(*full_sets(2, **told), days=2)
    lights = {state.light for state in seen(desk, athlete).states}
    assert lights == {Light.GREEN, light}


def test_the_document_says_what_the_view_says() -> None:
    sore = eighth_morning(pain={"calf": 6}, ill=True)
    desk, athlete = logged(sore, *holds(*HELD), days=8)
    view = seen(desk, athlete)
    document = body_document(view, load_library())
    assert date.fromisoformat(document["day"]) == view.day
    assert document["ill"] is True
    assert [one["area"] for one in document["areas"]] == [area.value for area in Area]
    calf = next(one for one in document["areas"] if one["area"] == "calf")
    assert (calf["light"], calf["since"]) == ("red", document["day"])
    assert calf["does"]
    assert calf["advice"]
    ahead = (view.day + timedelta(days=ILL_AHEAD_DAYS)).isoformat()
    assert {"last": ahead, "hardest": None}.items() <= document["limits"][0].items()
    assert [one["exercise_id"] for one in document["verdicts"]] == [BRIDGE]
    (question,) = document["questions"]
    assert (question["side"], question["before"], question["now"]) == ("left", 28, 20)
    assert len(document["days"]) == len(view.days) == 41, "to the end of the block"
    assert {one["word"] for one in document["days"]} <= {"fresh", "a bit heavy", "not recovered"}
