"""What leaves for watches and training logs, and what it asks of the room that knows files."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.exercises.steps import StepSide
from hamstrong.planning.model import Session


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to hand out; the ending of its name says what it is."""

    name: str
    data: bytes


def plain_name(session_id: str) -> str:
    """What every file system takes, a watch's too.

    Example:
        >>> plain_name("2027-01-04-1/b")
        '2027-01-04-1-b'
    """
    return re.sub(r"[^A-Za-z0-9-]+", "-", session_id)


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set as it was done.

    Attributes:
        exercise: What was done.
        side: With which side.
        number: Of the set, from 1.
        start: Aware, UTC.
        end: Aware, UTC.
        seconds: Of a hold those that count, where a camera or a phone judged it, else those held;
            of reps how long they took.
        held_s: Seconds held by the clock, None for reps.
        reps: None for a hold.
        judged: Whether somebody watched which seconds count.
        rpe: 0 to 10, None where nobody said.
        reserve: Seconds or reps that were left, None where nobody said.
        tempo_s: Seconds down, pause, up, as planned.
    """

    exercise: Exercise
    side: StepSide
    number: int
    start: datetime
    end: datetime
    seconds: float
    held_s: float | None = None
    reps: int | None = None
    judged: bool = False
    rpe: float | None = None
    reserve: float | None = None
    tempo_s: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class SessionDone:
    """A session as it was done.

    Attributes:
        id: Of the plan.
        title: As planned.
        start: Aware, in the athlete's zone.
        end: Aware, in the athlete's zone, after `start`.
        sets: In time order, skipped ones left out.
        heart_rate: Mean, beats a minute, of a watch that was worn; None without.
        heart_rate_max: Highest, beats a minute.
        rpe: 0 to 10, None where nobody said.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    sets: tuple[SetDone, ...]
    heart_rate: float | None = None
    heart_rate_max: float | None = None
    rpe: float | None = None


class WatchFiles(Protocol):
    """Writes them; equal input gives equal bytes."""

    def workout(
        self, session: Session, *, library: Library, revised_at: datetime, older: bool
    ) -> bytes:
        """A FIT workout in the language that is spoken; `older` for watches of before 2019.

        Raises BadInput for a session that no watch can hold.
        """

    def activity(self, done: SessionDone) -> bytes:
        """A FIT activity with its sets."""

    def tcx(self, done: SessionDone) -> bytes:
        """The times, and the sets as notes: TCX knows none."""
