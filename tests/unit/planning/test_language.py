"""A plan in another language is the same plan: places and doses, also when planned again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.language import Language, joined_articles, preferred, read_language, speaking
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Plan, PlanRequest, Reason
from hamstrong.planning.planner import make_plan
from hamstrong.planning.rewording import spoken_in
from hamstrong.planning.words import SENTENCES, TITLES, count_word, needed_text, run_name
from hamstrong.running.rules.sentences import SENTENCES as RULE_SENTENCES
from hamstrong.running.wording import distance_text
from tests.unit.planning.test_planner import request_for

LIBRARY = load_library()
SPANISH = Language.SPANISH


@pytest.fixture(scope="module")
def request_() -> PlanRequest:
    return request_for()


@pytest.fixture(scope="module")
def english(request_: PlanRequest) -> Plan:
    return make_plan(request_, LIBRARY)


@pytest.fixture(scope="module")
def spanish(request_: PlanRequest) -> Plan:
    return make_plan(replace(request_, language=SPANISH), LIBRARY)


def bare(plan: Plan) -> list[tuple[object, ...]]:
    """Sessions without their words."""
    return [
        (s.id, s.start, s.end, s.load_class, s.doses, s.reason.rule, s.reason.hours)
        for s in plan.sessions
    ]


def reasons(plan: Plan) -> Iterator[Reason]:
    for session in plan.sessions:
        yield session.reason
        yield from session.dose_reasons
    for week in plan.weeks:
        yield from week.notes
    yield from plan.empty_days.values()


def test_language_changes_neither_places_nor_doses(english: Plan, spanish: Plan) -> None:
    assert bare(english) == bare(spanish)
    assert english.language is Language.ENGLISH
    assert spanish.language is SPANISH


def test_no_sentence_of_a_spanish_plan_is_english(english: Plan, spanish: Plan) -> None:
    said = {reason.text for reason in reasons(english)}
    assert len(said) > 20
    assert said & {reason.text for reason in reasons(spanish)} == set()
    assert {s.title for s in spanish.sessions} <= {
        SENTENCES.spoken(SPANISH)[f"titles.{cls}"] for cls in LoadClass
    }


def test_a_plan_is_reworded_as_it_would_have_been_made(english: Plan, spanish: Plan) -> None:
    assert spoken_in(english, SPANISH) == spanish
    assert spoken_in(spanish, Language.ENGLISH) == english
    assert spoken_in(spanish, SPANISH) is spanish


def test_what_no_template_made_stays_as_it_was(english: Plan) -> None:
    odd = Reason("Somebody wrote this by hand.", rule="dose")
    session = replace(english.sessions[0], dose_reasons=(odd,))
    plan = replace(english, sessions=(session, *english.sessions[1:]))
    assert spoken_in(plan, SPANISH).sessions[0].dose_reasons == (odd,)


@pytest.mark.parametrize("days", [3, 10])
def test_a_change_of_language_moves_nothing_when_planned_again(
    request_: PlanRequest, english: Plan, days: int
) -> None:
    later = replace(request_, today=request_.today + timedelta(days=days))
    stayed = make_plan(replace(later, previous=english), LIBRARY)
    changed = replace(later, previous=spoken_in(english, SPANISH), language=SPANISH)
    assert bare(stayed) == bare(make_plan(changed, LIBRARY))


def test_the_document_says_which_language_it_speaks(spanish: Plan) -> None:
    document = plan_document(spanish, LIBRARY)
    assert document["language"] == "es"
    assert read_plan_document(document) == spanish
    del document["language"]
    assert read_plan_document(document).language is Language.ENGLISH


def test_words_follow_the_language_that_is_spoken(request_: PlanRequest) -> None:
    run = next(run for run in request_.runs if run.type.value == "threshold")
    assert count_word(1, "day") == "1 day"
    with speaking(SPANISH):
        assert count_word(3, "day") == "3 días"
        assert TITLES[LoadClass.C2] == "Isometrías"
        assert run_name(run).startswith("el entreno de umbral del ")
        assert needed_text(1.5) == "1,5 h"
        assert distance_text(7_500, "km") == "7,5 km"
        assert "tirada larga" in RULE_SENTENCES["R4"]
    assert TITLES[LoadClass.C2] == "Holds"


def test_prepositions_join_their_article() -> None:
    assert joined_articles("antes de el rodaje, no a el revés") == "antes del rodaje, no al revés"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-GB,es;q=0.5", "en"),
        ("fr-FR, de;q=0.7", "en"),
        ("fr;q=0.9, es-AR;q=0.2", "es"),
        ("es;q=nonsense, en;q=0.1", "en"),
        ("", "en"),
    ],
)
def test_the_browser_s_wish_is_met_as_well_as_it_can_be(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_tags_are_read_with_their_region() -> None:
    assert read_language("es_MX.UTF-8") is SPANISH
    assert read_language("EN-us") is Language.ENGLISH
    assert read_language("espresso") is None
    assert read_language("") is None
