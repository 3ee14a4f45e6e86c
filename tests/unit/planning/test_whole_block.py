"""The bound of a block lets every plan be: what ours does is one of its choices, at no less."""

import pytest

from benchmarks.block_choices import Choice, choices_of, contexts_of, heavy_in
from benchmarks.blocks import block, planned
from hamstrong.exercises.library import Library, load_library
from hamstrong.planning.model import Plan
from hamstrong.planning.placing.search import minute_of

IDS = {"hb_floor_2l", "hb_support_1l_bent", "sp_feet", "calf_2l", "calf_1l", "split_squat", "plank"}
"""The model tries every mix of heavy exercises, so few are enough to try and many take an hour."""
SMALL = Library(e for e in load_library().values() if e.id in IDS)
_WEEKS = 4


def _chosen(plan: Plan, choices: list[Choice]) -> list[Choice | None]:
    mondays = [week.monday for week in plan.weeks]
    by_key = {(choice.week, *choice.key): choice for choice in choices}
    found = []
    for session in plan.sessions:
        week = next(i for i, m in enumerate(mondays) if session.id.startswith(str(m)))
        number = int(session.id.rsplit("-", 1)[1]) - 1
        heavy = heavy_in(session.doses, SMALL)
        key = (number, minute_of(session.start), session.load_class, session.novel, heavy)
        # A session does not say whether it leaves out what is new, or found nothing new.
        same = (by_key.get((week, *key, leaves_out)) for leaves_out in (False, True))
        found.append(next((choice for choice in same if choice is not None), None))
    return found


@pytest.mark.parametrize("number", [2, 3, 8, 10, 12])
def test_every_session_of_a_plan_is_a_choice_that_is_no_longer(number: int) -> None:
    request = block(number, weeks=_WEEKS)
    plan, worth = planned(request, SMALL)
    chosen = _chosen(plan, list(choices_of(list(contexts_of(request, SMALL)))))
    assert None not in chosen
    for session, choice in zip(plan.sessions, chosen, strict=True):
        assert choice is not None
        assert choice.ends <= minute_of(session.end)
    # What neighbours cost or bring is at most the points for last week's weekdays.
    assert sum(c.points for c in chosen if c) + 30 * len(plan.sessions) >= worth
