"""What of yesterday's session stays when a block is planned again.

The smallest change: a session keeps its exercises and sets while every rule still allows them, all
that is said about them is still true, and it would not gain much by being made anew. Seconds and
reps keep themselves (`dosing`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Tissue
from hamstrong.planning.dose.circumstances import Circumstances, Yesterday
from hamstrong.planning.dose.course import counted_sets
from hamstrong.planning.model import Basis, Plan, PlanRequest, Session, Venue
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.words import SENTENCES


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
        week_sets=_week_sets(session, previous, library),
        moved=frozenset(f for f in families if basis.levels.get(f) != request.levels.get(f)),
    )


def _week_sets(session: Session, previous: Plan, library: Library) -> Counter[Tissue]:
    total: Counter[Tissue] = Counter()
    monday = monday_of(session.day)
    for other in previous.sessions:
        if monday_of(other.day) != monday:
            continue
        for dose in other.doses:
            counted = counted_sets(dose, library) if dose.exercise_id in library else None
            if counted:
                total[counted[0]] += counted[1]
    return total


def as_yesterday(
    full: Sequence[Dose], now: Circumstances, was: Yesterday, library: Library
) -> tuple[Dose, ...]:
    """No more than yesterday's session holds, where the day would have more.

    An exercise that yesterday's session leaves out stays out, unless it stands in for one that is
    not possible any more. Of a tissue that growth held back and holds back no more, all is taken.
    """
    picked = {dose.exercise_id for dose in full}
    lost = [library[key] for key in was.doses if key not in picked]
    freed = _freed(was, now)
    kept = []
    for dose in full:
        exercise = library[dose.exercise_id]
        before = was.doses.get(dose.exercise_id) or _in_place_of(exercise, lost, was)
        if exercise.tissues[0] in freed or (before is not None and dose.sets <= before.sets):
            kept.append(dose)
        elif before is not None:
            kept.append(replace(dose, sets=before.sets))
    return tuple(kept) or tuple(full)


def _freed(was: Yesterday, now: Circumstances) -> frozenset[Tissue]:
    """Tissues that growth held back (W7), and that may have more now than that week gave them; none
    where strength stays as it is."""
    said = {reason.text for reason in was.reasons if reason.rule == "growth"}
    if not said or now.course.frozen:
        return frozenset()
    return frozenset(
        tissue
        for tissue, room in now.course.room.items()
        if SENTENCES["dose-ramp"].format(tissue=SENTENCES[f"tissues.{tissue}"]) in said
        and room.sets > was.week_sets.get(tissue, 0)
    )


def _in_place_of(exercise: Exercise, lost: list[Exercise], was: Yesterday) -> Dose | None:
    """Yesterday's dose of the lost exercise whose slot this one takes; it is lost no longer."""
    found = next((e for e in lost if set(e.slots) & set(exercise.slots)), None)
    if found is None:
        return None
    lost.remove(found)
    return was.doses[found.id]
