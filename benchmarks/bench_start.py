"""How long the commands take to start: `make bench`, or this file alone.

Prints wall seconds; the promise is 3 s from `hamstrong serve` to the first answer on a data
folder that exists. The first start on a new folder makes the database as well.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

HAMSTRONG = str(Path(sys.executable).with_name("hamstrong"))
PROMISE_S = 3.0
STARTS = 10
HELPS = 3
PATIENCE_S = 60.0


def help_s() -> float:
    """Seconds that `hamstrong --help` takes."""
    started = time.perf_counter()
    subprocess.run([HAMSTRONG, "--help"], check=True, capture_output=True)
    return time.perf_counter() - started


def start_s(data: str) -> float:
    """Seconds from `hamstrong serve` to its first answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(
        [HAMSTRONG, "serve", "--port", str(port)],
        env={**os.environ, "HAMSTRONG_DATA": data},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE_S:
                raise SystemExit("hamstrong serve did not start")
            time.sleep(0.02)
        return time.perf_counter() - started
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether the app gives any answer."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/today", timeout=PATIENCE_S)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        first = start_s(folder)
        later = [start_s(folder) for _ in range(STARTS)]
    helping = [help_s() for _ in range(HELPS)]
    table = Table("what", "seconds", title="Starting")
    table.add_row(f"hamstrong --help, best of {HELPS}", f"{min(helping):.2f}")
    table.add_row("first start, new data folder", f"{first:.2f}")
    table.add_row(f"second start, median of {STARTS}", f"{median(later):.2f}")
    table.add_row(f"second start, worst of {STARTS}", f"{max(later):.2f}")
    table.add_row("promised", f"{PROMISE_S:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
