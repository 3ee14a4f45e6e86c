"""What stands against a day: judged by the very margins, gaps and easy days the search obeys."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.dose import taper_band
from hamstrong.planning.dose.selection import is_as_hard
from hamstrong.planning.model import Limit, Plan, Reason, Session
from hamstrong.planning.placing.places import Place, WeekContext, days_of, places, session_count
from hamstrong.planning.placing.scoring import CLASS_VALUE, nearness
from hamstrong.planning.placing.week import easy_days
from hamstrong.planning.reasons import blocked_reason
from hamstrong.planning.spacing import HARD_CLASSES, Work, between_h, hours_apart
from hamstrong.planning.weeks import WEEK
from hamstrong.planning.why.binding import out_reason
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import WEEKDAYS, direction_word, hours_text, needed_text, work_word


class Verdict(StrEnum):
    """What becomes of a session on another day of its week.

    The first three hold for any strength; `out` is a run's hours, `session` another session's.
    """

    OVER = "over"
    SETTLED = "settled"
    NO_TIME = "no-time"
    OUT = "out"
    SESSION = "session"
    EASY_DAY = "easy-day"
    LIGHTER = "lighter"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class DayVerdict:
    """One day judged for one session, or for one class of work.

    Attributes:
        day: The day.
        verdict: What becomes of it there.
        reason: In one or two sentences, with the run and both numbers of hours where one decides.
        load_class: What was to be placed.
        session_id: The session asked about; None for a class of work alone.
        starts: Where it could legally start that day with the rest of the week as it stands;
            not empty just when the verdict is `possible`.
        instead: The hardest lighter class that could stand there when it cannot itself.
    """

    day: date
    verdict: Verdict
    reason: Reason
    load_class: LoadClass
    session_id: str | None = None
    starts: tuple[datetime, ...] = ()
    instead: LoadClass | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A week as it stands around one session.

    Attributes:
        context: As the planner found the week.
        load_class: Of the session in question.
        others: Sessions it must keep its hours to: the week's others, and the last before.
        easy: Days of which one stays free of hard work (W5).
    """

    context: WeekContext
    load_class: LoadClass
    others: tuple[Session, ...]
    easy: frozenset[date] = field(default_factory=frozenset)


def rest_around(
    plan: Plan, context: WeekContext, load_class: LoadClass, *, without: str | None = None
) -> Rest:
    """The week's other sessions and those before it; `without` is the session in question."""
    monday = context.week.monday
    aside = context.request.skipped | {without}
    in_week = (s for s in plan.sessions if monday <= s.day < monday + WEEK)
    others = (*context.standing.before, *(s for s in in_week if s.id not in aside))
    return Rest(context, load_class, others, easy_days(context))


def places_by_day(number: int, context: WeekContext) -> dict[date, list[Place]]:
    """All places of a session, legal or not, by day; a day without any is absent."""
    found: dict[date, list[Place]] = {}
    wished = max(session_count(context.week, context.request), number + 1)
    for place in places([number], wished, context):
        found.setdefault(place.start.date(), []).append(place)
    return found


def session_number(session_id: str) -> int:
    """Which session of its week it is, from 0."""
    return int(session_id.rsplit("-", 1)[1]) - 1


class Crowding(NamedTuple):
    """Another session that is too close: the hours between and those needed."""

    session: Session
    hours: float
    needed: float


def crowding(work: Work, others: Iterable[Session]) -> Iterator[Crowding]:
    """The sessions that work placed so would stand too close to, or share a day with."""
    for other in others:
        needed = between_h(other.load_class, work.load_class)
        hours = hours_apart(work, other)
        if hours < needed or other.day == work.start.date():
            yield Crowding(other, hours, needed)


def free_places(found: Iterable[Place], rest: Rest) -> list[Place]:
    """Those that nothing stands against: no run, no other session, no easy day."""
    return [p for p in found if p.legal and _is_apart(p, rest) and _leaves_easy_day(p, rest)]


def _is_apart(place: Place, rest: Rest) -> bool:
    return next(crowding(place.work, rest.others), None) is None


def _leaves_easy_day(place: Place, rest: Rest) -> bool:
    if place.content.load_class not in HARD_CLASSES or not rest.easy:
        return True
    monday = rest.context.week.monday
    taken = {s.day for s in rest.others if s.load_class in HARD_CLASSES and s.day >= monday}
    return not rest.easy <= {*taken, place.start.date()}


def obstacle(day: date, found: Sequence[Place], rest: Rest) -> DayVerdict | None:
    """The mildest of what stands against the session on a day; None when nothing does.

    Args:
        day: Of the week.
        found: All its places that day.
        rest: The week around it.
    """
    nothing = _nothing_at_all(day, found, rest)
    if nothing:
        return nothing
    like = [p for p in found if is_as_hard(p.content.load_class, rest.load_class)]
    if free_places(like, rest):
        return None
    free = free_places(found, rest)
    hardest = max(free, key=lambda p: CLASS_VALUE[p.content.load_class], default=None)
    instead = hardest.content.load_class if hardest else None
    verdict, reason = _against(day, like, rest)
    if hardest:
        word = work_word(hardest.content.load_class, novel=hardest.content.novel)
        text = WHY_SENTENCES["only-lighter"].format(sentence=reason.text, work=word)
        reason = Reason(text, reason.rule, reason.run_id, reason.hours, reason.needed_h)
    return DayVerdict(day, verdict, reason, rest.load_class, instead=instead)


def _nothing_at_all(day: date, found: Sequence[Place], rest: Rest) -> DayVerdict | None:
    """Days that are over, taken, without a window, or without a stretch that is long enough."""
    request = rest.context.request
    earliest = request.not_before.date() if request.not_before else request.today
    weekday = WEEKDAYS[day.weekday()]
    if day < max(request.today, earliest):
        reason = Reason(WHY_SENTENCES["out-over"].format(weekday=weekday))
        return DayVerdict(day, Verdict.OVER, reason, rest.load_class)
    if found:
        return None
    blocked = blocked_reason(day, request)
    starts = [start for one in days_of(rest.context) if one.day == day for start in one.starts]
    if starts and request.not_before and max(starts) < request.not_before:
        reason = Reason(WHY_SENTENCES["out-late"].format(weekday=weekday))
        return DayVerdict(day, Verdict.OVER, reason, rest.load_class)
    if not blocked and starts:
        return DayVerdict(day, Verdict.LIGHTER, _lighter_only(day, rest), rest.load_class)
    text = WHY_SENTENCES["out-no-room"].format(weekday=weekday, minutes=request.minutes)
    reason = blocked or Reason(text, rule="spacing-other")
    return DayVerdict(day, Verdict.NO_TIME, reason, rest.load_class)


def _against(day: date, like: Sequence[Place], rest: Rest) -> tuple[Verdict, Reason]:
    if not like:
        return Verdict.LIGHTER, _lighter_only(day, rest)
    legal = [place for place in like if place.legal]
    if not legal:
        nearest = max(like, key=lambda p: (_is_same(p, rest), nearness(p)))
        return Verdict.OUT, out_reason(day, [p for p in like if _is_like(p, nearest)])
    if not any(_is_apart(place, rest) for place in legal):
        return Verdict.SESSION, _crowded(day, legal, rest)
    text = WHY_SENTENCES["out-easy-day"].format(weekday=WEEKDAYS[day.weekday()])
    return Verdict.EASY_DAY, Reason(text, rule="spacing-other")


def _is_like(place: Place, other: Place) -> bool:
    mine, its = place.content, other.content
    return (mine.load_class, mine.novel) == (its.load_class, its.novel)


def _is_same(place: Place, rest: Rest) -> bool:
    """Of the very class in question: what the athlete would compare."""
    return place.content.load_class is rest.load_class


def _lighter_only(day: date, rest: Rest) -> Reason:
    """What the day cannot carry, before any run is asked: taper, body, level and kit."""
    race_day = rest.context.request.race.day
    days_to_race = (race_day - day).days
    closing = _closing(rest, day)
    if closing:
        why, rule = closing.reason.text, closing.reason.rule
    elif days_to_race > 0 and rest.load_class not in taper_band(days_to_race).classes:
        why, rule = WHY_SENTENCES["lighter-taper"], "taper"
    else:
        why, rule = WHY_SENTENCES["lighter-kit"], "dose"
    text = WHY_SENTENCES["out-lighter"].format(
        weekday=WEEKDAYS[day.weekday()], work=work_word(rest.load_class, novel=False), why=why
    )
    return Reason(text, rule=rule)


def _closing(rest: Rest, day: date) -> Limit | None:
    """The limit that keeps such work out that day, one of the whole body before one of a part."""
    hops = rest.load_class in (LoadClass.P1, LoadClass.P2)
    found = [
        limit
        for limit in rest.context.course.bounds.on(day)
        if (limit.hardest is None or not is_as_hard(limit.hardest, rest.load_class))
        and (hops or limit.tissues != {Tissue.IMPACT})
    ]
    return min(found, key=lambda limit: len(limit.tissues), default=None)


def _crowded(day: date, legal: Iterable[Place], rest: Rest) -> Reason:
    """The session in the way at the start that is least in its way."""
    tightest = (min(crowding(p.work, rest.others), key=lambda c: c.hours - c.needed) for p in legal)
    chief = max(tightest, key=lambda c: (c.hours - c.needed, c.session.id))
    same_day = chief.session.day == day
    after = chief.session.day < day
    text = WHY_SENTENCES["out-same-day" if same_day else "out-session"].format(
        weekday=WEEKDAYS[day.weekday()],
        hours=hours_text(chief.hours),
        direction=direction_word(before=not after),
        title=chief.session.title.lower(),
        day=WEEKDAYS[chief.session.day.weekday()],
        needed=needed_text(chief.needed),
    )
    return Reason(text, rule="spacing-other", hours=round(chief.hours, 2), needed_h=chief.needed)


def settled_reason(session: Session) -> Reason:
    """Why a session has no other day: it is past, begun or done."""
    return Reason(WHY_SENTENCES["out-settled"].format(weekday=WEEKDAYS[session.day.weekday()]))
