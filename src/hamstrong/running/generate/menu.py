"""What each day of a week holds: phase and role to workout (evidence 6.3 and 6.4)."""

from dataclasses import dataclass
from typing import Final

from hamstrong.running.generate.constants import (
    DAY_BEFORE_MAX_MIN,
    MARATHON,
    RACE_WEEK_MAX_MIN,
    SHARPENER_DAYS,
    TEN_KM,
    RaceKind,
)
from hamstrong.running.generate.loads import DayLoad, WeekLoad
from hamstrong.running.generate.rounding import round_down
from hamstrong.running.generate.workouts import Tailor, Workout
from hamstrong.running.wording import METRES_PER

HARD_SHARE: Final = 0.10
"""Minutes of threshold and interval work a week, of all; R7 allows 12 % over the block."""

MAIN_OF_HARD: Final = 0.6
"""The first quality run's part of it where there are two."""

PACE_SHARE: Final = 0.16
"""Minutes of a marathon-pace run, of the week's; R7 allows 20 % over the block."""

LONG_PACE_SHARE: Final = (0.25, 0.40)
"""Part of a long run at marathon pace, in the first and the last specific week."""

MOST_THRESHOLD_MIN: Final = (20.0, 40.0)
MOST_INTERVAL_MIN: Final = (12.0, 25.0)
"""Work in one run, in the first and the last week before the taper (evidence 6.2)."""

CUTBACK_QUALITY: Final = 0.6
TAPER_QUALITY: Final = 0.7
"""Quality is kept, shorter (evidence 6.4)."""

STRIDES_ONLY_WEEKS: Final = 2
"""First weeks of the base without hills."""

SECOND_FROM_RUNS: Final = 5
"""A second threshold run needs five runs a week, a marathon-pace run four (evidence 6.3)."""

RACE_WINDOW_DAYS: Final = 6
SHARPENER_RUN_MIN: Final = 24.0
"""Shortest run that carries a sharpener."""

SHARPENER_MOST_MIN: Final = (3.0, 9.0)
SHARPENER_OF_HARD: Final = 0.5
"""Work in a sharpener, and its part of the peak week's hard minutes."""


@dataclass(frozen=True, slots=True)
class Menu:
    """Chooses the workout of a day.

    Attributes:
        tailor: Makes the workouts.
        kind: Of the race.
        runs: A week.
        weeks: Of the block.
        peak_min: Minutes of the highest week.
    """

    tailor: Tailor
    kind: RaceKind
    runs: int
    weeks: int
    peak_min: float

    def workout(self, load: WeekLoad, day: DayLoad) -> Workout:
        """The workout of one day; easy with strides where its quality finds no room."""
        if day.to_race <= RACE_WINDOW_DAYS:
            return self._race_week(load, day)
        if day.role == "long":
            return self.tailor.long(day.metres, pace_share=self._pace_share(load, day))
        if day.role == "quality":
            found = self._quality(load, day)
        elif day.role == "second":
            found = self._second(load, day)
        else:
            return self.tailor.easy(day.metres, strides=self._has_strides(load, day))
        return found or self.tailor.easy(day.metres, strides=True)

    def _quality(self, load: WeekLoad, day: DayLoad) -> Workout | None:
        week = load.week
        if week.phase == "base":
            late_enough = self.weeks - 1 - week.to_race >= STRIDES_ONLY_WEEKS
            return self.tailor.hills(day.metres) if late_enough and week.to_race % 2 else None
        part = MAIN_OF_HARD if self._has_second_threshold(load) else 1.0
        if self._is_interval_week(load):
            return self.tailor.interval(
                day.metres, most_min=self._most(load, MOST_INTERVAL_MIN, part)
            )
        return self.tailor.threshold(
            day.metres, most_min=self._most(load, MOST_THRESHOLD_MIN, part)
        )

    def _second(self, load: WeekLoad, day: DayLoad) -> Workout | None:
        if self._is_pace_week(load):
            return self.tailor.marathon_pace(day.metres, most_min=PACE_SHARE * self._minutes(load))
        if not self._has_second_threshold(load):
            return None
        most = self._most(load, MOST_THRESHOLD_MIN, 1 - MAIN_OF_HARD)
        return self.tailor.threshold(day.metres, most_min=most)

    def _is_interval_week(self, load: WeekLoad) -> bool:
        """Every other week of the build; for 10 km every week of the specific phase too."""
        week = load.week
        if week.phase == "specific":
            return self.kind is TEN_KM
        return week.phase == "build" and week.to_race % 2 == 0

    def _has_second_threshold(self, load: WeekLoad) -> bool:
        enough = self.runs >= SECOND_FROM_RUNS and not load.week.cutback
        return enough and self._is_interval_week(load) and not self._is_pace_week(load)

    def _is_specific(self, load: WeekLoad) -> bool:
        return load.week.phase == "specific" and load.week.loading and self.kind is not TEN_KM

    def _is_pace_week(self, load: WeekLoad) -> bool:
        """Weeks with a marathon-pace run of its own; the others have it in the long run."""
        return self._is_specific(load) and self.runs > 3 and load.week.to_race % 2 == 0

    def _pace_share(self, load: WeekLoad, day: DayLoad) -> float:
        if not self._is_specific(load) or self._is_pace_week(load):
            return 0.0
        low, high = LONG_PACE_SHARE
        nearness = max(0.0, 1 - day.to_race / 49)
        share = low + (high - low) * min(1.0, 2 * nearness)
        by_week = PACE_SHARE * self._minutes(load) * self.tailor.paces.marathon_m_s * 60
        return min(share if self.kind is MARATHON else low, by_week / max(day.metres, 1.0))

    def _has_strides(self, load: WeekLoad, day: DayLoad) -> bool:
        """One easy run a week, where no other run is fast."""
        easy = [other.day for other in load.days if other.role == "easy"]
        return load.week.phase != "base" and day.role == "easy" and day.day == min(easy)

    def _minutes(self, load: WeekLoad) -> float:
        return load.metres / self.tailor.easy_m_min

    def _most(self, load: WeekLoad, bounds: tuple[float, float], part: float) -> float:
        """Minutes of hard work: by the week's size, by how far the block is, shorter at need."""
        done = 1 - load.week.to_race / max(self.weeks - 1, 1)
        by_block = bounds[0] + (bounds[1] - bounds[0]) * done
        if load.week.cutback:
            by_block *= CUTBACK_QUALITY
        elif load.week.phase == "taper":
            by_block *= TAPER_QUALITY
        # The taper keeps intensity while volume falls, so its share is of the peak week.
        minutes = self.peak_min if load.week.phase == "taper" else self._minutes(load)
        return min(by_block, HARD_SHARE * minutes * part)

    def _race_week(self, load: WeekLoad, day: DayLoad) -> Workout:
        easy_m_min = self.tailor.easy_m_min
        cap_min = DAY_BEFORE_MAX_MIN if day.to_race == 1 else RACE_WEEK_MAX_MIN
        metres = min(day.metres, cap_min * easy_m_min)
        if day.role == "quality":
            least = round_down(SHARPENER_RUN_MIN * easy_m_min, METRES_PER[self.tailor.units])
            low, high = SHARPENER_MOST_MIN
            most = min(max(SHARPENER_OF_HARD * HARD_SHARE * self.peak_min, low), high)
            sharp = self.tailor.sharpener(max(metres, least), most_min=most)
            if sharp is not None:
                return sharp
        return self.tailor.easy(metres, strides=day.to_race == 1)


def race_window(days: tuple[DayLoad, ...], runs: int) -> tuple[DayLoad, ...]:
    """The last six days: one day of rest before the race, one short sharpener, the rest easy.

    Args:
        days: Of the block with 1 to 6 days to the race.
        runs: A week; from five on the day before the race keeps a short run, and the day
            before that rests.
    """
    rest = 2 if runs >= SECOND_FROM_RUNS else 1
    kept = tuple(day for day in days if day.to_race != rest)
    kept = kept if len(kept) > 1 else days
    left = {day.to_race for day in kept if day.role != "recovery"}
    sharp = next((n for n in SHARPENER_DAYS if n in left), None)
    return tuple(
        DayLoad(day.day, "quality" if day.to_race == sharp else "easy", day.metres, day.to_race)
        for day in kept
    )
