"""The row of a job, for whoever carries it: begun, put back, over; each its own unit of work."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from hamstrong.coach.jobs import MOST_TRIES, Job, JobState
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound
from hamstrong.language import Language, speaking

OpenPorts = Callable[[], AbstractContextManager[Ports]]


def find_job(reading: OpenPorts, job_id: str) -> tuple[Job, Language] | None:
    """The job and its athlete's language; None where it is gone."""
    with reading() as ports:
        return _found(ports, job_id)


HELD: Final = timedelta(minutes=5)
"""A job without a sign of life for so long may be taken over: longer than one answer of a service
and its tries take. Judgement."""


def begin_job(
    writing: OpenPorts, job_id: str, *, give_up: Callable[[], None], holder: str = ""
) -> tuple[Job, Language] | None:
    """The job, under way now, and its athlete's language; None where it is over or gone.

    With a holder one process alone begins it, in one step: None also where another holds it. One
    that was begun `MOST_TRIES` times is not begun again: `give_up` is called instead, in the
    athlete's language.
    """
    with writing() as ports:
        found = _found(ports, job_id)
        if found is None:
            return None
        job, language = found
        if job.state.is_over:
            return None
        now, jobs = ports.clock.now(), ports.store.jobs
        if holder and not jobs.take(job_id, holder=holder, now=now, until=now + HELD):
            return None
        if job.tries < MOST_TRIES:
            if not holder:
                jobs.save(job.begun(now))
            return jobs.find(job_id), language
    with speaking(language):
        give_up()
    return None


def put_back_job(writing: OpenPorts, job_id: str, *, holder: str = "") -> None:
    """It waits again, as if it had not been begun; nothing happens where it is over or gone, or
    where another than the holder has it by now."""
    _change(writing, job_id, lambda job, _: job.put_back(), holder=holder)


def end_job(
    writing: OpenPorts, job_id: str, state: JobState, *, error: str = "", holder: str = ""
) -> None:
    """It is over, now; nothing happens where `put_back_job` does nothing."""
    _change(writing, job_id, lambda job, now: job.over(state, now, error=error), holder=holder)


def _found(ports: Ports, job_id: str) -> tuple[Job, Language] | None:
    try:
        job = ports.store.jobs.find(job_id)
    except NotFound:
        return None
    return job, ports.store.athletes.get(job.athlete_id).language


def _change(
    writing: OpenPorts, job_id: str, change: Callable[[Job, datetime], Job], *, holder: str
) -> None:
    with writing() as ports:
        try:
            job = ports.store.jobs.find(job_id)
        except NotFound:
            return
        if not job.state.is_over and holder in ("", job.held_by):
            ports.store.jobs.save(change(job, ports.clock.now()))
