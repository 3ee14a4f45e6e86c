"""A session in a few lines, for places that know no exercises of ours."""

from collections.abc import Iterator

from hamstrong.coach.watch_files import SessionDone
from hamstrong.coach.words import SAY
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.planning.model import Session


def planned_text(session: Session, library: Library) -> str:
    """Exercises with their sets, a line each, then the reason.

    No line begins with a dash: calendars of training services read those as steps.
    """
    lines = [_dose(dose, library) for dose in session.doses]
    return "\n".join([*lines, "", session.reason.text])


def done_text(done: SessionDone) -> str:
    """What was done, a line for each exercise."""
    return "\n".join(_by_exercise(done))


def _dose(dose: Dose, library: Library) -> str:
    name = library[dose.exercise_id].name if dose.exercise_id in library else dose.exercise_id
    key = "hold" if dose.hold_s is not None else "reps"
    much = SAY.say(f"session-words.{key}", sets=dose.sets, much=dose.hold_s or dose.reps)
    side = "" if dose.side is Side.BOTH else f", {SAY[f'session-words.side.{dose.side.value}']}"
    return f"{name}: {much}{side}"


def _by_exercise(done: SessionDone) -> Iterator[str]:
    sets: dict[str, list[str]] = {}
    for one in done.sets:
        key = "done-hold" if one.reps is None else "done-reps"
        much = SAY.say(f"session-words.{key}", much=one.reps or round(one.seconds))
        side = "" if one.side == "both" else f"{SAY[f'session-words.side.{one.side}']} "
        sets.setdefault(one.exercise.name, []).append(side + much)
    for name, told in sets.items():
        yield f"{name}: {', '.join(told)}"
