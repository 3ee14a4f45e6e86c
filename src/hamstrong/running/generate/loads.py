"""How far each day runs: weeks that grow, cut back and taper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import mean

from hamstrong.running.generate.bounds import Bounds
from hamstrong.running.generate.calendar import BlockWeek
from hamstrong.running.generate.constants import (
    BEFORE_TAPER_LONG_M,
    CUTBACK_LONG,
    CUTBACK_VOLUME,
    FAR_LONG_M,
    FAR_LONG_WEEKS,
    GROWTH,
    LONG_GROWTH,
    LONG_SHARE_STRETCH,
    MARATHON,
    TAPER_ONE,
    TAPER_THREE,
    TAPER_TWO,
    UNDER_LONG,
    WEIGHT,
)
from hamstrong.running.generate.pattern import Role
from hamstrong.running.generate.rounding import COARSE_SHARE_FROM, round_down, share_out
from hamstrong.running.rules.table import SINGLE_RUN_DAYS, WEEK_MEMORY


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day's role and metres, `to_race` days before the race."""

    day: date
    role: Role
    metres: float
    to_race: int


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """A week and the metres of its days."""

    week: BlockWeek
    days: tuple[DayLoad, ...]

    @property
    def metres(self) -> float:
        return sum(day.metres for day in self.days)

    @property
    def long_m(self) -> float:
        return max((day.metres for day in self.days if day.role == "long"), default=0.0)


def week_loads(
    weeks: Sequence[BlockWeek], bounds: Bounds, *, pattern: Mapping[int, Role]
) -> tuple[WeekLoad, ...]:
    """Give every day its metres.

    Args:
        weeks: Of the block, in time order.
        bounds: What holds for the whole block.
        pattern: Role by weekday.
    """
    grower = _Grower(weeks, bounds, pattern)
    for index in range(len(weeks)):
        grower.grow(index)
    return tuple(grower.done)


@dataclass(slots=True)
class _Grower:
    """Walks through the weeks with what it gave so far in mind; `planned` is the last loading
    week by weekday, before any taper."""

    weeks: Sequence[BlockWeek]
    bounds: Bounds
    pattern: Mapping[int, Role]
    done: list[WeekLoad] = field(default_factory=list)
    planned: dict[int, float] = field(default_factory=dict)

    def grow(self, index: int) -> None:
        week = self.weeks[index]
        planned = self.planned
        if week.phase != "taper" or not planned:
            planned = self._plan(index)
        if week.loading:
            self.planned = planned
        days = tuple(self._day(*day, planned) for day in week.days)
        self.done.append(
            WeekLoad(week, days if week.phase == "taper" or not week.whole else self._fair(days))
        )

    def _fair(self, days: tuple[DayLoad, ...]) -> tuple[DayLoad, ...]:
        """Keep R4 where capped runs, or a taper that begins in midweek, leave the rest small."""
        if self.bounds.stretched:
            return days
        others = sum(day.metres for day in days if day.role != "long")
        most = self._round(others * self.bounds.share_limit / (1 - self.bounds.share_limit))
        return tuple(
            replace(day, metres=min(day.metres, most)) if day.role == "long" else day
            for day in days
        )

    def _plan(self, index: int) -> dict[int, float]:
        """Metres by weekday for a whole week."""
        bounds, week = self.bounds, self.weeks[index]
        volume = self._volume(week)
        long_m = self._long_run(index, volume)
        others = [day for day, role in sorted(self.pattern.items()) if role != "long"]
        shared = share_out(
            volume - long_m,
            [WEIGHT[self.pattern[day]] for day in others],
            caps=[min(bounds.caps[self.pattern[day]], UNDER_LONG * long_m) for day in others],
            unit_m=bounds.unit_m,
        )
        planned = dict(zip(others, shared, strict=True))
        planned.update({day: long_m for day, role in self.pattern.items() if role == "long"})
        return planned

    def _loading(self) -> list[WeekLoad]:
        return [load for load in self.done if load.week.loading and load.week.whole]

    def _volume(self, week: BlockWeek) -> float:
        loading = self._loading()
        if not loading:
            return self.bounds.start_m
        recent = [loading[0].metres, *(load.metres for load in loading)]
        recent = recent[-int(WEEK_MEMORY.value) :]
        factor = CUTBACK_VOLUME if week.cutback else GROWTH
        return min(self.bounds.peak_m, factor * mean(recent))

    def _long_run(self, index: int, volume: float) -> float:
        bounds, loading = self.bounds, self._loading()
        if self.weeks[index].cutback and loading:
            return self._round(CUTBACK_LONG * loading[-1].long_m)
        share = LONG_SHARE_STRETCH if bounds.stretched else bounds.share_limit
        before = self._longest_before(self.weeks[index].monday)
        growth = LONG_GROWTH if loading else 1.0
        most = min(share * volume, growth * before, bounds.goal_long_m)
        if bounds.kind is MARATHON and index not in bounds.full_weeks[-FAR_LONG_WEEKS:]:
            most = min(most, FAR_LONG_M)
        return self._round(min(most, max(bounds.share * volume, self._ramp(index))))

    def _ramp(self, index: int) -> float:
        """A straight line from the first long run to the peak one, the week before the last."""
        bounds = self.bounds
        peak_at = bounds.full_weeks[-2:][0] if bounds.full_weeks else 0
        done = min(index / peak_at, 1.0) if peak_at else 1.0
        return bounds.first_long_m + done * (bounds.goal_long_m - bounds.first_long_m)

    def _longest_before(self, monday: date) -> float:
        """Longest run of the 30 days before any day of the week, metres."""
        earliest = monday.toordinal() + 6 - int(SINGLE_RUN_DAYS.value)
        runs = [
            day.metres for load in self.done for day in load.days if day.day.toordinal() >= earliest
        ]
        has_long = any(load.long_m for load in self.done)
        return max(runs) if has_long else self.bounds.first_long_m

    def _day(self, day: date, role: Role, planned: Mapping[int, float]) -> DayLoad:
        """A day with what is left of its planned distance so near the race."""
        to_race, metres = (self.bounds.race_day - day).days, planned[day.weekday()]
        if role != "long":
            return DayLoad(day, role, self._late(metres, to_race), to_race)
        if to_race < 7:
            others = [m for weekday, m in planned.items() if self.pattern[weekday] != "long"]
            return DayLoad(day, "easy", self._late(mean(others), to_race), to_race)
        return DayLoad(day, role, self._late_long(metres, to_race), to_race)

    def _late(self, metres: float, to_race: int) -> float:
        if to_race < 7:
            return self._round_short(TAPER_ONE * metres)
        if to_race < 14:
            return self._round_short(TAPER_TWO * metres)
        if to_race < 21 and self.bounds.long_taper:
            return self._round_short(TAPER_THREE * metres)
        return metres

    def _late_long(self, metres: float, to_race: int) -> float:
        kind = self.bounds.kind
        peak = max((load.long_m for load in self.done), default=metres)
        if to_race >= kind.full_until_days:
            return metres
        if to_race >= 14:
            return self._round(min(metres, kind.last_long * peak, BEFORE_TAPER_LONG_M))
        return self._round(min(metres, kind.week_before_long * peak))

    def _round(self, metres: float) -> float:
        return round_down(metres, self.bounds.unit_m)

    def _round_short(self, metres: float) -> float:
        return round_down(metres, self.bounds.unit_m, halves_from=COARSE_SHARE_FROM)
