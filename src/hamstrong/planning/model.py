"""The plan as a value: what goes into planning and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.schema import Equipment, Family, LoadClass
from hamstrong.running.model import Race, Run


class BlockPhase(StrEnum):
    """Phases of a block (evidence 6.4); `recovery` follows the race."""

    BASE = "base"
    BUILD = "build"
    SPECIFIC = "specific"
    TAPER = "taper"
    RECOVERY = "recovery"


class StartingLevel(StrEnum):
    """A word about oneself: it sets where try-outs and ladders begin, nothing more."""

    BEGINNER = "beginner"
    STEADY = "steady"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a weekday in which the athlete can do strength, local clock times."""

    start: time
    end: time


DEFAULT_WINDOWS = (Window(time(6, 0), time(9, 0)), Window(time(17, 30), time(21, 0)))


@dataclass(frozen=True, slots=True)
class Availability:
    """When strength is possible.

    Attributes:
        weekdays: Monday is 0; a weekday that is absent has no window.
        days_off: Dates without any strength, whatever the weekday says.
    """

    weekdays: Mapping[int, tuple[Window, ...]] = field(
        default_factory=lambda: dict.fromkeys(range(7), DEFAULT_WINDOWS)
    )
    days_off: frozenset[date] = frozenset()

    def windows_on(self, day: date) -> tuple[Window, ...]:
        return () if day in self.days_off else self.weekdays.get(day.weekday(), ())


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """Everything planning may know. The same request gives the same plan on any machine.

    Attributes:
        race: The block's race.
        runs: In time order; the planner never changes them.
        today: First day that may receive a session.
        zone: The athlete's.
        availability: When strength is possible.
        minutes: Length of a session: 10, 20, 30 or 45.
        equipment: What is at hand.
        levels: Rung per family, found by try-out; an absent family starts with a try-out.
        starting: Where families without a found rung begin.
        exposures: Days on which each exercise was done, oldest first.
        accustomed: Families the athlete had trained at least three times in the four weeks up to
            the given day, by their own word; their heavy exercises do not start as novel.
        sessions_per_week: A wish; None takes the phase's own number.
        pins: Start times the athlete chose by hand, per session id.
        previous: Yesterday's plan, taken as a preference; its sessions before today stand.
        done: When sessions were begun, by id; they stand too, at that time.
        not_before: The moment of planning: nothing new starts earlier, and what has started
            stands. None when only the day counts.
    """

    race: Race
    runs: tuple[Run, ...]
    today: date
    zone: ZoneInfo
    availability: Availability = Availability()
    minutes: int = 30
    equipment: frozenset[Equipment] = frozenset()
    levels: Mapping[Family, int] = field(default_factory=dict)
    starting: StartingLevel = StartingLevel.BEGINNER
    exposures: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    accustomed: Mapping[Family, date] = field(default_factory=dict)
    sessions_per_week: int | None = None
    pins: Mapping[str, datetime] = field(default_factory=dict)
    previous: "Plan | None" = None
    done: Mapping[str, datetime] = field(default_factory=dict)
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in one sentence, and the facts it was made from.

    Attributes:
        text: For the athlete.
        rule: Id in the constants table, so that a page can link to it; for instance "spacing".
        run_id: The run that decided it.
        hours: The gap to that run, hours.
        needed_h: The hard minimum, hours.
    """

    text: str
    rule: str = ""
    run_id: str | None = None
    hours: float | None = None
    needed_h: float | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One strength session.

    Attributes:
        id: Stable over re-planning: the week's Monday and the session's number in it.
        start: Aware, in the athlete's zone.
        end: Aware.
        phase: Of the block.
        load_class: The hardest class among its exercises.
        novel: True while an exercise of class C3-C5 or P2 in it is still new to the athlete.
        title: Two or three words.
        doses: In the order they are done.
        reason: Names the run that decided the placement.
        next_key_run_id: The first key run after it; None when there is none.
        pinned: True when the athlete chose its time.
    """

    id: str
    start: datetime
    end: datetime
    phase: BlockPhase
    load_class: LoadClass
    novel: bool
    title: str
    doses: tuple[Dose, ...]
    reason: Reason
    next_key_run_id: str | None = None
    pinned: bool = False

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def minutes(self) -> int:
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One week of the block.

    Attributes:
        monday: Its first day.
        weeks_to_race: 0 is the race week; negative after it.
        phase: Of the block.
        cutback: True when the run plan cuts back, so strength does too.
        run_m: Planned metres.
        notes: What the athlete should know: a lighter class than wished, fewer sessions, and why.
    """

    monday: date
    weeks_to_race: int
    phase: BlockPhase
    cutback: bool
    run_m: float
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole block: strength around runs, with a reason for each day.

    Attributes:
        race: The block's race.
        weeks: In time order.
        sessions: In time order.
        runs: As they came in.
        empty_days: Why there is no strength on a day, for every day without a session.
    """

    race: Race
    weeks: tuple[PlanWeek, ...]
    sessions: tuple[Session, ...]
    runs: tuple[Run, ...]
    empty_days: Mapping[date, Reason]
