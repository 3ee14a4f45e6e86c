"""The rung of each ladder that the try-outs found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hamstrong.coach.events import day_of
from hamstrong.coach.model import Event, EventKind
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Family
from hamstrong.planning.body.progression import FoundRung
from hamstrong.planning.constants.levels import (
    TRYOUT_EASY_RPE,
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

    Attempts on an exercise that the library no longer has are passed over.
    """
    return {family: level for family, level, _ in _settled(events, library)}


def found_rungs(events: Iterable[Event], library: Library, zone: ZoneInfo) -> tuple[FoundRung, ...]:
    """The rungs that try-outs found, with the day of each, oldest first."""
    return tuple(
        FoundRung(day_of(last, zone), family, level)
        for family, level, last in _settled(events, library)
    )


def _settled(events: Iterable[Event], library: Library) -> Iterator[tuple[Family, int, Event]]:
    """Family, rung, and the attempt that settled it, for each session's try-out that ended."""
    sessions: dict[tuple[Family, str], list[tuple[Attempt, Event]]] = {}
    for event in events:
        if event.kind is EventKind.TRYOUT and event.data["exercise_id"] in library:
            rung = library[event.data["exercise_id"]]
            attempt = Attempt(rung.level, event.data["rpe"], event.data["settled"])
            tried = sessions.setdefault((rung.family, event.data["session_id"]), [])
            tried.append((attempt, event))
    for (family, _), tried in sessions.items():
        level = settled_level([attempt for attempt, _ in tried])
        if level is not None:
            yield family, level, tried[-1][1]
