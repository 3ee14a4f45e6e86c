"""Who runs which race, under which circumstances: the first thing asked, and the settings later."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from hamstrong.coach.follow_settings import Circumstances, follow_settings
from hamstrong.coach.make_plan import Cause, replan_if_planned
from hamstrong.coach.model import SESSION_MINUTES, Athlete, PlanChange, Units
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.coach.zones import read_zone
from hamstrong.errors import BadInput
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.language import Language, number_text, speaking, spoken
from hamstrong.planning.model import Availability, StartingLevel, Venue
from hamstrong.planning.words import date_word
from hamstrong.running.model import MARATHON_M, Race

SHORTEST_RACE_M = 3_000.0
LONGEST_RACE_M = 100_000.0
MOST_SESSIONS = 4


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the athlete says about themselves. Metres, local clock times, an IANA zone name.

    `starting` says where rungs begin that no try-out has found, `accustomed` which families
    were trained at least three times in the last four weeks, `venues` what is at hand away from
    home, `language` what is spoken; None leaves what was said before.
    """

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
    starting: StartingLevel | None = None
    accustomed: frozenset[Family] | None = None
    venues: Mapping[Venue, frozenset[Equipment]] | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class AthleteSetUp:
    """The athlete as kept, and what it did to a plan that was already there (None without one)."""

    athlete: Athlete
    change: PlanChange | None


def set_up_athlete(
    ports: Ports,
    athlete_id: str | None,
    set_up: SetUp,
    *,
    example: bool = False,
    replan: bool = True,
) -> AthleteSetUp:
    """Keep the athlete and their race; `athlete_id` None makes a new athlete.

    Stored runs follow, see `follow_settings`. After the race everything else can still be
    changed; nothing is planned anew until there is a next race, or where `replan` leaves that to
    the caller.

    Raises:
        BadInput: A new race day in the past, an unknown zone, minutes that no session has;
            `place` names the field as in `SetUp`.
        NotFound: No such athlete.
    """
    zone = read_zone(set_up.zone, place="zone")
    now = ports.clock.now()
    today = now.astimezone(zone).date()
    before = None if athlete_id is None else ports.store.athletes.get(athlete_id)
    old_race = None if athlete_id is None else ports.store.races.get(athlete_id)
    if old_race is None or set_up.race_day != old_race.day:
        _check_race_day(set_up, today=today)
    _check(set_up)
    fresh = Athlete(id=str(uuid4()), created_at=now, zone=zone, example=example, language=spoken())
    athlete = _told(before or fresh, set_up, zone=zone, today=today)
    ports.store.athletes.save(athlete)
    start = datetime.combine(set_up.race_day, set_up.race_start, zone)
    race = Race(start, set_up.race_distance_m, set_up.race_name)
    ports.store.races.save(athlete.id, race)
    if before is None:
        return AthleteSetUp(athlete, None)
    follow_settings(
        ports,
        athlete.id,
        before=Circumstances(before.zone, before.usual_run_time, old_race),
        after=Circumstances(zone, athlete.usual_run_time, race),
    )
    if not replan:
        return AthleteSetUp(athlete, None)
    with speaking(athlete.language):
        cause = Cause(SAY["your-settings-changed"])
        return AthleteSetUp(athlete, replan_if_planned(ports, athlete.id, cause=cause))


def _told(athlete: Athlete, set_up: SetUp, *, zone: ZoneInfo, today: date) -> Athlete:
    """The athlete as they describe themselves; what they left out stays as it was."""
    athlete = replace(
        athlete,
        zone=zone,
        units=set_up.units,
        equipment=set_up.equipment,
        availability=set_up.availability,
        minutes=set_up.minutes,
        usual_run_time=set_up.usual_run_time,
        sessions_per_week=set_up.sessions_per_week,
    )
    if set_up.language is not None:
        athlete = replace(athlete, language=set_up.language)
    if set_up.venues is not None:
        athlete = replace(athlete, venues=set_up.venues)
    if set_up.starting is not None:
        athlete = replace(athlete, starting=set_up.starting)
    if set_up.accustomed is not None:
        athlete = replace(athlete, accustomed=dict.fromkeys(set_up.accustomed, today))
    return athlete


def _check_race_day(set_up: SetUp, *, today: date) -> None:
    if set_up.race_day < today:
        raise BadInput(
            SAY.say("race-over-give-day", day=date_word(set_up.race_day)),
            place="race_day",
        )


def _check(set_up: SetUp) -> None:
    if not SHORTEST_RACE_M <= set_up.race_distance_m <= LONGEST_RACE_M:
        raise BadInput(
            SAY.say(
                "race-km-cannot-be",
                distance=number_text(set_up.race_distance_m / 1000),
                least=number_text(SHORTEST_RACE_M / 1000),
                most=number_text(LONGEST_RACE_M / 1000),
            ),
            place="race_distance_m",
        )
    if set_up.minutes not in SESSION_MINUTES:
        raise BadInput(
            SAY.say(
                "sessions-last-minutes-not",
                known=", ".join(map(str, SESSION_MINUTES)),
                minutes=set_up.minutes,
            ),
            place="minutes",
        )
    if not any(set_up.availability.weekdays.values()):
        raise BadInput(SAY["choose-least-one-day"], place="days")
    wished = set_up.sessions_per_week
    if wished is not None and not 1 <= wished <= MOST_SESSIONS:
        raise BadInput(
            SAY.say("sessions-week-are-1", most=MOST_SESSIONS, wished=wished),
            place="sessions_per_week",
        )
