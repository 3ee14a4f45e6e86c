"""Check-ins to limits: each line of evidence 5.3, 5.5 and 5.6, and what must never happen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.body.check_ins import CheckIn, PainDuring, RaisedFlag
from hamstrong.planning.body.pain import Light, pain_lights
from hamstrong.planning.body.readiness import body_states, is_ill, limits
from hamstrong.planning.body.spots import Spot, all_spots, by_side, sides_of
from hamstrong.planning.constants.dose import HARDNESS
from hamstrong.planning.constants.readiness import AREA_TISSUES, Area
from hamstrong.planning.constants.red_flags import RED_FLAGS, Urgency
from hamstrong.planning.model import Limit

D = date(2027, 3, 1)
DAY = timedelta(days=1)
LEFT_CALF = Spot(Area.CALF, Side.LEFT)
RIGHT_CALF = Spot(Area.CALF, Side.RIGHT)


def spot(place: Area | Spot) -> Spot:
    return place if isinstance(place, Spot) else Spot(place)


def told(day: int, **answers: object) -> CheckIn:
    """A check-in; areas stand for both of their sides, as in the log."""
    sided: dict[str, object] = {}
    for name, value in answers.items():
        if isinstance(value, dict):
            sided[name] = by_side({spot(place): score for place, score in value.items()})
        elif isinstance(value, frozenset):
            sided[name] = sides_of(spot(place) for place in value)
        else:
            sided[name] = value
    return CheckIn(D + day * DAY, **sided)  # type: ignore[arg-type]


def light(
    place: Area | Spot, *check_ins: CheckIn, on: int, during: Iterable[PainDuring] = ()
) -> Light:
    """Of a place whose sides stand alike."""
    lights = pain_lights(check_ins, during, today=D + on * DAY)
    (found,) = {lights[side].light for side in spot(place).sides}
    return found


def allowed(found: Iterable[Limit], day: date, tissue: Tissue) -> tuple[float, float, int, bool]:
    """Hardest class as a rank, sets, rungs back and whether new work is fine: larger is more.

    Where nothing is allowed, no rung is.
    """
    held = [m for m in found if m.holds_on(day) and (not m.tissues or tissue in m.tissues)]
    if any(m.hardest is None for m in held):
        return -1, 0.0, -99, False
    hardest = min((HARDNESS[m.hardest] for m in held if m.hardest is not None), default=99)
    sets = min((m.sets for m in held), default=1.0)
    return (
        hardest,
        sets,
        -max((m.easier for m in held), default=0),
        not any(m.nothing_new for m in held),
    )


# Soreness, sleep, energy, illness


@pytest.mark.parametrize(
    ("score", "eases", "hardest", "sets"),
    [
        (4, False, LoadClass.C2, 0.6),
        (6, True, LoadClass.C2, 0.6),
        (7, False, None, 0.0),
        (10, False, None, 0.0),
        (8, True, LoadClass.C1, 0.6),
    ],
)
def test_a_sore_tissue_gets_less(
    score: int, eases: bool, hardest: LoadClass | None, sets: float
) -> None:
    easing = frozenset({Area.CALF}) if eases else frozenset()
    (limit,) = limits([told(0, soreness={Area.CALF: score}, easing=easing)], today=D)
    assert (limit.hardest, limit.sets, limit.tissues) == (hardest, sets, AREA_TISSUES[Area.CALF])
    assert limit.reason.rule == "check-in"
    assert "calf" in limit.reason.text


def test_a_little_soreness_changes_nothing() -> None:
    assert limits([told(0, soreness=dict.fromkeys(Area, 3))], today=D) == ()


def test_soreness_holds_today_and_tomorrow_unless_tomorrow_says_otherwise() -> None:
    sore = told(0, soreness={Area.QUAD: 5})
    assert limits([sore], today=D + DAY)
    assert limits([sore], today=D + 2 * DAY) == ()
    assert limits([sore, told(1)], today=D + DAY) == ()


@pytest.mark.parametrize("answers", [{"sleep_h": 4.5}, {"energy": 1}, {"slept_badly": True}])
def test_a_bad_night_means_fewer_sets_nothing_new_and_no_hops(answers: dict[str, object]) -> None:
    (limit,) = limits([told(0, **answers)], today=D)
    assert (limit.sets, limit.nothing_new, limit.tissues) == (0.7, True, frozenset())
    assert limit.hardest is not None
    assert HARDNESS[limit.hardest] < HARDNESS[LoadClass.P2]
    assert limits([told(0, **answers)], today=D + DAY) == ()


def test_two_bad_nights_leave_light_work() -> None:
    (limit,) = limits([told(0, energy=1), told(1, sleep_h=4)], today=D + DAY)
    assert limit.hardest is LoadClass.C1
    (apart,) = limits([told(0, energy=1), told(2, sleep_h=4)], today=D + 2 * DAY)
    assert apart.hardest is LoadClass.C4


def test_five_hours_and_some_energy_are_fine() -> None:
    assert limits([told(0, sleep_h=5, energy=2)], today=D) == ()


def test_who_is_ill_does_nothing_until_they_say_they_are_well() -> None:
    ill = told(0, ill=True)
    for later in (0, 3, 60):
        (limit,) = limits([ill, told(1), told(2, energy=5)], today=D + later * DAY)
        assert (limit.hardest, limit.tissues) == (None, frozenset())
        assert limit.last == D + (later + 3) * DAY
    assert limits([ill, told(2, ill=False)], today=D + 2 * DAY) == ()
    assert is_ill([ill, told(2, ill=False), told(4, ill=True)])


# The pain light


@pytest.mark.parametrize(
    ("score", "found"),
    [
        (0, Light.GREEN),
        (2, Light.GREEN),
        (3, Light.AMBER),
        (5, Light.AMBER),
        (6, Light.RED),
        (10, Light.RED),
    ],
)
def test_pain_sets_the_light_of_its_area_alone(score: int, found: Light) -> None:
    lights = pain_lights([told(0, pain={Area.GROIN: score})], today=D)
    assert {state.light for place, state in lights.items() if place.area is Area.GROIN} == {found}
    others = {state.light for place, state in lights.items() if place.area is not Area.GROIN}
    assert others == {Light.GREEN}


def test_pain_told_while_training_counts() -> None:
    hurt = [PainDuring(D, Spot(Area.FOOT), 4)]
    assert light(Area.FOOT, on=0, during=hurt) is Light.AMBER
    assert light(Area.FOOT, told(1), on=1, during=hurt) is Light.AMBER
    assert light(Area.FOOT, told(1, pain={Area.FOOT: 0}), on=1, during=hurt) is Light.GREEN


def test_pain_that_ended_a_set_is_amber_without_a_number_and_a_sharp_one_is_red() -> None:
    ended = [PainDuring(D, Spot(Area.FOOT), 0, ended=True)]
    assert light(Area.FOOT, on=0, during=ended) is Light.AMBER
    sharp = [PainDuring(D, Spot(Area.FOOT), 2, sharp=True)]
    assert light(Area.FOOT, on=0, during=sharp) is Light.RED
    assert light(Area.CALF, on=0, during=sharp) is Light.GREEN


def test_a_word_on_illness_alone_calms_no_pain() -> None:
    sore = told(0, pain={Area.CALF: 4}, soreness={Area.CALF: 5})
    same_day, next_day = (told(day, ill=True, of_body=False) for day in (0, 1))
    assert light(Area.CALF, sore, same_day, on=0) is Light.AMBER
    assert light(Area.CALF, sore, next_day, on=1) is Light.AMBER
    assert limits([sore, same_day], today=D)[1:] == limits([sore], today=D)


def test_worse_in_the_morning_is_amber_and_settled_the_next_day_is_green() -> None:
    worse = told(0, worse=frozenset({Area.CALF}))
    assert light(Area.CALF, worse, on=0) is Light.AMBER
    assert light(Area.CALF, worse, told(1, settled=frozenset({Area.CALF})), on=1) is Light.GREEN


def test_not_back_to_usual_within_a_day_is_red() -> None:
    worse = frozenset({Area.CALF})
    assert light(Area.CALF, told(0, worse=worse), told(1, worse=worse), on=1) is Light.RED


def test_a_limp_is_red_whatever_the_score() -> None:
    assert light(Area.HIP, told(0, limping=frozenset({Area.HIP})), on=0) is Light.RED


def test_pain_that_rises_from_week_to_week_is_red() -> None:
    rising = [told(7 * n, pain={Area.HAMSTRING: score}) for n, score in enumerate((2, 3, 4))]
    assert light(Area.HAMSTRING, *rising, on=14) is Light.RED
    level = [told(7 * n, pain={Area.HAMSTRING: score}) for n, score in enumerate((2, 4, 4))]
    assert light(Area.HAMSTRING, *level, on=14) is Light.AMBER


def test_red_stands_for_two_days_at_least_and_three_at_most() -> None:
    red = told(0, pain={Area.CALF: 7})
    calm = {Area.CALF: 0}
    assert light(Area.CALF, red, told(1, pain=calm), on=1) is Light.RED
    assert light(Area.CALF, red, told(2, pain=calm), on=2) is Light.GREEN
    assert light(Area.CALF, red, on=2) is Light.RED
    assert light(Area.CALF, red, on=3) is Light.AMBER
    assert light(Area.CALF, red, told(3, pain=calm), on=3) is Light.GREEN


def test_silence_on_an_area_is_no_calm_morning() -> None:
    red, tired = told(0, pain={Area.CALF: 6}), {"slept_badly": True}
    assert light(Area.CALF, red, told(0, **tired), on=0) is Light.RED
    assert light(Area.CALF, red, told(0, red_flags=(RaisedFlag("chest-pain"),)), on=0) is Light.RED
    assert light(Area.CALF, red, told(1, **tired), on=1) is Light.RED
    both = limits([red, told(0, **tired)], today=D)
    assert {limit.reason.rule for limit in both} == {"pain", "check-in"}


def test_red_locks_then_amber_holds() -> None:
    found = limits([told(0, pain={Area.CALF: 7})], today=D)
    hardest = [allowed(found, D + n * DAY, Tissue.CALF)[0] for n in (0, 2, 3, 13, 14)]
    ranks = [-1] * 2 + [HARDNESS[LoadClass.C2]] * 2 + [99]
    assert hardest == ranks
    assert {limit.reason.rule for limit in found} == {"pain"}


def test_amber_takes_a_rung_and_three_tenths_of_the_sets() -> None:
    (limit,) = limits([told(0, pain={Area.QUAD: 4})], today=D)
    assert (limit.hardest, limit.sets, limit.easier) == (LoadClass.C2, 0.7, 1)


def test_red_twice_in_a_week_or_long_amber_asks_for_a_clinician() -> None:
    def clinician(*check_ins: CheckIn, on: int) -> bool:
        return pain_lights(check_ins, today=D + on * DAY)[LEFT_CALF].clinician

    red, amber = {Area.CALF: 7}, {Area.CALF: 4}
    assert not clinician(told(0, pain=red), on=0)
    assert clinician(told(0, pain=red), told(5, pain=red), on=5)
    assert not clinician(*(told(n, pain=amber) for n in range(15)), on=14)
    assert clinician(*(told(n, pain=amber) for n in range(16)), on=15)


def test_states_say_what_they_do_and_advise() -> None:
    states = {s.spot: s for s in body_states([told(0, pain={Area.CALF: 4})], today=D)}
    assert set(states) == {Spot(area) for area in Area}
    calf = states[Spot(Area.CALF)]
    assert (calf.light, calf.since) == (Light.AMBER, D)
    assert "hills" in calf.advice
    assert states[Spot(Area.HIP)].advice == ""


# Red flags

FLAGS = st.sampled_from(sorted(RED_FLAGS))


@pytest.mark.parametrize("flag", RED_FLAGS.values(), ids=lambda flag: flag.id)
def test_every_flag_is_told_with_its_advice_and_locks_by_its_urgency(flag: object) -> None:
    one = RED_FLAGS[flag.id]  # type: ignore[attr-defined]
    check_in = told(0, red_flags=(RaisedFlag(one.id),))
    found = limits([check_in], today=D + 200 * DAY)
    state = body_states([check_in], today=D)[0]
    assert state.advice == one.advice
    if one.urgency in (Urgency.EMERGENCY, Urgency.ASSESS):
        assert [(m.hardest, m.last, m.sets) for m in found] == [(None, None, 0.0)]
        assert state.light is Light.STOP
    elif one.urgency is Urgency.HOLD_OFF:
        assert [(m.hardest, m.last) for m in found] == [(LoadClass.C1, None)]
    else:
        assert found == ()


def test_a_flag_with_a_place_locks_that_place() -> None:
    raised = told(0, red_flags=(RaisedFlag("bone-spot", Spot(Area.FOOT)),))
    found = limits([raised], today=D)
    assert allowed(found, D, Tissue.CALF)[0] == -1
    assert allowed(found, D, Tissue.TRUNK)[0] == 99
    stopped = [s for s in body_states([raised], today=D) if s.light is Light.STOP]
    assert [s.spot for s in stopped] == [Spot(Area.FOOT)]


@pytest.mark.parametrize("area", list(Area))
def test_no_place_of_a_flag_leaves_hops(area: Area) -> None:
    found = limits([told(0, red_flags=(RaisedFlag("bone-spot", Spot(area)),))], today=D)
    assert allowed(found, D, Tissue.IMPACT)[0] == -1
    assert all(allowed(found, D, tissue)[0] == -1 for tissue in AREA_TISSUES[area])


@pytest.mark.parametrize("flag", ["chest-pain", "fever", "weight-loss", "pregnancy"])
def test_some_flags_concern_the_whole_body_wherever_they_were_told(flag: str) -> None:
    (limit,) = limits([told(0, red_flags=(RaisedFlag(flag, Spot(Area.CALF)),))], today=D)
    assert limit.tissues == frozenset()


def test_a_flag_of_a_newer_version_is_taken_seriously() -> None:
    (limit,) = limits([told(0, red_flags=(RaisedFlag("later", Spot(Area.CALF)),))], today=D)
    assert (limit.hardest, limit.tissues) == (None, frozenset())


def test_a_lock_ends_by_the_word_that_it_was_assessed() -> None:
    here = told(0, red_flags=(RaisedFlag("bone-spot", Spot(Area.FOOT)),))
    everywhere = told(0, red_flags=(RaisedFlag("chest-pain"),))
    assert limits([here, told(5, assessed=frozenset({Area.FOOT}))], today=D + 5 * DAY) == ()
    assert limits([here, told(5, assessed=frozenset({Area.CALF}))], today=D + 5 * DAY)
    assert limits([everywhere, told(5, assessed=frozenset(Area))], today=D + 5 * DAY)
    assert limits([everywhere, told(5, all_assessed=True)], today=D + 5 * DAY) == ()
    again = told(6, red_flags=(RaisedFlag("chest-pain"),), all_assessed=True)
    assert limits([everywhere, again], today=D + 6 * DAY)


def test_a_second_answer_of_the_day_does_not_lift_a_lock() -> None:
    first = told(0, red_flags=(RaisedFlag("chest-pain"),))
    assert limits([first, told(0)], today=D)


# What must never happen

SPOTS = st.sampled_from(all_spots())
SCORES = st.dictionaries(SPOTS, st.integers(0, 10), max_size=3)
SOME_SPOTS = st.frozensets(SPOTS, max_size=2)


@st.composite
def answers(draw: st.DrawFn, *, flags: bool = True) -> CheckIn:
    return CheckIn(
        day=D + draw(st.integers(0, 40)) * DAY,
        soreness=draw(SCORES),
        pain=draw(SCORES),
        sleep_h=draw(st.none() | st.floats(0, 12)),
        energy=draw(st.none() | st.integers(1, 5)),
        ill=draw(st.sampled_from((None, None, True, False))),
        worse=draw(SOME_SPOTS),
        settled=draw(SOME_SPOTS),
        limping=draw(SOME_SPOTS),
        easing=draw(SOME_SPOTS),
        red_flags=tuple(draw(st.lists(st.builds(RaisedFlag, FLAGS), max_size=1))) if flags else (),
        assessed=draw(SOME_SPOTS),
        all_assessed=draw(st.booleans()),
    )


HISTORY = st.lists(answers(), max_size=8)


def more(scores: dict[Spot, int], place: Spot, by: int) -> dict[Spot, int]:
    return {**scores, place: min(10, scores.get(place, 0) + by)}


@given(HISTORY, answers(), SPOTS, st.integers(1, 10), st.integers(0, 30))
def test_more_pain_or_soreness_today_never_allows_more(
    before: list[CheckIn], last: CheckIn, place: Spot, by: int, ahead: int
) -> None:
    nothing = dict.fromkeys(all_spots(), 0)  # who tells of little is calmer than who tells nothing
    pain, soreness = nothing | dict(last.pain), nothing | dict(last.soreness)
    last = replace(last, day=D + 40 * DAY, pain=pain, soreness=soreness)
    worse = (
        replace(last, pain=more(dict(last.pain), place, by)),
        replace(last, soreness=more(dict(last.soreness), place, by)),
        replace(last, worse=last.worse | {place}, settled=last.settled - {place}),
        replace(last, limping=last.limping | {place}),
        replace(last, red_flags=(*last.red_flags, RaisedFlag("pop", place))),
        replace(last, energy=1),
        replace(last, ill=True),
    )
    day = last.day + ahead * DAY
    usual = limits([*before, last], today=last.day)
    for answer in worse:
        strict = limits([*before, answer], today=last.day)
        for tissue in Tissue:
            pairs = zip(allowed(strict, day, tissue), allowed(usual, day, tissue), strict=True)
            assert all(less <= much for less, much in pairs)


@given(HISTORY, st.sampled_from([f for f in RED_FLAGS.values()]), st.integers(0, 400))
def test_a_lock_never_ends_by_itself(before: list[CheckIn], flag: object, later: int) -> None:
    one = RED_FLAGS[flag.id]  # type: ignore[attr-defined]
    raised = told(40, red_flags=(RaisedFlag(one.id),))
    silent = [replace(c, all_assessed=False, assessed=frozenset()) for c in before]
    found = limits([*silent, raised, told(41), told(42, energy=5)], today=D + (42 + later) * DAY)
    if one.urgency in (Urgency.EMERGENCY, Urgency.ASSESS):
        assert any(m.hardest is None and not m.tissues and m.last is None for m in found)


@given(HISTORY, st.integers(0, 60))
def test_no_limit_lies_in_the_past_and_each_says_why(before: list[CheckIn], today: int) -> None:
    day = D + today * DAY
    for limit in limits(before, today=day):
        assert limit.last is None or limit.last >= max(day, limit.first)
        assert limit.reason.text.strip()
        assert "{" not in limit.reason.text
        assert 0 <= limit.sets <= 1


@given(HISTORY)
def test_without_a_word_everything_but_locks_and_illness_ends(before: list[CheckIn]) -> None:
    quiet = limits(before, today=D + 60 * DAY)
    assert all(m.reason.rule == "red-flags" or is_ill(before) for m in quiet)
