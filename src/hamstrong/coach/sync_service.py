"""Sync a service: everything that is on goes its way, once, whatever stops it in between."""

from hamstrong.coach.jobs import MOST_TRIES, Job, JobState
from hamstrong.coach.services import ABILITIES, Direction, Line, ServiceName
from hamstrong.coach.sync_activities import take_activities
from hamstrong.coach.sync_done import send_done
from hamstrong.coach.sync_run import NotWanted, Stopping, SyncDesk, SyncRun
from hamstrong.coach.sync_sessions import send_sessions
from hamstrong.coach.words import SAY
from hamstrong.errors import HamstrongError, NotFound, Unavailable
from hamstrong.language import Language, speaking


def run_sync(desk: SyncDesk, job_id: str) -> None:
    """Do the work of a row that is not over; nothing happens where it is over or gone.

    A service that is busy, out of reach or refuses its key ends the work all the same: what
    happened stands with the connection, and when it is asked again.
    """
    begun = _begin(desk, job_id)
    if begun is None:
        return
    job, language = begun
    with speaking(language):
        run = SyncRun(desk, job.athlete_id, ServiceName(job.wish["service"]))
        try:
            _sync(run)
        except Stopping:
            _change(desk, job_id, JobState.QUEUED)
            return
        except NotWanted:
            pass
        _change(desk, job_id, JobState.DONE)


def give_up_sync(desk: SyncDesk, job_id: str) -> None:
    """The work raised what nobody foresaw: it is over, and the connection says so."""
    with desk.reading() as ports:
        try:
            job = ports.store.jobs.find(job_id)
            language = ports.store.athletes.get(job.athlete_id).language
        except NotFound:
            return
    with speaking(language):
        run = SyncRun(desk, job.athlete_id, ServiceName(job.wish["service"]))
        run.over(Unavailable(SAY["service-failed"]))
    _change(desk, job_id, JobState.FAILED)


def _sync(run: SyncRun) -> None:
    run.began = run.now()
    try:
        with run.desk.lines.open(run.service, run.secret(), run.watch) as line:
            for direction in ABILITIES[run.service]:
                _one_way(run, line, direction)
    except HamstrongError as error:
        run.over(error)
    else:
        run.over()


def _one_way(run: SyncRun, line: Line, direction: Direction) -> None:
    with run.desk.reading() as ports:
        if direction not in run.connection(ports).directions:
            return
    run.direction = direction
    try:
        if line.activities_in is not None and direction is Direction.ACTIVITIES_IN:
            take_activities(run, line.activities_in)
        if line.sessions_out is not None and direction is Direction.SESSIONS_OUT:
            send_sessions(run, line.sessions_out)
        if line.done_out is not None and direction is Direction.DONE_OUT:
            send_done(run, line.done_out)
    except NotWanted:
        # Switched off meanwhile: the other directions go on, unless everything is gone.
        with run.desk.reading() as ports:
            run.connection(ports)


def _begin(desk: SyncDesk, job_id: str) -> tuple[Job, Language] | None:
    with desk.writing() as ports:
        try:
            job = ports.store.jobs.find(job_id)
        except NotFound:
            return None
        language = ports.store.athletes.get(job.athlete_id).language
        if job.state.is_over:
            return None
        if job.tries < MOST_TRIES:
            begun = job.begun(ports.clock.now())
            ports.store.jobs.save(begun)
            return begun, language
    give_up_sync(desk, job_id)
    return None


def _change(desk: SyncDesk, job_id: str, state: JobState) -> None:
    with desk.writing() as ports:
        try:
            job = ports.store.jobs.find(job_id)
        except NotFound:
            return
        is_back = state is JobState.QUEUED
        changed = job.put_back() if is_back else job.over(state, ports.clock.now())
        ports.store.jobs.save(changed)
