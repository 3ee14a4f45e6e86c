"""Which clips have a reason to lie on the shelf."""

from hamstrong.coach.jobs import JobKind
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
    """Ids of the clips' jobs that are not over, oldest first."""
    unfinished = ports.store.jobs.unfinished()
    return tuple(job.id for job in unfinished if job.kind is JobKind.JUDGE_CLIP)
