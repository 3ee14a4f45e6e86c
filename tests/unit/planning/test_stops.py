"""What a red flag says of strength and of running, in words that fit what is locked."""

from datetime import date

import pytest

from hamstrong.exercises.schema import Tissue
from hamstrong.planning.body.check_ins import CheckIn, RaisedFlag
from hamstrong.planning.body.readiness import body_states, limits
from hamstrong.planning.body.spots import Spot
from hamstrong.planning.body.stops import run_stop, stopped_tissues, told_of
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.constants.red_flags import RED_FLAGS, Urgency

D = date(2026, 11, 23)
POP = RED_FLAGS["pop"]


def raised(flag: str, area: Area | None = None, **more: object) -> CheckIn:
    spot = None if area is None else Spot(area)
    return CheckIn(D, red_flags=(RaisedFlag(flag, spot),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("area", [None, *Area])
def test_the_words_say_what_is_locked_and_what_may_go_on(area: Area | None) -> None:
    spot = None if area is None else Spot(area)
    text = told_of(POP, spot)
    stopped = stopped_tissues(spot)
    goes_on = "may go on" in text
    assert goes_on == (stopped != frozenset(Tissue))
    [limit] = limits([raised("pop", area)], today=D)
    assert limit.reason.text == f"Stop: {text}"
    assert (limit.tissues or frozenset(Tissue)) == stopped
    if goes_on and Tissue.TRUNK not in stopped and len(stopped) < len(Tissue) - 1:
        assert all(tissue.value in text.lower() for tissue in stopped - {Tissue.IMPACT})


def test_the_state_of_an_area_says_the_same() -> None:
    state = next(s for s in body_states([raised("pop", Area.CALF)], today=D) if s.since)
    assert state.does.startswith("Leg work and hops stay off until")
    assert state.does.endswith("trunk work may go on.")
    assert "do not run on it" in state.advice


def test_whoever_was_told_to_see_somebody_is_told_not_to_run() -> None:
    stop = run_stop([raised("pop", Area.CALF)])
    assert stop is not None
    assert stop.reason.text == (
        "Do not run until this was looked at: a pop, and strength gone at once (calf)."
    )
    assert run_stop([raised("pop", Area.CALF), CheckIn(D, all_assessed=True)]) is None


@pytest.mark.parametrize("flag", RED_FLAGS.values(), ids=lambda flag: str(flag.id))
def test_running_stops_exactly_where_strength_is_locked(flag: object) -> None:
    one = RED_FLAGS[flag.id]  # type: ignore[attr-defined]
    locks = one.urgency in (Urgency.EMERGENCY, Urgency.ASSESS)
    assert (run_stop([raised(one.id)]) is not None) == locks


def test_an_emergency_speaks_first() -> None:
    both = [raised("pop", Area.CALF), raised("chest-pain")]
    stop = run_stop(both)
    assert stop is not None
    assert stop.reason.text.startswith("Do not run until a doctor has said so: pain or pressure")
