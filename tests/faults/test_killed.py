"""Real kills, a few of them; `python -m tests.faults.kills` does two hundred of each."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 3


def test_what_was_acknowledged_survives_kills() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "--rounds", str(ROUNDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = {line["kind"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert told["servers"]["events"] >= ROUNDS
    assert told["migrations"]["killed"] >= ROUNDS
    assert told["restores"]["killed"] >= ROUNDS
