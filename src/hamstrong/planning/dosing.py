"""How much of each exercise: sets, seconds and reps, cut to the minutes, the caps and the week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Tissue
from hamstrong.exercises.steps import session_seconds
from hamstrong.planning.circumstances import Circumstances, is_known
from hamstrong.planning.constants.dose import (
    CUTBACK_SETS,
    FEWEST_SETS,
    FULL_DOSE_EXPOSURES,
    NOVEL_SETS,
    SETS,
    WEEKLY_SET_CAPS,
)
from hamstrong.planning.constants.levels import TRYOUT_FAMILIES, TRYOUT_HOLD_S


def lightened(doses: Sequence[Dose], now: Circumstances) -> tuple[Dose, ...]:
    """Fewer sets in a cutback or the taper; what comes first keeps most."""
    share = now.band.sets * (CUTBACK_SETS if now.cutback else 1.0)
    wished = [dose.sets for dose in doses]
    budget = max(FEWEST_SETS, round(share * sum(wished)))
    return tuple(
        replace(dose, sets=sets)
        for dose, sets in zip(doses, _spread(wished, budget), strict=True)
        if sets > 0
    )


def _sets(exercise: Exercise, now: Circumstances) -> int:
    low, high = exercise.prescription.sets
    sets = min(max(SETS[now.phase], min(low, 2)), high)
    return sets if is_known(exercise, now) else ceil(sets * NOVEL_SETS)


def _spread(wished: Sequence[int], budget: int) -> list[int]:
    """Hand out the budget a set at a time, front first, nobody above the wish."""
    given = [0] * len(wished)
    while budget > 0 and given != list(wished):
        for i, wish in enumerate(wished):
            if budget > 0 and given[i] < wish:
                given[i] += 1
                budget -= 1
    return given


def dose_of(exercise: Exercise, now: Circumstances) -> Dose:
    rx = exercise.prescription
    done = len(now.done_before(exercise))
    share = min(1.0, done / FULL_DOSE_EXPOSURES)
    unknown = exercise.family in TRYOUT_FAMILIES and exercise.family not in now.levels
    tryout = now.tryout and unknown and rx.hold_s is not None
    return Dose(
        exercise_id=exercise.id,
        side=Side.EACH if exercise.one_sided else Side.BOTH,
        sets=1 if tryout else _sets(exercise, now),
        hold_s=TRYOUT_HOLD_S if tryout else _between(rx.hold_s, share),
        reps=None if tryout else _reps(exercise, share),
        rest_s=rx.rest_s,
        tempo_s=rx.tempo_s,
        tryout=tryout,
    )


def _reps(exercise: Exercise, share: float) -> int | None:
    """Alternating exercises count both sides together, so the number is even."""
    reps = _between(exercise.prescription.reps, share)
    return reps + reps % 2 if reps is not None and exercise.alternating else reps


def _between(span: tuple[int, int] | None, share: float) -> int | None:
    return None if span is None else round(span[0] + share * (span[1] - span[0]))


def fitted(doses: list[Dose], minutes: int) -> tuple[Dose, ...]:
    """Take sets, then whole exercises, from the back until the session fits."""
    while session_seconds(doses) > minutes * 60:
        most = max(range(len(doses)), key=lambda i: (doses[i].sets, i))
        if doses[most].sets > 1:
            doses[most] = replace(doses[most], sets=doses[most].sets - 1)
        elif len(doses) > 1:
            doses.pop()
        else:
            break
    return tuple(doses)


def within_caps(doses: Sequence[Dose], sessions: int, library: Library) -> tuple[Dose, ...]:
    """Keep each tissue under its share of the weekly cap (W7)."""
    used: Counter[Tissue] = Counter()
    kept = []
    for dose in doses:
        tissue = library[dose.exercise_id].tissues[0]
        room = WEEKLY_SET_CAPS.get(tissue, dose.sets * sessions) // sessions - used[tissue]
        if room > 0:
            kept.append(replace(dose, sets=min(dose.sets, room)))
            used[tissue] += kept[-1].sets
    return tuple(kept)
