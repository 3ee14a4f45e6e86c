"""Which exercise fills which slot: the hardest rung that the day, the kit and the level allow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Family, LoadClass, Phase, Slot
from hamstrong.planning.constants.dose import (
    HARDNESS,
    HOPS_FROM_MINUTES,
    OTHER_ANGLE_EVERY_WEEKS,
    OTHER_ANGLE_FROM_LEVEL,
    STRENGTH_PHASES,
)
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.dose.circumstances import Circumstances, is_known, is_novel
from hamstrong.planning.dose.growth import holds_as
from hamstrong.planning.dose.limits import allows, touching
from hamstrong.planning.model import BlockPhase, Limit, Reason
from hamstrong.planning.spacing import HEAVY_CLASSES


class Kind(StrEnum):
    """How hard a session is meant to be; each kind caps the classes in it.

    The known one is a heavy session that leaves out what is still new, for days that bear the one
    and not the other.
    """

    FULL = "full"
    HEAVY = "heavy"
    KNOWN = "known"
    HOLDS = "holds"
    LIGHT = "light"
    PRIMER = "primer"


_HOLDS = frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.P1})
KIND_CLASSES: dict[Kind, frozenset[LoadClass]] = {
    Kind.FULL: frozenset(LoadClass) - {LoadClass.P2},
    Kind.HEAVY: _HOLDS | {LoadClass.C3, LoadClass.C4},
    Kind.KNOWN: frozenset(LoadClass) - {LoadClass.P2},
    Kind.HOLDS: _HOLDS,
    Kind.LIGHT: frozenset({LoadClass.C0, LoadClass.C1}),
    Kind.PRIMER: frozenset({LoadClass.C0}),
}
"""P2 is in no kind: a plan holds no single-leg hops, as its phases ask for none (evidence 6.4) and
W11 drops them first. The library shows them, and their hours stand in the spacing tables, for what
athletes do elsewhere. Placed, they would need a kind of their own, done rested: two days from a
long run, a day after fast running (evidence 2.3), and not in the ten days before a race or the
three weeks after it (evidence 2.5)."""

HEAVY_KINDS = (Kind.FULL, Kind.HEAVY, Kind.KNOWN)
"""Those that may hold heavy work."""


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
_GROWING = frozenset({BlockPhase.BASE, BlockPhase.BUILD})


@dataclass(frozen=True, slots=True)
class Picked:
    """The exercises of a session.

    Attributes:
        exercises: One for each slot that the session has; yesterday's where it is still allowed.
        anew: The same as if there had been no yesterday.
        limited_by: Limits that decided some of them.
    """

    exercises: tuple[Exercise, ...]
    anew: tuple[Exercise, ...]
    limited_by: tuple[Reason, ...] = ()


class Shelf:
    """What may be done on a day, looked at once for sessions of every kind."""

    def __init__(self, now: Circumstances, library: Library) -> None:
        self._now = now
        self._library = library
        self._rungs = {family: now.level_of(family) for family in Family}
        self._by_slot: dict[Slot, tuple[Exercise, ...]] = {}
        self._trained = _trained(now, library) if now.course.closed else None
        self._picked: dict[Kind, Picked] = {}
        self._freely = Shelf(replace(now, limits=()), library) if now.limits else None

    def pick(self, kind: Kind) -> Picked:
        """An exercise for each slot that the session has."""
        if kind not in self._picked:
            self._picked[kind] = self._pick(kind)
        return self._picked[kind]

    def _pick(self, kind: Kind) -> Picked:
        picked, anew = self._fill(kind)
        if self._freely is None:
            return Picked(picked, anew)
        freely, _ = self._freely._fill(kind)
        kept = {exercise.id for exercise in picked}
        lost = [exercise for exercise in freely if exercise.id not in kept]
        reasons = (limit.reason for e in lost for limit in touching(self._now.limits, e))
        return Picked(picked, anew, tuple(dict.fromkeys(reasons)))

    def _fill(self, kind: Kind) -> tuple[tuple[Exercise, ...], tuple[Exercise, ...]]:
        """With yesterday's exercises where they are allowed, and without looking at them."""
        picked: dict[str, Exercise] = {}
        anew: dict[str, Exercise] = {}
        classes = KIND_CLASSES[kind] & self._now.band.classes
        for slot, families in _wishes(kind, self._now):
            allowed = [e for e in self._allowed(slot) if e.load_class in classes]
            possible = self._not_new(allowed)
            if kind is Kind.KNOWN:
                possible = [e for e in possible if not is_novel(e, self._now)]
            best = _best(possible, families, self._now)
            if best:
                anew.setdefault(best.id, best)
                kept = _of_yesterday(possible, self._now) or best
                picked.setdefault(kept.id, kept)
        return tuple(picked.values()), tuple(anew.values())

    def _allowed(self, slot: Slot) -> tuple[Exercise, ...]:
        if slot not in self._by_slot:
            there = self._library.possible(slot, self._now.equipment)
            reached = (e for e in there if e.level <= self._rungs[e.family])
            found = tuple(e for e in reached if _allowed(e, self._now, self._library))
            self._by_slot[slot] = found
        return self._by_slot[slot]

    def _not_new(self, allowed: Sequence[Exercise]) -> Sequence[Exercise]:
        """In a week that is closed to what is new nothing heavy is new once anything was done, and
        no rung in a family that was trained; a slot that this would leave empty gets something
        lighter.

        Holds and lighter work stay where yesterday's plan held them in such a week: that their
        first time was left out is no reason for other exercises weeks later.
        """
        if self._trained is None:
            return allowed
        done, families = self._trained
        now, was = self._now, self._now.yesterday
        was_closed = was is not None and (now.cutback or holds_as(now.course.frozen, was.reasons))
        stay = was.doses.keys() if was and was_closed else ()
        return [
            e
            for e in allowed
            if e.id in done
            or is_known(e, now)
            or (e.family not in families and not (done and e.load_class in HEAVY_CLASSES))
            or (e.id in stay and e.load_class not in HEAVY_CLASSES)
        ] or [e for e in allowed if e.load_class not in HEAVY_CLASSES]


def _trained(now: Circumstances, library: Library) -> tuple[frozenset[str], frozenset[Family]]:
    """Exercises that were done before the day, and their families."""
    done = {e for e, days in now.exposures.items() if e in library and days and days[0] < now.day}
    return frozenset(done), frozenset(library[exercise_id].family for exercise_id in done)


def _wishes(kind: Kind, now: Circumstances) -> tuple[Wish, ...]:
    wishes = _ROTATION[now.number % len(_ROTATION)]
    has_time = kind in HEAVY_KINDS and now.minutes >= HOPS_FROM_MINUTES
    return ((Slot.HOPS, (Family.PLYOMETRIC,)), *wishes) if has_time and _may_hop(now) else wishes


def _may_hop(now: Circumstances) -> bool:
    return now.phase in _HOPS_PHASES and now.number == 0 and not now.cutback


def _of_yesterday(allowed: Sequence[Exercise], now: Circumstances) -> Exercise | None:
    was = now.yesterday
    kept = [e for e in allowed if was.has(e)] if was else []
    return max(kept, key=_rank, default=None)


def _best(
    allowed: Sequence[Exercise], families: Sequence[Family], now: Circumstances
) -> Exercise | None:
    """The hardest allowed rung of the first family that has one, else of any family in the slot."""
    for family in families:
        rungs = [e for e in allowed if e.family is family]
        if rungs:
            return _rung(rungs, now)
    return max(allowed, key=_rank, default=None)


def _rung(rungs: Sequence[Exercise], now: Circumstances) -> Exercise:
    """The hardest; of the bridge sometimes the one below, for its other knee angle (2.6)."""
    ranked = sorted(rungs, key=_rank, reverse=True)
    hardest = ranked[0]
    turn = now.course.weeks_to_race % OTHER_ANGLE_EVERY_WEEKS == 0 and now.phase in _GROWING
    if (
        turn
        and len(ranked) > 1
        and hardest.family is Family.HAMSTRING_BRIDGE
        and hardest.level >= OTHER_ANGLE_FROM_LEVEL
    ):
        return ranked[1]
    return hardest


def _rank(exercise: Exercise) -> tuple[int, int, str]:
    return HARDNESS[exercise.load_class], exercise.level, exercise.id


def _allowed(exercise: Exercise, now: Circumstances, library: Library) -> bool:
    """Whether the day lets an exercise within the athlete's reach be done."""
    return (
        _in_phase(exercise, now.phase)
        and _known_enough(exercise, now)
        and within_limits(now.limits, exercise, now, library)
    )


def within_limits(
    limits: Sequence[Limit], exercise: Exercise, now: Circumstances, library: Library
) -> bool:
    """Whether the limits of a day leave an exercise possible for the athlete."""
    if not limits:
        return True
    touched = touching(limits, exercise)
    if any(limit.nothing_new for limit in touched) and _is_unheard_of(exercise, now):
        return False
    level = now.level_of(exercise.family)
    lowest = library.ladder(exercise.family)[0].level
    return all(allows(limit, exercise, level=level, lowest=lowest) for limit in touched)


def _is_unheard_of(exercise: Exercise, now: Circumstances) -> bool:
    """Never done and not told of; what costs the legs next to nothing does not count."""
    if exercise.load_class in (LoadClass.C0, LoadClass.C1):
        return False
    return not now.was_done(exercise) and exercise.family not in now.accustomed


def _in_phase(exercise: Exercise, phase: BlockPhase) -> bool:
    if exercise.load_class in (LoadClass.C0, LoadClass.C1):
        return True
    strength: frozenset[Phase] = STRENGTH_PHASES[phase]
    return not strength.isdisjoint(exercise.phases)


def _known_enough(exercise: Exercise, now: Circumstances) -> bool:
    """In the last weeks nothing is introduced, except what costs the legs next to nothing."""
    late = 0 <= now.days_to_race <= NO_NEW_EXERCISE_DAYS
    if not late or exercise.load_class in (LoadClass.C0, LoadClass.C1):
        return True
    heard_of = now.was_done(exercise) or exercise.family in now.accustomed
    return heard_of and not is_novel(exercise, now)
