"""What broken FIT files do to the reader: nothing may crash it, hang it or eat the memory.

`python benchmarks/bench_hostile.py` reads 2000 mutants of what we write and of the field data,
where it lies beside the checkout; `--inputs 20000` for all, `--first N` for others. It ends with 1
where one raised anything but a refusal or took longer than `LONGEST_S` of processor time, or where
the peak of memory grew by more than `MOST_MB`.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.activity_files import FoundFile
from hamstrong.errors import BadFile
from tests.files.activities.mutating import mutant, origins

LONGEST_S = 5.0
MOST_MB = 64.0


def main() -> int:
    """Measure, print, and say whether all is well."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=2000)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    files, counts, faults = origins(), Counter[str](), []
    for data in files:
        outcome(data)
    base, slowest = peak_mb(), (0.0, 0)
    for number in range(given.first, given.first + given.inputs):
        data, begun = mutant(number, files), time.process_time()
        try:
            counts[outcome(data)] += 1
        except Exception as error:  # noqa: BLE001  # any at all is what is looked for
            faults.append(f"{number}: {error!r}")
        slowest = max(slowest, (time.process_time() - begun, number))
    grown = peak_mb() - base
    print(f"{given.inputs} mutants of {len(files)} files: {dict(counts)}, {len(faults)} crashes")
    print(f"slowest {slowest[0]:.2f} s of processor time (number {slowest[1]})")
    print(f"peak of memory {base:.0f} MB before, {grown:.1f} MB more after")
    for fault in faults[:20]:
        print(fault)
    return int(bool(faults) or slowest[0] > LONGEST_S or grown > MOST_MB)


def outcome(data: bytes) -> str:
    """What became of it; anything but a refusal is raised."""
    try:
        activities = Reader().read(FoundFile("mutant.fit", data))
    except BadFile:
        return "refused"
    return "read with a note" if any(one.notes for one in activities) else "read"


def peak_mb() -> float:
    """Highest memory of this process so far, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(main())
