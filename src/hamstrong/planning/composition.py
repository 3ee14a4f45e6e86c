"""What a session is made of: slots, then an exercise on a rung for each, then sets that fit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import (
    Equipment,
    Exercise,
    Family,
    LoadClass,
    Phase,
    Slot,
    Tissue,
)
from hamstrong.exercises.steps import session_seconds
from hamstrong.planning.constants.dose import (
    CUTBACK_SETS,
    FULL_DOSE_EXPOSURES,
    NOVEL_SETS,
    SETS,
    STRENGTH_PHASES,
    WEEKLY_SET_CAPS,
    taper_band,
)
from hamstrong.planning.constants.levels import (
    STARTING_LEVELS,
    TRYOUT_FAMILIES,
    TRYOUT_HOLD_S,
)
from hamstrong.planning.constants.spacing import (
    NO_NEW_EXERCISE_DAYS,
    NOVEL_AFTER_DAYS,
    NOVEL_EXPOSURES,
)
from hamstrong.planning.model import BlockPhase
from hamstrong.planning.spacing import HEAVY_CLASSES

Exposures = Mapping[str, tuple[date, ...]]


class Kind(StrEnum):
    """How hard a session is meant to be; each kind caps the classes in it."""

    FULL = "full"
    HEAVY = "heavy"
    HOLDS = "holds"
    LIGHT = "light"
    PRIMER = "primer"


_HOLDS = frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.P1})
KIND_CLASSES: dict[Kind, frozenset[LoadClass]] = {
    Kind.FULL: frozenset(LoadClass) - {LoadClass.P2},
    Kind.HEAVY: _HOLDS | {LoadClass.C3, LoadClass.C4},
    Kind.HOLDS: _HOLDS,
    Kind.LIGHT: frozenset({LoadClass.C0, LoadClass.C1}),
    Kind.PRIMER: frozenset({LoadClass.C0}),
}
"""P2 waits for the issue that gives it a place of its own, away from running fatigue."""

HARDNESS = {cls: rank for rank, cls in enumerate(("C0", "P1", "C1", "C2", "C3", "C4", "P2", "C5"))}

Wish = tuple[Slot, tuple[Family, ...]]
_ROTATION: tuple[tuple[Wish, ...], ...] = (
    (
        (Slot.POSTERIOR, (Family.HAMSTRING_BRIDGE,)),
        (Slot.HIP_LATERAL, (Family.SIDE_PLANK,)),
        (Slot.CALF_STRAIGHT, (Family.CALF,)),
        (Slot.QUAD_GLUTE, (Family.SQUAT,)),
        (Slot.ADDUCTOR_TRUNK, (Family.ADDUCTOR, Family.TRUNK)),
    ),
    (
        (Slot.CALF_BENT, (Family.CALF,)),
        (Slot.POSTERIOR, (Family.HINGE, Family.HAMSTRING_BRIDGE)),
        (Slot.HIP_LATERAL, (Family.HIP_ABDUCTOR, Family.SIDE_PLANK)),
        (Slot.ADDUCTOR_TRUNK, (Family.TRUNK, Family.ADDUCTOR)),
        (Slot.QUAD_GLUTE, (Family.SQUAT,)),
    ),
    (
        (Slot.QUAD_GLUTE, (Family.SQUAT,)),
        (Slot.POSTERIOR, (Family.HAMSTRING_BRIDGE,)),
        (Slot.HIP_LATERAL, (Family.SIDE_PLANK,)),
        (Slot.CALF_STRAIGHT, (Family.CALF,)),
        (Slot.ADDUCTOR_TRUNK, (Family.ADDUCTOR, Family.TRUNK)),
    ),
)
"""Which slots come first in the week's first, second and third session. Short sessions take from
the front, so that two of ten minutes still hold calf, hamstring, hip and trunk (W11)."""

_HOPS_FROM_MINUTES = 30
_HOPS_PHASES = frozenset({BlockPhase.BUILD})
_MIN_EXERCISES = 2


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides what a session on a day may contain.

    Attributes:
        day: The day the session would be done.
        phase: Of its week.
        cutback: Whether its week cuts back.
        days_to_race: From `day`, 0 on race day.
        number: Which session of its week, from 0.
        of: Sessions in that week.
        minutes: Longest it may last.
        equipment: At hand.
        levels: Rung per family, by try-out.
        exposures: Days on which each exercise was done or will have been.
        accustomed: Last day of what the athlete did before, per family.
        tryout: Whether this session finds the rungs that are still unknown.
    """

    day: date
    phase: BlockPhase
    cutback: bool
    days_to_race: int
    number: int
    of: int
    minutes: int
    equipment: frozenset[Equipment]
    levels: Mapping[Family, int]
    exposures: Exposures
    accustomed: Mapping[Family, date]
    tryout: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A session's exercises and what follows from them."""

    kind: Kind
    doses: tuple[Dose, ...]
    load_class: LoadClass
    novel: bool
    minutes: int


def is_novel(exercise: Exercise, now: Circumstances) -> bool:
    """Whether the exercise still counts as new on that day (evidence 2.2); only heavy ones can."""
    return exercise.load_class in HEAVY_CLASSES and not _is_known(exercise, now)


def _is_known(exercise: Exercise, now: Circumstances) -> bool:
    """Done three times, the last not long ago; what the athlete told of counts as three."""
    done = [day for day in now.exposures.get(exercise.id, ()) if day < now.day]
    told = now.accustomed.get(exercise.family)
    if told is None and len(done) < NOVEL_EXPOSURES:
        return False
    last = max([*done, *([told] if told else [])])
    return (now.day - last).days <= NOVEL_AFTER_DAYS


def compose(kind: Kind, circumstances: Circumstances, library: Library) -> Content | None:
    """Fill a session of this kind; None when nothing in the library may be done that day."""
    picked = _pick(kind, circumstances, library)
    full = [_dose(exercise, circumstances) for exercise in picked]
    doses = _fit(full, circumstances.minutes)
    doses = _within_caps(doses, circumstances.of, library)
    doses = _lightened(doses, circumstances)
    if not doses:
        return None
    exercises = [library[dose.exercise_id] for dose in doses]
    hardest = max((e.load_class for e in exercises), key=HARDNESS.__getitem__)
    novel = any(is_novel(e, circumstances) for e in exercises)
    return Content(kind, doses, hardest, novel, max(1, ceil(session_seconds(doses) / 60)))


def _pick(kind: Kind, now: Circumstances, library: Library) -> list[Exercise]:
    wishes = list(_ROTATION[now.number % len(_ROTATION)])
    if kind in (Kind.FULL, Kind.HEAVY) and now.minutes >= _HOPS_FROM_MINUTES:
        wishes = [(Slot.HOPS, (Family.PLYOMETRIC,)), *wishes] if _may_hop(now) else wishes
    picked: list[Exercise] = []
    for slot, families in wishes:
        best = _best(library.in_slot(slot), families, kind, now)
        if best and best not in picked:
            picked.append(best)
    return picked


def _may_hop(now: Circumstances) -> bool:
    return now.phase in _HOPS_PHASES and now.number == 0 and not now.cutback


def _best(
    candidates: Iterable[Exercise], families: Sequence[Family], kind: Kind, now: Circumstances
) -> Exercise | None:
    """The hardest allowed rung of the first family that has one, else of any family in the slot."""
    allowed = [e for e in candidates if _allowed(e, kind, now)]
    for family in families:
        rungs = [e for e in allowed if e.family is family]
        if rungs:
            return max(rungs, key=lambda e: (HARDNESS[e.load_class], e.level, e.id))
    return max(allowed, key=lambda e: (HARDNESS[e.load_class], e.level, e.id), default=None)


def _allowed(exercise: Exercise, kind: Kind, now: Circumstances) -> bool:
    classes = KIND_CLASSES[kind] & taper_band(now.days_to_race).classes
    return (
        exercise.load_class in classes
        and exercise.possible_with(now.equipment)
        and exercise.level <= level_of(exercise.family, now.levels)
        and _in_phase(exercise, now.phase)
        and _known_enough(exercise, now)
    )


def level_of(family: Family, levels: Mapping[Family, int]) -> int:
    """The athlete's rung, or where the try-out begins."""
    return levels.get(family, STARTING_LEVELS["beginner"][family])


def _in_phase(exercise: Exercise, phase: BlockPhase) -> bool:
    if exercise.load_class in (LoadClass.C0, LoadClass.C1):
        return True
    strength: frozenset[Phase] = STRENGTH_PHASES[phase]
    return not strength.isdisjoint(exercise.phases)


def _known_enough(exercise: Exercise, now: Circumstances) -> bool:
    """In the last weeks nothing is introduced, except what costs the legs next to nothing."""
    if now.days_to_race > NO_NEW_EXERCISE_DAYS or exercise.load_class in (
        LoadClass.C0,
        LoadClass.C1,
    ):
        return True
    done = any(day < now.day for day in now.exposures.get(exercise.id, ()))
    return (done or exercise.family in now.accustomed) and not is_novel(exercise, now)


def _lightened(doses: Sequence[Dose], now: Circumstances) -> tuple[Dose, ...]:
    """Fewer sets in a cutback or the taper; what comes first keeps most."""
    share = taper_band(now.days_to_race).sets * (CUTBACK_SETS if now.cutback else 1.0)
    wished = [dose.sets for dose in doses]
    budget = max(_MIN_EXERCISES, round(share * sum(wished)))
    return tuple(
        replace(dose, sets=sets)
        for dose, sets in zip(doses, _spread(wished, budget), strict=True)
        if sets > 0
    )


def _sets(exercise: Exercise, now: Circumstances) -> int:
    low, high = exercise.prescription.sets
    sets = min(max(SETS[now.phase], min(low, 2)), high)
    return sets if _is_known(exercise, now) else ceil(sets * NOVEL_SETS)


def _spread(wished: Sequence[int], budget: int) -> list[int]:
    """Hand out the budget a set at a time, front first, nobody above the wish."""
    given = [0] * len(wished)
    while budget > 0 and given != list(wished):
        for i, wish in enumerate(wished):
            if budget > 0 and given[i] < wish:
                given[i] += 1
                budget -= 1
    return given


def _dose(exercise: Exercise, now: Circumstances) -> Dose:
    rx = exercise.prescription
    done = len(now.exposures.get(exercise.id, ()))
    share = min(1.0, done / FULL_DOSE_EXPOSURES)
    unknown = exercise.family in TRYOUT_FAMILIES and exercise.family not in now.levels
    tryout = now.tryout and unknown and rx.hold_s is not None
    return Dose(
        exercise_id=exercise.id,
        side=Side.EACH if exercise.one_sided else Side.BOTH,
        sets=1 if tryout else _sets(exercise, now),
        hold_s=TRYOUT_HOLD_S if tryout else _between(rx.hold_s, share),
        reps=None if tryout else _between(rx.reps, share),
        rest_s=rx.rest_s,
        tempo_s=rx.tempo_s,
        tryout=tryout,
    )


def _between(span: tuple[int, int] | None, share: float) -> int | None:
    return None if span is None else round(span[0] + share * (span[1] - span[0]))


def _fit(doses: list[Dose], minutes: int) -> tuple[Dose, ...]:
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


def _within_caps(doses: Sequence[Dose], sessions: int, library: Library) -> tuple[Dose, ...]:
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
