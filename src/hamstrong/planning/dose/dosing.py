"""How much of each exercise: sets, seconds and reps, cut to the minutes, the caps and the week."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil, inf

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.exercises.steps import last_set_seconds, session_seconds
from hamstrong.planning.constants.dose import (
    CUTBACK_SETS,
    FEWEST_SETS,
    FULL_DOSE_EXPOSURES,
    KEPT_SETS,
    NOVEL_SETS,
    SAME_STEPS,
    SETS,
)
from hamstrong.planning.constants.levels import TRYOUT_FAMILIES, TRYOUT_HOLD_S
from hamstrong.planning.constants.returns import POST_RACE_SETS
from hamstrong.planning.dose.circumstances import Circumstances, is_known
from hamstrong.planning.dose.course import counted_sets
from hamstrong.planning.dose.growth import holds_as
from hamstrong.planning.dose.limits import touching
from hamstrong.planning.model import BlockPhase, Limit
from hamstrong.planning.weeks import monday_of

_ACCESSORY = frozenset({Tissue.ADDUCTOR, Tissue.QUAD, Tissue.SHIN})
_LIGHT = frozenset({LoadClass.C0, LoadClass.C1})


def dose_of(exercise: Exercise, now: Circumstances) -> Dose:
    """The dose before minutes, caps and limits."""
    rx = exercise.prescription
    unknown = exercise.family in TRYOUT_FAMILIES and exercise.family not in now.levels
    tryout = now.tryout and unknown and rx.hold_s is not None
    weaker = now.course.weaker.get(exercise.id) if exercise.one_sided and not tryout else None
    return Dose(
        exercise_id=exercise.id,
        side=Side.EACH if exercise.one_sided else Side.BOTH,
        sets=1 if tryout else _sets(exercise, now),
        hold_s=TRYOUT_HOLD_S if tryout else _amount(exercise, rx.hold_s, now),
        reps=None if tryout else _reps(exercise, now),
        rest_s=rx.rest_s,
        tempo_s=rx.tempo_s,
        tryout=tryout,
        first=weaker or Side.LEFT,
        extra_sets=1 if weaker else 0,
    )


def phase_sets(now: Circumstances) -> int:
    """Sets of an exercise that the phase asks for; they rise again after the race."""
    if now.phase is BlockPhase.RECOVERY:
        return POST_RACE_SETS[min(-now.course.weeks_to_race, len(POST_RACE_SETS)) - 1]
    return SETS[now.phase]


def is_halved(exercise: Exercise, now: Circumstances) -> bool:
    """Whether the exercise has fewer sets because it is still new."""
    return not is_known(exercise, now) and _usual_sets(exercise, now) > 1


def _sets(exercise: Exercise, now: Circumstances) -> int:
    sets = _usual_sets(exercise, now)
    if not is_known(exercise, now):
        sets = ceil(sets * NOVEL_SETS)
    last = now.course.whole.get(exercise.id)
    if last is None or not now.course.frozen:
        return sets
    before = _of_frozen_yesterday(exercise, now)
    return min(sets, max(last.sets, before.sets if before else 0))


def _of_frozen_yesterday(exercise: Exercise, now: Circumstances) -> Dose | None:
    """Yesterday's dose where yesterday's plan kept strength as it was for the same cause: a time
    that was left out or lightened since makes it no less."""
    was = now.yesterday
    return was.doses.get(exercise.id) if was and holds_as(now.course.frozen, was.reasons) else None


def _usual_sets(exercise: Exercise, now: Circumstances) -> int:
    low, high = exercise.prescription.sets
    sets = min(max(phase_sets(now), min(low, 2)), high)
    if now.phase is BlockPhase.RECOVERY:
        sets = min(sets, phase_sets(now))
    return sets


def _reps(exercise: Exercise, now: Circumstances) -> int | None:
    """Alternating exercises count both sides together, so the number is even."""
    reps = _amount(exercise, exercise.prescription.reps, now)
    return reps + reps % 2 if reps is not None and exercise.alternating else reps


def _amount(exercise: Exercise, span: tuple[int, int] | None, now: Circumstances) -> int | None:
    """Seconds or reps: what the log says is due and steps from there, else by times done.

    Never more than a step above the last time, unless yesterday's plan asks for it, and not above
    it at all while strength is frozen.
    """
    if span is None:
        return None
    low, high = span
    step = (high - low) / FULL_DOSE_EXPOSURES
    # As its Monday knew: else the second session of a week would grow once the first is done.
    monday = monday_of(now.day)
    done = now.times_done(exercise, before=monday)
    target = now.course.targets.get(exercise.id)
    last = _last_asked(exercise, now)
    coming = now.times_done(exercise, since=now.course.today, before=monday)
    most = _most_while_frozen(exercise, now)
    if target is not None:
        amount = max(min(target + coming * step, high), target)
    else:
        amount = min(low + done * step, high)
        if last is not None:
            amount = min(amount, _next_rung(last, span))
    amount = min(amount, most)
    if target is None or coming:
        amount = min(_as_yesterday(exercise, amount, step, now), most)
    return max(1, round(amount))


def _asked(dose: Dose | None) -> int | None:
    """Seconds or reps of a dose."""
    return None if dose is None else dose.hold_s or dose.reps


def _last_asked(exercise: Exercise, now: Circumstances) -> int | None:
    """Seconds or reps of the last time; where there was none but a light one, of that."""
    course = now.course
    return _asked(course.last.get(exercise.id) or course.lightly.get(exercise.id))


def _most_while_frozen(exercise: Exercise, now: Circumstances) -> float:
    """The last time's, or what yesterday's plan held to for the same cause; no limit otherwise."""
    last = _last_asked(exercise, now)
    if last is None or not now.course.frozen:
        return inf
    return max(last, _asked(_of_frozen_yesterday(exercise, now)) or 0)


def _as_yesterday(exercise: Exercise, amount: float, step: float, now: Circumstances) -> float:
    """What yesterday's plan asks for, where that is near enough; else what would be asked now.

    Never less than what the log says is due; a few steps above the last time at most.
    """
    rx = exercise.prescription
    low, high = rx.hold_s or rx.reps or (0, 0)
    due = now.course.targets.get(exercise.id, low)
    before = now.yesterday.doses.get(exercise.id) if now.yesterday else None
    asked = None if before is None or before.tryout else _asked(before)
    if asked is None or not due <= asked <= max(high, due):
        return amount
    near = SAME_STEPS * max(step, 1.0)
    if abs(asked - amount) > near:
        return amount
    last = _last_asked(exercise, now)
    return min(asked, max(amount, (low if last is None else last) + near))


def _next_rung(last: int, span: tuple[int, int]) -> int:
    """A step above the last time, on the ladder of steps from the low end.

    Whoever fell off the ladder steps back onto it, so that one time left out does not shift every
    later one by a second.
    """
    low, high = span
    step = (high - low) / FULL_DOSE_EXPOSURES
    ladder = (round(low + n * step) for n in range(FULL_DOSE_EXPOSURES + 1))
    return min(last + ceil(step), next((rung for rung in ladder if rung > last), high))


def fitted(doses: Sequence[Dose], minutes: int, library: Library) -> tuple[Dose, ...]:
    """Cut the session to its minutes, in the order in which things matter least (W11).

    Sets above two, then single-leg hops, slow lowering work, light accessories, then second
    sets, then whole exercises from the back: the front holds what no week may miss.
    """
    limit = minutes * 60
    if session_seconds(doses) <= limit:
        return tuple(doses)
    left = _with_fewer_sets(doses, KEPT_SETS, limit)
    for drops in (_is_single_leg_hop, _is_slow_lowering, _is_accessory):
        if session_seconds(left) > limit:
            left = _without(left, drops, library)
    left = _with_fewer_sets(left, 1, limit)
    while session_seconds(left) > limit and len(left) > 1:
        left.pop()
    return tuple(left)


def _with_fewer_sets(doses: Sequence[Dose], keep: int, limit: int) -> list[Dose]:
    """Take a set at a time from whoever has most, the last first, until it fits or all are low."""
    left = list(doses)
    over = session_seconds(left) - limit
    while over > 0:
        most = max(range(len(left)), key=lambda i: (_all_sets(left[i]), i))
        if _all_sets(left[most]) <= keep:
            break
        over -= last_set_seconds(left[most])
        left[most] = one_set_less(left[most])
    return left


def _without(
    doses: Sequence[Dose], drops: Callable[[Exercise], bool], library: Library
) -> list[Dose]:
    """Those that need not go; all of them when nothing else would be left."""
    kept = [dose for dose in doses if not drops(library[dose.exercise_id])]
    return kept or list(doses)


def _all_sets(dose: Dose) -> int:
    return dose.sets + dose.extra_sets


def one_set_less(dose: Dose) -> Dose:
    """The dose without one of its sets, the extra one of a side first."""
    if dose.extra_sets:
        return replace(dose, extra_sets=dose.extra_sets - 1)
    return replace(dose, sets=dose.sets - 1)


def _is_single_leg_hop(exercise: Exercise) -> bool:
    return exercise.load_class is LoadClass.P2


def _is_slow_lowering(exercise: Exercise) -> bool:
    return exercise.load_class is LoadClass.C5


def _is_accessory(exercise: Exercise) -> bool:
    return exercise.load_class in _LIGHT and exercise.tissues[0] in _ACCESSORY


def within_room(
    doses: Sequence[Dose], now: Circumstances, library: Library
) -> tuple[tuple[Dose, ...], tuple[Tissue, ...]]:
    """Keep each tissue within what the week has left for it (W7); name those that were cut."""
    used: Counter[Tissue] = Counter()
    cut: dict[Tissue, None] = {}
    kept = []
    for dose in doses:
        counted = counted_sets(dose, library)
        room = now.course.room.get(counted[0]) if counted else None
        if counted is None or room is None:
            kept.append(dose)
            continue
        tissue, smaller = counted[0], dose
        while smaller.sets > 0 and _all_sets(smaller) > room.sets - used[tissue]:
            smaller = one_set_less(smaller)
            cut[tissue] = None
        if smaller.sets > 0:
            kept.append(smaller)
            used[tissue] += _all_sets(smaller)
    return tuple(kept), tuple(cut)


def light_share(now: Circumstances) -> float:
    """Share of the sets that a cutback or the taper leaves."""
    return now.band.sets * (CUTBACK_SETS if now.cutback else 1.0)


def lightened(
    doses: Sequence[Dose], now: Circumstances, *, usual: Sequence[Dose] | None = None
) -> tuple[Dose, ...]:
    """Fewer sets in a cutback or the taper; what comes first keeps most.

    Args:
        doses: To be cut down.
        now: The day.
        usual: What the share is taken of; the doses themselves when they are not light yet.
    """
    share = light_share(now)
    if share == 1.0:
        return tuple(doses)
    wished = [dose.sets for dose in doses]
    whole = sum(dose.sets for dose in (doses if usual is None else usual))
    budget = max(FEWEST_SETS, round(share * whole))
    return tuple(
        dose if sets == dose.sets else replace(dose, sets=sets, extra_sets=0)
        for dose, sets in zip(doses, _spread(wished, budget), strict=True)
        if sets > 0
    )


def _spread(wished: Sequence[int], budget: int) -> list[int]:
    """Hand out the budget a set at a time, front first, nobody above the wish."""
    given = [0] * len(wished)
    while budget > 0 and given != list(wished):
        for i, wish in enumerate(wished):
            if budget > 0 and given[i] < wish:
                given[i] += 1
                budget -= 1
    return given


def under_limits(
    doses: Sequence[Dose],
    now: Circumstances,
    library: Library,
    *,
    usual: Sequence[Dose] = (),
) -> tuple[tuple[Dose, ...], tuple[Limit, ...]]:
    """Take the share of the sets that the day's limits leave; one set stays. Name who cut.

    The share is taken of the `usual` sets of an exercise, where they are known, else of the dose's.
    """
    if not now.limits:
        return tuple(doses), ()
    whole = {dose.exercise_id: dose.sets for dose in usual}
    cut: dict[int, Limit] = {}
    kept = []
    for dose in doses:
        touched = touching(now.limits, library[dose.exercise_id])
        strictest = min(touched, key=lambda limit: limit.sets, default=None)
        share = min(strictest.sets, 1.0) if strictest else 1.0
        most = max(1, round(share * whole.get(dose.exercise_id, dose.sets)))
        sets = min(dose.sets, most)
        if strictest and (sets < dose.sets or (dose.extra_sets and share < 1)):
            dose = replace(dose, sets=sets, extra_sets=0)
            cut[id(strictest)] = strictest
        kept.append(dose)
    return tuple(kept), tuple(cut.values())
