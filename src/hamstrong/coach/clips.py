"""Clips that athletes send to be judged: what is asked of one, and where it lies meanwhile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from hamstrong.coach.jobs import Job, JobKind, JobState
from hamstrong.coach.judge_clip import check_judged, working_side
from hamstrong.coach.ports import Ports
from hamstrong.coach.seen import SetUpOf, protocol_from_json, protocol_to_json
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.exercises.dose import Side
from hamstrong.planning.words import date_word

MOST_WAITING = 20
"""Clips that may wait at once: a few gigabytes of disk, and some hours of work (judgement)."""
LONGEST_NAME = 120
LOWEST_SUPPORT_CM, HIGHEST_SUPPORT_CM = 0, 150
"""Nobody rests a heel higher."""


class ClipShelf(Protocol):
    """Where the files of clips lie, each under the id of its job."""

    def path(self, job_id: str) -> Path:
        """Where it is, or would be."""

    def drop(self, job_id: str) -> None:
        """Remove it; nothing happens where there is none."""

    def sweep(self, keep: Collection[str]) -> None:
        """Remove every other file."""


@dataclass(frozen=True, slots=True)
class ClipWish:
    """What an athlete asks for.

    Attributes:
        exercise_id: Of the library.
        side: None for exercises of both.
        name: Of the file as the athlete knows it.
        at: Aware, when it was filmed.
        session_id: Of the plan; None outside a session.
        protocol: How it was set up.
        keep: Whether the file stays after judging.
        log: Whether what is seen counts as sets that were done.
    """

    exercise_id: str
    side: Side | None
    name: str
    at: datetime
    session_id: str | None = None
    protocol: SetUpOf = field(default_factory=SetUpOf)
    keep: bool = False
    log: bool = False


def check_wish(ports: Ports, wish: ClipWish) -> ClipWish:
    """The wish with its side settled.

    Raises:
        NotFound: There is no such exercise.
        BadInput: No camera can judge it, it wants a side, or the clip is of a day to come.
    """
    exercise = ports.library.get(wish.exercise_id)
    if exercise is None:
        raise NotFound(SAY.say("no-such-exercise-here"), place="exercise")
    check_judged(exercise)
    if wish.at.date() > ports.clock.now().astimezone(wish.at.tzinfo).date():
        raise BadInput(SAY.say("clip-day", day=date_word(wish.at.date())), place="day")
    side = working_side(exercise, wish.side if exercise.one_sided else None)
    name = wish.name.strip()[:LONGEST_NAME] or "clip"
    return ClipWish(
        exercise.id,
        side,
        name,
        wish.at,
        wish.session_id or None,
        wish.protocol,
        wish.keep,
        wish.log,
    )


def check_room(ports: Ports, athlete_id: str) -> None:
    """That not too many wait. Raises Conflict."""
    jobs = ports.store.jobs.of_athlete(athlete_id)
    waiting = sum(job.kind is JobKind.JUDGE_CLIP and not job.state.is_over for job in jobs)
    if waiting >= MOST_WAITING:
        raise Conflict(SAY.say("clips-enough-wait", n=waiting))


def take_clip(ports: Ports, athlete_id: str, *, wish: ClipWish, job_id: UUID) -> Job:
    """Put the judging of a clip, whose file lies on the shelf, in line; once for each id.

    Raises:
        NotFound, BadInput: As `check_wish`.
        Conflict: Too many wait already.
    """
    check_room(ports, athlete_id)
    job = Job(
        id=str(job_id),
        athlete_id=athlete_id,
        kind=JobKind.JUDGE_CLIP,
        wish=wish_to_json(check_wish(ports, wish)),
        created_at=ports.clock.now(),
    )
    ports.store.jobs.save(job)
    return job


def cancel_job(ports: Ports, athlete_id: str, *, job_id: str) -> Job:
    """Give the work up, where it is not over yet. Raises NotFound."""
    job = ports.store.jobs.get(athlete_id, job_id)
    if job.state.is_over:
        return job
    given_up = job.over(JobState.CANCELLED, ports.clock.now())
    ports.store.jobs.save(given_up)
    return given_up


def wish_to_json(wish: ClipWish) -> dict[str, Any]:
    """As the job keeps it."""
    return {
        "exercise_id": wish.exercise_id,
        "side": None if wish.side is None else wish.side.value,
        "name": wish.name,
        "at": wish.at.isoformat(),
        "session_id": wish.session_id,
        "protocol": protocol_to_json(wish.protocol),
        "keep": wish.keep,
        "log": wish.log,
    }


def wish_from_json(values: Mapping[str, Any]) -> ClipWish:
    """What `wish_to_json` wrote."""
    return ClipWish(
        exercise_id=values["exercise_id"],
        side=None if values["side"] is None else Side(values["side"]),
        name=values["name"],
        at=datetime.fromisoformat(values["at"]),
        session_id=values["session_id"],
        protocol=protocol_from_json(values["protocol"]),
        keep=values["keep"],
        log=values["log"],
    )
