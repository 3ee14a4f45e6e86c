"""Which exercise fills which slot: the hardest rung that the day, the kit and the level allow."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Family, LoadClass, Phase, Slot
from hamstrong.planning.circumstances import Circumstances, is_novel
from hamstrong.planning.constants.dose import HOPS_FROM_MINUTES, STRENGTH_PHASES
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.model import BlockPhase


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
"""P2 is in no kind yet: it needs a place of its own, away from running fatigue (evidence 2.3)."""

HARDNESS = {cls: rank for rank, cls in enumerate(("C0", "P1", "C1", "C2", "C3", "C4", "P2", "C5"))}


def is_as_hard(load_class: LoadClass, than: LoadClass) -> bool:
    """Whether a session of one class asks at least as much as one of the other."""
    return HARDNESS[load_class] >= HARDNESS[than]


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

_HOPS_PHASES = frozenset({BlockPhase.BUILD})


def pick(kind: Kind, now: Circumstances, library: Library) -> list[Exercise]:
    wishes = list(_ROTATION[now.number % len(_ROTATION)])
    if kind in (Kind.FULL, Kind.HEAVY) and now.minutes >= HOPS_FROM_MINUTES:
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
    classes = KIND_CLASSES[kind] & now.band.classes
    return (
        exercise.load_class in classes
        and exercise.possible_with(now.equipment)
        and exercise.level <= now.level_of(exercise.family)
        and _in_phase(exercise, now.phase)
        and _known_enough(exercise, now)
    )


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
    done = bool(now.done_before(exercise))
    return (done or exercise.family in now.accustomed) and not is_novel(exercise, now)
