"""Other holds of the ladder whose set-up may be taken for the one that was asked for."""

from hamstrong.coach.words import SAY
from hamstrong.exercises.judging import Check
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.wrong_set_up import Sibling


def siblings(library: Library, exercise: Exercise) -> tuple[Sibling, ...]:
    """The rungs that differ from `exercise` by how one lies, nearest first; often none."""
    asked = _set_up_check(exercise)
    if asked is None:
        return ()
    rungs = [
        (rung, check)
        for rung in library.ladder(exercise.family)
        if (check := _set_up_check(rung)) is not None
        and (check.low, check.high) != (asked.low, asked.high)
        and check.gauge is asked.gauge
        and _is_like(rung, exercise)
    ]
    rungs.sort(key=lambda pair: abs(pair[0].level - exercise.level))
    return tuple(
        Sibling(check.low, check.high, SAY["sibling"].format(name=rung.name))
        for rung, check in rungs
        if check.low is not None and check.high is not None
    )


def _set_up_check(exercise: Exercise) -> Check | None:
    checks = exercise.judge.checks if exercise.judge is not None else ()
    return next((check for check in checks if check.set_up is not None), None)


def _is_like(rung: Exercise, exercise: Exercise) -> bool:
    """The same but for the set-up: no more things, the same sides and position."""
    same = rung.one_sided is exercise.one_sided and rung.position is exercise.position
    things = [set(needed) for needed in exercise.equipment]
    return same and any(set(needed) <= there for needed in rung.equipment for there in things)
