"""One week: place its sessions as well as the runs allow, and say what had to give."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from hamstrong.planning.constants.dose import SESSIONS_PER_WEEK
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.model import BlockPhase, PlanRequest, Reason, Session
from hamstrong.planning.placing.foreseen import Foreseen, bonuses
from hamstrong.planning.placing.pins import honoured, refusals
from hamstrong.planning.placing.places import (
    Day,
    Place,
    WeekContext,
    days_of,
    places,
    session_count,
)
from hamstrong.planning.placing.scoring import (
    CLASS_VALUE,
    by_time,
    harder,
    most_by_class,
    nearness,
    points,
    worth,
)
from hamstrong.planning.placing.search import Earlier, Option, choose, minute_of
from hamstrong.planning.placing.settling import settled
from hamstrong.planning.reasons import lighter_reason, session_reason
from hamstrong.planning.spacing import HARD_CLASSES, Margin, margins
from hamstrong.planning.words import SENTENCES, TITLES, number_word
from hamstrong.running.model import Run

_DAYS = 7
_NOTHING: Mapping[int, Foreseen] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WeekOutcome:
    """A week's new sessions, and what the athlete should know about it.

    Attributes:
        sessions: In time order.
        notes: For the athlete.
        worth: Points of the places chosen, less the price of closeness.
    """

    sessions: tuple[Session, ...]
    notes: tuple[Reason, ...]
    worth: int


def plan_week(
    context: WeekContext,
    days: Sequence[Day] | None = None,
    foreseen: Mapping[int, Foreseen] = _NOTHING,
) -> WeekOutcome:
    """Place the sessions the week still wishes for.

    Args:
        context: The week and what came before.
        days: `days_of` the week, where they are at hand.
        foreseen: By number of session what a look ahead would have; without it the week is
            planned with an eye to nothing but itself.
    """
    wished = session_count(context.week, context.request)
    numbers = context.open_numbers(wished)
    found_days = days_of(context) if days is None else days
    everywhere = list(places(numbers, wished, context, found_days))
    legal, refused = honoured(everywhere, context)
    taken = _choose(legal, context, bonuses(legal, context, foreseen))
    return _outcome(taken, everywhere, refused, context)


def _outcome(
    taken: Sequence[Place],
    everywhere: Sequence[Place],
    refused: Mapping[str, Reason],
    context: WeekContext,
) -> WeekOutcome:
    wished = session_count(context.week, context.request)
    chosen = _settled(taken, context)
    sessions = tuple(_session(place, context) for place in chosen)
    notes = (
        *_general_notes(context, sessions),
        *refusals(chosen, refused, wished, context),
        *_lighter_note(chosen, everywhere),
        *_shortage_note(wished, chosen, everywhere, context),
    )
    return WeekOutcome(sessions, notes, worth(taken, context))


def _choose(
    legal: Sequence[Place], context: WeekContext, bonus: Mapping[int, int]
) -> tuple[Place, ...]:
    """The places worth most; `bonus` is what a look ahead adds to some, by their index."""
    standing = (*context.standing.before, *context.standing.within)
    chosen = choose(
        _options(legal, context, bonus),
        earlier=[Earlier(minute_of(s.end), s.end.toordinal(), s.load_class) for s in standing],
        easy_days=frozenset(day.toordinal() for day in easy_days(context)),
        points_of=lambda option: points(legal[option.id], context) + bonus.get(option.id, 0),
    )
    return tuple(legal[option.id] for option in chosen)


def _options(
    legal: Sequence[Place], context: WeekContext, bonus: Mapping[int, int]
) -> Iterator[Option]:
    numbers = {place.number for place in legal}
    pins = {number: context.request.pins.get(context.session_id(number)) for number in numbers}
    by_times: dict[tuple[int, datetime, bool], int] = {}
    for i, place in enumerate(legal):
        content = place.content
        alike = (place.number, place.start, content.kept)
        if alike not in by_times:
            by_times[alike] = by_time(place, context)
        starts = minute_of(place.start)
        yield Option(
            id=i,
            number=place.number,
            starts=starts,
            ends=starts + content.minutes,
            day=place.start.toordinal(),
            load_class=content.load_class,
            points=most_by_class(content.load_class) + by_times[alike] + bonus.get(i, 0),
            pinned=pins[place.number] == place.start,
        )


def _settled(chosen: Sequence[Place], context: WeekContext) -> tuple[Place, ...]:
    """The chosen places with what the week as a whole leaves in them; they only get shorter."""
    contents = settled([place.content for place in chosen], context.course, context.library)
    return tuple(
        replace(place, content=content) for place, content in zip(chosen, contents, strict=True)
    )


def easy_days(context: WeekContext) -> frozenset[date]:
    """Days that could be the week's easy one (W5): no key run, no hard session standing."""
    key_days = {run.day for run in context.request.runs if run.key}
    hard_days = {s.day for s in context.standing.within if s.load_class in HARD_CLASSES}
    week = {context.week.monday + timedelta(days=i) for i in range(7)}
    return frozenset(week - key_days - hard_days)


def _session(place: Place, context: WeekContext) -> Session:
    request = context.request
    session_id = context.session_id(place.number)
    pinned = request.pins.get(session_id) == place.start
    next_key = _next_key_run(place, request)
    return Session(
        id=session_id,
        start=place.start,
        end=place.end,
        phase=context.week.phase,
        load_class=place.content.load_class,
        novel=place.content.novel,
        title=TITLES[place.content.load_class],
        doses=place.content.doses,
        reason=session_reason(place.work, _margins_with(place, next_key, request), pinned=pinned),
        next_key_run_id=next_key.id if next_key else None,
        pinned=pinned,
        venue=place.venue,
        dose_reasons=place.content.reasons,
    )


def _next_key_run(place: Place, request: PlanRequest) -> Run | None:
    coming = (run for run in request.runs if run.key and run.start >= place.end)
    return min(coming, key=lambda run: run.start, default=None)


def _margins_with(place: Place, run: Run | None, request: PlanRequest) -> tuple[Margin, ...]:
    """The margins that decided, and the next key run even when it is too far to decide."""
    if run is None or any(margin.run.id == run.id for margin in place.margins):
        return place.margins
    return (*place.margins, *margins(place.work, [run], request.race))


def _general_notes(context: WeekContext, sessions: Iterable[Session]) -> Iterable[Reason]:
    week, request = context.week, context.request
    low, high = SESSIONS_PER_WEEK[week.phase]
    returning = week.phase is BlockPhase.RECOVERY
    if request.sessions_per_week and not (low <= request.sessions_per_week <= high or returning):
        key = "wish-few" if request.sessions_per_week < low else "wish-many"
        words = {"wish": number_word(request.sessions_per_week), "low": low, "high": high}
        yield Reason(SENTENCES[key].format(**words), rule="dose")
    if week.cutback:
        yield Reason(SENTENCES["cutback"], rule="dose")
    if any(dose.tryout for session in sessions for dose in session.doses):
        yield Reason(SENTENCES["tryout"], rule="levels")
    late = 0 <= (request.race.day - request.today).days <= NO_NEW_EXERCISE_DAYS
    if late and not returning and not context.standing.exposures:
        yield Reason(SENTENCES["too-late-for-new"], rule="taper")


def _shortage_note(
    wished: int, chosen: Sequence[Place], everywhere: Sequence[Place], context: WeekContext
) -> Iterable[Reason]:
    """Never drop silently: name what was in the way."""
    held = len(chosen) + len(context.standing.settled)
    anyway = set(replace(context, left_out=frozenset()).open_numbers(wished))
    missing = anyway - {place.number for place in chosen}
    if not missing:
        return
    open_still = missing - context.left_out
    key, rule = _shortage(open_still, everywhere, context) if open_still else ("as-before", "dose")
    if held == 0 and key != "no-window":
        key = f"{key}-at-all"
    counts = {"placed": number_word(held), "wished": number_word(held + len(missing)).lower()}
    yield Reason(SENTENCES[key].format(**counts), rule=rule)


def _shortage(
    missing: Set[int], everywhere: Sequence[Place], context: WeekContext
) -> tuple[str, str]:
    """The sentence for what keeps the missing sessions out, and its rule."""
    days = {place.start.date() for place in everywhere}
    if not days:
        return "no-window", "dose"
    if any(place.legal and place.number in missing for place in everywhere):
        return "crowded", "spacing-other"
    if len(context.days) < _DAYS and len(days) <= len(missing):
        return "late", "dose"
    return "fewer", "spacing-before"


def _lighter_note(chosen: Sequence[Place], everywhere: Sequence[Place]) -> Iterable[Reason]:
    """Never lighten silently: name the run that keeps the week's hardest session too light.

    Compared with the next class up, at the place where that fails by least.
    """
    if not chosen:
        return
    hardest = max(chosen, key=lambda p: CLASS_VALUE[p.content.load_class])
    better = [
        p
        for p in everywhere
        if p.number == hardest.number and harder(p, hardest.content.load_class)
    ]
    if better:
        nearest = max(better, key=nearness)
        blocking = None if nearest.legal else nearest.worst
        yield lighter_reason(hardest.work, nearest.work, blocking)
