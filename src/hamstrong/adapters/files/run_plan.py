"""Reads a run plan from whatever file the athlete has; the reader is picked by content."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from hamstrong.adapters.files.assemble import assemble
from hamstrong.adapters.files.calendar import is_calendar, read_calendar
from hamstrong.adapters.files.found import Found
from hamstrong.adapters.files.reading import EASY_PACE_S_PER_KM, Reading, decode
from hamstrong.adapters.files.say import SAY
from hamstrong.adapters.files.table import delimiter_of, read_table
from hamstrong.adapters.files.week_plan import read_week_plan
from hamstrong.errors import BadFile, BadInput
from hamstrong.running.model import Race, RunPlan

# Slower than a brisk walk or faster than a world record is a typing error. Judgement.
FASTEST_EASY_S_PER_KM, SLOWEST_EASY_S_PER_KM = 150.0, 900.0


@dataclass(frozen=True, slots=True)
class RunPlanReader:
    """Reads run plans for an athlete with this easy pace.

    Attributes:
        easy_pace_s_per_km: Turns a distance into a duration, seconds per kilometre.
    """

    easy_pace_s_per_km: float = EASY_PACE_S_PER_KM

    def __post_init__(self) -> None:
        if not FASTEST_EASY_S_PER_KM <= self.easy_pace_s_per_km <= SLOWEST_EASY_S_PER_KM:
            raise BadInput(
                SAY.say(
                    "easy-pace-lies-between",
                    least=f"{FASTEST_EASY_S_PER_KM / 60:.1f}",
                    most=f"{SLOWEST_EASY_S_PER_KM / 60:.0f}",
                ),
                place="easy pace",
            )

    def __call__(
        self,
        data: bytes,
        *,
        name: str,
        race: Race | None,
        zone: ZoneInfo,
        today: date,
        usual_run_time: time,
    ) -> RunPlan:
        """Read a calendar (.ics), a plan of weeks (YAML, JSON) or a table (.csv).

        The same bytes give the same plan with the same ids. A file is read whole or not at all.

        Args:
            data: The file.
            name: Of the file, for messages and as the plan's name where it has none itself.
            race: The block's race; a plan of weeks cannot be read without it.
            zone: The athlete's.
            today: In that zone.
            usual_run_time: Start of runs whose plan gives no clock time.

        Raises:
            BadFile: What is wrong with the file, where, and what to do.
            BadInput: The race date is missing or contradicts the plan.
        """
        reading = Reading(
            name=name,
            race=race,
            zone=zone,
            today=today,
            usual_run_time=usual_run_time,
            easy_pace_s_per_km=self.easy_pace_s_per_km,
        )
        text, notes = decode(data, name=name)
        found = _found(text, reading)
        return assemble(Found(found.name, found.entries, (*notes, *found.notes)), reading)


def read_run_plan(
    data: bytes,
    *,
    name: str,
    race: Race | None,
    zone: ZoneInfo,
    today: date,
    usual_run_time: time,
) -> RunPlan:
    """Read a run plan at the default easy pace; arguments and errors as for `RunPlanReader`."""
    return RunPlanReader()(
        data, name=name, race=race, zone=zone, today=today, usual_run_time=usual_run_time
    )


def _found(text: str, reading: Reading) -> Found:
    start = text.lstrip()[:1]
    if is_calendar(text):
        return read_calendar(text, reading)
    if start == "<":
        raise BadFile(
            SAY["web-page-not-calendar"],
            place=reading.name,
        )
    if start in ("{", "["):
        return read_week_plan(text, reading)
    if delimiter_of(text):
        return read_table(text, reading)
    if any(line.startswith("schedule:") for line in text.splitlines()):
        return read_week_plan(text, reading)
    raise BadFile(
        SAY["neither-calendar-ics-nor"],
        place=reading.name,
    )
