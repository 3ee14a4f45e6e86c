"""How long it takes to plan an 18-week block, and to plan it again after one change.

Processor seconds, so that what else the machine does decides little. Blocks are those of
`blocks.py`; the first call of a process is measured in new processes. Ends with 1 where a median
or a 95th percentile is over its limit.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.blocks import block
from benchmarks.moving import with_a_run_moved
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.planner import make_plan

FIRSTS = 5
"""Processes of which each makes one plan."""


@dataclass(frozen=True)
class Timing:
    """One line of the table: what was timed, its seconds, and the limits they must keep."""

    name: str
    seconds: Sequence[float]
    median_limit: float
    p95_limit: float

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20)[-1]

    @property
    def keeps(self) -> bool:
        return median(self.seconds) <= self.median_limit and self.p95 <= self.p95_limit


def first_plans() -> list[float]:
    """Seconds of a process that imports the planner, reads the library and makes one plan."""
    commands = [[sys.executable, __file__, "--first", str(number)] for number in range(FIRSTS)]
    done = (subprocess.run(c, capture_output=True, check=True, text=True) for c in commands)
    return [float(one.stdout) for one in done]


def plans(blocks: int) -> list[float]:
    """Seconds of a whole plan, everything loaded."""
    library = load_library()
    return [seconds(partial(make_plan, block(n), library)) for n in range(blocks)]


def replans(blocks: int, change: Callable[[PlanRequest, Plan, Random], PlanRequest]) -> list[float]:
    """Seconds to plan a block again after a change."""
    library, found = load_library(), []
    for number in range(blocks):
        request = block(number)
        before = make_plan(request, library)
        after = change(replace(request, previous=before), before, Random(f"change {number}"))
        found.append(seconds(partial(make_plan, after, library)))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    started = process_time()
    work()
    return process_time() - started


def run_moved(request: PlanRequest, _: Plan, rng: Random) -> PlanRequest:
    """A run a day earlier or later."""
    return with_a_run_moved(request, rng)[0]


def day_lost(request: PlanRequest, plan: Plan, rng: Random) -> PlanRequest:
    """The day of a session has no time any more."""
    day = rng.choice(plan.sessions).day
    lost = replace(request.availability, days_off=frozenset({day}))
    return replace(request, availability=lost)


def session_done(request: PlanRequest, plan: Plan, rng: Random) -> PlanRequest:
    """A few weeks in: all sessions so far done, the last one just now."""
    last = rng.choice(plan.sessions[: len(plan.sessions) // 2])
    done = {s.id: s.start for s in plan.sessions if s.start <= last.start}
    days: dict[str, list[datetime]] = {}
    for session in plan.sessions:
        for dose in session.doses if session.id in done else ():
            days.setdefault(dose.exercise_id, []).append(session.start)
    exposures = {key: tuple(start.date() for start in starts) for key, starts in days.items()}
    return replace(
        request,
        today=last.day,
        not_before=datetime.combine(last.day, time(22), request.zone) + timedelta(minutes=1),
        done=done,
        exposures=exposures,
    )


def show(timings: Sequence[Timing]) -> None:
    """The table."""
    table = Table("processor seconds", "median", "limit", "p95", "limit", "most")
    for timing in timings:
        values = (
            median(timing.seconds),
            timing.median_limit,
            timing.p95,
            timing.p95_limit,
            max(timing.seconds),
        )
        table.add_row(timing.name, *(f"{value:.3f}" for value in values))
    Console().print(table)


def main() -> int:
    """Measure, print, and say by the exit code whether planning keeps its limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=20)
    parser.add_argument("--first", type=int, help="plan this block alone and print the seconds")
    options = parser.parse_args()
    if options.first is not None:
        make_plan(block(options.first), load_library())
        print(process_time())
        return 0
    timings = (
        Timing("first plan, with start and imports", first_plans(), 2.0, 3.0),
        Timing("plan an 18-week block", plans(options.blocks), 1.0, 3.0),
        Timing("again, a run moved", replans(options.blocks, run_moved), 0.3, 1.0),
        Timing("again, a day lost", replans(options.blocks, day_lost), 0.3, 1.0),
        Timing("again, a session done", replans(options.blocks, session_done), 0.3, 1.0),
    )
    show(timings)
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    keeps = all(timing.keeps for timing in timings)
    print(f"{options.blocks} blocks, {rss_mb:.0f} MB: {'within' if keeps else 'over'} the limits.")
    return int(not keeps)


if __name__ == "__main__":
    sys.exit(main())
