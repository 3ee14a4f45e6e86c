"""What the athlete set by hand, as JSON values: to keep beside a version, and to set it back.

Sections: `pins` by session, `corrections` by run, `absences` by id, `own_runs` by run, `days_off`
and `windows` by date. Everything else that planning knows (settings, run plans, the log) has its
own way back or none.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from hamstrong.coach.availability import windows_from_json, windows_to_json
from hamstrong.coach.model import Correction, RunOutcome
from hamstrong.coach.own_runs import drop_own_run, keep_own_run, own_runs
from hamstrong.coach.plan_versions import Inputs
from hamstrong.coach.ports import Ports
from hamstrong.planning.document import run_document
from hamstrong.planning.model import Absence, AbsenceKind, PlanRequest, ReturnSpeed
from hamstrong.running.model import Run, RunType

_Keep = Callable[[Ports, str, str, Any], None]


def read_inputs(ports: Ports, athlete_id: str) -> Inputs:
    """Everything that stands now."""
    athlete = ports.store.athletes.get(athlete_id)
    pins = ports.store.plans.pins(athlete_id)
    corrections = ports.store.runs.corrections(athlete_id)
    return {
        "pins": {key: pins[key].isoformat() for key in sorted(pins)},
        "corrections": {key: correction_to_json(corrections[key]) for key in sorted(corrections)},
        "absences": {a.id: absence_to_json(a) for a in ports.store.absences.all(athlete_id)},
        "own_runs": {run.id: run_document(run) for run in own_runs(ports, athlete_id)},
        "days_off": {day.isoformat(): True for day in sorted(athlete.availability.days_off)},
        "windows": {
            day.isoformat(): windows_to_json(windows)
            for day, windows in sorted(athlete.availability.dates.items())
        },
    }


def set_back(ports: Ports, athlete_id: str, *, before: Inputs, after: Inputs) -> None:
    """Take back what a change set, key by key; what it left alone stays as it is now."""
    for section, key in differing(before, after):
        _KEEP[section](ports, athlete_id, key, before.get(section, {}).get(key))


def differing(before: Inputs, after: Inputs) -> Iterator[tuple[str, str]]:
    """Sections and keys that the two do not agree about."""
    for section in _KEEP:
        old, new = before.get(section, {}), after.get(section, {})
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield section, key


def fingerprint(request: PlanRequest) -> str:
    """Equal for requests that ask for the same plan, yesterday's plan and the hour apart."""
    bare = replace(request, previous=None, not_before=None)
    return sha256(repr(_plain(bare)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """In one order on every machine: sets and mappings have none of their own."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return sorted((repr(_plain(key)), _plain(item)) for key, item in value.items())
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_plain(item)) for item in value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, ZoneInfo):
        return value.key
    return value.isoformat() if isinstance(value, date) else value


def correction_to_json(correction: Correction) -> dict[str, Any]:
    """As JSON values."""
    return {
        "run_id": correction.run_id,
        "type": None if correction.type is None else correction.type.value,
        "key": correction.key,
        "start": None if correction.start is None else correction.start.isoformat(),
        "moved_from": None if correction.moved_from is None else correction.moved_from.isoformat(),
        "outcome": None if correction.outcome is None else correction.outcome.value,
        "minutes": correction.minutes,
        "distance_m": correction.distance_m,
    }


def absence_to_json(absence: Absence) -> dict[str, Any]:
    """As JSON values; both days included."""
    return {
        **asdict(absence),
        "kind": absence.kind.value,
        "back": absence.back.value,
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
    }


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(zone)


def _zone(ports: Ports, athlete_id: str) -> ZoneInfo:
    return ports.store.athletes.get(athlete_id).zone


def _keep_pin(ports: Ports, athlete_id: str, key: str, value: str | None) -> None:
    ports.store.plans.pin(athlete_id, key, _moment(value, _zone(ports, athlete_id)))


def _keep_correction(ports: Ports, athlete_id: str, key: str, value: Any) -> None:
    if value is None:
        ports.store.runs.uncorrect(athlete_id, key)
        return
    zone = _zone(ports, athlete_id)
    correction = Correction(
        run_id=key,
        type=None if value["type"] is None else RunType(value["type"]),
        key=value["key"],
        start=_moment(value["start"], zone),
        moved_from=_moment(value["moved_from"], zone),
        outcome=None if value["outcome"] is None else RunOutcome(value["outcome"]),
        minutes=value["minutes"],
        # Versions written before it was kept do not have it.
        distance_m=value.get("distance_m"),
    )
    ports.store.runs.correct(athlete_id, correction)


def _keep_absence(ports: Ports, athlete_id: str, key: str, value: Any) -> None:
    if value is None:
        ports.store.absences.remove(athlete_id, key)
        return
    absence = Absence(
        id=key,
        first=date.fromisoformat(value["first"]),
        last=date.fromisoformat(value["last"]),
        kind=AbsenceKind(value["kind"]),
        back=ReturnSpeed(value["back"]),
    )
    ports.store.absences.save(athlete_id, absence)


def _keep_own_run(ports: Ports, athlete_id: str, key: str, value: Any) -> None:
    if value is None:
        drop_own_run(ports, athlete_id, key)
        return
    zone = _zone(ports, athlete_id)
    times = {
        name: datetime.fromisoformat(value[name]).astimezone(zone) for name in ("start", "end")
    }
    keep_own_run(ports, athlete_id, Run(**{**value, **times, "type": RunType(value["type"])}))


def _keep_day_off(ports: Ports, athlete_id: str, key: str, value: Any) -> None:
    athlete = ports.store.athletes.get(athlete_id)
    day = {date.fromisoformat(key)}
    off = athlete.availability.days_off
    days = off - day if value is None else off | day
    availability = replace(athlete.availability, days_off=days)
    ports.store.athletes.save(replace(athlete, availability=availability))


def _keep_windows(ports: Ports, athlete_id: str, key: str, value: Any) -> None:
    athlete = ports.store.athletes.get(athlete_id)
    dates = dict(athlete.availability.dates)
    dates.pop(date.fromisoformat(key), None)
    if value is not None:
        dates[date.fromisoformat(key)] = windows_from_json(value)
    availability = replace(athlete.availability, dates=dates)
    ports.store.athletes.save(replace(athlete, availability=availability))


_KEEP: Mapping[str, _Keep] = {
    "own_runs": _keep_own_run,
    "corrections": _keep_correction,
    "absences": _keep_absence,
    "days_off": _keep_day_off,
    "windows": _keep_windows,
    "pins": _keep_pin,
}
