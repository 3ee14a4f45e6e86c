"""Which backups are kept, when the next is due, and what a failing one disturbs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hamstrong.coach.back_up_daily import DailyBackups
from hamstrong.coach.backups import (
    DAYS_KEPT,
    MONTHS_KEPT,
    TRY_AGAIN,
    WEEKS_KEPT,
    BackupFile,
    is_due,
    superseded,
)
from hamstrong.errors import Unavailable
from tests.web.world import NOW, World, planned_world


class Shelf:
    """A folder in memory that can be full."""

    folder = Path("backups")

    def __init__(self) -> None:
        self.files: tuple[BackupFile, ...] = ()
        self.is_full = False
        self.tries = 0

    def is_beside_data(self) -> bool:
        return True

    def kept(self) -> tuple[BackupFile, ...]:
        return tuple(sorted(self.files, key=lambda file: file.made_at, reverse=True))

    def make(self, made_at: datetime, *, stopping: Callable[[], bool]) -> BackupFile:
        self.tries += 1
        if self.is_full or stopping():
            raise Unavailable("The disk is full: no backup was made.")
        made = a_file(made_at)
        self.files += (made,)
        return made

    def drop(self, file: BackupFile) -> None:
        self.files = tuple(kept for kept in self.files if kept != file)


def a_file(made_at: datetime) -> BackupFile:
    return BackupFile(Path(f"{made_at:%Y%m%dT%H%M%SZ}.zip"), made_at, 1000)


def live(days: int, *, world: World | None = None) -> tuple[World, Shelf, DailyBackups]:
    """So many days with a tick each hour."""
    world = world or planned_world()
    shelf = Shelf()
    daily = DailyBackups(world.ports, shelf)
    for hour in range(24 * days):
        world.clock.moment = NOW + timedelta(hours=hour)
        daily.tick()
    return world, shelf, daily


def test_a_year_leaves_days_weeks_and_months() -> None:
    _, shelf, daily = live(365)
    made = [file.made_at for file in shelf.kept()]
    assert len(made) <= DAYS_KEPT + WEEKS_KEPT + MONTHS_KEPT
    days = {moment.date() for moment in made}
    assert len(days) >= DAYS_KEPT
    assert len({moment.isocalendar()[:2] for moment in made}) >= WEEKS_KEPT
    assert len({(moment.year, moment.month) for moment in made}) == MONTHS_KEPT
    last = daily.status().last
    assert last is not None
    assert last.made_at == made[0]


def test_nothing_that_is_the_only_one_of_its_time_is_dropped() -> None:
    few = [a_file(NOW - timedelta(days=40 * n)) for n in range(MONTHS_KEPT)]
    assert superseded(few, NOW) == ()


def test_a_clock_that_was_ahead_neither_stops_backups_nor_costs_any() -> None:
    ahead = a_file(NOW + timedelta(days=300))
    assert is_due([ahead], NOW)
    assert not is_due([ahead, a_file(NOW)], NOW + timedelta(minutes=1))
    many = [ahead, *(a_file(NOW - timedelta(days=n)) for n in range(50))]
    assert ahead not in superseded(many, NOW)
    assert a_file(NOW) not in superseded(many, NOW)


def test_a_failing_backup_is_one_sentence_and_is_tried_again_within_the_hour() -> None:
    world, shelf, daily = live(1)
    shelf.is_full = True
    world.clock.moment += timedelta(days=2)
    with pytest.raises(Unavailable):
        daily.tick()
    tries = shelf.tries
    daily.tick()
    assert shelf.tries == tries, "not every minute"
    assert daily.status().problem == "The disk is full: no backup was made."
    assert daily.status().last is not None
    shelf.is_full = False
    world.clock.moment += TRY_AGAIN
    daily.tick()
    assert daily.status().problem == ""
    assert shelf.tries == tries + 1


def test_nobody_and_the_example_are_not_backed_up_and_stopping_is_no_failure() -> None:
    _, shelf, _ = live(2, world=World())
    assert shelf.tries == 0
    world, shelf, daily = live(1)
    tries = shelf.tries
    daily.stop()
    world.clock.moment += timedelta(days=2)
    daily.tick()
    assert shelf.tries == tries
    assert daily.status().problem == ""


def test_switched_off_is_off() -> None:
    daily = DailyBackups(planned_world().ports, None)
    daily.tick()
    assert daily.status().folder is None
