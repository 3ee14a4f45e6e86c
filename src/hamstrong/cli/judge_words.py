"""A judged clip on the screen: what is asked, how far the eyes are, and a table at the end."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from hamstrong.cli.output import console, print_json, print_warning
from hamstrong.cli.words import read_word
from hamstrong.coach.judge_clip import (
    ClipAbout,
    JudgedClip,
    JudgeWish,
    Model,
    Watcher,
    judge_clip,
    judged_document,
)
from hamstrong.exercises.dose import Side
from hamstrong.motion.report import FormFault, JudgedHold, JudgedRep, Measure, Report, State
from hamstrong.planning.words import count_word

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

ROUGH = "[yellow]~[/yellow]"


@dataclass(frozen=True, slots=True)
class JudgeWords:
    """The options as typed."""

    clip: Path
    exercise: str
    side: str
    support_height: float | None
    model: str
    overlay: Path | None

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
    wish = words.wish()
    library = doors.memory().library
    with _progress() as watcher:
        judged = judge_clip(doors.eyes(), library, wish, watcher=watcher)
    if as_json:
        print_json(judged_document(judged))
    else:
        _print_tables(judged)
    if judged.damage:
        print_warning(judged.damage)


@contextmanager
def _progress() -> Iterator[Watcher]:
    """A bar on standard error, where somebody sees it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    screen = Console(stderr=True)
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=screen, transient=True, disable=quiet) as bar:
        task = bar.add_task("Judging", total=None)

        def watch(clip: ClipAbout, state: State) -> None:
            bar.update(task, completed=state.time_s, total=clip.length_s)

        yield watch


def _print_tables(judged: JudgedClip) -> None:
    screen, report = console(), judged.report
    side = "" if report.side is Side.BOTH else f", {report.side}"
    screen.print(f"[bold]{escape(judged.exercise.name)}{side}[/bold]: {escape(judged.clip.name)}")
    if report.holds:
        screen.print(_holds(report.holds))
    if report.reps:
        screen.print(_reps(report.reps))
    if not report.holds and not report.reps:
        screen.print(_nothing(judged))
    for finding in report.framing:
        stretch = f"{_clock(finding.start_s)}–{_clock(finding.end_s)}"
        screen.print(f"[dim]{stretch}[/dim] {escape(finding.sentence)}")
    if report.not_visible:
        names = ", ".join(report.not_visible)
        screen.print(f"Not visible from where the camera stood: {names}.")
    if any(not hold.trusted for hold in report.holds):
        screen.print(f"{ROUGH} filmed from an angle: the numbers are rough.")
    _print_seen(screen, report)


def _nothing(judged: JudgedClip) -> str:
    if judged.seen == 0:
        return "Nobody was seen in this clip."
    return "No hold and no rep was found in this clip."


def _print_seen(screen: Console, report: Report) -> None:
    screen.print(
        f"[dim]{report.seen_s:.1f} of {report.watched_s:.1f} s could be judged. "
        "± holds the truth in 9 of 10 cases.[/dim]"
    )


def _holds(holds: Iterable[JudgedHold]) -> Table:
    table = _table("Hold", "From", "To", "Valid", "Lost", "Unseen", "Hip angle", "Hip height")
    table.add_column("Faults", ratio=1)
    for number, hold in enumerate(holds, start=1):
        lost = ", ".join(f"{name} {seconds:.1f}" for name, seconds in hold.lost_s.items())
        table.add_row(
            str(number) if hold.trusted else f"{number} {ROUGH}",
            _clock(hold.start_s),
            _clock(hold.end_s),
            f"[bold]{hold.valid_s:.1f} s[/bold]",
            lost or "-",
            f"{hold.abstained_s:.1f}",
            _measure(hold.hip_angle_deg, 0, "°"),
            _measure(hold.hip_height, 2, ""),
            _faults(hold.faults),
        )
    return table


def _reps(reps: Iterable[JudgedRep]) -> Table:
    table = _table("Rep", "From", "To", "Full", "Reached")
    table.add_column("Lost", ratio=1)
    rows = tuple(reps)
    for number, rep in enumerate(rows, start=1):
        full = "yes" if rep.full else "[yellow]no[/yellow]"
        reached = _measure(rep.reached, 1, "")
        times = (_clock(rep.start_s), _clock(rep.end_s))
        table.add_row(str(number), *times, full, reached, ", ".join(rep.lost) or "-")
    table.caption = f"{count_word(sum(rep.full for rep in rows), 'full rep')} of {len(rows)}"
    return table


def _table(*names: str) -> Table:
    table = Table(expand=True)
    for name in names:
        table.add_column(name, no_wrap=True)
    return table


def _faults(faults: Iterable[FormFault]) -> str:
    lines = (
        f"{_clock(fault.start_s)} {fault.name}" + (" (ended the hold)" if fault.ended_hold else "")
        for fault in faults
    )
    return escape("\n".join(lines))


def _measure(measure: Measure | None, digits: int, unit: str) -> str:
    if measure is None:
        return "-"
    return f"{measure.value:.{digits}f}{unit} ± {measure.plus_minus:.{digits}f}"


def _clock(seconds: float) -> str:
    """`1:02.3`."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"
