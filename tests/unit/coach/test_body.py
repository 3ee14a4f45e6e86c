"""From the log to tomorrow's dose: what was logged and felt reaches the planner."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.events import read_event
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.legs_after import legs
from hamstrong.coach.legs_ahead import legs_ahead
from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.record_events import record_events
from hamstrong.coach.show_body import show_body
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import Family, LoadClass, Tissue
from hamstrong.planning.body.fatigue import FreshnessWord
from hamstrong.planning.body.pain import Light
from hamstrong.planning.body.progression import Direction
from hamstrong.planning.body.spots import Spot
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.model import Absence, AbsenceKind
from tests.unit.coach.desk import MONDAY, NOW, Desk, a_set, a_try, event, session_end

BRIDGE = "hb_floor_1l"
SESSION = f"{MONDAY}-1"


def full_sets(day: int, **said: Any) -> list[Any]:
    moment = NOW + timedelta(days=day)
    return [
        a_set(
            f"s-{day}",
            BRIDGE,
            side=side,
            set_number=number,
            moment=moment,
            **{"hold_s": 30, "planned": 30, "rpe": 7, **said},
        )
        for side in ("left", "right")
        for number in (1, 2, 3)
    ]


def morning(**data: Any) -> Any:
    day = data.pop("day", MONDAY)
    return event("check-in", {"day": day.isoformat(), "soreness": {}, "pain": {}, **data})


def logged(*events: Any, days: int = 0) -> tuple[Desk, str]:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(days=days)
    recorded = record_events(desk.ports, athlete.id, events=events)
    assert recorded.refused == ()
    return desk, athlete.id


def test_two_good_sessions_after_a_try_out_are_one_rung_up() -> None:
    tried = a_try("s", BRIDGE, 7, minute=1)
    desk, athlete = logged(tried, *full_sets(2), *full_sets(4), days=6)
    request = plan_request(desk.ports, athlete)
    assert request.levels[Family.HAMSTRING_BRIDGE] == 5
    assert request.targets[BRIDGE] == 30
    (verdict,) = show_body(desk.ports, athlete).verdicts
    assert verdict.direction is Direction.ADVANCE


def test_a_set_that_hurt_takes_a_rung_back_and_lights_its_area() -> None:
    tried = a_try("s", BRIDGE, 7, minute=1)
    desk, athlete = logged(tried, *full_sets(2, pain=6, ended="pain"), days=2)
    request = plan_request(desk.ports, athlete)
    assert request.levels[Family.HAMSTRING_BRIDGE] == 3
    (red, amber) = request.limits
    assert (red.hardest, amber.hardest) == (None, LoadClass.C2)
    (lit,) = (s for s in show_body(desk.ports, athlete).states if s.light is Light.RED)
    assert lit.spot == Spot(Area.HIP)


@pytest.mark.parametrize(
    ("side", "said", "spot"),
    [
        ("left", {}, Spot(Area.HIP, Side.LEFT)),
        ("left", {"area": "calf"}, Spot(Area.CALF, Side.LEFT)),
        ("left", {"area": "right-knee"}, Spot(Area.KNEE, Side.RIGHT)),
        ("left", {"area": "back"}, Spot(Area.BACK)),
        ("both", {"area": "left-knee"}, Spot(Area.KNEE, Side.LEFT)),
        ("both", {"area": "knee"}, Spot(Area.KNEE)),
        ("both", {}, Spot(Area.HIP)),
    ],
)
def test_pain_in_a_set_is_where_it_was_said_or_where_the_set_worked(
    side: str, said: dict[str, str], spot: Spot
) -> None:
    exercise = BRIDGE if side == "left" else "hb_floor_2l"
    told = {"hold_s": 12, "ended": "pain", "pain": 6, **said}
    desk, athlete = logged(a_set("s", exercise, side=side, **told))
    (red,) = (s for s in show_body(desk.ports, athlete).states if s.light is Light.RED)
    assert red.spot == spot


def test_a_side_is_stored_and_the_plan_is_told_of_it() -> None:
    desk, athlete = logged(morning(soreness={"right-calf": 5}, pain={"left-knee": 4, "knee": 0}))
    (stored,) = (e for e in desk.store.events.all(athlete) if e.kind.value == "check-in")
    assert stored.data["pain"] == {"left-knee": 4, "knee": 0}
    reasons = " ".join(limit.reason.text for limit in plan_request(desk.ports, athlete).limits)
    assert "left knee" in reasons
    assert "right calf" in reasons


def test_cramp_and_lost_form_reach_the_verdict() -> None:
    tried = a_try("s", BRIDGE, 7, minute=1)
    for ended in ("cramp", "form"):
        desk, athlete = logged(tried, *full_sets(2, ended=ended), days=3)
        assert show_body(desk.ports, athlete).verdicts[0].direction is Direction.REGRESS


def test_a_side_that_stays_behind_gets_a_set_more() -> None:
    behind = [
        a_set(f"s-{day}", BRIDGE, side=side, hold_s=hold, moment=NOW + timedelta(days=day))
        for day in (0, 5, 10, 15)
        for side, hold in (("left", 20), ("right", 30))
    ]
    desk, athlete = logged(*behind, days=15)
    assert plan_request(desk.ports, athlete).weaker == {BRIDGE: Side.LEFT}


def test_a_sore_morning_limits_today() -> None:
    desk, athlete = logged(morning(soreness={"calf": 8}, slept_badly=True))
    sore, tired = plan_request(desk.ports, athlete).limits
    assert sore.hardest is None
    assert Tissue.CALF in sore.tissues
    assert tired.nothing_new


def test_illness_ends_by_a_word_and_by_nothing_else() -> None:
    desk, athlete = logged(morning(ill=True))
    assert show_body(desk.ports, athlete).ill
    desk.sleep(days=5)
    check_in(desk.ports, athlete, answer=CheckIn(MONDAY + timedelta(days=5)))
    assert plan_request(desk.ports, athlete).limits
    check_in(desk.ports, athlete, answer=CheckIn(MONDAY + timedelta(days=5), ill=False))
    assert plan_request(desk.ports, athlete).limits == ()


def test_a_flag_stops_everything_until_it_was_assessed() -> None:
    desk, athlete = logged(morning(red_flags=["chest-pain"]), days=0)
    check_in(desk.ports, athlete, answer=CheckIn(MONDAY, energy=5))
    (stop,) = plan_request(desk.ports, athlete).limits
    assert (stop.hardest, stop.last, stop.tissues) == (None, None, frozenset())
    first = show_body(desk.ports, athlete).states[0]
    assert first.light is Light.STOP
    assert "emergency number" in first.advice
    check_in(desk.ports, athlete, answer=CheckIn(MONDAY, assessed=("all",)))
    assert plan_request(desk.ports, athlete).limits == ()


def test_a_check_in_tells_all_it_can() -> None:
    desk, athlete = logged()
    answer = CheckIn(
        MONDAY,
        pain={"calf": 4, "foot": 0},
        slept_badly=True,
        ill=False,
        worse=("calf",),
        settled=("hip",),
        limping=("calf",),
        easing=("quad",),
        red_flags=("low-energy", {"id": "pop", "area": "foot"}),
        assessed=("groin",),
    )
    check_in(desk.ports, athlete, answer=answer)
    (stored,) = (e for e in desk.store.events.all(athlete) if e.kind.value == "check-in")
    assert stored.data["red_flags"] == [{"id": "low-energy"}, {"id": "pop", "area": "foot"}]
    lights = {state.spot: state.light for state in show_body(desk.ports, athlete).states}
    assert (lights[Spot(Area.CALF)], lights[Spot(Area.FOOT)]) == (Light.RED, Light.STOP)


def test_what_was_said_is_in_the_export() -> None:
    said = morning(ill=True, worse=["calf", "hip"], red_flags=[{"id": "pop", "area": "foot"}])
    desk, athlete = logged(said, a_set(SESSION, ended="cramp", pain=2))
    with ZipFile(BytesIO(export_everything(desk.ports, athlete))) as archive:
        mornings = archive.read("check-ins.csv").decode()
        sets = archive.read("sets.csv").decode()
    assert "True,calf; hip,,,,id pop; area foot," in mornings
    assert ",cramp,2" in sets


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"red_flags": ["bad-mood"]}, "red_flags.0.id"),
        ({"red_flags": [{"id": "pop", "area": "elbow"}]}, "red_flags.0.area"),
        ({"worse": ["elbow"]}, "worse.0"),
        ({"pain": {"left-back": 3}}, "pain"),
        ({"soreness": {"up-calf": 3}}, "soreness"),
        ({"assessed": ["nobody"]}, "assessed"),
        ({"ill": "perhaps"}, "ill"),
    ],
)
def test_what_nobody_knows_is_refused(data: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as error:
        read_event(morning(**data), now=NOW)
    assert error.value.place is not None
    assert error.value.place.startswith(place)


def test_an_event_of_an_older_player_stays_equal_to_itself() -> None:
    old = {"day": MONDAY.isoformat(), "soreness": {"calf": 2}, "pain": {}, "sleep_h": 7.5}
    assert dict(read_event(event("check-in", old), now=NOW).data) == old


def test_a_check_in_and_late_sets_ask_for_a_new_plan() -> None:
    desk, athlete = logged()

    def replans(one: Any) -> bool:
        return record_events(desk.ports, athlete, events=[one]).replan

    assert replans(morning())
    assert not replans(a_set(SESSION, set_number=1))
    assert replans(session_end(SESSION))
    assert replans(a_set(SESSION, set_number=2))
    assert not replans(a_set(SESSION, set_number=2)), "known already"


def test_the_coming_days_have_words_and_missed_sessions_weigh_nothing() -> None:
    desk, athlete = logged()
    view = show_body(desk.ports, athlete, last=MONDAY + timedelta(days=6))
    assert list(view.days) == [MONDAY + timedelta(days=n) for n in range(7)]
    assert {found.word for found in view.days.values()} <= set(FreshnessWord)
    bare = Desk()
    assert show_body(bare.ports, bare.with_runs().id).days == {}


def test_every_day_of_the_block_has_its_word() -> None:
    desk, athlete = logged()
    view = show_body(desk.ports, athlete)
    assert list(view.days) == [MONDAY + timedelta(days=n) for n in range(49)]


def test_an_illness_and_pain_are_in_the_word_of_the_days_they_reach() -> None:
    desk, athlete = logged(morning(ill=True))
    words = [found.word for found in show_body(desk.ports, athlete).days.values()]
    assert set(words[:4]) == {FreshnessWord.NOT_RECOVERED}
    assert set(words) != {FreshnessWord.NOT_RECOVERED}
    desk, athlete = logged(morning(pain={"calf": 8}))
    today = show_body(desk.ports, athlete).days[MONDAY]
    assert today.word is FreshnessWord.NOT_RECOVERED
    assert today.reason.rule == "pain"
    after = legs(desk.ports, athlete)
    assert after is not None
    assert after.tomorrow.word is FreshnessWord.NOT_RECOVERED


def test_days_marked_as_ill_are_in_the_word() -> None:
    desk, athlete = logged()
    first, last = MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)
    absence = Absence("ill-1", first, last, AbsenceKind.ILL)
    desk.store.absences.save(athlete, absence)
    days = legs_ahead(desk.ports, athlete)
    assert {days[first].word, days[last].word} == {FreshnessWord.NOT_RECOVERED}
    assert days[last].reason.text.startswith("Ill from")


def test_weeks_that_are_over_have_no_word() -> None:
    desk, athlete = logged()
    assert legs_ahead(desk.ports, athlete, last=MONDAY - timedelta(days=1)) == {}


def test_without_a_log_the_request_asks_for_nothing() -> None:
    desk, athlete = logged()
    request = plan_request(desk.ports, athlete)
    assert (request.levels, request.targets, request.weaker, request.limits) == ({}, {}, {}, ())
