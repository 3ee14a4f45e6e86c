"""Small changes to a block."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hamstrong.planning.model import PlanRequest
from hamstrong.running.model import Run, RunType


def with_a_run_moved(request: PlanRequest, rng: Random) -> tuple[PlanRequest, date]:
    """One run, no race, a day earlier or later where no other run is; and the day it was on."""
    taken = {run.day for run in request.runs}
    free = [
        (run, by)
        for run in request.runs
        for by in (timedelta(days=-1), timedelta(days=1))
        if run.type is not RunType.RACE and run.day + by not in taken and run.day > request.today
    ]
    moved, by = rng.choice(free)
    runs = [_shifted(run, by) if run is moved else run for run in request.runs]
    runs.sort(key=lambda run: run.start)
    return replace(request, runs=tuple(runs)), moved.day


def _shifted(run: Run, by: timedelta) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)
