"""From the planner's own types to the plain values that the checker judges.

The one file beside the tests that knows both worlds; the checker itself imports neither.
"""

import json
from collections.abc import Mapping
from typing import Any

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.document import plan_document
from hamstrong.planning.model import Plan, PlanRequest, Venue, Window
from hamstrong.running.model import Run
from tests.checker.breach import Breach
from tests.checker.facts import Bound, Facts, Lost, Movement, Opening
from tests.checker.judge import judge

Item = dict[str, Any]


def breaches_in(plan: Plan, request: PlanRequest, library: Library) -> list[Breach]:
    """Judge a plan by its document, as a reader elsewhere would get it."""
    return judge(as_json(plan, library), facts_of(request, library))


def as_json(plan: Plan, library: Library) -> Item:
    """The plan's document after a round through JSON text."""
    document: Item = json.loads(json.dumps(plan_document(plan, library)))
    return document


def facts_of(request: PlanRequest, library: Library) -> Facts:
    """The request in plain values."""
    week = request.availability
    previous = None if request.previous is None else as_json(request.previous, library)
    return Facts(
        today=request.today,
        not_before=request.not_before,
        weekdays={day: _openings(windows) for day, windows in week.weekdays.items()},
        dates={day: _openings(windows) for day, windows in week.dates.items()},
        days_off=week.days_off,
        minutes=request.minutes,
        kits={v.value: frozenset(map(str, request.equipment_at(v))) for v in Venue},
        movements=_movements(library),
        levels={str(family): level for family, level in request.levels.items()},
        exposures=request.exposures,
        accustomed={str(family): day for family, day in request.accustomed.items()},
        wish=request.sessions_per_week,
        pins=request.pins,
        previous=previous,
        done=request.done,
        skipped=request.skipped,
        absences=tuple(Lost(a.first, a.last, str(a.kind)) for a in request.absences),
        limits=_bounds(request),
        runs=[run_item(run) for run in request.runs],
    )


def _openings(windows: tuple[Window, ...]) -> tuple[Opening, ...]:
    return tuple(Opening(window.start, window.end, str(window.venue)) for window in windows)


def _movements(library: Mapping[str, Exercise]) -> dict[str, Movement]:
    """All but tests: those stand beside the ladders, and no plan may hold one."""
    return {
        key: Movement(
            load_class=str(exercise.load_class),
            tissues=tuple(map(str, exercise.tissues)),
            kits=tuple(frozenset(map(str, kit)) for kit in exercise.equipment),
            family=str(exercise.family),
            level=exercise.level,
            most_sets=exercise.prescription.sets[1],
        )
        for key, exercise in library.items()
        if not exercise.is_test
    }


def _bounds(request: PlanRequest) -> tuple[Bound, ...]:
    return tuple(
        Bound(
            limit.first,
            limit.last,
            frozenset(map(str, limit.tissues)),
            None if limit.hardest is None else str(limit.hardest),
            limit.sets,
            limit.easier,
        )
        for limit in request.limits
    )


def run_item(run: Run) -> Item:
    """A run as docs/plan-document.md describes it."""
    return {
        "id": run.id,
        "start": run.start.isoformat(),
        "end": run.end.isoformat(),
        "type": run.type.value,
        "key": run.key,
        "distance_m": run.distance_m,
        "title": run.title,
        "timed": run.timed,
        "source": run.source,
    }
