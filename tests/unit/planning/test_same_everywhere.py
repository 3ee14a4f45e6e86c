"""The same request gives the same plan, to the byte, in any process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

SCRIPT = """
import hashlib, json
from benchmarks.varied_blocks import problem
from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from hamstrong.planning.document import plan_document
from hamstrong.planning.planner import make_plan

for number in range(12):
    try:
        document = plan_document(make_plan(problem(number), load_library()), load_library())
    except NoPlan as refusal:
        document = str(refusal)
    print(hashlib.sha256(json.dumps(document).encode()).hexdigest())
"""


def printed(seed: str) -> list[str]:
    """The digests of some plans, made by a process with this seed for its hashes."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_order_of_hashes_decides_nothing() -> None:
    digests = printed("1")
    assert len(set(digests)) == len(digests) == 12
    assert printed("4242") == digests
