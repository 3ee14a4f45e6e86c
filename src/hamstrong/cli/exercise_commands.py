"""`hamstrong exercises list`, `show` and `search`."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_equipment, read_word
from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.finding import LONGEST_MIN, find, usual_minutes
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import (
    Equipment,
    Exercise,
    Family,
    Position,
    Prescription,
    Slot,
    Support,
    Tissue,
)

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

_WORDS: Mapping[str, type[StrEnum]] = {
    "family": Family,
    "slot": Slot,
    "tissue": Tissue,
    "position": Position,
    "need": Equipment,
}
_NUMBERS = {"level": (1, 12), "minutes": (1, LONGEST_MIN)}
"""Lowest, and what any higher number is taken for."""
NOTHING = "nothing"
"""As a need: what takes no equipment at all."""


def print_list(
    doors: "Doors",
    *,
    words: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
    equipment: str = "",
    as_json: bool = False,
) -> None:
    """Print the library or a part of it."""
    given = {name: value for name, value in (filters or {}).items() if value}
    wanted = {name: _value(name, value) for name, value in given.items()}
    at_hand = frozenset[Equipment]()
    if equipment:
        at_hand = read_equipment(equipment, place="--equipment")
    library = doors.memory().library
    found = find(library.values(), words=" ".join(words), wanted=wanted)
    if equipment:
        found = find(found, wanted={"need": "mine"}, at_hand=at_hand)
    if not found:
        raise NotFound(SAY["no-exercise-fits-leave"])
    _print_table(found, as_json=as_json)


def _value(name: str, value: str) -> str:
    place = f"--{name}"
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        if not (value.isdecimal() and low <= int(value)):
            raise BadInput(SAY.say("not-number-from-up", text=repr(value), low=low), place=place)
        return str(min(int(value), high))
    if value == NOTHING and name == "need":
        return value
    return read_word(value, _WORDS[name], place=place).value


def print_one(doors: "Doors", exercise_id: str, *, as_json: bool) -> None:
    """Print one exercise, whole."""
    library = doors.memory().library
    exercise = library.find(exercise_id)
    if as_json:
        print_json(exercise.model_dump(mode="json"))
    else:
        _print_exercise(console(), exercise, library)


def _print_table(exercises: Sequence[Exercise], *, as_json: bool) -> None:
    if as_json:
        print_json([exercise.model_dump(mode="json") for exercise in exercises])
        return
    table = Table(expand=True)
    for column in ("id", "family", "rung", "name", "class", "dose", "min", "fetch"):
        table.add_column(SAY[f"columns.{column}"], no_wrap=column in ("id", "rung", "class", "min"))
    for e in exercises:
        table.add_row(
            e.id,
            e.family,
            str(e.level),
            escape(e.name),
            e.load_class,
            _prescription(e.prescription, e.one_sided),
            str(usual_minutes(e)),
            escape(", ".join(e.fetch)),
        )
    console().print(table)


def _print_exercise(screen: Console, exercise: Exercise, library: Library) -> None:
    dose = _prescription(exercise.prescription, exercise.one_sided)
    screen.print(f"[bold]{escape(exercise.name)}[/bold] ({exercise.id})")
    screen.print(
        SAY.say(
            "exercise",
            family=exercise.family,
            level=exercise.level,
            load_class=exercise.load_class,
            dose=dose,
            fetch=escape(", ".join(exercise.fetch) or SAY["nothing"]),
        )
    )
    screen.print(escape(exercise.summary))
    for title, lines in _sections(exercise, library):
        screen.print(f"[cyan]{SAY[f'headings.{title}']}[/cyan]")
        for line in lines:
            screen.print(Padding(escape(line), (0, 0, 0, 2)))


def _sections(exercise: Exercise, library: Library) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines, without what an exercise has none of."""
    found = {
        "how": [f"{number}. {step}" for number, step in enumerate(exercise.steps, 1)],
        "cues": list(exercise.cues),
        "wrong": [f"{fault.name}: {fault.shows} {fault.fix}" for fault in exercise.faults],
        "supports": [_support(support) for support in exercise.supports],
        "instead": [f"{s.instead_of}: {s.use} {s.safety}" for s in exercise.substitutes],
        "ladder": list(_ladder(exercise, library)),
        "stop": list(exercise.stop),
        "not-for": list(exercise.avoid),
        "why": [f"{e.claim} ({e.certainty}; {e.source})" for e in exercise.evidence],
        "watch": list(_on_a_watch(exercise)),
    }
    return ((title, lines) for title, lines in found.items() if lines)


def _support(support: Support) -> str:
    return SAY.say("height", thing=SAY[f"supports.{support.kind}"], cm=_span(support.height_cm))


def _ladder(exercise: Exercise, library: Library) -> Iterator[str]:
    for way, rung in (("easier", exercise.easier), ("harder", exercise.harder)):
        if rung is not None:
            yield SAY.say(way, name=library[rung].name, id=rung)


def _on_a_watch(exercise: Exercise) -> Iterator[str]:
    """What a Garmin watch calls it; nothing where it has neither name nor category."""
    if exercise.garmin is not None:
        name = exercise.garmin.name or exercise.garmin.category
        yield SAY.say(f"garmin.{exercise.garmin.match}", name=name)


def _prescription(rx: Prescription, one_sided: bool) -> str:
    work = (
        f"{_span(rx.hold_s)} s" if rx.hold_s is not None else SAY.say("reps", count=_span(rx.reps))
    )
    side = SAY["side.each"] if one_sided else ""
    return f"{_span(rx.sets)} × {work}{side}, {SAY.say('rest', seconds=rx.rest_s)}"


def _span(span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"
