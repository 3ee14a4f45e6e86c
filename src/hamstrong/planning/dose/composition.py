"""What a session is made of: slots, then an exercise on a rung for each, then sets that fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.exercises.steps import session_seconds
from hamstrong.planning.constants.dose import CUTBACK_SETS, HARDNESS, WEEKLY_SET_CAPS
from hamstrong.planning.dose.circumstances import Circumstances, is_novel
from hamstrong.planning.dose.course import Course
from hamstrong.planning.dose.dosing import (
    dose_of,
    fitted,
    is_halved,
    lightened,
    phase_sets,
    under_limits,
    within_room,
)
from hamstrong.planning.dose.selection import Kind, pick
from hamstrong.planning.model import BlockPhase, Reason
from hamstrong.planning.words import SENTENCES, count_word


@dataclass(frozen=True, slots=True)
class Content:
    """A session's exercises, what follows from them, and what made their numbers.

    Attributes:
        kind: What it was meant to be.
        doses: In the order they are done.
        load_class: The hardest.
        novel: Whether one of them is new in the sense of spacing.
        minutes: Whole minutes.
        new: Ids of those that are.
        reasons: What made the numbers.
    """

    kind: Kind
    doses: tuple[Dose, ...]
    load_class: LoadClass
    novel: bool
    minutes: int
    new: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()


def compose(kind: Kind, circumstances: Circumstances, library: Library) -> Content | None:
    """Fill a session of this kind; None when nothing in the library may be done that day."""
    now = circumstances
    picked = pick(kind, now, library)
    full = tuple(dose_of(exercise, now) for exercise in picked.exercises)
    short = fitted(full, now.minutes, library) if full else ()
    capped, tissues = within_room(short, now, library)
    light = lightened(capped, now)
    doses, limits = under_limits(light, now, library)
    if not doses:
        return None
    exercises = [library[dose.exercise_id] for dose in doses]
    new = frozenset(e.id for e in exercises if is_novel(e, now))
    reasons = (
        *_usual_reasons(exercises, now),
        *([_minutes_reason(now)] if short != full else []),
        *(room_reason(tissue, now.course) for tissue in tissues),
        *([_light_reason(now)] if light != capped else []),
        *picked.limited_by,
        *(limit.reason for limit in limits),
        *_weaker_reasons(doses),
    )
    return Content(
        kind=kind,
        doses=doses,
        load_class=hardest_of(exercises),
        novel=bool(new),
        minutes=minutes_of(doses),
        new=new,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def hardest_of(exercises: Iterable[Exercise]) -> LoadClass:
    """The class that names a session of these exercises."""
    return max((e.load_class for e in exercises), key=HARDNESS.__getitem__)


def minutes_of(doses: Sequence[Dose]) -> int:
    """Whole minutes that a session of these doses takes."""
    return max(1, ceil(session_seconds(doses) / 60))


# What made the numbers


def _usual_reasons(exercises: Sequence[Exercise], now: Circumstances) -> Iterator[Reason]:
    if now.phase is not BlockPhase.TAPER:
        text = SENTENCES["dose-phase"].format(
            sets=count_word(phase_sets(now), "set"), phase=now.phase
        )
        yield Reason(text, rule="after-race" if now.phase is BlockPhase.RECOVERY else "dose")
    if any(is_halved(exercise, now) for exercise in exercises):
        yield Reason(SENTENCES["dose-novel"], rule="dose")
    if now.course.frozen and any(exercise.id in now.course.last for exercise in exercises):
        yield now.course.frozen


def _minutes_reason(now: Circumstances) -> Reason:
    return Reason(SENTENCES["dose-minutes"].format(minutes=now.minutes), rule="dose")


def room_reason(tissue: Tissue, course: Course) -> Reason:
    """Why a tissue gets no more sets this week."""
    if course.room[tissue].by_ramp:
        return Reason(SENTENCES["dose-ramp"].format(tissue=tissue), rule="growth")
    sets = count_word(WEEKLY_SET_CAPS[tissue], "set")
    return Reason(SENTENCES["dose-cap"].format(sets=sets, tissue=tissue), rule="dose")


def _light_reason(now: Circumstances) -> Reason:
    if now.band.sets == 1.0:
        return Reason(
            SENTENCES["dose-cutback"].format(share=round(100 * CUTBACK_SETS)), rule="dose"
        )
    text = SENTENCES["dose-taper"].format(share=round(100 * now.band.sets))
    return Reason(text, rule="taper")


def _weaker_reasons(doses: Iterable[Dose]) -> Iterator[Reason]:
    for dose in doses:
        if dose.extra_sets:
            yield Reason(SENTENCES["dose-weaker"].format(side=dose.first), rule="dose")
