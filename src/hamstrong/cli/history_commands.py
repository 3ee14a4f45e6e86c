"""The plan's history on the screen, and taking back."""

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.change_table import print_changes
from hamstrong.cli.output import console, print_json
from hamstrong.cli.replan_words import keep_and_print
from hamstrong.cli.say import SAY
from hamstrong.coach.documents import version_document
from hamstrong.coach.plan_history import plan_history, version_changes
from hamstrong.coach.plan_versions import changes_to_json
from hamstrong.coach.undo import redo, undo
from hamstrong.planning.words import short_weekday_day

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def step_and_print(
    doors: "Doors", *, forward: bool, dry_run: bool, as_json: bool, every: bool
) -> None:
    """Take the newest change back or do one again, or show what that would do."""
    act = redo if forward else undo
    keep_and_print(doors, act, dry_run=dry_run, as_json=as_json, every=every)


def print_diff(
    doors: "Doors", first: int | None, second: int | None, *, as_json: bool, every: bool
) -> None:
    """What a version changed, or what lies between two."""
    with doors.reading() as ports:
        athlete_id = current_athlete(ports).id
        changes = version_changes(ports, athlete_id, first=first, second=second)
        listed = plan_history(ports, athlete_id)
    if as_json:
        print_json({"first": first, "second": second, "changes": changes_to_json(changes)})
        return
    version = next(one.version for one in listed if first in (None, one.version.number))
    title = SAY.say("version-of", number=version.number, cause=version.cause)
    if second is not None:
        title = SAY.say("versions", first=first, second=second)
    console().print(f"[bold]{escape(title)}[/bold]")
    if second is None and version.number == 1:
        console().print(SAY["first-version"])
        return
    print_changes(changes, every=every, unfold="--all")


def print_history(doors: "Doors", *, as_json: bool) -> None:
    """The versions, newest first."""
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        listed = plan_history(ports, athlete.id)
    if as_json:
        print_json({"versions": [version_document(one) for one in listed]})
        return
    table = Table(expand=True)
    for name, ratio in (
        ("version", None),
        ("when", None),
        ("what-for", 1),
        ("sessions", None),
    ):
        table.add_column(SAY[f"columns.{name}"], ratio=ratio, no_wrap=ratio is None)
    for one in listed:
        version = one.version
        at = version.at.astimezone(athlete.zone)
        when = f"{short_weekday_day(at)} {at:%H:%M}"
        cause = escape(version.cause) + (
            "" if one.in_force else f" [dim]({SAY['taken-back']})[/dim]"
        )
        table.add_row(str(version.number), when, cause, str(len(version.changes)))
    console().print(table)
    for one in listed:
        if one.newest_undoable:
            console().print(f"[dim]{SAY.say('undo-takes', number=one.version.number)}[/dim]")
        if one.redoable:
            console().print(f"[dim]{SAY.say('redo-takes', number=one.version.number)}[/dim]")
