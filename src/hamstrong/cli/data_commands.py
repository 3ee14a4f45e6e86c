"""`hamstrong import` and `feed`."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from hamstrong.cli.athlete import current_athlete, current_id
from hamstrong.cli.output import console, print_json
from hamstrong.cli.plan_table import distance
from hamstrong.cli.plan_words import read_file
from hamstrong.cli.say import SAY
from hamstrong.coach.deciding import decide
from hamstrong.coach.documents import import_document
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.model import CalendarKind
from hamstrong.coach.share_calendar import create_feed, revoke_feed, rotate_feed

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def take_in(doors: "Doors", file: Path, *, replace: bool, keep_races: bool, as_json: bool) -> None:
    """Import a run plan and print what was understood."""
    given = read_file(file, keep_races=keep_races)
    with doors.reading() as ports:
        units = current_athlete(ports).units
    mode = ImportMode.REPLACE if replace else ImportMode.MERGE
    act = partial(import_runs, file=given, mode=mode)
    summary = decide(doors, current_id, act)
    if as_json:
        print_json(import_document(summary))
        return
    screen = console()
    screen.print(
        SAY.say(
            "imported",
            name=escape(summary.name),
            runs=len(summary.runs),
            key=summary.key_runs,
            first=summary.first_day,
            last=summary.last_day,
            distance=distance(summary.distance_m, units),
        )
    )
    screen.print(
        SAY.say(
            "merged",
            added=summary.added,
            changed=summary.changed,
            removed=summary.removed,
            unchanged=summary.unchanged,
        )
    )
    for note in summary.notes:
        screen.print(escape(note))
    for finding in summary.findings:
        screen.print(f"[dim]{finding.rule}: {escape(finding.sentence)}[/dim]")
    for change in summary.change.changes if summary.change else ():
        screen.print(escape(change.text))


def print_feed(doors: "Doors", *, busy: bool, new: bool, revoke: bool) -> None:
    """Print the path of a feed; the host is wherever the app answers."""
    kind = CalendarKind.BUSY if busy else CalendarKind.TRAINING
    with doors.writing() as ports:
        athlete_id = current_athlete(ports).id
        if revoke:
            revoke_feed(ports, athlete_id, kind)
            console().print(SAY["calendar-address-withdrawn"])
            return
        make = rotate_feed if new else create_feed
        address = make(ports, athlete_id, kind)
        made: datetime = address.created_at
    console().print(f"/feed/{address.token}.ics", soft_wrap=True)
    console().print(SAY.say("secret-since", day=f"{made:%Y-%m-%d}"))
