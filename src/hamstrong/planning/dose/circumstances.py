"""What surrounds a session: the day, the phase, the kit, and what the athlete knows already."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.schema import Equipment, Exercise, Family
from hamstrong.planning.constants.dose import TaperBand, taper_band
from hamstrong.planning.constants.levels import STARTING_LEVELS
from hamstrong.planning.constants.spacing import NOVEL_AFTER_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.dose.course import UNTOUCHED, Course
from hamstrong.planning.model import BlockPhase, Limit, Reason, StartingLevel
from hamstrong.planning.spacing import HEAVY_CLASSES

Exposures = Mapping[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class Yesterday:
    """A session as yesterday's plan has it; the preference for what it holds.

    Attributes:
        doses: By exercise.
        reasons: What made their numbers.
        moved: Families whose rung is another since then.
    """

    doses: Mapping[str, Dose]
    reasons: tuple[Reason, ...]
    moved: frozenset[Family] = frozenset()

    def has(self, exercise: Exercise) -> bool:
        """Whether the session holds it, on a rung that is still the athlete's."""
        return exercise.id in self.doses and exercise.family not in self.moved


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides what a session on a day may contain.

    Attributes:
        day: The day the session would be done.
        phase: Of its week.
        cutback: Whether its week cuts back.
        days_to_race: From `day`, 0 on race day.
        number: Which session of its week, from 0.
        of: Sessions in that week.
        minutes: Longest it may last.
        equipment: At hand.
        levels: Rung per family, by try-out.
        starting: Where families without a try-out begin.
        exposures: Days on which each exercise was done or will have been.
        since: First day of the stretch without a break from strength that leads to `day`.
        accustomed: Last day of what the athlete did before, per family.
        tryout: Whether this session finds the rungs that are still unknown.
        limits: What the body and the days around allow on `day`.
        course: What the weeks before leave for this one.
        yesterday: The session in yesterday's plan; None when that has none.
    """

    day: date
    phase: BlockPhase
    cutback: bool
    days_to_race: int
    number: int
    of: int
    minutes: int
    equipment: frozenset[Equipment]
    levels: Mapping[Family, int]
    starting: StartingLevel
    exposures: Exposures
    since: date
    accustomed: Mapping[Family, date]
    tryout: bool
    limits: tuple[Limit, ...] = ()
    course: Course = UNTOUCHED
    yesterday: Yesterday | None = None

    @property
    def band(self) -> TaperBand:
        return taper_band(self.days_to_race)

    def level_of(self, family: Family) -> int:
        """The athlete's rung, or where they begin."""
        return self.levels.get(family, STARTING_LEVELS[self.starting][family])

    def was_done(self, exercise: Exercise) -> bool:
        """Whether the exercise was done on a day before this one."""
        days = self.exposures.get(exercise.id, ())
        return len(days) > 0 and days[0] < self.day

    def times_done(self, exercise: Exercise, *, since: date = date.min, before: date) -> int:
        """How often, from `since` on, the exercise was done before a day."""
        days = self.exposures.get(exercise.id, ())
        return max(0, bisect_left(days, before) - bisect_left(days, since))


def is_novel(exercise: Exercise, now: Circumstances) -> bool:
    """Whether the exercise still counts as new on that day (evidence 2.2); only heavy ones can."""
    return exercise.load_class in HEAVY_CLASSES and not is_known(exercise, now)


def is_known(exercise: Exercise, now: Circumstances) -> bool:
    """Done three times since the last break, the last not long ago.

    What the athlete told of counts as three.
    """
    days = now.exposures.get(exercise.id, ())
    done = bisect_left(days, now.day)
    told = now.accustomed.get(exercise.family)
    if told is not None and told >= now.since:
        last = max(told, days[done - 1]) if done else told
    elif done - bisect_left(days, now.since) >= NOVEL_EXPOSURES:
        last = days[done - 1]
    else:
        return False
    return (now.day - last).days <= NOVEL_AFTER_DAYS


def unbroken_since(day: date, exposures: Exposures, accustomed: Mapping[Family, date]) -> date:
    """The day since which no more than four weeks went by without any strength (W12).

    After a longer break every heavy exercise is new again, and stays so for three times.
    """
    trained = {past for days in exposures.values() for past in days} | set(accustomed.values())
    since = day
    for past in sorted((past for past in trained if past <= day), reverse=True):
        if (since - past).days > NOVEL_AFTER_DAYS:
            break
        since = past
    return since
