"""Once a minute: is any service to be asked, or a backup to be made?"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from traceback import format_tb
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool

from hamstrong.errors import HamstrongError
from hamstrong.web.deps import BackupDoors, ServiceDoors

logger = logging.getLogger(__name__)

EVERY_S: Final = 60.0
"""Seconds between two looks; with nothing to do, each is one small query."""

FIRST_S: Final = 5.0
"""Seconds after a start: pages come first."""


class Ticking(Protocol):
    """What wants to be asked every minute whether there is something to do."""

    @property
    def tick(self) -> Callable[[], None]: ...


@asynccontextmanager
async def ticking(
    *, services: ServiceDoors | None, backups: BackupDoors | None
) -> AsyncIterator[None]:
    """Look every minute for as long as the block lasts; neither waits for the other."""
    tasks = []
    if services is not None:
        tasks.append(asyncio.create_task(_tick(services, "Services were not asked")))
    if backups is not None:
        tasks.append(asyncio.create_task(_tick(backups, "No backup was made")))
    try:
        yield
    finally:
        if backups is not None:
            backups.stop()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def _tick(doors: Ticking, failed: str) -> None:
    await asyncio.sleep(FIRST_S)
    while True:
        try:
            await run_in_threadpool(doors.tick)
        except HamstrongError as error:
            logger.warning("%s: %s", failed, error)
        except Exception as error:  # noqa: BLE001  # the edge of a task: ticking would end unheard
            # Where it was raised, without its message: a database tells values in it.
            where = "".join(format_tb(error.__traceback__))
            logger.error("%s: %s\n%s", failed, type(error).__name__, where)
        await asyncio.sleep(EVERY_S)
