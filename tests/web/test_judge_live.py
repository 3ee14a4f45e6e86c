"""The live judge over its WebSocket: bytes in, states and the worth of a set out."""

import hashlib
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from hamstrong.coach.events import read_event
from hamstrong.coach.judge_live import LiveWish
from hamstrong.coach.kept_frames import FrameLog
from hamstrong.errors import BadInput, Unavailable
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.judge import judge_frames
from hamstrong.motion.report import FramingKind
from hamstrong.web import judge_live
from hamstrong.web.files import WORKER_POLICY
from hamstrong.web.judge_live import KEPT_S, Bench
from hamstrong.web.judge_wire import HEAD, VERSION, read_frame, read_message
from tests.unit.motion.clips import HEIGHT, WIDTH, clip
from tests.web.world import NOW, World, planned_world

ROOT = Path(__file__).parents[2]
EXAMPLES = json.loads((Path(__file__).parent / "judge_frames.json").read_text())
SET = "3f0c8a52-6a0b-4f6e-9a55-0a4c5ad6f0d1"
OPEN = {
    "type": "open",
    "version": VERSION,
    "id": SET,
    "exercise_id": "hb_support_1l_mid",
    "side": "right",
}


@pytest.fixture(scope="module")
def world() -> World:
    return planned_world()


@pytest.fixture(scope="module")
def client(world: World) -> Iterator[TestClient]:
    with world.browser() as browser:
        yield browser


def frames_of(name: str) -> Iterator[bytes]:
    """A clip's landmarks as a page sends them."""
    case = clip(name)
    for time_s, points in zip(case.times_s, case.points, strict=True):
        yield HEAD.pack(VERSION, 1, WIDTH, HEIGHT, time_s) + points.astype("<f4").tobytes()


def watch(socket: WebSocketTestSession, frames: Iterator[bytes], most: int | None = None) -> Any:
    """Send frames one by one; the last state."""
    told = None
    for number, frame in enumerate(frames):
        if number == most:
            break
        socket.send_bytes(frame)
        told = socket.receive_json()
        assert told["type"] == "state"
    return told


@pytest.mark.parametrize("example", EXAMPLES)
def test_frames_are_read_as_the_page_wrote_them(example: dict[str, Any]) -> None:
    frame = read_frame(bytes.fromhex(example["hex"]))
    assert (frame.time_s, frame.width, frame.height) == tuple(
        example[key] for key in ("time_s", "width", "height")
    )
    if example["first"] is None:
        assert frame.points is None
    else:
        rows = [[x + example["step"] * n for x in example["first"]] for n in range(33)]
        assert frame.points is not None
        assert frame.points.shape == (33, 4)
        assert frame.points.tolist() == rows


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "frame"),
        (HEAD.pack(2, 0, 640, 480, 1.0), "version"),
        (HEAD.pack(1, 1, 640, 480, 1.0), "frame"),
        (HEAD.pack(1, 0, 640, 480, 1.0) + b"x", "frame"),
        (HEAD.pack(1, 0, 0, 480, 1.0), "frame"),
        (HEAD.pack(1, 0, 640, 480, float("nan")), "frame"),
        (HEAD.pack(1, 1, 640, 480, 1.0) + struct.pack("<132f", *[float("inf")] * 132), "frame"),
    ],
)
def test_what_is_no_frame_is_refused(data: bytes, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_frame(data)
    assert caught.value.place == place


@pytest.mark.parametrize(
    "text", ["", "{}", '{"type": "dance"}', json.dumps({**OPEN, "side": "up"}), "[" * 5000]
)
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_message(text)


def test_a_set_is_judged_as_the_clip_is(client: TestClient) -> None:
    case = clip("steady")
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        assert socket.receive_json() == {"type": "opened"}
        told = watch(socket, frames_of("steady"))
        socket.send_json({"type": "finish"})
        report = socket.receive_json()
    truth = case.seconds(case.up())
    assert report["type"] == "report"
    assert report["judged"]["valid_s"] == pytest.approx(truth, abs=0.3)
    log = FrameLog()
    kept = judge_frames(case.spec, Side.RIGHT, [log.keep(frame) for frame in case.frames()])
    assert report["judged"]["valid_s"] == pytest.approx(kept.holds[0].valid_s, abs=0.01)
    assert told["valid_s"] == pytest.approx(truth, abs=0.5)
    assert told["verdicts"]["level"] == "not-visible"


@pytest.mark.parametrize(
    ("language", "ready", "cue"), [("en", "Ready", "Hips up."), ("es", "Listo", "Sube la cadera.")]
)
def test_cues_are_in_the_language_of_the_page(language: str, ready: str, cue: str) -> None:
    with (
        World().browser() as browser,
        browser.websocket_connect("/judge/live", headers={"cookie": f"language={language}"}) as s,
    ):
        s.send_json(OPEN)
        s.receive_json()
        cues = set()
        for frame in frames_of("sag"):
            s.send_bytes(frame)
            cues.add(s.receive_json()["cue"])
    assert {cue, ready} <= cues


def test_the_evidence_fits_the_log(client: TestClient) -> None:
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        socket.receive_json()
        watch(socket, frames_of("sag"))
        socket.send_json({"type": "finish"})
        judged = socket.receive_json()["judged"]
    data = {
        "session_id": "s",
        "exercise_id": "hb_support_1l_mid",
        "side": "right",
        "set_number": 1,
        "hold_s": 30,
        "judged": judged,
    }
    raw = {"id": SET, "kind": "set", "at": NOW.isoformat(), "data": data}
    event = read_event(raw, now=NOW)
    assert event.data["judged"] == judged
    assert event.data["hold_s"] == 30
    counted = judged["valid_s"] + sum(judged["lost_s"].values()) + judged["unseen_s"]
    assert counted == pytest.approx(judged["held_s"], abs=0.05)


def test_a_lost_connection_loses_no_second(client: TestClient) -> None:
    frames = list(frames_of("steady"))
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        socket.receive_json()
        before = watch(socket, iter(frames[:240]))
    assert before["valid_s"] > 5
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        socket.receive_json()
        after = watch(socket, iter(frames[245:255]))
        assert after["valid_s"] > before["valid_s"]
        watch(socket, iter(frames[255:]))
        socket.send_json({"type": "finish"})
        judged = socket.receive_json()["judged"]
    case = clip("steady")
    gap = float(case.times_s[245] - case.times_s[239])
    assert judged["valid_s"] + judged["unseen_s"] == pytest.approx(case.seconds(case.up()), abs=0.3)
    assert judged["unseen_s"] <= gap + 0.01


def test_nobody_in_the_picture_is_told_and_is_worth_nothing(client: TestClient) -> None:
    empty = (HEAD.pack(VERSION, 0, WIDTH, HEIGHT, n / 15) for n in range(60))
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json(OPEN)
        socket.receive_json()
        told = [watch(socket, iter([frame])) for frame in empty]
        socket.send_json({"type": "finish"})
        report = socket.receive_json()
    assert told[-1]["stage"] == "framing"
    assert told[-1]["framing"] == "nobody"
    assert sum(state["say_framing"] for state in told) == 1
    assert {state["cue"] for state in told} == {None}
    assert report == {"type": "report", "judged": None}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"exercise_id": "no_such"}, "exercise"),
        ({"exercise_id": "foot_short", "side": "both"}, "exercise_id"),
        ({"side": "both"}, "side"),
        ({"version": 9}, "open.version"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(
    client: TestClient, changes: dict[str, Any], place: str
) -> None:
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json({**OPEN, **changes})
        answer = socket.receive_json()
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
    assert answer["type"] == "refused"
    assert answer["place"] == place
    assert answer["error"].endswith(".")


def test_frames_before_the_opening_are_refused(client: TestClient) -> None:
    with client.websocket_connect("/judge/live") as socket:
        socket.send_bytes(next(frames_of("steady")))
        assert socket.receive_json()["error"] == "A set is opened before anything else."


def test_a_frame_that_is_older_than_the_one_before_is_left_out(client: TestClient) -> None:
    with client.websocket_connect("/judge/live") as socket:
        socket.send_json({**OPEN, "id": SET.replace("3f", "5a")})
        socket.receive_json()
        for time_s in (5.0, 4.0):
            socket.send_bytes(HEAD.pack(VERSION, 0, 640, 480, time_s))
            assert socket.receive_json()["time_s"] == 5.0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_has_a_sentence_for_everything_wrong_with_a_picture(language: str) -> None:
    text = (ROOT / "frontend" / "src" / "text" / language / "judge.ts").read_text("utf-8")
    framing = text[text.index("framing: {") :]
    kinds = {kind.value for kind in FramingKind} - {FramingKind.OBLIQUE.value} | {"side", "front"}
    told = set(re.findall(r'^    "?([\w-]+)"?: "', framing, re.MULTILINE))
    assert told == kinds


def test_judges_wait_a_minute_for_their_page_and_no_longer() -> None:
    now = [0.0]
    bench = Bench(load_library, clock=lambda: now[0])
    wish = LiveWish(SET, "hb_support_1l_mid", Side.RIGHT)
    judge = bench.sit(wish)
    now[0] = KEPT_S
    assert bench.sit(wish) is judge
    now[0] = 3 * KEPT_S
    assert bench.sit(wish) is not judge
    assert len(bench) == 1
    bench.leave(wish)
    assert len(bench) == 0


def test_an_id_is_one_set_and_there_is_an_end_to_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_live, "MOST", 1)
    bench = Bench(load_library)
    bench.sit(LiveWish(SET, "hb_support_1l_mid", Side.RIGHT))
    with pytest.raises(BadInput, match="Another set"):
        bench.sit(LiveWish(SET, "hb_support_1l_mid", Side.LEFT))
    with pytest.raises(Unavailable):
        bench.sit(LiveWish(SET[::-1], "hb_support_1l_mid", Side.LEFT))


def test_the_session_says_what_a_camera_can_count(world: World, client: TestClient) -> None:
    library = load_library()
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    told: dict[str, str | None] = {}
    for session in stored.plan.sessions[:3]:
        document = client.get(f"/api/sessions/{session.id}").json()
        for exercise in document["exercises"]:
            rungs = (exercise["tryout"] or {"rungs": ()})["rungs"]
            told |= {one["id"]: one["judged"] for one in (exercise, *exercise["swap"], *rungs)}
    assert set(told.values()) == {"hold", "reps", None}
    for exercise_id, judged in told.items():
        judging = library[exercise_id].judge
        assert judged == (None if judging is None or judging.mode == "timer" else judging.mode)


def test_webassembly_runs_in_the_worker_and_nowhere_else(client: TestClient) -> None:
    answer = client.get("/static/build/judge/worker.js")
    if answer.status_code == 404:
        pytest.skip("The front end is not built.")
    assert answer.headers["content-security-policy"] == WORKER_POLICY
    assert "content-security-policy" not in client.get("/static/build/player.js").headers


def test_the_runtime_is_the_last_one_that_sends_nothing() -> None:
    """1.1.0 posts usage to its maker; 0.10.35 made no request in 70 s."""
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    assert package["dependencies"]["@mediapipe/tasks-vision"] == "0.10.35"


def test_the_bundle_holds_the_weights_that_are_listed() -> None:
    """Each network follows, byte for byte, what is said of how its pixels are scaled."""
    eyes = ROOT / "src" / "hamstrong" / "adapters" / "eyes"
    listed = json.loads((eyes / "weights.json").read_text())
    bundle = ROOT / "src/hamstrong/web/static/build/judge" / listed["bundle"]["name"]
    if not bundle.is_file():
        pytest.skip("The front end is not built.")
    assert hashlib.sha256(bundle.read_bytes()).hexdigest() == listed["bundle"]["sha256"]
    with zipfile.ZipFile(bundle) as files:
        assert files.testzip() is None
        for part, name in (("detector", "pose_detector"), ("landmarks", "pose_landmarks_detector")):
            data = files.read(f"{name}.tflite")
            about = listed["files"][listed["bundle"][part]]
            head = data[: -about["bytes"]]
            assert hashlib.sha256(data[-about["bytes"] :]).hexdigest() == about["sha256"]
            assert (data[4:8], b"TFLITE_METADATA" in head) == (b"TFL3", True)


@pytest.mark.parametrize(
    ("language", "advice", "rung"),
    [
        ("en", "The knee is straighter than this hold asks", "It fits another rung: Single-leg"),
        ("es", "La rodilla está más recta de lo que pide", "Así encaja otro peldaño: Puente"),
    ],
)
def test_a_wrong_set_up_is_said_before_the_hold(language: str, advice: str, rung: str) -> None:
    """A clip of the long lever, judged as the bent-knee hold."""
    with (
        World().browser() as browser,
        browser.websocket_connect("/judge/live", headers={"cookie": f"language={language}"}) as s,
    ):
        s.send_json({**OPEN, "exercise_id": "hb_support_1l_bent"})
        s.receive_json()
        told = []
        for number, frame in enumerate(frames_of("longlever")):
            s.send_bytes(frame)
            told.append(s.receive_json())
            if number > 90:
                break
    said = [(state["stage"], state["cue"]) for state in told if state["cue"]]
    assert said[0][0] == "ready"
    assert said[0][1].startswith(advice)
    assert rung in said[0][1]
    assert told[-1]["set_up"].startswith(advice)
