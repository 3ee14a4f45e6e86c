"""How far plans made week by week are from the best of the whole block, at most.

Plans `--blocks` blocks, and asks a model of the whole block (`whole_block.py`) for the best bound
it can prove within `--limit` seconds each. The model is generous where a block hangs together by
what was done before, so the gap printed, (bound - ours) / bound, is never less than the true one.
Where the bound is not proven, what the model found tells how much of the gap is time to prove; it
is no plan, since it keeps fewer rules than ours must. Both have the core exercises alone. Ends with
1 where a gap is over 2 %.
"""

import argparse
import sys
from dataclasses import dataclass
from math import isinf
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.blocks import block, core_library, planned
from benchmarks.whole_block import Bound, bound_of

LIMIT = 0.02
"""Of the bound."""


@dataclass(frozen=True)
class Line:
    """One block: what our plan is worth, and what is proven of any plan."""

    number: int
    ours: int
    bound: Bound

    @property
    def gap(self) -> float:
        """Of the bound; the whole where the time was too short for any bound."""
        if isinf(self.bound.upper):
            return 1.0
        return (self.bound.upper - self.ours) / self.bound.upper


def measured(number: int, *, limit_s: float, workers: int) -> Line:
    """Plan a block, then bound it."""
    library, request = core_library(), block(number)
    _, ours = planned(request, library)
    bound = bound_of(request, library, limit_s=limit_s, workers=workers)
    return Line(number, ours, bound)


def row(line: Line) -> tuple[str, ...]:
    """A line of the table."""
    bound = line.bound
    return (
        str(line.number),
        str(line.ours),
        f"{bound.lower:.0f}",
        f"{bound.upper:.0f}",
        "yes" if bound.proven else "no",
        f"{bound.seconds:.0f}",
        f"{100 * line.gap:.2f} %",
    )


def main() -> int:
    """Measure, print, and say by the exit code whether all gaps are within the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="number of the first block")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds a block")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    table = Table("block", "ours", "model found", "bound", "proven", "seconds", "gap")
    lines = []
    for number in range(options.first, options.first + options.blocks):
        lines.append(measured(number, limit_s=options.limit, workers=options.workers))
        table.add_row(*row(lines[-1]))
        print(*row(lines[-1]), file=sys.stderr, flush=True)
    gaps = [line.gap for line in lines]
    proven = sum(line.bound.proven for line in lines)
    console = Console()
    console.print(table)
    verdict = "within" if max(gaps) <= LIMIT else "over"
    console.print(
        f"Gap: median {100 * median(gaps):.2f} %, most {100 * max(gaps):.2f} %,"
        f" {verdict} the limit of {100 * LIMIT:.0f} %; {proven} of {len(lines)} bounds proven."
    )
    return int(max(gaps) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
