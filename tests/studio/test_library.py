"""The shipped set: made once, made again only where the description changed, faults by name."""

import json
from pathlib import Path

import pytest

from hamstrong.errors import BadSpec
from hamstrong.exercises.library import load_library

pytest.importorskip("scipy", reason="the studio's dependencies are not installed")
pytest.importorskip("moderngl", reason="the studio's dependencies are not installed")
pytest.importorskip("PIL", reason="the studio's dependencies are not installed")

from PIL import Image

from hamstrong_studio import faults, film
from hamstrong_studio.faults import shown_faults
from hamstrong_studio.library import MANIFEST, digest, sweep, write_library
from hamstrong_studio.render import Effort

SMALL = Effort(shifts=1, lights=4, tile=128)


def test_every_pictured_fault_is_one_that_the_exercise_names() -> None:
    shown = {e.id: shown_faults(e) for e in load_library().values()}
    pictured = {name for name, numbers in shown.items() if numbers}
    assert {"hb_support_1l_bent", "sp_feet", "calf_1l"} <= pictured


def test_a_fault_that_nobody_names_is_refused() -> None:
    exercise = load_library()["sp_feet"]
    assert exercise.figure is not None
    assert exercise.figure.body is not None
    body = exercise.figure.body.model_copy(update={"faults": {"Flying": {"z": 1.0}}})
    figure = exercise.figure.model_copy(update={"body": body})
    with pytest.raises(BadSpec, match="Flying"):
        shown_faults(exercise.model_copy(update={"figure": figure}))


def test_what_is_up_to_date_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POSTER_EFFORT", "LOOP_EFFORT"):
        monkeypatch.setattr(film, name, SMALL)
    monkeypatch.setattr(film, "POSTER", (90, 60))
    monkeypatch.setattr(film, "LOOP", (60, 40))
    monkeypatch.setattr(faults, "EFFORT", SMALL)
    exercise = load_library()["calf_2l"]
    ((name, size),) = write_library([exercise], tmp_path)
    assert name == "calf_2l"
    entry = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["exercises"]["calf_2l"]
    assert entry["digest"] == digest(exercise)
    files = [*entry["posters"], *entry["loops"], *entry["faults"].values()]
    assert {path.name for path in tmp_path.iterdir()} == {*files, MANIFEST}
    assert size == sum((tmp_path / file).stat().st_size for file in files)
    with Image.open(tmp_path / entry["loops"][0]) as loop:
        assert getattr(loop, "n_frames", 1) > 20
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert list(write_library([exercise], tmp_path)) == [(name, size)]
    assert before == {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert set(sweep([], tmp_path)) == set(files)
