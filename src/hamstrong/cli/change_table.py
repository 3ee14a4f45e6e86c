"""A change of the plan on the screen: what moves, from where to where, and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.documents import change_document
from hamstrong.coach.model import Change, ChangeKind, PlanChange, Remark
from hamstrong.coach.plan_change import grouped
from hamstrong.coach.ports import Ports
from hamstrong.coach.undo import steps
from hamstrong.planning.words import count_word, days_word, short_weekday_day

WHEN_WIDTH = len("Tue 24 Nov 17:30")


def way_back(ports: Ports, athlete_id: str, change: PlanChange | None) -> str:
    """The command that takes a kept change back: `undo`, `redo`, or "" where none does."""
    if change is None or change.version is None:
        return ""
    there = steps(ports.store.versions.all(athlete_id))
    for verb, versions in (("undo", there.back), ("redo", there.forward)):
        if versions and versions[-1].number == change.version:
            return verb
    return ""


def print_change(
    change: PlanChange | None, *, dry_run: bool, as_json: bool, back: str = ""
) -> None:
    """What followed, or would follow, from a change; `back` is the command that takes it back."""
    if as_json:
        print_json({"kept": not dry_run, "change": change_document(change)})
        return
    screen = console()
    if change is None:
        screen.print(SAY["nothing-follows" if dry_run else "kept-no-plan"])
        return
    if change.cause:
        screen.print(f"[bold]{escape(change.cause)}[/bold]")
    print_changes(change.changes)
    print_remarks(change.remarks)
    if dry_run:
        screen.print(f"[dim]{SAY['dry-run']}[/dim]")
    elif change.version is not None:
        told = SAY.say("takes-back", back=back) if back else ""
        screen.print(f"[dim]{SAY.say('version', number=change.version, told=told)}[/dim]")


def print_changes(changes: Sequence[Change]) -> None:
    """A row a session, and one for all that change alike: first why not as before, then why so."""
    screen = console()
    if not changes:
        screen.print(SAY["every-stays"])
        return
    table = Table(expand=True, show_lines=True)
    table.add_column(SAY["columns.session"])
    table.add_column(SAY["columns.before"], width=WHEN_WIDTH)
    table.add_column(SAY["columns.after"], width=WHEN_WIDTH)
    table.add_column(SAY["columns.why"], ratio=1)
    for group in grouped(changes):
        one = group.first
        if len(group.changes) > 1:
            count = count_word(len(group.changes), "session")
            table.add_row(count, days_word(group.days), _after(one), escape(_why(one)))
            continue
        title = f"{escape(one.title)}\n[dim]{one.session_id}[/dim]"
        table.add_row(title, _when(one.before), _after(one), escape(_why(one)))
    screen.print(table)
    count = count_word(len(changes), "session")
    screen.print(f"{count}, {_forced(changes)}.")


def print_remarks(remarks: Iterable[Remark]) -> None:
    """What is unusual about the runs now, and the command that mends it."""
    for remark in remarks:
        text = escape(remark.text)
        console().print(text if remark.calm else f"[yellow]{text}[/yellow]")
        for run_id, name in remark.replaced:
            command = f"hamstrong replan --remove {run_id}"
            console().print(
                f"[dim]{SAY.say('takes-out', command=escape(command), run=escape(name))}[/dim]"
            )


def _forced(changes: Sequence[Change]) -> str:
    forced = sum(change.forced for change in changes)
    return SAY.say("forced", count=forced) if forced else SAY["none-forced"]


def _after(change: Change) -> str:
    if change.kind is ChangeKind.CHANGED:
        return SAY["other-work"]
    return _when(change.after) if change.after else SAY["falls-away"]


def _why(change: Change) -> str:
    parts = dict.fromkeys((change.forced_by or change.left, change.reason))
    return "\n".join(part for part in parts if part)


def _when(moment: datetime | None) -> str:
    return f"{short_weekday_day(moment)} {moment:%H:%M}" if moment else "-"
