"""A week's sessions together: no tissue above what the week has for it, no more hops than that."""

from collections.abc import Sequence
from dataclasses import replace

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Tissue
from hamstrong.planning.dose.composition import Content, hardest_of, minutes_of, room_reason
from hamstrong.planning.dose.course import Course, contacts_of, counted_sets
from hamstrong.planning.dose.dosing import one_set_less
from hamstrong.planning.model import Reason
from hamstrong.planning.words import SENTENCES

_At = tuple[int, int]


def settled(contents: Sequence[Content], course: Course, library: Library) -> tuple[Content, ...]:
    """Take sets from the sessions of a week until their sums fit (W7, W8).

    Each session fits by itself already. The dose with the most sets gives first, of equal ones
    the latest; one that has a single set left is dropped when nothing else can give, unless it is
    all that its session holds. Sessions only get shorter and never harder.
    """
    week = list(contents)
    for tissue, room in course.room.items():
        reason = room_reason(tissue, course)
        while sum(_sets(week, at, library) for at in _of(week, tissue, library)) > room.sets:
            if not _give(week, _of(week, tissue, library), reason):
                break
    hops = Reason(SENTENCES["dose-hops"].format(contacts=course.contacts), rule="growth")
    while sum(contacts_of(dose, library) for c in week for dose in c.doses) > course.contacts:
        if not _give(week, _hops(week, library), hops):
            break
    return tuple(
        _renewed(content, library) if content is not old else content
        for content, old in zip(week, contents, strict=True)
    )


def _of(week: Sequence[Content], tissue: Tissue, library: Library) -> list[_At]:
    found = []
    for i, content in enumerate(week):
        for j, dose in enumerate(content.doses):
            counted = counted_sets(dose, library)
            if counted and counted[0] is tissue:
                found.append((i, j))
    return found


def _hops(week: Sequence[Content], library: Library) -> list[_At]:
    return [
        (i, j)
        for i, content in enumerate(week)
        for j, dose in enumerate(content.doses)
        if contacts_of(dose, library)
    ]


def _sets(week: Sequence[Content], at: _At, library: Library) -> int:
    counted = counted_sets(week[at[0]].doses[at[1]], library)
    return counted[1] if counted else 0


def _give(week: list[Content], places: Sequence[_At], reason: Reason) -> bool:
    """Take one set from the dose that has most; False when none can give any more."""
    able = [at for at in places if _can_give(week, at)]
    if not able:
        return False
    i, j = max(able, key=lambda at: (_all(week, at), at))
    doses = list(week[i].doses)
    if doses[j].sets + doses[j].extra_sets > 1:
        doses[j] = one_set_less(doses[j])
    else:
        doses.pop(j)
    reasons = tuple(dict.fromkeys((*week[i].reasons, reason)))
    week[i] = replace(week[i], doses=tuple(doses), reasons=reasons)
    return True


def _can_give(week: Sequence[Content], at: _At) -> bool:
    return _all(week, at) > 1 or len(week[at[0]].doses) > 1


def _all(week: Sequence[Content], at: _At) -> int:
    dose = week[at[0]].doses[at[1]]
    return dose.sets + dose.extra_sets


def _renewed(content: Content, library: Library) -> Content:
    """The class and the length that the doses left make; what was new may be gone."""
    exercises = [library[dose.exercise_id] for dose in content.doses]
    return replace(
        content,
        load_class=hardest_of(exercises),
        novel=any(exercise.id in content.new for exercise in exercises),
        minutes=minutes_of(content.doses),
    )
