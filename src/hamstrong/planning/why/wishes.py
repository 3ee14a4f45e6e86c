"""What an athlete wished of a week, each with the request as it would be without it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hamstrong.exercises.schema import Family
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.constants.wishes import COSTS, USUAL_EVENING, WishKind
from hamstrong.planning.model import Availability, PlanRequest, Venue, Window
from hamstrong.planning.placing.places import WeekContext, session_count
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import (
    SENTENCES,
    WEEKDAYS,
    listed_words,
    number_word,
    weekday_time,
)

Change = Callable[[PlanRequest], PlanRequest]

LENGTHS = (45, 30, 20, 10)
"""Minutes a session may last, longest first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something the athlete wished, and what giving it up means.

    Attributes:
        kind: What it is.
        key: The day, the session or the number it speaks of.
        text: As part of a list: `no time on Wednesday evening`.
        way_out: As an order: `Free Wednesday evening`.
        without: The request as it would be without the wish.
    """

    kind: WishKind
    key: str
    text: str
    way_out: str
    without: Change

    @property
    def cost(self) -> int:
        return COSTS[self.kind]


def wishes_of(context: WeekContext) -> tuple[Wish, ...]:
    """The wishes that bear on a week, the cheapest to give up first."""
    found = (
        *_pins(context),
        *_minutes(context),
        *_evenings(context),
        *_kit(context),
        *_number(context),
        *_days_off(context),
        *_patience(context),
    )
    return tuple(sorted(found, key=lambda wish: wish.cost))


def _wish(kind: WishKind, key: str, without: Change, **words: str) -> Wish:
    text = WHY_SENTENCES[f"wish-{kind}"].format(**words)
    return Wish(kind, key, text, WHY_SENTENCES[f"give-{kind}"].format(**words), without)


def _pins(context: WeekContext) -> Iterator[Wish]:
    for session_id, start in sorted(context.request.pins.items()):
        open_here = session_id in {
            context.session_id(n)
            for n in context.open_numbers(session_count(context.week, context.request))
        }
        if open_here:
            when = weekday_time(start)
            yield _wish(WishKind.PIN, session_id, _without_pin(session_id), when=when)


def _without_pin(session_id: str) -> Change:
    def change(request: PlanRequest) -> PlanRequest:
        return replace(request, pins={k: v for k, v in request.pins.items() if k != session_id})

    return change


def _minutes(context: WeekContext) -> Iterator[Wish]:
    minutes = context.request.minutes
    for shorter in [length for length in LENGTHS if length < minutes]:

        def change(request: PlanRequest, shorter: int = shorter) -> PlanRequest:
            return replace(request, minutes=shorter)

        words = {"minutes": str(minutes), "shorter": str(shorter)}
        yield _wish(WishKind.MINUTES, str(minutes), change, **words)


def _evenings(context: WeekContext) -> Iterator[Wish]:
    availability = context.request.availability
    for day in context.days:
        if day in availability.days_off or any(
            _is_evening(w) for w in availability.windows_on(day)
        ):
            continue
        weekday = WEEKDAYS[day.weekday()]
        yield _wish(WishKind.WINDOW, str(day), _with_evening(day), weekday=weekday)


def _is_evening(window: Window) -> bool:
    return window.start <= USUAL_EVENING.start and window.end >= USUAL_EVENING.end


def _with_evening(day: date) -> Change:
    def change(request: PlanRequest) -> PlanRequest:
        windows = request.availability.windows_on(day)
        return _with_windows(request, {day: (*windows, USUAL_EVENING)})

    return change


def _with_windows(request: PlanRequest, windows: Mapping[date, tuple[Window, ...]]) -> PlanRequest:
    availability: Availability = request.availability
    dates = {**availability.dates, **windows}
    return replace(request, availability=replace(availability, dates=dates))


def _kit(context: WeekContext) -> Iterator[Wish]:
    """Where windows lie at a place with less kit than another has."""
    request = context.request
    best = max(Venue, key=lambda v: len(request.equipment_at(v)))
    kit = request.equipment_at(best)
    venues = {w.venue for day in context.days for w in request.availability.windows_on(day)}
    poorer = [v for v in venues if request.equipment_at(v) < kit]
    if not poorer:
        return

    def change(request: PlanRequest) -> PlanRequest:
        moved = {
            day: tuple(replace(w, venue=best) for w in request.availability.windows_on(day))
            for day in context.days
            if request.availability.windows_on(day)
        }
        return _with_windows(request, moved)

    where = SENTENCES.under("venues")
    yield _wish(WishKind.KIT, best.value, change, here=where[min(poorer)], there=where[best])


def _number(context: WeekContext) -> Iterator[Wish]:
    wished = session_count(context.week, context.request)
    if wished < 2:
        return

    def change(request: PlanRequest) -> PlanRequest:
        return replace(request, sessions_per_week=wished - 1)

    words = {"wished": number_word(wished).lower(), "fewer": number_word(wished - 1).lower()}
    yield _wish(WishKind.SESSIONS, str(wished), change, **words)


def _days_off(context: WeekContext) -> Iterator[Wish]:
    for day in context.days:
        if day in context.request.availability.days_off:
            weekday = WEEKDAYS[day.weekday()]
            yield _wish(WishKind.DAY_OFF, str(day), _back_in(day), weekday=weekday)


def _back_in(day: date) -> Change:
    def change(request: PlanRequest) -> PlanRequest:
        availability = request.availability
        availability = replace(availability, days_off=availability.days_off - {day})
        opened = replace(request, availability=availability)
        if availability.windows_on(day):
            return opened
        return _with_windows(opened, {day: (USUAL_EVENING,)})

    return change


def _patience(context: WeekContext) -> Iterator[Wish]:
    """Time solves what is still new; nothing else needs to give way."""

    def change(request: PlanRequest) -> PlanRequest:
        return replace(request, accustomed=dict.fromkeys(Family, context.week.monday))

    wish = _wish(WishKind.PATIENCE, "", change)
    if context.request.race.day - context.request.today <= timedelta(days=NO_NEW_EXERCISE_DAYS):
        wish = replace(wish, way_out=WHY_SENTENCES["give-patience-late"])
    yield wish


def listed(wishes: Sequence[Wish]) -> str:
    """The wishes as one list; those that differ only in the weekday share their words."""
    parts = []
    for kind in dict.fromkeys(wish.kind for wish in wishes):
        same = [wish for wish in wishes if wish.kind is kind]
        if kind in (WishKind.WINDOW, WishKind.DAY_OFF):
            days = [WEEKDAYS[date.fromisoformat(wish.key).weekday()] for wish in same]
            parts.append(WHY_SENTENCES[f"wish-{kind}"].format(weekday=listed_words(days)))
        else:
            parts += [wish.text for wish in same]
    return listed_words(parts)
