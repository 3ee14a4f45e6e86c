"""What a morning says, in the sessions that the real planner makes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.make_plan import plan_request
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family, LoadClass, Tissue
from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.planner import make_plan
from tests.unit.coach.desk import MONDAY, Desk

LIBRARY = load_library()
LEVELS = {Family.HAMSTRING_BRIDGE: 6, Family.SIDE_PLANK: 4}


def asked(*answers: CheckIn, knows: bool = True) -> PlanRequest:
    desk = Desk()
    athlete = desk.with_runs()
    for answer in answers:
        check_in(desk.ports, athlete.id, answer=answer)
    request = plan_request(desk.ports, athlete.id)
    known = dict.fromkeys(Family, MONDAY) if knows else {}
    return replace(request, levels=LEVELS, accustomed=known)


def planned(*answers: CheckIn, knows: bool = True) -> Plan:
    return make_plan(asked(*answers, knows=knows), LIBRARY)


def today(plan: Plan) -> Session:
    (session,) = (s for s in plan.sessions if s.day == MONDAY)
    return session


def classes(session: Session) -> set[LoadClass]:
    return {LIBRARY[dose.exercise_id].load_class for dose in session.doses}


def sets(session: Session) -> int:
    return sum(dose.sets for dose in session.doses)


@pytest.fixture(scope="module")
def usual() -> Session:
    return today(planned())


def tissues(session: Session) -> set[Tissue]:
    return {tissue for dose in session.doses for tissue in LIBRARY[dose.exercise_id].tissues}


def test_a_very_sore_calf_rests(usual: Session) -> None:
    assert Tissue.CALF in tissues(usual)
    sore = planned(CheckIn(MONDAY, soreness={"calf": 8}))
    assert all(Tissue.CALF not in tissues(s) for s in sore.sessions if s.day == MONDAY)


def test_a_painful_hamstring_gets_holds_and_fewer_sets() -> None:
    hurt = planned(CheckIn(MONDAY, pain={"hamstring": 4}))
    for session in hurt.sessions:
        if session.day >= MONDAY + timedelta(days=14):
            break
        for dose in session.doses:
            exercise = LIBRARY[dose.exercise_id]
            if Tissue.HAMSTRING in exercise.tissues:
                assert exercise.load_class in (LoadClass.C0, LoadClass.C1, LoadClass.C2)
                assert exercise.level <= LEVELS[Family.HAMSTRING_BRIDGE] - 1


def test_a_tired_athlete_meets_nothing_new_and_fewer_sets(usual: Session) -> None:
    assert sets(today(planned(CheckIn(MONDAY, energy=1)))) < sets(usual)
    new = planned(CheckIn(MONDAY, energy=1), knows=False)
    for session in new.sessions:
        if session.day == MONDAY:
            assert classes(session) <= {LoadClass.C0, LoadClass.C1}


def test_nothing_is_planned_until_somebody_has_looked_at_a_sign() -> None:
    answer = CheckIn(MONDAY, red_flags=("chest-pain",))
    assert planned(answer).sessions == ()
    assert planned(answer, CheckIn(MONDAY, assessed=("all",))).sessions


def test_an_illness_keeps_the_days_at_hand_free() -> None:
    answer = CheckIn(MONDAY, ill=True)
    assert min(s.day for s in planned(answer).sessions) > MONDAY + timedelta(days=3)
    well = planned(answer, CheckIn(MONDAY, ill=False))
    assert min(s.day for s in well.sessions) <= MONDAY + timedelta(days=3)
