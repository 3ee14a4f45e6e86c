"""Load day by day with its two averages, in one of four measures. Nothing is foretold by it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from hamstrong.coach.done import ends
from hamstrong.coach.events import day_of
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.running.activity import Activity, Sport
from hamstrong.running.load import (
    LONG_DAYS,
    SHORT_DAYS,
    Spike,
    ewma,
    highest_heart_rate,
    loads_of,
    session_load,
    spike_of,
    threshold_speed,
)

KNOWN_DAYS: Final = 28
"""Days whose mean the averages begin with (evidence 5.1: never with 0)."""


class LoadKind(StrEnum):
    """What is added up: metres run, RPE times minutes, minutes in zones, or pace load."""

    DISTANCE = "distance"
    SESSION = "session"
    HEART_RATE = "heart-rate"
    PACE = "pace"


@dataclass(frozen=True, slots=True)
class LoadDay:
    """One day: metres or points.

    Attributes:
        day: In the athlete's zone.
        load: 0 on a day of rest.
        short, long: Averages a day that forget with 7 and 42 days; None before there are four
            weeks to begin with.
        spike: Whether a run was more than a tenth longer than any of the 30 days before.
    """

    day: date
    load: float
    short: float | None
    long: float | None
    spike: bool


@dataclass(frozen=True, slots=True)
class LoadOverTime:
    """A stretch of days in one measure.

    Attributes:
        kind: Of what.
        kinds: Those of which there is anything to show.
        days: Oldest first, every day of the stretch.
        unknown: Activities of the stretch that this measure cannot tell and that count nothing.
    """

    kind: LoadKind
    kinds: tuple[LoadKind, ...]
    days: tuple[LoadDay, ...]
    unknown: int


Told = Mapping[LoadKind, float | None]


def load_over_time(
    known: Sequence[Activity],
    rated: Mapping[date, float],
    *,
    first: date,
    last: date,
    kind: LoadKind | None,
) -> LoadOverTime:
    """The days from `first` to `last`; metres run where no measure is asked for.

    Heart rate and pace are judged by what is known on the last day, so that a better number
    corrects the past.

    Args:
        known: Activities, oldest first, from long enough before for the averages to begin.
        rated: RPE times minutes of strength by day, see `rated_strength`.
        first, last: The days shown.
        kind: The measure.
    """
    told = _teller(known, rated, last=last)
    loads = [(one, told(one)) for one in known if one.day <= last]
    shown = [pair for pair in loads if first <= pair[0].day]
    kinds = tuple(one for one in LoadKind if any(values.get(one) for _, values in shown))
    if LoadKind.SESSION not in kinds and any(first <= day <= last for day in rated):
        kinds = (*kinds, LoadKind.SESSION)
    asked = kind or LoadKind.DISTANCE
    by_day: dict[date, float] = dict(rated) if asked is LoadKind.SESSION else {}
    for one, values in loads:
        by_day[one.day] = by_day.get(one.day, 0.0) + (values.get(asked) or 0.0)
    spikes = {one.day for one, _ in shown if _is_spike(one, known)}
    return LoadOverTime(
        kind=asked,
        kinds=tuple(one for one in LoadKind if one in kinds),
        days=_days(by_day, spikes, first=first, last=last),
        unknown=sum(asked in values and values[asked] is None for _, values in shown),
    )


def rated_strength(ports: Ports, athlete_id: str) -> Mapping[date, float]:
    """RPE times planned minutes of the sessions that were rated in the log, by day.

    Raises NotFound without such an athlete.
    """
    zone = ports.store.athletes.get(athlete_id).zone
    stored = ports.store.plans.get(athlete_id)
    planned = {} if stored is None else {one.id: one.minutes for one in stored.plan.sessions}
    found: dict[date, float] = {}
    for session_id, event in ends(ports.store.events.all(athlete_id, EventKind.SESSION)).items():
        minutes, rpe = event.data.get("minutes", planned.get(session_id)), event.data.get("rpe")
        if event.data["state"] == SessionState.SKIPPED or minutes is None or rpe is None:
            continue
        day = day_of(event, zone)
        found[day] = found.get(day, 0.0) + session_load(rpe, minutes)
    return found


def _teller(
    known: Sequence[Activity], rated: Mapping[date, float], *, last: date
) -> Callable[[Activity], Told]:
    """Says an activity's loads; a measure that is not its own is left out."""
    near = [one for one in known if one.day <= last]
    threshold, highest = threshold_speed(near, today=last), highest_heart_rate(near)

    def told(one: Activity) -> Told:
        loads = loads_of(one, highest=highest, threshold_m_s=threshold)
        values = {LoadKind.SESSION: loads.session, LoadKind.HEART_RATE: loads.heart_rate}
        if one.sport is Sport.STRENGTH and one.day in rated:
            # The same work, which the athlete rated in the log.
            del values[LoadKind.SESSION]
        if one.sport is Sport.RUNNING:
            values |= {LoadKind.DISTANCE: one.distance_m, LoadKind.PACE: loads.pace}
        return values

    return told


def _is_spike(one: Activity, known: Iterable[Activity]) -> bool:
    beside = spike_of(one, known)
    return beside is not None and beside.spike is not Spike.NONE


def _days(
    by_day: Mapping[date, float], spikes: set[date], *, first: date, last: date
) -> tuple[LoadDay, ...]:
    begun = min(by_day, default=last)
    whole = [begun + timedelta(days=n) for n in range((last - begun).days + 1)]
    daily = [by_day.get(day, 0.0) for day in whole]
    averages: dict[date, tuple[float, float]] = {}
    if len(daily) > KNOWN_DAYS:
        start, rest = sum(daily[:KNOWN_DAYS]) / KNOWN_DAYS, daily[KNOWN_DAYS:]
        pairs = zip(
            ewma(rest, days=SHORT_DAYS, start=start),
            ewma(rest, days=LONG_DAYS, start=start),
            strict=True,
        )
        averages = dict(zip(whole[KNOWN_DAYS:], pairs, strict=True))
    found = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        short, long = averages.get(day, (None, None))
        found.append(LoadDay(day, by_day.get(day, 0.0), short, long, day in spikes))
    return tuple(found)
