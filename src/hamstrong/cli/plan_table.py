"""A whole block as a table: a row a week."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from hamstrong.cli.change_table import print_remarks
from hamstrong.cli.output import console
from hamstrong.cli.say import SAY
from hamstrong.coach.import_runs import ImportSummary
from hamstrong.coach.model import Units
from hamstrong.coach.plan_once import OneOffPlan
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Exercise
from hamstrong.language import number_text
from hamstrong.planning.model import Plan, PlanWeek, Session
from hamstrong.planning.words import SENTENCES, WEEKDAYS, count_word
from hamstrong.running.model import Run

METRES = {Units.KM: 1000.0, Units.MILES: 1609.344}
KEY = "●"


def show_plan(made: OneOffPlan, library: Mapping[str, Exercise], *, units: Units) -> None:
    """Print the block, then what was noticed about the runs."""
    screen = console()
    plan = made.plan
    name = plan.race.name or SENTENCES["race"]
    before = sum(session.day < plan.race.day for session in plan.sessions)
    weeks = sum(week.weeks_to_race >= 0 for week in plan.weeks)
    screen.print(
        SAY.say(
            "block",
            race=escape(name),
            weekday=SENTENCES[f"weekdays-short.{plan.race.day.weekday()}"],
            day=plan.race.day,
            distance=distance(plan.race.distance_m, units),
            sessions=count_word(before, "strength session"),
            weeks=count_word(weeks, "week"),
            key=KEY,
        )
    )
    print_remarks(made.remarks)
    screen.print(_table(plan, units))
    _show_first(screen, plan, library)
    print_found(made.summary)


def print_found(summary: ImportSummary) -> None:
    """What the reader assumed, and what is unusual about the runs."""
    screen = console()
    found = {finding.sentence for finding in summary.findings}
    for note in summary.notes:
        # The generator tells of its own plan what the validator finds again.
        if note not in found:
            screen.print(f"[dim]{escape(note)}[/dim]")
    for finding in summary.findings:
        screen.print(f"[dim]{finding.rule}: {escape(finding.sentence)}[/dim]")


def _table(plan: Plan, units: Units) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column(SAY["columns.week"], no_wrap=True)
    table.add_column(SAY["columns.runs"], ratio=2)
    table.add_column(SAY["columns.strength"], ratio=3)
    for week in plan.weeks:
        runs = [run for run in plan.runs if 0 <= (run.day - week.monday).days < 7]
        sessions = [s for s in plan.sessions if 0 <= (s.day - week.monday).days < 7]
        table.add_row(_head(week, units), _runs(runs, units), _strength(week, sessions))
    return table


def weeks_away(weeks_to_race: int) -> str:
    """`3 to go`, `race week` or `2 after the race`."""
    if weeks_to_race == 0:
        return SAY["race-week"]
    key = "to-go" if weeks_to_race > 0 else "after-the-race"
    return SAY.say(key, weeks=abs(weeks_to_race))


def _head(week: PlanWeek, units: Units) -> Text:
    lines = [
        f"{week.monday}",
        weeks_away(week.weeks_to_race),
        SENTENCES[f"phases.{week.phase}"] + (SAY["cutback"] if week.cutback else ""),
        distance(week.run_m, units),
    ]
    return Text("\n".join(lines))


def _runs(runs: Sequence[Run], units: Units) -> Text:
    text = Text()
    for number, run in enumerate(runs):
        if number:
            text.append("\n")
        mark = KEY if run.key else " "
        text.append(f"{_short(run.start)} {mark} ", style="bold" if run.key else "")
        length = SENTENCES.say("min", n=round(run.minutes))
        if run.distance_m is not None:
            length = distance(run.distance_m, units)
        text.append(f"{SAY[f'run-types.{run.type}']} {length}", style="bold" if run.key else "")
    return text


def _strength(week: PlanWeek, sessions: Iterable[Session]) -> Group:
    lines: list[Text] = []
    for session in sessions:
        head = f"{_short(session.start)}  {session.title}, {session.minutes} min"
        novel = SAY["new-to-you"] if session.novel else ""
        lines.append(Text(f"{head} ({session.load_class}{novel})", style="cyan"))
        lines.append(Text(session.reason.text, style="dim"))
    lines.extend(Text(note.text, style="yellow") for note in week.notes)
    return Group(*(lines or [Text(SAY["none"], style="dim")]))


def _show_first(screen: Console, plan: Plan, library: Mapping[str, Exercise]) -> None:
    if not plan.sessions:
        return
    first = plan.sessions[0]
    screen.print(
        "\n"
        + SAY.say(
            "first-session",
            weekday=WEEKDAYS[first.day.weekday()],
            day=first.day,
            time=f"{first.start:%H:%M}",
        )
    )
    for dose in first.doses:
        screen.print(f"  {escape(library[dose.exercise_id].name)}: {dose_text(dose)}")


def dose_text(dose: Dose) -> str:
    """`3 × 20 s each side, 60 s rest`."""
    work = f"{dose.hold_s} s" if dose.reps is None else SAY.say("reps", count=dose.reps)
    side = "" if dose.side is Side.BOTH else SAY[f"side.{dose.side}"]
    tryout = SAY["finds-level"] if dose.tryout else ""
    extra = SAY.say(f"extra-{dose.first}", count=dose.extra_sets) if dose.extra_sets else ""
    rest = SAY.say("rest", seconds=dose.rest_s)
    return f"{dose.sets} × {work}{side}{extra}, {rest}{tryout}"


def _short(moment: datetime) -> str:
    return f"{SENTENCES[f'weekdays-short.{moment.weekday()}']} {moment:%H:%M}"


def distance(metres: float, units: Units) -> str:
    """`42.2 km` or `26.2 mi`."""
    return f"{number_text(metres / METRES[units], '.1f')} {units}"
