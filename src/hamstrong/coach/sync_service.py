"""Sync a service: everything that is on goes its way, once, whatever stops it in between."""

from uuid import uuid4

from hamstrong.coach.job_rows import begin_job, end_job, find_job, put_back_job
from hamstrong.coach.jobs import JobState
from hamstrong.coach.services import ABILITIES, Direction, ItemRefused, Line, ServiceName
from hamstrong.coach.sync_activities import take_activities
from hamstrong.coach.sync_done import send_done
from hamstrong.coach.sync_run import NotWanted, Stopping, SyncDesk, SyncRun
from hamstrong.coach.sync_sessions import send_sessions, take_sessions_out
from hamstrong.coach.words import SAY
from hamstrong.errors import HamstrongError, Unavailable
from hamstrong.language import speaking


def run_sync(desk: SyncDesk, job_id: str) -> bool:
    """Do the work of a row; nothing happens where it is over, gone, or carried by another process.

    A service that is busy, out of reach or refuses its key ends the work all the same: what
    happened stands with the connection, and when it is asked again.

    Returns:
        False where another process carries it, true otherwise.
    """
    holder = str(uuid4())
    begun = begin_job(
        desk.writing, job_id, give_up=lambda: give_up_sync(desk, job_id), holder=holder
    )
    if begun is None:
        return not _is_carried(desk, job_id)
    job, language = begun
    with speaking(language):
        run = SyncRun(desk, job.athlete_id, ServiceName(job.wish["service"]), job_id, holder)
        try:
            _sync(run)
        except Stopping:
            put_back_job(desk.writing, job_id, holder=holder)
            return True
        except NotWanted:
            pass
        end_job(desk.writing, job_id, JobState.DONE, holder=holder)
    return True


def give_up_sync(desk: SyncDesk, job_id: str) -> None:
    """The work raised what nobody foresaw: it is over, and the connection says so."""
    found = find_job(desk.reading, job_id)
    if found is None:
        return
    job, language = found
    with speaking(language):
        run = SyncRun(desk, job.athlete_id, ServiceName(job.wish["service"]))
        run.over(Unavailable(SAY["service-failed"]))
    end_job(desk.writing, job_id, JobState.FAILED)


def _sync(run: SyncRun) -> None:
    """Every way that is on; one that the service does not let us go keeps no other from going."""
    run.began = run.now()
    barred: list[ItemRefused] = []
    try:
        with run.desk.lines.open(run.service, run.secret(), run.watch) as line:
            for direction in ABILITIES[run.service]:
                try:
                    _one_way(run, line, direction)
                except ItemRefused as error:
                    barred.append(error)
        if barred:
            raise barred[0]
    except HamstrongError as error:
        run.over(error)
    else:
        run.over()


def _one_way(run: SyncRun, line: Line, direction: Direction) -> None:
    with run.desk.reading() as ports:
        connection = run.connection(ports)
    if not connection.goes(direction):
        return
    run.direction = direction
    try:
        if line.activities_in is not None and direction is Direction.ACTIVITIES_IN:
            take_activities(run, line.activities_in)
        if line.sessions_out is not None and direction is Direction.SESSIONS_OUT:
            go = take_sessions_out if connection.clearing else send_sessions
            go(run, line.sessions_out)
        if line.done_out is not None and direction is Direction.DONE_OUT:
            send_done(run, line.done_out)
    except NotWanted:
        # Switched off meanwhile: the other directions go on, unless everything is gone.
        with run.desk.reading() as ports:
            run.connection(ports)


def _is_carried(desk: SyncDesk, job_id: str) -> bool:
    found = find_job(desk.reading, job_id)
    return found is not None and not found[0].state.is_over
