"""The player in a real browser, on a simulated clock, against the real app."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hamstrong.coach.model import EventKind
from tests.browser.playing import WORK, Playing, step_at
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
HAMSTRING = "hb_"
"""How the ids of the family begin; which rung it is depends on the plan."""


def fetch_session(coach: Coach, session_id: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{coach.url}/api/sessions/{session_id}") as answer:  # noqa: S310
        session: dict[str, Any] = json.load(answer)
    return session


@pytest.fixture
def playing(coach: Coach, open_page: OpenPage) -> Playing:
    player = Playing(open_page(), coach.url, coach.next_session())
    player.open()
    return player


def new_sets(coach: Coach, session_id: str) -> list[dict[str, Any]]:
    return [
        dict(event.data)
        for event in coach.events()
        if event.kind is EventKind.SET and event.data["session_id"] == session_id
    ]


def test_a_whole_session_with_the_network_lost_and_a_reload_in_the_middle(
    coach: Coach, playing: Playing
) -> None:
    page, exercises = playing.page, fetch_session(coach, playing.session_id)["exercises"]
    turn = next(n for n, one in enumerate(exercises) if one["id"].startswith(HAMSTRING))
    hamstring, sets = exercises[turn], [sets_of(exercise) for exercise in exercises]
    playing.start()
    playing.wait_for("ready", name=hamstring["name"])
    shown = watch_set(playing, hamstring)
    assert shown == {"left": hamstring["hold_s"], "right": hamstring["hold_s"]}

    while not playing.playing_now().asks:
        playing.wait(1)
    answer(page, reserve=5, rpe=7)
    playing.press("Done")
    expect(page.locator(".player__ask")).to_have_count(0)
    wait_until_stored(playing, coach, sum(sets[: turn + 1]))

    page.context.set_offline(True)
    playing.wait_for(*WORK, side="right")
    playing.wait(5)
    before = playing.playing_now()
    page.reload()
    expect(page.locator(".lobby h1")).to_have_text("Resume at set 1, right side")
    playing.start()
    playing.wait(3)
    after = playing.playing_now()
    assert (after.kind, after.side, after.name) == (before.kind, "right", before.name)
    assert abs(int(after.digits) - int(before.digits)) <= 1

    playing.play_to_the_end()
    page.get_by_role("radio", name="Good").check(force=True)
    left = sum(sets[turn + 1 :])
    expect(page.locator(".lobby__thanks")).to_contain_text(f"{left + 1} sets waiting to sync")
    assert len(new_sets(coach, playing.session_id)) == sum(sets[: turn + 1])

    page.context.set_offline(False)
    expect(page.locator(".lobby__thanks")).to_have_text("Noted.")
    stored = new_sets(coach, playing.session_id)
    assert len(stored) == sum(sets)
    check_hamstring_sets(stored, hamstring)
    ends = [e.data for e in coach.events() if e.data.get("session_id") == playing.session_id]
    assert {"state": "done", "feel": "good"}.items() <= dict(ends[-1]).items()
    check_progress_page(playing, hamstring)


def check_progress_page(playing: Playing, exercise: dict[str, Any]) -> None:
    """The day's row of the table names what both sides held."""
    page = playing.page
    page.goto(f"{playing.url}/progress")
    figure = page.locator("figure.chart", has=page.get_by_role("link", name=exercise["name"]))
    figure.locator("summary").click()
    row = figure.locator("tbody tr", has_text="23 Nov")
    expect(row.locator("td")).to_have_text([f"{exercise['hold_s']} s"] * 2)


def sets_of(exercise: dict[str, Any]) -> int:
    return int(exercise["sets"]) * (2 if exercise["side"] == "each" else 1)


def watch_set(playing: Playing, exercise: dict[str, Any]) -> dict[str, int]:
    """Seconds that each side's hold of the first set is on the screen."""
    shown = {"left": 0, "right": 0}
    while (seen := playing.playing_now()).kind != "rest":
        if seen.kind == "hold":
            assert seen.name == exercise["name"]
            shown[seen.side] += 1
        playing.wait(1)
    return shown


def answer(page: Page, *, reserve: int, rpe: int) -> None:
    sliders = page.locator(".player__ask .slider__input")
    sliders.nth(0).fill(str(reserve))
    sliders.nth(1).fill(str(rpe))


def wait_until_stored(playing: Playing, coach: Coach, count: int) -> None:
    for _ in range(1000):
        if len(new_sets(coach, playing.session_id)) == count:
            return
        playing.page.wait_for_function("() => true")
    raise AssertionError(f"{count} sets should have been stored.")


def check_hamstring_sets(stored: list[dict[str, Any]], planned: dict[str, Any]) -> None:
    """Both sides, every set, its whole window; the answer on the last of each side."""
    sets = [one for one in stored if one["exercise_id"] == planned["id"]]
    numbers = range(1, planned["sets"] + 1)
    assert [(one["side"], one["set_number"]) for one in sets] == [
        (side, number) for number in numbers for side in ("left", "right")
    ]
    assert {one["hold_s"] for one in sets} == {planned["hold_s"]}
    last = [one for one in sets if one["set_number"] == planned["sets"]]
    assert [(one["reserve"], one["rpe"]) for one in last] == [(5, 7), (5, 7)]
    assert not any("rpe" in one for one in sets if one not in last)


@pytest.mark.parametrize("wake_every_s", [60, 600])
def test_ten_minutes_of_throttling_or_sleep_cost_less_than_half_a_second(
    coach: Coach, playing: Playing, wake_every_s: int
) -> None:
    session = fetch_session(coach, playing.session_id)
    steps = [step for exercise in session["exercises"] for step in exercise["steps"]]
    playing.start()
    playing.wait(3)
    playing.wait(600, step_s=wake_every_s)
    playing.wait(0.5, step_s=0.1)
    saved = playing.saved()
    seen = playing.playing_now()
    now = playing.page.evaluate("() => Date.now()")
    step, left = step_at(steps, (now - saved["startedAt"]) / 1000)
    assert (seen.kind, seen.side) == (step["kind"], side_shown(steps, step))
    if step["kind"] == "reps":
        assert int(seen.digits) == rep_under_way(step, left)
    else:
        assert abs(int(seen.digits) - left) < 1.5, "digits are whole seconds, rounded up"
    assert abs((saved["deadline"] - now) / 1000 - left) < 0.01


def side_shown(steps: list[dict[str, Any]], step: dict[str, Any]) -> str:
    """Of the work that comes where it rests, else its own."""
    coming = (s["side"] for s in steps[steps.index(step) :] if s["kind"] in WORK)
    return str(next(coming, step["side"]) if step["kind"] == "rest" else step["side"])


def rep_under_way(step: dict[str, Any], left_s: float) -> int:
    """From 1; every rep lasts as long as its tempo says."""
    return int((step["seconds"] - left_s) // sum(step["tempo_s"])) + 1


def test_sets_that_ran_while_the_screen_slept_are_asked_about(
    coach: Coach, playing: Playing
) -> None:
    playing.start()
    playing.wait_for(*WORK, side="left")
    playing.wait(2)
    playing.wait(240, step_s=240)
    dialog = playing.page.get_by_role("dialog")
    expect(dialog).to_contain_text("The screen slept")
    dialog.get_by_role("button", name="Back to set 1, right").click()
    expect(playing.page.locator(".player[data-kind=lead][data-side=right]")).to_be_visible()


def test_a_tap_pauses_and_a_long_press_asks_before_it_stops(coach: Coach, playing: Playing) -> None:
    page = playing.page
    playing.start()
    playing.wait_for(*WORK, side="left")
    playing.wait(4)
    page.locator(".player__number").click()
    paused = playing.playing_now()
    assert paused.status == "paused"
    playing.wait(30)
    assert playing.seen() == paused
    page.locator(".player__number").click()
    playing.wait(3)
    resumed = playing.playing_now()
    assert (resumed.status, resumed.digits) == ("running", paused.digits)

    long_press(playing)
    page.get_by_role("dialog").get_by_role("button", name="Go on").click()
    expect(page.locator(".player[data-status=running]")).to_be_visible()
    long_press(playing)
    page.get_by_role("dialog").get_by_role("button", name="Stop here").click()
    expect(page.locator(".lobby h1")).to_have_text("Session stopped")
    page.wait_for_function("() => localStorage.getItem('hamstrong.pending') === null")
    wait_until_stored(playing, coach, 1)
    (done,) = new_sets(coach, playing.session_id)
    assert 3 <= done["hold_s"] <= 6


def long_press(playing: Playing) -> None:
    box = playing.page.locator(".player__number").bounding_box()
    assert box is not None
    playing.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    playing.page.mouse.down()
    playing.page.clock.fast_forward(900)
    playing.page.mouse.up()
    playing.page.get_by_role("dialog").wait_for()


def where(playing: Playing) -> tuple[str, str]:
    seen = playing.playing_now()
    return seen.kind, seen.side


def test_a_stand_in_takes_the_place_of_an_exercise(coach: Coach, playing: Playing) -> None:
    page, session = playing.page, fetch_session(coach, playing.session_id)
    stand_in = session["exercises"][0]["swap"][0]
    playing.start()
    playing.press("Swap")
    page.get_by_role("dialog").get_by_role("button", name=stand_in["name"]).click()
    expect(page.locator(".player__name")).to_have_text(stand_in["name"])
    playing.wait_for(*WORK)
    playing.wait(3)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").get_by_role("button", name="Stop here").click()
    wait_until_stored(playing, coach, 1)
    assert new_sets(coach, playing.session_id)[0]["exercise_id"] == stand_in["id"]


def test_skip_back_and_ten_seconds_more(playing: Playing) -> None:
    playing.start()
    hold = playing.wait_for(*WORK, side="left")
    playing.press("+10 s")
    playing.wait(1)
    assert int(playing.playing_now().digits) == int(hold.digits) + 9
    playing.press("Skip")
    assert where(playing) == ("switch", "right")
    playing.press("Back")
    assert where(playing) == ("lead", "left")


def test_a_session_opened_once_opens_again_without_a_network(
    coach: Coach, playing: Playing
) -> None:
    page = playing.page
    page.wait_for_function(
        """() => caches.open('hamstrong-visited').then((cache) => cache.keys())
             .then((keys) => keys.filter((key) => key.url.includes('figure.svg')).length > 4)"""
    )
    page.context.set_offline(True)
    page.reload()
    page.locator(".lobby__figure").wait_for()
    image = page.locator(".lobby__figure img")
    drawn = image.evaluate("(image) => image.decode().then(() => true)")
    assert drawn
    playing.start()
    assert playing.wait_for(*WORK, side="left")
    page.goto(f"{coach.url}/settings")
    expect(page.locator("h1")).to_contain_text("offline", ignore_case=True)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (844, 390)])
def test_digits_fill_the_screen_and_nothing_hangs_over(
    playing: Playing, width: int, height: int
) -> None:
    page = playing.page
    page.set_viewport_size({"width": width, "height": height})
    playing.start()
    playing.wait_for(*WORK, side="left")
    playing.wait(2)
    box = page.locator(".player__number").bounding_box()
    assert box is not None
    if width < height:
        assert box["width"] > 0.85 * width
    else:
        assert box["height"] > 0.5 * height
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    over = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    assert not over
    for control in page.locator(".player__control").all():
        place = control.bounding_box()
        assert place is not None
        assert min(place["width"], place["height"]) >= 44
        assert place["y"] + place["height"] <= height


UNDER = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const head = document.querySelector('.lobby__head');
  const last = head.lastElementChild;
  last.scrollIntoView({ block: 'end' });
  head.scrollTop = head.scrollHeight;
  const notes = box('.lobby__notes');
  const shown = document.elementFromPoint(notes.left + 4, notes.bottom - 4);
  return {
    headEnds: box('.lobby__head').bottom, lastEnds: last.getBoundingClientRect().bottom,
    footBegins: box('.lobby__foot').top, notesEnd: notes.bottom, seen: shown.className,
    buttonBegins: box('.lobby .button--primary').top, footEnds: box('.lobby__foot').bottom,
  };
}"""


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
def test_nothing_lies_under_the_button_that_starts(
    playing: Playing, width: int, height: int, language: str
) -> None:
    page = playing.page
    page.request.post(
        f"{playing.url}/settings/language",
        form={"language": language},
        headers={"origin": playing.url},
    )
    page.set_viewport_size({"width": width, "height": height})
    playing.open()
    starts = "Empezar" if language == "es" else "Start"
    expect(page.locator(".lobby .button--primary")).to_contain_text(starts)
    place = page.evaluate(UNDER)
    assert place["lastEnds"] <= place["headEnds"] <= place["footBegins"]
    assert place["notesEnd"] <= place["buttonBegins"]
    assert place["seen"] == "lobby__notes"
    assert place["footEnds"] <= height


def test_left_and_right_differ_by_word_place_and_tone(playing: Playing) -> None:
    page, word = playing.page, playing.page.locator(".player__word")
    tone = "(element) => getComputedStyle(element).backgroundColor"
    playing.start()
    playing.wait_for(*WORK, side="left")
    left = (word.inner_text(), word.bounding_box(), word.evaluate(tone))
    expect(page.locator(".player__art[data-mirrored]")).to_be_visible()
    playing.wait_for(*WORK, side="right")
    right = (word.inner_text(), word.bounding_box(), word.evaluate(tone))
    expect(page.locator(".player__art:not([data-mirrored])")).to_be_visible()
    middle = page.evaluate("() => innerWidth / 2")
    assert (left[0], right[0]) == ("LEFT", "RIGHT")
    assert left[1]
    assert right[1]
    assert left[1]["x"] + left[1]["width"] <= middle + 1
    assert right[1]["x"] >= middle - 1
    assert left[2] != right[2]
