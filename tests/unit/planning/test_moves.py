from datetime import timedelta

import pytest

from hamstrong.errors import NotFound
from hamstrong.planning.model import Plan
from hamstrong.planning.planner import make_plan
from hamstrong.planning.why.explain import explain_session
from hamstrong.planning.why.moves import check_move, find_session, move_targets
from tests.unit.planning.test_planner import LIBRARY, MONDAY, in_week, request_for


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(request_for(), LIBRARY)


def test_a_move_names_every_run_in_the_way(plan: Plan) -> None:
    heavy, _ = in_week(plan, MONDAY + timedelta(weeks=5))
    monday_evening = heavy.start - timedelta(days=1)
    reasons = check_move(plan, heavy.id, monday_evening, standing=())
    texts = " ".join(reason.text for reason in reasons)
    assert "Tuesday's threshold run" in texts
    assert "Sunday's long run" in texts
    for reason in reasons:
        assert reason.needed_h is not None
        assert reason.hours is not None
        assert reason.hours < reason.needed_h


def test_a_neighbour_makes_room_unless_it_stands(plan: Plan) -> None:
    first, second = in_week(plan, MONDAY + timedelta(weeks=8))
    wished = second.start
    assert check_move(plan, first.id, wished, standing=()) == ()
    (reason,) = check_move(plan, first.id, wished, standing={second.id})
    assert "between this session and" in reason.text


def test_a_session_stays_in_its_week(plan: Plan) -> None:
    first, _ = in_week(plan, MONDAY + timedelta(weeks=5))
    reasons = check_move(plan, first.id, first.start + timedelta(days=7), standing=())
    assert any("its own week" in reason.text for reason in reasons)


def test_a_session_that_is_not_there(plan: Plan) -> None:
    with pytest.raises(NotFound, match="not in your plan"):
        find_session(plan, "1999-01-04-1")


def test_why_and_carrying_say_the_same_of_every_day(plan: Plan) -> None:
    """A day that another session holds is open to the athlete's own hand, and `why` says so."""
    by_hand = 0
    for session in plan.sessions[::4]:
        targets = move_targets(plan, request_for(), LIBRARY, session.id)
        for verdict in explain_session(plan, request_for(), LIBRARY, session.id).others:
            offered = bool(targets.days[verdict.day].starts)
            makes_room = verdict.reason.text.endswith("the rest of the week makes room.")
            assert offered == (makes_room or bool(verdict.starts)), verdict
            by_hand += makes_room
    assert by_hand
