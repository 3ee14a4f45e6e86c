"""What waits: growth in a week whose running grows (W9), and what is new there and in cutbacks."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Family, LoadClass
from hamstrong.planning.constants.dose import NEW_AFTER_WEEKS
from hamstrong.planning.dose.course import Course, course_of
from hamstrong.planning.dose.dosing import dose_of
from hamstrong.planning.dose.selection import Kind, Shelf
from hamstrong.planning.model import Plan, PlanRequest, Reason, Session
from hamstrong.planning.placing.places import circumstances
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.planning.weeks import block_weeks
from hamstrong.running.model import OWN_SOURCE, Run, RunType
from tests.unit.planning.test_planner import (
    FIVE_RUNS,
    LIBRARY,
    MADRID,
    MONDAY,
    RACE,
    THREE_RUNS,
    in_week,
    request_for,
)

WEEK = timedelta(weeks=1)
BRIDGE = "hb_support_1l_bent"
STAYS = Reason("Strength stays as it was.", rule="growth")
TOLD = dict.fromkeys(Family, MONDAY - timedelta(days=1))


def growing(minutes: list[int]) -> tuple[Run, ...]:
    """Two runs a week, the longer of so many minutes in each week."""
    runs = []
    for number, long in enumerate(minutes):
        for day, length, run_type in ((2, 40, RunType.EASY), (6, long, RunType.LONG)):
            start = datetime.combine(
                MONDAY + number * WEEK + timedelta(days=day), RACE.start.time()
            )
            start = start.replace(tzinfo=MADRID)
            end = start + timedelta(minutes=length)
            key = run_type is RunType.LONG
            runs.append(Run(f"{start.date()}", start, end, run_type, key, run_type.value))
    return tuple(runs)


def hold(sets: int) -> Dose:
    return Dose(BRIDGE, Side.EACH, sets, 20, None, 45)


def heavy_in(sessions: list[Session]) -> set[str]:
    return {
        dose.exercise_id
        for session in sessions
        for dose in session.doses
        if LIBRARY[dose.exercise_id].load_class in HEAVY_CLASSES
    }


def closed_weeks(request: PlanRequest) -> list[bool]:
    weeks = block_weeks(request.runs, request.race, today=request.today)
    return [course_of(week, weeks, request, LIBRARY, ()).closed for week in weeks]


def test_cutbacks_bring_in_nothing_heavy_that_is_new() -> None:
    minutes = [90, 90, 50, 90, 90, 50, 90, 90, 50, 90, 90, 50]
    request = replace(request_for(growing(minutes)), accustomed={})
    plan = make_plan(request, LIBRARY)
    cutbacks = [week.monday for week in plan.weeks if week.cutback]
    assert len(cutbacks) >= 3
    for monday in cutbacks:
        before = {
            e for w in plan.weeks if w.monday < monday for e in heavy_in(in_week(plan, w.monday))
        }
        assert heavy_in(in_week(plan, monday)) <= before
    assert any(heavy_in(in_week(plan, week.monday)) for week in plan.weeks)


def test_running_that_always_grows_lets_something_new_in_after_some_weeks() -> None:
    request = request_for(growing([90 + 4 * n for n in range(10)]))
    closed = closed_weeks(request)[:10]
    assert not closed[0]
    assert closed[1 : 2 * (NEW_AFTER_WEEKS + 1) + 1] == 2 * [*[True] * NEW_AFTER_WEEKS, False]


@pytest.mark.parametrize(("told", "is_heavy"), [(TOLD, True), ({}, False)])
def test_only_what_the_athlete_told_of_is_known_in_a_closed_week(
    told: dict[Family, date], is_heavy: bool
) -> None:
    request = replace(request_for(FIVE_RUNS), accustomed=told, levels=dict.fromkeys(Family, 4))
    context = context_of(make_plan(request, LIBRARY), request, LIBRARY, MONDAY)
    holds = {e: (MONDAY - WEEK,) for e in LIBRARY if LIBRARY[e].load_class is LoadClass.C2}
    now = replace(
        circumstances(0, 2, MONDAY, context),
        course=Course(closed=True),
        exposures=holds,
        since=MONDAY - WEEK,
    )
    picked = Shelf(now, LIBRARY).pick(Kind.HEAVY).exercises
    assert any(e.load_class in HEAVY_CLASSES for e in picked) == is_heavy


def longer(runs: tuple[Run, ...], monday: date, by: float) -> tuple[Run, ...]:
    return tuple(
        replace(r, end=r.start + (r.end - r.start) * by)
        if monday <= r.day < monday + WEEK and r.type is not RunType.RACE
        else r
        for r in runs
    )


def test_strength_that_stays_as_it_was_goes_by_whole_sets_and_not_by_a_taper_s_share() -> None:
    request = replace(request_for(FIVE_RUNS), accustomed=TOLD, levels=dict.fromkeys(Family, 4))
    context = context_of(make_plan(request, LIBRARY), request, LIBRARY, MONDAY)
    for whole, sets in ((3, 3), (1, 1)):
        course = Course(
            frozen=STAYS,
            last={BRIDGE: hold(1)},
            whole={BRIDGE: hold(whole)},
        )
        now = replace(circumstances(1, 2, MONDAY, context), course=course)
        assert dose_of(LIBRARY[BRIDGE], now).sets == sets


def test_strength_waits_in_a_week_whose_running_grows() -> None:
    monday = MONDAY + 2 * WEEK
    usual = make_plan(request_for(), LIBRARY)
    plan = make_plan(request_for(longer(THREE_RUNS, monday, 1.2)), LIBRARY)
    (week,) = [w for w in plan.weeks if w.monday == monday]
    assert "stays as it was" in week.notes[0].text
    before = {d.exercise_id: d for s in in_week(plan, monday - WEEK) for d in s.doses}
    now = [d for s in in_week(plan, monday) for d in s.doses]
    for dose in now:
        assert dose.sets <= before[dose.exercise_id].sets
        assert (dose.hold_s or dose.reps) == (
            before[dose.exercise_id].hold_s or before[dose.exercise_id].reps
        )
    told = [reason.text for s in in_week(plan, monday) for reason in s.dose_reasons]
    assert any("stays as it was" in text for text in told)
    assert sum(d.sets for d in now) <= sum(d.sets for s in in_week(usual, monday) for d in s.doses)


def test_a_longest_run_so_far_freezes_too() -> None:
    monday = MONDAY + 4 * WEEK
    runs = tuple(
        replace(r, end=r.end + timedelta(minutes=5))
        if r.type is RunType.LONG and r.day >= monday
        else r
        for r in THREE_RUNS
    )
    plan = make_plan(request_for(runs), LIBRARY)
    frozen = [w.monday for w in plan.weeks if any("longest run" in n.text for n in w.notes)]
    assert frozen == [monday]


def test_a_long_run_before_it_makes_no_room_in_a_week_that_strength_waits_in() -> None:
    minutes = [80, 90, 95, 100, 105, 110, 115, 120, 125, 130]
    request = request_for(growing(minutes))
    before = make_plan(request, LIBRARY)
    far = [replace(r, end=r.end + timedelta(hours=2)) for r in request.runs if r.minutes == 95]
    runs = tuple(next((f for f in far if f.id == r.id), r) for r in request.runs)
    after = make_plan(replace(request, runs=runs, previous=before), LIBRARY)
    fresh = make_plan(replace(request, runs=runs), LIBRARY)
    held = [week.monday for week in before.weeks if any("longest" in n.text for n in week.notes)]
    later = [monday for monday in held if monday > far[0].day]
    assert len(later) >= 5
    for monday in later:
        (week,) = (week for week in after.weeks if week.monday == monday)
        notes = [n.text for n in week.notes if n.rule == "growth"]
        assert notes == [
            "Strength stays as it was this week, as planned before: "
            "what changed in other weeks makes no room for more."
        ]
        assert sets_in(after, monday) <= sets_in(before, monday)
    assert any(sets_in(fresh, monday) != sets_in(after, monday) for monday in later)


def test_a_hold_ends_where_the_week_itself_runs_less() -> None:
    minutes = [80, 90, 95, 100, 105, 110, 115, 120, 125, 130]
    request = request_for(growing(minutes))
    before = make_plan(request, LIBRARY)
    shorter = tuple(
        replace(r, end=r.end - timedelta(minutes=60)) if r.minutes == 115 else r
        for r in request.runs
    )
    after = make_plan(replace(request, runs=shorter, previous=before), LIBRARY)
    (monday,) = (r.day - timedelta(days=r.day.weekday()) for r in request.runs if r.minutes == 115)
    (week,) = (week for week in after.weeks if week.monday == monday)
    assert not [note for note in week.notes if note.rule == "growth"]


def sets_in(plan: Plan, monday: date) -> int:
    return sum(dose.sets + dose.extra_sets for s in in_week(plan, monday) for dose in s.doses)


def test_weeks_before_the_plan_begins_cut_nothing_back() -> None:
    """Runs that were imported from before it are no plan that could."""
    plan = tuple(replace(run, source="A plan") for run in growing([90] * 8))
    earlier = [
        replace(run, id=f"own-{run.id}-{n}", start=run.start - n * WEEK, end=run.end - n * WEEK)
        for run in plan[:2]
        for n in (5, 6, 7)
    ]
    own = tuple(sorted((replace(r, source=OWN_SOURCE) for r in earlier), key=lambda r: r.start))
    weeks = block_weeks((*own, *plan), RACE, today=MONDAY - 3 * WEEK)
    before = [week for week in weeks if week.monday < MONDAY]
    assert len(before) == 7
    assert not any(week.cutback for week in before)
    told = block_weeks((*(replace(r, source="A plan") for r in own), *plan), RACE, today=MONDAY)
    assert any(week.cutback for week in told if week.monday < MONDAY)
