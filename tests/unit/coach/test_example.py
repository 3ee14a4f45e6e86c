"""The example athlete: complete, flagged, gone after welcome."""

from datetime import timedelta

import pytest

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.finish_welcome import finish_welcome
from hamstrong.coach.levels import found_levels
from hamstrong.coach.make_plan import is_stale, make_plan
from hamstrong.coach.model import SessionState
from hamstrong.coach.open_example import discard_example, open_example
from hamstrong.coach.progress import progress
from hamstrong.coach.today import today
from hamstrong.coach.week import week
from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from tests.unit.coach.desk import MONDAY, Desk


def test_the_example_is_in_the_middle_of_its_block() -> None:
    desk = Desk()
    athlete = open_example(desk.ports, zone="Europe/Madrid")
    assert athlete.example
    view = today(desk.ports, athlete.id)
    assert view.example
    assert view.day == MONDAY
    assert view.race.day > MONDAY + timedelta(weeks=8)
    assert view.race.day.weekday() == 6
    done = progress(desk.ports, athlete.id)
    assert done.sets_total > 20
    assert any(point.left and point.right for point in done.exercises)
    assert found_levels(desk.store.events.all(athlete.id), load_library())


def test_the_example_missed_a_session_as_people_do() -> None:
    desk = Desk()
    athlete = open_example(desk.ports)
    states = [
        shown.state
        for weeks in range(4)
        for day in week(desk.ports, athlete.id, day=MONDAY - timedelta(weeks=4 - weeks)).days
        for shown in day.sessions
    ]
    assert SessionState.MISSED in states
    assert states.count(SessionState.DONE) >= 5


def test_nothing_in_the_example_lies_ahead() -> None:
    desk = Desk()
    athlete = open_example(desk.ports)
    assert all(event.at < desk.clock.now() for event in desk.store.events.all(athlete.id))


def test_opening_it_twice_opens_the_same() -> None:
    desk = Desk()
    assert open_example(desk.ports) == open_example(desk.ports)
    assert len(desk.store.athletes.all()) == 1


def test_the_example_lives_on_with_the_days() -> None:
    desk = Desk()
    athlete = open_example(desk.ports)
    desk.sleep(days=1)
    assert is_stale(desk.ports, athlete.id)
    make_plan(desk.ports, athlete.id)
    assert today(desk.ports, athlete.id).day == MONDAY + timedelta(days=1)


def test_finishing_welcome_puts_the_example_away() -> None:
    desk = Desk()
    open_example(desk.ports)
    own = desk.with_runs()
    finish_welcome(desk.ports, own.id)
    assert desk.store.athletes.all() == (own,)
    assert find_athlete(desk.ports).athlete == own
    discard_example(desk.ports)


def test_an_unfinished_welcome_keeps_the_example() -> None:
    desk = Desk()
    example = open_example(desk.ports)
    own = desk.athlete()
    with pytest.raises(NoPlan):
        finish_welcome(desk.ports, own.id)
    assert find_athlete(desk.ports).athlete == example
