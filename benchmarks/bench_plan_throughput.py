"""How many plans a core makes a second for many athletes, and whether memory stays flat.

Each of `--athletes` athletes has a block of their own (`blocks.py`); each is planned once and, a
run moved, planned again. One process, one core. Ends with 1 where the process has grown by more
than a tenth between the first hundred athletes and the last.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.blocks import block
from benchmarks.moving import with_a_run_moved
from hamstrong.exercises.library import load_library
from hamstrong.planning.planner import make_plan

WARM = 100
GROWTH = 1.10


def rss_mb() -> float:
    """Megabytes that the process holds now."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("This system does not tell how much memory a process holds.")


def main() -> int:
    """Measure, print, and say by the exit code whether memory is flat."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=1000)
    athletes = parser.parse_args().athletes
    library = load_library()
    first_s = again_s = warm_mb = 0.0
    for number in range(athletes):
        if number == min(WARM, athletes // 2):
            warm_mb = rss_mb()
        request = block(number)
        started = process_time()
        plan = make_plan(request, library)
        first_s += process_time() - started
        moved, _ = with_a_run_moved(replace(request, previous=plan), Random(number))
        started = process_time()
        make_plan(moved, library)
        again_s += process_time() - started
    end_mb = rss_mb()
    table = Table("what", "figure", title=f"{athletes} athletes, one core")
    table.add_row("18-week blocks planned a second", f"{athletes / first_s:.1f}")
    table.add_row("blocks planned again a second", f"{athletes / again_s:.1f}")
    table.add_row(f"memory after {min(WARM, athletes // 2)} athletes", f"{warm_mb:.0f} MB")
    table.add_row("memory at the end", f"{end_mb:.0f} MB")
    Console().print(table)
    flat = end_mb <= GROWTH * warm_mb
    print(f"Memory is {'flat' if flat else 'not flat'}.")
    return int(not flat)


if __name__ == "__main__":
    sys.exit(main())
