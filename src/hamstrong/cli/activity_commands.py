"""`hamstrong import` of what was done: progress, what became of each file, what follows."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from hamstrong.cli.athlete import current_id
from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.import_activities import FileResult, ImportReport, Outcome
from hamstrong.coach.legs_after import Legs
from hamstrong.coach.take_in_activities import TakenIn, take_in, taken_in_document
from hamstrong.errors import BadFile, NotFound
from hamstrong.planning.words import SENTENCES, date_word

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

HEAD = 4096
MOST_SHOWN = 20
"""Files named on the screen for each outcome; `--json` names all."""


def are_activities(doors: "Doors", paths: Sequence[Path]) -> bool:
    """Whether these are activities: several paths, a folder, or one file that begins like one."""
    if len(paths) != 1 or paths[0].is_dir():
        return True
    if str(paths[0]) == "-":
        return False
    try:
        with paths[0].open("rb") as file:
            return doors.activities().is_activity(file.read(HEAD))
    except OSError:
        return False


def take_in_activities(doors: "Doors", paths: Sequence[Path], *, as_json: bool) -> None:
    """Import them all; the exit code says whether anything came of it."""
    files = doors.activities()
    with _progress() as tell:
        taken = take_in(doors, current_id, files, files.on_disk(paths), tell=tell)
    if as_json:
        print_json(taken_in_document(taken))
    else:
        print_taken(taken)
    code = exit_code(taken.report)
    if code:
        raise typer.Exit(code)


def exit_code(report: ImportReport) -> int:
    """0 where something is kept now or was before; else 3, and 6 where there was no file at all."""
    if not report.results:
        return NotFound.exit_code
    refused = len(report.of(Outcome.REFUSED)) == len(report.results)
    return BadFile.exit_code if refused else 0


@contextmanager
def _progress() -> "Iterator[_Tell]":
    """A bar with the time left, on a terminal; silent elsewhere."""
    screen = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=screen, transient=True, disable=not sys.stderr.isatty()
    ) as progress:
        yield _Tell(progress)


class _Tell:
    """Moves the bar with each file."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task(SAY["activities.reading"], total=1.0)

    def __call__(self, result: FileResult) -> None:
        self._progress.update(self._task, completed=result.share)


def print_taken(taken: TakenIn) -> None:
    """What became of the files, and what follows, on the screen."""
    screen = console()
    report = taken.report
    counts = {outcome: len(report.of(outcome)) for outcome in Outcome}
    screen.print(SAY.say("activities.counts", **{o.value: n for o, n in counts.items()}))
    for outcome in (Outcome.REFUSED, Outcome.IMPORTED):
        told = [result for result in report.of(outcome) if result.reason]
        for result in told[:MOST_SHOWN]:
            screen.print(f"[dim]{escape(result.file)}: {escape(result.reason)}[/dim]")
        if len(told) > MOST_SHOWN:
            more = SAY.say("activities.more", count=len(told) - MOST_SHOWN)
            screen.print(f"[dim]{more}[/dim]")
    for run in taken.runs.told:
        mark = SAY[f"activities.marks.{run.how}"]
        known = f" [dim]· {mark}[/dim]" if run.run_id else ""
        screen.print(f"{escape(run.text)}{known}")
    if taken.sets.logged:
        screen.print(SAY.say("activities.sets", n=taken.sets.logged))
    if taken.sets.unknown:
        screen.print(f"[dim]{SAY.say('activities.unknown-sets', n=taken.sets.unknown)}[/dim]")
    if taken.runs.changed and taken.runs.after is not None:
        _print_legs(taken.runs.after)
    if taken.told:
        screen.print(SAY["activities.replan"])


def _print_legs(legs: Legs) -> None:
    screen = console()
    word = SENTENCES[f"freshness.{legs.tomorrow.word.name}"]
    screen.print(
        SAY.say("activities.tomorrow", word=word, reason=escape(legs.tomorrow.reason.text))
    )
    if legs.key_run is not None and legs.at_key_run is not None:
        screen.print(
            SAY.say(
                "activities.key-run",
                day=date_word(legs.key_run.day),
                word=SENTENCES[f"freshness.{legs.at_key_run.word.name}"],
                reason=escape(legs.at_key_run.reason.text),
            )
        )
