"""`hamstrong judge`: what it prints, and its exit codes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hamstrong.cli.app import run
from hamstrong.coach.judge_clip import ClipAbout, Model
from hamstrong.errors import BadFile, Unavailable
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import (
    FormFault,
    FramingFinding,
    FramingKind,
    JudgedHold,
    Measure,
    Report,
    Stage,
    State,
)
from tests.cli.desk_doors import DeskDoors
from tests.unit.coach.desk import Desk

BRIDGE = ["--exercise", "hb_support_1l_mid", "--side", "left"]

HOLD = JudgedHold(
    start_s=62.34,
    end_s=92.0,
    total_s=29.66,
    valid_s=24.16,
    lost_s={Criterion.UP: 4.5},
    abstained_s=1.0,
    side=Side.LEFT,
    hip_angle_deg=Measure(171.4, 6.2),
    hip_height=Measure(0.52, 0.03),
    drift_deg_10s=-1.0,
    sway=None,
    faults=(FormFault(Criterion.UP, "Hips sag", 70.0, 74.5, ended_hold=True),),
    trusted=False,
)
FINDING = FramingFinding(FramingKind.OBLIQUE, "Turn the phone.", 0.0, 3.0)


@dataclass
class FakeClip:
    about: ClipAbout
    damage: str
    seen: Sequence[Frame]

    def frames(self) -> Iterator[Frame]:
        yield from self.seen


class FakeEyes:
    """Sees what it is told to see in every clip."""

    def __init__(
        self, *, frames: int = 3, damage: str = "", fails: Exception | None = None
    ) -> None:
        self.clip = FakeClip(
            ClipAbout("bridge.mp4", 1080, 1920, 95.0),
            damage,
            [Frame(n / 30, None, 1080, 1920) for n in range(frames)],
        )
        self.fails = fails
        self.asked: list[tuple[Path, Model]] = []

    @contextmanager
    def watch(self, path: Path, *, model: Model) -> Iterator[FakeClip]:
        self.asked.append((path, model))
        if self.fails:
            raise self.fails
        yield self.clip


class EyeDoors(DeskDoors):
    def __init__(self, eyes: FakeEyes) -> None:
        super().__init__(Desk())
        self._eyes = eyes

    def eyes(self) -> Any:
        return self._eyes


class FakeJudge:
    """Judges everything alike."""

    stage = Stage.READY
    report = Report("hb_support_1l_mid", Side.LEFT, judged=True, watched_s=95.0, seen_s=90.0)

    def __init__(self, spec: object, side: Side, *, options: object) -> None:
        self.side = side

    def feed(self, frame: Frame) -> State:
        return State(frame.time_s, self.stage)

    def finish(self) -> Report:
        return replace(self.report, side=self.side)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> type[FakeJudge]:
    class OneJudge(FakeJudge):
        pass

    monkeypatch.setattr("hamstrong.coach.judge_clip.Judge", OneJudge)
    return OneJudge


def judged(eyes: FakeEyes, *options: str) -> int:
    return run(EyeDoors(eyes), ["judge", "bridge.mp4", *options])


def test_a_hold_is_a_row(judge: type[FakeJudge], capsys: pytest.CaptureFixture[str]) -> None:
    judge.report = replace(judge.report, holds=(HOLD,), framing=(FINDING,))
    assert judged(FakeEyes(), *BRIDGE) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Single-leg hamstring hold, mid lever, left: bridge.mp4" in out
    row = "1 ~ │ 1:02.3 │ 1:32.0 │ 24.2 s │ up 4.5 │ 1.0 │ 171° ± 6 │ 0.52 ± 0.03 │ 1:10.0 Hips sag"
    assert row in out
    assert "(ended the hold)" in out
    assert "0:00.0–0:03.0 Turn the phone." in out
    assert "filmed from an angle: the numbers are rough" in out
    assert "90.0 of 95.0 s could be judged." in out


def test_json_holds_what_the_documentation_names(
    judge: type[FakeJudge], capsys: pytest.CaptureFixture[str]
) -> None:
    judge.report = replace(judge.report, holds=(HOLD,), framing=(FINDING,))
    options = ["--support-height", "0.45", "--model", "heavy", "--json"]
    eyes = FakeEyes(damage="The clip is damaged.")
    assert judged(eyes, *BRIDGE, *options) == 0
    assert eyes.asked == [(Path("bridge.mp4"), Model.HEAVY)]
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert document["schema"] == "hamstrong-judged-clip/1"
    assert document["clip"]["frames"] == 3
    assert document["clip"]["damage"] == "The clip is damaged."
    assert (document["model"], document["support_height_m"]) == ("heavy", 0.45)
    assert document["holds"][0]["lost_s"] == {"up": 4.5}
    assert "hamstrong: The clip is damaged." in printed.err
    page = (Path(__file__).parents[2] / "docs" / "judging.md").read_text("utf-8")
    missing = [name for name in names(document) if f"`{name}`" not in page]
    assert missing == []


def names(document: Any) -> Iterator[str]:
    """Every field, however deep, but for the criteria under `lost_s`."""
    if isinstance(document, list):
        for item in document:
            yield from names(item)
    elif isinstance(document, dict):
        for name, value in document.items():
            yield name
            if name != "lost_s":
                yield from names(value)


def test_nobody_in_the_picture_is_said(
    judge: type[FakeJudge], capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(FakeEyes(), *BRIDGE) == 0
    assert "Nobody was seen in this clip." in capsys.readouterr().out


WRONG = [
    (["--exercise", "nothing_such", "--side", "left"], 6, "There is no exercise 'nothing_such'"),
    (["--exercise", "hb_support_1l_mid"], 2, "has two sides: say left or right"),
    ([*BRIDGE[:3], "both"], 2, "left or right"),
    ([*BRIDGE[:3], "up"], 2, "--side"),
    ([*BRIDGE, "--model", "lite"], 2, "--model"),
    ([*BRIDGE, "--support-height", "45"], 2, "A support of 45 m cannot be"),
    (["--side", "left"], 2, "--exercise"),
    (["--exercise", "foot_short", "--side", "left"], 2, "No camera can judge"),
    ([*BRIDGE, "--overlay", "bridge.mp4"], 2, "needs a name of its own"),
]


@pytest.mark.parametrize(("options", "code", "words"), WRONG)
def test_a_mistake_is_one_sentence_before_anything_is_watched(
    options: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    eyes = FakeEyes()
    assert judged(eyes, *options) == code
    assert words in capsys.readouterr().err
    assert eyes.asked == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadFile("This is no clip.", place="bridge.mp4"), 3),
        (Unavailable("Judging a clip needs libraries: run `make judge`.", place="av"), 9),
    ],
)
def test_what_the_eyes_refuse_is_told(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(FakeEyes(fails=error), *BRIDGE) == code
    err = capsys.readouterr().err
    assert err.startswith("hamstrong: ")
    assert err.count("\n") == 1
