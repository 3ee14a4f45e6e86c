"""A day's distance made into a run: type, words, minutes."""

from dataclasses import dataclass
from math import floor
from typing import Final

from hamstrong.language import number_text
from hamstrong.running.generate.sets import (
    HILLS,
    HILLS_REST_MIN,
    HILLS_WORK_MIN,
    INTERVAL_SETS,
    MARATHON_SETS,
    SHARPENER_SETS,
    STRIDE_S,
    STRIDES,
    THRESHOLD_SETS,
    Sets,
    fit_sets,
)
from hamstrong.running.generate.words import WORDS
from hamstrong.running.model import RunType
from hamstrong.running.paces import INTERVAL_RPE, THRESHOLD_RPE, Paces
from hamstrong.running.wording import (
    METRES_PER,
    Units,
    distance_text,
    pace_range_text,
    pace_text,
)

MEDIUM_LONG_FROM_MIN: Final = 75.0
"""Evidence 6.2."""

_LEAST_PACE_UNITS: Final = 3
"""Shortest part of a long run at marathon pace, km or miles."""


@dataclass(frozen=True, slots=True)
class Workout:
    """One run without its day."""

    type: RunType
    key: bool
    title: str
    metres: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Tailor:
    """Makes workouts for one runner."""

    paces: Paces
    units: Units

    @property
    def easy_m_min(self) -> float:
        return self.paces.planned_easy_m_s * 60

    def easy(self, metres: float, *, strides: bool = False) -> Workout:
        """An easy run, medium-long from 75 minutes on."""
        minutes = metres / self.easy_m_min
        is_medium = minutes >= MEDIUM_LONG_FROM_MIN
        kind = "medium" if is_medium else "easy"
        title = WORDS[f"workouts.{kind}-strides" if strides else f"workouts.{kind}"]
        return Workout(
            RunType.MEDIUM_LONG if is_medium else RunType.EASY,
            False,
            title.format(
                far=self._far(metres), strides=STRIDES, seconds=STRIDE_S, pace=self._easy_pace()
            ),
            metres,
            minutes,
        )

    def long(self, metres: float, *, pace_share: float = 0.0) -> Workout:
        """A long run, with a share of it at marathon pace where that makes a whole few units."""
        unit_m = METRES_PER[self.units]
        part_m = floor(pace_share * metres / unit_m) * unit_m
        if part_m < _LEAST_PACE_UNITS * unit_m:
            title = WORDS["workouts.long"].format(far=self._far(metres), pace=self._easy_pace())
            return Workout(RunType.LONG, True, title, metres, metres / self.easy_m_min)
        title = WORDS["workouts.long-pace"].format(
            far=self._far(metres),
            part=self._far(part_m),
            pace=pace_text(self.paces.marathon_m_s, self.units),
        )
        minutes = (metres - part_m) / self.easy_m_min + part_m / self._marathon_m_min()
        return Workout(RunType.LONG, True, title, metres, minutes)

    def hills(self, metres: float) -> Workout | None:
        """Short hills inside an easy run; None when the run is too short for them."""
        easy_min = metres / self.easy_m_min
        if easy_min < HILLS_WORK_MIN + HILLS_REST_MIN:
            return None
        title = WORDS["workouts.hills"].format(far=self._far(metres), hills=HILLS)
        return Workout(RunType.REPETITION, True, title, metres, easy_min + HILLS_REST_MIN / 2)

    def threshold(self, metres: float, *, most_min: float) -> Workout | None:
        """Threshold work of at most so many minutes; None when the run is too short for it."""
        sets = self._fit(THRESHOLD_SETS, metres, most_min=most_min, speed=self._threshold_m_min())
        return None if sets is None else self._at_threshold("threshold", metres, sets=sets)

    def sharpener(self, metres: float, *, most_min: float) -> Workout | None:
        """A few minutes at threshold pace in the last days; None when there is no room."""
        sets = self._fit(SHARPENER_SETS, metres, most_min=most_min, speed=self._threshold_m_min())
        return None if sets is None else self._at_threshold("sharpener", metres, sets=sets)

    def interval(self, metres: float, *, most_min: float) -> Workout | None:
        """Interval work of at most so many minutes; None when the run is too short for it."""
        speed = self.paces.interval.middle_m_s * 60
        sets = self._fit(INTERVAL_SETS, metres, most_min=most_min, speed=speed)
        if sets is None:
            return None
        how = WORDS["workouts.at-pace"].format(
            pace=pace_range_text(self.paces.interval, self.units)
        )
        if self.paces.by_effort:
            how = WORDS["workouts.hard"].format(rpe=INTERVAL_RPE)
        title = self._titled("interval", metres, sets=sets, how=how)
        return self._workout(RunType.INTERVAL, title, metres, sets=sets, speed=speed)

    def marathon_pace(self, metres: float, *, most_min: float) -> Workout | None:
        """Marathon-pace work of at most so many minutes; None when the run is too short."""
        speed = self._marathon_m_min()
        sets = self._fit(MARATHON_SETS, metres, most_min=most_min, speed=speed)
        if sets is None:
            return None
        pace = pace_text(self.paces.marathon_m_s, self.units)
        title = self._titled("marathon", metres, sets=sets, pace=pace)
        return self._workout(RunType.MARATHON_PACE, title, metres, sets=sets, speed=speed)

    def _at_threshold(self, name: str, metres: float, *, sets: Sets) -> Workout:
        how = WORDS["workouts.at-pace"].format(
            pace=pace_range_text(self.paces.threshold, self.units)
        )
        if self.paces.by_effort:
            how = WORDS["workouts.comfortably-hard"].format(rpe=THRESHOLD_RPE)
        title = self._titled(name, metres, sets=sets, how=how)
        speed = self._threshold_m_min()
        return self._workout(RunType.THRESHOLD, title, metres, sets=sets, speed=speed)

    def _fit(
        self, options: tuple[Sets, ...], metres: float, *, most_min: float, speed: float
    ) -> Sets | None:
        return fit_sets(
            options,
            metres=metres,
            most_min=most_min,
            work_m_min=speed,
            easy_m_min=self.easy_m_min,
        )

    def _workout(
        self, kind: RunType, title: str, metres: float, *, sets: Sets, speed: float
    ) -> Workout:
        easy_m = metres - sets.work_min * speed
        return Workout(kind, True, title, metres, sets.work_min + easy_m / self.easy_m_min)

    def _threshold_m_min(self) -> float:
        return self.paces.threshold.middle_m_s * 60

    def _marathon_m_min(self) -> float:
        return self.paces.marathon_m_s * 60

    def _easy_pace(self) -> str:
        return pace_range_text(self.paces.easy, self.units)

    def _titled(self, name: str, metres: float, *, sets: Sets, **words: str) -> str:
        text = WORDS["workouts.sets"].format(
            repeats=sets.repeats, minutes=number_text(sets.minutes)
        )
        return WORDS[f"workouts.{name}"].format(far=self._far(metres), sets=text, **words)

    def _far(self, metres: float) -> str:
        return distance_text(metres, self.units)
