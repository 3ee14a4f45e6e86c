"""`hamstrong import`, `export` and `feed`."""

import sys
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
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.share_calendar import create_feed, revoke_feed, rotate_feed
from hamstrong.errors import Unavailable
from hamstrong.machine import refusal

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def take_in(doors: "Doors", file: Path, *, replace: bool, as_json: bool) -> None:
    """Import a run plan and print what was understood."""
    given = read_file(file)
    with doors.reading() as ports:
        units = current_athlete(ports).units
    mode = ImportMode.REPLACE if replace else ImportMode.MERGE
    act = partial(import_runs, data=given.data, name=given.name, mode=mode)
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


def write_export(doors: "Doors", file: Path | None) -> None:
    """Write the zip where it was asked for."""
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        data = export_everything(ports, athlete.id)
        day = ports.today(athlete.zone)
    if file is not None and str(file) == "-":
        sys.stdout.buffer.write(data)
        return
    target = file or Path(f"hamstrong-{day}.zip")
    try:
        target.write_bytes(data)
    except OSError as error:
        reason = refusal(error)
        raise Unavailable(
            SAY.say("export-cannot-be-written", reason=reason), place=str(target)
        ) from error
    console().print(SAY.say("wrote", file=escape(str(target)), size=f"{len(data) / 1000:.0f}"))


def print_feed(doors: "Doors", *, new: bool, revoke: bool) -> None:
    """Print the path of the feed; the host is wherever the app answers."""
    with doors.writing() as ports:
        athlete_id = current_athlete(ports).id
        if revoke:
            revoke_feed(ports, athlete_id)
            console().print(SAY["calendar-address-withdrawn"])
            return
        address = rotate_feed(ports, athlete_id) if new else create_feed(ports, athlete_id)
        made: datetime = address.created_at
    console().print(f"/feed/{address.token}.ics", soft_wrap=True)
    console().print(SAY.say("secret-since", day=f"{made:%Y-%m-%d}"))
