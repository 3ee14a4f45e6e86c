"""What a session is made of: slots, then an exercise on a rung for each, then sets that fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.exercises.steps import session_seconds
from hamstrong.language import Language, spoken
from hamstrong.planning.constants.dose import (
    CUTBACK_SETS,
    GAIN_SETS,
    HARDNESS,
    WEEKLY_SET_CAPS,
)
from hamstrong.planning.dose.circumstances import Circumstances, is_novel
from hamstrong.planning.dose.course import Course
from hamstrong.planning.dose.dosing import (
    dose_of,
    fitted,
    is_halved,
    light_share,
    lightened,
    phase_sets,
    under_limits,
    within_room,
)
from hamstrong.planning.dose.keeping import as_yesterday
from hamstrong.planning.dose.selection import Kind, Picked, Shelf
from hamstrong.planning.model import BlockPhase, Reason
from hamstrong.planning.spacing import HEAVY_CLASSES
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
        kept: Whether these are the exercises of yesterday's session, and no others.
    """

    kind: Kind
    doses: tuple[Dose, ...]
    load_class: LoadClass
    novel: bool
    minutes: int
    new: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()
    kept: bool = False


class DayContents:
    """Sessions of a day, of every kind; what they share is reckoned once."""

    def __init__(self, now: Circumstances, library: Library) -> None:
        self._now = now
        self._bare = now if now.yesterday is None else replace(now, yesterday=None)
        self._library = library
        self._shelf = Shelf(now, library)
        self._doses: dict[str, Dose] = {}
        self._bare_doses = self._doses if now is self._bare else {}

    def of_kind(self, kind: Kind) -> Iterator[Content]:
        """Fill a session; nothing where nothing may be done.

        As yesterday's plan has it, where that stands; anew where what was said of it is true no
        more. Both where the new one is harder by a kind: its place decides then.
        """
        picked = self._shelf.pick(kind)
        if kind is Kind.KNOWN and not self._differs(picked):
            return
        kept = self._kept(kind, picked)
        if kept is not None:
            yield kept
            if picked.anew == picked.exercises or _grade_of(picked) <= _grade(kept):
                return
        anew = self._anew(kind, picked)
        if anew is not None and (kept is None or _grade(anew) > _grade(kept)):
            yield anew

    def _differs(self, known: Picked) -> bool:
        """Whether there is heavy work that is known, and other work that it leaves out."""
        return any(e.load_class in HEAVY_CLASSES for e in known.anew) and not any(
            known.anew == self._shelf.pick(kind).anew for kind in (Kind.FULL, Kind.HEAVY)
        )

    def _anew(self, kind: Kind, picked: Picked) -> Content | None:
        doses = tuple(_dose(exercise, self._bare, self._bare_doses) for exercise in picked.anew)
        cut = _cut(doses, self._bare, self._library)
        return _content(kind, cut, self._bare, self._library, said=picked.limited_by)

    def _kept(self, kind: Kind, picked: Picked) -> Content | None:
        """As yesterday's plan has it, cut down to what may be, and with all sets where those gain
        much; None where what was said of it is true no more."""
        now, was = self._now, self._now.yesterday
        if was is None or not _is_all_true(was.reasons, picked, now):
            return None
        full = tuple(_dose(exercise, now, self._doses) for exercise in picked.exercises)
        whole = _cut(full, now, self._library)
        less = as_yesterday(full, now, was, self._library)
        cut = _cut(less, now, self._library, usual=whole.usual)
        if _sets(whole) >= _sets(cut) + GAIN_SETS:
            cut = whole
        said = (r for r in was.reasons if r.rule != "growth" or r in _ramp_reasons(spoken()))
        return _content(kind, cut, now, self._library, said=(*said, *picked.limited_by))


def _dose(exercise: Exercise, now: Circumstances, found: dict[str, Dose]) -> Dose:
    if exercise.id not in found:
        found[exercise.id] = dose_of(exercise, now)
    return found[exercise.id]


def _is_all_true(said: Iterable[Reason], picked: Picked, now: Circumstances) -> bool:
    """Whether what was said of a session may be said of one with these exercises; that growth held
    it back may always be."""
    left = {r for r in said if r.rule != "growth" and r not in _always_true(spoken())}
    left -= {*_usual_reasons(picked.exercises, now), _minutes_reason(now.minutes, spoken())}
    left -= {limit.reason for limit in now.limits}
    if _leaves_out(picked, now):
        left.discard(_left_out_reason())
    return not left or (light_share(now) < 1.0 and left == {_light_reason(now)})


def _leaves_out(picked: Picked, now: Circumstances) -> bool:
    """Whether what would be picked anew holds something new, and yesterday's does not."""
    return any(is_novel(e, now) for e in picked.anew) and not any(
        is_novel(e, now) for e in picked.exercises
    )


def _grade(content: Content) -> int:
    return _grade_of_class(content.load_class)


def _grade_of(picked: Picked) -> int:
    """The most that a session anew could be."""
    return max((_grade_of_class(e.load_class) for e in picked.anew), default=0)


def _grade_of_class(load_class: LoadClass) -> int:
    """Heavy work of any class is one kind: none of it may stand in for the other."""
    return min(HARDNESS[load_class], HARDNESS[LoadClass.C3])


@dataclass(frozen=True, slots=True)
class _Cut:
    """Doses cut down to minutes, room, phase and limits; before they got light; and why."""

    doses: tuple[Dose, ...]
    usual: tuple[Dose, ...]
    reasons: tuple[Reason, ...]


def _sets(cut: _Cut) -> int:
    return sum(dose.sets for dose in cut.doses)


def _cut(
    wished: Sequence[Dose],
    now: Circumstances,
    library: Library,
    *,
    usual: Sequence[Dose] | None = None,
) -> _Cut:
    """Cut down. Doses that may be light already come with the `usual`, of which shares are."""
    short = fitted(wished, now.minutes, library) if wished else ()
    capped, tissues = within_room(short, now, library)
    light = lightened(capped, now, usual=usual)
    doses, limits = under_limits(light, now, library, usual=usual or ())
    reasons = (
        *([_minutes_reason(now.minutes, spoken())] if short != tuple(wished) else []),
        *(room_reason(tissue, now.course) for tissue in tissues),
        *([_light_reason(now)] if light != capped else []),
        *(limit.reason for limit in limits),
    )
    return _Cut(doses, capped, reasons)


def _content(
    kind: Kind, cut: _Cut, now: Circumstances, library: Library, *, said: Sequence[Reason]
) -> Content | None:
    if not cut.doses:
        return None
    was = now.yesterday
    exercises = [library[dose.exercise_id] for dose in cut.doses]
    new = frozenset(e.id for e in exercises if is_novel(e, now))
    reasons = (
        *_usual_reasons(exercises, now),
        *((_left_out_reason(),) if kind is Kind.KNOWN else ()),
        *said,
        *cut.reasons,
        *_weaker_reasons(cut.doses),
    )
    return Content(
        kind=kind,
        doses=cut.doses,
        load_class=hardest_of(exercises),
        novel=bool(new),
        minutes=minutes_of(cut.doses),
        new=new,
        reasons=tuple(dict.fromkeys(reasons)),
        kept=was is not None and was.doses.keys() == {exercise.id for exercise in exercises},
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
        yield _phase_reason(now.phase, phase_sets(now), spoken())
    if any(is_halved(exercise, now) for exercise in exercises):
        yield Reason(SENTENCES["dose-novel"], rule="dose")
    if now.course.frozen and any(exercise.id in now.course.last for exercise in exercises):
        yield now.course.frozen


def _left_out_reason() -> Reason:
    return Reason(SENTENCES["dose-new-left-out"], rule="dose")


@cache
def _phase_reason(phase: BlockPhase, sets: int, language: Language) -> Reason:
    """`language` is the one spoken: it keeps what is remembered apart."""
    text = SENTENCES["dose-phase"].format(
        sets=count_word(sets, "set"), phase=SENTENCES[f"phases.{phase}"]
    )
    return Reason(text, rule="after-race" if phase is BlockPhase.RECOVERY else "dose")


@cache
def _minutes_reason(minutes: int, language: Language) -> Reason:
    return Reason(SENTENCES["dose-minutes"].format(minutes=minutes), rule="dose")


def room_reason(tissue: Tissue, course: Course) -> Reason:
    """Why a tissue gets no more sets this week."""
    return _ramp_reason(tissue) if course.room[tissue].by_ramp else _cap_reason(tissue)


def _ramp_reason(tissue: Tissue) -> Reason:
    return Reason(
        SENTENCES["dose-ramp"].format(tissue=SENTENCES[f"tissues.{tissue}"]), rule="growth"
    )


def _cap_reason(tissue: Tissue) -> Reason:
    sets = count_word(WEEKLY_SET_CAPS[tissue], "set")
    return Reason(
        SENTENCES["dose-cap"].format(sets=sets, tissue=SENTENCES[f"tissues.{tissue}"]), rule="dose"
    )


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
            yield _weaker_reason(dose.first)


def _weaker_reason(side: Side) -> Reason:
    return Reason(SENTENCES["dose-weaker"].format(side=SENTENCES[f"sides.{side}"]), rule="dose")


@cache
def _always_true(language: Language) -> frozenset[Reason]:
    """Of a session that gets no more than it had."""
    caps = (_cap_reason(tissue) for tissue in WEEKLY_SET_CAPS)
    return frozenset((*caps, *(_weaker_reason(side) for side in (Side.LEFT, Side.RIGHT))))


@cache
def _ramp_reasons(language: Language) -> frozenset[Reason]:
    return frozenset(_ramp_reason(tissue) for tissue in Tissue)
