"""The weights: what was laid at set-up and nothing else, or one sentence."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from hamstrong.adapters.eyes import weights
from hamstrong.adapters.eyes.eyes import BlazePoseEyes
from hamstrong.coach.judge_clip import Model
from hamstrong.errors import Unavailable

ROOT = Path(__file__).parents[2]


def test_missing_weights_are_one_sentence_that_helps(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not here: run `make judge`") as caught:
        weights.read_weights(weights.DETECTOR, folder=tmp_path)
    assert caught.value.place == str(tmp_path / weights.DETECTOR)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / weights.DETECTOR).write_bytes(b"something else")
    with pytest.raises(Unavailable, match="not the weights"):
        weights.read_weights(weights.DETECTOR, folder=tmp_path)


def test_every_model_has_its_weights() -> None:
    assert {weights.landmarks_name(model) for model in Model} | {weights.DETECTOR} == set(
        weights.listed()
    )


def test_a_missing_library_is_one_sentence_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamstrong.adapters.eyes.installed.LIBRARIES", ("no_such_library",))
    with pytest.raises(Unavailable, match="`make judge`") as caught:
        BlazePoseEyes().watch(tmp_path / "clip.mp4", model=Model.FULL)
    assert caught.value.place == "no_such_library"


@pytest.fixture
def set_up(tmp_path: Path) -> Path:
    """A checkout with the script, a small package of weights, and a list that names them."""
    if shutil.which("node") is None:
        pytest.skip("there is no Node here")
    package = tmp_path / "frontend" / "node_modules" / "@mediapipe" / "pose"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "1.0.0"}')
    (package / "packed.data").write_text("weights")
    shutil.copy(ROOT / "frontend" / "weights.mjs", tmp_path / "frontend")
    eyes = tmp_path / "src" / "hamstrong" / "adapters" / "eyes"
    eyes.mkdir(parents=True)
    listed = {
        "from": "packed.data",
        "sha256": "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c",
    }
    name_list(eyes, version="1.0.0", files={"small.tflite": listed})
    return tmp_path


def name_list(eyes: Path, *, version: str, files: dict[str, dict[str, str]]) -> None:
    about = {"package": "@mediapipe/pose", "version": version, "files": files}
    (eyes / "weights.json").write_text(json.dumps(about))


def lay(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", "frontend/weights.mjs"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def laid(checkout: Path) -> dict[str, str]:
    folder = checkout / "src" / "hamstrong" / "adapters" / "eyes" / "weights"
    return {file.name: file.read_text() for file in folder.glob("*")}


def test_set_up_lays_what_the_list_names(set_up: Path) -> None:
    done = lay(set_up)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert laid(set_up) == {"small.tflite": "weights"}
    assert lay(set_up).returncode == 0


def test_set_up_refuses_weights_that_the_list_does_not_know(set_up: Path) -> None:
    (set_up / "frontend/node_modules/@mediapipe/pose/packed.data").write_text("other weights")
    done = lay(set_up)
    assert done.returncode != 0
    assert "packed.data is not the file that weights.json names" in done.stderr
    assert laid(set_up) == {}


def test_set_up_refuses_another_version(set_up: Path) -> None:
    name_list(set_up / "src/hamstrong/adapters/eyes", version="2.0.0", files={})
    assert "installed as 1.0.0, and weights.json names 2.0.0" in lay(set_up).stderr


def test_the_front_end_locks_the_version_that_the_list_names() -> None:
    about = json.loads(Path(weights.FOLDER.parent / "weights.json").read_text())
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    assert package["dependencies"][about["package"]] == about["version"]
