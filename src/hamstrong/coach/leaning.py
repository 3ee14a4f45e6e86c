"""Whether a session holds more or less than it did, and of which exercises."""

from collections.abc import Mapping

from hamstrong.coach.model import Lean
from hamstrong.exercises.dose import Dose, Side
from hamstrong.planning.model import Session

Amount = tuple[int, int]
"""Sets on all sides, and seconds or reps of one."""

_NOTHING: Amount = (0, 0)


def leaning(old: Session, new: Session) -> tuple[Lean | None, tuple[str, ...]]:
    """How the work of a session that stays differs, and the ids of the exercises it differs by.

    Sets decide before seconds and reps. Where some exercises grow and others shrink by as many
    sets, it is neither. None, and no exercise, where the work is the same.
    """
    before, after = _amounts(old), _amounts(new)
    ids = tuple(dict.fromkeys((*after, *before)))
    fewer = tuple(i for i in ids if after.get(i, _NOTHING) < before.get(i, _NOTHING))
    more = tuple(i for i in ids if after.get(i, _NOTHING) > before.get(i, _NOTHING))
    if not fewer and not more:
        return (Lean.OTHER, ()) if old.doses != new.doses else (None, ())
    sets = _sets(after) - _sets(before)
    if sets < 0 or (sets == 0 and not more):
        return Lean.LESS, fewer
    if sets > 0 or not fewer:
        return Lean.MORE, more
    return Lean.OTHER, tuple(i for i in ids if i in fewer or i in more)


def _amounts(session: Session) -> Mapping[str, Amount]:
    return {dose.exercise_id: _amount(dose) for dose in session.doses}


def _amount(dose: Dose) -> Amount:
    sides = 2 if dose.side is Side.EACH else 1
    return sides * dose.sets + dose.extra_sets, dose.hold_s or dose.reps or 0


def _sets(amounts: Mapping[str, Amount]) -> int:
    return sum(sets for sets, _ in amounts.values())
