"""Every value the run-plan rules use, with where it comes from and how sure anybody can be.

R16, the spacing between strength and runs, is planning's to check: this room knows no strength.
"""

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["warn", "hard"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One value of a rule; `judged` marks our own reading where the evidence gives no number."""

    name: str
    value: float
    unit: str
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a page shows it.

    Attributes:
        id: R1 to R16.
        says: In a sentence.
        level: What breaking it means; "both" when the limits differ by level.
        certainty: H, M, L or between.
        source: Of the values.
        limits: In the order the sentence names them.
        checked_here: False for R16.
    """

    id: str
    says: str
    level: Literal["warn", "hard", "both", "advice"]
    certainty: str
    source: str
    limits: tuple[Limit, ...] = ()
    checked_here: bool = True


SINGLE_RUN = Limit("one run over the longest of 30 days", 1.10, "×")
SINGLE_RUN_HARD = Limit("the same, hard", 1.30, "×")
SINGLE_RUN_DAYS = Limit("days looked back", 30, "days")
SINGLE_RUN_KNOWN_DAYS = Limit("days that must be known before a run is judged", 7, "days", True)

WEEK_RISE = Limit("week over the mean of the last three", 1.10, "×")
WEEK_RISE_HARD = Limit("the same, hard", 1.20, "×")
WEEK_MEMORY = Limit("weeks in the mean, cutbacks left out", 3, "weeks")

CUTBACK_EVERY = Limit("cutback at least every so many weeks", 4, "weeks")
CUTBACK_DROP = Limit("a cutback runs less by at least", 0.20, "share")
CUTBACK_ROUNDING = Limit("tolerance for rounded distances", 0.02, "share", True)

LONG_SHARE_TWO = Limit("long run's share, two runs or fewer", 0.60, "share", True)
LONG_SHARE_THREE = Limit("long run's share, three runs", 0.50, "share")
LONG_SHARE_FOUR = Limit("long run's share, four runs", 0.425, "share", True)
LONG_SHARE_FIVE = Limit("long run's share, five runs or more", 0.35, "share")

LONGEST_LEAST = Limit("longest run before a marathon, at least", 25_000, "m")
LONGEST_MOST = Limit("longest run, at most", 35_000, "m")
LONGEST_MOST_MIN = Limit("longest run, at most", 195, "min")
LONGEST_MOST_MIN_BEGINNER = Limit("longest run of a beginner, at most", 180, "min")
LONGEST_NEAR_CAP = Limit(
    "a longest run this near its time limit is long enough", 0.95, "share", True
)

PEAK_LONG_EARLIEST = Limit("peak long run before the race, at most", 35, "days")
PEAK_LONG_LATEST = Limit("peak long run before the race, at least", 21, "days")
PEAK_LONG_MINIMUM = Limit("peak long run before the race, never under", 14, "days")
PEAK_LONG_SAME = Limit("runs this near the longest count as the peak", 0.97, "share", True)
LONG_RUNS_LEAST = Limit("runs of 25 km or more, at least", 2, "runs")
LONG_RUNS_MOST = Limit("runs of 25 km or more, at most", 5, "runs")

EASY_SHARE = Limit("easy running, at least", 0.75, "share of time")
HARD_SHARE = Limit("threshold, interval and repetition, at most", 0.12, "share of time")
MARATHON_SHARE = Limit("marathon pace, at most", 0.20, "share of time")

KEY_GAP = Limit("between key runs", 48, "h")
KEY_GAP_EXPERIENCED = Limit("between key runs with six or more runs a week", 36, "h")
KEY_GAP_HARD = Limit("between key runs, hard", 24, "h")
KEY_GAP_CLOCK = Limit("tolerance for an earlier start or a change of clocks", 4, "h", True)
KEY_GAP_CLOCK_HARD = Limit("tolerance of the hard limit for a change of clocks", 1, "h", True)
EXPERIENCED_RUNS = Limit("runs a week of the experienced", 6, "runs")

QUALITY_A_WEEK = Limit("quality runs a week, at most", 2, "runs")
LONG_A_WEEK = Limit("long runs a week, at most", 1, "runs")

LIGHT_DAYS = Limit("days of rest or a short easy run a week, at least", 1, "days")
LIGHT_RUN_MIN = Limit("a short easy run, at most", 30, "min")

TAPER_DROP = Limit("the last seven days under the peak week, at least", 0.41, "share")
TAPER_DROP_MOST = Limit("the last seven days under the peak week, at most", 0.85, "share", True)
TAPER_QUALITY_DAYS = Limit("some faster running within", 14, "days", True)

LAST_LONG_M = Limit("a long run that needs two weeks", 24_000, "m")
LAST_LONG_DAYS = Limit("last such long run before the race, at least", 14, "days")
LAST_QUALITY_DAYS = Limit("last hard quality run before the race, at least", 7, "days")
SHARPENER_DAYS = Limit("a short sharpener before the race, at least", 3, "days")
SHARPENER_MIN = Limit("a sharpener lasts at most", 45, "min", True)

START_TO_PEAK = Limit("first week over the peak week, at least", 0.5, "share")
START_TO_ACTUAL = Limit("first week over the mean of the last four, at most", 1.10, "×")

GAP_SHORT_DAYS = Limit("a short gap, from", 3, "days")
GAP_LONG_DAYS = Limit("a long gap, from", 7, "days")
GAP_REBUILD_DAYS = Limit("a gap that asks to rebuild, from", 14, "days")
GAP_SHORT_SHARES = (Limit("resume at", 0.80, "share"), Limit("resume at", 0.90, "share"))
GAP_LONG_SHARES = (Limit("first week at", 0.60, "share"), Limit("first week at", 0.70, "share"))
GAP_COSTS = (Limit("expected cost", 0.05, "share"), Limit("expected cost", 0.08, "share"))

GOAL_TO_PREDICTION = Limit("goal time over the predicted time, at least", 0.97, "×")
RACE_AGE_WEEKS = Limit("age of the race the prediction rests on, at most", 8, "weeks")

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "R1",
        "No run is more than 10 % longer than the longest of the 30 days before it.",
        "both",
        "M",
        "Frandsen 2025, 5 205 runners",
        (SINGLE_RUN, SINGLE_RUN_HARD, SINGLE_RUN_DAYS, SINGLE_RUN_KNOWN_DAYS),
    ),
    Rule(
        "R2",
        "A week rises by at most 10 % over the last three weeks that were not cutbacks.",
        "both",
        "L",
        "practice",
        (WEEK_RISE, WEEK_RISE_HARD, WEEK_MEMORY),
    ),
    Rule(
        "R3",
        "At least every fourth week before the taper runs 20 to 30 % less.",
        "warn",
        "L",
        "practice",
        (CUTBACK_EVERY, CUTBACK_DROP, CUTBACK_ROUNDING),
    ),
    Rule(
        "R4",
        "The long run is at most 35 % of a week of five or more runs, half of a week of three.",
        "warn",
        "L",
        "practice",
        (LONG_SHARE_TWO, LONG_SHARE_THREE, LONG_SHARE_FOUR, LONG_SHARE_FIVE),
    ),
    Rule(
        "R5",
        "Before a marathon the longest run is at least 25 km; no run is over 35 km or 3 h 15.",
        "warn",
        "M/L",
        "Fokkema 2020; practice",
        (
            LONGEST_LEAST,
            LONGEST_MOST,
            LONGEST_MOST_MIN,
            LONGEST_MOST_MIN_BEGINNER,
            LONGEST_NEAR_CAP,
        ),
    ),
    Rule(
        "R6",
        "The peak long run is 3 to 5 weeks before a marathon, with 2 to 5 runs of 25 km or more.",
        "warn",
        "L",
        "practice",
        (
            PEAK_LONG_EARLIEST,
            PEAK_LONG_LATEST,
            PEAK_LONG_MINIMUM,
            PEAK_LONG_SAME,
            LONG_RUNS_LEAST,
            LONG_RUNS_MOST,
        ),
    ),
    Rule(
        "R7",
        "At least 75 % of the time is easy, at most 12 % hard, at most 20 % at marathon pace.",
        "warn",
        "M",
        "92 sub-elite marathon plans (evidence 6.1); Haugen 2022",
        (EASY_SHARE, HARD_SHARE, MARATHON_SHARE),
    ),
    Rule(
        "R8",
        "Key runs are 48 h apart, 36 h for those who run six or more times a week; on the day of a"
        " race there is no other.",
        "both",
        "L–M",
        "practice",
        (KEY_GAP, KEY_GAP_EXPERIENCED, KEY_GAP_HARD, KEY_GAP_CLOCK, KEY_GAP_CLOCK_HARD),
    ),
    Rule(
        "R9",
        "A week has at most two quality runs and one long run.",
        "hard",
        "L–M",
        "practice",
        (QUALITY_A_WEEK, LONG_A_WEEK),
    ),
    Rule(
        "R10",
        "A week has a day of rest, or of an easy run of 30 minutes at most; hard for beginners.",
        "both",
        "L",
        "practice",
        (LIGHT_DAYS, LIGHT_RUN_MIN),
    ),
    Rule(
        "R11",
        "The last two weeks each run less than the week before, down by 41 % or more at the end, "
        "with some faster running kept.",
        "warn",
        "H",
        "Bosquet 2007; Wang 2023; Smyth and Lawlor 2021",
        (TAPER_DROP, TAPER_DROP_MOST, TAPER_QUALITY_DAYS),
    ),
    Rule(
        "R12",
        "The last run of 24 km or more is two weeks before the race, the last hard quality run "
        "a week; a short sharpener may come three days before.",
        "warn",
        "L–M",
        "practice",
        (LAST_LONG_M, LAST_LONG_DAYS, LAST_QUALITY_DAYS, SHARPENER_DAYS, SHARPENER_MIN),
    ),
    Rule(
        "R13",
        "The plan starts where the runner is: at most 10 % over the last four weeks or, where "
        "these are not known, at half its own peak or more.",
        "hard",
        "L",
        "practice",
        (START_TO_PEAK, START_TO_ACTUAL),
    ),
    Rule(
        "R14",
        "After 3 to 6 days without running resume at 80 to 90 %; after 7 to 13 at 60 to 70 % for "
        "a week, with a slower goal; after 14 or more rebuild or move the goal.",
        "advice",
        "M/L",
        "Feely 2022",
        (
            GAP_SHORT_DAYS,
            *GAP_SHORT_SHARES,
            GAP_LONG_DAYS,
            *GAP_LONG_SHARES,
            *GAP_COSTS,
            GAP_REBUILD_DAYS,
        ),
    ),
    Rule(
        "R15",
        "The goal is at most 3 % faster than a race of the last eight weeks predicts.",
        "warn",
        "M",
        "pacing data (evidence 6.6)",
        (GOAL_TO_PREDICTION, RACE_AGE_WEEKS),
    ),
    Rule(
        "R16",
        "Strength keeps its distance from runs; planning checks it.",
        "hard",
        "M",
        "evidence 2.3",
        checked_here=False,
    ),
)

RULE: Final[dict[str, Rule]] = {rule.id: rule for rule in RULES}
