"""A change of the plan on the screen: what moves, from where to where, and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.change_folds import ChangeGroup, told_changes
from hamstrong.coach.documents import change_document
from hamstrong.coach.model import Change, ChangeKind, PlanChange, Remark
from hamstrong.coach.ports import Ports
from hamstrong.coach.undo import steps
from hamstrong.planning.words import SENTENCES, count_word, day_word, days_word, short_weekday_day

SESSION_WIDTH = 26
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
    change: PlanChange | None,
    *,
    dry_run: bool,
    as_json: bool,
    back: str = "",
    every: bool = False,
) -> None:
    """What followed, or would follow, from a change.

    Args:
        change: None where nothing is planned.
        dry_run: Whether nothing was kept.
        as_json: For machines.
        back: The command that takes it back.
        every: Whether all sessions have their row, also those told in a line.
    """
    if as_json:
        print_json({"kept": not dry_run, "change": change_document(change)})
        return
    screen = console()
    if change is None:
        screen.print(SAY["nothing-follows" if dry_run else "kept-no-plan"])
        return
    if change.cause:
        screen.print(f"[bold]{escape(change.cause)}[/bold]")
    unfold = "--all" if dry_run else "hamstrong diff --all"
    print_changes(change.changes, every=every, unfold=unfold)
    print_remarks(change.remarks)
    if dry_run:
        screen.print(f"[dim]{SAY['dry-run']}[/dim]")
    elif change.version is not None:
        told = SAY.say("takes-back", back=back) if back else ""
        screen.print(f"[dim]{SAY.say('version', number=change.version, told=told)}[/dim]")


def print_changes(
    changes: Sequence[Change], *, every: bool = False, unfold: str = "hamstrong diff --all"
) -> None:
    """A row a session, and one for all that change alike: first why not as before, then why so.

    Sessions that hold just more or less of the same are a line below, unless `every` is asked for;
    `unfold` is what to type for it.
    """
    screen = console()
    if not changes:
        screen.print(SAY["every-stays"])
        return
    told = told_changes(changes)
    folded = () if every else told.folds
    groups = [*told.rows, *(group for fold in told.folds for group in fold.groups if every)]
    if groups:
        screen.print(_table(groups))
    for fold in folded:
        screen.print(escape(fold.line))
    if folded:
        screen.print(f"[dim]{SAY.say('all-rows', command=unfold)}[/dim]")
    count = count_word(len(changes), "session")
    screen.print(f"{count}, {_forced(changes)}.")


def _table(groups: Iterable[ChangeGroup]) -> Table:
    table = Table(expand=True, show_lines=True)
    table.add_column(SAY["columns.session"], max_width=SESSION_WIDTH)
    table.add_column(SAY["columns.before"], width=WHEN_WIDTH)
    table.add_column(SAY["columns.after"], width=WHEN_WIDTH)
    table.add_column(SAY["columns.why"], ratio=1)
    for group in groups:
        one = group.first
        was = group.was
        name = SAY.say("was", was=was, title=one.title) if was else one.title
        if len(group.changes) > 1:
            count = count_word(len(group.changes), "session")
            name = f"{count}\n{escape(name)}" if was else count
            table.add_row(name, _days(group), _after(one), escape(_why(one)))
            continue
        name = f"{escape(name)}\n[dim]{one.session_id}[/dim]"
        table.add_row(name, _when(one.before), _after(one), escape(_why(one)))
    return table


def _days(group: ChangeGroup) -> str:
    if not group.has_many_days:
        return days_word(group.days)
    return SAY.say("days", first=day_word(group.days[0]), last=day_word(group.days[-1]))


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
    if change.after is None:
        return SAY["falls-away"]
    there = "" if change.place is None else SENTENCES[f"venues.{change.place}"]
    if change.kind is not ChangeKind.CHANGED:
        return f"{_when(change.after)} {there}".strip()
    lean = "other" if change.lean is None or change.matters else change.lean.value
    if change.lean is None and there:
        return there
    return ", ".join(filter(None, (SAY[f"work.{lean}"], there)))


def _why(change: Change) -> str:
    parts = dict.fromkeys((change.forced_by or change.left, change.reason))
    return "\n".join(part for part in parts if part)


def _when(moment: datetime | None) -> str:
    return f"{short_weekday_day(moment)} {moment:%H:%M}" if moment else "-"
