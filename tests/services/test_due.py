"""When a service is asked again, and who carries it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.coach.due_syncs import (
    claim_sync,
    has_work,
    queue_due,
    queue_sync,
    waiting_syncs,
)
from hamstrong.coach.job_rows import HELD
from hamstrong.coach.jobs import Job, JobState
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.services import Direction, ServiceName
from hamstrong.coach.sync_service import give_up_sync, run_sync
from hamstrong.coach.tidy_clips import waiting_jobs
from hamstrong.errors import Conflict
from tests.services.world import SyncWorld
from tests.unit.coach.desk import MONDAY, at

IN, OUT = Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT


def jobs(world: SyncWorld) -> tuple[Job, ...]:
    return world.desk.store.jobs.of_athlete(world.athlete.id)


def change_the_plan(world: SyncWorld) -> None:
    """A session of next week goes to another day."""
    start = at(MONDAY + timedelta(days=8), 19)
    world.desk.store.plans.pin(world.athlete.id, f"{MONDAY + timedelta(days=7)}-1", start)
    make_plan(world.desk.ports, world.athlete.id)


def test_what_is_on_is_asked_once_an_hour(world: SyncWorld) -> None:
    world.connect(IN)
    assert has_work(world.desk.ports)
    world.sync()
    assert not has_work(world.desk.ports)
    world.desk.sleep(minutes=59)
    assert not has_work(world.desk.ports)
    world.desk.sleep(minutes=1)
    assert has_work(world.desk.ports)


def test_a_changed_plan_goes_a_minute_later(world: SyncWorld) -> None:
    world.connect(OUT)
    world.sync()
    world.desk.sleep(minutes=10)
    change_the_plan(world)
    assert not has_work(world.desk.ports)
    world.desk.sleep(minutes=1)
    assert has_work(world.desk.ports)
    world.sync()
    assert not has_work(world.desk.ports)


def test_a_changed_plan_is_nothing_to_who_only_takes_in(world: SyncWorld) -> None:
    world.connect(IN)
    world.sync()
    world.desk.sleep(minutes=10)
    change_the_plan(world)
    world.desk.sleep(minutes=5)
    assert not has_work(world.desk.ports)


def test_what_changed_while_it_was_asked_is_for_the_next_time(world: SyncWorld) -> None:
    world.connect(OUT)
    world.desk.sleep(minutes=1)

    def another_way(asked: object) -> None:
        world.fake.before = lambda asked: None
        world.desk.sleep(seconds=1)
        world.connect(IN)

    world.fake.before = another_way
    world.sync()
    assert has_work(world.desk.ports)


def test_there_is_one_row_of_work_for_each_service(world: SyncWorld) -> None:
    world.connect(IN)
    assert queue_due(world.desk.ports)
    assert queue_due(world.desk.ports)
    assert len(jobs(world)) == 1
    assert waiting_jobs(world.desk.ports) == ()
    for _ in range(3):
        world.sync()
    assert [job.state for job in jobs(world)] == [JobState.DONE]


def test_two_do_not_ask_at_once(world: SyncWorld) -> None:
    world.connect(IN)
    job = queue_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    now = world.desk.clock.now()
    assert world.desk.store.jobs.take(job.id, holder="one", now=now, until=now + HELD)
    asked = world.fake.count()
    assert waiting_syncs(world.desk.ports) == ()
    assert not run_sync(world.sync_desk(), job.id)
    assert world.fake.count() == asked
    with pytest.raises(Conflict, match="asked right now"):
        claim_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)


def test_a_sync_whose_process_died_is_taken_over(world: SyncWorld) -> None:
    world.connect(IN)
    job = queue_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    now = world.desk.clock.now()
    assert world.desk.store.jobs.take(job.id, holder="killed", now=now, until=now + HELD)
    world.desk.clock.moment += HELD
    assert waiting_syncs(world.desk.ports) == (job.id,)
    assert claim_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS).id == job.id
    assert run_sync(world.sync_desk(), job.id)
    assert jobs(world)[0].state is JobState.DONE


def test_work_that_takes_the_coach_down_is_given_up(world: SyncWorld) -> None:
    world.connect(IN)
    job = queue_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    world.desk.store.jobs.save(replace(job, tries=3))
    asked = world.fake.count()
    run_sync(world.sync_desk(), job.id)
    assert jobs(world)[0].state is JobState.FAILED
    assert "a mistake of ours" in world.connection.problem
    assert world.fake.count() == asked
    assert not has_work(world.desk.ports)
    world.desk.sleep(minutes=5)
    assert queue_due(world.desk.ports)


def test_work_of_nobody_is_nothing(world: SyncWorld) -> None:
    run_sync(world.sync_desk(), "gone")
    give_up_sync(world.sync_desk(), "gone")
    job = queue_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    asked = world.fake.count()
    run_sync(world.sync_desk(), job.id)
    assert jobs(world)[0].state is JobState.DONE
    assert world.fake.count() == asked
