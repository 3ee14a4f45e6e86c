"""`hamstrong log`: read the log, add a set, an end of session, a check-in, or JSON events."""

from typing import Annotated, Any

import typer

log_app = typer.Typer(rich_markup_mode="markdown", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
At = Annotated[
    str, typer.Option(help="When, ISO 8601 with an offset; now by default.", show_default=False)
]
All = Annotated[
    bool,
    typer.Option("--all", help="A row for every session, also where many just hold more or less."),
]
Rpe = Annotated[float | None, typer.Option(help="How hard it was, 0 to 10.", min=0, max=10)]


@log_app.command("show")
def show(
    context: typer.Context,
    last: Annotated[int, typer.Option(help="How many, the latest ones.", min=1)] = 20,
    kind: Annotated[str, typer.Option(help="set, session, check-in or tryout.")] = "",
    json: Json = False,
) -> None:
    """The latest entries."""
    from hamstrong.cli.log_entries import print_entries

    print_entries(context.obj, last=last, kind=kind, as_json=json)


@log_app.command("set")
def add_set(
    context: typer.Context,
    session: Annotated[str, typer.Argument(help="Id of the session, as `today --json` has it.")],
    exercise: Annotated[str, typer.Argument(help="Id of the exercise.")],
    side: Annotated[
        str,
        typer.Option(
            help="left, right or both (a set each); needed where each side works by itself."
        ),
    ] = "",
    number: Annotated[int, typer.Option("--set", help="Which set, from 1.", min=1)] = 1,
    hold: Annotated[float | None, typer.Option(help="Seconds held.", min=0)] = None,
    reps: Annotated[int | None, typer.Option(help="Reps done.", min=0)] = None,
    reserve: Annotated[float | None, typer.Option(help="Seconds or reps left in you.")] = None,
    rpe: Rpe = None,
    at: At = "",
) -> None:
    """Add a set that was done away from the player."""
    from hamstrong.cli.log_entries import add_set as add

    data = {"set_number": number, "hold_s": hold, "reps": reps, "reserve": reserve, "rpe": rpe}
    given = {"session_id": session, "exercise_id": exercise, **_without_none(data)}
    add(context.obj, given, side=side, at=at)


@log_app.command("done")
def add_done(
    context: typer.Context,
    session: Annotated[str, typer.Argument(help="Id of the session, as `today --json` has it.")],
    stopped: Annotated[bool, typer.Option("--stopped", help="Ended before its end.")] = False,
    skipped: Annotated[
        bool, typer.Option("--skipped", help="Not done, and not made up for.")
    ] = False,
    elsewhere: Annotated[
        str,
        typer.Option(
            metavar="CLASS:MINUTES",
            help="Something else instead, as C4:40: it counts as load. C0 to C5, P1, P2.",
        ),
    ] = "",
    rpe: Rpe = None,
    at: At = "",
    every: All = False,
) -> None:
    """Say that a session is over, and plan again with what is known now."""
    from hamstrong.cli.log_entries import add_end

    words = {"stopped": stopped, "skipped": skipped, "elsewhere": elsewhere}
    data = {"session_id": session, **_without_none({"rpe": rpe})}
    add_end(context.obj, data, words, at=at, every=every)


@log_app.command("check-in")
def add_check_in(
    context: typer.Context,
    soreness: Annotated[
        str,
        typer.Option(
            help="0 to 10 by area, as calf=2,left-knee=4: back, hip, groin, quad, hamstring, knee, "
            "shin, calf, achilles, foot; left- or right- names a side."
        ),
    ] = "",
    pain: Annotated[str, typer.Option(help="The same for pain.")] = "",
    sleep: Annotated[float | None, typer.Option(help="Hours slept.", min=0, max=24)] = None,
    energy: Annotated[int | None, typer.Option(help="1 to 5.", min=1, max=5)] = None,
    slept_badly: Annotated[bool, typer.Option("--slept-badly", help="In place of hours.")] = False,
    ill: Annotated[
        bool, typer.Option("--ill", help="Ill: no strength until you say --well.")
    ] = False,
    well: Annotated[bool, typer.Option("--well", help="Well again, or not ill.")] = False,
    worse: Annotated[
        str, typer.Option(help="Areas that hurt more than usual, as calf,left-hip.")
    ] = "",
    settled: Annotated[str, typer.Option(help="Areas that are back to usual.")] = "",
    limping: Annotated[str, typer.Option(help="Areas that change how you walk or run.")] = "",
    easing: Annotated[str, typer.Option(help="Sore areas that ease with moving.")] = "",
    flag: Annotated[
        str,
        typer.Option(
            help="Red flags by id, as `hamstrong rules` lists them; pop:left-calf names a place."
        ),
    ] = "",
    assessed: Annotated[
        str, typer.Option(help="Areas that somebody qualified has looked at, or all.")
    ] = "",
    day: Annotated[str, typer.Option(help="YYYY-MM-DD; today by default.")] = "",
    every: All = False,
) -> None:
    """Add this morning's check-in, and plan again."""
    from hamstrong.cli.log_entries import add_morning, read_ill

    places = {
        "worse": worse,
        "settled": settled,
        "limping": limping,
        "easing": easing,
        "red_flags": flag,
        "assessed": assessed,
    }
    said = {"sleep_h": sleep, "energy": energy, "slept_badly": slept_badly}
    said["ill"] = read_ill(ill=ill, well=well)
    scores = {"soreness": soreness, "pain": pain}
    add_morning(context.obj, said, places=places, scores=scores, day=day, every=every)


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
