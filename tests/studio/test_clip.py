"""Scripts are read, and a clip's truth is the picture's truth."""

import json
from pathlib import Path

import pytest

from hamstrong.errors import BadInput
from hamstrong.exercises.library import load_library

pytest.importorskip("scipy", reason="the studio's dependencies are not installed")
pytest.importorskip("moderngl", reason="the studio's dependencies are not installed")
pytest.importorskip("av", reason="the studio's dependencies are not installed")

import av
import numpy as np

from hamstrong_studio.clip import Actor, Shot, joints, write_clip
from hamstrong_studio.film import Studio
from hamstrong_studio.script import Moment, moment, read_script


@pytest.mark.parametrize("text", ["", "fly@2", "up@3 lower@1", "sag@x:3"])
def test_scripts_that_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_script(text)


def test_a_script_says_what_is_true_when() -> None:
    events = read_script("up@1 sag@4:12 level@7 lower@10")
    none = np.zeros(3)
    assert moment(events, 0.5, none).progress == 0
    assert moment(events, 3.0, none).progress == 1
    assert moment(events, 6.0, none).sag == pytest.approx(12, abs=1e-9)
    assert moment(events, 9.0, none).sag == pytest.approx(0, abs=1e-9)
    assert moment(events, 12.0, none).progress == 0


def test_a_foot_slips_as_far_as_the_script_says() -> None:
    studio = Studio(load_library()["hb_support_1l_bent"], "ada")
    actor = Actor(studio, read_script("up@0 slip@3:6"))
    before = joints(studio, actor.at(Moment(1.0, 0.0, 0.0)))["right.heel"]
    after = joints(studio, actor.at(Moment(1.0, 0.0, 0.0, 0.06)))["right.heel"]
    assert after[0] - before[0] == pytest.approx(0.06, abs=0.012)


def test_the_truth_lies_beside_the_film(tmp_path: Path) -> None:
    shot = Shot(size=(160, 120), rate=4)
    exercise = load_library()["hb_floor_2l"]
    events = read_script("up@0 sag@2:10 end@4")
    film = write_clip(exercise, events, shot, out=tmp_path / "clip.mp4", body="ada")
    truth = json.loads(film.with_suffix(".json").read_text("utf-8"))
    with av.open(str(film)) as opened:
        frames = sum(1 for _ in opened.decode(video=0))
    assert frames == len(truth["frames"]) == 16
    straight, sagging = truth["frames"][7], truth["frames"][-1]
    change = straight["angles"]["right.hip"] - sagging["angles"]["right.hip"]
    assert change == pytest.approx(10, abs=3)
    drop = straight["joints_m"]["right.hip"][2] - sagging["joints_m"]["right.hip"][2]
    assert 0.02 < drop < 0.15
    inside = [0 <= x <= 160 and 0 <= y <= 120 for x, y in straight["joints_px"].values()]
    assert all(inside)
