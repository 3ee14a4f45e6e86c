"""Garmin Connect Personal API: originals in, by a key that gives a token for a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hamstrong.coach.connect_service import check_secret
from hamstrong.coach.services import Direction, KeyRefused, ServiceName, about
from tests.files.activities.writing import run_fit
from tests.services.fake import Reply, serving
from tests.services.fake_garmin import KEY, FakeGarmin
from tests.services.world import SyncWorld
from tests.unit.coach.desk import MONDAY

IN = Direction.ACTIVITIES_IN


@pytest.fixture
def fake() -> Iterator[FakeGarmin]:
    fake = FakeGarmin()
    with serving(fake):
        yield fake


@pytest.fixture
def world(fake: FakeGarmin, tmp_path: Path) -> SyncWorld:
    return SyncWorld(tmp_path, ServiceName.GARMIN, fake, {"key": KEY})


def with_runs(fake: FakeGarmin, count: int) -> None:
    for number in range(count):
        day = MONDAY - timedelta(days=1 + number)
        start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
        fake.days[100 + number] = day
        fake.files[100 + number] = run_fit(int(start.timestamp()), 30, metres=5000)


def test_originals_come_in_page_by_page(world: SyncWorld, fake: FakeGarmin) -> None:
    with_runs(fake, 25)
    world.connect(IN)
    assert world.sync().told == {"imported": 25}
    assert fake.count("GET", "/activitylist") == 2
    assert fake.count("GET", "/files") == 25
    kept = world.desk.store.activities.all(world.athlete.id)
    assert sorted(one.start.date() for one in kept) == sorted(fake.days.values())
    world.desk.sleep(hours=2)
    assert world.sync().told == {}
    assert fake.count("GET", "/files") == 25


def test_nothing_but_the_key_goes_there(world: SyncWorld, fake: FakeGarmin) -> None:
    with_runs(fake, 2)
    world.connect(IN)
    world.sync()
    assert {(one.method, one.body) for one in fake.asked} == {("POST", b""), ("GET", b"")}
    assert fake.count("POST") == 1


def test_one_token_lasts_a_day_and_is_kept_encrypted(world: SyncWorld, fake: FakeGarmin) -> None:
    world.connect(IN)
    world.sync()
    world.desk.sleep(hours=2)
    connection = world.sync()
    assert fake.tokens == ["day-token-1"]
    assert b"day-token" not in connection.sealed
    secret = world.vault.unseal(
        connection.sealed, about=about(world.athlete.id, ServiceName.GARMIN)
    )
    assert (secret["key"], secret["token"]) == (KEY, "day-token-1")


def test_a_token_that_ended_early_is_made_anew(world: SyncWorld, fake: FakeGarmin) -> None:
    with_runs(fake, 2)
    world.connect(IN)
    fake.tokens[0] = "withdrawn"
    assert world.sync().told == {"imported": 2}
    assert fake.tokens == ["withdrawn", "day-token-2"]


def test_a_key_that_ended_ends_it_for_good(world: SyncWorld, fake: FakeGarmin) -> None:
    world.connect(IN)
    fake.tokens.clear()
    fake.faults.extend([None, Reply(401)])
    connection = world.sync()
    assert connection.shut
    assert "Garmin Connect does not take the key" in connection.problem


def test_a_wrong_key_is_told(world: SyncWorld) -> None:
    with pytest.raises(KeyRefused, match="Garmin Connect does not take the key"):
        check_secret(world.lines, ServiceName.GARMIN, {"key": "wrong"})


def test_a_pause_in_the_middle_loses_and_repeats_nothing(
    world: SyncWorld, fake: FakeGarmin
) -> None:
    with_runs(fake, 25)
    world.connect(IN)
    fake.faults.extend([None] * 8 + [Reply(429, headers={"retry-after": "600"})])
    connection = world.sync()
    assert connection.told == {"imported": 7}
    assert connection.retry_at == world.desk.clock.now() + timedelta(seconds=600)
    world.desk.sleep(seconds=600)
    assert world.sync().told == {"imported": 18}
    assert fake.count("GET", "/files") == 25 + 1
    assert len(world.desk.store.activities.all(world.athlete.id)) == 25


@pytest.mark.parametrize("reply", [Reply(200, b"{}"), Reply(200, b"[{}]"), Reply(200, b"<html>")])
def test_answers_that_make_no_sense_are_told_so(
    world: SyncWorld, fake: FakeGarmin, reply: Reply
) -> None:
    world.connect(IN)
    fake.faults.append(reply)
    assert "cannot be understood" in world.sync().problem


def test_what_is_no_zip_is_refused_and_the_rest_kept(world: SyncWorld, fake: FakeGarmin) -> None:
    with_runs(fake, 2)
    world.connect(IN)
    fake.faults.extend([None, Reply(200, b"PK\x03\x04 broken")])
    assert world.sync().told == {"imported": 1, "refused": 1}
