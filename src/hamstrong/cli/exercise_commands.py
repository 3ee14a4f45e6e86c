"""`hamstrong exercises list`, `show` and `search`."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.output import console, print_json
from hamstrong.cli.words import read_equipment, read_word
from hamstrong.errors import NotFound
from hamstrong.exercises.schema import Exercise, Family, Prescription, Slot

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def print_list(doors: "Doors", *, family: str, slot: str, equipment: str, as_json: bool) -> None:
    """Print the library or a part of it."""
    exercises: Iterable[Exercise] = doors.memory().library.values()
    if family:
        wanted = read_word(family, Family, place="--family")
        exercises = [e for e in exercises if e.family is wanted]
    if slot:
        fills = read_word(slot, Slot, place="--slot")
        exercises = [e for e in exercises if fills in e.slots]
    if equipment:
        at_hand = read_equipment(equipment, place="--equipment")
        exercises = [e for e in exercises if e.possible_with(at_hand)]
    _print_table(list(exercises), as_json=as_json)


def print_one(doors: "Doors", exercise_id: str, *, as_json: bool) -> None:
    """Print one exercise, whole."""
    exercise = doors.memory().library.find(exercise_id)
    if as_json:
        print_json(exercise.model_dump(mode="json"))
    else:
        _print_exercise(console(), exercise)


def print_found(doors: "Doors", words: Sequence[str], *, as_json: bool) -> None:
    """Print the exercises that hold all the words."""
    wanted = [word.lower() for word in words]
    library = doors.memory().library
    found = [e for e in library.values() if all(word in _text_of(e) for word in wanted)]
    if not found:
        raise NotFound(f"No exercise holds the words {' '.join(words)!r}: try fewer.")
    _print_table(found, as_json=as_json)


def _text_of(exercise: Exercise) -> str:
    parts = (
        exercise.id,
        exercise.name,
        exercise.family,
        exercise.summary,
        *exercise.slots,
        *exercise.tissues,
        *exercise.steps,
        *exercise.fetch,
    )
    return " ".join(parts).lower()


def _print_table(exercises: Sequence[Exercise], *, as_json: bool) -> None:
    if as_json:
        print_json([exercise.model_dump(mode="json") for exercise in exercises])
        return
    table = Table(expand=True)
    for column in ("Id", "Family", "Rung", "Name", "Class", "Dose", "Fetch"):
        table.add_column(column, no_wrap=column in ("Id", "Rung", "Class"))
    for e in exercises:
        table.add_row(
            e.id,
            e.family,
            str(e.level),
            escape(e.name),
            e.load_class,
            _prescription(e.prescription, e.one_sided),
            escape(", ".join(e.fetch)),
        )
    console().print(table)


def _print_exercise(screen: Console, exercise: Exercise) -> None:
    dose = _prescription(exercise.prescription, exercise.one_sided)
    screen.print(f"[bold]{escape(exercise.name)}[/bold] ({exercise.id})")
    screen.print(
        f"{exercise.family}, rung {exercise.level}, {exercise.load_class}. {dose}. "
        f"Fetch: {escape(', '.join(exercise.fetch) or 'nothing')}."
    )
    screen.print(escape(exercise.summary))
    for title, lines in (
        ("How", exercise.steps),
        ("Cues", exercise.cues),
        ("Stop when", exercise.stop),
        ("Not for", exercise.avoid),
    ):
        if lines:
            screen.print(f"[cyan]{title}[/cyan]")
            for line in lines:
                screen.print(f"  {escape(line)}")
    screen.print("[cyan]What goes wrong[/cyan]")
    for fault in exercise.faults:
        screen.print(f"  {escape(f'{fault.name}: {fault.shows} {fault.fix}')}")
    screen.print("[cyan]Why it is here[/cyan]")
    for evidence in exercise.evidence:
        screen.print(f"  {escape(f'{evidence.claim} ({evidence.certainty}; {evidence.source})')}")


def _prescription(rx: Prescription, one_sided: bool) -> str:
    work = f"{_span(rx.hold_s)} s" if rx.hold_s is not None else f"{_span(rx.reps)} reps"
    side = " each side" if one_sided else ""
    return f"{_span(rx.sets)} × {work}{side}, {rx.rest_s} s rest"


def _span(span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"
