"""Jobs and evidence: one contract, two stores, as in test_store.py."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from hamstrong.coach.jobs import Job, JobKind, JobState
from hamstrong.coach.seen import SeenSet, SetUpOf, Watched
from hamstrong.errors import NotFound
from hamstrong.exercises.dose import Side
from tests.db.opening import Open, store_opener
from tests.db.test_store import ATHLETE, OTHER
from tests.unit.coach.desk import MONDAY, NOW, at

JOB = Job("11111111-0000-4000-8000-000000000001", ATHLETE.id, JobKind.JUDGE_CLIP, {"a": 1}, NOW)
SEEN = SeenSet(
    id="22222222-0000-4000-8000-000000000001",
    at=at(MONDAY, 8),
    exercise_id="plank",
    side=Side.BOTH,
    watched=Watched.CLIP,
    session_id="s-1",
    protocol=SetUpOf(45, True),
    report={"holds": [], "reps": []},
    trace=b"\x00\x01\xff",
    clip="plank.mp4",
)


@pytest.fixture(params=["memory", "database"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens a unit of work over two athletes; what was written in one is there in the next."""
    with store_opener(request.param, tmp_path) as opens:
        with opens() as store:
            store.athletes.save(ATHLETE)
            store.athletes.save(OTHER)
        yield opens


def test_a_job_comes_back_whole_and_changes(opened: Open) -> None:
    with opened() as store:
        store.jobs.save(JOB)
    with opened() as store:
        assert store.jobs.find(JOB.id) == JOB
        assert store.jobs.get(ATHLETE.id, JOB.id) == JOB
        begun = replace(JOB.begun(NOW + timedelta(minutes=1)), progress=0.4)
        store.jobs.save(begun)
    with opened() as store:
        assert store.jobs.of_athlete(ATHLETE.id) == (begun,)
        failed = begun.over(JobState.FAILED, NOW + timedelta(minutes=2), error="Why.")
        store.jobs.save(failed)
    with opened() as store:
        assert store.jobs.find(JOB.id) == failed


def test_a_job_is_held_by_one(opened: Open) -> None:
    soon, later = NOW + timedelta(minutes=5), NOW + timedelta(minutes=9)
    with opened() as store:
        store.jobs.save(JOB)
        assert store.jobs.take(JOB.id, holder="one", now=NOW, until=soon)
        assert not store.jobs.take("gone", holder="one", now=NOW, until=soon)
    with opened() as store:
        held = store.jobs.find(JOB.id)
        assert (held.state, held.tries, held.started_at) == (JobState.RUNNING, 1, NOW)
        assert (held.held_by, held.held_until) == ("one", soon)
        assert not store.jobs.take(JOB.id, holder="two", now=NOW, until=later)
        assert not store.jobs.hold_on(JOB.id, holder="two", until=later)
        assert store.jobs.hold_on(JOB.id, holder="one", until=later)
        assert not store.jobs.take(JOB.id, holder="two", now=soon, until=later)
        assert store.jobs.take(JOB.id, holder="two", now=later, until=later + timedelta(minutes=5))
        assert not store.jobs.hold_on(JOB.id, holder="one", until=later)
    with opened() as store:
        over = store.jobs.find(JOB.id).over(JobState.DONE, later)
        assert (over.held_by, over.held_until) == ("", None)
        store.jobs.save(over)
        assert not store.jobs.take(JOB.id, holder="two", now=later, until=later)
        assert not store.jobs.hold_on(JOB.id, holder="two", until=later)


def test_of_many_at_once_one_takes_it(tmp_path: Path) -> None:
    with store_opener("database", tmp_path) as opens:
        with opens() as store:
            store.athletes.save(ATHLETE)
            store.jobs.save(JOB)
        ready = Barrier(6)

        def take(number: int) -> bool:
            ready.wait()
            with opens() as store:
                until = NOW + timedelta(minutes=5)
                return store.jobs.take(JOB.id, holder=f"{number}", now=NOW, until=until)

        with ThreadPoolExecutor(6) as pool:
            assert sorted(pool.map(take, range(6))) == [False] * 5 + [True]


def test_what_is_not_over_comes_oldest_first(opened: Open) -> None:
    later = replace(JOB, id=JOB.id[:-1] + "2", created_at=NOW + timedelta(seconds=5))
    others = replace(JOB, id=JOB.id[:-1] + "3", athlete_id=OTHER.id)
    over = replace(JOB, id=JOB.id[:-1] + "4", state=JobState.CANCELLED)
    with opened() as store:
        for job in (later, over, others, JOB):
            store.jobs.save(job)
    with opened() as store:
        assert store.jobs.unfinished() == (JOB, others, later)
        store.jobs.drop(OTHER.id, JOB.id)
        store.jobs.drop(ATHLETE.id, JOB.id)
        assert store.jobs.unfinished() == (others, later)


def test_nobody_sees_the_jobs_of_others(opened: Open) -> None:
    with opened() as store:
        store.jobs.save(JOB)
        assert store.jobs.of_athlete(OTHER.id) == ()
        with pytest.raises(NotFound):
            store.jobs.get(OTHER.id, JOB.id)
        with pytest.raises(NotFound):
            store.jobs.find("no")


def test_evidence_comes_back_whole(opened: Open) -> None:
    with opened() as store:
        store.seen.save(ATHLETE.id, SEEN)
        store.seen.save(ATHLETE.id, SEEN)
    with opened() as store:
        assert store.seen.get(ATHLETE.id, SEEN.id) == SEEN
        assert store.seen.get(ATHLETE.id, SEEN.id).at.utcoffset() == SEEN.at.utcoffset()


def test_a_list_of_evidence_has_no_traces(opened: Open) -> None:
    older = replace(SEEN, id=SEEN.id[:-1] + "2", at=SEEN.at - timedelta(days=1), exercise_id="x")
    with opened() as store:
        store.seen.save(ATHLETE.id, SEEN)
        store.seen.save(ATHLETE.id, older)
    with opened() as store:
        assert store.seen.all(ATHLETE.id) == (replace(older, trace=b""), replace(SEEN, trace=b""))
        assert [seen.id for seen in store.seen.all(ATHLETE.id, "plank")] == [SEEN.id]
        assert store.seen.all(OTHER.id) == ()


def test_deleted_evidence_is_gone(opened: Open) -> None:
    with opened() as store:
        store.seen.save(ATHLETE.id, SEEN)
        store.seen.drop(OTHER.id, SEEN.id)
        assert store.seen.get(ATHLETE.id, SEEN.id) == SEEN
        store.seen.drop(ATHLETE.id, SEEN.id)
        with pytest.raises(NotFound):
            store.seen.get(ATHLETE.id, SEEN.id)


def test_both_go_with_their_athlete(opened: Open) -> None:
    with opened() as store:
        store.jobs.save(JOB)
        store.seen.save(ATHLETE.id, SEEN)
    with opened() as store:
        store.athletes.delete(ATHLETE.id)
    with opened() as store:
        assert store.jobs.unfinished() == ()
        store.athletes.save(ATHLETE)
        assert store.seen.all(ATHLETE.id) == ()
