"""Strava and Runalyze: sessions that were done go up once, whatever happens in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hamstrong.coach.connect_service import disconnect
from hamstrong.coach.due_syncs import has_work, queue_sync
from hamstrong.coach.job_rows import HELD
from hamstrong.coach.record_events import record_events
from hamstrong.coach.services import (
    Direction,
    Item,
    ItemState,
    KeyRefused,
    ServiceName,
    about,
)
from hamstrong.coach.sync_service import run_sync
from tests.services.fake import Asked, Fake, Reply, serving
from tests.services.fake_runalyze import TOKEN, FakeRunalyze
from tests.services.fake_strava import CLIENT, FakeStrava
from tests.services.world import SyncWorld
from tests.unit.coach.desk import MONDAY, a_set, at, session_end

OUT = Direction.DONE_OUT
FIRST, SECOND = f"{MONDAY}-1", f"{MONDAY}-2"


@dataclass
class Archive:
    """A service that takes activities, and an athlete who sends some."""

    world: SyncWorld
    fake: FakeStrava | FakeRunalyze

    @property
    def count(self) -> int:
        return len(self.fake.activities)

    @property
    def items(self) -> dict[str, Item]:
        store = self.world.desk.store.services
        return dict(store.items(self.world.athlete.id, self.world.service, OUT))

    def do(self, session_id: str, moment: datetime) -> None:
        events = [
            a_set(session_id, moment=moment, side="left"),
            a_set(session_id, moment=moment + timedelta(minutes=1), side="right"),
            session_end(session_id, moment=moment + timedelta(minutes=5)),
        ]
        record_events(self.world.desk.ports, self.world.athlete.id, events=events)


@pytest.fixture(params=[ServiceName.STRAVA, ServiceName.RUNALYZE])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    is_strava = request.param is ServiceName.STRAVA
    fake: Fake = FakeStrava(now_s=4e9) if is_strava else FakeRunalyze()
    secret = {**CLIENT, "refresh_token": "refresh-1"} if is_strava else {"token": TOKEN}
    with serving(fake):
        world = SyncWorld(tmp_path, request.param, fake, secret)
        assert isinstance(fake, FakeStrava | FakeRunalyze)
        yield Archive(world, fake)


@pytest.fixture
def strava(tmp_path: Path) -> Iterator[Archive]:
    fake = FakeStrava(now_s=4e9)
    with serving(fake):
        secret = {**CLIENT, "refresh_token": "refresh-1"}
        yield Archive(SyncWorld(tmp_path, ServiceName.STRAVA, fake, secret), fake)


def test_nothing_goes_up_while_it_is_off(archive: Archive) -> None:
    archive.world.connect()
    archive.do(FIRST, at(MONDAY, 18))
    archive.world.desk.sleep(hours=12)
    archive.world.sync()
    assert archive.fake.count("POST", "uploads") == 0


def test_a_session_goes_up_once_a_quarter_of_an_hour_after_its_end(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.world.desk.clock.moment = at(MONDAY, 18, 19)
    assert archive.world.sync().told == {}
    archive.world.desk.clock.moment = at(MONDAY, 18, 21)
    assert archive.world.sync().told == {"sent": 1}
    assert archive.world.sync().told == {}
    assert archive.count == archive.fake.count("POST", "uploads") == 1
    assert archive.items[FIRST].state is ItemState.THERE
    assert archive.items[FIRST].remote_id in map(str, archive.fake.activities.values())


@pytest.mark.parametrize("disconnects", [True, False])
def test_connecting_anew_uploads_nothing_twice(archive: Archive, disconnects: bool) -> None:
    world = archive.world
    world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    world.desk.sleep(hours=12)
    world.sync()
    if disconnects:
        disconnect(world.desk.ports, world.athlete.id, world.service)
    if isinstance(archive.fake, FakeStrava):
        world.secret = {**world.secret, "refresh_token": archive.fake.refresh_token}
    world.connect(OUT)
    assert archive.items[FIRST].state is ItemState.THERE
    world.sync()
    assert archive.count == archive.fake.count("POST", "uploads") == 1


def test_what_ended_before_it_was_switched_on_stays_here(archive: Archive) -> None:
    archive.do(FIRST, at(MONDAY, 8))
    archive.world.connect(OUT)
    archive.world.desk.sleep(hours=2)
    assert archive.world.sync().told == {}
    assert archive.count == 0


@pytest.mark.parametrize("state", ["skipped", "elsewhere"])
def test_what_was_not_done_here_stays_here(archive: Archive, state: str) -> None:
    archive.world.connect(OUT)
    end = session_end(FIRST, state, moment=at(MONDAY, 18))
    if state == "elsewhere":
        end["data"] |= {"load_class": "C2", "minutes": 30}
    record_events(archive.world.desk.ports, archive.world.athlete.id, events=[end])
    archive.world.desk.sleep(hours=12)
    assert archive.world.sync().told == {}
    assert archive.count == 0


def test_an_upload_whose_answer_was_lost_is_not_there_twice(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.world.desk.sleep(hours=12)
    archive.world.sync()
    # It arrived; that it did was never written.
    store = archive.world.desk.store.services
    begun = Item(OUT, FIRST, ItemState.SENDING, archive.world.desk.clock.now())
    store.note(archive.world.athlete.id, archive.world.service, begun)
    archive.world.sync()
    assert archive.count == 1
    assert archive.fake.count("POST", "uploads") == 2
    assert archive.items[FIRST].state is ItemState.THERE


def test_two_processes_send_nothing_twice(archive: Archive) -> None:
    """A command while the server sends: it finds the row held, and leaves it."""
    world = archive.world
    world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    world.desk.sleep(hours=12)
    job = queue_sync(world.desk.ports, world.athlete.id, world.service)
    others: list[bool] = []

    def another(asked: Asked) -> None:
        if asked.method == "POST" and not others:
            others.append(run_sync(world.sync_desk(), job.id))

    archive.fake.before = another
    assert run_sync(world.sync_desk(), job.id)
    assert others == [False]
    assert archive.fake.count("POST", "uploads") == archive.count == 1


def test_who_was_held_up_too_long_sends_nothing_more(archive: Archive) -> None:
    """A machine that slept in the middle: another process went on, and the first one ends."""
    world = archive.world
    world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.do(SECOND, at(MONDAY, 20))
    world.desk.sleep(hours=14)
    job = queue_sync(world.desk.ports, world.athlete.id, world.service)
    others: list[bool] = []

    def asleep(asked: Asked) -> None:
        if "uploads" in asked.path and not others:
            others.append(True)
            world.desk.clock.moment += HELD
            others.append(run_sync(world.sync_desk(), job.id))

    archive.fake.before = asleep
    assert run_sync(world.sync_desk(), job.id)
    assert others == [True, True]
    # The one that was on its way comes twice, and the archive knows it; the other one once.
    assert archive.fake.count("POST", "uploads") == 3
    assert archive.count == 2
    assert {item.state for item in archive.items.values()} == {ItemState.THERE}


def test_a_file_is_named_by_its_day_and_by_nobody(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.world.desk.sleep(hours=12)
    archive.world.sync()
    (sent,) = [one for one in archive.fake.asked if one.path.endswith("/uploads")]
    assert sent.parts()["file"][0] == f"strength-{FIRST}.fit"


def test_a_session_that_ended_is_due_a_quarter_of_an_hour_later(archive: Archive) -> None:
    world = archive.world
    world.connect(OUT)
    world.desk.clock.moment = at(MONDAY, 17, 59)
    world.sync()
    archive.do(FIRST, at(MONDAY, 18))
    world.desk.clock.moment = at(MONDAY, 18, 19)
    assert not has_work(world.desk.ports)
    world.desk.clock.moment = at(MONDAY, 18, 21)
    assert has_work(world.desk.ports)
    assert world.sync().told == {"sent": 1}
    assert not has_work(world.desk.ports)


def test_trouble_in_the_middle_keeps_what_went(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.do(SECOND, at(MONDAY, 20))
    archive.world.desk.sleep(hours=14)
    posts = 0

    def second(asked: object) -> None:
        nonlocal posts
        posts = archive.fake.count("POST", "uploads")
        if posts == 2 and not archive.fake.faults:
            archive.fake.faults.append(Reply(429, headers={"retry-after": "900"}))
            archive.fake.before = lambda asked: None

    archive.fake.before = second
    connection = archive.world.sync()
    assert connection.told == {"sent": 1}
    assert "asks for a pause" in connection.problem
    archive.world.desk.sleep(minutes=15)
    assert archive.world.sync().told == {"sent": 1}
    assert archive.count == 2


def test_a_file_that_is_refused_is_left_and_the_next_goes(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.do(SECOND, at(MONDAY, 20))
    archive.world.desk.sleep(hours=14)
    archive.fake.faults.append(Reply(400, b'{"id": 1, "error": "The file is malformed."}'))
    assert archive.world.sync().told == {"refused": 1, "sent": 1}
    assert "could not use the file" in archive.items[FIRST].note
    assert archive.world.sync().told == {}


def test_an_upload_that_is_not_let_goes_some_time_later(archive: Archive) -> None:
    archive.world.connect(OUT)
    archive.do(FIRST, at(MONDAY, 18))
    archive.do(SECOND, at(MONDAY, 20))
    archive.world.desk.sleep(hours=14)
    archive.fake.faults.append(Reply(403))
    connection = archive.world.sync()
    assert connection.told == {"later": 1, "sent": 1}
    assert not connection.shut
    archive.world.desk.sleep(minutes=30)
    assert archive.world.sync().told == {"sent": 1}
    assert archive.count == 2


def test_strava_s_token_that_ended_early_is_renewed(strava: Archive) -> None:
    assert isinstance(strava.fake, FakeStrava)
    strava.world.connect(OUT)
    strava.do(FIRST, at(MONDAY, 18))
    strava.world.desk.sleep(hours=12)
    strava.fake.access_token = "another"  # noqa: S105
    connection = strava.world.sync()
    assert connection.told == {"sent": 1}
    assert not connection.shut
    assert strava.count == 1


def test_strava_gets_title_and_sets(strava: Archive) -> None:
    strava.world.connect(OUT)
    strava.do(FIRST, at(MONDAY, 18))
    strava.world.desk.sleep(hours=12)
    strava.world.sync()
    assert isinstance(strava.fake, FakeStrava)
    (fields,) = strava.fake.told_of.values()
    assert fields["name"] == "Holds"
    assert "left 15 s, right 15 s" in fields["description"]
    assert fields["external_id"] == f"hamstrong-{strava.world.athlete.id[:8]}-{FIRST}"
    assert {one.path.rsplit("/", 1)[0] for one in strava.fake.asked} <= {
        "/oauth", "/api/v3", "/api/v3/uploads"
    }  # fmt: skip


def test_strava_s_new_refresh_token_is_kept_before_it_is_needed(strava: Archive) -> None:
    assert isinstance(strava.fake, FakeStrava)
    strava.fake.now_s = 0
    strava.world.connect(OUT)
    strava.do(FIRST, at(MONDAY, 18))
    strava.world.desk.sleep(hours=12)
    strava.fake.before = lambda asked: None
    strava.fake.faults.extend([None, Reply(503)])
    assert "trouble of its own" in strava.world.sync().problem
    sealed = strava.world.connection.sealed
    secret = strava.world.vault.unseal(
        sealed, about=about(strava.world.athlete.id, ServiceName.STRAVA)
    )
    assert secret["refresh_token"] == strava.fake.refresh_token
    assert strava.fake.renewals == 2
    strava.world.desk.sleep(hours=1)
    assert strava.world.sync().told == {"sent": 1}


def test_a_file_that_strava_reads_slowly_is_looked_for_later(
    strava: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamstrong.adapters.services.strava.LOOKS", 3)
    assert isinstance(strava.fake, FakeStrava)
    strava.fake.looks = 5
    strava.world.connect(OUT)
    strava.do(FIRST, at(MONDAY, 18))
    strava.world.desk.sleep(hours=12)
    connection = strava.world.sync()
    assert connection.retry_at == strava.world.desk.clock.now() + timedelta(minutes=2)
    strava.fake.looks = 1
    for upload in strava.fake.uploads.values():
        strava.fake.activities[upload["digest"]] = 70_000
    strava.world.desk.sleep(minutes=2)
    strava.world.sync()
    assert strava.items[FIRST].state is ItemState.THERE
    assert strava.items[FIRST].remote_id == "70000"


def test_a_refresh_token_that_is_not_taken_is_told(tmp_path: Path, strava: Archive) -> None:
    strava.world.secret = {**CLIENT, "refresh_token": "of-another"}
    with pytest.raises(KeyRefused, match="Strava does not take the key"):
        strava.world.connect()
