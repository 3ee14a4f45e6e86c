"""Which clips have a reason to lie on the shelf."""

from hamstrong.coach.ports import Ports


def wanted_clips(ports: Ports) -> frozenset[str]:
    """Ids of the clips that wait to be judged, or that somebody chose to keep."""
    waiting = {job.id for job in ports.store.jobs.unfinished()}
    kept = {
        seen.id
        for athlete in ports.store.athletes.all()
        for seen in ports.store.seen.all(athlete.id)
        if seen.clip
    }
    return frozenset(waiting | kept)


def waiting_jobs(ports: Ports) -> tuple[str, ...]:
    """Ids of the jobs that are not over, oldest first."""
    return tuple(job.id for job in ports.store.jobs.unfinished())
