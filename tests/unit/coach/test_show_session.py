"""The player's document: what the contract names, and what may stand in."""

from dataclasses import fields, replace

import pytest

from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import Athlete
from hamstrong.coach.record_events import record_events
from hamstrong.coach.show_session import SessionDetail, SessionExercise, show_session
from hamstrong.coach.swap_exercise import swap_options
from hamstrong.errors import NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Family, LoadClass, Tissue
from hamstrong.exercises.steps import session_steps
from hamstrong.planning.constants.dose import HARDNESS
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.spacing import HEAVY_CLASSES
from tests.unit.coach.desk import MONDAY, Desk, a_set, a_try

FIRST = f"{MONDAY}-1"
SECOND = f"{MONDAY}-2"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    return desk.planned()


def test_the_fields_that_the_player_reads_are_there() -> None:
    assert {"id", "title", "minutes", "reason", "fetch", "exercises"} <= {
        field.name for field in fields(SessionDetail)
    }
    assert {field.name for field in fields(SessionExercise)} == {
        *("id", "name", "side", "sets", "hold_s", "reps", "rest_s"),
        *("cues", "figure", "steps", "swap", "tryout", "areas", "pictures", "judged", "hips"),
    }


def test_a_session_is_all_its_steps_in_order(desk: Desk, athlete: Athlete) -> None:
    detail = show_session(desk.ports, athlete.id, session_id=FIRST)
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    doses = stored.plan.sessions[0].doses
    steps = tuple(step for exercise in detail.exercises for step in exercise.steps)
    assert steps == session_steps(load_library(), doses)
    assert detail.exercises[0].figure == "/exercises/hb_floor_1l/figure.svg"
    assert detail.reason == "Far from your long run."
    assert detail.exercises[0].areas == (Area.HIP, Area.BACK, Area.HAMSTRING)


def test_a_stand_in_fits_slot_class_and_equipment(desk: Desk, athlete: Athlete) -> None:
    library = load_library()
    detail = show_session(desk.ports, athlete.id, session_id=SECOND)
    in_session = {exercise.id for exercise in detail.exercises}
    for exercise in detail.exercises:
        assert exercise.swap, exercise.id
        for option in exercise.swap:
            other = library[option.id]
            assert set(other.slots) & set(library[exercise.id].slots)
            assert HARDNESS[other.load_class] <= HARDNESS[detail.load_class]
            assert other.possible_with(frozenset({Equipment.SUPPORT, Equipment.LOOP_BAND}))
            assert option.id not in in_session
            assert option.sets == exercise.sets
            assert {step.exercise_id for step in option.steps} == {option.id}


def test_less_equipment_leaves_fewer_stand_ins() -> None:
    with_support = Desk()
    without = Desk()
    more = with_support.planned()
    less = without.planned(equipment=frozenset())
    wide = swap_options(with_support.ports, more.id, session_id=FIRST, exercise_id="hb_floor_1l")
    narrow = swap_options(without.ports, less.id, session_id=FIRST, exercise_id="hb_floor_1l")
    assert "hb_support_2l" in {option.id for option in wide}
    assert "hb_support_2l" not in {option.id for option in narrow}


def test_a_painful_thigh_leaves_no_stand_in_that_loads_it(desk: Desk, athlete: Athlete) -> None:
    library = load_library()
    check_in(desk.ports, athlete.id, answer=CheckIn(MONDAY, pain={"hamstring": 7}))
    detail = show_session(desk.ports, athlete.id, session_id=FIRST)
    offered = {option.id for exercise in detail.exercises for option in exercise.swap}
    assert not any(Tissue.HAMSTRING in library[e].tissues for e in offered)


def test_the_nearest_rung_of_the_family_comes_first(desk: Desk, athlete: Athlete) -> None:
    options = swap_options(desk.ports, athlete.id, session_id=FIRST, exercise_id="hb_floor_1l")
    library = load_library()
    planned = library["hb_floor_1l"]
    distances = [
        abs(library[option.id].level - planned.level)
        for option in options
        if library[option.id].family is planned.family
    ]
    assert distances == sorted(distances)


def test_the_try_out_begins_at_the_planned_rung(desk: Desk, athlete: Athlete) -> None:
    library = load_library()
    exercise = show_session(desk.ports, athlete.id, session_id=FIRST).exercises[0]
    tryout = exercise.tryout
    assert tryout is not None
    assert tryout.rungs[tryout.start].id == exercise.id
    levels = [library[rung.id].level for rung in tryout.rungs]
    assert levels == sorted(set(levels))
    assert (tryout.easy_rpe, tryout.hard_rpe, tryout.max_tries) == (6, 8, 3)
    for rung in tryout.rungs:
        holds = [step.seconds for step in rung.steps if step.kind == "hold"]
        assert set(holds) == {15}


def test_a_found_rung_ends_the_try_out(desk: Desk, athlete: Athlete) -> None:
    record_events(desk.ports, athlete.id, events=[a_try(FIRST, "hb_floor_1l", 7, minute=1)])
    make_plan(desk.ports, athlete.id)
    detail = show_session(desk.ports, athlete.id, session_id=SECOND)
    assert all(exercise.tryout is None for exercise in detail.exercises)


def test_the_state_is_told(desk: Desk, athlete: Athlete) -> None:
    record_events(desk.ports, athlete.id, events=[a_set(FIRST)])
    assert show_session(desk.ports, athlete.id, session_id=FIRST).state == "started"


def test_what_is_not_there_is_not_found(desk: Desk, athlete: Athlete) -> None:
    with pytest.raises(NotFound):
        show_session(desk.ports, athlete.id, session_id="nothing")
    with pytest.raises(NotFound):
        swap_options(desk.ports, athlete.id, session_id=FIRST, exercise_id="nordic")


@pytest.mark.parametrize("accustomed", [False, True])
def test_what_the_athlete_told_of_is_not_new_as_a_stand_in(accustomed: bool) -> None:
    desk = Desk()
    quick = desk.plan

    def heavier(request: PlanRequest) -> Plan:
        plan = quick(request)
        heavy = tuple(replace(s, load_class=LoadClass.C4) for s in plan.sessions)
        return replace(plan, sessions=heavy)

    desk.plan = heavier
    families = frozenset(Family) if accustomed else frozenset()
    athlete = desk.planned(equipment=frozenset(Equipment), accustomed=families)
    shown = show_session(desk.ports, athlete.id, session_id=f"{MONDAY}-1")
    library = load_library()
    options = {option.id for exercise in shown.exercises for option in exercise.swap}
    heavy = {id for id in options if library[id].load_class in HEAVY_CLASSES}
    assert bool(heavy) is accustomed
