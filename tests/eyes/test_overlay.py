"""The clip with everything drawn in: its times, and what a person reads off it."""

from pathlib import Path
from typing import Any

import pytest

from hamstrong.coach.judge_clip import Model
from hamstrong.errors import BadInput, Unavailable
from hamstrong.exercises.judging import Criterion
from hamstrong.language import Language, speaking
from hamstrong.motion.report import Stage, State, Verdict
from tests.eyes.films import film, np

av = pytest.importorskip("av")
overlay = pytest.importorskip("hamstrong.adapters.eyes.overlay")

GOOD = {Criterion.UP: Verdict.GOOD}
LOST = {Criterion.UP: Verdict.LOST}
HOLDING = State(1.0, Stage.ACTIVE, GOOD, valid_s=7.3)


def body() -> Any:
    """A body whose left shin runs level through the middle of a 320 x 240 picture."""
    points = np.zeros((33, 4), np.float32)
    points[[25, 27]] = [[100, 120, 0, 1], [220, 120, 0, 1]]
    return points


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (HOLDING, Verdict.GOOD),
        (State(1.0, Stage.ACTIVE, LOST), Verdict.LOST),
        (State(1.0, Stage.ACTIVE, GOOD, abstaining=True), Verdict.UNSURE),
    ],
)
def test_the_body_has_the_colour_of_what_is_judged(state: State, verdict: Verdict) -> None:
    dark = np.zeros((240, 320, 4), np.uint8)
    picture = np.asarray(overlay.drawn(dark, body(), state))
    assert tuple(picture[120, 160]) == overlay.COLOURS[verdict]


def test_outside_a_hold_the_body_is_white_and_nobody_is_nothing() -> None:
    dark = np.zeros((240, 320, 4), np.uint8)
    ready = State(1.0, Stage.READY, LOST)
    assert tuple(np.asarray(overlay.drawn(dark, body(), ready))[120, 160]) == overlay.WHITE
    assert not np.asarray(overlay.drawn(dark, None, ready))[120, 160].any()


def test_signs_differ_without_their_colours() -> None:
    dark = np.zeros((240, 320, 4), np.uint8)
    signs = set()
    for verdict in Verdict:
        state = State(1.0, Stage.READY, {Criterion.UP: verdict})
        grey = np.asarray(overlay.drawn(dark, None, state).convert("L"))[200:, :18]
        signs.add((grey > 60).tobytes())
    assert len(signs) >= 3


def test_labels_follow_the_language_in_letters_that_the_font_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []

    def text(self: object, place: object, said: str, **look: object) -> None:
        written.append(said)

    monkeypatch.setattr(overlay.ImageDraw.ImageDraw, "text", text)
    dark = np.zeros((240, 320, 4), np.uint8)
    line = {Criterion.LINE: Verdict.NOT_VISIBLE}
    overlay.drawn(dark, None, State(1.0, Stage.ACTIVE, line, valid_s=7.3))
    with speaking(Language.SPANISH):
        overlay.drawn(dark, None, State(1.0, Stage.ACTIVE, line, valid_s=7.3))
    assert written == ["7.3 s", "line: not visible", "7,3 s", "linea: no se ve"]


def test_a_clip_is_written_with_its_own_times(tmp_path: Path) -> None:
    dark = np.zeros((241, 321, 4), np.uint8)
    times = [0.0, 0.05, 0.31, 0.31, 2.0]
    with overlay.written(tmp_path / "judged.mp4") as drawing:
        for time_s in times:
            drawing.add(time_s, dark, body(), HOLDING)
    with av.open(str(tmp_path / "judged.mp4")) as clip:
        frames = list(clip.decode(video=0))
    assert (frames[0].width, frames[0].height) == (320, 240)
    assert [frame.time for frame in frames] == pytest.approx(times, abs=0.002)


def test_a_name_that_is_no_clip_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"film\.mp4"), overlay.written(tmp_path / "judged.txt"):
        pass


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "none" / "judged.mp4"
    with pytest.raises(Unavailable, match="cannot be written"), overlay.written(missing):
        pass


def test_what_is_watched_is_drawn_picture_by_picture(tmp_path: Path) -> None:
    weights = pytest.importorskip("hamstrong.adapters.eyes.weights")
    if not all((weights.FOLDER / name).is_file() for name in weights.listed()):
        pytest.skip("the weights are not laid: run `make build`")
    watching = pytest.importorskip("hamstrong.adapters.eyes.watching")
    source = film(tmp_path / "room.mp4", times_ms=[0, 40, 80])
    with (
        watching.watch(source, model=Model.FULL, threads=1) as clip,
        clip.draw_to(tmp_path / "judged.mkv") as drawing,
    ):
        for frame in clip.frames():
            drawing.add(State(frame.time_s, Stage.FRAMING))
    with av.open(str(tmp_path / "judged.mkv")) as judged:
        assert [f.time for f in judged.decode(video=0)] == pytest.approx([0, 0.04, 0.08], abs=0.002)
