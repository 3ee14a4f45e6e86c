"""The plan as a versioned JSON document, for machines, for storage, for whoever checks it.

`plan_document` gives plain JSON values; `read_plan_document` gives the plan back, equal to the
one that was written. The fields are described in docs/plan-document.md. A reader may rely on
every field named there for as long as the version stays `hamstrong-plan/1`; new fields may
come beside them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from hamstrong.errors import BadFile
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Exercise, Family, LoadClass
from hamstrong.language import Language
from hamstrong.planning.model import Basis, BlockPhase, Plan, PlanWeek, Reason, Session, Venue
from hamstrong.running.model import Race, Run, RunType

PLAN_VERSION: Final = "hamstrong-plan/1"

Document = dict[str, Any]


def plan_document(plan: Plan, library: Mapping[str, Exercise]) -> Document:
    """The plan as JSON values: strings, numbers, booleans, None, lists and dicts.

    Times are ISO 8601 with the offset of the athlete's zone, which `zone` names. Distances in
    metres, holds and rests in seconds. Exercise names come from `library`; an exercise it does
    not know keeps its id as its name.
    """
    return {
        "version": PLAN_VERSION,
        "language": plan.language.value,
        "zone": _zone_name(plan.race.start),
        "race": race_document(plan.race),
        "weeks": [plan_week_document(week) for week in plan.weeks],
        "runs": [run_document(run) for run in plan.runs],
        "sessions": [session_document(session, library) for session in plan.sessions],
        "empty_days": [
            {"day": day.isoformat(), **_reason(reason)}
            for day, reason in sorted(plan.empty_days.items())
        ],
        "basis": None if plan.basis is None else _basis(plan.basis),
    }


def read_plan_document(document: Mapping[str, Any]) -> Plan:
    """The plan that `plan_document` wrote.

    Raises:
        BadFile: Another version, or a field that is missing or not what it should be.
    """
    version = document.get("version")
    if version != PLAN_VERSION:
        raise BadFile(
            f"Hamstrong reads {PLAN_VERSION}, this document says {version!r}.", place="version"
        )
    try:
        return _read(document)
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(
            f"The document is not a whole {PLAN_VERSION}: {error!r}.", place="plan"
        ) from error


def _basis(basis: Basis) -> Document:
    levels = {family.value: basis.levels[family] for family in sorted(basis.levels)}
    by_monday = {
        key: {monday.isoformat(): digest for monday, digest in digests.items()}
        for key, digests in (("marks", basis.marks), ("rooms", basis.rooms))
    }
    return {"levels": levels, "settings": basis.settings, **by_monday}


def _zone_name(moment: datetime) -> str:
    zone = moment.tzinfo
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"


def race_document(race: Race) -> Document:
    """The race as it stands in the document."""
    return {"start": race.start.isoformat(), "distance_m": race.distance_m, "name": race.name}


def plan_week_document(week: PlanWeek) -> Document:
    """A week as it stands in `weeks`."""
    return {
        "monday": week.monday.isoformat(),
        "weeks_to_race": week.weeks_to_race,
        "phase": week.phase.value,
        "cutback": week.cutback,
        "run_m": week.run_m,
        "notes": [reason_document(note) for note in week.notes],
    }


def run_document(run: Run) -> Document:
    """A run as it stands in `runs`."""
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


def session_document(session: Session, library: Mapping[str, Exercise]) -> Document:
    """A session as it stands in `sessions`."""
    return {
        "id": session.id,
        "start": session.start.isoformat(),
        "end": session.end.isoformat(),
        "load_class": session.load_class.value,
        "novel": session.novel,
        "minutes": session.minutes,
        "phase": session.phase.value,
        "title": session.title,
        **_reason(session.reason),
        "dose_reasons": [reason_document(reason) for reason in session.dose_reasons],
        "next_key_run_id": session.next_key_run_id,
        "pinned": session.pinned,
        "venue": session.venue.value,
        "exercises": [_dose(dose, library) for dose in session.doses],
    }


def _dose(dose: Dose, library: Mapping[str, Exercise]) -> Document:
    work = {"reps": dose.reps} if dose.hold_s is None else {"hold_s": dose.hold_s}
    exercise = library.get(dose.exercise_id)
    return {
        "id": dose.exercise_id,
        "name": dose.exercise_id if exercise is None else exercise.name,
        "side": dose.side.value,
        "sets": dose.sets,
        **work,
        "rest_s": dose.rest_s,
        "tempo_s": list(dose.tempo_s),
        "tryout": dose.tryout,
        "first": dose.first.value,
        "extra_sets": dose.extra_sets,
    }


def reason_document(reason: Reason) -> Document:
    """A reason with its sentence, as it stands in the `notes` of a week."""
    return {
        "text": reason.text,
        "rule": reason.rule,
        "run_id": reason.run_id,
        "hours": reason.hours,
        "needed_h": reason.needed_h,
    }


def _reason(reason: Reason) -> Document:
    """The sentence alone for whoever only reads, and beside it the facts it was made from."""
    facts = reason_document(reason)
    return {"reason": facts.pop("text"), "reason_facts": facts}


def _read(document: Mapping[str, Any]) -> Plan:
    zone = ZoneInfo(document["zone"])
    return Plan(
        race=_read_race(document["race"], zone),
        weeks=tuple(_read_week(week) for week in document["weeks"]),
        sessions=tuple(_read_session(session, zone) for session in document["sessions"]),
        runs=tuple(_read_run(run, zone) for run in document["runs"]),
        empty_days={
            date.fromisoformat(day["day"]): _read_reason(day) for day in document["empty_days"]
        },
        basis=_read_basis(document.get("basis")),
        language=Language(document.get("language", Language.ENGLISH)),
    )


def _read_basis(basis: Mapping[str, Any] | None) -> Basis | None:
    """None in documents from before plans kept it."""
    if basis is None:
        return None
    levels = {Family(family): level for family, level in basis["levels"].items()}
    marks, rooms = (
        {date.fromisoformat(monday): digest for monday, digest in basis.get(key, {}).items()}
        for key in ("marks", "rooms")
    )
    return Basis(levels, basis["settings"], marks, rooms)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).astimezone(zone)


def _read_race(race: Mapping[str, Any], zone: ZoneInfo) -> Race:
    return Race(_moment(race["start"], zone), float(race["distance_m"]), race["name"])


def _read_week(week: Mapping[str, Any]) -> PlanWeek:
    return PlanWeek(
        monday=date.fromisoformat(week["monday"]),
        weeks_to_race=week["weeks_to_race"],
        phase=BlockPhase(week["phase"]),
        cutback=week["cutback"],
        run_m=week["run_m"],
        notes=tuple(Reason(**note) for note in week["notes"]),
    )


def _read_run(run: Mapping[str, Any], zone: ZoneInfo) -> Run:
    return Run(
        id=run["id"],
        start=_moment(run["start"], zone),
        end=_moment(run["end"], zone),
        type=RunType(run["type"]),
        key=run["key"],
        title=run["title"],
        distance_m=run["distance_m"],
        timed=run["timed"],
        source=run["source"],
    )


def _read_session(session: Mapping[str, Any], zone: ZoneInfo) -> Session:
    return Session(
        id=session["id"],
        start=_moment(session["start"], zone),
        end=_moment(session["end"], zone),
        phase=BlockPhase(session["phase"]),
        load_class=LoadClass(session["load_class"]),
        novel=session["novel"],
        title=session["title"],
        doses=tuple(_read_dose(dose) for dose in session["exercises"]),
        reason=_read_reason(session),
        next_key_run_id=session["next_key_run_id"],
        pinned=session["pinned"],
        venue=Venue(session.get("venue", Venue.HOME)),
        dose_reasons=tuple(Reason(**reason) for reason in session.get("dose_reasons", ())),
    )


def _read_dose(dose: Mapping[str, Any]) -> Dose:
    down, pause, up = dose["tempo_s"]
    return Dose(
        exercise_id=dose["id"],
        side=Side(dose["side"]),
        sets=dose["sets"],
        hold_s=dose.get("hold_s"),
        reps=dose.get("reps"),
        rest_s=dose["rest_s"],
        tempo_s=(down, pause, up),
        tryout=dose["tryout"],
        first=Side(dose.get("first", Side.LEFT)),
        extra_sets=dose.get("extra_sets", 0),
    )


def _read_reason(holder: Mapping[str, Any]) -> Reason:
    return Reason(text=holder["reason"], **holder["reason_facts"])
