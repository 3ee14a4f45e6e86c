"""A judged clip as one page that stands alone: a table, and a trace of each hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise

from hamstrong.cli.judge_table import (
    HOLD_COLUMNS,
    REP_COLUMNS,
    clock,
    columns,
    faults_text,
    full_word,
    measure_text,
    not_visible,
    seconds_lost,
    tenths,
    title,
)
from hamstrong.cli.say import SAY
from hamstrong.coach.judge_clip import ClipAbout, JudgedClip
from hamstrong.language import number_text, spoken
from hamstrong.motion.report import JudgedHold, JudgedRep, Stage, State, Verdict
from hamstrong.motion.words import criterion_words, framing_sentence

TRACE_HZ = 10.0
"""Points of the trace kept a second: a page of an hour stays small."""
AROUND_S = 2.0
"""Seconds shown before and after a hold."""

WIDTH, HEIGHT, LEFT, FLOOR = 720, 180, 46, 24

KINDS = ("valid", "lost", "unseen")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the trace: `kind` is valid, lost, unseen, or empty outside a hold."""

    time_s: float
    kind: str
    height: float | None
    angle_deg: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A value over time in seconds, None where it was not measured, and digits to write it with."""

    name: str
    digits: int
    values: Sequence[tuple[float, float | None]]

    def known(self) -> list[float]:
        """The values that were measured."""
        return [value for _, value in self.values if value is not None]


@dataclass(slots=True)
class Trace:
    """Collects moments while a clip is judged, TRACE_HZ a second."""

    moments: list[Moment] = field(default_factory=list)

    def add(self, clip: ClipAbout, state: State) -> None:
        """Take the state after a frame, if it is time for one."""
        if self.moments and state.time_s < self.moments[-1].time_s + 1 / TRACE_HZ:
            return
        height, angle = state.hip_height, state.hip_angle_deg
        self.moments.append(
            Moment(
                state.time_s,
                kind_of(state),
                None if height is None else height.value,
                None if angle is None else angle.value,
            )
        )


def kind_of(state: State) -> str:
    """What these seconds are: valid, lost, unseen, or nothing outside a hold."""
    if state.stage is not Stage.ACTIVE:
        return ""
    if state.abstaining:
        return "unseen"
    return "lost" if Verdict.LOST in state.verdicts.values() else "valid"


def judged_page(judged: JudgedClip, trace: Trace) -> str:
    """The whole page, in HTML without scripts, nothing of it fetched from anywhere."""
    report = judged.report
    name = escape(title(judged))
    seen, watched = tenths(report.seen_s), tenths(report.watched_s)
    told = SAY.say("judge.page-seen", seen=seen, watched=watched)
    parts = [
        f"<h1>{name}</h1>",
        f"<p>{escape(judged.clip.name)}: {told}</p>",
        f"<p><strong>{escape(judged.damage)}</strong></p>" if judged.damage else "",
        hold_table(report.holds) if report.holds else "",
        rep_table(report.reps) if report.reps else "",
        "" if report.holds or report.reps else f"<p>{SAY['judge.nothing']}</p>",
        *(hold_section(number, hold, trace) for number, hold in enumerate(report.holds, start=1)),
        framing_list(judged),
    ]
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style></head>\n<body><main>\n{body}\n"
        "</main></body></html>\n"
    )


def hold_table(holds: Iterable[JudgedHold]) -> str:
    """A row a hold."""
    rough = SAY["judge.page-rough"]
    rows = (
        (
            f"{number}{'' if hold.trusted else rough}",
            clock(hold.start_s),
            clock(hold.end_s),
            f"{tenths(hold.valid_s)} s",
            seconds_lost(hold),
            f"{tenths(hold.abstained_s)} s",
            measure_text(hold.hip_angle_deg, 0, "°"),
            measure_text(hold.hip_height, 2, ""),
            faults_text(hold.faults),
        )
        for number, hold in enumerate(holds, start=1)
    )
    return table(columns(*HOLD_COLUMNS), rows)


def rep_table(reps: Iterable[JudgedRep]) -> str:
    """A row a rep."""
    rows = (
        (
            str(number),
            clock(rep.start_s),
            clock(rep.end_s),
            full_word(rep),
            measure_text(rep.reached, 1, ""),
            criterion_words(rep.lost) or "-",
        )
        for number, rep in enumerate(reps, start=1)
    )
    return table(columns(*REP_COLUMNS), rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """HTML, every cell escaped."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody>'
        "</table></div>"
    )


def hold_section(number: int, hold: JudgedHold, trace: Trace) -> str:
    """The traces of one hold, with its valid, lost and unseen seconds shaded."""
    first, last = hold.start_s - AROUND_S, hold.end_s + AROUND_S
    near = [moment for moment in trace.moments if first <= moment.time_s <= last]
    shown = [replace(moment, kind=kind_in(hold, moment)) for moment in near]
    heights = Line(SAY["judge.traces.height"], 2, [(m.time_s, m.height) for m in shown])
    angles = Line(SAY["judge.traces.angle"], 0, [(m.time_s, m.angle_deg) for m in shown])
    drawings = [drawing(number, line, shown) for line in (heights, angles) if line.known()]
    words = [(kind, SAY[f"judge.kinds.{kind}"]) for kind in KINDS]
    legend = "".join(f'<span class="key {kind}">{word}</span>' for kind, word in words)
    valid, total = tenths(hold.valid_s), tenths(hold.total_s)
    head = SAY.say("judge.page-hold", number=number, valid=valid, total=total)
    return f'<section><h2>{head}</h2><p class="legend">{legend}</p>{"".join(drawings)}</section>'


def kind_in(hold: JudgedHold, moment: Moment) -> str:
    """What a moment is by the report, which dates the ends of a hold back once they are sure."""
    if not hold.start_s <= moment.time_s <= hold.end_s:
        return ""
    return moment.kind or "valid"


def drawing(number: int, line: Line, shown: Sequence[Moment]) -> str:
    """One line over time as SVG, on the shaded seconds; gaps where nothing was measured."""
    low, high = min(line.known()), max(line.known())
    span = (high - low) or 1.0
    first, last = shown[0].time_s, shown[-1].time_s
    across = (WIDTH - LEFT) / ((last - first) or 1.0)

    def x(time_s: float) -> float:
        return LEFT + (time_s - first) * across

    def y(value: float) -> float:
        return 10 + (high - value) / span * (HEIGHT - FLOOR - 20)

    shades = "".join(
        f'<rect class="{kind}" x="{x(start):.1f}" y="0" width="{x(end) - x(start):.1f}" '
        f'height="{HEIGHT - FLOOR}"/>'
        for kind, start, end in stretches(shown)
    )
    lines = "".join(
        '<polyline points="' + " ".join(f"{x(t):.1f},{y(v):.1f}" for t, v in run) + '"/>'
        for run in runs(line.values)
    )
    side = [(value, LEFT - 6, y(value) + 4) for value in (high, low)]
    labels = "".join(
        label(number_text(value, f".{line.digits}f"), at, height) for value, at, height in side
    )
    labels += label(clock(first), LEFT, HEIGHT - 6, anchor="start")
    labels += label(clock(last), WIDTH, HEIGHT - 6)
    title = escape(SAY.say("judge.page-trace", number=number, trace=line.name))
    return (
        f'<figure><figcaption>{title}</figcaption><svg role="img" aria-label="{title}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{shades}{lines}{labels}</svg></figure>'
    )


def label(text: str, x: float, y: float, *, anchor: str = "end") -> str:
    """A piece of text in a drawing, in its own units."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'


def stretches(shown: Sequence[Moment]) -> list[tuple[str, float, float]]:
    """Kind, start and end in seconds, of moments that follow each other; none outside a hold."""
    found: list[tuple[str, float, float]] = []
    for moment, after in pairwise(shown):
        if not moment.kind:
            continue
        if found and found[-1][0] == moment.kind and found[-1][2] == moment.time_s:
            found[-1] = (moment.kind, found[-1][1], after.time_s)
        else:
            found.append((moment.kind, moment.time_s, after.time_s))
    return found


def runs(values: Sequence[tuple[float, float | None]]) -> list[list[tuple[float, float]]]:
    """The measured points, seconds and value, broken where nothing was measured."""
    found: list[list[tuple[float, float]]] = [[]]
    for time_s, value in values:
        if value is not None:
            found[-1].append((time_s, value))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def framing_list(judged: JudgedClip) -> str:
    """What kept the judge from judging, and what this view cannot show."""
    lines = [
        f"<li>{clock(wrong.start_s)}: {escape(wrong.sentence)}</li>"
        for wrong in judged.report.set_up
    ]
    for finding in judged.report.framing:
        stretch = f"{clock(finding.start_s)}–{clock(finding.end_s)}"
        lines.append(f"<li>{stretch}: {escape(framing_sentence(finding))}</li>")
    if judged.report.not_visible:
        lines.append(f"<li>{escape(not_visible(judged.report))}</li>")
    return f"<h2>{SAY['judge.page-camera']}</h2><ul>{''.join(lines)}</ul>" if lines else ""


STYLE = """
:root { color-scheme: light dark; --paper: #faf8f4; --ink: #1c2226; --line: #c9c4ba;
  --good: #bfe5cd; --lost: #f6c5bb; --unseen: #dcdcdc; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181b; --ink: #ecebe6; --line: #3c4347;
  --good: #1f5a3a; --lost: #7d2f22; --unseen: #3a4046; } }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; white-space: pre-line; }
figure { margin: 1rem 0; } svg { width: 100%; height: auto; }
polyline { fill: none; stroke: var(--ink); stroke-width: 2; }
text { fill: var(--ink); font-size: 12px; }
.valid { fill: var(--good); background: var(--good); }
.lost { fill: var(--lost); background: var(--lost); }
.unseen { fill: var(--unseen); background: var(--unseen); }
.key { padding: .1rem .6rem; margin-right: .5rem; border-radius: .3rem; }
"""
