"""Weeks for which all is as it was: they stay as yesterday's plan has them.

A re-plan is to change as little as it can. That a look ahead would have something otherwise by now
is no reason to change a week that nothing has happened to; and a week that stays needs none.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from hamstrong import __version__
from hamstrong.language import Language, spoken
from hamstrong.planning.constants import TABLES
from hamstrong.planning.constants.dose import SESSIONS_PER_WEEK
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.dose.limits import bounds_of
from hamstrong.planning.model import PlanRequest, PlanWeek, Reason, Session
from hamstrong.planning.placing.places import WeekContext, reaches
from hamstrong.planning.weeks import WEEK
from hamstrong.running.model import Run

_BYTES = 12
_FEW_BYTES = 5
"""Of digests that are many, and compared within one week alone."""


class Unchanged(NamedTuple):
    """A week of yesterday's plan that stays.

    Attributes:
        sessions: Those that do not stand by themselves, in time order.
        notes: All of the week's.
    """

    sessions: tuple[Session, ...]
    notes: tuple[Reason, ...]


def mark_of(context: WeekContext) -> str:
    """What a week is planned from, but for yesterday's plan and the weeks to come, as a digest.

    Weeks with the same mark have the same legal sessions. It is the same in every process.
    """
    request, week, standing = context.request, context.week, context.standing
    days = [week.monday + timedelta(days=i) for i in range(7)]
    is_late = (request.race.day - request.today).days <= NO_NEW_EXERCISE_DAYS
    parts = (
        *(_rules(spoken()), context.library.digest, request.language),
        *(replace(week, notes=()), request.race, request.zone.key, is_late),
        *(request.minutes, request.equipment, request.venues, request.sessions_per_week),
        *(request.levels, request.starting, request.accustomed),
        [request.availability.windows_on(day) for day in days],
        *(request.availability.days_off.intersection(days), max(request.today, week.monday)),
        {key: pin for key, pin in request.pins.items() if key.startswith(f"{week.monday}-")},
        _if_it_matters(request.not_before, week),
        _runs(week, request),
        replace(context.course, today=request.today if request.targets else date.min),
        [session.day >= request.today for session in standing.before],
        *(standing.before, standing.within, standing.given_up),
        {key: [day.toordinal() for day in done] for key, done in standing.exposures.items()},
    )
    return _digest(parts)


class _Room(NamedTuple):
    """What a week has room for, as digests.

    Attributes:
        opens: Of what makes room: free hours.
        closes: Of what takes it: runs, and limits of the body and of absences.
        rest: Of everything else; only to be compared.
    """

    opens: frozenset[str]
    closes: frozenset[str]
    rest: str

    @classmethod
    def read(cls, text: str) -> "_Room":
        opens, closes, rest = text.split("/") if text.count("/") == 2 else ("", "", text)
        return cls(frozenset(opens.split()), frozenset(closes.split()), rest)

    def __str__(self) -> str:
        return "/".join((" ".join(sorted(self.opens)), " ".join(sorted(self.closes)), self.rest))

    def is_within(self, other: "_Room") -> bool:
        """Whether it is no more than the other."""
        as_wide = self.opens <= other.opens and self.closes >= other.closes
        return as_wide and self.rest == other.rest


def room_of(week: PlanWeek, request: PlanRequest) -> str:
    """What a week has room for, whatever day it is and whatever was done or not; to be kept.

    The limits that follow from what was not done are left out: they make no room.
    """
    return str(_room(week, request))


def _room(week: PlanWeek, request: PlanRequest) -> _Room:
    days = [week.monday + timedelta(days=i) for i in range(7)]
    hours = ((day, w) for day in days for w in request.availability.windows_on(day))
    closing = (*bounds_of(request, days[0], days[-1]).limits, *_near_runs(week, request))
    rest = (
        *(_rules(Language.ENGLISH), replace(week, notes=()), request.race, request.zone.key),
        *(request.minutes, request.equipment, request.venues, request.sessions_per_week),
        *(request.levels, request.starting, request.accustomed),
        {key: pin for key, pin in request.pins.items() if key.startswith(f"{week.monday}-")},
    )
    return _Room(
        frozenset(_digest(one, _FEW_BYTES) for one in hours),
        frozenset(_digest(one, _FEW_BYTES) for one in closing),
        _digest(rest),
    )


def left_out(week: PlanWeek, request: PlanRequest) -> frozenset[int]:
    """Numbers of the sessions that yesterday's plan has no place for, where the week has no more
    room than it had: time that passes, or time and work that are lost, add nothing to it."""
    previous = request.previous
    if previous is None or previous.basis is None or week.monday not in previous.basis.rooms:
        return frozenset()
    if not _room(week, request).is_within(_Room.read(previous.basis.rooms[week.monday])):
        return frozenset()
    planned = {session.id for session in previous.sessions}
    numbers = range(max(high for _, high in SESSIONS_PER_WEEK.values()))
    return frozenset(n for n in numbers if f"{week.monday}-{n + 1}" not in planned)


def sealed(mark: str, sessions: Iterable[Session]) -> str:
    """The mark with a digest of what was planned: sessions that are not the planner's own, or that
    something was done to since, are no plan that may stand."""
    return f"{mark}{_digest(list(sessions))}"


def unchanged(context: WeekContext, mark: str) -> Unchanged | None:
    """The week as yesterday's plan has it; None where that was planned from something else."""
    previous = context.request.previous
    if previous is None or previous.basis is None:
        return None
    monday = context.week.monday
    before = previous.basis.marks.get(monday)
    if before is None or not before.startswith(mark):
        return None
    standing = context.standing.settled
    ours = (s for s in previous.sessions if s.id.startswith(f"{monday}-"))
    own = tuple(session for session in ours if session.id not in standing)
    if before != sealed(mark, own):
        return None
    (week,) = (week for week in previous.weeks if week.monday == monday)
    return Unchanged(own, week.notes)


def _if_it_matters(moment: datetime | None, week: PlanWeek) -> datetime | None:
    """The moment of planning, where the week has not all of its days before it."""
    return moment if moment is not None and moment.date() >= week.monday else None


def _runs(week: PlanWeek, request: PlanRequest) -> tuple[Run, ...]:
    """Those around the week, and the next key run after it, which reasons may name."""
    near, after = _near_runs(week, request), week.monday + WEEK
    coming = (run for run in request.runs if run.key and run.day >= after)
    chief = min(coming, key=lambda run: run.start, default=None)
    return (*near, *([chief] if chief is not None and chief not in near else []))


def _near_runs(week: PlanWeek, request: PlanRequest) -> tuple[Run, ...]:
    first = week.monday.toordinal()
    near = (r for r in request.runs if reaches(r.type, r.start.toordinal(), first, first + 6))
    return tuple(near)


@cache
def _rules(language: Language) -> str:
    """Of this planner; other numbers, or another release, plan every week anew.

    `language` is the one spoken: it keeps what is remembered apart.
    """
    rows = [(row.name, row.value, row.unit) for table in TABLES for row in table.rows()]
    return _digest((__version__, rows))


def _digest(parts: object, size: int = _BYTES) -> str:
    text = json.dumps(parts, default=_plain, sort_keys=True)
    return blake2b(text.encode(), digest_size=size).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON does not know, in an order that does not hang on the process."""
    if isinstance(value, frozenset):
        return sorted(_plain(one) if isinstance(one, date) else one for one in value)
    if isinstance(value, date | time):
        return value.isoformat()
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return dict(value)
