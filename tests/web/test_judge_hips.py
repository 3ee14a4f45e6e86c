"""The phone on the hips over the live judge's WebSocket."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from hamstrong.coach.events import read_event
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.hip_judge import HipJudge
from hamstrong.motion.hip_sensor import HipSample
from hamstrong.web.judge_wire import (
    MOST_READINGS,
    READING,
    READINGS,
    READINGS_HEAD,
    VERSION,
    is_readings,
    read_readings,
)
from tests.unit.motion.hip_films import Hips, course, film
from tests.web.test_judge_live import OPEN, SET, frames_of
from tests.web.world import NOW, World

EXAMPLE = json.loads((Path(__file__).parent / "judge_readings.json").read_text())
TOP_DEG = 27.0
HOLD = course((0, 0), (4, 0), (5.2, TOP_DEG), (14, TOP_DEG), (15, 0), (16, 0))
DROP = course((8, 0), (8.8, -14), (10.5, -14), (11.5, 0))
BY_HIPS = {**OPEN, "by": "hips"}
NAN = float("nan")


@pytest.fixture(scope="module")
def samples() -> list[HipSample]:
    return film(Hips(HOLD, DROP), 16).samples


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with World().browser() as browser:
        yield browser


def packed(samples: list[HipSample], *, at_a_time: int = 4) -> Iterator[bytes]:
    for some in _batched(samples, at_a_time):
        readings = b"".join(
            READING.pack(s.time_s, *s.up, *(s.rate or (NAN, NAN, NAN))) for s in some
        )
        yield READINGS_HEAD.pack(VERSION, READINGS, len(some)) + readings


def _batched(samples: list[HipSample], size: int) -> Iterator[list[HipSample]]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def send(socket: WebSocketTestSession, messages: Iterator[bytes]) -> list[dict[str, Any]]:
    told = []
    for message in messages:
        socket.send_bytes(message)
        told.append(socket.receive_json())
    return told


def test_readings_are_read_as_the_page_wrote_them() -> None:
    data = bytes.fromhex(EXAMPLE["hex"])
    assert is_readings(data)
    assert [(s.time_s, list(s.up), s.rate and list(s.rate)) for s in read_readings(data)] == [
        (one["time_s"], one["up"], one["rate"]) for one in EXAMPLE["readings"]
    ]


@pytest.mark.parametrize(
    "data",
    [
        READINGS_HEAD.pack(VERSION, READINGS, 0),
        READINGS_HEAD.pack(VERSION, READINGS, 1),
        READINGS_HEAD.pack(VERSION, READINGS, MOST_READINGS + 1) + bytes(32 * (MOST_READINGS + 1)),
        READINGS_HEAD.pack(2, READINGS, 1) + bytes(32),
        READINGS_HEAD.pack(VERSION, READINGS, 1) + struct.pack("<d6f", NAN, *[0.0] * 6),
        READINGS_HEAD.pack(VERSION, READINGS, 1) + struct.pack("<d6f", 1.0, NAN, *[0.0] * 5),
        struct.pack("<BB", VERSION, READINGS),
    ],
)
def test_what_are_no_readings_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_readings(data)


@pytest.mark.parametrize(
    ("language", "ready", "cue"),
    [("en", "Ready", "Left hip up."), ("es", "Listo", "Sube la cadera izquierda.")],
)
def test_a_set_is_judged_by_the_hips(
    samples: list[HipSample], language: str, ready: str, cue: str
) -> None:
    judge = HipJudge(load_library()["hb_support_1l_mid"], Side.RIGHT)
    for sample in samples:
        judge.feed(sample)
    (alone,) = judge.finish().holds
    with (
        World().browser() as browser,
        browser.websocket_connect("/judge/live", headers={"cookie": f"language={language}"}) as s,
    ):
        s.send_json(BY_HIPS)
        assert s.receive_json() == {"type": "opened"}
        told = send(s, packed(samples))
        s.send_json({"type": "finish"})
        judged = s.receive_json()["judged"]
    assert judged["by"] == "hips"
    assert judged["valid_s"] == pytest.approx(alone.valid_s, abs=0.05)
    assert set(judged["lost_s"]) == {"level"}
    assert [state["cue"] for state in told if state["cue"]] == [ready, cue]
    assert {"up", "level", "still", "line", "lever"} == set(told[-1]["verdicts"])
    low = min(state["roll_deg"] for state in told if state["roll_deg"] is not None)
    assert low == pytest.approx(-14, abs=0.5)
    data = {
        "session_id": "s",
        "exercise_id": "hb_support_1l_mid",
        "side": "right",
        "set_number": 1,
        "hold_s": 10.0,
        "judged": judged,
    }
    event = {"id": SET, "kind": "set", "at": NOW.isoformat(), "data": data}
    assert read_event(event, now=NOW).data["judged"] == judged


def test_each_witness_takes_its_own(client: TestClient, samples: list[HipSample]) -> None:
    for opening, message in (
        (BY_HIPS, next(frames_of("steady"))),
        (OPEN, next(packed(samples))),
    ):
        with client.websocket_connect("/judge/live") as socket:
            socket.send_json({**opening, "id": str(uuid4())})
            socket.receive_json()
            socket.send_bytes(message)
            assert socket.receive_json()["type"] == "refused"


def test_no_phone_lies_on_the_hips_in_a_plank(client: TestClient) -> None:
    with client.websocket_connect("/judge/live") as socket:
        plank = {"id": str(uuid4()), "exercise_id": "plank", "side": "both"}
        socket.send_json({**BY_HIPS, **plank})
        refused = socket.receive_json()
    assert refused["type"] == "refused"
    assert refused["place"] == "exercise_id"
