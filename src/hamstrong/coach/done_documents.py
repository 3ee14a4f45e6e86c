"""What was really done as JSON values: for the API."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hamstrong.coach.activity_document import activity_to_json
from hamstrong.coach.load_over_time import LoadOverTime
from hamstrong.coach.model import Link
from hamstrong.coach.show_activities import ActivitiesView, ActivityView
from hamstrong.running.activity import Activity

Document = dict[str, Any]


def activities_document(view: ActivitiesView) -> Document:
    """A stretch of weeks: each activity in short, and the load of its days."""
    return {
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "run_m": round(week.run_m, 1),
                "activities": [_short(one, view.links) for one in week.activities],
            }
            for week in view.weeks
        ],
        "earlier": None if view.earlier is None else view.earlier.isoformat(),
        "load": load_document(view.load),
    }


def load_document(load: LoadOverTime) -> Document:
    """Points of each day, and both averages; null where there are no four weeks to begin with."""
    return {
        "kind": load.kind.value,
        "unknown": load.unknown,
        "days": [
            {
                "day": day.day.isoformat(),
                "load": round(day.load, 1),
                "average_7": None if day.short is None else round(day.short, 1),
                "average_42": None if day.long is None else round(day.long, 1),
                "spike": day.spike,
            }
            for day in load.days
        ],
    }


def activity_view_document(view: ActivityView) -> Document:
    """One activity whole, with its type, its run in the plan, its loads and its spike."""
    done, spike = view.done, view.spike
    return {
        **activity_to_json(view.activity),
        "type": None if done is None else {"type": done.type, "mark": done.mark, "why": done.why},
        "run": None if view.link is None else _link(view.link),
        "loads": asdict(view.loads),
        "threshold_m_s": view.threshold_m_s,
        "highest_heart_rate": view.highest,
        "spike": None
        if spike is None
        else {"spike": spike.spike, "longest_m": spike.longest_m, "share": round(spike.share, 3)},
    }


def _short(one: Activity, links: Mapping[str, Link]) -> Document:
    link = links.get(one.id)
    return {
        "id": one.id,
        "sport": one.sport.value,
        "start": one.start.isoformat(),
        "title": one.title,
        "moving_s": one.moving_s,
        "distance_m": one.distance_m,
        "heart_rate": one.recorded.heart_rate,
        "run": None if link is None else _link(link),
    }


def _link(link: Link) -> Document:
    return {"id": link.run_id, "mark": "own" if link.is_own else link.mark.value}
