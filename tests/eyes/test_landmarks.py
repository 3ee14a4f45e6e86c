"""Landmarks of real people and of rendered ones whose joints are known."""

import json
import math
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from hamstrong.coach.judge_clip import Model
from hamstrong.motion.landmarks import Frame, Landmark
from tests.eyes.films import CLIPS, PHOTOS, film, np, still, turned

Image = pytest.importorskip("PIL.Image")
watching = pytest.importorskip("hamstrong.adapters.eyes.watching")
weights = pytest.importorskip("hamstrong.adapters.eyes.weights")

if not all((weights.FOLDER / name).is_file() for name in weights.listed()):
    pytest.skip("the weights are not laid: run `make build`", allow_module_level=True)

JOINTS = {
    name: Landmark[name.upper()]
    for side in ("left", "right")
    for name in (f"{side}_shoulder", f"{side}_hip", f"{side}_knee", f"{side}_ankle")
}


def watched(path: Path, *, first: int, model: Model = Model.FULL) -> list[Frame]:
    with watching.watch(path, model=model, threads=1) as clip:
        return list(islice(clip.frames(), first))


def field_data(folder: Path, name: str) -> Path:
    if not (folder / name).exists():
        pytest.skip("the field data is not beside this checkout")
    return folder / name


def angle_deg(a: Any, b: Any, c: Any) -> float:
    u, v = np.subtract(a, b), np.subtract(c, b)
    return float(np.degrees(np.arccos(u @ v / (math.hypot(*u) * math.hypot(*v)))))


@pytest.mark.shared
@pytest.mark.parametrize(("model", "most_deg"), [(Model.FULL, 6.0), (Model.HEAVY, 5.0)])
def test_the_hip_of_a_rendered_body_bends_as_it_does(model: Model, most_deg: float) -> None:
    path = field_data(CLIPS, "steady.mp4")
    truth = json.loads(path.with_suffix(".json").read_text())
    errors, heights = [], []
    for frame, known in zip(watched(path, first=24, model=model), truth["frames"], strict=False):
        assert frame.points is not None
        at = {name: known["kp2"][truth["labels"].index(name)] for name in JOINTS}
        seen = {name: np.asarray(frame.points)[row, :2] for name, row in JOINTS.items()}
        errors += [abs(bend(seen, side) - bend(at, side)) for side in ("left", "right")]
        torso = math.dist(at["left_shoulder"], at["left_hip"])
        heights.append(abs(hip_height(seen) - hip_height(at)) / torso)
    assert np.mean(errors) < most_deg
    assert np.mean(heights) < 0.06


def bend(body: dict[str, Any], side: str) -> float:
    """Of the hip in the picture, degrees."""
    return angle_deg(body[f"{side}_shoulder"], body[f"{side}_hip"], body[f"{side}_knee"])


def hip_height(body: dict[str, Any]) -> float:
    return float(np.mean([body["left_hip"][1], body["right_hip"][1]]))


def photo(name: str) -> Any:
    """(height, width, 4), as a clip's pictures are."""
    with Image.open(field_data(PHOTOS, f"{name}.jpg")) as picture:
        return np.asarray(picture.convert("RGBA"))


def seen(pixels: Any) -> Any:
    """The landmarks (33, 4) of the person on one picture."""
    points = watching.make_tracker(Model.FULL, threads=1).see(pixels)
    assert points is not None
    return np.asarray(points)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["Butt_Lift_Bridge_1", "Plank_0", "Push_Up_to_Side_Plank_1"])
def test_a_lying_person_on_a_photo_is_found_whole(name: str) -> None:
    pixels = photo(name)
    points = seen(pixels)
    assert points.shape == (33, 4)
    height, width = pixels.shape[:2]
    torso = points[[11, 12, 23, 24]]
    assert (torso[:, :2] >= 0).all()
    assert (torso[:, :2] <= [width, height]).all()
    assert torso[:, 3].min() > 0.8
    assert 0.1 * width < math.dist(torso[0, :2], torso[2, :2]) < 0.6 * width


@pytest.mark.shared
def test_a_bridge_on_a_photo_is_up_and_its_rest_is_not() -> None:
    low, high = (seen(photo(f"Butt_Lift_Bridge_{n}")) for n in (0, 1))
    bends = [angle_deg(p[12, :2], p[24, :2], p[26, :2]) for p in (low, high)]
    assert bends[1] > 165 > bends[0] + 10


@pytest.mark.shared
def test_landmarks_of_a_turned_film_are_those_of_the_upright_one(tmp_path: Path) -> None:
    """A photo laid on its side, with the note to turn it, gives the same body again."""
    upright = np.asarray(photo("Plank_0"))[:566, :850, :3]
    laid = np.ascontiguousarray(np.rot90(upright))
    frames = [
        watched(turned(still(tmp_path / f"{degrees}.mp4", picture), degrees), first=2)[0]
        for degrees, picture in ((0, upright), (90, laid))
    ]
    assert [(frame.width, frame.height) for frame in frames] == [(850, 566)] * 2
    first, second = (np.asarray(frame.points)[11:29, :2] for frame in frames)
    assert np.abs(first - second).mean() < 8


def test_nobody_is_seen_in_an_empty_room(tmp_path: Path) -> None:
    frames = watched(film(tmp_path / "empty.mp4", size=(320, 240)), first=3)
    assert [frame.points for frame in frames] == [None, None, None]
