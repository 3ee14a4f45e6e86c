"""What the use cases answer, as JSON values: the same for the API and for `--json`.

The fields are described in docs/api.md. Runs, sessions, weeks and reasons look as they do in
the plan document (docs/plan-document.md).
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hamstrong.coach.block import BlockView
from hamstrong.coach.import_runs import ImportSummary, ReadRun
from hamstrong.coach.look import SessionInWeek
from hamstrong.coach.model import Gap, PlanChange
from hamstrong.coach.plan_history import ListedVersion
from hamstrong.coach.plan_versions import changes_to_json
from hamstrong.coach.today import TodayView
from hamstrong.coach.week import Day, WeekView
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.body.stops import RunStop
from hamstrong.planning.document import (
    plan_week_document,
    race_document,
    reason_document,
    run_document,
    session_document,
)
from hamstrong.running.validate import Finding

Document = dict[str, Any]
Exercises = Mapping[str, Exercise]


def today_document(view: TodayView, library: Exercises) -> Document:
    """`GET /api/today`."""
    after = view.next_session
    return {
        "day": view.day.isoformat(),
        "race": race_document(view.race),
        "days_to_race": view.days_to_race,
        "week": None if view.plan_week is None else plan_week_document(view.plan_week),
        "runs": [run_document(run) for run in view.runs],
        "sessions": [_session(shown, library) for shown in view.sessions],
        "why_empty": None if view.why_empty is None else reason_document(view.why_empty),
        "next_session": None if after is None else _session(after, library),
        "check_in_due": view.check_in_due,
        "example": view.example,
        "no_run": _no_run(view.no_run),
    }


def week_document(view: WeekView, library: Exercises) -> Document:
    """`GET /api/week`."""
    return {
        "race": race_document(view.race),
        **plan_week_document(view.plan_week),
        "run_m": view.run_m,
        "strength_min": view.strength_min,
        "days": [_day(day, library) for day in view.days],
        "no_run": _no_run(view.no_run),
    }


def _no_run(stop: RunStop | None) -> Document | None:
    """Why not to run, from today on."""
    return None if stop is None else reason_document(stop.reason)


def block_document(view: BlockView) -> Document:
    """`GET /api/block`."""
    return {
        "race": race_document(view.race),
        "weeks": [
            {
                **plan_week_document(week.plan_week),
                "run_m": week.run_m,
                "strength_min": week.strength_min,
                "sessions": week.sessions,
                "sessions_done": week.sessions_done,
                "key_runs": week.key_runs,
                "is_current": week.is_current,
            }
            for week in view.weeks
        ],
        "findings": [finding_document(finding) for finding in view.findings],
    }


def import_document(summary: ImportSummary) -> Document:
    """`POST /api/runs`."""
    return {
        "name": summary.name,
        "first_day": summary.first_day.isoformat(),
        "last_day": summary.last_day.isoformat(),
        "distance_m": summary.distance_m,
        "runs": [read_run_document(read) for read in summary.runs],
        "key_runs": summary.key_runs,
        "added": summary.added,
        "removed": summary.removed,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "notes": list(summary.notes),
        "findings": [finding_document(finding) for finding in summary.findings],
        "change": change_document(summary.change),
    }


def read_run_document(read: ReadRun) -> Document:
    """A run, whether the athlete corrected it, and what became of it (null while nobody said)."""
    outcome = None if read.outcome is None else read.outcome.value
    return {**run_document(read.run), "corrected": read.corrected, "outcome": outcome}


def change_document(change: PlanChange | None) -> Document | None:
    """What re-planning did; null when there was no plan."""
    if change is None:
        return None
    return {
        "revised_at": change.revised_at.isoformat(),
        "cause": change.cause,
        "version": change.version,
        "changes": changes_to_json(change.changes),
        "remarks": [
            {
                "text": remark.text,
                "replaced": [run_id for run_id, _ in remark.replaced],
                "calm": remark.calm,
            }
            for remark in change.remarks
        ],
    }


def version_document(listed: ListedVersion) -> Document:
    """One version of `GET /api/plan/history`."""
    version = listed.version
    return {
        "number": version.number,
        "at": version.at.isoformat(),
        "cause": version.cause,
        "changes": changes_to_json(version.changes),
        "undoes": version.undoes,
        "in_force": listed.in_force,
        "undo": listed.newest_undoable,
        "redo": listed.redoable,
    }


def finding_document(finding: Finding) -> Document:
    """Something unusual about the runs."""
    return {**asdict(finding), "days": [day.isoformat() for day in finding.days]}


def _day(day: Day, library: Exercises) -> Document:
    return {
        "day": day.day.isoformat(),
        "is_today": day.is_today,
        "runs": [run_document(run) for run in day.runs],
        "sessions": [_session(shown, library) for shown in day.sessions],
        "why_empty": None if day.why_empty is None else reason_document(day.why_empty),
    }


def _session(shown: SessionInWeek, library: Exercises) -> Document:
    return {
        **session_document(shown.session, library),
        "state": shown.state.value,
        "gap": None if shown.gap is None else _gap(shown.gap),
    }


def _gap(gap: Gap) -> Document:
    return {
        "run_id": gap.run_id,
        "run_title": gap.run_title,
        "run_start": gap.run_start.isoformat(),
        "hours": gap.hours,
        "needed_h": gap.needed_h,
    }
