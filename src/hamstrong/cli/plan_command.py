"""`hamstrong plan`: its options, and from words to a wish."""

from pathlib import Path
from typing import Annotated

import typer

from hamstrong.cli.given import given
from hamstrong.cli.root import app

_RUNS = "Runs: from a file"
_MAKE = "Runs: made here"
_YOU = "You"
_LOST = "Days unlike the others"
_OUT = "Output"


Race = Annotated[str, typer.Option(help="Day of the race, YYYY-MM-DD.")]
Distance = Annotated[str, typer.Option(help="marathon, half, 10k, or kilometres such as 15.")]
RaceStart = Annotated[str, typer.Option(help="Clock time of the start.")]
Runs = Annotated[
    Path | None,
    typer.Option(
        help="Calendar (.ics), YAML, JSON or CSV with your runs; - reads stdin.",
        rich_help_panel=_RUNS,
    ),
]
KeepRaces = Annotated[
    bool,
    typer.Option(
        "--keep-races",
        help="Earlier races of this distance in the file stay in the block, as B races.",
        rich_help_panel=_RUNS,
    ),
]
Generate = Annotated[
    bool, typer.Option("--generate", help="Make the runs as well.", rich_help_panel=_MAKE)
]
EasyPace = Annotated[str, typer.Option(help="Easy pace, 6:00 or 9:40/mi.", rich_help_panel=_MAKE)]
RecentRace = Annotated[str, typer.Option(help='A recent race, "10k 47:30".', rich_help_panel=_MAKE)]
RunsPerWeek = Annotated[
    int, typer.Option(help="2 to 7; 3 at least before a marathon.", rich_help_panel=_MAKE)
]
WeeklyKm = Annotated[
    float, typer.Option(help="Kilometres a week at present.", rich_help_panel=_MAKE)
]
LongDay = Annotated[str, typer.Option(help="Weekday of the long run.", rich_help_panel=_MAKE)]
Days = Annotated[
    str,
    typer.Option(
        help='When strength is possible, "mon off, wed 22-02, sat 9-12 gym": days not named, or '
        "off, have none, and nights go on past midnight; mornings and evenings of every day by "
        "default.",
        rich_help_panel=_YOU,
    ),
]
Equipment = Annotated[
    str,
    typer.Option(
        help="Any of support, step, loop-band, long-band, load, gym; or all, or none.",
        rich_help_panel=_YOU,
    ),
]
GymEquipment = Annotated[
    str,
    typer.Option(
        help="What the gym has, if you name hours there; gym,load for most, none by default.",
        rich_help_panel=_YOU,
    ),
]
TravelEquipment = Annotated[
    str,
    typer.Option(
        help="What you have with you when travelling; none by default.", rich_help_panel=_YOU
    ),
]
Dates = Annotated[
    str,
    typer.Option(
        help='Single dates in place of their weekday, "2027-01-05 12-13 gym, 2027-01-09 off".',
        rich_help_panel=_LOST,
    ),
]
Ill = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FROM[..TO]",
        help="Ill: no strength, 2027-01-05..2027-01-08; one day without an end; may repeat.",
        rich_help_panel=_LOST,
    ),
]
Away = Annotated[
    list[str] | None,
    typer.Option(metavar="FROM[..TO]", help="Away: no time for strength.", rich_help_panel=_LOST),
]
Travel = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FROM[..TO]",
        help="Travelling: time, but only what you have with you.",
        rich_help_panel=_LOST,
    ),
]
Back = Annotated[
    str,
    typer.Option(
        help="How strength returns after lost days: gentle, steady or quick.",
        rich_help_panel=_LOST,
    ),
]
Minutes = Annotated[
    int, typer.Option(help="Length of a session: 10, 20, 30 or 45.", rich_help_panel=_YOU)
]
Sessions = Annotated[
    int | None,
    typer.Option(
        help="Strength sessions a week; the phase decides by default.", rich_help_panel=_YOU
    ),
]
Level = Annotated[
    str,
    typer.Option(
        help="beginner, steady, strong, or rungs such as hamstring-bridge=5,side-plank=3; the "
        "first session finds those that are not given.",
        rich_help_panel=_YOU,
    ),
]
Accustomed = Annotated[
    str,
    typer.Option(
        help="Families trained in the last four weeks, as calf,squat; or all.", rich_help_panel=_YOU
    ),
]
UsualRunTime = Annotated[
    str, typer.Option(help="When you run where the plan names only the day.", rich_help_panel=_YOU)
]
Zone = Annotated[
    str,
    typer.Option(
        help="Time zone, as Europe/Madrid; this machine's by default.", rich_help_panel=_YOU
    ),
]
Units = Annotated[str, typer.Option(help="km or mi.", rich_help_panel=_OUT)]
Today = Annotated[str, typer.Option(help="Plan as of this day, YYYY-MM-DD.", rich_help_panel=_OUT)]
Json = Annotated[bool, typer.Option("--json", help="Print hamstrong-plan/1.", rich_help_panel=_OUT)]


@app.command(
    epilog="""**Examples**

`hamstrong plan --race 2027-04-18 --runs plan.ics --days "mon 18:00-21:00, wed, sat 9-12"`

`hamstrong plan --race 2027-04-18 --runs plan.csv --equipment support,loop-band --json > block.json`

`hamstrong plan --race 2027-04-18 --runs plan.ics --days "mon 18-21, wed 12-13 gym" --gym-equipment
gym,load --away 2027-02-01..2027-02-07` knows two places and a week away

`hamstrong plan --race 2027-05-30 --distance half --generate --recent-race "10k 47:30"`

The document that `--json` prints is described in docs/plan-document.md."""
)
def plan(
    context: typer.Context,
    race: Race,
    distance: Distance = "marathon",
    race_start: RaceStart = "09:00",
    runs: Runs = None,
    keep_races: KeepRaces = False,
    generate: Generate = False,
    easy_pace: EasyPace = "",
    recent_race: RecentRace = "",
    runs_per_week: RunsPerWeek = 4,
    weekly_km: WeeklyKm = 35.0,
    long_day: LongDay = "sun",
    days: Days = "",
    equipment: Equipment = "support",
    gym_equipment: GymEquipment = "",
    travel_equipment: TravelEquipment = "",
    minutes: Minutes = 30,
    sessions: Sessions = None,
    level: Level = "",
    accustomed: Accustomed = "",
    usual_run_time: UsualRunTime = "07:00",
    zone: Zone = "",
    dates: Dates = "",
    ill: Ill = None,
    away: Away = None,
    travel: Travel = None,
    back: Back = "steady",
    units: Units = "km",
    today: Today = "",
    json: Json = False,
) -> None:
    """Plan strength around your runs up to a race: a whole block, without a server."""
    from hamstrong.cli.plan_words import PlanWords, print_plan

    print_plan(context.obj, given(context, PlanWords), as_json=json)
