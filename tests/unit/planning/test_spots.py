"""Left and right: each side stands by itself, the area alone means both, old logs still read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.body.check_ins import CheckIn, PainDuring, RaisedFlag, areas_of
from hamstrong.planning.body.pain import Light, pain_lights
from hamstrong.planning.body.readiness import body_states, limits
from hamstrong.planning.body.spots import (
    Spot,
    all_spots,
    by_side,
    read_spot,
    sides_of,
    together,
)
from hamstrong.planning.constants.readiness import (
    AREA_TISSUES,
    BONE_AREAS,
    MIDLINE,
    STOP_TISSUES,
    TISSUE_AREA,
    Area,
)
from hamstrong.planning.dose.limits import touching

D = date(2027, 3, 1)
DAY = timedelta(days=1)
KNEE, LEFT, RIGHT = (
    Spot(Area.KNEE),
    Spot(Area.KNEE, Side.LEFT),
    Spot(Area.KNEE, Side.RIGHT),
)
ANY_SPOT = st.sampled_from((*all_spots(), *(Spot(area) for area in Area)))


@given(ANY_SPOT)
def test_a_key_reads_back(spot: Spot) -> None:
    assert read_spot(spot.key) == spot


@pytest.mark.parametrize("old", ["calf", "hamstring", "quad", "hip", "groin", "back", "foot"])
def test_what_older_logs_say_still_reads_and_means_both_sides(old: str) -> None:
    spot = read_spot(old)
    assert spot == Spot(Area(old))
    assert len(spot.sides) == (1 if spot.area in MIDLINE else 2)


@pytest.mark.parametrize(
    "key", ["elbow", "left-back", "left-", "left", "both-calf", "each-calf", "LEFT-calf", ""]
)
def test_what_is_no_area_is_refused_with_those_that_are(key: str) -> None:
    with pytest.raises(BadInput) as error:
        read_spot(key)
    assert "knee" in error.value.message


@given(st.dictionaries(ANY_SPOT, st.integers(0, 10), max_size=8))
def test_a_side_outweighs_the_area_in_any_order(told: dict[Spot, int]) -> None:
    sided = by_side(told)
    assert sided == by_side(dict(reversed(told.items())))
    assert all(spot.sides == (spot,) for spot in sided)
    for spot in all_spots():
        assert sided.get(spot) == told.get(spot, told.get(Spot(spot.area)))


@given(st.dictionaries(st.sampled_from(all_spots()), st.integers(0, 2)))
def test_told_together_nothing_is_lost(scores: dict[Spot, int]) -> None:
    whole = dict.fromkeys(all_spots(), 0) | scores
    assert by_side(dict(together(whole))) == whole


# The light of each side


def lights(*check_ins: CheckIn, on: int = 0) -> tuple[Light, Light]:
    found = pain_lights(check_ins, today=D + on * DAY)
    return found[LEFT].light, found[RIGHT].light


def test_one_side_lights_alone_and_the_area_lights_both() -> None:
    assert lights(CheckIn(D, pain={LEFT: 4})) == (Light.AMBER, Light.GREEN)
    assert lights(CheckIn(D, pain=by_side({KNEE: 4}))) == (Light.AMBER, Light.AMBER)
    assert lights(CheckIn(D, pain=by_side({KNEE: 4, RIGHT: 6}))) == (Light.AMBER, Light.RED)


def test_a_calm_side_says_nothing_of_the_other() -> None:
    both = CheckIn(D, pain=by_side({KNEE: 4}))
    calm = CheckIn(D + DAY, pain={LEFT: 0})
    assert lights(both, calm, on=1) == (Light.GREEN, Light.AMBER)
    assert lights(both, CheckIn(D, pain={LEFT: 0})) == (Light.GREEN, Light.AMBER)


def test_two_mornings_of_different_sides_are_not_one_that_does_not_settle() -> None:
    first, second = CheckIn(D, worse=frozenset({LEFT})), CheckIn(D + DAY, worse=frozenset({RIGHT}))
    assert lights(first, second, on=1) == (Light.AMBER, Light.AMBER)
    again = CheckIn(D + DAY, worse=frozenset({LEFT}))
    assert lights(first, again, on=1) == (Light.RED, Light.GREEN)


def test_pain_that_changes_sides_is_not_pain_that_lasts() -> None:
    def clinician(*sides: Spot) -> bool:
        told = [CheckIn(D + n * DAY, pain={side: 4}) for n, side in enumerate(sides)]
        calm = [CheckIn(D + 8 * DAY, pain={LEFT: 0})] if sides[8] is RIGHT else []
        found = pain_lights([*told, *calm], today=D + 15 * DAY)
        return found[LEFT].clinician or found[RIGHT].clinician

    assert clinician(*[LEFT] * 16)
    assert not clinician(*[LEFT] * 8, *[RIGHT] * 8)


def test_pain_in_a_set_of_one_side_lights_that_side() -> None:
    during = [PainDuring(D, LEFT, 4), PainDuring(D, Spot(Area.BACK), 6)]
    found = pain_lights((), during, today=D)
    assert (found[LEFT].light, found[RIGHT].light) == (Light.AMBER, Light.GREEN)
    assert found[Spot(Area.BACK)].light is Light.RED


# What follows


def test_one_side_is_named_and_holds_back_both_legs() -> None:
    one = limits([CheckIn(D, pain={LEFT: 4})], today=D)
    both = limits([CheckIn(D, pain=by_side({KNEE: 4}))], today=D)
    assert "left knee" in one[0].reason.text
    assert "left" not in both[0].reason.text
    (holds,), (holds_both,) = ([(m.tissues, m.hardest, m.sets) for m in w] for w in (one, both))
    assert holds == holds_both


def test_soreness_of_two_degrees_holds_each() -> None:
    found = limits([CheckIn(D, soreness={LEFT: 5, RIGHT: 8})], today=D)
    assert [(m.hardest, m.sets) for m in found] == [(LoadClass.C2, 0.6), (None, 0.0)]
    assert len(limits([CheckIn(D, soreness=by_side({KNEE: 5}))], today=D)) == 1


def test_states_name_a_side_only_where_the_sides_differ() -> None:
    def said(*told: CheckIn) -> list[tuple[Spot | None, Light]]:
        states = body_states(told, today=D)
        assert {Spot(area) for area in Area} == {Spot(s.spot.area) for s in states if s.spot}
        return [(s.spot, s.light) for s in states if s.light is not Light.GREEN]

    assert said(CheckIn(D, pain={LEFT: 4})) == [(LEFT, Light.AMBER)]
    assert said(CheckIn(D, pain={LEFT: 4, RIGHT: 4})) == [(KNEE, Light.AMBER)]
    assert said(CheckIn(D, pain={LEFT: 4, RIGHT: 7})) == [(LEFT, Light.AMBER), (RIGHT, Light.RED)]


def test_where_bone_lies_the_advice_asks_for_its_signs() -> None:
    for spot in all_spots():
        (state,) = (s for s in body_states([CheckIn(D, pain={spot: 4})], today=D) if s.since)
        assert ("not meant for bone" in state.advice) is (spot.area in BONE_AREAS)


def test_a_flag_without_a_side_is_lifted_by_both_and_one_with_a_side_by_it() -> None:
    def stands(flagged: Spot, assessed: Spot) -> bool:
        raised = CheckIn(D, red_flags=(RaisedFlag("bone-spot", flagged),))
        seen = CheckIn(D + DAY, assessed=sides_of([assessed]))
        return bool(limits([raised, seen], today=D + DAY))

    assert stands(KNEE, LEFT)
    assert not stands(KNEE, KNEE)
    assert stands(LEFT, RIGHT)
    assert not stands(LEFT, LEFT)
    assert not stands(LEFT, KNEE)


# The areas


@pytest.mark.parametrize(
    ("area", "held", "free"),
    [
        (Area.KNEE, {"split_squat", "ss_iso", "step_down", "pogo_2l"}, {"hb_floor_1l", "calf_1l"}),
        (Area.SHIN, {"tib_raise", "calf_1l", "pogo_2l"}, {"split_squat", "hb_floor_1l"}),
        (Area.ACHILLES, {"calf_1l", "soleus_1l_bent", "pogo_2l"}, {"tib_raise", "split_squat"}),
    ],
)
def test_what_the_new_areas_hold_back(area: Area, held: set[str], free: set[str]) -> None:
    library = load_library()
    (limit,) = limits([CheckIn(D, pain={Spot(area, Side.LEFT): 4})], today=D)
    touched = {key for key in held | free if touching([limit], library[key])}
    assert touched == held


def test_every_area_has_tissues_and_a_stop_holds_at_least_as_much() -> None:
    for area in Area:
        assert AREA_TISSUES[area]
        assert AREA_TISSUES[area] | {Tissue.IMPACT} <= STOP_TISSUES[area]


def test_where_an_exercise_hurts_first_is_held_back_by_it() -> None:
    assert set(TISSUE_AREA) == set(Tissue)
    assert all(tissue in AREA_TISSUES[area] for tissue, area in TISSUE_AREA.items())
    library = load_library()
    assert areas_of(library["tib_raise"].tissues)[0] is Area.SHIN
    squat = areas_of(library["split_squat"].tissues)
    assert squat == (Area.QUAD, Area.KNEE, Area.HIP, Area.BACK)
