"""How many hard rules varied blocks break: none, or this ends with 1.

Plans `--blocks` problems of `varied_blocks.py`, has each plan judged by the checker under
`tests/checker`, which knows only the published tables and the request, and prints what it found.
One plan in fifty is made twice; both must be the same to the byte.
"""

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.varied_blocks import problem
from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from hamstrong.planning.document import plan_document
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.planner import make_plan
from tests.checker.bridge import breaches_in

TWICE_EVERY = 50
EXAMPLES = 3
"""Failures printed per rule, each with its seed; `--all` prints every one."""


@dataclass(frozen=True)
class Verdict:
    """What came of one problem.

    Attributes:
        seed: Of the problem.
        sessions: In its plan.
        weeks: From today to the end of its plan.
        empty_weeks: Those of them without a session.
        refused: The planner's sentence where it made none.
        breaches: Rule and text of each.
        seconds: That planning took, judging not counted.
    """

    seed: int
    sessions: int = 0
    weeks: int = 0
    empty_weeks: int = 0
    refused: str = ""
    breaches: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0


def judged(seed: int) -> Verdict:
    """Plan one problem and judge the plan; an error of the planner is a breach too."""
    request, library = problem(seed), load_library()
    started = perf_counter()
    try:
        plan = make_plan(request, library)
    except NoPlan as refusal:
        return Verdict(seed, refused=str(refusal))
    except Exception:  # noqa: BLE001 -- a crash is a finding with a seed, not the end of the run
        last = traceback.format_exc().strip().splitlines()
        return Verdict(seed, breaches=(("crash", " | ".join(last[-3:])),))
    seconds = perf_counter() - started
    found = [(breach.rule, str(breach)) for breach in breaches_in(plan, request, library)]
    if seed % TWICE_EVERY == 0 and not _is_repeated(plan, request):
        found.append(("twice", "the same request gave another plan"))
    coming = [w.monday for w in plan.weeks if w.monday + timedelta(days=7) > request.today]
    held = {s.day - timedelta(days=s.day.weekday()) for s in plan.sessions}
    return Verdict(
        seed,
        len(plan.sessions),
        weeks=len(coming),
        empty_weeks=len(set(coming) - held),
        breaches=tuple(found),
        seconds=seconds,
    )


def _is_repeated(plan: Plan, request: PlanRequest) -> bool:
    library = load_library()
    documents = (plan_document(made, library) for made in (plan, make_plan(request, library)))
    first, second = (json.dumps(document) for document in documents)
    return first == second


def all_judged(seeds: Iterable[int], *, workers: int) -> list[Verdict]:
    """The verdicts in the order of the seeds."""
    if workers == 1:
        return [judged(seed) for seed in seeds]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(judged, seeds, chunksize=20))


def show(verdicts: list[Verdict], *, seconds: float, examples: int) -> int:
    """Print the tables; the number of breaches."""
    console = Console(width=160)
    planned = [verdict for verdict in verdicts if not verdict.refused]
    times = sorted(verdict.seconds for verdict in planned) or [0.0]
    table = Table("what", "number", title="Varied blocks")
    table.add_row("blocks", str(len(verdicts)))
    table.add_row("plans", str(len(planned)))
    table.add_row("sessions", str(sum(verdict.sessions for verdict in planned)))
    weeks, empty = sum(v.weeks for v in planned), sum(v.empty_weeks for v in planned)
    table.add_row("weeks without a session", f"{empty} of {weeks}")
    table.add_row("blocks a second", f"{len(verdicts) / seconds:.1f}")
    table.add_row("planning, median", f"{1000 * times[len(times) // 2]:.0f} ms")
    table.add_row("planning, p95", f"{1000 * times[int(0.95 * (len(times) - 1))]:.0f} ms")
    for sentence, count in Counter(v.refused for v in verdicts if v.refused).most_common():
        table.add_row(f"no plan: {sentence}", str(count))
    by_rule: dict[str, list[tuple[int, str]]] = {}
    for verdict in verdicts:
        for rule, text in verdict.breaches:
            by_rule.setdefault(rule, []).append((verdict.seed, text))
    for rule, found in sorted(by_rule.items()):
        blocks = len({seed for seed, _ in found})
        table.add_row(f"breaches of {rule}", f"{len(found)} in {blocks} blocks")
    breaches = sum(len(found) for found in by_rule.values())
    table.add_row("hard breaches", str(breaches))
    console.print(table)
    for _, found in sorted(by_rule.items()):
        for seed, text in found[:examples]:
            console.print(f"block {seed}: {text}", markup=False, highlight=False)
    return breaches


def main() -> int:
    """Plan, judge, print; 1 where a rule was broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--blocks", type=int, default=200)
    options.add_argument("--first", type=int, default=0, help="seed of the first block")
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--all", action="store_true", help="print every breach")
    asked = options.parse_args()
    started = perf_counter()
    verdicts = all_judged(range(asked.first, asked.first + asked.blocks), workers=asked.workers)
    examples = sys.maxsize if asked.all else EXAMPLES
    seconds = perf_counter() - started
    return int(show(verdicts, seconds=seconds, examples=examples) > 0)


if __name__ == "__main__":
    sys.exit(main())
