"""What matters is told in rows, more or less of the same in a line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hamstrong.coach.change_folds import FOLD_FROM, MOST_DAYS, told_changes
from hamstrong.coach.leaning import leaning
from hamstrong.coach.model import Change, ChangeKind, Lean
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import LoadClass
from hamstrong.language import Language, speaking
from hamstrong.planning.model import BlockPhase, Reason, Session, Venue

START = datetime(2026, 12, 15, 18, tzinfo=UTC)


def change(number: int, lean: Lean | None = Lean.LESS, *, reason: str = "") -> Change:
    start = START + timedelta(days=number)
    return Change(
        kind=ChangeKind.CHANGED,
        session_id=f"s{number}",
        title="Strength",
        before=start,
        after=start,
        text="",
        reason=reason or f"Reason {number}.",
        lean=lean,
        exercises=("plank", "dead_bug"),
    )


def test_more_or_less_of_the_same_stands_behind_a_line_for_each() -> None:
    moved = replace(change(9), kind=ChangeKind.MOVED, before=START)
    less, more = [change(n) for n in range(3)], [change(n, Lean.MORE) for n in range(3, 5)]
    told = told_changes((*less, *more, moved))
    assert [row.changes for row in told.rows] == [(moved,)]
    assert [(fold.lean, len(fold.changes)) for fold in told.folds] == [("less", 3), ("more", 2)]
    assert [fold.line for fold in told.folds] == [
        "3 sessions hold less: Plank and Dead bug.",
        "2 sessions hold more: Plank and Dead bug.",
    ]
    assert [len(fold.groups) for fold in told.folds] == [3, 2]
    with speaking(Language.SPANISH):
        assert told.folds[0].line.startswith("3 sesiones llevan menos: ")


def test_the_line_names_the_commonest_and_counts_the_rest() -> None:
    ids = ("plank", "dead_bug", "clam", "bird_dog", "hip_hitch")
    changes = [replace(change(n), exercises=ids[: n + 1]) for n in range(5)]
    (fold,) = told_changes(changes).folds
    assert fold.line.startswith("5 sessions hold less: Plank, Dead bug, ")
    assert fold.line.endswith(" and 2 more exercises.")


def test_a_few_rows_are_not_hidden_nor_are_many_for_one_reason() -> None:
    few = tuple(change(n) for n in range(FOLD_FROM - 1))
    assert len(told_changes(few).rows) == FOLD_FROM - 1
    alike = tuple(change(n, reason="It is so.") for n in range(MOST_DAYS + 1))
    told = told_changes(alike)
    assert (len(told.rows), told.folds) == (1, ())
    assert told.rows[0].has_many_days


@pytest.mark.parametrize(
    "matters",
    [
        {"forced_by": "You are ill."},
        {"was": "Holds"},
        {"place": Venue.GYM},
        {"kind": ChangeKind.REMOVED},
        {"kind": ChangeKind.ADDED},
    ],
)
def test_what_matters_is_never_behind_a_line(matters: dict[str, object]) -> None:
    one = replace(change(0), **matters)  # type: ignore[arg-type]
    told = told_changes((one, *(change(n) for n in range(1, 8))))
    assert [row.first for row in told.rows] == [one]


def test_sessions_that_one_rule_makes_alike_share_a_row_with_what_they_were() -> None:
    titles = ("Holds", "Strength", "Holds", "")
    stopped = [
        replace(change(n), was=was, title="Light strength", forced_by="Stop.", reason="Stop.")
        for n, was in enumerate(titles)
    ]
    (row,) = told_changes(stopped).rows
    assert (row.was, row.first.title, len(row.changes)) == ("Holds, Strength", "Light strength", 4)


def session(*doses: Dose) -> Session:
    end = START + timedelta(minutes=20)
    return Session(
        "s", START, end, BlockPhase.BASE, LoadClass.C2, False, "Holds", doses, Reason("")
    )


def dose(exercise: str, sets: int, hold_s: int = 20, *, extra: int = 0) -> Dose:
    return Dose(exercise, Side.EACH, sets, hold_s, None, 60, extra_sets=extra)


@pytest.mark.parametrize(
    ("old", "new", "lean", "exercises"),
    [
        ([dose("a", 3), dose("b", 2)], [dose("a", 2), dose("b", 2)], Lean.LESS, ("a",)),
        ([dose("a", 2)], [dose("a", 2), dose("b", 1)], Lean.MORE, ("b",)),
        ([dose("a", 2, 20)], [dose("a", 2, 30)], Lean.MORE, ("a",)),
        ([dose("a", 2)], [dose("a", 2, extra=1)], Lean.MORE, ("a",)),
        ([dose("a", 3), dose("b", 2)], [dose("a", 2), dose("b", 3)], Lean.OTHER, ("a", "b")),
        ([dose("a", 2)], [dose("b", 2)], Lean.OTHER, ("b", "a")),
        ([dose("a", 3, 20)], [dose("a", 2, 30)], Lean.LESS, ("a",)),
        ([dose("a", 2)], [dose("a", 2)], None, ()),
        ([dose("a", 2)], [replace(dose("a", 2), rest_s=90)], Lean.OTHER, ()),
    ],
)
def test_sets_say_before_seconds_whether_it_is_more_or_less(
    old: list[Dose], new: list[Dose], lean: Lean | None, exercises: tuple[str, ...]
) -> None:
    assert leaning(session(*old), session(*new)) == (lean, exercises)
