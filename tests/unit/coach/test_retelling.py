"""What is kept in one language is told in another as it would have been written in that one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.blocks import block
from hamstrong.coach.model import Change
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.retelling import retold, retold_changes
from hamstrong.exercises.library import load_library
from hamstrong.language import Language, speaking
from hamstrong.planning.model import Absence, AbsenceKind, Plan, PlanRequest
from hamstrong.planning.planner import make_plan

EN, ES = Language.ENGLISH, Language.SPANISH
CAUSES = {
    EN: "Moved Tuesday's easy run to Thursday",
    ES: "Moviste el rodaje suave del martes al jueves",
}


def fallen_ill(request: PlanRequest, plan: Plan) -> PlanRequest:
    """Planned again without the days around the fourth session."""
    day = plan.sessions[3].day
    ill = Absence("ill", day, day + timedelta(days=3), AbsenceKind.ILL)
    return replace(request, previous=plan, absences=(ill,))


@pytest.fixture(scope="module")
def changes() -> Mapping[Language, tuple[Change, ...]]:
    """What four days do to some blocks, written in each language."""
    found: dict[Language, list[Change]] = {EN: [], ES: []}
    for language, library in ((language, load_library(language)) for language in Language):
        for number in (1, 6):
            request = replace(block(number), language=language)
            with speaking(language):
                before = make_plan(request, library)
                after = make_plan(again := fallen_ill(request, before), library)
                cause = CAUSES[language]
                found[language] += changes_between(
                    before, after, again, cause=cause, library=library
                )
    return {language: tuple(made) for language, made in found.items()}


@pytest.mark.parametrize(("kept", "told"), [(EN, ES), (ES, EN)])
def test_changes_are_told_as_they_would_have_been_written(
    changes: Mapping[Language, tuple[Change, ...]], kept: Language, told: Language
) -> None:
    assert len(changes[kept]) > 3
    with speaking(told):
        assert retold_changes(changes[kept]) == changes[told]
    with speaking(kept):
        assert retold_changes(changes[kept]) == changes[kept]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("The long run on 6 Dec takes 150 min", "La tirada larga del 6 dic dura 150 min"),
        ("The intervals on 6 Dec take 50 min", "Las series del 6 dic duran 50 min"),
        ("Moved holds from Tuesday 18:00 to Friday 07:00", None),
        ("Check-in: left calf sore 5 of 10, slept badly", None),
        ("Ill from 15 Dec to 17 Dec. Day off on 20 Dec", None),
        ("The threshold run on 1 Mar done as easy run in 40 min", None),
        (
            "Stop: A pop, and strength gone at once. Have this looked at today or tomorrow, and "
            "do not run on it. All strength stays off until you say that it was looked at.",
            None,
        ),
    ],
)
def test_there_and_back(english: str, spanish: str | None) -> None:
    there = retold(english, ES)
    assert there != english
    assert spanish is None or there == spanish
    assert retold(there, EN) == english


def test_what_was_taken_back_keeps_saying_so() -> None:
    assert retold("Taken back: Ill on 15 Dec", ES) == "Deshecho: Por enfermedad el 15 dic"
    assert retold(retold("Done again: Away on 15 Dec", ES), EN) == "Done again: Away on 15 Dec"


def test_what_somebody_else_wrote_stays() -> None:
    assert retold("Grandma's birthday race", ES) == "Grandma's birthday race"
    assert retold("Took in Grandma's plan", ES).endswith("Grandma's plan")
