"""Once a minute: is any service to be asked?"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from traceback import format_tb
from typing import Final

from starlette.concurrency import run_in_threadpool

from hamstrong.errors import HamstrongError
from hamstrong.web.deps import ServiceDoors

logger = logging.getLogger(__name__)

EVERY_S: Final = 60.0
"""Seconds between two looks; without a service that is connected, each is one small query."""

FIRST_S: Final = 5.0
"""Seconds after a start: pages come first."""


@asynccontextmanager
async def ticking(doors: ServiceDoors | None) -> AsyncIterator[None]:
    """Look every minute for as long as the block lasts."""
    if doors is None:
        yield
        return
    task = asyncio.create_task(_tick(doors))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _tick(doors: ServiceDoors) -> None:
    await asyncio.sleep(FIRST_S)
    while True:
        try:
            await run_in_threadpool(doors.tick)
        except HamstrongError as error:
            logger.warning("Services were not asked: %s", error)
        except Exception as error:  # noqa: BLE001  # the edge of a task: ticking would end unheard
            # Where it was raised, without its message: a database tells values in it.
            where = "".join(format_tb(error.__traceback__))
            logger.error("Services were not asked: %s\n%s", type(error).__name__, where)
        await asyncio.sleep(EVERY_S)
