"""How much of a plan stays when one run moves by a day.

Plans `--blocks` blocks of 18 weeks, moves one run of each to a free neighbouring day, plans again
with yesterday's plan as preference, and counts the sessions whose time or class changed, and how
far from the run they were. Ends with 1 unless the median is at most 2 and in 95 % of the blocks
nothing changes further than ten days away.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.blocks import block
from benchmarks.moving import with_a_run_moved
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, Session
from hamstrong.planning.planner import make_plan

MOST = 2
"""Sessions that may change, median."""

NEAR_DAYS = 10
SHARE = 0.95
"""Of the blocks in which nothing changes further away than that."""


@dataclass(frozen=True)
class Change:
    """What moving one run did.

    Attributes:
        sessions: Changed in time or class, gone or new.
        far: Of those, further than ten days from the run.
        contents: Sessions that stand as they stood but hold other sets or exercises.
    """

    sessions: int
    far: int
    contents: int


def change(number: int) -> Change:
    """Move one run of a block by a day and plan again."""
    library, request = load_library(), block(number)
    before = make_plan(request, library)
    moved_request, day = with_a_run_moved(request, Random(f"move {number}"))
    after = make_plan(replace(moved_request, previous=before), library)
    old, new = _by_id(before), _by_id(after)
    changed = [key for key in old.keys() | new.keys() if _place(old, key) != _place(new, key)]
    days = [(new.get(key) or old[key]).day for key in changed]
    same = old.keys() & new.keys() - set(changed)
    return Change(
        len(changed),
        sum(abs((other - day).days) > NEAR_DAYS for other in days),
        sum(old[key].doses != new[key].doses for key in same),
    )


def _by_id(plan: Plan) -> dict[str, Session]:
    return {session.id: session for session in plan.sessions}


def _place(sessions: dict[str, Session], key: str) -> object:
    session = sessions.get(key)
    return session and (session.start, session.load_class)


def main() -> int:
    """Measure, print, and say by the exit code whether plans are stable."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=60)
    found = [change(number) for number in range(parser.parse_args().blocks)]
    table = Table("sessions changed", "blocks", title="After one run moved by a day")
    for sessions, blocks in sorted(Counter(one.sessions for one in found).items()):
        table.add_row(str(sessions), str(blocks))
    Console().print(table)
    middle = median(one.sessions for one in found)
    near = sum(one.far == 0 for one in found) / len(found)
    contents = median(one.contents for one in found)
    is_stable = middle <= MOST and near >= SHARE
    print(
        f"Median {middle:g} sessions changed; nothing beyond {NEAR_DAYS} days in {100 * near:.0f} %"
        f" of {len(found)} blocks; {contents:g} more hold other sets (median):"
        f" {'stable' if is_stable else 'not stable enough'}."
    )
    return int(not is_stable)


if __name__ == "__main__":
    sys.exit(main())
