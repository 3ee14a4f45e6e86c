"""What is said of a day, and what happens when the session is put there, are one judgement."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time

import pytest

from benchmarks.blocks import block, core_library
from hamstrong.planning.planner import make_plan
from hamstrong.planning.why.explain import explain_session
from hamstrong.planning.why.moves import move_targets
from hamstrong.planning.why.verdicts import Verdict
from hamstrong.planning.why.words import WHY_SENTENCES

LATE = time(23, 59)
MAKES_ROOM = WHY_SENTENCES["by-hand"].format(sentence="").strip()


@pytest.mark.parametrize("number", [0, 2, 5])
def test_a_day_that_is_told_possible_may_be_moved_to_and_no_other(number: int) -> None:
    """Block 5 has days that could hold another kind of work only: neither face offers them."""
    request, library = block(number), core_library()
    plan = make_plan(request, library)
    seen: Counter[Verdict] = Counter()
    for session in plan.sessions:
        targets = move_targets(plan, request, library, session.id)
        for told in explain_session(plan, request, library, session.id).others:
            there = targets.days[told.day]
            possible = told.verdict is Verdict.POSSIBLE or MAKES_ROOM in told.reason.text
            assert possible == bool(there.starts), (session.id, told, there)
            if told.verdict in (Verdict.LIGHTER, Verdict.OUT, Verdict.NO_TIME):
                assert there.reason is not None
                against = (there.reason.rule, there.reason.run_id, there.reason.hours)
                assert against == (told.reason.rule, told.reason.run_id, told.reason.hours)
            seen[told.verdict] += 1
    assert seen[Verdict.POSSIBLE] > 5
    assert seen[Verdict.OUT] > 5


def test_a_day_whose_hours_are_over_says_just_that() -> None:
    """Whatever else stands against it: the level and the kit of the athlete have no part in it."""
    request, library = block(0), core_library()
    plan = make_plan(request, library)
    session = next(s for s in plan.sessions if s.day > request.today)
    evening = datetime.combine(request.today, LATE, request.zone)
    late = replace(request, not_before=evening, previous=plan)
    again = make_plan(late, library)
    told = explain_session(again, late, library, session.id)
    today = next(other for other in told.others if other.day == request.today)
    assert today.verdict is Verdict.OVER
    assert today.reason.text == "Your hours for strength on Monday are over."
