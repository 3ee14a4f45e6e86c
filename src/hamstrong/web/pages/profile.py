"""The athlete's circumstances: forms of the welcome pages and of the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hamstrong.coach.change_plan import Edit
from hamstrong.coach.days_off import GiveDayBack, SetWindows, TakeDayOff
from hamstrong.coach.model import SESSION_MINUTES, Athlete, Units
from hamstrong.coach.set_up_athlete import SetUp
from hamstrong.errors import BadInput
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.language import Language
from hamstrong.planning.model import Availability, StartingLevel, Venue, Window
from hamstrong.running.model import Race
from hamstrong.web.pages.filled import Filled
from hamstrong.web.pages.formats import METRES_PER_KM, METRES_PER_MILE, RACE_DISTANCES
from hamstrong.web.text import load_catalogue

PARTS_OF_DAY: dict[str, Window] = {
    "morning": Window(time(6, 0), time(9, 0)),
    "midday": Window(time(11, 30), time(14, 0)),
    "evening": Window(time(17, 30), time(21, 0)),
}
"""The stretches of a day to choose from, local clock times."""

AWAY_FROM_HOME = (Venue.GYM, Venue.TRAVELLING)
"""Places with kit of their own."""


def set_up_of(athlete: Athlete, race: Race) -> SetUp:
    """What is kept, as the form it came from, so that one page can change one thing."""
    return SetUp(
        race_day=race.day,
        zone=athlete.zone.key,
        race_distance_m=race.distance_m,
        race_name=race.name,
        race_start=race.start.timetz().replace(tzinfo=None),
        units=athlete.units,
        equipment=athlete.equipment,
        availability=athlete.availability,
        minutes=athlete.minutes,
        usual_run_time=athlete.usual_run_time,
        sessions_per_week=athlete.sessions_per_week,
    )


def with_race(form: Filled, before: SetUp | None) -> SetUp:
    """The race form over what was there. Raises BadInput with the field."""
    day = form.day("race_day")
    zone = form.text("zone") or "UTC"
    if zone not in available_timezones():
        raise BadInput(load_catalogue()["form.zone"], place="zone")
    return replace(
        before or SetUp(race_day=day, zone="UTC"),
        race_day=day,
        zone=zone,
        race_distance_m=_distance_m(form),
        race_name=form.text("race_name")[:80],
        race_start=form.clock("race_start") if form.has("race_start") else time(9, 0),
        units=form.choice("units", Units),
    )


def _distance_m(form: Filled) -> float:
    chosen = form.text("distance")
    if chosen in RACE_DISTANCES:
        return RACE_DISTANCES[chosen]
    unit_m = METRES_PER_MILE if form.text("units") == Units.MILES else METRES_PER_KM
    return form.number("distance_other", low=3, high=100) * unit_m


def with_time(form: Filled, before: SetUp) -> SetUp:
    """The days and minutes form over what was there. Raises BadInput with the field."""
    wish = form.text("sessions_per_week")
    return replace(
        before,
        availability=_availability(form, before.availability),
        minutes=form.whole("minutes", choices=SESSION_MINUTES),
        usual_run_time=form.clock("usual_run_time"),
        sessions_per_week=int(wish) if wish in ("1", "2", "3", "4") else None,
    )


def _availability(form: Filled, before: Availability) -> Availability:
    """The boxes `when`, each `2-evening`: Monday is 0; those in `gym` too are at the gym."""
    days: dict[int, list[Window]] = {}
    at_gym = frozenset(form.many("gym"))
    for value in form.many("when"):
        number, _, part = value.partition("-")
        if number in "0123456" and part in PARTS_OF_DAY:
            venue = Venue.GYM if value in at_gym else Venue.HOME
            days.setdefault(int(number), []).append(replace(PARTS_OF_DAY[part], venue=venue))
    if not days:
        raise BadInput(load_catalogue()["form.no-days"], place="when")
    weekdays = {day: tuple(sorted(w, key=lambda w: w.start)) for day, w in sorted(days.items())}
    return Availability(weekdays, before.days_off, before.dates)


def with_language(form: Filled, before: SetUp) -> SetUp:
    """The language form over what was there."""
    return replace(before, language=form.choice("language", Language))


def with_equipment(form: Filled, before: SetUp) -> SetUp:
    """The equipment form over what was there; nothing at hand is an answer."""
    return replace(
        before,
        equipment=form.choices("equipment", Equipment),
        starting=form.choice("starting", StartingLevel) if form.has("starting") else None,
        accustomed=_accustomed(form),
        venues={venue: form.choices(f"kit_{venue}", Equipment) for venue in AWAY_FROM_HOME}
        if form.has("venues")
        else None,
    )


def _accustomed(form: Filled) -> frozenset[Family] | None:
    """None leaves what was said and when: the same answer again does not renew its day."""
    lately = form.text("lately")
    if lately in ("", form.text("lately_before")):
        return None
    return frozenset(Family) if lately == "yes" else frozenset()


def chosen_windows(availability: Availability, venue: Venue | None = None) -> frozenset[str]:
    """The boxes that are ticked: a part of a day is, when a window of that day reaches into it.

    With a venue only windows there count.
    """
    return frozenset(
        f"{day}-{name}"
        for day, windows in availability.weekdays.items()
        for name, part in PARTS_OF_DAY.items()
        if any(
            window.start < part.end
            and part.start < window.end
            and (venue is None or window.venue is venue)
            for window in windows
        )
    )


def date_edit(form: Filled) -> Edit:
    """One date of its own: nothing, some parts of the day, or again as its weekday is.

    Raises:
        BadInput: With the field as its place.
    """
    day, how = form.day("date"), form.text("how")
    if how == "off":
        return TakeDayOff(day)
    if how == "on":
        return GiveDayBack(day)
    if how == "usual":
        return SetWindows(day, None)
    venue = form.choice("venue", Venue)
    parts = [PARTS_OF_DAY[part] for part in form.many("part") if part in PARTS_OF_DAY]
    if not parts:
        raise BadInput(load_catalogue()["form.no-parts"], place="part")
    return SetWindows(day, tuple(replace(part, venue=venue) for part in parts))


@dataclass(frozen=True, slots=True)
class ZoneGroup:
    """Zones of a continent, for a long list to choose from."""

    continent: str
    zones: tuple[str, ...]


CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zone_groups() -> tuple[ZoneGroup, ...]:
    """The zones that are places, by continent, and UTC."""
    names: Mapping[str, list[str]] = {continent: [] for continent in CONTINENTS}
    for zone in sorted(available_timezones()):
        continent, _, place = zone.partition("/")
        if place and continent in names:
            names[continent].append(zone)
    groups = [ZoneGroup(continent, tuple(zones)) for continent, zones in names.items()]
    return (*groups, ZoneGroup("UTC", ("UTC",)))


def default_race_day(today: date) -> date:
    """A Sunday sixteen weeks ahead: only where the picker opens."""
    ahead = today.toordinal() + 16 * 7
    return date.fromordinal(ahead - (ahead - 7) % 7)


def zone_of(name: str) -> ZoneInfo:
    """The zone of a name that was checked before."""
    return ZoneInfo(name)
