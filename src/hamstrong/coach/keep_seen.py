"""Keep what a camera saw of a set, as its evidence; and count a clip's holds as sets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from hamstrong.coach.judge_live import LiveJudging, judged_set
from hamstrong.coach.model import Event, EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.record_events import record_events
from hamstrong.coach.seen import SeenSet, SetUpOf, Watched
from hamstrong.coach.trace import pack
from hamstrong.motion.document import report_document
from hamstrong.motion.report import Report

LAST_SET = 99
"""The highest number that a set has in the log."""


def keep_live(ports: Ports, athlete_id: str, *, judging: LiveJudging) -> str | None:
    """Keep a set that was judged while it was done; its id, for the event of the set.

    None where no camera watched: a phone on the hips sees no body that could be drawn.
    """
    evidence = judging.evidence()
    if evidence is None:
        return None
    report, trace = evidence
    wish = judging.wish
    now = ports.clock.now().astimezone(ports.store.athletes.get(athlete_id).zone)
    seen = SeenSet(
        id=wish.id,
        at=now - timedelta(seconds=report.watched_s),
        exercise_id=wish.exercise_id,
        side=wish.side,
        watched=Watched.LIVE,
        session_id=None,
        protocol=SetUpOf(),
        report=report_document(report),
        trace=pack(trace) + judging.frames() if trace.moments else b"",
    )
    ports.store.seen.save(athlete_id, seen)
    return seen.id


def drop_seen(ports: Ports, athlete_id: str, *, seen_id: str) -> None:
    """Delete the evidence; what the log says of the set stays. Raises NotFound."""
    ports.store.seen.get(athlete_id, seen_id)
    ports.store.seen.drop(athlete_id, seen_id)
    ports.store.jobs.drop(athlete_id, seen_id)


def tell_set_up(ports: Ports, athlete_id: str, *, seen_id: str, protocol: SetUpOf) -> None:
    """Say afterwards how a set was set up. Raises NotFound."""
    seen = ports.store.seen.get(athlete_id, seen_id)
    ports.store.seen.save(athlete_id, replace(seen, protocol=protocol))


def log_seen(ports: Ports, athlete_id: str, *, seen: SeenSet, report: Report) -> bool:
    """Append a set for each hold of a clip, or one for its reps; once, however often it is told.

    Returns:
        Whether planning knows more now.
    """
    events = list(_events(ports, athlete_id, seen, report))
    if not events:
        return False
    return record_events(ports, athlete_id, events=events).replan


def _events(
    ports: Ports, athlete_id: str, seen: SeenSet, report: Report
) -> Iterator[dict[str, Any]]:
    session_id = seen.session_id or f"clip-{seen.id}"
    before = sum(
        _is_same(event, seen, session_id)
        for event in ports.store.events.all(athlete_id, EventKind.SET)
    )
    for number, part in enumerate(_parts(report)):
        judged = judged_set(part, by="camera")
        if judged is None:
            continue
        done: dict[str, Any] = (
            {"reps": len(part.reps)} if part.reps else {"hold_s": round(part.holds[0].total_s, 1)}
        )
        start_s = (part.reps or part.holds)[0].start_s
        data = {
            "session_id": session_id,
            "exercise_id": seen.exercise_id,
            "side": seen.side.value,
            "set_number": min(before + number + 1, LAST_SET),
            **done,
            "judged": {**judged, "seen": seen.id},
        }
        at = seen.at + timedelta(seconds=round(start_s))
        event_id = str(uuid5(UUID(seen.id), f"set {number}"))
        yield {"id": event_id, "kind": "set", "at": at.isoformat(), "data": data}


def _parts(report: Report) -> Iterator[Report]:
    """The report cut into sets."""
    if report.reps:
        yield report
    for hold in report.holds:
        yield replace(report, holds=(hold,))


def _is_same(event: Event, seen: SeenSet, session_id: str) -> bool:
    """Whether a set of the log is another one of the same work."""
    data = event.data
    judged = data.get("judged") or {}
    same = (data["session_id"], data["exercise_id"], data["side"])
    wanted = (session_id, seen.exercise_id, seen.side.value)
    return same == wanted and judged.get("seen") != seen.id
