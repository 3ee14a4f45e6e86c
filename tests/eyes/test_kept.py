"""An exported set is judged again, without films, libraries and weights."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from benchmarks.judge.bodies import EXERCISES
from hamstrong.adapters.eyes import eyes as eyes_module
from hamstrong.adapters.eyes.eyes import BlazePoseEyes
from hamstrong.coach.export_everything import seen_document
from hamstrong.coach.judge_clip import JudgeWish, Model, judge_clip
from hamstrong.coach.judge_live import LiveJudging, LiveWish
from hamstrong.coach.seen import SeenSet, SetUpOf, Watched
from hamstrong.coach.trace import pack, unpack
from hamstrong.errors import BadFile, BadInput, Unavailable
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.document import report_document
from tests.unit.motion.clips import clip


def exported(path: Path, name: str) -> dict[str, Any]:
    """A set that was judged live, as its export tells it; written to `path`."""
    wish = LiveWish(str(uuid4()), EXERCISES[name], Side.RIGHT)
    judging = LiveJudging(load_library(), wish)
    for frame in clip(name).frames():
        judging.feed(frame)
    evidence = judging.evidence()
    assert evidence is not None
    report, trace = evidence
    seen = SeenSet(
        id=wish.id,
        at=datetime(2026, 3, 1, 18, tzinfo=UTC),
        exercise_id=wish.exercise_id,
        side=wish.side,
        watched=Watched.LIVE,
        session_id=None,
        protocol=SetUpOf(),
        report=report_document(report),
        trace=pack(trace) + judging.frames(),
    )
    assert len(unpack(seen.trace).moments) == len(trace.moments)
    document = seen_document(seen)
    path.write_text(json.dumps(document))
    return document


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_a_kept_set_gives_the_same_report_again(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_is_installed() -> None:
        raise Unavailable("Nothing is.")

    monkeypatch.setattr(eyes_module, "check_installed", nothing_is_installed)
    path = tmp_path / "set.json"
    document = exported(path, name)
    wish = JudgeWish(path, document["exercise_id"], Side(document["side"]))
    judged = judge_clip(BlazePoseEyes(), load_library(), wish)
    assert report_document(judged.report) == document["report"]
    assert judged.report.holds
    assert (judged.clip.width, judged.clip.height, judged.damage) == (640, 480, "")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"frames": 3}', b"\xff", b"[" * 100_000])
def test_what_is_no_set_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content)
    with pytest.raises(BadFile), BlazePoseEyes().watch(path, model=Model.FULL):
        pass


def test_a_set_without_frames_says_so(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"frames": None}))
    with (
        pytest.raises(BadFile, match="no landmarks were kept"),
        BlazePoseEyes().watch(path, model=Model.FULL),
    ):
        pass
    with pytest.raises(BadFile), BlazePoseEyes().watch(tmp_path / "b.json", model=Model.FULL):
        pass


def test_there_is_nothing_to_draw_into(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    document = exported(path, "steady")
    wish = JudgeWish(path, document["exercise_id"], Side.RIGHT, overlay=tmp_path / "a.mp4")
    with pytest.raises(BadInput, match="only landmarks"):
        judge_clip(BlazePoseEyes(), load_library(), wish)
