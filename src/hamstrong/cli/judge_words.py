"""A judged clip on the screen: what is asked, how far the eyes are, and a table at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from hamstrong.cli.judge_page import Trace, judged_page
from hamstrong.cli.judge_table import print_tables
from hamstrong.cli.output import print_json, print_warning
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_word
from hamstrong.coach.judge_clip import (
    ClipAbout,
    JudgeWish,
    Model,
    Watcher,
    judge_clip,
    judged_document,
)
from hamstrong.errors import Unavailable
from hamstrong.exercises.dose import Side
from hamstrong.machine import refusal
from hamstrong.motion.report import State

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


@dataclass(frozen=True, slots=True)
class JudgeWords:
    """The options as typed."""

    clip: Path
    exercise: str
    side: str
    support_height: float | None
    model: str
    overlay: Path | None
    report: Path | None

    def wish(self) -> JudgeWish:
        """What they ask for. Raises BadInput."""
        return JudgeWish(
            path=self.clip,
            exercise_id=self.exercise,
            side=read_word(self.side, Side, place="--side") if self.side else None,
            support_height_m=self.support_height,
            model=read_word(self.model, Model, place="--model"),
            overlay=self.overlay,
        )


def print_judged(doors: "Doors", words: JudgeWords, *, as_json: bool) -> None:
    """Judge a clip, and print a table or `hamstrong-judged-clip/1`."""
    doors.speak_as_the_athlete()
    wish = words.wish()
    library = doors.memory().library
    trace = Trace()
    with _progress() as progress:

        def watcher(clip: ClipAbout, state: State) -> None:
            progress(clip, state)
            if words.report is not None:
                trace.add(clip, state)

        judged = judge_clip(doors.eyes(), library, wish, watcher=watcher)
    if words.report is not None:
        _write(words.report, judged_page(judged, trace))
    if as_json:
        print_json(judged_document(judged))
    else:
        print_tables(judged)
    if judged.damage:
        print_warning(judged.damage)


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        sentence = SAY.say("judge.report-cannot-be-written", reason=refusal(error))
        raise Unavailable(sentence, place=str(file)) from error


@contextmanager
def _progress() -> Iterator[Watcher]:
    """A bar on standard error, where somebody sees it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    screen = Console(stderr=True)
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=screen, transient=True, disable=quiet) as bar:
        task = bar.add_task(SAY["judge.judging"], total=None)

        def watch(clip: ClipAbout, state: State) -> None:
            bar.update(task, completed=state.time_s, total=clip.length_s)

        yield watch
