"""The weeks of the block: phase, cutback, and which days of a week can still be run."""

from dataclasses import dataclass
from datetime import date, timedelta

from hamstrong.running.generate.constants import CYCLE
from hamstrong.running.generate.pattern import Role
from hamstrong.running.generate.request import MOST_WEEKS, GeneratorRequest, weeks_to_race
from hamstrong.running.phases import Phase, phase_of_week
from hamstrong.running.rules.view import monday_of

_LAST_LOADING = (3, 2, 1)


@dataclass(frozen=True, slots=True)
class BlockWeek:
    """One week before its distances are known.

    Attributes:
        monday: Its first day.
        to_race: Weeks to the race, 0 is the race week.
        phase: Of the block.
        cutback: True when it runs less on purpose.
        whole: False for a first week that begins in its middle.
        days: Role by day, in time order, before the race day.
    """

    monday: date
    to_race: int
    phase: Phase
    cutback: bool
    whole: bool
    days: tuple[tuple[date, Role], ...]

    @property
    def loading(self) -> bool:
        return self.phase != "taper" and not self.cutback

    def long_run_day(self) -> date | None:
        return next((day for day, role in self.days if role == "long"), None)


def block_weeks(request: GeneratorRequest, pattern: dict[int, Role]) -> tuple[BlockWeek, ...]:
    """The weeks from the first with a day left to run, at most 26, to the race's."""
    left = weeks_to_race(request) + 1
    if all(weekday < request.today.weekday() for weekday in pattern):
        left -= 1
    total, last = min(left, MOST_WEEKS), monday_of(request.race.day)
    mondays = [last - timedelta(weeks=n) for n in range(total - 1, -1, -1)]
    phases = [
        phase_of_week(
            total,
            total - 1 - i,
            distance_m=request.race.distance_m,
            race_weekday=request.race.day.weekday(),
        )
        for i in range(total)
    ]
    first = max(request.today, mondays[0])
    days = [_days(monday, pattern, first=first, race_day=request.race.day) for monday in mondays]
    starts_whole = len(days[0]) == len(pattern)
    growing = sum(phase != "taper" for phase in phases) - (not starts_whole)
    cutbacks = [*([False] * (not starts_whole)), *cutback_weeks(growing)]
    return tuple(
        BlockWeek(
            monday=monday,
            to_race=total - 1 - i,
            phase=phases[i],
            cutback=i < len(cutbacks) and cutbacks[i],
            whole=i > 0 or starts_whole,
            days=days[i],
        )
        for i, monday in enumerate(mondays)
    )


def _days(
    monday: date, pattern: dict[int, Role], *, first: date, race_day: date
) -> tuple[tuple[date, Role], ...]:
    days = ((monday + timedelta(days=weekday), pattern[weekday]) for weekday in sorted(pattern))
    return tuple((day, role) for day, role in days if first <= day < race_day)


def cutback_weeks(weeks: int) -> tuple[bool, ...]:
    """Which of the weeks before the taper are cutbacks: every third or fourth, never the last.

    >>> "".join("c" if cut else "L" for cut in cutback_weeks(9))
    'LLcLLcLLL'
    """
    for last in _LAST_LOADING:
        cycles = _cycles(weeks - last)
        if cycles is not None:
            flags = [day == cycle - 1 for cycle in cycles for day in range(cycle)]
            return (*flags, *([False] * last))
    return (False,) * max(weeks, 0)


def _cycles(weeks: int) -> list[int] | None:
    """Weeks as a sum of cycles, as many long ones as possible; None when there is no such sum."""
    longer, shorter = CYCLE
    for count in range(weeks // longer, -1, -1):
        rest = weeks - count * longer
        if rest % shorter == 0:
            return [longer] * count + [shorter] * (rest // shorter)
    return None
