"""What re-planning does to a plan: no rule broken, nothing caught up, and little changed.

Lives `--sequences` blocks through `--edits` changes each (`varied_edits.py`): runs that move, days
that are lost, bodies that ache, time that passes. Every plan is judged by the checker under
`tests/checker`; after a loss no week may hold more sessions than before. Ends with 1 on a breach.
"""

import argparse
import sys
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.varied_edits import Life, Step, changed
from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.planner import make_plan
from tests.checker.bridge import as_json, facts_of
from tests.checker.judge import judge
from tests.checker.weekly import stacked

EXAMPLES = 3
NEAR_DAYS = 10
"""A change this far from what happened is called near."""


@dataclass(frozen=True)
class Edit:
    """What one change did.

    Attributes:
        seed: Of the sequence.
        number: Of the change in it; 0 is the first plan.
        kind: What happened.
        milliseconds: That planning again took.
        moved: Sessions that came, went or moved.
        other: Sessions that stayed and hold something else.
        is_near: True when every session that moved is within ten days of what happened.
        breaches: Rule and text of each.
    """

    seed: int
    number: int
    kind: str
    milliseconds: float
    moved: int = 0
    other: int = 0
    is_near: bool = True
    breaches: tuple[tuple[str, str], ...] = ()


def lived(seed: int, *, edits: int) -> list[Edit]:
    """Live one block; it ends early near its race, without a plan, or when planning fails."""
    return list(_lived(seed, edits))


def _lived(seed: int, edits: int) -> Iterator[Edit]:
    life = Life(seed)
    step: Step | None = Step("first plan", life.request, is_loss=False, day=life.request.today)
    before: Plan | None = None
    for number in range(edits + 1):
        if step is None:
            return
        started = perf_counter()
        try:
            plan = make_plan(step.request, load_library())
        except NoPlan:
            return
        except Exception:  # noqa: BLE001 -- a crash is a finding with a seed, not the end
            last = " | ".join(traceback.format_exc().strip().splitlines()[-3:])
            yield Edit(seed, number, step.kind, 0.0, breaches=(("crash", last),))
            return
        milliseconds = 1000 * (perf_counter() - started)
        yield _edit(seed, number, step, (before, plan), milliseconds)
        life.settle(plan)
        before, step = plan, life.step()


def _edit(
    seed: int, number: int, step: Step, plans: tuple[Plan | None, Plan], milliseconds: float
) -> Edit:
    before, plan = plans
    breaches = tuple(_breaches(step, before, plan))
    if before is None:
        return Edit(seed, number, step.kind, milliseconds, breaches=breaches)
    standing = facts_of(step.request, load_library()).standing()
    changes = changed(before, plan, standing=standing)
    moved = [key for key, has_moved in changes.items() if has_moved]
    return Edit(
        seed,
        number,
        step.kind,
        milliseconds,
        moved=len(moved),
        other=len(changes) - len(moved),
        is_near=all(_is_near(key, step.day, plans=(before, plan)) for key in moved),
        breaches=breaches,
    )


def _breaches(step: Step, before: Plan | None, plan: Plan) -> Iterator[tuple[str, str]]:
    library = load_library()
    document = as_json(plan, library)
    for breach in judge(document, facts_of(step.request, library)):
        yield breach.rule, str(breach)
    if step.is_loss and before is not None:
        for breach in stacked(as_json(before, library), document, since=_today(step.request)):
            yield breach.rule, str(breach)


def _today(request: PlanRequest) -> date:
    return request.today


def _is_near(session_id: str, day: date, *, plans: tuple[Plan, Plan]) -> bool:
    days = [s.day for plan in plans for s in plan.sessions if s.id == session_id]
    return any(abs(found - day) <= timedelta(days=NEAR_DAYS) for found in days)


def all_lived(seeds: Iterable[int], *, edits: int, workers: int) -> list[Edit]:
    """Every edit of every sequence, in the order of the seeds."""
    work = partial(lived, edits=edits)
    if workers == 1:
        return [edit for seed in seeds for edit in work(seed)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return [edit for found in pool.map(work, seeds, chunksize=5) for edit in found]


def show(edits: list[Edit], *, examples: int) -> int:
    """Print the tables; the number of breaches."""
    console = Console(width=160)
    table = Table("change", "re-plans", "moved", "else", "≤ 2 moved", "near", "ms", "p95 ms")
    kinds = sorted({edit.kind for edit in edits})
    for kind in [*kinds, "all changes"]:
        found = [
            e for e in edits if kind in (e.kind, "all changes") and (e.number or kind == e.kind)
        ]
        if found:
            table.add_row(kind, *_row(found))
    console.print(table)
    by_rule: dict[str, list[tuple[Edit, str]]] = {}
    for edit in edits:
        for rule, text in edit.breaches:
            by_rule.setdefault(rule, []).append((edit, text))
    for rule, breaches in sorted(by_rule.items()):
        console.print(f"{len(breaches)} breaches of {rule}")
        for edit, text in breaches[:examples]:
            place = f"sequence {edit.seed}, change {edit.number} ({edit.kind})"
            console.print(f"  {place}: {text}", markup=False, highlight=False)
    total = sum(len(breaches) for breaches in by_rule.values())
    sequences = len({edit.seed for edit in edits})
    console.print(f"{sequences} sequences, {len(edits)} plans, {total} breaches")
    return total


def _row(edits: list[Edit]) -> tuple[str, ...]:
    moved = sorted(edit.moved for edit in edits)
    other = sorted(edit.other for edit in edits)
    times = sorted(edit.milliseconds for edit in edits)
    few = sum(edit.moved <= 2 for edit in edits) / len(edits)
    near = sum(edit.is_near for edit in edits) / len(edits)
    middle, late = len(edits) // 2, int(0.95 * (len(edits) - 1))
    numbers = (f"{len(edits)}", f"{moved[middle]}", f"{other[middle]}")
    return (*numbers, f"{few:.0%}", f"{near:.0%}", f"{times[middle]:.0f}", f"{times[late]:.0f}")


def main() -> int:
    """Live, judge, print; 1 where a rule was broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sequences", type=int, default=25)
    options.add_argument("--edits", type=int, default=10)
    options.add_argument("--first", type=int, default=0, help="seed of the first sequence")
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--all", action="store_true", help="print every breach")
    asked = options.parse_args()
    seeds = range(asked.first, asked.first + asked.sequences)
    edits = all_lived(seeds, edits=asked.edits, workers=asked.workers)
    return int(show(edits, examples=sys.maxsize if asked.all else EXAMPLES) > 0)


if __name__ == "__main__":
    sys.exit(main())
