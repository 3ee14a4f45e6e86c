"""A judged clip in Spanish: what the screen and the report say holds no English of ours."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hamstrong.cli.app import run
from hamstrong.cli.judge_page import judged_page
from hamstrong.cli.judge_table import print_tables
from hamstrong.coach.judge_clip import JudgedClip, JudgeWish, check_support
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.language import Language, speaking
from hamstrong.motion.document import report_document
from hamstrong.motion.report import FramingFinding, FramingKind, JudgedRep, Measure, Report
from hamstrong.motion.sight import FRONT_SENTENCE, SENTENCES
from tests.eyes.test_judge_command import HOLD, EyeDoors, FakeEyes
from tests.eyes.test_judge_page import CLIP, Page, trace

ENGLISH = re.compile(
    r"\b(the|of|and|hold|rep|reps|full|from|to|valid|lost|unseen|hip|faults|reached|yes|no rep|"
    r"left|right|up|still|level|line|rough|camera|phone|picture|judged|could|was|your|you)\b",
    re.IGNORECASE,
)
BRIDGE = load_library(Language.SPANISH)["hb_support_1l_mid"]
REPS = (
    JudgedRep(1.0, 3.0, full=True, reached=Measure(1.5, 0.2)),
    JudgedRep(4.0, 6.0, full=False, reached=Measure(1.1, 0.2), lost=(Criterion.RANGE,)),
)
FAULT = replace(HOLD.faults[0], name=BRIDGE.faults[0].name)
FRAMING = (
    *(FramingFinding(kind, said, 0.0, 3.0) for kind, said in SENTENCES.items()),
    FramingFinding(FramingKind.OBLIQUE, FRONT_SENTENCE, 3.0, 4.0),
)
REPORT = Report(
    BRIDGE.id,
    Side.LEFT,
    judged=True,
    watched_s=95.0,
    seen_s=90.0,
    holds=(replace(HOLD, faults=(FAULT,), lost_s=dict.fromkeys(Criterion, 1.5)),),
    reps=REPS,
    framing=FRAMING,
    not_visible=tuple(Criterion),
)
EMPTY = replace(REPORT, holds=(), reps=(), framing=(), not_visible=(), side=Side.RIGHT)


def judged(report: Report, *, seen: int = 9) -> JudgedClip:
    wish = JudgeWish(Path("puente.mp4"), BRIDGE.id)
    clip = replace(CLIP, name="puente.mp4")
    return JudgedClip(wish, BRIDGE, clip, report, frames=10, seen=seen, damage="")


@pytest.mark.parametrize("clip", [judged(REPORT), judged(EMPTY), judged(EMPTY, seen=0)])
def test_the_screen_holds_no_english(clip: JudgedClip, capsys: pytest.CaptureFixture[str]) -> None:
    with speaking(Language.SPANISH):
        print_tables(clip)
    out = capsys.readouterr().out
    assert ENGLISH.findall(out) == []
    assert "Se pudieron juzgar 90,0 de 95,0 s." in out


def test_the_same_clip_in_english_is_full_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_tables(judged(REPORT))
    out = capsys.readouterr().out
    assert len(set(ENGLISH.findall(out))) > 20
    assert "1 full rep of 2" in out
    assert all(said in " ".join(out.split()) for said in (*SENTENCES.values(), FRONT_SENTENCE))


@pytest.mark.parametrize("clip", [judged(REPORT), judged(EMPTY)])
def test_the_page_holds_no_english(clip: JudgedClip) -> None:
    with speaking(Language.SPANISH):
        page = judged_page(clip, trace())
    text = Page(page).text.partition(".key {")[2].partition("}")[2]
    assert len(text) > 100
    assert ENGLISH.findall(text) == []
    assert ENGLISH.findall(" ".join(re.findall(r'aria-label="([^"]*)"', page))) == []
    assert '<html lang="es">' in page


def test_what_machines_read_is_the_same_in_both() -> None:
    with speaking(Language.SPANISH):
        spanish = report_document(REPORT)
    assert spanish == report_document(REPORT)


def test_what_is_refused_is_told_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["--language", "es", "judge", "puente.mp4", "--exercise", "nada"]
    assert run(EyeDoors(FakeEyes()), wrong) == 6
    assert "No hay ningún ejercicio 'nada'" in capsys.readouterr().err
    wrong[-1:] = ["hb_floor_2l", "--side", "left"]
    assert run(EyeDoors(FakeEyes()), wrong) == 2
    assert "se juzga por los dos lados, both; llegó left." in capsys.readouterr().err
    with speaking(Language.SPANISH), pytest.raises(BadInput, match="Un apoyo de 4,5 m no puede"):
        check_support(4.5)
