"""A block is planned with several outlooks where heavy work is new; the best plan is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from benchmarks.blocks import block
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan
from hamstrong.planning.placing import week
from hamstrong.planning.placing.outlooks import Outlook, opening
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.planner import make_plan, valued_plan

LIBRARY = load_library()
PAYS, COSTS = 1, 8
"""Blocks in which bringing in heavy work early is worth it in the end, and is not."""


def _only(outlook: Outlook, number: int) -> int:
    """What a block is worth if every week is chosen with this outlook."""

    def always(places: Sequence[Place], context: WeekContext, _: Outlook) -> Mapping[int, int]:
        return opening(places, context, outlook)

    with patch.object(week, "opening", always):
        return valued_plan(block(number), LIBRARY)[1]


@pytest.mark.parametrize(("number", "kept"), [(PAYS, Outlook.FIRST), (COSTS, Outlook.WEEK)])
def test_the_outlook_that_is_worth_more_is_kept(number: int, kept: Outlook) -> None:
    worths = {outlook: _only(outlook, number) for outlook in Outlook}
    assert worths[Outlook.WEEK] != worths[Outlook.FIRST]
    assert max(worths, key=worths.__getitem__) is kept
    assert valued_plan(block(number), LIBRARY)[1] == worths[kept]


def _times(plan: Plan) -> dict[str, object]:
    return {s.id: (s.start, s.load_class, s.doses) for s in plan.sessions}


@pytest.mark.parametrize("number", [PAYS, COSTS])
def test_planning_again_keeps_the_outlook(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    assert _times(make_plan(replace(request, previous=plan), LIBRARY)) == _times(plan)


def test_a_bonus_is_given_early_to_what_was_never_known() -> None:
    request = block(PAYS)
    told: list[tuple[WeekContext, Mapping[int, int], Sequence[Place]]] = []

    def seen(places: Sequence[Place], context: WeekContext, outlook: Outlook) -> Mapping[int, int]:
        bonus = opening(places, context, outlook)
        told.append((context, bonus, places))
        return bonus

    with patch.object(week, "opening", seen):
        make_plan(request, LIBRARY)
    for context, bonus, places in told:
        for index in bonus:
            assert places[index].content.novel
            assert request.race.day - places[index].start.date() > timedelta(days=28)
            known = context.standing.exposures
            assert any(len(known.get(key, ())) < 3 for key in places[index].content.new)
    assert any(bonus for _, bonus, _ in told)
