"""The plan as a value: what goes into planning and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Equipment, Family, LoadClass, Tissue
from hamstrong.language import Language
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


class Venue(StrEnum):
    """Where a session is done; it decides what kit is there."""

    HOME = "home"
    GYM = "gym"
    TRAVELLING = "travelling"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a day in which the athlete can do strength, local clock times, and where."""

    start: time
    end: time
    venue: Venue = Venue.HOME


DEFAULT_WINDOWS = (Window(time(6, 0), time(9, 0)), Window(time(17, 30), time(21, 0)))


@dataclass(frozen=True, slots=True)
class Availability:
    """When strength is possible.

    Attributes:
        weekdays: Monday is 0; a weekday that is absent has no window.
        days_off: Dates without any strength, whatever the weekday says.
        dates: Windows of single dates, in place of their weekday's: shifts, travel.
    """

    weekdays: Mapping[int, tuple[Window, ...]] = field(
        default_factory=lambda: dict.fromkeys(range(7), DEFAULT_WINDOWS)
    )
    days_off: frozenset[date] = frozenset()
    dates: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    def windows_on(self, day: date) -> tuple[Window, ...]:
        if day in self.days_off:
            return ()
        return self.dates.get(day, self.weekdays.get(day.weekday(), ()))


class AbsenceKind(StrEnum):
    """Why days are lost: `ill` allows nothing (W13), `away` has no time, `travelling` no kit."""

    ILL = "ill"
    AWAY = "away"
    TRAVELLING = "travelling"


class ReturnSpeed(StrEnum):
    """How fast strength comes back after an absence."""

    GENTLE = "gentle"
    STEADY = "steady"
    QUICK = "quick"


@dataclass(frozen=True, slots=True)
class Absence:
    """Days the athlete loses, both ends included."""

    id: str
    first: date
    last: date
    kind: AbsenceKind
    back: ReturnSpeed = ReturnSpeed.STEADY


@dataclass(frozen=True, slots=True)
class Limit:
    """What the body allows on some days: after a check-in, with pain, after a break.

    Attributes:
        first: First day it holds.
        last: Last day it holds; None while it is open.
        tissues: Of whose exercises it speaks; empty means all.
        hardest: Hardest class allowed, None when nothing is.
        sets: Share of the usual sets, 0 to 1.
        easier: Rungs taken back.
        reason: For the athlete; its rule names the table it comes from.
        nothing_new: True when no exercise may be introduced.
        brief: The reason in one sentence, for the word of a day; empty where it is one already.
    """

    first: date
    last: date | None
    tissues: frozenset[Tissue]
    hardest: LoadClass | None
    sets: float
    reason: "Reason"
    easier: int = 0
    nothing_new: bool = False
    brief: str = ""

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


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
        skipped: Ids of sessions that were given up. They stay where they were planned, ask for no
            hours, and are neither practice nor made up for.
        not_before: The moment of planning: nothing new starts earlier, and what has started
            stands. None when only the day counts.
        venues: Kit at places other than home; an absent venue has none.
        absences: Days lost, past ones too: what follows them starts gently.
        limits: What the body allows, by day and tissue.
        targets: Seconds or reps the athlete is due per exercise, from what they logged; an absent
            exercise grows with its exposures.
        weaker: Side that goes first and gets one more set, per exercise (evidence 3.4).
        missed: Runs that were planned and not run: a week is judged by what was meant, so that
            one of them neither makes a cutback of it nor a leap of the next.
        meant_minutes: Planned minutes of runs that were done otherwise, by id, for the same.
        language: What the plan's sentences are written in; nothing else depends on it.
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
    skipped: frozenset[str] = frozenset()
    not_before: datetime | None = None
    venues: Mapping[Venue, frozenset[Equipment]] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    limits: tuple[Limit, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict)
    weaker: Mapping[str, Side] = field(default_factory=dict)
    missed: tuple[Run, ...] = ()
    meant_minutes: Mapping[str, float] = field(default_factory=dict)
    language: Language = Language.ENGLISH

    def equipment_at(self, venue: Venue) -> frozenset[Equipment]:
        if venue is Venue.HOME:
            return self.equipment
        return self.venues.get(venue, frozenset())


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
        venue: Where it is done.
        dose_reasons: What made the sets, seconds and exercises what they are.
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
    venue: Venue = Venue.HOME
    dose_reasons: tuple[Reason, ...] = ()

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
class Basis:
    """What a plan took the athlete for: where this changes, sessions are made anew.

    Attributes:
        levels: Rung per family.
        settings: Minutes, kit and what the athlete told of, in words; only to be compared.
        marks: By Monday, of what each week was planned from; only to be compared.
        rooms: By Monday, of what each week had room for; only to be compared.
    """

    levels: Mapping[Family, int]
    settings: str
    marks: Mapping[date, str] = field(default_factory=dict)
    rooms: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole block: strength around runs, with a reason for each day.

    Attributes:
        race: The block's race.
        weeks: In time order.
        sessions: In time order.
        runs: As they came in.
        empty_days: Why there is no strength on a day, for every day without a session.
        basis: Of the sessions; None when unknown. Plans that differ by it alone are equal.
        language: Of its sentences and titles.
    """

    race: Race
    weeks: tuple[PlanWeek, ...]
    sessions: tuple[Session, ...]
    runs: tuple[Run, ...]
    empty_days: Mapping[date, Reason]
    basis: Basis | None = field(default=None, compare=False)
    language: Language = Language.ENGLISH
