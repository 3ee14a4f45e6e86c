"""What days may hold at most: what the body says, days lost, and the way back from both.

Everything here becomes a `Limit`, so that whoever asks what a day allows asks one question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.planning.constants.dose import HARDNESS, HOPS_UNDER_LIMIT_FROM
from hamstrong.planning.constants.returns import (
    GENTLE_HARDEST,
    ILL_HARDEST,
    ILL_NO_HEAVY_DAYS,
    NO_HOPS_DAYS,
    POST_RACE,
    POST_RACE_ALL_DAY,
    RETURNS,
    SPEED_DAYS,
    SPEED_SETS,
    ReturnBand,
)
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Limit,
    PlanRequest,
    Reason,
    ReturnSpeed,
)
from hamstrong.planning.weeks import race_share
from hamstrong.planning.words import SENTENCES, count_word, span_word
from hamstrong.running.model import Run, RunType

_DAY = timedelta(days=1)
_ANY = frozenset[Tissue]()
HOPS = frozenset({LoadClass.P1, LoadClass.P2})
"""Classes whose contacts are counted (W8)."""

_OF_HOPS = frozenset({Tissue.IMPACT, Tissue.CALF})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of a stretch of days.

    Attributes:
        limits: All that hold on one of its days.
        told: What the athlete should read about them in the week's notes.
    """

    limits: tuple[Limit, ...] = ()
    told: tuple[Reason, ...] = ()

    def on(self, day: date) -> tuple[Limit, ...]:
        """Those that hold on a day."""
        return tuple(limit for limit in self.limits if limit.holds_on(day))


NO_BOUNDS = Bounds()


def bounds_of(request: PlanRequest, first: date, last: date) -> Bounds:
    """What limits the days from `first` to `last`, both included."""
    told = [limit for limit in _of_absences(request.absences) if _meets(limit, first, last)]
    silent = (*_of_races(request, first, last), *request.limits)
    limits = (*told, *(limit for limit in silent if _meets(limit, first, last)))
    away = [a for a in request.absences if a.kind is AbsenceKind.TRAVELLING]
    there = [_absence_reason(a) for a in away if a.first <= last and first <= a.last]
    return Bounds(limits, tuple(dict.fromkeys([*there, *(limit.reason for limit in told)])))


def _meets(limit: Limit, first: date, last: date) -> bool:
    return limit.first <= last and (limit.last is None or first <= limit.last)


def is_blocked(limits: Iterable[Limit]) -> bool:
    """Whether nothing at all is allowed."""
    return any(_is_closed(limit) for limit in limits)


def blocking(request: PlanRequest, day: date) -> Reason | None:
    """Why a day allows no strength at all; None when it allows some."""
    limits = bounds_of(request, day, day).limits
    return next((limit.reason for limit in limits if _is_closed(limit)), None)


def _is_closed(limit: Limit) -> bool:
    return not limit.tissues and (limit.hardest is None or limit.sets <= 0)


def touching(limits: Iterable[Limit], exercise: Exercise) -> tuple[Limit, ...]:
    """The limits that speak of an exercise: of any tissue it trains, and of impact for hops."""
    tissues = set(exercise.tissues)
    if exercise.load_class in HOPS:
        tissues |= _OF_HOPS
    return tuple(limit for limit in limits if not limit.tissues or limit.tissues & tissues)


def allows(limit: Limit, exercise: Exercise, *, level: int, lowest: int) -> bool:
    """Whether a limit that speaks of the exercise leaves it possible.

    Args:
        limit: The limit.
        exercise: One it speaks of.
        level: The athlete's rung in its family.
        lowest: The family's lowest rung; nobody is sent below it.
    """
    rung = max(lowest, level - limit.easier)
    return leaves(limit, exercise) and exercise.level <= rung


def leaves(limit: Limit, exercise: Exercise) -> bool:
    """Whether a limit that speaks of the exercise leaves work of its class possible."""
    if limit.hardest is None or limit.sets <= 0:
        return False
    if exercise.load_class in HOPS and not _is_at_least(limit.hardest, HOPS_UNDER_LIMIT_FROM):
        return False
    return _is_at_least(limit.hardest, exercise.load_class)


def _is_at_least(hardest: LoadClass, other: LoadClass) -> bool:
    return HARDNESS[hardest] >= HARDNESS[other]


# Races


def _of_races(request: PlanRequest, first: date, last: date) -> Iterator[Limit]:
    races = [run for run in request.runs if run.type is RunType.RACE]
    days = {run.day for run in races} | {request.race.day}
    for day in sorted(day for day in days if first - NO_HOPS_DAYS * _DAY <= day <= last):
        yield Limit(day, day, _ANY, None, 0, Reason(SENTENCES["day-race"], rule="taper"))
        reason = Reason(SENTENCES["no-hops"].format(days=NO_HOPS_DAYS), rule="after-race")
        impact = frozenset({Tissue.IMPACT})
        yield Limit(day, day + NO_HOPS_DAYS * _DAY, impact, None, 0, reason)
    if first - (POST_RACE_ALL_DAY + 1) * _DAY <= request.race.day <= last:
        yield from _after_race(request, races)


def _after_race(request: PlanRequest, races: Iterable[Run]) -> Iterator[Limit]:
    """Evidence 2.5. Where no run shows the race with its distance, the hours that belong after it
    are not kept by spacing either: a day more."""
    race = request.race
    share = race_share(race.distance_m)
    listed = any(run.day == race.day and run.distance_m for run in races)
    starts = [round(step.from_day * share) for step in POST_RACE] + [
        round(POST_RACE_ALL_DAY * share)
    ]
    days = [max(1, start) + (0 if listed or start <= 1 else 1) for start in starts]
    for step, first, following in zip(POST_RACE, days[:-1], days[1:], strict=True):
        key = "after-race-none" if step.hardest is None else "after-race"
        text = SENTENCES[key].format(days=following, hardest=step.hardest)
        last = race.day + (following - 1) * _DAY
        reason = Reason(text, rule="after-race")
        yield Limit(race.day + first * _DAY, last, _ANY, step.hardest, 1.0, reason)


# Absences


def travels(absences: Iterable[Absence], day: date) -> bool:
    """Whether the athlete is travelling that day."""
    return any(a.kind is AbsenceKind.TRAVELLING and a.first <= day <= a.last for a in absences)


def _of_absences(absences: Iterable[Absence]) -> Iterator[Limit]:
    for absence in absences:
        if absence.kind is AbsenceKind.TRAVELLING or absence.last < absence.first:
            continue
        reason = _absence_reason(absence)
        yield Limit(absence.first, absence.last, _ANY, None, 0, reason)
        yield from _after_illness(absence)
        lost = (absence.last - absence.first).days + 1
        band = next((band for band in RETURNS if lost >= band.from_days), None)
        if band is not None:
            yield _return(absence, band, lost)


def _absence_reason(absence: Absence) -> Reason:
    days = span_word(absence.first, absence.last)
    return Reason(SENTENCES[f"absent-{absence.kind}"].format(days=days), rule="return")


def _after_illness(absence: Absence) -> Iterator[Limit]:
    if absence.kind is not AbsenceKind.ILL:
        return
    days = ILL_NO_HEAVY_DAYS[absence.back]
    text = SENTENCES["after-ill"].format(days=count_word(days, "day"))
    last = absence.last + days * _DAY
    yield Limit(absence.last + _DAY, last, _ANY, ILL_HARDEST, 1.0, Reason(text, rule="return"))


def _return(absence: Absence, band: ReturnBand, lost: int) -> Limit:
    days = max(1, round(band.days * SPEED_DAYS[absence.back]))
    sets = min(1.0, band.sets + SPEED_SETS[absence.back])
    text = SENTENCES["return"].format(
        lost=count_word(lost, "day"), days=count_word(days, "day"), share=round(100 * sets)
    )
    return Limit(
        first=absence.last + _DAY,
        last=absence.last + days * _DAY,
        tissues=_ANY,
        hardest=_hardest(absence.back, band),
        sets=sets,
        reason=Reason(text, rule="return"),
        easier=band.easier,
    )


def _hardest(back: ReturnSpeed, band: ReturnBand) -> LoadClass:
    if back is ReturnSpeed.QUICK:
        return LoadClass.C5
    if back is ReturnSpeed.GENTLE and _is_at_least(band.hardest, GENTLE_HARDEST):
        return GENTLE_HARDEST
    return band.hardest
