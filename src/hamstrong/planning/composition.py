"""What a session is made of: slots, then an exercise on a rung for each, then sets that fit."""

from dataclasses import dataclass
from math import ceil

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass
from hamstrong.exercises.steps import session_seconds
from hamstrong.planning.circumstances import Circumstances, is_novel
from hamstrong.planning.dosing import dose_of, fitted, lightened, within_caps
from hamstrong.planning.selection import HARDNESS, Kind, pick


@dataclass(frozen=True, slots=True)
class Content:
    """A session's exercises and what follows from them."""

    kind: Kind
    doses: tuple[Dose, ...]
    load_class: LoadClass
    novel: bool
    minutes: int


def compose(kind: Kind, circumstances: Circumstances, library: Library) -> Content | None:
    """Fill a session of this kind; None when nothing in the library may be done that day."""
    picked = pick(kind, circumstances, library)
    full = [dose_of(exercise, circumstances) for exercise in picked]
    doses = fitted(full, circumstances.minutes)
    doses = within_caps(doses, circumstances.of, library)
    doses = lightened(doses, circumstances)
    if not doses:
        return None
    exercises = [library[dose.exercise_id] for dose in doses]
    hardest = max((e.load_class for e in exercises), key=HARDNESS.__getitem__)
    novel = any(is_novel(e, circumstances) for e in exercises)
    return Content(kind, doses, hardest, novel, max(1, ceil(session_seconds(doses) / 60)))
