"""Our search beside other ways to place the same sessions around the same runs.

- *Mondays and Thursdays*: strength where most plans put it, at the same hours every week.
- *First fit*: session after session the hardest kind that is legal, as early as it is.
- *MILP*: the same model of each week, solved by HiGHS.
- *Ours*: `planning/placing/search.py`.

Only how places are chosen differs; what sessions hold, what is legal and what is worth points is
the planner's in all four, but the fixed weekdays ask nothing about runs. Hard breaches are counted
by the checker under `tests/checker`, which knows only the published tables. Ends with 1 where ours
breaks a hard rule or is worth less than the MILP.
"""

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.baselines import first_fit, fixed_weekdays, milp
from benchmarks.blocks import Chooser, block, planned
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Reason
from hamstrong.planning.placing import week
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.placing.search import choose
from tests.checker.bridge import breaches_in

TOLERANCE = 0.995
"""Share of the MILP's points that ours must reach."""

WAYS: dict[str, Chooser] = {
    "Mondays and Thursdays": fixed_weekdays,
    "first fit": first_fit,
    "MILP (HiGHS)": milp,
    "ours": choose,
}


@dataclass(frozen=True)
class Outcome:
    """What one way made of one block."""

    breaches: int
    sessions: int
    points: int
    seconds: float


def outcome(way: str, number: int) -> Outcome:
    """Plan a block in one of the ways, and have it judged."""
    library, request = load_library(), block(number)
    blind = way == "Mondays and Thursdays"
    with _asking_nothing() if blind else nullcontext():
        started = process_time()
        plan, points = planned(request, library, WAYS[way])
        seconds = process_time() - started
    breaches = len(breaches_in(plan, request, library))
    return Outcome(breaches, len(plan.sessions), points, seconds)


def _asking_nothing() -> AbstractContextManager[object]:
    """Offer every place, legal or not."""

    def all_of_them(
        everywhere: list[Place], context: WeekContext
    ) -> tuple[list[Place], list[Reason]]:
        return list(everywhere), []

    return patch.object(week, "_honour_pins", all_of_them)


def show(found: dict[str, list[Outcome]]) -> None:
    """The table."""
    table = Table("way", "hard breaches", "sessions", "points", "of ours", "median s a block")
    ours = sum(one.points for one in found["ours"])
    for way, outcomes in found.items():
        points = sum(one.points for one in outcomes)
        table.add_row(
            way,
            str(sum(one.breaches for one in outcomes)),
            str(sum(one.sessions for one in outcomes)),
            str(points),
            f"{100 * points / ours:.1f} %",
            f"{median(one.seconds for one in outcomes):.2f}",
        )
    Console().print(table)


def main() -> int:
    """Measure, print, and say by the exit code whether ours is legal and as good as the MILP."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=10)
    blocks = range(parser.parse_args().blocks)
    found = {way: [outcome(way, number) for number in blocks] for way in WAYS}
    show(found)
    ours, theirs = found["ours"], found["MILP (HiGHS)"]
    breaches = sum(one.breaches for one in ours)
    # Weeks are equal in points; ties settle differently and lead to slightly different weeks.
    worse = sum(o.points for o in ours) < TOLERANCE * sum(o.points for o in theirs)
    print(
        f"{len(blocks)} blocks: ours breaks {breaches} hard rules and is worth"
        f" {'less than' if worse else 'at least as much as'} the MILP."
    )
    return int(breaches > 0 or worse)


if __name__ == "__main__":
    sys.exit(main())
