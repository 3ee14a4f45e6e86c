"""Generated runs keep what they say when they are said in another language."""

from dataclasses import replace

import pytest

from hamstrong.language import Language, speaking
from hamstrong.running.generate import GeneratorRequest, generate_run_plan
from hamstrong.running.generate.titles import titled_in
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, Run
from tests.unit.running.test_generate import request


def titles(wish: GeneratorRequest, language: Language) -> tuple[Run, ...]:
    with speaking(language):
        return generate_run_plan(wish).runs


@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("distance_m", [MARATHON_M, HALF_MARATHON_M])
@pytest.mark.parametrize("name", ["", "Valencia 2.0 at night"])
def test_every_title_is_what_it_would_be_in_that_language(
    units: str, distance_m: float, name: str
) -> None:
    wish = request(units=units)
    wish = replace(wish, race=replace(wish.race, distance_m=distance_m, name=name))
    check_both_ways(wish)


def test_titles_by_effort_too() -> None:
    check_both_ways(request(vdot=32, weekly_m=60_000.0))


def check_both_ways(wish: GeneratorRequest) -> None:
    english, spanish = titles(wish, Language.ENGLISH), titles(wish, Language.SPANISH)
    assert {run.title for run in english}.isdisjoint(run.title for run in spanish)
    assert tuple(titled_in(run, Language.SPANISH) for run in english) == spanish
    assert tuple(titled_in(run, Language.ENGLISH) for run in spanish) == english
    assert tuple(titled_in(run, Language.ENGLISH) for run in english) == english


def test_what_a_runner_wrote_is_left_alone() -> None:
    run = titles(request(), Language.ENGLISH)[0]
    own = replace(run, source="plan.csv")
    assert titled_in(own, Language.SPANISH) is own
    odd = replace(run, title="Parkrun with Ana")
    assert titled_in(odd, Language.SPANISH) is odd


def test_strides_are_said_as_a_coach_says_them() -> None:
    said = " ".join(run.title for run in titles(request(), Language.SPANISH))
    assert "con 6 rectas de 20 s" in said
