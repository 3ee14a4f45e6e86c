"""What `hamstrong export` writes: everything that is kept, or single files for other programs."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.known import find_session
from hamstrong.cli.output import console
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_day
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.hand_out import DoneKind, done_file, session_workout, week_workouts
from hamstrong.coach.look import look
from hamstrong.coach.ports import Ports
from hamstrong.coach.watch_files import NamedFile
from hamstrong.errors import BadInput, Unavailable
from hamstrong.machine import refusal

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

Make = Callable[[Ports, str], NamedFile]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, as it was typed; all empty asks for everything.

    Attributes:
        workout: A session, for the watch.
        week: A day of the week whose workouts are asked for.
        done: A session that was done.
        older: Whether the watch is one of before 2019.
    """

    workout: str = ""
    week: str = ""
    done: str = ""
    older: bool = False

    def maker(self, file: Path | None) -> Make:
        """Raises BadInput where it is not one thing, or nobody writes files of that kind."""
        asked = [option for option in (self.workout, self.week, self.done) if option]
        if len(asked) > 1:
            raise BadInput(SAY["export-one-thing"], place="export")
        if self.older and not (self.workout or self.week):
            raise BadInput(SAY["older-is-for-workouts"], place="--older")
        if self.workout:
            return self._workout
        if self.week:
            return self._week
        if self.done:
            kind = _kind_of(file)
            return lambda ports, athlete_id: self._done(ports, athlete_id, kind)
        return _everything

    def _workout(self, ports: Ports, athlete_id: str) -> NamedFile:
        session = find_session(look(ports, athlete_id).plan, self.workout, place="--fit")
        return session_workout(ports, athlete_id, session_id=session.id, older=self.older)

    def _week(self, ports: Ports, athlete_id: str) -> NamedFile:
        day = read_day(self.week, place="--fit-week")
        return week_workouts(ports, athlete_id, day=day, older=self.older)

    def _done(self, ports: Ports, athlete_id: str, kind: DoneKind) -> NamedFile:
        session = find_session(look(ports, athlete_id).plan, self.done, place="--done")
        return done_file(ports, athlete_id, session_id=session.id, kind=kind)


def write_export(doors: "Doors", file: Path | None, wanted: Wanted) -> None:
    """Write what was asked for, where it was asked for."""
    make = wanted.maker(file)
    with doors.reading() as ports:
        made = make(ports, current_athlete(ports).id)
    if file is not None and str(file) == "-":
        sys.stdout.buffer.write(made.data)
        return
    target = file or Path(made.name)
    try:
        target.write_bytes(made.data)
    except OSError as error:
        reason = refusal(error)
        raise Unavailable(
            SAY.say("export-cannot-be-written", reason=reason), place=str(target)
        ) from error
    size = f"{len(made.data) / 1000:.{0 if len(made.data) >= 10_000 else 1}f}"
    console().print(SAY.say("wrote", file=escape(str(target)), size=size))


def _everything(ports: Ports, athlete_id: str) -> NamedFile:
    day = ports.today(ports.store.athletes.get(athlete_id).zone)
    return NamedFile(f"hamstrong-{day}.zip", export_everything(ports, athlete_id))


def _kind_of(file: Path | None) -> DoneKind:
    """By the ending of the name; FIT where there is none."""
    ending = "" if file is None else file.suffix.lower().removeprefix(".")
    if not ending:
        return DoneKind.FIT
    if ending not in set(DoneKind):
        known = ", ".join(f".{kind}" for kind in DoneKind)
        raise BadInput(SAY.say("no-such-ending", ending=f".{ending}", known=known), place=str(file))
    return DoneKind(ending)
