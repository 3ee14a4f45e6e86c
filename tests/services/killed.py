"""Sync in a process of its own, for a test that kills it. Arguments: folder, address."""

import sys
from pathlib import Path

from hamstrong.coach.due_syncs import claim_sync
from hamstrong.coach.services import ServiceName
from hamstrong.coach.sync_service import run_sync
from hamstrong.main import build_sync_desk, open_data, open_writing
from hamstrong.settings import Settings
from tests.services.fake import Fake
from tests.services.world import lines_to


def main(folder: str, address: str) -> None:
    """Claim the sync that a killed process left, and carry it."""
    settings = Settings(data=Path(folder))
    data = open_data(settings)
    desk = build_sync_desk(settings, data, lines_to({ServiceName.INTERVALS: Fake(address=address)}))
    with open_writing(data) as ports:
        (athlete,) = ports.store.athletes.all()
        for job in ports.store.jobs.unfinished():
            ports.store.jobs.save(job.put_back())
        job = claim_sync(ports, athlete.id, ServiceName.INTERVALS)
    run_sync(desk, job.id)
    data.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
