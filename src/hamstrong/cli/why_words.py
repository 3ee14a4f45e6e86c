"""Explanations on the screen: a session, a day, or the seven days of a week."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.known import find_session
from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_day
from hamstrong.coach.explain import why_day, why_session, why_week
from hamstrong.coach.look import look
from hamstrong.coach.why_documents import day_why_document, session_why_document, week_why_document
from hamstrong.errors import BadInput
from hamstrong.planning.why.conflicts import WeekWhy
from hamstrong.planning.why.explain import DayWhy, SessionWhy
from hamstrong.planning.why.verdicts import DayVerdict
from hamstrong.planning.words import short_day, weekday_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hamstrong.cli.doors import Doors
    from hamstrong.coach.ports import Ports
    from hamstrong.planning.model import Plan, Session

Why = SessionWhy | DayWhy | WeekWhy


def explain(doors: "Doors", what: str, *, whole_week: bool, as_json: bool) -> None:
    """Print why, for a session, a day, today, or a week."""
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        plan = look(ports, athlete.id).plan
        day = _day(what) if what else ports.today(athlete.zone)
        if day is None:
            session = find_session(plan, what, place="why")
            day = session.day
            found: list[Why] = [why_session(ports, athlete.id, session_id=session.id)]
        else:
            found = _of_day(ports, athlete.id, plan, day)
        if whole_week:
            found = _of_week(ports, athlete.id, plan, day - timedelta(days=day.weekday()))
        documents = [_document(ports, why) for why in found]
        names = {session.id: _name(session) for session in plan.sessions}
    if as_json:
        print_json({"why": documents})
        return
    for why in found:
        _print(why, names)


def _day(text: str) -> date | None:
    """The day that the text names; None where it is a session's id."""
    try:
        return read_day(text, place="why")
    except BadInput:
        return None


def _of_day(ports: "Ports", athlete_id: str, plan: "Plan", day: date) -> list[Why]:
    sessions = [session.id for session in plan.sessions if session.day == day]
    if not sessions:
        return [why_day(ports, athlete_id, day=day)]
    return [why_session(ports, athlete_id, session_id=one) for one in sessions]


def _of_week(ports: "Ports", athlete_id: str, plan: "Plan", monday: date) -> list[Why]:
    """The seven days, then what keeps the week from holding all that was wished."""
    days = (monday + timedelta(days=n) for n in range(7))
    found = [why for one in days for why in _of_day(ports, athlete_id, plan, one)]
    return [*found, why_week(ports, athlete_id, monday=monday)]


def _document(ports: "Ports", why: Why) -> dict[str, Any]:
    if isinstance(why, SessionWhy):
        return session_why_document(why, ports.library)
    return day_why_document(why) if isinstance(why, DayWhy) else week_why_document(why)


def _name(session: "Session") -> str:
    """Its title and day, to tell it from the others of its week."""
    return f"{session.title}, {short_day(session.day)}"


def _print(why: Why, names: "Mapping[str, str]") -> None:
    if isinstance(why, SessionWhy):
        _print_session(why)
    elif isinstance(why, DayWhy):
        _print_day(why, names)
    else:
        _print_week(why)


def _print_week(why: WeekWhy) -> None:
    screen = console()
    screen.print(f"[bold]{SAY.say('week-of', day=why.week.monday)}[/bold]")
    for note in why.week.notes:
        screen.print(escape(note.text))
    if why.held_back is not None:
        screen.print(SAY.say("goes-before", text=escape(why.held_back.text)))
    if why.conflict is None:
        if why.held_back is None:
            screen.print(SAY["nothing-missing"])
        return
    screen.print(escape(why.conflict.reason.text))
    if why.conflict.way_out is not None:
        screen.print(escape(why.conflict.way_out.text))


def _print_session(why: SessionWhy) -> None:
    screen = console()
    session = why.session
    when = f"{weekday_day(session.day)} {session.start:%H:%M}"
    screen.print(f"[bold]{escape(session.title)}[/bold], {when} [dim]({session.id})[/dim]")
    screen.print(escape(why.placement.text))
    for reason in why.doses:
        screen.print(escape(reason.text))
    _print_verdicts(why.others)


def _print_day(why: DayWhy, names: "Mapping[str, str]") -> None:
    """Each line says which session it judges, because the day can suit one and not another."""
    text = SAY.say("no-strength-on", day=weekday_day(why.day), reason=escape(why.reason.text))
    console().print(text)
    table = _table("session", "class", "against")
    for verdict in (*why.sessions, *why.kinds):
        session_id = verdict.session_id
        name = SAY["one-more"] if session_id is None else names.get(session_id, session_id)
        table.add_row(escape(name), verdict.load_class, escape(verdict.reason.text))
    _show(table)


def _print_verdicts(verdicts: "Iterable[DayVerdict]") -> None:
    table = _table("day", "class", "against")
    for verdict in verdicts:
        table.add_row(short_day(verdict.day), verdict.load_class, escape(verdict.reason.text))
    _show(table)


def _table(*columns: str) -> Table:
    """The last column takes the room that is left."""
    table = Table(expand=True)
    for name in columns:
        wide = name == columns[-1]
        table.add_column(SAY[f"columns.{name}"], ratio=1 if wide else None, no_wrap=not wide)
    return table


def _show(table: Table) -> None:
    if table.row_count:
        console().print(table)
