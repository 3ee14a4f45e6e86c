"""`hamstrong today` and `hamstrong week`."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.output import console, print_json
from hamstrong.cli.plan_table import KEY, distance, dose_text, weeks_away
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_day
from hamstrong.coach.documents import today_document, week_document
from hamstrong.coach.look import SessionInWeek
from hamstrong.coach.model import SessionState, Units
from hamstrong.coach.ports import Ports
from hamstrong.coach.today import TodayView, today
from hamstrong.coach.week import Day, week
from hamstrong.errors import BadInput
from hamstrong.planning.body.stops import RunStop
from hamstrong.planning.model import Session
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.words import (
    SENTENCES,
    WEEKDAYS,
    capitalised,
    count_word,
    hours_text,
    needed_text,
    short_day,
    weekday_time,
)
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
        if wanted and monday_of(wanted) != view.monday:
            sentence = SAY.say("day-outside-block", day=wanted, monday=view.monday)
            raise BadInput(sentence, place="--day")
        if as_json:
            print_json(week_document(view, ports.library))
            return
        screen = console()
        to_race = view.plan_week.weeks_to_race
        screen.print(
            SAY.say(
                "week",
                monday=view.monday,
                phase=SENTENCES[f"phases.{view.phase}"],
                away=weeks_away(to_race),
                distance=distance(view.run_m, athlete.units),
                minutes=view.strength_min,
            )
        )
        table = Table(show_lines=True, expand=True)
        for name, ratio in (("day", None), ("runs", 2), ("strength", 3)):
            table.add_column(SAY[f"columns.{name}"], ratio=ratio, no_wrap=ratio is None)
        for one in view.days:
            stop = view.no_run if one.day >= ports.today(athlete.zone) else None
            runs = _runs(one.runs, athlete.units, stop)
            table.add_row(_day_name(one), runs, _strength(one))
        screen.print(table)
        _print_stop(screen, view.no_run)
        for note in view.plan_week.notes:
            screen.print(escape(note.text))


def _print_today(view: TodayView, ports: Ports, units: Units) -> None:
    screen = console()
    to_race = _to_race(view.days_to_race)
    weekday = capitalised(WEEKDAYS[view.day.weekday()])
    screen.print(f"{SAY.say('today', weekday=weekday, day=view.day)} · {to_race}")
    if view.example:
        screen.print(f"[dim]{SAY['example']}[/dim]")
    _print_stop(screen, view.no_run)
    screen.print(SAY.say("run", runs=_runs(view.runs, units, view.no_run) or SAY["none"]))
    for shown in view.sessions:
        _print_session(screen, shown, ports)
    if view.why_empty is not None:
        screen.print(SAY.say("no-strength-today", reason=escape(view.why_empty.text)))
    if view.bare:
        screen.print(SAY["bare"])
    if view.next_session is not None:
        after = view.next_session.session
        screen.print(
            SAY.say(
                "next",
                title=escape(after.title),
                when=weekday_time(after.start),
                minutes=after.minutes,
            )
            + _id(after)
        )


def _to_race(days: int) -> str:
    if days == 0:
        return SAY["race-day"]
    left = count_word(abs(days), "day")
    return SAY.say("days-to-the-race" if days > 0 else "days-after-the-race", days=left)


def _print_session(screen: Console, shown: SessionInWeek, ports: Ports) -> None:
    session = shown.session
    screen.print(
        SAY.say(
            "strength",
            title=escape(session.title),
            time=f"{session.start:%H:%M}",
            minutes=session.minutes,
            state=_state(shown),
        )
        + _id(session)
    )
    screen.print(f"[dim]{escape(session.reason.text)}[/dim]")
    for dose in session.doses:
        screen.print(f"  {escape(ports.library[dose.exercise_id].name)}: {dose_text(dose)}")


def _day_name(day: Day) -> str:
    name = short_day(day.day)
    return f"[bold]{name} {SAY['is-today']}[/bold]" if day.is_today else name


def _runs(runs: tuple[Run, ...], units: Units, stop: RunStop | None) -> str:
    against = "" if stop is None else f"\n[red]{escape(stop.short)}[/red]"
    return "\n".join(
        f"{run.start:%H:%M} {KEY if run.key else ' '} {escape(run.title)}"
        + (f", {distance(run.distance_m, units)}" if run.distance_m else "")
        + against
        for run in runs
    )


def _print_stop(screen: Console, stop: RunStop | None) -> None:
    if stop is None:
        return
    screen.print(f"[bold red]{escape(stop.reason.text)}[/bold red]")
    screen.print(SAY["looked-at"])


def _strength(day: Day) -> str:
    if not day.sessions:
        return f"[dim]{escape(day.why_empty.text)}[/dim]" if day.why_empty else ""
    return "\n".join(_session_text(shown) for shown in day.sessions)


def _session_text(shown: SessionInWeek) -> str:
    session = shown.session
    head = f"[cyan]{session.start:%H:%M} {escape(session.title)}[/cyan], {session.minutes} min"
    bar = "" if shown.gap is None else f" · {_gap_bar(shown.gap.hours, shown.gap.needed_h)}"
    return f"{head}{_state(shown)}{bar}{_id(session)}\n[dim]{escape(session.reason.text)}[/dim]"


def _id(session: Session) -> str:
    """What `why`, `log` and `replan` call it by."""
    return f" [dim]({session.id})[/dim]"


def _gap_bar(hours: float, needed_h: float) -> str:
    """The hours to the next key run, filled to what is needed."""
    filled = "▰" * 5 if hours >= needed_h else "▰" * int(5 * hours / needed_h)
    return SAY.say(
        "gap", bar=f"{filled:▱<5}", hours=hours_text(hours), needed=needed_text(needed_h)
    )


def _state(shown: SessionInWeek) -> str:
    return "" if shown.state is SessionState.PLANNED else f" ({SAY[f'states.{shown.state}']})"
