"""Sending a clip, following its judging, reading what came of it: by the real app."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.model import EventKind
from hamstrong.exercises.library import load_library
from tests.web.clip_world import EXERCISE, ClipWorld
from tests.web.test_judge_live import OPEN, frames_of
from tests.web.world import read_html


@pytest.fixture
def clips(tmp_path: Path) -> ClipWorld:
    return ClipWorld(tmp_path)


@pytest.fixture
def browser(clips: ClipWorld) -> TestClient:
    return clips.browser()


def text_of(browser: TestClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return read_html(answer.text).text


def test_the_form_is_filled_in_for_who_comes_from_an_exercise(browser: TestClient) -> None:
    page = read_html(browser.get(f"/clips/new?exercise={EXERCISE}&side=right").text)
    (chosen,) = [o for o in page.all("option", value=EXERCISE) if "selected" in o.attributes]
    assert chosen
    (right,) = page.all("input", name="side", value="right")
    assert "checked" in right.attributes
    (file,) = page.all("input", type="file")
    assert file.attributes["accept"] == "video/*"
    assert not page.all("input", name="capture")


def test_an_exercise_of_both_legs_asks_for_no_side(browser: TestClient) -> None:
    page = read_html(browser.get("/clips/new?exercise=plank").text)
    assert not page.all("input", name="side")


def test_where_nothing_is_installed_the_page_says_how_and_offers_nothing(clips: ClipWorld) -> None:
    clips.can_see = False
    browser = clips.browser()
    answer = browser.get("/clips/new")
    assert "make judge" in read_html(answer.text).text
    assert not read_html(answer.text).all("form", action="/clips")
    files = {"clip": ("half.mp4", b"half", "video/mp4")}
    refused = browser.post("/clips", data={"exercise": EXERCISE}, files=files)
    assert "make judge" in read_html(refused.text).text
    assert not (clips.folder / "clips").exists()


def test_a_clip_is_sent_followed_and_read(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser)
    assert clips.woken == 1
    assert "Waiting to be judged" in text_of(browser, f"/clips/{job_id}")
    state = browser.get(f"/clips/{job_id}/state").json()
    assert (state["state"], state["progress"]) == ("queued", 0.0)
    assert "Waiting to be judged" in text_of(browser, "/seen")
    clips.carry()
    assert browser.get(f"/clips/{job_id}/state").json()["state"] == "done"
    report = browser.get(f"/clips/{job_id}")
    assert report.url.path == f"/seen/{job_id}"
    text = read_html(report.text).text
    assert "11.8 ± 1 s valid of 11.8 s" in text
    assert "not visible from here" in text
    assert text.index("Up good") < text.index("°")
    assert clips.files() == []


def test_degrees_come_with_how_far_they_may_be_off(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser)
    clips.carry()
    page = browser.get(f"/seen/{job_id}").text
    numbers = page[page.index('class="facts"') : page.index("</dl>")]
    assert numbers.count("°") == 3  # the angle, its ±, and what is straight
    assert "± " in numbers


def test_a_session_offers_its_judged_exercises(clips: ClipWorld, browser: TestClient) -> None:
    library = load_library()
    stored = clips.world.store.plans.get(clips.world.athlete_id)
    assert stored is not None
    offered = 0
    for session in stored.plan.sessions[:6]:
        page = read_html(browser.get(f"/sessions/{session.id}").text)
        links = {link.attributes.get("href", "") for link in page.all("a")}
        for dose in session.doses:
            where = f"/clips/new?exercise={dose.exercise_id}&session={session.id}"
            judged = library[dose.exercise_id].judge
            is_judged = judged is not None and judged.mode != "timer"
            assert (where in links) is is_judged
            offered += is_judged
    assert offered


def test_a_clip_from_a_session_can_be_counted(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser, session="s-1", log="1")
    clips.carry()
    (event,) = clips.world.store.events.all(clips.world.athlete_id, EventKind.SET)
    assert event.data["session_id"] == "s-1"
    assert event.data["judged"]["seen"] == job_id
    assert "In your log" in text_of(browser, f"/seen/{job_id}")
    page = read_html(browser.get(f"/clips/new?exercise={EXERCISE}&session=s-1").text)
    (switch,) = page.all("input", name="log")
    assert "checked" not in switch.attributes


def test_a_failed_clip_says_why_and_leads_on(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser, "no film")
    clips.carry()
    page = read_html(browser.get(f"/clips/{job_id}").text)
    assert "Could not be judged This is no clip." in page.text
    assert f"/clips/new?exercise={EXERCISE}&side=right" in {
        link.attributes.get("href") for link in page.all("a")
    }
    assert "This is no clip." in text_of(browser, "/seen")
    browser.post(f"/clips/{job_id}/forget")
    assert "This is no clip." not in text_of(browser, "/seen")


def test_a_cancelled_clip_is_gone(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser)
    answer = browser.post(f"/clips/{job_id}/cancel")
    assert "Given up" in read_html(answer.text).text
    assert clips.files() == []
    clips.carry()
    assert clips.eyes.watched == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"exercise": "calf_1l"}, "No camera can judge"),
        ({"exercise": ""}, "no such exercise"),
        ({"side": ""}, "say left or right"),
        ({"day": "2027-03-20"}, "still to come"),
        ({"support": "500"}, "150"),
    ],
)
def test_what_cannot_be_is_said_on_the_form_and_nothing_is_kept(
    clips: ClipWorld, browser: TestClient, fields: dict[str, str], said: str
) -> None:
    form = {"exercise": EXERCISE, "side": "right", "day": "2027-03-08", **fields}
    files = {"clip": ("half.mp4", b"half", "video/mp4")}
    answer = browser.post("/clips", data=form, files=files)
    assert answer.status_code in (404, 422)
    assert said in read_html(answer.text).text
    assert clips.files() == []


def test_a_clip_beyond_the_cap_is_refused(tmp_path: Path) -> None:
    clips = ClipWorld(tmp_path, most=1000)
    files = {"clip": ("half.mp4", b"x" * 2000, "video/mp4")}
    answer = clips.browser().post("/clips", data={"exercise": EXERCISE}, files=files)
    assert answer.status_code == 422
    assert "larger than" in read_html(answer.text).text
    assert clips.files() == []


def test_more_than_the_frame_s_own_limit_comes_in(clips: ClipWorld, browser: TestClient) -> None:
    form = {"exercise": EXERCISE, "side": "right", "day": "2027-03-08"}
    clips.shelf.most = 50_000_000
    files = {"clip": ("film.mp4", b"half" + b"\0" * 30_000_000, "video/mp4")}
    answer = browser.post("/clips", data=form, files=files, follow_redirects=False)
    assert answer.status_code == 303


def test_a_kept_film_can_be_had_back_and_goes_with_the_evidence(
    clips: ClipWorld, browser: TestClient
) -> None:
    job_id = clips.send(browser, keep="1")
    clips.carry()
    film = browser.get(f"/seen/{job_id}/clip")
    assert film.content == b"half"
    assert film.headers["content-type"] == "application/octet-stream"
    answer = browser.post(f"/seen/{job_id}/delete")
    assert "Deleted" in read_html(answer.text).text
    assert clips.files() == []
    assert browser.get(f"/seen/{job_id}").status_code == 404
    assert browser.get(f"/seen/{job_id}/clip").status_code == 404


def test_what_was_seen_is_exported_with_its_trace(clips: ClipWorld, browser: TestClient) -> None:
    job_id = clips.send(browser, support="45", shoes="no")
    clips.carry()
    one = browser.get(f"/seen/{job_id}/trace.json").json()
    archive = zipfile.ZipFile(io.BytesIO(browser.get("/settings/export").content))
    assert json.loads(archive.read(f"seen/{job_id}.json")) == one
    assert one["protocol"] == {"support_cm": 45, "shoes": False}
    assert one["trace"]["moments"]
    assert json.loads(archive.read("hamstrong.json"))["seen"] == [job_id]


def test_forgetting_everything_takes_clips_and_what_was_seen(
    clips: ClipWorld, browser: TestClient
) -> None:
    clips.send(browser, keep="1")
    clips.carry()
    clips.send(browser)
    assert len(clips.files()) == 2
    browser.post("/settings/delete", data={"confirm": "delete"})
    assert clips.world.store.athletes.all() == ()
    assert clips.files() == []


def test_two_dates_stand_side_by_side(clips: ClipWorld, browser: TestClient) -> None:
    one = clips.send(browser, day="2027-03-01", support="45")
    other = clips.send(browser, "steady", support="45")
    apart = clips.send(browser, "steady", support="60")
    clips.carry()
    page = browser.get(f"/seen/compare?one={other}&other={one}")
    text = read_html(page.text).text
    assert text.index("1 March") < text.index("8 March")
    assert "Valid seconds more" in text
    assert "Hip angle not distinguishable" in text
    assert "not set up alike" in text_of(browser, f"/seen/compare?one={one}&other={apart}")
    assert browser.get(f"/seen/compare?one={one}&other={one}").status_code == 422
    over_time = text_of(browser, f"/seen/exercises/{EXERCISE}")
    assert "Heel at 45 cm" in over_time
    assert "Heel at 60 cm" in over_time
    assert "a trend takes 5" in over_time


def test_the_set_up_can_be_told_afterwards(clips: ClipWorld, browser: TestClient) -> None:
    seen = clips.send(browser)
    clips.carry()
    assert "set-up not told" in text_of(browser, f"/seen/{seen}")
    browser.post(f"/seen/{seen}/set-up", data={"support": "42", "shoes": "yes"})
    assert "heel at 42 cm, with shoes" in text_of(browser, f"/seen/{seen}")
    refused = browser.post(f"/seen/{seen}/set-up", data={"support": "900"})
    assert "150" in read_html(refused.text).text
    assert "heel at 42 cm" in text_of(browser, f"/seen/{seen}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_in_every_language(clips: ClipWorld, language: str) -> None:
    browser = clips.browser()
    browser.post("/settings/language", data={"language": language})
    seen = clips.send(browser, log="1")
    clips.carry()
    waiting = clips.send(browser)
    for address in (
        "/seen",
        "/clips/new",
        f"/clips/{waiting}",
        f"/seen/{seen}",
        f"/seen/exercises/{EXERCISE}",
        "/seen/exercises/plank",
        "/more",
        f"/exercises/{EXERCISE}",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'lang="{language}"' in answer.text


def test_nobody_invents_addresses(browser: TestClient) -> None:
    for address in ("/seen/nothing", "/clips/nothing", "/seen/exercises/nothing", "/seen/compare"):
        assert browser.get(address).status_code == 404, address


def test_a_set_watched_live_keeps_its_evidence(clips: ClipWorld, browser: TestClient) -> None:
    with browser.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        socket.receive_json()
        for frame in frames_of("steady"):
            socket.send_bytes(frame)
            socket.receive_json()
        socket.send_json({"type": "finish"})
        judged = socket.receive_json()["judged"]
    assert judged["seen"] == OPEN["id"]
    text = text_of(browser, f"/seen/{OPEN['id']}")
    assert "watched live" in text
    assert "22.9 ± 1 s valid of 22.9 s" in text
