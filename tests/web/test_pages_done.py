"""The page of what was really done: files in, the report, one activity, the offered plan."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.activity_files import FoundFile
from hamstrong.running.activity import Activity
from hamstrong.web import sent_files
from tests.files.activities.writing import run_fit
from tests.web.world import NOW, World, read_html

TODAY = NOW.date()


def a_run(days_ago: int, minutes: int, metres: float) -> bytes:
    start = (NOW - timedelta(days=days_ago)).replace(hour=6)
    return run_fit(int(start.timestamp()), minutes, metres=metres)


def send(browser: TestClient, **files: bytes) -> str:
    parts = [("files", (name.replace("_", "."), data)) for name, data in files.items()]
    answer = browser.post("/done/files", files=parts)
    assert answer.status_code == 200
    return answer.text


def test_many_files_are_sent_and_each_is_answered(world: World, browser: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("activities/1.fit", a_run(3, 40, 7000))
    page = send(
        browser, a_fit=a_run(2, 30, 5000), export_zip=packed.getvalue(), b_txt=b"<script>alert(1)"
    )
    assert "2 imported" in page
    assert "1 refused" in page
    assert "export.zip/activities/1.fit" in page
    assert "neither TCX nor GPX" in page
    assert "<script>alert" not in page
    again = send(browser, a_fit=a_run(2, 30, 5000))
    assert "1 known already" in again
    assert len(world.store.activities.all(world.athlete_id)) == 2


def test_an_activity_has_a_page_that_leads_to_its_run(world: World, browser: TestClient) -> None:
    send(browser, a_fit=a_run(1, 50, 9000))
    (kept,) = world.store.activities.all(world.athlete_id)
    listed = browser.get("/done").text
    assert f"/done/{kept.id}" in listed
    page = browser.get(f"/done/{kept.id}").text
    assert "50:00" in page
    assert "5:33 /km" in page
    link = world.store.activities.links(world.athlete_id)[kept.id]
    assert f"/runs/{link.run_id}" in page
    browser.post(f"/done/{kept.id}/delete")
    assert world.store.activities.all(world.athlete_id) == ()
    assert browser.get(f"/done/{kept.id}").status_code == 404


def test_load_is_drawn_by_measure_with_its_table(world: World, browser: TestClient) -> None:
    runs = {f"{n}_fit": a_run(n, 40, 7000) for n in range(1, 60, 2)}
    send(browser, **runs, long_fit=a_run(0, 60, 10_000))
    page = browser.get("/done").text
    assert page.count('class="load__column"') == 10
    assert page.count('class="load__line') == 2
    assert page.count('class="load__dot"') == 1
    assert "A run over 10 % longer than any of 30 days" in page
    assert "Much longer than usual: 8 Mar" in page
    assert "28 km" in page
    by_heart = read_html(browser.get("/done?load=heart-rate").text)
    (chosen,) = [one for one in by_heart.all("a") if one.attributes.get("aria-current") == "true"]
    assert chosen.attributes["href"].startswith("/done?load=heart-rate")
    assert "points a week" in by_heart.text
    assert browser.get("/done?load=ratio").status_code == 404


def test_an_import_tells_how_far_it_is_and_ends_where_it_is_told_to(
    world: World, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = uuid4()
    seen = []
    read = Reader.read

    def watched(self: Reader, file: FoundFile) -> tuple[Activity, ...]:
        seen.append(browser.get(f"/done/files/{mark}").json())
        if len(seen) == 3:
            assert browser.post(f"/done/files/{mark}/stop").status_code == 204
        return read(self, file)

    monkeypatch.setattr(Reader, "read", watched)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for days in range(1, 6):
            archive.writestr(f"{days}.fit", a_run(days, 40, 7000))
    form = {"files": ("export.zip", packed.getvalue())}
    assert browser.get(f"/done/files/{mark}").json() == {"share": 0.0, "files": 0}
    page = browser.post(f"/done/files?mark={mark}", files=form).text
    assert [one["files"] for one in seen] == [0, 1, 2]
    assert 0 == seen[0]["share"] < seen[1]["share"] < seen[2]["share"] < 1
    assert "3 imported" in page
    assert "Stopped: the rest was not read" in page
    again = browser.post("/done/files", files=form).text
    assert "2 imported" in again
    assert "3 known already" in again
    assert "Stopped" not in again
    assert len(world.store.activities.all(world.athlete_id)) == 5


def test_what_is_older_than_the_weeks_that_are_shown_is_said(browser: TestClient) -> None:
    assert "Nothing imported yet" in browser.get("/done").text
    send(browser, old_fit=a_run(400, 40, 7000))
    page = browser.get("/done").text
    assert "Nothing imported yet" not in page
    assert "What you imported is older" in page


def test_the_plan_stands_until_it_is_asked_for(world: World, browser: TestClient) -> None:
    before = world.store.plans.get(world.athlete_id)
    page = send(browser, a_fit=a_run(1, 130, 24_000))
    assert "/done/plan" in page
    assert world.store.plans.get(world.athlete_id) == before
    browser.get("/done/plan")
    assert world.store.plans.get(world.athlete_id) == before
    browser.post("/done/plan")
    after = world.store.plans.get(world.athlete_id)
    assert before is not None
    assert after is not None
    assert any(run.distance_m == 24_000 for run in after.plan.runs)


def test_what_was_run_changes_legs_dose_and_the_key_run_and_says_why(
    world: World, browser: TestClient
) -> None:
    usual = read_html(send(browser, usual_fit=a_run(8, 60, 12_000))).text
    assert "a bit heavy" not in usual
    assert "not recovered" not in usual
    text = read_html(send(browser, far_fit=a_run(1, 190, 36_000))).text
    assert re.search(r"Tomorrow: (a bit heavy|not recovered)\. The long run on Sunday 7 Mar", text)
    key = re.search(r"Key run, Wednesday 10 March: ([a-z ]+)\. ([^.]+)\.", text)
    assert key is not None
    assert key[1] in ("a bit heavy", "not recovered")
    assert "The long run on Sunday 7 Mar ended" in key[2]
    offered = read_html(browser.get("/done/plan").text).text
    assert re.search(r"\d+ sessions? changes?\.", offered)
    assert "Mon 8 Mar, 17:30" in offered
    assert "Counted what you really ran" in offered


def test_a_form_without_a_file_says_so(browser: TestClient) -> None:
    page = browser.post("/done/files", data={"other": "x"}).text
    assert "choose one or more" in page


def test_a_form_that_is_too_large_is_not_read(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent_files, "MOST_BYTES", 1000)
    answer = browser.post("/done/files", files=[("files", ("a.fit", bytes(5000)))])
    assert answer.status_code == 422
    monkeypatch.setattr(sent_files, "MOST_BYTES", 10**9)
    monkeypatch.setattr(sent_files, "MOST_FILES", 1)
    two = [("files", ("a.fit", b"x")), ("files", ("b.fit", b"x"))]
    assert browser.post("/done/files", files=two).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(("language", "said"), [("en", "up to a day from"), ("es", "hasta un día")])
def test_a_stretch_far_from_today_is_refused_with_a_sentence(
    browser: TestClient, day: str, language: str, said: str
) -> None:
    browser.post("/settings/language", data={"language": language})
    answer = browser.get(f"/done?until={day}")
    assert answer.status_code == 422
    assert said in read_html(answer.text).text
