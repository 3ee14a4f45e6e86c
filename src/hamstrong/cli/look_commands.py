"""`hamstrong today` and `hamstrong week`."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.output import console, print_json
from hamstrong.cli.plan_table import KEY, distance, dose_text, weeks_away
from hamstrong.cli.words import read_day
from hamstrong.coach.documents import today_document, week_document
from hamstrong.coach.look import SessionInWeek
from hamstrong.coach.model import SessionState, Units
from hamstrong.coach.ports import Ports
from hamstrong.coach.today import TodayView, today
from hamstrong.coach.week import Day, week
from hamstrong.planning.words import hours_text, needed_text
from hamstrong.running.model import Run

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def show_today(doors: "Doors", *, as_json: bool) -> None:
    """Print today."""
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        view = today(ports, athlete.id)
        if as_json:
            print_json(today_document(view, ports.library))
        else:
            _print_today(view, ports, athlete.units)


def show_week(doors: "Doors", *, day: str, as_json: bool) -> None:
    """Print the week of a day."""
    wanted = read_day(day, place="--day") if day else None
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        view = week(ports, athlete.id, day=wanted)
        if as_json:
            print_json(week_document(view, ports.library))
            return
        screen = console()
        to_race = view.plan_week.weeks_to_race
        screen.print(
            f"[bold]Week of {view.monday}[/bold], {view.phase}, {weeks_away(to_race)}: "
            f"{distance(view.run_m, athlete.units)} and {view.strength_min} min of strength"
        )
        table = Table(show_lines=True, expand=True)
        for name, ratio in (("Day", None), ("Runs", 2), ("Strength", 3)):
            table.add_column(name, ratio=ratio, no_wrap=ratio is None)
        for one in view.days:
            table.add_row(_day_name(one), _runs(one.runs, athlete.units), _strength(one))
        screen.print(table)
        for note in view.plan_week.notes:
            screen.print(escape(note.text))


def _print_today(view: TodayView, ports: Ports, units: Units) -> None:
    screen = console()
    to_race = f"{view.days_to_race} days to the race"
    screen.print(f"[bold]{view.day:%A}, {view.day}[/bold] · {to_race}")
    if view.example:
        screen.print("[dim]This is the example athlete.[/dim]")
    screen.print(f"Run: {_runs(view.runs, units) or 'none'}")
    for shown in view.sessions:
        _print_session(screen, shown, ports)
    if view.why_empty is not None:
        screen.print(f"No strength today. {escape(view.why_empty.text)}")
    if view.next_session is not None:
        after = view.next_session.session
        screen.print(f"Next: {escape(after.title)}, {after.start:%A %H:%M}, {after.minutes} min")


def _print_session(screen: Console, shown: SessionInWeek, ports: Ports) -> None:
    session = shown.session
    screen.print(
        f"Strength: [cyan]{escape(session.title)}[/cyan] at {session.start:%H:%M}, "
        f"{session.minutes} min{_state(shown)}"
    )
    screen.print(f"[dim]{escape(session.reason.text)}[/dim]")
    for dose in session.doses:
        screen.print(f"  {escape(ports.library[dose.exercise_id].name)}: {dose_text(dose)}")


def _day_name(day: Day) -> str:
    name = f"{day.day:%a} {day.day:%d}"
    return f"[bold]{name} today[/bold]" if day.is_today else name


def _runs(runs: tuple[Run, ...], units: Units) -> str:
    return "\n".join(
        f"{run.start:%H:%M} {KEY if run.key else ' '} {escape(run.title)}"
        + (f", {distance(run.distance_m, units)}" if run.distance_m else "")
        for run in runs
    )


def _strength(day: Day) -> str:
    if not day.sessions:
        return f"[dim]{escape(day.why_empty.text)}[/dim]" if day.why_empty else ""
    return "\n".join(_session_text(shown) for shown in day.sessions)


def _session_text(shown: SessionInWeek) -> str:
    session = shown.session
    head = f"[cyan]{session.start:%H:%M} {escape(session.title)}[/cyan], {session.minutes} min"
    bar = "" if shown.gap is None else f" · {_gap_bar(shown.gap.hours, shown.gap.needed_h)}"
    return f"{head}{_state(shown)}{bar}\n[dim]{escape(session.reason.text)}[/dim]"


def _gap_bar(hours: float, needed_h: float) -> str:
    """The hours to the next key run, filled to what is needed."""
    filled = "▰" * 5 if hours >= needed_h else "▰" * int(5 * hours / needed_h)
    return f"{filled:▱<5} {hours_text(hours)}, needs {needed_text(needed_h)}"


def _state(shown: SessionInWeek) -> str:
    return "" if shown.state is SessionState.PLANNED else f" ({shown.state})"
