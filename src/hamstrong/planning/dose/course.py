"""What the weeks so far leave for this one: room to grow, limits, and what was done last."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.planning.constants.dose import (
    CONTACTS_PER_S,
    CONTACTS_RAMP,
    FIRST_CONTACTS,
    MOST_CONTACTS,
    RAMP,
    RAMP_FREE_SETS,
    RAMP_MEMORY_WEEKS,
    WEEKLY_SET_CAPS,
    taper_band,
)
from hamstrong.planning.constants.returns import BREAK_DAYS, BREAK_SETS, MISSES
from hamstrong.planning.constants.spacing import NOVEL_AFTER_DAYS
from hamstrong.planning.dose.growth import hold_reason, is_due, outgrown
from hamstrong.planning.dose.limits import HOPS, NO_BOUNDS, Bounds, bounds_of
from hamstrong.planning.model import Limit, PlanRequest, PlanWeek, Reason, Session
from hamstrong.planning.weeks import WEEK, monday_of
from hamstrong.planning.words import SENTENCES


@dataclass(frozen=True, slots=True)
class Room:
    """Sets a tissue may still get this week, and whether growth or the cap says so."""

    sets: int
    by_ramp: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What came before a week, as far as it decides how much is done in it.

    Attributes:
        weeks_to_race: Of the week; negative after the race.
        today: Of planning.
        bounds: What limits its days.
        frozen: Why strength does not progress this week (W9, W12); None when it may.
        closed: Whether nothing new comes in (W9, W10, W12).
        last: The last dose of each exercise in a week that did not cut back.
        whole: The same outside of the taper, which leaves a share of its sets.
        lightly: The last dose of each anywhere, in try-outs too.
        room: Sets left per tissue (W7).
        contacts: Impact contacts left (W8).
        targets: Seconds or reps due next, from what was logged.
        weaker: Side that goes first, per exercise.
    """

    weeks_to_race: int = 0
    today: date = date.min
    bounds: Bounds = NO_BOUNDS
    frozen: Reason | None = None
    closed: bool = False
    last: Mapping[str, Dose] = field(default_factory=dict)
    whole: Mapping[str, Dose] = field(default_factory=dict)
    lightly: Mapping[str, Dose] = field(default_factory=dict)
    room: Mapping[Tissue, Room] = field(default_factory=dict)
    contacts: int = MOST_CONTACTS
    targets: Mapping[str, int] = field(default_factory=dict)
    weaker: Mapping[str, Side] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What the athlete should know about the week."""
        return (*self.bounds.told, *((self.frozen,) if self.frozen else ()))


UNTOUCHED = Course()
"""Nothing came before, and nothing limits."""


def course_of(
    week: PlanWeek,
    weeks: Sequence[PlanWeek],
    request: PlanRequest,
    library: Library,
    settled: Sequence[Session],
) -> Course:
    """What a week finds.

    Args:
        week: The week whose turn it is.
        weeks: Of the block.
        request: What is planned from.
        library: The exercises.
        settled: Sessions before the week, and those that stand in it, in time order.
    """
    cutbacks = {other.monday for other in weeks if other.cutback}
    before = [s for s in settled if s.day < week.monday]
    steady = [s for s in before if monday_of(s.day) not in cutbacks]
    whole = [s for s in steady if taper_band((request.race.day - s.day).days).sets == 1.0]
    within = [s for s in settled if monday_of(s.day) == week.monday]
    logged = [s for s in steady if _counts(s, request)]
    back = _after_break(week, before, request)
    grown = outgrown(weeks, request)
    frozen = _frozen(week, request, settled, grown)
    bounds = bounds_of(request, week.monday, week.monday + WEEK - timedelta(days=1))
    if back is not None:
        bounds = Bounds((*bounds.limits, back), (*bounds.told, back.reason))
    return Course(
        weeks_to_race=week.weeks_to_race,
        today=request.today,
        bounds=bounds,
        frozen=frozen,
        closed=week.cutback or (frozen is not None and not is_due(week, weeks, grown)),
        last=_last_doses(steady),
        whole=_last_doses(whole),
        lightly={d.exercise_id: d for s in before for d in s.doses},
        room=_room(week, cutbacks, logged, within, library),
        contacts=_contacts_left(week, logged, within, library),
        targets=request.targets,
        weaker=request.weaker,
    )


def _last_doses(sessions: Iterable[Session]) -> dict[str, Dose]:
    """The last of each exercise; a try-out is none."""
    return {d.exercise_id: d for s in sessions for d in s.doses if not d.tryout}


def _counts(session: Session, request: PlanRequest) -> bool:
    """Whether a session is or will be work done; one that was skipped, or that a keeper of a log
    left out, is not."""
    if session.id in request.skipped:
        return False
    keeps_log = bool(request.done or request.exposures)
    return session.day >= request.today or not keeps_log or session.id in request.done


# How much


def counted_sets(dose: Dose, library: Mapping[str, Exercise]) -> tuple[Tissue, int] | None:
    """The tissue a dose counts for and its sets there (W7); None for what does not count."""
    exercise = library[dose.exercise_id]
    if exercise.load_class is LoadClass.C0:
        return None
    return exercise.tissues[0], dose.sets + dose.extra_sets


def contacts_of(dose: Dose, library: Mapping[str, Exercise]) -> int:
    """Impact contacts of a dose (W8); seconds of hopping are counted by their usual rhythm."""
    if library[dose.exercise_id].load_class not in HOPS:
        return 0
    per_set = dose.reps if dose.hold_s is None else round(dose.hold_s * CONTACTS_PER_S)
    return (dose.sets + dose.extra_sets) * (per_set or 0)


def _sets_of(sessions: Iterable[Session], library: Library) -> Counter[Tissue]:
    total: Counter[Tissue] = Counter()
    for session in sessions:
        for dose in session.doses:
            counted = counted_sets(dose, library)
            if counted:
                total[counted[0]] += counted[1]
    return total


def _memory(week: PlanWeek, cutbacks: set[date]) -> list[date]:
    """The last weeks that did not cut back, the nearest first."""
    mondays = (week.monday - n * WEEK for n in range(1, 3 * RAMP_MEMORY_WEEKS))
    return [monday for monday in mondays if monday not in cutbacks][:RAMP_MEMORY_WEEKS]


def _room(
    week: PlanWeek,
    cutbacks: set[date],
    logged: Sequence[Session],
    within: Sequence[Session],
    library: Library,
) -> dict[Tissue, Room]:
    """W7: under the cap, and no more than a fifth above the most of the last weeks."""
    spent = _sets_of(within, library)
    past = [_in_week(logged, monday) for monday in _memory(week, cutbacks)]
    sums = [_sets_of(sessions, library) for sessions in past]
    room = {}
    for tissue, cap in WEEKLY_SET_CAPS.items():
        most = max((total[tissue] for total in sums), default=0)
        ramp = max(most + 1, int(most * (1 + RAMP)), RAMP_FREE_SETS)
        allowed = min(cap, ramp) if any(past) else cap
        room[tissue] = Room(max(0, allowed - spent[tissue]), by_ramp=allowed < cap)
    return room


def _in_week(sessions: Iterable[Session], monday: date) -> list[Session]:
    return [s for s in sessions if monday <= s.day < monday + WEEK]


def _contacts_left(
    week: PlanWeek, logged: Sequence[Session], within: Sequence[Session], library: Library
) -> int:
    weeks = [_in_week(logged, week.monday - n * WEEK) for n in range(1, RAMP_MEMORY_WEEKS + 1)]
    most = max(_contacts_in(sessions, library) for sessions in weeks)
    allowed = min(MOST_CONTACTS, max(FIRST_CONTACTS, int(most * (1 + CONTACTS_RAMP))))
    return max(0, allowed - _contacts_in(within, library))


def _contacts_in(sessions: Iterable[Session], library: Library) -> int:
    return sum(contacts_of(dose, library) for s in sessions for dose in s.doses)


# Whether it grows


def _frozen(
    week: PlanWeek, request: PlanRequest, settled: Sequence[Session], grown: Mapping[date, str]
) -> Reason | None:
    """W9, and W12 after two sessions missed in a row."""
    if week.monday <= request.today < week.monday + WEEK and _missed(settled, request):
        return Reason(SENTENCES["frozen-missed"], rule="return")
    return hold_reason(grown[week.monday]) if week.monday in grown else None


def _missed(settled: Sequence[Session], request: PlanRequest) -> bool:
    past = [s for s in settled if s.day < request.today][-MISSES:]
    return len(past) == MISSES and not any(_counts(session, request) for session in past)


def _after_break(week: PlanWeek, before: Sequence[Session], request: PlanRequest) -> Limit | None:
    """W12: two weeks off, 30 % fewer sets for a week; after four the exercises are new again."""
    trained = {day for days in request.exposures.values() for day in days}
    trained |= set(request.accustomed.values()) | {at.date() for at in request.done.values()}
    coming = (s for s in before if s.day >= request.today and s.id not in request.skipped)
    trained |= {session.day for session in coming}
    first = max(week.monday, request.today)
    last = max((day for day in trained if day < first), default=None)
    if last is None or not BREAK_DAYS <= (first - last).days <= NOVEL_AFTER_DAYS:
        return None
    reason = Reason(SENTENCES["break"].format(share=round(100 * BREAK_SETS)), rule="return")
    sunday = week.monday + WEEK - timedelta(days=1)
    return Limit(first, sunday, frozenset(), LoadClass.C5, BREAK_SETS, reason)
