"""Who runs which race, under which circumstances: the first thing asked, and the settings later."""

from dataclasses import dataclass, field
from datetime import date, time

from hamstrong.coach.model import Athlete, PlanChange, Units
from hamstrong.coach.ports import Ports
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.model import Availability
from hamstrong.running.model import MARATHON_M


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the athlete says about themselves. Metres, local clock times, an IANA zone name."""

    race_day: date
    zone: str
    race_distance_m: float = MARATHON_M
    race_name: str = ""
    race_start: time = time(9, 0)
    units: Units = Units.KM
    equipment: frozenset[Equipment] = frozenset()
    availability: Availability = field(default_factory=Availability)
    minutes: int = 30
    usual_run_time: time = time(7, 0)
    sessions_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class AthleteSetUp:
    """The athlete as kept, and what it did to a plan that was already there (None without one)."""

    athlete: Athlete
    change: PlanChange | None


def set_up_athlete(ports: Ports, athlete_id: str | None, set_up: SetUp) -> AthleteSetUp:
    """Keep the athlete and their race; `athlete_id` None makes a new athlete.

    Raises:
        BadInput: A race day in the past, an unknown zone, minutes that no session has;
            `place` names the field as in `SetUp`.
        NotFound: No such athlete.
    """
    raise NotImplementedError
