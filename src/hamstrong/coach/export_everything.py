"""Give the athlete everything that is kept about them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from hamstrong.coach.activity_document import activity_to_json
from hamstrong.coach.availability import availability_to_json, venues_to_json
from hamstrong.coach.connect_service import services_document, show_services
from hamstrong.coach.inputs import absence_to_json, correction_to_json
from hamstrong.coach.kept_frames import frames_document
from hamstrong.coach.model import Athlete, Event, EventKind, day_in
from hamstrong.coach.plan_versions import PlanVersion, changes_to_json
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import planned_runs
from hamstrong.coach.seen import SeenSet, protocol_to_json
from hamstrong.coach.services import ABILITIES
from hamstrong.coach.trace import frames_behind, trace_document, unpack
from hamstrong.planning.document import plan_document, race_document, run_document
from hamstrong.planning.model import Session
from hamstrong.running.model import RunPlan

EXPORT_VERSION: Final = "hamstrong-export/1"

_RUN_FIELDS = ("id", "start", "end", "type", "key", "distance_m", "title", "source")
_ACTIVITY_FIELDS = (
    "id",
    "start",
    "sport",
    "title",
    "elapsed_s",
    "moving_s",
    "distance_m",
    "heart_rate",
    "heart_rate_max",
    "power_w",
    "cadence",
    "ascent_m",
    "descent_m",
    "graded_m_s",
    "rpe",
    "device",
    "run_id",
)
_SESSION_FIELDS = ("id", "start", "end", "title", "load_class", "phase", "minutes", "reason")
_SET_FIELDS = (
    "id",
    "at",
    "day",
    "session_id",
    "exercise_id",
    "side",
    "set_number",
    "hold_s",
    "reps",
    "planned",
    "reserve",
    "rpe",
    "skipped",
    "ended",
    "pain",
    "area",
)
_CHECK_IN_FIELDS = (
    "id",
    "at",
    "day",
    "sleep_h",
    "energy",
    "soreness",
    "pain",
    "slept_badly",
    "ill",
    "worse",
    "settled",
    "limping",
    "easing",
    "red_flags",
    "assessed",
)


def export_everything(ports: Ports, athlete_id: str) -> bytes:
    """A zip: `hamstrong.json` with everything, one CSV each of runs, sessions, sets, check-ins and
    activities, and what cameras saw of each set as `seen/<id>.json`, its trace included.

    Equal data gives equal bytes. The calendar feed's secret address is not in it, and no key of a
    service.
    Raises NotFound without such an athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    stored = ports.store.plans.get(athlete_id)
    events = ports.store.events.all(athlete_id)
    sessions = () if stored is None else stored.plan.sessions
    seen = (ports.store.seen.get(athlete_id, s.id) for s in ports.store.seen.all(athlete_id))
    return _zipped(
        {
            "hamstrong.json": _as_json(everything(ports, athlete_id)),
            "runs.csv": _as_csv(_RUN_FIELDS, map(run_document, planned_runs(ports, athlete_id))),
            "sessions.csv": _as_csv(_SESSION_FIELDS, map(_session, sessions)),
            "sets.csv": _as_csv(_SET_FIELDS, _rows(events, EventKind.SET, athlete)),
            "check-ins.csv": _as_csv(_CHECK_IN_FIELDS, _rows(events, EventKind.CHECK_IN, athlete)),
            "activities.csv": _as_csv(_ACTIVITY_FIELDS, _activities(ports, athlete_id)),
            **{f"seen/{one.id}.json": json.dumps(seen_document(one)) for one in seen},
        }
    )


def everything(ports: Ports, athlete_id: str) -> dict[str, Any]:
    """All that is kept about the athlete, as JSON values."""
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    stored = ports.store.plans.get(athlete_id)
    corrections = ports.store.runs.corrections(athlete_id)
    return {
        "version": EXPORT_VERSION,
        "athlete": _athlete(athlete),
        "race": None if race is None else race_document(race),
        "run_plans": [_run_plan(plan) for plan in ports.store.runs.plans(athlete_id)],
        "corrections": [correction_to_json(corrections[key]) for key in sorted(corrections)],
        "absences": [absence_to_json(a) for a in ports.store.absences.all(athlete_id)],
        "pins": {
            key: start.isoformat()
            for key, start in sorted(ports.store.plans.pins(athlete_id).items())
        },
        "plan": None if stored is None else plan_document(stored.plan, ports.library),
        "plan_revised_at": None if stored is None else stored.revised_at.isoformat(),
        "plan_versions": [_version(v) for v in ports.store.versions.all(athlete_id)],
        "events": [_event(event) for event in ports.store.events.all(athlete_id)],
        "activities": list(_activities(ports, athlete_id)),
        "activity_files": dict(sorted(ports.store.activities.files(athlete_id).items())),
        "seen": [one.id for one in ports.store.seen.all(athlete_id)],
        "services": services_document(show_services(ports, athlete_id)),
        "service_items": list(_service_items(ports, athlete_id)),
    }


def seen_document(seen: SeenSet) -> dict[str, Any]:
    """What a camera saw of one set, as JSON values; docs/judging.md tells every field."""
    return {
        "id": seen.id,
        "at": seen.at.isoformat(),
        "exercise_id": seen.exercise_id,
        "side": seen.side.value,
        "watched": seen.watched.value,
        "session_id": seen.session_id,
        "protocol": protocol_to_json(seen.protocol),
        "report": dict(seen.report),
        "trace": trace_document(unpack(seen.trace)),
        "frames": frames_document(frames_behind(seen.trace)),
    }


def _athlete(athlete: Athlete) -> dict[str, Any]:
    return {
        "id": athlete.id,
        "created_at": athlete.created_at.isoformat(),
        "zone": athlete.zone.key,
        "units": athlete.units.value,
        "equipment": sorted(athlete.equipment),
        "availability": availability_to_json(athlete.availability),
        "minutes": athlete.minutes,
        "usual_run_time": athlete.usual_run_time.isoformat("minutes"),
        "sessions_per_week": athlete.sessions_per_week,
        "starting": athlete.starting.value,
        "accustomed": {f.value: day.isoformat() for f, day in sorted(athlete.accustomed.items())},
        "example": athlete.example,
        "venues": venues_to_json(athlete.venues),
        "language": athlete.language.value,
    }


def _run_plan(plan: RunPlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "runs": [run_document(run) for run in plan.runs],
        "rest_days": [day.isoformat() for day in plan.rest_days],
        "notes": list(plan.notes),
    }


def _version(version: PlanVersion) -> dict[str, Any]:
    """What changed and why; the plans of then are not written out again."""
    return {
        "number": version.number,
        "at": version.at.isoformat(),
        "cause": version.cause,
        "changes": changes_to_json(version.changes),
        "undoes": version.undoes,
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "start": session.start.isoformat(),
        "end": session.end.isoformat(),
        "title": session.title,
        "load_class": session.load_class.value,
        "phase": session.phase.value,
        "minutes": session.minutes,
        "reason": session.reason.text,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind.value,
        "at": event.at.isoformat(),
        "data": dict(event.data),
    }


def _rows(
    events: Iterable[Event], kind: EventKind, athlete: Athlete
) -> Iterable[Mapping[str, Any]]:
    for event in events:
        if event.kind is kind:
            day = day_in(athlete.zone, event.at).isoformat()
            flat = {key: _flat(value) for key, value in event.data.items()}
            yield {"id": event.id, "at": event.at.isoformat(), "day": day, **flat}


def _activities(ports: Ports, athlete_id: str) -> Iterable[dict[str, Any]]:
    """With what each was; sensors stand both together and, for tables, on their own."""
    links = ports.store.activities.links(athlete_id)
    for activity in ports.store.activities.all(athlete_id):
        document = activity_to_json(activity)
        link = links.get(activity.id)
        yield {
            **document["recorded"],
            **document,
            "run_id": None if link is None else link.run_id,
            "mark": None if link is None else link.mark.value,
        }


def _service_items(ports: Ports, athlete_id: str) -> Iterable[dict[str, Any]]:
    """What went to services or came from them; what opens those is nowhere in an export."""
    for service, ways in ABILITIES.items():
        for way in ways:
            for item in ports.store.services.items(athlete_id, service, way).values():
                yield {
                    "service": service.value,
                    "way": way.value,
                    "id": item.id,
                    "remote_id": item.remote_id,
                    "state": item.state.value,
                    "at": item.at.isoformat(),
                    "note": item.note,
                }


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(_flat(item)) for item in value)
    if not isinstance(value, Mapping):
        return value
    return "; ".join(f"{key} {score}" for key, score in value.items())


def _as_json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_csv(fields: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fields, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _safe(row.get(key)) for key in fields})
    return text.getvalue()


def _safe(value: Any) -> Any:
    """Spreadsheets run cells that begin like a formula; a leading apostrophe keeps them text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _zipped(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            # A fixed date: the zip depends on nothing but the data.
            info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            # Older logs may hold half a character, and must be readable all the same.
            archive.writestr(info, text.encode(errors="replace"))
    return buffer.getvalue()
