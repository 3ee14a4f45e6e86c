"""The page of a judged clip: it says what the report says, and stands alone."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hamstrong.cli.judge_page import Moment, Trace, judged_page, runs, stretches
from hamstrong.coach.judge_clip import ClipAbout, JudgedClip, JudgeWish
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.report import Measure, Report, Stage, State
from tests.eyes.test_judge_command import FINDING, HOLD

CLIP = ClipAbout("<bridge>.mp4", 640, 480, 95.0)
REPORT = Report("hb_support_1l_mid", Side.LEFT, judged=True, watched_s=95.0, seen_s=90.0)
BRIDGE = load_library()["hb_support_1l_mid"]


def judged(report: Report) -> JudgedClip:
    wish = JudgeWish(Path("bridge.mp4"), BRIDGE.id)
    return JudgedClip(wish, BRIDGE, CLIP, report, frames=10, seen=9, damage="")


def trace() -> Trace:
    """Five seconds around the end of the hold, its state a little late as live states are."""
    made = Trace()
    for n in range(150):
        time_s = 89 + n / 30
        stage = Stage.ACTIVE if time_s < 92.5 else Stage.READY
        made.add(CLIP, State(time_s, stage, hip_height=Measure(0.5, 0.1)))
    return made


class Page(HTMLParser):
    """Collects the text, what is shaded, and whatever would be fetched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.shades, self.fetched = "", list[dict[str, str | None]](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.fetched += [tag] if {"src", "href"} & set(given) or tag == "script" else []
        self.shades += [given] if tag == "rect" else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_what_the_report_says_and_fetches_nothing() -> None:
    page = Page(judged_page(judged(replace(REPORT, holds=(HOLD,), framing=(FINDING,))), trace()))
    assert page.fetched == []
    for words in (
        "24.2 s",
        "up 4.5",
        "171° ± 6",
        "1 (rough)",
        "1:10.0 Hips sag",
        "Turn the phone.",
    ):
        assert words in page.text
    assert "<bridge>.mp4" in page.text


def test_only_seconds_of_the_hold_are_shaded() -> None:
    page = Page(judged_page(judged(replace(REPORT, holds=(HOLD,))), trace()))
    (shade,) = page.shades
    assert shade["class"] == "valid"
    seconds = float(shade["width"] or 0) / (720 - 46) * (93.9 - 89)
    assert abs(seconds - (HOLD.end_s - 89)) < 0.15


def test_a_clip_without_holds_says_so() -> None:
    page = Page(judged_page(judged(REPORT), Trace()))
    assert "No hold and no rep was found" in page.text


def test_a_trace_keeps_ten_points_a_second() -> None:
    assert 48 <= len(trace().moments) <= 51


def test_stretches_join_moments_of_a_kind_and_lines_break_where_nothing_was_measured() -> None:
    kinds = ["", "valid", "valid", "lost", "valid", ""]
    moments = [Moment(float(n), kind, None, None) for n, kind in enumerate(kinds)]
    assert stretches(moments) == [("valid", 1, 3), ("lost", 3, 4), ("valid", 4, 5)]
    assert runs([(0, 1.0), (1, None), (2, None), (3, 2.0)]) == [[(0, 1.0)], [(3, 2.0)]]
