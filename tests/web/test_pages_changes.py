"""The morning, what became of runs, days away and single dates: each changes the plan at once."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.block import block
from hamstrong.coach.check_in import AREAS
from hamstrong.coach.model import EventKind, RunOutcome
from hamstrong.coach.record_events import record_events
from hamstrong.planning.constants.red_flags import RED_FLAGS, Urgency
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    ReturnSpeed,
    Session,
    Venue,
)
from hamstrong.running.model import Run, RunType
from hamstrong.web.pages.away import away_bands
from tests.web.test_pages_plan import hidden
from tests.web.world import NOW, World, read_html, sessions

TODAY = NOW.date()


def runs(world: World) -> tuple[Run, ...]:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    return stored.plan.runs


def at_session(world: World) -> Session:
    """The clock stands an hour before the first session."""
    first = sessions(world)[0]
    world.clock.moment = first.start - timedelta(hours=1)
    return first


def test_ill_this_morning_takes_todays_session_out_at_once(
    world: World, browser: TestClient
) -> None:
    first = at_session(world)
    answer = browser.post("/check-in", data={"ill": "1"})
    page = read_html(answer.text)
    assert "This is what it changes" in page.text
    assert "You are ill" in page.text
    assert first.day not in {session.day for session in sessions(world)}
    assert "No strength today" in page.text


def test_being_well_again_ends_it(world: World, browser: TestClient) -> None:
    at_session(world)
    browser.post("/check-in", data={"ill": "1"})
    world.clock.moment += timedelta(days=1)
    page = read_html(browser.get("/today").text)
    assert "Are you still ill?" in page.text
    browser.post("/check-in", data={"ill-only": "1", "ill": "no"})
    said = world.store.events.all(world.athlete_id, EventKind.CHECK_IN)[-1]
    assert said.data["ill"] is False
    assert "You are ill" not in read_html(browser.get("/today").text).text


def test_a_form_that_leaves_illness_alone_ends_none(world: World, browser: TestClient) -> None:
    at_session(world)
    browser.post("/check-in", data={"ill": "1"})
    asked = read_html(browser.get("/check-in").text)
    assert "Are you still ill?" in asked.text
    browser.post("/check-in", data={"soreness-calf": "1"})
    said = world.store.events.all(world.athlete_id, EventKind.CHECK_IN)[-1]
    assert "ill" not in said.data
    assert "You are ill" in read_html(browser.get("/today").text).text
    browser.post("/check-in", data={"ill": "no"})
    assert "You are ill" not in read_html(browser.get("/today").text).text


def test_a_side_that_fell_is_asked_about_on_today(world: World, browser: TestClient) -> None:
    begun = world.clock.moment
    with world.ports() as ports:
        for day, left in ((0, 28), (4, 28), (8, 20)):
            world.clock.moment = begun + timedelta(days=day, hours=9)
            for side, held in (("left", left), ("right", 28)):
                said = {"session_id": "s", "exercise_id": "hb_floor_1l", "side": side}
                told = {**said, "set_number": 1, "hold_s": held, "planned": 28}
                at = world.clock.moment.isoformat()
                one = {"id": str(uuid4()), "kind": "set", "at": at, "data": told}
                assert not record_events(ports, world.athlete_id, events=[one]).refused
    question = "Your left hold fell from 28 to 20 s"
    assert question in read_html(browser.get("/today").text).text
    world.clock.moment += timedelta(minutes=5)
    browser.post("/check-in", data={"fine": "1"})
    assert question not in read_html(browser.get("/today").text).text


def test_pain_shows_its_light_with_advice_and_makes_the_session_lighter(
    world: World, browser: TestClient
) -> None:
    at_session(world)
    before = sessions(world)
    page = read_html(browser.post("/check-in", data={"pain-hamstring": "4"}).text)
    assert "Hamstring: amber" in page.text
    assert "by the next morning" in page.text
    assert sessions(world) != before
    check_in = read_html(browser.get("/check-in").text)
    assert check_in.all("input", name="settled-hamstring")
    assert not check_in.all("input", name="settled-calf")


def test_what_is_said_of_an_area_is_stored(world: World, browser: TestClient) -> None:
    browser.post(
        "/check-in",
        data={"pain-calf": "3", "worse-calf": "1", "limping-calf": "1", "slept_badly": "1"},
    )
    (said,) = world.store.events.all(world.athlete_id, EventKind.CHECK_IN)
    assert said.data["worse"] == ["calf"]
    assert said.data["limping"] == ["calf"]
    assert said.data["slept_badly"] is True


def test_a_red_flag_is_answered_first_and_holds_until_assessed(
    world: World, browser: TestClient
) -> None:
    at_session(world)
    flag = next(f for f in RED_FLAGS.values() if f.urgency is Urgency.ASSESS)
    page = read_html(
        browser.post("/check-in", data={"red_flags": flag.id, "flag_area": "foot"}).text
    )
    assert page.all("div", role="alert")
    assert flag.advice in page.text
    assert "Foot: stop" in page.text
    again = read_html(browser.get("/check-in").text)
    assert again.all("input", name="assessed-foot")
    browser.post("/check-in", data={"assessed-foot": "1"})
    assert "Foot: stop" not in read_html(browser.get("/today").text).text


@pytest.mark.parametrize("form", [{"red_flags": "nonsense"}, {"flag_area": "elbow"}])
def test_a_sign_that_is_not_in_the_list_is_refused(
    world: World, browser: TestClient, form: dict[str, str]
) -> None:
    assert browser.post("/check-in", data=form).status_code == 422
    assert world.store.events.all(world.athlete_id) == ()


def test_every_area_has_its_place_on_the_body_and_its_fields(browser: TestClient) -> None:
    source = browser.get("/check-in").text
    spots = set(re.findall(r'href="#fields-(\w+)"', source))
    fields = set(re.findall(r'id="fields-(\w+)"', source))
    assert spots == fields
    assert spots == set(AREAS)
    for area in spots - {"back"}:
        for side in ("left", "right"):
            assert f'class="bodymap__region" data-area="{area}" data-side="{side}"' in source


def test_a_run_is_told_of_in_one_tap(world: World, browser: TestClient) -> None:
    run = next(r for r in runs(world) if r.day == TODAY)
    page = browser.get("/today").text
    assert f"/runs/{run.id}/outcome" in page
    answer = browser.post(f"/runs/{run.id}/outcome", data={"outcome": "done", "back": "/today"})
    assert answer.url.path == "/today"
    corrections = world.store.runs.corrections(world.athlete_id)
    assert corrections[run.id].outcome is RunOutcome.DONE
    assert f"/runs/{run.id}/outcome" not in answer.text


def test_a_run_that_went_otherwise_counts_by_what_was_done(
    world: World, browser: TestClient
) -> None:
    run = next(r for r in runs(world) if r.day == TODAY)
    browser.post(
        f"/runs/{run.id}/outcome", data={"outcome": "done", "minutes": "75", "type": "threshold"}
    )
    told = next(r for r in runs(world) if r.id == run.id)
    assert (told.type, told.key, round(told.minutes)) == (RunType.THRESHOLD, True, 75)


def test_a_missed_run_leaves_the_plan_and_comes_back_with_undo(
    world: World, browser: TestClient
) -> None:
    run = next(r for r in runs(world) if r.day == TODAY)
    answer = browser.post(f"/runs/{run.id}/outcome", data={"outcome": "missed"})
    assert run.id not in {r.id for r in runs(world)}
    browser.post("/plan/undo", data=hidden(answer.text, "/plan/undo"))
    assert run.id in {r.id for r in runs(world)}


def test_a_run_of_ones_own_is_added_and_taken_out(world: World, browser: TestClient) -> None:
    day = TODAY + timedelta(days=1)
    form = {"day": day.isoformat(), "clock": "18:00", "minutes": "40", "type": "easy"}
    assert browser.post("/runs/add", data=form).url.path == "/week"
    own = next(r for r in runs(world) if r.day == day)
    assert own.source == "you"
    browser.post(f"/runs/{own.id}/outcome", data={"outcome": "removed"})
    assert own.id not in {r.id for r in runs(world)}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/runs/add", {"day": "soon"}),
        (
            "/runs/add",
            {"day": "2027-03-09", "clock": "18:00", "minutes": "9999", "type": "easy"},
        ),
        ("/settings/dates", {"date": "soon", "how": "off"}),
        ("/settings/dates", {"date": "2027-03-09", "how": "windows", "venue": "home"}),
        ("/settings/dates", {"date": "2027-03-09", "how": "on"}),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    world: World, browser: TestClient, path: str, form: dict[str, str]
) -> None:
    before = runs(world)
    assert read_html(browser.post(path, data=form).text).all("div", role="alert")
    assert runs(world) == before


def test_an_outcome_that_is_none_is_refused(world: World, browser: TestClient) -> None:
    run = next(r for r in runs(world) if r.day == TODAY)
    page = read_html(browser.post(f"/runs/{run.id}/outcome", data={"outcome": "flown"}).text)
    assert page.all("div", role="alert")


def away_form(first: date, last: date, **more: str) -> dict[str, str]:
    return {
        "what": "absence",
        "kind": "away",
        "first": first.isoformat(),
        "last": last.isoformat(),
        "speed": "gentle",
        "back": "/block",
        **more,
    }


def test_days_away_are_previewed_kept_shown_and_given_back(
    world: World, browser: TestClient
) -> None:
    first, last = TODAY + timedelta(days=7), TODAY + timedelta(days=13)
    tried = browser.post("/plan/preview", data=away_form(first, last))
    assert "falls away" in read_html(tried.text).text
    assert world.store.absences.all(world.athlete_id) == ()
    kept = browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    assert kept.url.path == "/block"
    assert 'class="away-band away-band--away"' in kept.text
    (absence,) = world.store.absences.all(world.athlete_id)
    assert absence.back is ReturnSpeed.GENTLE
    assert not [s for s in sessions(world) if first <= s.day <= last]
    assert "Away" in read_html(browser.get(f"/week?day={first}").text).text
    form = {"what": "no-absence", "id": absence.id, "back": "/block"}
    tried = browser.post("/plan/preview", data=form)
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    assert world.store.absences.all(world.athlete_id) == ()


def test_an_absence_can_be_corrected(world: World, browser: TestClient) -> None:
    first, last = TODAY + timedelta(days=7), TODAY + timedelta(days=9)
    tried = browser.post("/plan/preview", data=away_form(first, last))
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    (absence,) = world.store.absences.all(world.athlete_id)
    tried = browser.post("/plan/preview", data=away_form(first, first, id=absence.id))
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    (absence,) = world.store.absences.all(world.athlete_id)
    assert absence.last == first


def test_an_absence_the_wrong_way_round_is_refused(world: World, browser: TestClient) -> None:
    form = away_form(TODAY + timedelta(days=9), TODAY + timedelta(days=7))
    answer = browser.post("/plan/preview", data=form)
    assert answer.status_code == 422
    assert "the other way round" in answer.text


def test_bands_stay_inside_the_block(world: World) -> None:
    with world.ports() as ports:
        view = block(ports, world.athlete_id)
    monday = view.weeks[0].plan_week.monday
    long = Absence("a", monday - timedelta(days=3), monday + timedelta(days=3), AbsenceKind.ILL)
    gone = Absence("b", monday - timedelta(days=9), monday - timedelta(days=7), AbsenceKind.AWAY)
    (band,) = away_bands(view, (long, gone))
    assert band.x == 0
    assert band.width == pytest.approx(100 * 4 / (7 * len(view.weeks)), abs=0.01)


def test_a_single_date_has_times_of_its_own_and_goes_back(
    world: World, browser: TestClient
) -> None:
    day = TODAY + timedelta(days=2)
    form = {"date": day.isoformat(), "how": "windows", "part": "midday", "venue": "gym"}
    page = read_html(browser.post("/settings/dates", data=form).text)
    assert "11:30–14:00 · Gym" in page.text
    athlete = world.store.athletes.get(world.athlete_id)
    (window,) = athlete.availability.dates[day]
    assert window.venue is Venue.GYM
    browser.post("/settings/dates", data={"date": day.isoformat(), "how": "usual"})
    assert not world.store.athletes.get(world.athlete_id).availability.dates
    browser.post("/settings/dates", data={"date": day.isoformat(), "how": "off"})
    assert day in world.store.athletes.get(world.athlete_id).availability.days_off


def test_times_at_the_gym_and_its_kit_are_kept_and_single_dates_stay(
    world: World, browser: TestClient
) -> None:
    day = TODAY + timedelta(days=2)
    browser.post("/settings/dates", data={"date": day.isoformat(), "how": "off"})
    form = {
        "when": ["1-evening", "3-evening", "5-morning"],
        "gym": ["3-evening"],
        "minutes": "20",
        "usual_run_time": "07:00",
    }
    browser.post("/settings/time", data=form)
    athlete = world.store.athletes.get(world.athlete_id)
    assert [w.venue for w in athlete.availability.weekdays[3]] == [Venue.GYM]
    assert [w.venue for w in athlete.availability.weekdays[1]] == [Venue.HOME]
    assert day in athlete.availability.days_off
    kit = {"venues": "1", "equipment": ["support"], "kit_gym": ["gym", "load"]}
    browser.post("/settings/equipment", data=kit)
    venues = world.store.athletes.get(world.athlete_id).venues
    assert {item.value for item in venues[Venue.GYM]} == {"gym", "load"}
    assert venues[Venue.TRAVELLING] == frozenset()


def test_what_would_help_names_wishes_or_says_that_all_is_there(
    world: World, browser: TestClient
) -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    page = read_html(browser.get(f"/weeks/{monday}/why").text)
    assert "What would help" in page.text
    browser.post(
        "/settings/time",
        data={
            "when": ["0-morning"],
            "minutes": "10",
            "usual_run_time": "07:00",
            "sessions_per_week": "2",
        },
    )
    later = monday + timedelta(days=7)
    page = read_html(browser.get(f"/weeks/{later}/why").text)
    assert "The cheapest way out" in page.text


def test_days_ahead_have_their_word(browser: TestClient) -> None:
    page = read_html(browser.get("/week").text)
    words = page.all("span", class_="fresh__word")
    assert len(words) == 7
    assert "Legs at 07:00: fresh" in " ".join(page.text.split())
    assert "%" not in page.text
    last = read_html(browser.get("/week?day=2027-04-18").text)
    assert len(last.all("span", class_="fresh__word")) == 7


def test_illness_and_pain_are_in_todays_word(browser: TestClient) -> None:
    assert '<span class="fresh__word">fresh</span>' in browser.get("/today").text
    browser.post("/check-in", data={"pain-calf": "8"})
    page = browser.get("/today").text
    assert '<span class="fresh__word">not recovered</span>' in page
    assert "calf is at red for pain and rests until" in page
