"""What of yesterday's session stays when a block is planned again.

The smallest change: a session keeps its exercises and sets while every rule still allows them, all
that is said about them is still true, and it would not gain much by being made anew. Seconds and
reps keep themselves (`dosing`).
"""

from collections.abc import Sequence
from dataclasses import replace

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.dose.circumstances import Circumstances, Yesterday
from hamstrong.planning.model import Basis, PlanRequest, Venue


def basis_of(request: PlanRequest) -> Basis:
    """What a plan of this request takes the athlete for."""
    kits = {Venue.HOME: request.equipment, **request.venues}
    settings = (
        f"{request.minutes} min",
        request.starting.value,
        *(f"{venue}: {' '.join(sorted(kits[venue]))}" for venue in sorted(kits)),
        *(f"{family} until {day}" for family, day in sorted(request.accustomed.items())),
    )
    return Basis(dict(request.levels), "; ".join(settings))


def yesterday_of(session_id: str, request: PlanRequest, library: Library) -> Yesterday | None:
    """The session in yesterday's plan.

    None when it has none, when it finds rungs, or was planned for other minutes, kit or habits.
    """
    previous = request.previous
    basis = None if previous is None else previous.basis
    if previous is None or basis is None or basis.settings != basis_of(request).settings:
        return None
    session = next((s for s in previous.sessions if s.id == session_id), None)
    if session is None or any(dose.tryout for dose in session.doses):
        return None
    families = basis.levels.keys() | request.levels.keys()
    return Yesterday(
        doses={d.exercise_id: d for d in session.doses if d.exercise_id in library},
        reasons=session.dose_reasons,
        moved=frozenset(f for f in families if basis.levels.get(f) != request.levels.get(f)),
    )


def as_yesterday(
    full: Sequence[Dose], now: Circumstances, was: Yesterday, library: Library
) -> tuple[Dose, ...]:
    """No more than yesterday's session holds, where the day would have more.

    An exercise that yesterday's session leaves out stays out, unless it stands in for one that is
    not possible any more.
    """
    picked = {dose.exercise_id for dose in full}
    lost = [library[key] for key in was.doses if key not in picked]
    kept = []
    for dose in full:
        exercise = library[dose.exercise_id]
        before = was.doses.get(dose.exercise_id) or _in_place_of(exercise, lost, was)
        if before is not None and dose.sets <= before.sets:
            kept.append(dose)
        elif before is not None:
            kept.append(replace(dose, sets=before.sets))
    return tuple(kept) or tuple(full)


def _in_place_of(exercise: Exercise, lost: list[Exercise], was: Yesterday) -> Dose | None:
    """Yesterday's dose of the lost exercise whose slot this one takes; it is lost no longer."""
    found = next((e for e in lost if set(e.slots) & set(exercise.slots)), None)
    if found is None:
        return None
    lost.remove(found)
    return was.doses[found.id]
