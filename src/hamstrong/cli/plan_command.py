"""`hamstrong plan`: its options, and from words to a wish."""

from pathlib import Path
from typing import Annotated

import typer

_RUNS = "Runs: from a file"
_MAKE = "Runs: made here"
_YOU = "You"
_OUT = "Output"


def plan(
    context: typer.Context,
    race: Annotated[str, typer.Option(help="Day of the race, YYYY-MM-DD.")],
    distance: Annotated[
        str, typer.Option(help="marathon, half, 10k, or kilometres such as 15.")
    ] = "marathon",
    race_start: Annotated[str, typer.Option(help="Clock time of the start.")] = "09:00",
    runs: Annotated[
        Path | None,
        typer.Option(
            help="Calendar (.ics), YAML, JSON or CSV with your runs; - reads stdin.",
            rich_help_panel=_RUNS,
        ),
    ] = None,
    generate: Annotated[
        bool, typer.Option("--generate", help="Make the runs as well.", rich_help_panel=_MAKE)
    ] = False,
    easy_pace: Annotated[
        str, typer.Option(help="Easy pace, 6:00 or 9:40/mi.", rich_help_panel=_MAKE)
    ] = "",
    recent_race: Annotated[
        str, typer.Option(help='A recent race, "10k 47:30".', rich_help_panel=_MAKE)
    ] = "",
    runs_per_week: Annotated[int, typer.Option(help="3 to 7.", rich_help_panel=_MAKE)] = 4,
    weekly_km: Annotated[
        float, typer.Option(help="Kilometres a week at present.", rich_help_panel=_MAKE)
    ] = 35.0,
    long_day: Annotated[
        str, typer.Option(help="Weekday of the long run.", rich_help_panel=_MAKE)
    ] = "sun",
    days: Annotated[
        str,
        typer.Option(
            help='When strength is possible, "mon 18:00-21:00, sat"; mornings and evenings of '
            "every day by default.",
            rich_help_panel=_YOU,
        ),
    ] = "",
    equipment: Annotated[
        str,
        typer.Option(
            help="Any of support, step, loop-band, long-band, load, gym; or all, or none.",
            rich_help_panel=_YOU,
        ),
    ] = "support",
    minutes: Annotated[
        int, typer.Option(help="Length of a session: 10, 20, 30 or 45.", rich_help_panel=_YOU)
    ] = 30,
    sessions: Annotated[
        int | None,
        typer.Option(
            help="Strength sessions a week; the phase decides by default.", rich_help_panel=_YOU
        ),
    ] = None,
    level: Annotated[
        str,
        typer.Option(
            help="beginner, steady, strong, or rungs such as hamstring-bridge=5,side-plank=3; "
            "by default the first session finds them.",
            rich_help_panel=_YOU,
        ),
    ] = "",
    accustomed: Annotated[
        str,
        typer.Option(
            help="Families trained in the last four weeks, as calf,squat; or all.",
            rich_help_panel=_YOU,
        ),
    ] = "",
    usual_run_time: Annotated[
        str,
        typer.Option(help="When you run where the plan names only the day.", rich_help_panel=_YOU),
    ] = "07:00",
    zone: Annotated[
        str,
        typer.Option(
            help="Time zone, as Europe/Madrid; this machine's by default.", rich_help_panel=_YOU
        ),
    ] = "",
    units: Annotated[str, typer.Option(help="km or mi.", rich_help_panel=_OUT)] = "km",
    today: Annotated[
        str, typer.Option(help="Plan as of this day, YYYY-MM-DD.", rich_help_panel=_OUT)
    ] = "",
    json: Annotated[
        bool, typer.Option("--json", help="Print hamstrong-plan/1.", rich_help_panel=_OUT)
    ] = False,
) -> None:
    """Plan strength around your runs up to a race: a whole block, without a server."""
    from hamstrong.cli.plan_words import PlanWords, print_plan

    words = PlanWords(
        race=race,
        distance=distance,
        race_start=race_start,
        runs=runs,
        generate=generate,
        easy_pace=easy_pace,
        recent_race=recent_race,
        runs_per_week=runs_per_week,
        weekly_km=weekly_km,
        long_day=long_day,
        days=days,
        equipment=equipment,
        minutes=minutes,
        sessions=sessions,
        level=level,
        accustomed=accustomed,
        usual_run_time=usual_run_time,
        zone=zone,
        units=units,
        today=today,
    )
    print_plan(context.obj, words, as_json=json)
