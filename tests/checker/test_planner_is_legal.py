"""The planner, judged by a checker that knows only the published tables, on 500 blocks.

The blocks are random but fixed by their seeds, and spread over chunks so that several cores
can share them. A failure is shrunk to a small block by Hypothesis.
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Availability, PlanRequest, Window
from hamstrong.planning.planner import make_plan
from hamstrong.running.model import MARATHON_M, Race, Run, RunType
from tests.checker.breach import Breach
from tests.checker.bridge import breaches_in
from tests.checker.checker import find_breaches
from tests.checker.reading import History
from tests.unit.planning.blocks import requests

ROOT = Path(__file__).parents[2]

LONGEST_BLOCKS = (6, 6, 8, 8, 8, 10, 10, 12, 14, 20)
"""Weeks of the longest block in each chunk. Long blocks repeat what short ones show."""

BLOCKS_PER_CHUNK = 50

CLASSES = {key: exercise.load_class.value for key, exercise in load_library().items()}


def breaches_of(request: PlanRequest) -> list[Breach]:
    """Plan the request and judge what came out."""
    library = load_library()
    return breaches_in(make_plan(request, library), request, library)


@pytest.mark.parametrize(("chunk", "max_weeks"), list(enumerate(LONGEST_BLOCKS)))
def test_no_block_breaks_a_hard_rule(chunk: int, max_weeks: int) -> None:
    blocks = 0

    @seed(chunk)
    @settings(
        max_examples=BLOCKS_PER_CHUNK,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    @given(request=requests(max_weeks=max_weeks))
    def judge(request: PlanRequest) -> None:
        nonlocal blocks
        blocks += 1
        assert breaches_of(request) == []

    judge()
    assert blocks >= BLOCKS_PER_CHUNK


# Cases that random blocks have found

ZONE = ZoneInfo("UTC")
MONDAY = date(2027, 3, 1)


def short_request(weekday: int, window: Window, *runs: Run, told: date) -> PlanRequest:
    """One strength day a week, for an athlete who vouches for every family up to a day."""
    start = datetime(2027, 6, 20, 9, tzinfo=ZONE)
    end = start + timedelta(hours=4)
    race = Run("race", start, end, RunType.RACE, True, "Race", MARATHON_M)
    return PlanRequest(
        race=Race(start),
        runs=(*runs, race),
        today=MONDAY,
        zone=ZONE,
        availability=Availability({weekday: (window,)}),
        levels=dict.fromkeys(Family, 3),
        accustomed=dict.fromkeys(Family, told),
    )


def easy_run(day: date, minutes: int) -> Run:
    start = datetime.combine(day, time(7), ZONE)
    return Run(f"{day}", start, start + timedelta(minutes=minutes), RunType.EASY, False, "Easy")


SATURDAY = Window(time(6), time(9))


@pytest.mark.parametrize("days", [28, 29, 33, 34])
def test_novelty_is_that_of_the_session_s_own_day(days: int) -> None:
    """Done 28 days ago or less on Monday, longer ago by Saturday."""
    told = MONDAY + timedelta(days=5 - days)
    found = breaches_of(short_request(5, SATURDAY, easy_run(MONDAY, 40), told=told))
    assert [breach for breach in found if breach.session == f"{MONDAY}-1"] == []


def test_five_weeks_without_strength_start_novelty_anew() -> None:
    """W12: more than four weeks off, and the first three sessions count as novel again."""
    told = MONDAY - timedelta(days=30)
    assert breaches_of(short_request(5, SATURDAY, easy_run(MONDAY, 40), told=told)) == []


@pytest.mark.parametrize("minutes", [60, 61, 75, 89, 90])
def test_an_easy_run_beyond_an_hour_costs_more_than_an_easy_hour(minutes: int) -> None:
    """The table's row ends at 60 min; between it and the long run the hours of quality hold."""
    early = Window(time(11, 15), time(12, 45))
    told = MONDAY - timedelta(days=1)
    request = short_request(0, early, easy_run(MONDAY, minutes), told=told)
    assert breaches_of(request) == []


# The command line


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--level", "strong", "--accustomed", "all", "--equipment", "all"),
    ],
    ids=["as it comes", "strong"],
)
def test_the_example_calendar_becomes_a_legal_plan(options: tuple[str, ...]) -> None:
    today = date(2026, 12, 14)
    calendar = ROOT / "examples" / "spring-marathon.ics"
    command = [
        str(Path(sys.executable).with_name("hamstrong")),
        *("plan", "--race", "2027-04-18", "--runs", str(calendar), "--json"),
        *("--zone", "Europe/Madrid", "--today", today.isoformat(), *options),
    ]
    printed = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    document = json.loads(printed)
    assert len(document["runs"]) > 60
    assert len(document["sessions"]) > 18
    vouched = dict.fromkeys(CLASSES, today) if "--accustomed" in options else {}
    assert find_breaches(document, history=History(CLASSES, accustomed=vouched)) == []
