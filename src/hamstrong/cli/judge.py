"""`hamstrong judge`: its options, and from words to a wish."""

from pathlib import Path
from typing import Annotated

import typer

from hamstrong.cli.given import given
from hamstrong.cli.root import app

Clip = Annotated[
    Path,
    typer.Argument(
        help="A film of the exercise, as a phone makes it, or a set from `seen/` of an export."
    ),
]
ExerciseId = Annotated[
    str, typer.Option("--exercise", metavar="ID", help="As `exercises list` prints it.")
]
WorkingSide = Annotated[
    str, typer.Option("--side", help="left or right; both where the exercise has no sides.")
]
SupportHeight = Annotated[
    float | None,
    typer.Option("--support-height", metavar="M", help="Of what the heel rests on, in metres."),
]
ModelName = Annotated[
    str, typer.Option("--model", help="full, or heavy: about three times as slow, a little surer.")
]
Overlay = Annotated[
    Path | None,
    typer.Option("--overlay", metavar="FILE", help="Also write the clip with all of it drawn in."),
]
ReportPage = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Also write a page with a trace of every hold."),
]
Json = Annotated[bool, typer.Option("--json", help="Print hamstrong-judged-clip/1.")]


@app.command(
    epilog="""**Examples**

`hamstrong judge bridge.mp4 --exercise hb_support_1l_mid --side left`

`hamstrong judge bridge.mov --exercise hb_support_1l_mid --side right --model heavy --json`

`hamstrong judge bridge.mp4 --exercise hb_support_1l_mid --side left --overlay judged.mp4
--report judged.html`

Nothing is sent anywhere. How to film, and what the JSON holds: docs/judging.md."""
)
def judge(
    context: typer.Context,
    clip: Clip,
    exercise: ExerciseId,
    side: WorkingSide = "",
    support_height: SupportHeight = None,
    model: ModelName = "full",
    overlay: Overlay = None,
    report: ReportPage = None,
    json: Json = False,
) -> None:
    """Which seconds or reps of a filmed exercise count, which do not, and why."""
    from hamstrong.cli.judge_words import JudgeWords, print_judged

    print_judged(context.obj, given(context, JudgeWords), as_json=json)
