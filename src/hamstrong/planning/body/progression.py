"""From logged sets to rungs, targets and sides: advance, stay or regress (evidence 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Exercise, Family
from hamstrong.planning.body.check_ins import CheckIn, latest_of_days, worst
from hamstrong.planning.body.set_logs import Exposure, SetLog, exposures_of
from hamstrong.planning.body.sides import weaker_sides
from hamstrong.planning.body.words import BODY_SENTENCES
from hamstrong.planning.constants.levels import STARTING_LEVELS
from hamstrong.planning.constants.progression import (
    ADVANCE_APART_DAYS,
    ADVANCE_PAIN,
    ADVANCE_SESSIONS,
    ADVANCE_SORENESS,
    DRIFT_RPE,
    DRIFT_SESSIONS,
    EASY_RESERVE_S,
    MOST_LEVELS_UP,
    REGRESS_CRAMPS,
    STEP_REPS,
    STEP_S,
)
from hamstrong.planning.model import Reason, StartingLevel
from hamstrong.planning.words import SENTENCES


class Direction(StrEnum):
    """What becomes of a rung."""

    ADVANCE = "advance"
    STAY = "stay"
    REGRESS = "regress"


@dataclass(frozen=True, slots=True)
class FoundRung:
    """A rung that a try-out found."""

    day: date
    family: Family
    level: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the latest sets of a family mean for it.

    Attributes:
        family: Of the ladder.
        exercise_id: That was done.
        day: When.
        direction: Up, back, or neither.
        level: The athlete's rung from then on.
        reason: One sentence.
    """

    family: Family
    exercise_id: str
    day: date
    direction: Direction
    level: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class TrainingLog:
    """All that progression knows.

    Attributes:
        sets: As logged, in any order.
        found: Rungs by try-out; later sets move on from them.
        check_ins: In the order told; the morning after a session counts.
        starting: Where families begin that no try-out has found.
        at_hand: Equipment; rungs that need other things are passed over. None: everything.
    """

    sets: tuple[SetLog, ...] = ()
    found: tuple[FoundRung, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    starting: StartingLevel = StartingLevel.BEGINNER
    at_hand: frozenset[Equipment] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What the next sessions are made of; each field goes into the `PlanRequest` as it is.

    Attributes:
        levels: Rung per family that a try-out found or sets have moved.
        targets: Seconds or reps due per exercise.
        weaker: Side that goes first and gets one more set, per exercise.
        verdicts: The latest of each family, in the order of families.
    """

    levels: Mapping[Family, int]
    targets: Mapping[str, int]
    weaker: Mapping[str, Side]
    verdicts: tuple[Verdict, ...]


def progress_of(log: TrainingLog, library: Library, *, today: date) -> Progress:
    """Walk through the log, oldest first.

    A session counts towards the next rung once its next morning has come. A morning of which
    nothing was told counts as without soreness.
    """
    exposures = tuple(e for e in exposures_of(log.sets, library) if e.day <= today)
    walk = _Walk(log, library, today)
    found = {(rung.family, rung.day) for rung in log.found}
    steps: list[FoundRung | Exposure] = [*log.found, *exposures]
    for step in sorted(steps, key=lambda one: (one.day, isinstance(one, Exposure))):
        if isinstance(step, FoundRung):
            walk.find(step)
        elif (step.exercise.family, step.day) not in found:
            walk.see(step)
    return Progress(
        levels=dict(walk.levels),
        targets=dict(walk.targets),
        weaker=weaker_sides(exposures, today=today),
        verdicts=tuple(walk.verdicts[f] for f in Family if f in walk.verdicts),
    )


@dataclass(slots=True)
class _Walk:
    """The state while the log is read."""

    log: TrainingLog
    library: Library
    today: date
    levels: dict[Family, int] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    verdicts: dict[Family, Verdict] = field(default_factory=dict)
    passed: dict[str, list[Exposure]] = field(default_factory=dict)
    last: dict[str, Exposure] = field(default_factory=dict)
    felt: dict[str, tuple[float, ...]] = field(default_factory=dict)
    mornings: Mapping[date, CheckIn] = field(init=False)

    def __post_init__(self) -> None:
        self.mornings = latest_of_days(self.log.check_ins)

    def find(self, rung: FoundRung) -> None:
        self.levels[rung.family] = rung.level
        self._begin_anew(rung.family)

    def see(self, exposure: Exposure) -> None:
        key = exposure.exercise.id
        word = self._word(exposure)
        self.targets[key] = self._target(exposure, word)
        self.last[key] = exposure
        if exposure.rpe is not None:
            self.felt[key] = (*self.felt.get(key, ()), exposure.rpe)[-DRIFT_SESSIONS:]
        self._judge(exposure, word)

    def _word(self, exposure: Exposure) -> str:
        """What the day says of its exercise, a key of `BODY_SENTENCES`."""
        if exposure.too_hard:
            return exposure.too_hard
        before = self.last.get(exposure.exercise.id)
        if exposure.cramps + (before.cramps if before else 0) >= REGRESS_CRAMPS:
            return "regress-cramp"
        if self._drifts(exposure):
            return "stay-drift"
        if self._is_sore_after(exposure):
            return "stay-sore"
        if exposure.is_too_easy:
            return "advance-easy"
        if exposure.is_full and exposure.left_enough is None:
            return "stay-unknown"
        return "advance" if exposure.is_full and exposure.left_enough else _staying(exposure)

    def _drifts(self, exposure: Exposure) -> bool:
        """Felt much harder than the athlete's usual of the same exercise (evidence 5.3)."""
        usual = self.felt.get(exposure.exercise.id, ())
        if exposure.rpe is None or len(usual) < DRIFT_SESSIONS:
            return False
        return exposure.rpe >= median(usual) + DRIFT_RPE

    def _is_sore_after(self, exposure: Exposure) -> bool:
        """Soreness or pain of its tissues, by the first answer of the two days after."""
        for days in (1, 2):
            answer = self.mornings.get(exposure.day + timedelta(days=days))
            if answer is not None:
                sore = worst(answer.soreness, exposure.exercise.tissues) > ADVANCE_SORENESS
                return sore or worst(answer.pain, exposure.exercise.tissues) > ADVANCE_PAIN
        return False

    def _judge(self, exposure: Exposure, word: str) -> None:
        exercise = exposure.exercise
        level = self._level(exercise.family)
        if word.startswith("regress"):
            self._regress(exposure, word, level)
        elif word.startswith("advance"):
            self._advance(exposure, word, level)
        else:
            if word in ("stay-sore", "stay-drift"):
                self.passed.pop(exercise.id, None)
            self._say(exposure, Direction.STAY, word, level)

    def _regress(self, exposure: Exposure, word: str, level: int) -> None:
        exercise = exposure.exercise
        self.passed.pop(exercise.id, None)
        if self._is_easier(exercise, level):
            self._say(exposure, Direction.STAY, "stay-easier", level)
            return
        below = [rung.level for rung in self._ladder(exercise) if rung.level < exercise.level]
        lower = min(level, max(below, default=level))
        if lower < level:
            self._move(exercise.family, lower)
            self._say(exposure, Direction.REGRESS, word, lower)
        else:
            self._say(exposure, Direction.STAY, "lowest" if not below else "stay", level)

    def _advance(self, exposure: Exposure, word: str, level: int) -> None:
        exercise = exposure.exercise
        if self._is_easier(exercise, level):
            self._say(exposure, Direction.STAY, "stay-easier", level)
            return
        harder = [rung for rung in self._ladder(exercise) if rung.level > exercise.level]
        near = [rung for rung in harder if rung.level <= level + MOST_LEVELS_UP]
        above = [rung.level for rung in near if self._is_possible(rung)]
        if not above:
            self._say(exposure, Direction.STAY, "top-here" if harder else "top", level)
        elif exposure.day >= self.today:
            self._say(exposure, Direction.STAY, "pending", level)
        elif not self._passed_often(exposure):
            self._say(exposure, Direction.STAY, "once", level)
        else:
            higher = max(level, min(above))
            self._move(exercise.family, higher)
            self._say(exposure, Direction.ADVANCE, word, higher)

    def _passed_often(self, exposure: Exposure) -> bool:
        """Count the day, unless it is too close to the one before."""
        passed = self.passed.setdefault(exposure.exercise.id, [])
        if not passed or (exposure.day - passed[-1].day).days >= ADVANCE_APART_DAYS:
            passed.append(exposure)
        return len(passed) >= ADVANCE_SESSIONS

    def _target(self, exposure: Exposure, word: str) -> int:
        low, high = exposure.range
        if word.startswith("regress"):
            return low
        asked = exposure.asked
        reached = exposure.least if asked is None else min(exposure.least, asked)
        due = max(self.targets.get(exposure.exercise.id, low), round(reached))
        if self._may_grow(exposure, word):
            due = round(reached) + (STEP_S if exposure.exercise.timed else STEP_REPS)
            due = max(due, self.targets.get(exposure.exercise.id, low))
        return _in_range(due, low, high, even=exposure.exercise.alternating)

    def _may_grow(self, exposure: Exposure, word: str) -> bool:
        as_asked = exposure.asked is None or exposure.least >= exposure.asked
        harder = any(
            e.level > exposure.exercise.level and self._is_possible(e)
            for e in self._ladder(exposure.exercise)
        )
        if word in ("stay-sore", "stay-drift") or (exposure.is_too_easy and harder):
            return False
        return as_asked and exposure.left_some is not False

    def _ladder(self, exercise: Exercise) -> tuple[Exercise, ...]:
        return self.library.ladder(exercise.family)

    def _is_possible(self, exercise: Exercise) -> bool:
        return self.log.at_hand is None or exercise.possible_with(self.log.at_hand)

    def _is_easier(self, exercise: Exercise, level: int) -> bool:
        """Whether the athlete could do a harder one on this level or below."""
        return any(
            exercise.level < rung.level <= level and self._is_possible(rung)
            for rung in self._ladder(exercise)
        )

    def _level(self, family: Family) -> int:
        return self.levels.get(family, STARTING_LEVELS[self.log.starting][family])

    def _move(self, family: Family, level: int) -> None:
        self.levels[family] = level
        self._begin_anew(family)

    def _begin_anew(self, family: Family) -> None:
        for exercise in self.library.ladder(family):
            self.passed.pop(exercise.id, None)

    def _say(self, exposure: Exposure, direction: Direction, word: str, level: int) -> None:
        unit = "hold" if exposure.exercise.timed else "reps"
        text = BODY_SENTENCES[word].format(
            exercise=exposure.exercise.name,
            reserve=f"{EASY_RESERVE_S:g}",
            most=BODY_SENTENCES[f"most-{unit}"].format(n=exposure.range[1]),
            side=SENTENCES[f"sides.{exposure.short_side or Side.BOTH}"],
        )
        family = exposure.exercise.family
        if word == "stay-easier" and family in self.verdicts:
            return
        reason = Reason(text, rule="progression")
        self.verdicts[family] = Verdict(
            family, exposure.exercise.id, exposure.day, direction, level, reason
        )


def _staying(exposure: Exposure) -> str:
    """What is missing where nothing else decides, a key of `BODY_SENTENCES`."""
    if exposure.short_side is not None:
        return "stay-side"
    if exposure.is_short:
        return "stay-short"
    return "stay-tight" if exposure.is_full else "stay"


def _in_range(due: int, low: int, high: int, *, even: bool) -> int:
    """Alternating exercises count both sides together, so the number is even."""
    due += due % 2 if even else 0
    return min(high, max(low, due))
