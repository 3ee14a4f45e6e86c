"""How strength comes back: after the race, after days lost, after a break."""

from dataclasses import dataclass

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.table import Row, Table
from hamstrong.planning.model import ReturnSpeed


@dataclass(frozen=True, slots=True)
class RaceStep:
    """From so many days after the race this is the hardest class; None is nothing at all."""

    from_day: int
    hardest: LoadClass | None


POST_RACE: tuple[RaceStep, ...] = (
    RaceStep(1, None),
    RaceStep(5, LoadClass.C1),
    RaceStep(7, LoadClass.C2),
    RaceStep(14, LoadClass.C4),
)
"""After a marathon (evidence 2.5): 3-7 days none, here four; then C0-C1, C2 from day 7, C4 from
day 14, everything from `POST_RACE_ALL_DAY`. Judgement."""

POST_RACE_ALL_DAY = 21
POST_RACE_WEEKS = 3
"""Weeks planned after the race week (evidence 6.6: reverse taper of 3-4 weeks). Judgement."""

SHORT_RACE_SHARE = 0.5
"""Of those days and weeks after a race shorter than a marathon. Judgement."""

POST_RACE_SETS = (1, 2, 2)
POST_RACE_MINUTES = (15, 20, 30)
"""Sets of each exercise, and the longest session, week after week after the race. Judgement."""

NO_HOPS_DAYS = 7
"""W8: no impact contacts in the week after a race of any length."""


@dataclass(frozen=True, slots=True)
class ReturnBand:
    """Coming back after at least so many days lost.

    Attributes:
        from_days: Days lost.
        days: How long the return lasts.
        sets: Share of the usual sets.
        easier: Rungs taken back.
        hardest: Hardest class.
    """

    from_days: int
    days: int
    sets: float
    easier: int
    hardest: LoadClass


RETURNS: tuple[ReturnBand, ...] = (
    ReturnBand(14, 14, 0.55, 1, LoadClass.C4),
    ReturnBand(7, 7, 0.65, 0, LoadClass.C4),
    ReturnBand(3, 4, 0.85, 0, LoadClass.C5),
)
"""Steady return. Shares after R14 (3-6 days 80-90 %, 7-13 days 60-70 %), the rung after W12 (two
weeks off: one level back); how many days it lasts is judgement."""

GENTLE_DAYS, QUICK_DAYS = 1.5, 0.5
GENTLE_SETS, QUICK_SETS = -0.15, 0.10
SPEED_DAYS = {
    ReturnSpeed.GENTLE: GENTLE_DAYS,
    ReturnSpeed.STEADY: 1.0,
    ReturnSpeed.QUICK: QUICK_DAYS,
}
SPEED_SETS = {
    ReturnSpeed.GENTLE: GENTLE_SETS,
    ReturnSpeed.STEADY: 0.0,
    ReturnSpeed.QUICK: QUICK_SETS,
}
"""A gentle return lasts longer with fewer sets, a quick one the other way round. Judgement."""

GENTLE_HARDEST = LoadClass.C3
"""The hardest class of a gentle return. Judgement."""

ILL_NO_HEAVY_DAYS = {ReturnSpeed.GENTLE: 7, ReturnSpeed.STEADY: 5, ReturnSpeed.QUICK: 3}
ILL_HARDEST = LoadClass.C2
"""After an illness nothing harder than holds for so many days. Judgement."""

BREAK_DAYS = 14
BREAK_SETS = 0.7
"""W12: after two weeks without strength 30 % fewer sets for a week; after four, new again."""

MISSES = 2
"""W12: so many sessions missed in a row, and the next week resumes where it was."""

DAYS_PER_SESSION = 3
"""A week that loses days keeps one session for every so many that are left. Judgement."""

SHORT_BLOCK_WEEKS = 4
"""A block shorter than this is planned, and said to be short. Judgement."""


def _race_rows() -> tuple[Row, ...]:
    rows = [
        Row(
            f"From day {step.from_day} after a marathon",
            "no strength" if step.hardest is None else f"up to {step.hardest}",
            "",
            "evidence 2.5",
            "judgement",
        )
        for step in POST_RACE
    ]
    rows += [
        Row("Everything again from", str(POST_RACE_ALL_DAY), "days after", "2.5", "judgement"),
        Row("Weeks planned after it", str(POST_RACE_WEEKS), "weeks", "6.6", "L"),
        Row("After a shorter race", f"{SHORT_RACE_SHARE:.0%}", "of it", "none", "judgement"),
        Row("Sets in those weeks", _each(POST_RACE_SETS), "of each", "none", "judgement"),
        Row("Longest session in them", _each(POST_RACE_MINUTES), "min", "none", "judgement"),
        Row("No hops after any race for", str(NO_HOPS_DAYS), "days", "evidence W8", "L"),
    ]
    return tuple(rows)


def _each(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)


def _absence_rows() -> tuple[Row, ...]:
    rows = [
        Row(
            f"After {band.from_days} days lost or more",
            f"{band.days} days of {band.sets:.0%} of the sets, up to {band.hardest}"
            + (", one rung back" if band.easier else ""),
            "",
            "evidence R14, W12",
            "L",
        )
        for band in reversed(RETURNS)
    ]
    rows += [
        Row("A gentle return lasts", f"{GENTLE_DAYS:g}", "times as long", "none", "judgement"),
        Row("A gentle return has", f"{GENTLE_SETS:+.0%}", "of the sets", "none", "judgement"),
        Row("Hardest in it", GENTLE_HARDEST.value, "", "none", "judgement"),
        Row("A quick return lasts", f"{QUICK_DAYS:g}", "times as long", "none", "judgement"),
        Row("A quick return has", f"{QUICK_SETS:+.0%}", "of the sets", "none", "judgement"),
    ]
    rows += [
        Row(
            f"After an illness up to {ILL_HARDEST}, {speed}", str(days), "days", "none", "judgement"
        )
        for speed, days in ILL_NO_HEAVY_DAYS.items()
    ]
    rows += [
        Row(
            f"After {BREAK_DAYS} days without strength",
            f"{BREAK_SETS:.0%}",
            "of the sets, for a week",
            "evidence W12",
            "L",
        ),
        Row("Missed in a row before it resumes", str(MISSES), "sessions", "evidence W12", "L"),
        Row(
            "A week that loses days keeps one session per",
            str(DAYS_PER_SESSION),
            "days left",
            "none",
            "judgement",
        ),
        Row("A block is short below", str(SHORT_BLOCK_WEEKS), "weeks", "none", "judgement"),
    ]
    return tuple(rows)


RETURN_TABLES = (
    Table("after-race", "After the race", "Strength comes back last and slowly.", _race_rows),
    Table("return", "Coming back", "After illness, travel or a break.", _absence_rows),
)
