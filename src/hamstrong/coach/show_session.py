"""One session in full: what the session page tells and what the player runs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from hamstrong.coach.body import areas_in
from hamstrong.coach.look import Look, look
from hamstrong.coach.make_plan import request_to_tell
from hamstrong.coach.model import Gap, SessionState
from hamstrong.coach.pictures import PictureLinks, picture_links
from hamstrong.coach.ports import Ports
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.pictures import PictureBook
from hamstrong.exercises.schema import Exercise, LoadClass
from hamstrong.exercises.steps import (
    FIRST_READY_S,
    READY_S,
    Step,
    exercise_steps,
    session_blocks,
)
from hamstrong.motion.hip_judging import can_feel
from hamstrong.planning.constants.dose import HARDNESS
from hamstrong.planning.constants.levels import (
    TRYOUT_EASY_RPE,
    TRYOUT_HARD_RPE,
    TRYOUT_MAX_TRIES,
)
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.dose.circumstances import (
    Circumstances,
    is_novel,
    unbroken_since,
)
from hamstrong.planning.dose.limits import bounds_of
from hamstrong.planning.dose.selection import within_limits
from hamstrong.planning.model import BlockPhase, PlanRequest, Reason, Session

MOST_OPTIONS = 6
"""More than a screen of choices is none."""

Judged = Literal["hold", "reps"] | None
"""What a camera can count of an exercise; None where it can tell nothing."""


@dataclass(frozen=True, slots=True)
class SwapOption:
    """An exercise that may stand in: same slot, no harder class than the session, equipment fits.

    `sets`, `hold_s`, `reps`, `rest_s` as in the dose it would get, `areas` as of an exercise.
    """

    id: str
    name: str
    areas: tuple[Area, ...]
    fetch: tuple[str, ...]
    sets: int
    hold_s: int | None
    reps: int | None
    rest_s: int
    pictures: PictureLinks
    judged: Judged
    hips: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the try-out."""

    id: str
    name: str
    areas: tuple[Area, ...]
    pictures: PictureLinks
    judged: Judged
    hips: bool
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
    """One exercise of the session; `side` is left, right, each or both, `steps` cover them all.

    `areas` are where pain in it is looked for, the likeliest first; `judged` is what a camera can
    count of it, `hips` whether a phone on the pelvis can judge it.
    """

    id: str
    name: str
    areas: tuple[Area, ...]
    side: str
    sets: int
    hold_s: int | None
    reps: int | None
    rest_s: int
    cues: tuple[str, ...]
    figure: str
    pictures: PictureLinks
    judged: Judged
    hips: bool
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
    seen = look(ports, athlete_id)
    session = seen.session(session_id)
    shown = seen.shown(session)
    now = _circumstances(seen, session, request_to_tell(ports, athlete_id))
    kit = _Kit(ports.library, ports.pictures, session, now)
    blocks = session_blocks(ports.library, session.doses)
    exercises = tuple(kit.exercise(n, steps) for n, steps in enumerate(blocks))
    return SessionDetail(
        id=session.id,
        title=session.title,
        minutes=session.minutes,
        reason=session.reason.text,
        fetch=_fetch(ports.library[dose.exercise_id] for dose in session.doses),
        exercises=exercises,
        start=session.start,
        end=session.end,
        phase=session.phase,
        load_class=session.load_class,
        novel=session.novel,
        pinned=session.pinned,
        state=shown.state,
        why=session.reason,
        gap=shown.gap,
    )


def _circumstances(seen: Look, session: Session, request: PlanRequest) -> Circumstances:
    """The session's day as planning sees it: what is new on it, at hand, and allowed."""
    return Circumstances(
        day=session.day,
        phase=session.phase,
        cutback=False,
        days_to_race=(seen.plan.race.day - session.day).days,
        number=0,
        of=1,
        minutes=session.minutes,
        equipment=request.equipment_at(session.venue),
        levels=request.levels,
        starting=request.starting,
        exposures=request.exposures,
        since=unbroken_since(session.day, request.exposures, request.accustomed),
        accustomed=request.accustomed,
        tryout=False,
        limits=bounds_of(request, session.day, session.day).limits,
    )


def _fetch(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing for exercise in exercises for thing in exercise.fetch))


@dataclass(frozen=True, slots=True)
class _Kit:
    """One session, with what decides which exercises may stand in."""

    library: Library
    book: PictureBook
    session: Session
    now: Circumstances

    def exercise(self, number: int, steps: tuple[Step, ...]) -> SessionExercise:
        dose = self.session.doses[number]
        exercise = self.library[dose.exercise_id]
        return SessionExercise(
            id=exercise.id,
            name=exercise.name,
            areas=areas_in(exercise),
            side=dose.side.value,
            sets=dose.sets,
            hold_s=dose.hold_s,
            reps=dose.reps,
            rest_s=dose.rest_s,
            cues=exercise.cues,
            figure=f"/exercises/{exercise.id}/figure.svg",
            pictures=picture_links(self.book, exercise),
            judged=judged_as(exercise),
            hips=can_feel(exercise),
            steps=steps,
            swap=self.swaps(number),
            tryout=self.tryout(number) if dose.tryout else None,
        )

    def swaps(self, number: int) -> tuple[SwapOption, ...]:
        """Options for one exercise, the nearest rungs of its own family first."""
        dose = self.session.doses[number]
        asked = self.library[dose.exercise_id]
        options = [e for e in self.library.values() if self._may_replace(e, asked)]
        options.sort(key=lambda e: (e.family is not asked.family, abs(e.level - asked.level)))
        return tuple(self._option(e, number) for e in options[:MOST_OPTIONS])

    def tryout(self, number: int) -> Tryout:
        """The rungs that a hold may go up and down on without making the session harder."""
        planned = self.library[self.session.doses[number].exercise_id]
        by_level = {e.level: e for e in self.library.ladder(planned.family) if self._is_rung(e)}
        by_level[planned.level] = planned
        rungs = tuple(by_level[level] for level in sorted(by_level))
        return Tryout(
            family=planned.family.value,
            start=rungs.index(planned),
            easy_rpe=TRYOUT_EASY_RPE,
            hard_rpe=TRYOUT_HARD_RPE,
            max_tries=TRYOUT_MAX_TRIES,
            rungs=tuple(
                Rung(
                    id=e.id,
                    name=e.name,
                    areas=areas_in(e),
                    pictures=picture_links(self.book, e),
                    judged=judged_as(e),
                    hips=can_feel(e),
                    steps=self._tryout_steps(e, number),
                )
                for e in rungs
            ),
        )

    def _may_replace(self, exercise: Exercise, asked: Exercise) -> bool:
        taken = {dose.exercise_id for dose in self.session.doses}
        return (
            exercise.id not in taken
            and not set(exercise.slots).isdisjoint(asked.slots)
            and exercise.level <= self.now.level_of(exercise.family)
            and self._is_allowed(exercise)
        )

    def _is_rung(self, exercise: Exercise) -> bool:
        return exercise.timed and not exercise.alternating and self._is_allowed(exercise)

    def _is_allowed(self, exercise: Exercise) -> bool:
        """Not harder than the session was placed for, nothing new where nothing new was, and what
        the body allows that day."""
        no_harder = HARDNESS[exercise.load_class] <= HARDNESS[self.session.load_class]
        known = self.session.novel or not is_novel(exercise, self.now)
        possible = exercise.possible_with(self.now.equipment)
        bearable = within_limits(self.now.limits, exercise, self.now, self.library)
        return no_harder and known and possible and bearable

    def _option(self, exercise: Exercise, number: int) -> SwapOption:
        dose = swapped_dose(exercise, self.session.doses[number])
        return SwapOption(
            id=exercise.id,
            name=exercise.name,
            areas=areas_in(exercise),
            fetch=exercise.fetch,
            sets=dose.sets,
            hold_s=dose.hold_s,
            reps=dose.reps,
            rest_s=dose.rest_s,
            pictures=picture_links(self.book, exercise),
            judged=judged_as(exercise),
            hips=can_feel(exercise),
            steps=self._steps(exercise, dose, number),
        )

    def _tryout_steps(self, exercise: Exercise, number: int) -> tuple[Step, ...]:
        dose = replace(
            self.session.doses[number],
            exercise_id=exercise.id,
            side=_side(exercise),
            rest_s=exercise.prescription.rest_s,
        )
        return self._steps(exercise, dose, number)

    def _steps(self, exercise: Exercise, dose: Dose, number: int) -> tuple[Step, ...]:
        """As `session_blocks` would have them with this exercise in its place."""
        rest = self.session.doses[number + 1 :]
        following = self.library[rest[0].exercise_id].name if rest else None
        return exercise_steps(
            exercise,
            dose,
            ready_s=READY_S if number else FIRST_READY_S,
            following=following,
            closing=following is None,
        )


def swapped_dose(exercise: Exercise, dose: Dose) -> Dose:
    """As many sets as were planned, at the low end of what the stand-in asks for."""
    rx = exercise.prescription
    return Dose(
        exercise_id=exercise.id,
        side=_side(exercise),
        sets=dose.sets,
        hold_s=None if rx.hold_s is None else rx.hold_s[0],
        reps=None if rx.reps is None else rx.reps[0],
        rest_s=rx.rest_s,
        tempo_s=rx.tempo_s,
    )


def _side(exercise: Exercise) -> Side:
    return Side.EACH if exercise.one_sided else Side.BOTH


def judged_as(exercise: Exercise) -> Judged:
    """What a camera can count of it."""
    judging = exercise.judge
    return None if judging is None or judging.mode == "timer" else judging.mode
