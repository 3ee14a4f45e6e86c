"""The row of a job, for whoever carries it: begun, put back, over; each its own unit of work."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from hamstrong.coach.jobs import MOST_TRIES, Job, JobState
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound
from hamstrong.language import Language, speaking

OpenPorts = Callable[[], AbstractContextManager[Ports]]


def find_job(reading: OpenPorts, job_id: str) -> tuple[Job, Language] | None:
    """The job and its athlete's language; None where it is gone."""
    with reading() as ports:
        return _found(ports, job_id)


def begin_job(
    writing: OpenPorts, job_id: str, *, give_up: Callable[[], None]
) -> tuple[Job, Language] | None:
    """The job, under way now, and its athlete's language; None where it is over or gone.

    One that was begun `MOST_TRIES` times is not begun again: `give_up` is called instead, in
    the athlete's language.
    """
    with writing() as ports:
        found = _found(ports, job_id)
        if found is None:
            return None
        job, language = found
        if job.state.is_over:
            return None
        if job.tries < MOST_TRIES:
            begun = job.begun(ports.clock.now())
            ports.store.jobs.save(begun)
            return begun, language
    with speaking(language):
        give_up()
    return None


def put_back_job(writing: OpenPorts, job_id: str) -> None:
    """It waits again, as if it had not been begun; nothing happens where it is over or gone."""
    _change(writing, job_id, lambda job, _: job.put_back())


def end_job(writing: OpenPorts, job_id: str, state: JobState, *, error: str = "") -> None:
    """It is over, now; nothing happens where it already is, or is gone."""
    _change(writing, job_id, lambda job, now: job.over(state, now, error=error))


def _found(ports: Ports, job_id: str) -> tuple[Job, Language] | None:
    try:
        job = ports.store.jobs.find(job_id)
    except NotFound:
        return None
    return job, ports.store.athletes.get(job.athlete_id).language


def _change(writing: OpenPorts, job_id: str, change: Callable[[Job, datetime], Job]) -> None:
    with writing() as ports:
        try:
            job = ports.store.jobs.find(job_id)
        except NotFound:
            return
        if not job.state.is_over:
            ports.store.jobs.save(change(job, ports.clock.now()))
