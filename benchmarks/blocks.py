"""Whole 18-week blocks as people have them, each made from its number alone, and what a plan for
one is worth. What befalls a block on its way (illness, pins, shifts) is in `varied_blocks.py`."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Protocol
from unittest.mock import patch
from zoneinfo import ZoneInfo

from benchmarks.varied_runs import HandMade
from hamstrong.exercises.library import Library, load_library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import Availability, Plan, PlanRequest, Window
from hamstrong.planning.placing import week
from hamstrong.planning.placing.search import Earlier, Option, choose
from hamstrong.planning.planner import valued_plan
from hamstrong.planning.weeks import monday_of
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M, Race

WEEKS = 18
_EVENINGS = (Window(time(17, 30), time(21)),)
_BOTH = (Window(time(6), time(9)), *_EVENINGS)
_ZONES = ("Europe/Madrid", "America/New_York", "Australia/Sydney")


def block(number: int, *, weeks: int = WEEKS) -> PlanRequest:
    """The block of that number: two to seven runs a week, planned on its first Monday.

    Half of the athletes lift already, and all rungs are found, so that a plan is worth the same
    whoever reckons it.
    """
    rng = Random(f"whole block {number}")
    zone = ZoneInfo(rng.choice(_ZONES))
    sunday = date(2027, 1, 3) + timedelta(weeks=rng.randint(0, 50))
    distance_m = rng.choice((TEN_KM_M, HALF_MARATHON_M, MARATHON_M, MARATHON_M))
    race = Race(datetime.combine(sunday, time(9), zone), distance_m)
    runs = HandMade(rng, race, zone, weeks=weeks).runs()
    first = monday_of(sunday) - timedelta(weeks=weeks - 1)
    told = dict.fromkeys(Family, first - timedelta(days=1))
    return PlanRequest(
        race=race,
        runs=runs,
        today=first,
        zone=zone,
        availability=_availability(rng),
        minutes=rng.choice((20, 30, 30, 45)),
        equipment=frozenset({Equipment.SUPPORT, Equipment.STEP, Equipment.LOAD}),
        levels=dict.fromkeys(Family, rng.randint(2, 6)),
        accustomed=told if rng.random() < 0.5 else {},
        sessions_per_week=rng.choice((None, None, 2, 3)),
    )


def _availability(rng: Random) -> Availability:
    days = rng.sample(range(7), rng.choice((4, 5, 7, 7)))
    return Availability({day: rng.choice((_EVENINGS, _BOTH)) for day in days})


class Chooser(Protocol):
    """Anything that answers as `planning.search.choose` does."""

    def __call__(
        self,
        options: Sequence[Option],
        *,
        earlier: Sequence[Earlier],
        easy_days: frozenset[int],
        points_of: Callable[[Option], int],
    ) -> tuple[Option, ...]:
        """Options of the week, at most one of each number, in time order."""


@cache
def core_library() -> Library:
    """The core exercises alone: a model of a whole block tries every mix of heavy ones, and the
    mixes of the whole library are more than it can be given."""
    library = load_library()
    return Library(library[key] for key in _CORE.split())


_CORE = """
    add_squeeze calf_1l calf_1l_iso calf_2l cph_short cph_short_assist dead_bug hb_floor_1l
    hb_floor_2l hb_march hb_support_1l_bent hb_support_1l_long hb_support_1l_mid hb_support_2l
    hip_thrust plank pogo_2l rdl_2l soleus_1l_bent soleus_wallsit sp_band_isoabd sp_feet
    sp_knees sp_knees_clam sp_star split_squat ss_iso step_down tib_raise wall_press
"""
"""Ids of the core of evidence 4."""


def planned(request: PlanRequest, library: Library, chooser: Chooser = choose) -> tuple[Plan, int]:
    """A plan, and what its weeks are worth, as the planner reckons it (`scoring.worth`)."""
    with patch.object(week, "choose", chooser):
        return valued_plan(request, library)
