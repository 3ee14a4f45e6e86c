"""A day that bears heavy work but nothing new gets the heavy work that is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.blocks import block, core_library, planned
from hamstrong.exercises.schema import Family
from hamstrong.planning.constants.spacing import NOVEL_EXPOSURES
from hamstrong.planning.dose.circumstances import Circumstances
from hamstrong.planning.dose.composition import DayContents
from hamstrong.planning.dose.selection import HEAVY_KINDS, Kind
from hamstrong.planning.placing.places import circumstances
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.planning.words import SENTENCES
from tests.checker.bridge import breaches_in
from tests.unit.planning.test_planner import FIVE_RUNS, LIBRARY, MONDAY, request_for

REQUEST = replace(request_for(FIVE_RUNS), levels=dict.fromkeys(Family, 4), minutes=30)
PLAN = make_plan(REQUEST, LIBRARY)
HEAVY = sorted(e.id for e in LIBRARY.values() if e.load_class in HEAVY_CLASSES and e.level <= 4)


def after(done: Mapping[str, int]) -> Circumstances:
    """The second Monday's first session, after each of these so many times."""
    monday = MONDAY + timedelta(weeks=1)
    context = context_of(PLAN, REQUEST, LIBRARY, monday)
    past = {
        key: tuple(monday - timedelta(days=n) for n in range(count, 0, -1))
        for key, count in done.items()
    }
    now = circumstances(0, 2, monday, context)
    course = replace(now.course, closed=False, frozen=None)
    return replace(now, exposures=past, since=date.min, accustomed={}, course=course)


def test_it_holds_heavy_work_and_none_of_it_new() -> None:
    contents = DayContents(after({"split_squat": NOVEL_EXPOSURES}), LIBRARY)
    (full,) = contents.of_kind(Kind.FULL)
    (known,) = contents.of_kind(Kind.KNOWN)
    assert full.novel
    assert not known.novel
    heavy = {
        d.exercise_id for d in known.doses if LIBRARY[d.exercise_id].load_class in HEAVY_CLASSES
    }
    assert heavy == {"split_squat"}
    assert SENTENCES["dose-new-left-out"] in {reason.text for reason in known.reasons}


@pytest.mark.parametrize("done", [{}, dict.fromkeys(HEAVY, NOVEL_EXPOSURES)])
def test_where_all_or_nothing_is_known_there_is_none(done: Mapping[str, int]) -> None:
    contents = DayContents(after(done), LIBRARY)
    assert list(contents.of_kind(Kind.KNOWN)) == []
    assert all(
        SENTENCES["dose-new-left-out"] not in {r.text for r in content.reasons}
        for kind in HEAVY_KINDS
        for content in contents.of_kind(kind)
    )


def test_a_block_keeps_its_second_heavy_session_while_something_else_is_new() -> None:
    request = block(8)
    plan, _ = planned(request, core_library())
    told = [
        session
        for session in plan.sessions
        if SENTENCES["dose-new-left-out"] in {reason.text for reason in session.dose_reasons}
    ]
    assert told
    assert all(s.load_class in HEAVY_CLASSES and not s.novel for s in told)
    assert [str(breach) for breach in breaches_in(plan, request, core_library())] == []


def test_planned_again_it_stays() -> None:
    request = block(8)
    plan, _ = planned(request, core_library())
    again, _ = planned(replace(request, previous=plan), core_library())
    assert again.sessions == plan.sessions
