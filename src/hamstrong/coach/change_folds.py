"""What became of the plan, told briefly: what matters in rows, more or less of the same in a line.

A longer run can take a set from each of twenty sessions. Each of them is told, behind the line
that says it of all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hamstrong.coach.model import Change, ChangeKind, Lean
from hamstrong.coach.words import SAY
from hamstrong.exercises.library import load_library
from hamstrong.language import spoken
from hamstrong.planning.words import listed_words

FOLD_FROM = 3
"""Rows of more or less of the same from which they share a line: two are read as fast."""

MOST_NAMED = 3
"""Exercises that the line names; whoever wants all opens it."""


MOST_DAYS = 8
"""Days that a row lists; of more it says the first and the last."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that are told in one breath: alike, and for the same reason.

    Attributes:
        changes: At least one, in the order of their days.
    """

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def was(self) -> str:
        """The titles they had where those are others: `Holds, Strength`; else empty."""
        return ", ".join(dict.fromkeys(change.was for change in self.changes if change.was))

    @property
    def has_many_days(self) -> bool:
        """Whether it is clearer to say from when to when."""
        return len(self.days) > MOST_DAYS

    @property
    def days(self) -> tuple[date, ...]:
        """Of the sessions, each once."""
        starts = (change.after or change.before for change in self.changes)
        return tuple(dict.fromkeys(start.date() for start in starts if start is not None))


@dataclass(frozen=True, slots=True)
class Fold:
    """Sessions that hold more or less of the same, behind one line.

    Attributes:
        lean: More, less, or neither.
        changes: At least `FOLD_FROM` among all folds.
    """

    lean: Lean
    changes: tuple[Change, ...]

    @property
    def groups(self) -> tuple[ChangeGroup, ...]:
        """Its rows."""
        return grouped(self.changes)

    @property
    def line(self) -> str:
        """`14 sessions hold less: single-leg bridge, side plank and 2 more.`"""
        what = self._what()
        key = f"folds.{self.lean}" if what else f"folds.{self.lean}-plain"
        return SAY.say(key, n=len(self.changes), what=what)

    def _what(self) -> str:
        """The exercises that differ in most of the sessions, and how many others do."""
        library = load_library(spoken())
        counted = Counter(id_ for change in self.changes for id_ in change.exercises)
        names = [library[id_].name for id_, _ in counted.most_common() if id_ in library]
        named, others = names[:MOST_NAMED], len(names) - MOST_NAMED
        if others > 0:
            return SAY.say("folds.and-others", n=others, names=", ".join(named))
        return listed_words(named)


@dataclass(frozen=True, slots=True)
class ToldChanges:
    """Changes as every face shows them.

    Attributes:
        rows: What matters, in the order of the days.
        folds: More or less of the same; empty where there is too little of it to hide.
    """

    rows: tuple[ChangeGroup, ...]
    folds: tuple[Fold, ...] = ()


def told_changes(changes: Sequence[Change]) -> ToldChanges:
    """The sessions that are new, gone, elsewhere, of another kind or forced; then the others."""
    minor = tuple(change for change in changes if not change.matters)
    if len(grouped(minor)) < FOLD_FROM:
        return ToldChanges(grouped(changes))
    leans = {lean: tuple(c for c in minor if (c.lean or Lean.OTHER) is lean) for lean in Lean}
    folds = tuple(Fold(lean, found) for lean, found in leans.items() if found)
    return ToldChanges(grouped(change for change in changes if change.matters), folds)


def grouped(changes: Iterable[Change]) -> tuple[ChangeGroup, ...]:
    """Changes that share kind and reasons, together where the first of them stands.

    Sessions that are new or move have each a place of their own to tell, and stay alone.
    """
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        alone = change.kind in (ChangeKind.ADDED, ChangeKind.MOVED)
        own = change.session_id if alone else ""
        lean = None if change.matters else change.lean
        becomes = change.title if change.was or change.forced else ""
        key = (change.kind, own, becomes, change.place, lean)
        groups.setdefault((*key, change.forced_by, change.left, change.reason), []).append(change)
    return tuple(ChangeGroup(tuple(group)) for group in groups.values())
