"""The rung of each ladder that try-outs found, or the first sets where nobody asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hamstrong.coach.events import day_of
from hamstrong.coach.history import was_done
from hamstrong.coach.model import Event, EventKind
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Family
from hamstrong.planning.body.progression import FoundRung
from hamstrong.planning.constants.levels import (
    TRYOUT_EASY_RPE,
    TRYOUT_FAMILIES,
    TRYOUT_HARD_RPE,
    TRYOUT_MAX_TRIES,
    next_rung,
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One 15 s hold: the rung, how hard it felt, and whether the player called it the last."""

    level: int
    rpe: float
    last: bool = False


def settled_level(attempts: Sequence[Attempt]) -> int | None:
    """The rung that these attempts of one session find, None while it is still open.

    A hold between easy and hard is the rung. Easy on one and hard on a higher one: the easy one,
    because it was held. Only easy so far: after the last try the highest one tried, never one
    that was not. Only hard: after the last try one below the lowest.

    Source: evidence 3.2 for the steps; where it ends is judgement.
    """
    fitting = [a.level for a in attempts if TRYOUT_EASY_RPE < a.rpe < TRYOUT_HARD_RPE]
    if fitting:
        return fitting[-1]
    easy = [a.level for a in attempts if a.rpe <= TRYOUT_EASY_RPE]
    hard = [a.level for a in attempts if a.rpe >= TRYOUT_HARD_RPE]
    if easy and hard:
        below = [level for level in easy if level < min(hard)]
        return max(below) if below else next_rung(min(hard), TRYOUT_HARD_RPE)
    over = len(attempts) >= TRYOUT_MAX_TRIES or any(a.last for a in attempts)
    if not over:
        return None
    return max(easy) if easy else next_rung(min(hard), TRYOUT_HARD_RPE)


def found_levels(events: Iterable[Event], library: Library) -> Mapping[Family, int]:
    """The rung per family, from the latest session whose try-out came to an end.

    Without any, from the first session whose sets were logged: a watch, paper and the command line
    ask no try-out's questions, and a rung that was trained is no longer to be found.

    Attempts on an exercise that the library no longer has are passed over.
    """
    return {family: level for family, level, _ in _settled(events, library)}


def found_rungs(events: Iterable[Event], library: Library, zone: ZoneInfo) -> tuple[FoundRung, ...]:
    """The rungs of `found_levels`, with the day of each and all earlier ones, oldest first."""
    found = (
        FoundRung(day_of(last, zone), family, level)
        for family, level, last in _settled(events, library)
    )
    return tuple(sorted(found, key=lambda rung: rung.day))


def _settled(events: Iterable[Event], library: Library) -> Iterator[tuple[Family, int, Event]]:
    """Family, rung, and the event that settled it, for each session's try-out that ended."""
    tried = [e for e in events if e.kind is EventKind.TRYOUT and e.data["exercise_id"] in library]
    settled = set()
    for family, attempts in _by_session(tried, library):
        level = settled_level([attempt for attempt, _ in attempts])
        if level is not None:
            settled.add(family)
            yield family, level, attempts[-1][1]
    asked = {event.data["session_id"] for event in tried}
    sets = [
        event
        for event in events
        if was_done(event)
        and event.data["session_id"] not in asked
        and event.data["exercise_id"] in library
        and library[event.data["exercise_id"]].family in TRYOUT_FAMILIES
    ]
    for family, attempts in _by_session(sets, library):
        level = settled_level([replace(attempt, last=True) for attempt, _ in attempts])
        if level is not None and family not in settled:
            settled.add(family)
            yield family, level, attempts[-1][1]


def _by_session(
    events: Iterable[Event], library: Library
) -> Iterator[tuple[Family, list[tuple[Attempt, Event]]]]:
    sessions: dict[tuple[Family, str], list[tuple[Attempt, Event]]] = {}
    for event in events:
        rung = library[event.data["exercise_id"]]
        attempt = Attempt(rung.level, _rpe(event), bool(event.data.get("settled")))
        sessions.setdefault((rung.family, event.data["session_id"]), []).append((attempt, event))
    return ((family, attempts) for (family, _), attempts in sessions.items())


def _rpe(event: Event) -> float:
    """As felt; a set that nobody rated was neither easy nor hard."""
    told = event.data.get("rpe")
    return (TRYOUT_EASY_RPE + TRYOUT_HARD_RPE) / 2 if told is None else float(told)
