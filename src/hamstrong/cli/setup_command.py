"""`hamstrong setup`: race, runs, days and kit kept, and the block planned, without a browser."""

from typing import Annotated

import typer

from hamstrong.cli import plan_command as options
from hamstrong.cli.exit_codes import EXIT_CODES
from hamstrong.cli.given import given
from hamstrong.cli.root import app

Name = Annotated[str, typer.Option(help="What the race is called.")]
Again = Annotated[
    bool,
    typer.Option("--again", help="Put this in place of a block that is set up; the log stays."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command(
    epilog="""**Examples**

`hamstrong setup --race 2027-04-18 --runs plan.ics --days "mon 18-21, wed, sat 9-12"`

`hamstrong setup --race 2027-04-18 --generate --easy-pace 6:00 --equipment support,step`

`hamstrong setup --race 2027-09-26 --distance half --runs next.ics --again` begins the next block

Then `hamstrong today`, `hamstrong week`, or `hamstrong serve` for the pages.

"""
    + EXIT_CODES
)
def setup(
    context: typer.Context,
    race: options.Race,
    distance: options.Distance = "marathon",
    race_start: options.RaceStart = "09:00",
    name: Name = "",
    runs: options.Runs = None,
    keep_races: options.KeepRaces = False,
    generate: options.Generate = False,
    easy_pace: options.EasyPace = "",
    recent_race: options.RecentRace = "",
    runs_per_week: options.RunsPerWeek = 4,
    weekly_km: options.WeeklyKm = 35.0,
    long_day: options.LongDay = "sun",
    days: options.Days = "",
    equipment: options.Equipment = "support",
    gym_equipment: options.GymEquipment = "",
    travel_equipment: options.TravelEquipment = "",
    minutes: options.Minutes = 30,
    sessions: options.Sessions = None,
    level: Annotated[
        str,
        typer.Option(
            help="beginner, steady or strong; the first session finds your rungs.",
            rich_help_panel="You",
        ),
    ] = "",
    accustomed: options.Accustomed = "",
    usual_run_time: options.UsualRunTime = "07:00",
    zone: options.Zone = "",
    units: options.Units = "km",
    again: Again = False,
    json: Json = False,
) -> None:
    """Set up your race, your runs and yourself, and plan the block: what the first pages ask."""
    from hamstrong.cli.setup_words import SetUpWords, set_up_and_print

    set_up_and_print(context.obj, given(context, SetUpWords), as_json=json)
