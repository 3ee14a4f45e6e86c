"""One session in full: what the session page tells and what the player runs."""

from dataclasses import dataclass
from datetime import datetime

from hamstrong.coach.model import Gap, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.exercises.schema import LoadClass
from hamstrong.exercises.steps import Step
from hamstrong.planning.model import BlockPhase, Reason


@dataclass(frozen=True, slots=True)
class SwapOption:
    """An exercise that may stand in: same slot, no harder class than the session, equipment fits.

    `sets`, `hold_s`, `reps`, `rest_s` as in the dose it would get.
    """

    id: str
    name: str
    fetch: tuple[str, ...]
    sets: int
    hold_s: int | None
    reps: int | None
    rest_s: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the try-out."""

    id: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Tryout:
    """The short hold that finds the rung: begin at `rungs[start]`, go up at `easy_rpe` or less,
    down at `hard_rpe` or more, at most `max_tries` times."""

    family: str
    start: int
    easy_rpe: int
    hard_rpe: int
    max_tries: int
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class SessionExercise:
    """One exercise of the session; `side` is left, right, each or both, `steps` cover them all."""

    id: str
    name: str
    side: str
    sets: int
    hold_s: int | None
    reps: int | None
    rest_s: int
    cues: tuple[str, ...]
    figure: str
    steps: tuple[Step, ...]
    swap: tuple[SwapOption, ...]
    tryout: Tryout | None


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """The player's document; field names are its keys. `reason` is the sentence."""

    id: str
    title: str
    minutes: int
    reason: str
    fetch: tuple[str, ...]
    exercises: tuple[SessionExercise, ...]
    start: datetime
    end: datetime
    phase: BlockPhase
    load_class: LoadClass
    novel: bool
    pinned: bool
    state: SessionState
    why: Reason
    gap: Gap | None


def show_session(ports: Ports, athlete_id: str, *, session_id: str) -> SessionDetail:
    """Raises NotFound when the plan has no such session."""
    raise NotImplementedError
