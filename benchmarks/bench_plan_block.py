"""How long it takes to plan an 18-week block with five runs a week.

Prints a table of medians and asks that planning stays within a limit that is measured in the
same run: so many times a fixed CP-SAT model, solved on one core. Both are counted in processor
seconds, so that a slow or busy machine does not decide. Ends with 1 where planning is over.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median
from time import process_time
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.planner import make_plan
from hamstrong.running.model import Race, Run, RunType

ROUNDS = 5
WEEKS = 18
ZONE = ZoneInfo("Europe/Madrid")
RACE = Race(datetime(2027, 4, 18, 9, 0, tzinfo=ZONE))

WEEK = (
    (1, RunType.INTERVAL, 60),
    (2, RunType.EASY, 45),
    (3, RunType.MEDIUM_LONG, 80),
    (5, RunType.EASY, 40),
    (6, RunType.LONG, 130),
)
"""Weekday from Monday 0, what is run, minutes."""

LIMIT = 10.0
"""Planning may take so many times the fixed model."""

MARKS = 8
"""Of the fixed model's ruler."""


@dataclass(frozen=True)
class Timing:
    """One line of the table: what was timed, and the seconds of each round."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median_s(self) -> float:
        return median(self.seconds)


def main() -> int:
    """Measure, print, and say by the exit code whether planning is within its limit."""
    load_library()
    fixed, planning = rounds("fixed CP-SAT model", solve_ruler), rounds("plan a block", plan_block)
    timings = (
        imported("import the planner", "hamstrong.planning.planner"),
        imported("import the solver", "ortools.sat.python.cp_model"),
        Timing("first plan, library and solver loaded", first_plans()),
        planning,
        fixed,
    )
    ratio = planning.median_s / fixed.median_s
    show(timings, ratio=ratio)
    return int(ratio > LIMIT)


def rounds(name: str, work: Callable[[], object]) -> Timing:
    """Seconds of five rounds, after one that does not count."""
    work()
    return Timing(name, tuple(seconds(work) for _ in range(ROUNDS)))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call, of all its threads."""
    start = process_time()
    work()
    return process_time() - start


def imported(name: str, module: str) -> Timing:
    """Seconds of an import, each round in a new process."""
    code = f"from time import process_time as t; s = t(); import {module}; print(t() - s)"
    return Timing(name, tuple(float(run_python("-c", code)) for _ in range(ROUNDS)))


def first_plans() -> tuple[float, ...]:
    """Seconds of the first plan that a process makes, library and solver loaded on the way."""
    return tuple(float(run_python(__file__, "--first")) for _ in range(ROUNDS))


def run_python(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def plan_block() -> Plan:
    """Plan the block as for somebody who starts at home with a sofa and some weights."""
    runs = block_runs()
    return make_plan(
        PlanRequest(
            race=RACE,
            runs=runs,
            today=runs[0].day - timedelta(days=runs[0].day.weekday()),
            zone=ZONE,
            equipment=frozenset({Equipment.SUPPORT, Equipment.STEP, Equipment.LOAD}),
        ),
        load_library(),
    )


def block_runs() -> tuple[Run, ...]:
    """Five runs a week at seven in the morning, and the race."""
    monday = RACE.day - timedelta(days=RACE.day.weekday(), weeks=WEEKS - 1)
    runs = []
    for number in range(WEEKS * 7):
        for weekday, run_type, minutes in WEEK:
            day = monday + timedelta(days=number)
            if day.weekday() == weekday and day < RACE.day:
                start = datetime.combine(day, time(7), ZONE)
                end = start + timedelta(minutes=minutes)
                is_key = run_type in (RunType.INTERVAL, RunType.LONG)
                runs.append(Run(day.isoformat(), start, end, run_type, is_key, run_type.value))
    race_end = RACE.start + timedelta(hours=4)
    race = Run("race", RACE.start, race_end, RunType.RACE, True, "Race", RACE.distance_m)
    return (*runs, race)


def solve_ruler() -> float:
    """The shortest Golomb ruler with so many marks: a small model that nobody tunes."""
    from ortools.sat.python import cp_model  # not at the top: a first plan must load it itself

    model = cp_model.CpModel()
    marks = [model.new_int_var(0, MARKS**2, f"mark {number}") for number in range(MARKS)]
    model.add(marks[0] == 0)
    for left, right in pairwise(marks):
        model.add(left < right)
    model.add_all_different(
        [marks[j] - marks[i] for i in range(MARKS) for j in range(i + 1, MARKS)]
    )
    model.minimize(marks[-1])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"The fixed model was not solved: {solver.status_name(status)}.")
    return solver.objective_value


def show(timings: tuple[Timing, ...], *, ratio: float) -> None:
    """The table, and under it the ratio beside its limit."""
    console = Console()
    table = Table("processor seconds", f"median of {ROUNDS}", "least", "most")
    for timing in timings:
        values = (timing.median_s, min(timing.seconds), max(timing.seconds))
        table.add_row(timing.name, *(f"{value:.3f}" for value in values))
    console.print(table)
    verdict = "within" if ratio <= LIMIT else "over"
    plan = plan_block()
    console.print(
        f"{len(plan.runs)} runs, {len(plan.sessions)} sessions. Planning takes {ratio:.1f} times"
        f" the fixed model, {verdict} the limit of {LIMIT:g}."
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--first"]:
        print(seconds(plan_block))
    else:
        sys.exit(main())
