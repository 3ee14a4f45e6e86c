"""What the generator is told, and the first sieve for it."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final
from zoneinfo import ZoneInfo

from hamstrong.errors import BadInput, NoPlan
from hamstrong.running.generate.constants import kind_of
from hamstrong.running.model import MARATHON_M, Race
from hamstrong.running.paces import Paces, training_paces, vdot_from_easy_speed, vdot_from_race
from hamstrong.running.rules.table import LONGEST_LEAST
from hamstrong.running.rules.view import RaceResult, monday_of
from hamstrong.running.wording import Units, distance_text
from hamstrong.running.words import WORDS

FEWEST_WEEKS: Final = 4
MOST_WEEKS: Final = 26
"""Lengths of a block, race week included. Judgement."""

RUNS_PER_WEEK: Final = (2, 7)
WEEKLY_M: Final = (10_000.0, 200_000.0)
LEAST_M_PER_RUN: Final = 2_500.0
"""Below it on average, the week has too many runs for its distance. Judgement."""

RACE_M: Final = (5_000.0, 1.1 * MARATHON_M)
"""Race distances the patterns are made for: 10 km, half and marathon, and what lies near."""


@dataclass(frozen=True, slots=True)
class GeneratorRequest:
    """What a run plan is made from.

    Attributes:
        race: Aware start; its distance picks the 10 km, half or marathon pattern.
        today: First day that may have a run, in the athlete's zone.
        runs_per_week: 2 to 7; 3 at least before a marathon.
        weekly_m: Metres a week at present.
        long_run_day: Weekday of the long run, Monday is 0.
        recent: A recent race; or else `easy_speed_m_s`.
        easy_speed_m_s: Usual easy speed, metres per second; only used without `recent`.
        days: Weekdays on which a run is possible.
        usual_run_time: Local clock time at which runs start.
        longest_m: Longest run of the last 30 days, metres; None assumes the usual share of the
            week.
        beginner: Shorter longest run, and a day of rest that is not negotiable.
        units: For titles and notes.
        zone: The athlete's; None takes the race's.
    """

    race: Race
    today: date
    runs_per_week: int
    weekly_m: float
    long_run_day: int = 6
    recent: RaceResult | None = None
    easy_speed_m_s: float | None = None
    days: frozenset[int] = frozenset(range(7))
    usual_run_time: time = time(7, 0)
    longest_m: float | None = None
    beginner: bool = False
    units: Units = "km"
    zone: ZoneInfo | None = None


def paces_of(request: GeneratorRequest) -> Paces:
    """Training speeds from the recent race, or else from the easy pace.

    Raises:
        BadInput: Neither is given, or it does not fit a runner.
    """
    if request.recent is not None:
        return training_paces(vdot_from_race(request.recent.distance_m, request.recent.time_s))
    if request.easy_speed_m_s is not None:
        return training_paces(vdot_from_easy_speed(request.easy_speed_m_s))
    raise BadInput(WORDS["refused.run-plan-needs-paces"], place="recent race")


def zone_of(request: GeneratorRequest) -> ZoneInfo:
    """The athlete's zone.

    Raises:
        BadInput: Neither the request nor the race names one.
    """
    zone = request.zone or request.race.start.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise BadInput(WORDS["refused.run-plan-needs-time"], place="zone")
    return zone


def check_request(request: GeneratorRequest) -> None:
    """Refuse what no plan can be made from.

    Raises:
        BadInput: A value outside its range; `place` names the field.
        NoPlan: The race is over or too near.
    """
    _check_week(request)
    low_m, high_m = RACE_M
    if not low_m <= request.race.distance_m <= high_m:
        raise BadInput(
            WORDS.say(
                "refused.run-plans-are-made",
                distance=distance_text(request.race.distance_m, request.units),
            ),
            place="race distance",
        )
    fewest = kind_of(request.race.distance_m).fewest_runs
    if request.runs_per_week < fewest:
        raise BadInput(
            WORDS.say(
                "refused.too-few-runs",
                runs=request.runs_per_week,
                fewest=fewest,
                longest=distance_text(LONGEST_LEAST.value, request.units),
            ),
            place="runs per week",
        )
    if request.race.day <= request.today:
        raise NoPlan(WORDS["refused.race-not-future-choose"], place="race date")
    weeks = weeks_to_race(request) + 1
    if weeks < FEWEST_WEEKS:
        raise NoPlan(
            WORDS.say("refused.race-week-one-being", weeks=weeks, fewest=FEWEST_WEEKS),
            place="race date",
        )


def _check_week(request: GeneratorRequest) -> None:
    fewest, most = RUNS_PER_WEEK
    if not fewest <= request.runs_per_week <= most:
        raise BadInput(
            WORDS.say(
                "refused.runs-per-week-go", fewest=fewest, most=most, runs=request.runs_per_week
            ),
            place="runs per week",
        )
    low_m, high_m = WEEKLY_M
    if not low_m <= request.weekly_m <= high_m:
        raise BadInput(
            WORDS.say(
                "refused.week-was-wanted-came",
                least=distance_text(low_m, request.units),
                most=distance_text(high_m, request.units),
                distance=distance_text(request.weekly_m, request.units),
            ),
            place="weekly distance",
        )
    if request.weekly_m < request.runs_per_week * LEAST_M_PER_RUN:
        raise BadInput(
            WORDS.say(
                "refused.too-little-runs-week",
                distance=distance_text(request.weekly_m, request.units),
                runs=request.runs_per_week,
            ),
            place="runs per week",
        )
    if request.long_run_day not in request.days:
        raise BadInput(WORDS["refused.long-run-needs-day"], place="long-run day")
    if len(request.days & frozenset(range(7))) < request.runs_per_week:
        raise BadInput(
            WORDS.say(
                "refused.runs-week-need-as", runs=request.runs_per_week, days=len(request.days)
            ),
            place="days",
        )


def weeks_to_race(request: GeneratorRequest) -> int:
    """Mondays from this week's to the race week's."""
    return (monday_of(request.race.day) - monday_of(request.today)).days // 7
