"""A judged clip as a table on the screen, and its numbers as words."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.output import console
from hamstrong.cli.say import SAY
from hamstrong.coach.judge_clip import JudgedClip
from hamstrong.language import number_text
from hamstrong.motion.report import FormFault, JudgedHold, JudgedRep, Measure, Report
from hamstrong.motion.words import criterion_word, criterion_words, framing_sentence

ROUGH = "[yellow]~[/yellow]"

HOLD_COLUMNS = (
    *("hold", "from", "to", "valid", "lost", "unseen"),
    *("hip-angle", "hip-height", "faults"),
)
REP_COLUMNS = ("rep", "from", "to", "full", "reached", "lost")


def print_tables(judged: JudgedClip) -> None:
    """The exercise, a row a hold or rep, and what could not be judged."""
    screen, report = console(), judged.report
    screen.print(f"[bold]{escape(title(judged))}[/bold]: {escape(judged.clip.name)}")
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
        screen.print(f"[dim]{stretch}[/dim] {escape(framing_sentence(finding))}")
    if report.not_visible:
        screen.print(not_visible(report))
    if any(not hold.trusted for hold in report.holds):
        screen.print(f"{ROUGH} {SAY['judge.from-an-angle']}")
    _print_seen(screen, report)


def _nothing(judged: JudgedClip) -> str:
    if judged.seen == 0:
        return SAY["judge.nobody"]
    return SAY["judge.nothing"]


def _print_seen(screen: Console, report: Report) -> None:
    seen, watched = tenths(report.seen_s), tenths(report.watched_s)
    screen.print(f"[dim]{SAY.say('judge.seen', seen=seen, watched=watched)}[/dim]")


def title(judged: JudgedClip) -> str:
    """The exercise and its side: `Side plank, left`."""
    return judged.exercise.name + SAY[f"judge.side.{judged.report.side}"]


def not_visible(report: Report) -> str:
    """What this view cannot show, as a sentence."""
    return SAY.say("judge.not-visible", names=criterion_words(report.not_visible))


def columns(*names: str) -> list[str]:
    """Heads of columns in the language spoken."""
    return [SAY[f"judge.columns.{name}"] for name in names]


def _holds(holds: Iterable[JudgedHold]) -> Table:
    table = _table(*HOLD_COLUMNS)
    for number, hold in enumerate(holds, start=1):
        table.add_row(
            str(number) if hold.trusted else f"{number} {ROUGH}",
            clock(hold.start_s),
            clock(hold.end_s),
            f"[bold]{tenths(hold.valid_s)} s[/bold]",
            seconds_lost(hold),
            tenths(hold.abstained_s),
            measure_text(hold.hip_angle_deg, 0, "°"),
            measure_text(hold.hip_height, 2, ""),
            escape(faults_text(hold.faults)),
        )
    return table


def _reps(reps: Iterable[JudgedRep]) -> Table:
    table = _table(*REP_COLUMNS)
    rows = tuple(reps)
    for number, rep in enumerate(rows, start=1):
        full = full_word(rep) if rep.full else f"[yellow]{full_word(rep)}[/yellow]"
        reached = measure_text(rep.reached, 1, "")
        times = (clock(rep.start_s), clock(rep.end_s))
        table.add_row(str(number), *times, full, reached, criterion_words(rep.lost) or "-")
    full_reps = sum(rep.full for rep in rows)
    table.caption = SAY.say("judge.full-reps", n=full_reps, reps=len(rows))
    return table


def full_word(rep: JudgedRep) -> str:
    """Whether it went through the whole range: `yes` or `no`."""
    return SAY["judge.full" if rep.full else "judge.not-full"]


def _table(*names: str) -> Table:
    table = Table(expand=True)
    *narrow, wide = columns(*names)
    for head in narrow:
        table.add_column(head, no_wrap=True)
    table.add_column(wide, ratio=1)
    return table


def seconds_lost(hold: JudgedHold) -> str:
    """`up 4.5, still 1.0`: seconds by criterion."""
    lost = hold.lost_s.items()
    return ", ".join(f"{criterion_word(name)} {tenths(seconds)}" for name, seconds in lost) or "-"


def faults_text(faults: Iterable[FormFault]) -> str:
    """A line a fault: when, what, and whether it ended the hold."""
    lines = (
        f"{clock(fault.start_s)} {fault.name}"
        + (SAY["judge.ended-the-hold"] if fault.ended_hold else "")
        for fault in faults
    )
    return "\n".join(lines)


def measure_text(measure: Measure | None, digits: int, unit: str) -> str:
    """`171° ± 6`, or `-` where nothing was measured."""
    if measure is None:
        return "-"
    value, off = (number_text(n, f".{digits}f") for n in (measure.value, measure.plus_minus))
    return f"{value}{unit} ± {off}"


def tenths(seconds: float) -> str:
    """`24.2`, or `24,2`."""
    return number_text(seconds, ".1f")


def clock(seconds: float) -> str:
    """Minutes and seconds, `1:02.3`."""
    count = round(seconds * 10)
    return f"{count // 600}:{number_text(count % 600 / 10, '04.1f')}"
