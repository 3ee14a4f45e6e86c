"""A judged clip as a table on the screen, and its numbers as words."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.output import console
from hamstrong.coach.judge_clip import JudgedClip
from hamstrong.exercises.dose import Side
from hamstrong.motion.report import FormFault, JudgedHold, JudgedRep, Measure, Report
from hamstrong.planning.words import count_word

ROUGH = "[yellow]~[/yellow]"


def print_tables(judged: JudgedClip) -> None:
    """The exercise, a row a hold or rep, and what could not be judged."""
    screen, report = console(), judged.report
    side = "" if report.side is Side.BOTH else f", {report.side}"
    screen.print(f"[bold]{escape(judged.exercise.name)}{side}[/bold]: {escape(judged.clip.name)}")
    if report.holds:
        screen.print(_holds(report.holds))
    if report.reps:
        screen.print(_reps(report.reps))
    if not report.holds and not report.reps:
        screen.print(_nothing(judged))
    for wrong in report.set_up:
        screen.print(f"[dim]{clock(wrong.start_s)}[/dim] {escape(wrong.sentence)}")
    for finding in report.framing:
        stretch = f"{clock(finding.start_s)}–{clock(finding.end_s)}"
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
        table.add_row(
            str(number) if hold.trusted else f"{number} {ROUGH}",
            clock(hold.start_s),
            clock(hold.end_s),
            f"[bold]{hold.valid_s:.1f} s[/bold]",
            seconds_lost(hold),
            f"{hold.abstained_s:.1f}",
            measure_text(hold.hip_angle_deg, 0, "°"),
            measure_text(hold.hip_height, 2, ""),
            escape(faults_text(hold.faults)),
        )
    return table


def _reps(reps: Iterable[JudgedRep]) -> Table:
    table = _table("Rep", "From", "To", "Full", "Reached")
    table.add_column("Lost", ratio=1)
    rows = tuple(reps)
    for number, rep in enumerate(rows, start=1):
        full = "yes" if rep.full else "[yellow]no[/yellow]"
        reached = measure_text(rep.reached, 1, "")
        times = (clock(rep.start_s), clock(rep.end_s))
        table.add_row(str(number), *times, full, reached, ", ".join(rep.lost) or "-")
    table.caption = f"{count_word(sum(rep.full for rep in rows), 'full rep')} of {len(rows)}"
    return table


def _table(*names: str) -> Table:
    table = Table(expand=True)
    for name in names:
        table.add_column(name, no_wrap=True)
    return table


def seconds_lost(hold: JudgedHold) -> str:
    """`up 4.5, still 1.0`: seconds by criterion."""
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in hold.lost_s.items()) or "-"


def faults_text(faults: Iterable[FormFault]) -> str:
    """A line a fault: when, what, and whether it ended the hold."""
    lines = (
        f"{clock(fault.start_s)} {fault.name}" + (" (ended the hold)" if fault.ended_hold else "")
        for fault in faults
    )
    return "\n".join(lines)


def measure_text(measure: Measure | None, digits: int, unit: str) -> str:
    """`171° ± 6`, or `-` where nothing was measured."""
    if measure is None:
        return "-"
    return f"{measure.value:.{digits}f}{unit} ± {measure.plus_minus:.{digits}f}"


def clock(seconds: float) -> str:
    """Minutes and seconds, `1:02.3`."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"
