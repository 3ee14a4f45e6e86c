"""Hand out files: workouts for the watch, and what was done for a training log."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from hamstrong.coach.look import look
from hamstrong.coach.model import SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.session_done import session_done
from hamstrong.coach.watch_files import NamedFile, SessionDone, plain_name
from hamstrong.coach.week import week
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.planning.model import Session

TO_DO = (SessionState.PLANNED, SessionState.STARTED, SessionState.STOPPED)
"""States of sessions that are worth taking to the watch."""

_SET_COLUMNS = (
    "start",
    "exercise_id",
    "exercise",
    "side",
    "set_number",
    "seconds",
    "held_s",
    "judged",
    "reps",
    "rpe",
    "reserve",
)


class DoneKind(StrEnum):
    """Formats of a session that was done."""

    FIT = "fit"
    TCX = "tcx"
    CSV = "csv"


def session_workout(
    ports: Ports, athlete_id: str, *, session_id: str, older: bool = False
) -> NamedFile:
    """A session as a FIT workout, in the language that is spoken.

    Args:
        ports: What is needed.
        athlete_id: Whose session.
        session_id: Of the plan.
        older: For a watch that knows only the exercises of before 2019.

    Raises:
        NotFound: The plan has no such session.
        NoPlan: Nothing is planned yet.
        BadInput: No watch can hold it.
    """
    session = look(ports, athlete_id).session(session_id)
    revised_at = session_revisions(ports, athlete_id)[session_id]
    return _workout(ports, session, revised_at=revised_at, older=older)


def week_workouts(
    ports: Ports, athlete_id: str, *, day: date | None = None, older: bool = False
) -> NamedFile:
    """A zip with the workouts of a week that are still to be done; today's week by default.

    Raises:
        NotFound: None is.
        NoPlan: Nothing is planned yet.
        BadInput: No watch can hold one of them.
    """
    view = week(ports, athlete_id, day=day)
    revised_at = session_revisions(ports, athlete_id)
    files = [
        _workout(ports, item.session, revised_at=revised_at[item.session.id], older=older)
        for of_day in view.days
        for item in of_day.sessions
        if item.state in TO_DO
    ]
    if not files:
        raise NotFound(SAY["no-session-for-watch"], place=str(view.monday))
    return NamedFile(f"hamstrong-week-{view.monday}{_age(older)}.zip", _zipped(files))


def done_file(ports: Ports, athlete_id: str, *, session_id: str, kind: DoneKind) -> NamedFile:
    """What was done in a session, in one of the formats.

    Raises:
        NotFound: No such session, or nothing of it was done here.
        NoPlan: Nothing is planned yet.
    """
    done = session_done(ports, athlete_id, session_id=session_id)
    watch = ports.watch()
    write = {DoneKind.FIT: watch.activity, DoneKind.TCX: watch.tcx, DoneKind.CSV: _csv}
    return NamedFile(f"hamstrong-done-{plain_name(session_id)}.{kind}", write[kind](done))


def session_revisions(ports: Ports, athlete_id: str) -> Mapping[str, datetime]:
    """When each session last changed, aware: by its own history, or else with the plan."""
    stored = ports.store.plans.get(athlete_id)
    sessions = () if stored is None else stored.plan.sessions
    with_plan = {session.id: stored.revised_at for session in sessions if stored is not None}
    revisions = ports.store.plans.revisions(athlete_id)
    return with_plan | {revision.session_id: revision.modified_at for revision in revisions}


def _workout(ports: Ports, session: Session, *, revised_at: datetime, older: bool) -> NamedFile:
    data = ports.watch().workout(session, library=ports.library, revised_at=revised_at, older=older)
    return NamedFile(f"hamstrong-{plain_name(session.id)}{_age(older)}.fit", data)


def _age(older: bool) -> str:
    return "-older" if older else ""


def _csv(done: SessionDone) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_SET_COLUMNS)
    writer.writerows(_rows(done))
    return text.getvalue().encode("utf-8", "replace")


def _rows(done: SessionDone) -> Iterator[tuple[object, ...]]:
    for one in done.sets:
        yield (
            one.start.astimezone(done.start.tzinfo).isoformat(timespec="seconds"),
            one.exercise.id,
            one.exercise.name,
            one.side,
            one.number,
            round(one.seconds, 1),
            one.held_s,
            one.judged,
            one.reps,
            one.rpe,
            one.reserve,
        )


def _zipped(files: list[NamedFile]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in files:
            # A fixed date: the zip depends on nothing but the plan.
            info = zipfile.ZipInfo(file.name, date_time=(2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.data)
    return buffer.getvalue()
