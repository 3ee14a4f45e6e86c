"""Which services are to be asked again, and the rows of work that say so."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import uuid4

from hamstrong.coach.jobs import Job, JobKind
from hamstrong.coach.model import EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import Connection, Direction, ItemState, ServiceName
from hamstrong.coach.sync_sessions import LEAVING
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict

EVERY: Final = timedelta(hours=1)
"""How often a service is asked while nothing changed here. Judgement."""

SOONEST: Final = timedelta(minutes=1)
"""After a change of the plan: who is still moving things is not followed each time. Judgement."""


SETTLES: Final = timedelta(minutes=15)
"""After the word that a session is over: a phone without net sends late. Judgement."""


def waiting_syncs(ports: Ports) -> tuple[str, ...]:
    """Ids of the jobs that sync, are not over and that nobody carries, oldest first."""
    now = ports.clock.now()
    jobs = (job for job in ports.store.jobs.unfinished() if _is_sync(job))
    return tuple(job.id for job in jobs if job.is_free(now))


def waiting_for(ports: Ports, athlete_id: str, service: ServiceName) -> Job | None:
    """The sync of a service that is under way or waits."""
    jobs = (job for job in ports.store.jobs.of_athlete(athlete_id) if not job.state.is_over)
    return next((job for job in jobs if _is_sync(job) and job.wish["service"] == service), None)


def has_work(ports: Ports) -> bool:
    """Whether a sync waits or is due: asks, and writes nothing."""
    return bool(waiting_syncs(ports)) or any(
        is_due(ports, athlete.id, connection)
        for athlete in ports.store.athletes.all()
        for connection in ports.store.services.all(athlete.id)
    )


def queue_due(ports: Ports) -> bool:
    """Put in line every sync that is due; whether any waits now."""
    for athlete in ports.store.athletes.all():
        for connection in ports.store.services.all(athlete.id):
            if is_due(ports, athlete.id, connection):
                queue_sync(ports, athlete.id, connection.service)
    return bool(waiting_syncs(ports))


def queue_sync(ports: Ports, athlete_id: str, service: ServiceName) -> Job:
    """The sync of a service that waits already, or a new one; rows of those that are over go."""
    waiting = waiting_for(ports, athlete_id, service)
    if waiting is not None:
        return waiting
    for job in tuple(_over(ports, athlete_id, service)):
        ports.store.jobs.drop(athlete_id, job.id)
    job = Job(
        id=str(uuid4()),
        athlete_id=athlete_id,
        kind=JobKind.SYNC_SERVICE,
        wish={"service": service.value},
        created_at=ports.clock.now(),
    )
    ports.store.jobs.save(job)
    return job


def claim_sync(ports: Ports, athlete_id: str, service: ServiceName) -> Job:
    """`queue_sync` for who carries it at once. Raises Conflict while another process does."""
    job = queue_sync(ports, athlete_id, service)
    if not job.is_free(ports.clock.now()):
        raise syncing_now(service)
    return job


def syncing_now(service: ServiceName) -> Conflict:
    """That another process asks this service at this moment."""
    return Conflict(SAY["service-is-syncing"], place=service.value)


def is_due(ports: Ports, athlete_id: str, connection: Connection) -> bool:
    """Whether something that is on wants to go one way or the other."""
    now = ports.clock.now()
    if connection.shut or not (connection.directions or connection.clearing):
        return False
    if connection.retry_at is not None:
        return connection.retry_at <= now
    if connection.clearing and not _is_put_off(ports, athlete_id, connection.service):
        return True
    if not connection.directions:
        return False
    if connection.synced_at is None or max(connection.directions.values()) > connection.synced_at:
        return True
    if now - connection.synced_at >= EVERY:
        return True
    if Direction.DONE_OUT in connection.directions:
        since, latest = connection.synced_at - SETTLES, now - SETTLES
        told = ports.store.events.all(athlete_id, EventKind.SESSION)
        return any(since < event.at <= latest for event in told)
    if Direction.SESSIONS_OUT not in connection.directions:
        return False
    stored = ports.store.plans.get(athlete_id)
    return stored is not None and connection.synced_at < stored.revised_at <= now - SOONEST


def _is_put_off(ports: Ports, athlete_id: str, service: ServiceName) -> bool:
    """Whether all that could leave the calendar has, and what is left waits its time."""
    items = ports.store.services.items(athlete_id, service, Direction.SESSIONS_OUT).values()
    now = ports.clock.now()
    left = [one for one in items if one.digest == LEAVING and one.state is ItemState.LATER]
    return bool(left) and all(item.waits(now) for item in left)


def _over(ports: Ports, athlete_id: str, service: ServiceName) -> Iterator[Job]:
    for job in ports.store.jobs.of_athlete(athlete_id):
        if _is_sync(job) and job.wish["service"] == service and job.state.is_over:
            yield job


def _is_sync(job: Job) -> bool:
    return job.kind is JobKind.SYNC_SERVICE
