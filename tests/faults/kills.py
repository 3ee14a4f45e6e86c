"""Kill -9 at random points, and look whether anything that was acknowledged is gone.

`python -m tests.faults.kills --rounds 200` prints a line for each kind; ends with 1 at the first
loss. Each round is a process that is forked, works on a real data folder, and is killed.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from sqlalchemy import Engine, event

from hamstrong.coach.inputs import read_inputs
from hamstrong.coach.publish import revised
from hamstrong.errors import HamstrongError
from hamstrong.main import build_app, open_data, open_reading
from hamstrong.main_backups import build_backup_desk
from hamstrong.settings import Settings
from tests.db.test_migrations import make_0001
from tests.faults.filled import a_set, event_id, fill, set_up
from tests.services.world import gpx_run
from tests.web.world import plan_csv

LONGEST_LIFE_S = 1.0
PATIENCE_S = 30.0
WATCHED = ("open", "os.", "sqlite3.", "shutil.")
"""Steps of a process that it may be killed before: what touches a disk."""


def forked(act: Callable[[], object]) -> int:
    """Do something in a process of its own; its id."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    return pid


def ended(pid: int) -> int:
    """How a process ended: its code, or the signal as a negative number."""
    status = os.waitpid(pid, 0)[1]
    return os.waitstatus_to_exitcode(status)


def killed_at(step: int, act: Callable[[], object]) -> int:
    """Do it in a process that is killed before one of its steps; 0 where it has fewer."""

    def work() -> None:
        left = step

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(lambda name, _: count() if name.startswith(WATCHED) else None)
        event.listen(Engine, "before_cursor_execute", count)
        act()

    return ended(forked(work))


def check_database(data: Path) -> None:
    with closing(sqlite3.connect(data / "hamstrong.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def check_plan(data: Path, acknowledged: set[str], activities: int) -> None:
    """Every event is there, and the plan, its history and its calendar are of one moment."""
    database = open_data(Settings(data=data, backups="off"))
    with open_reading(database) as ports:
        (athlete,) = ports.store.athletes.all()
        kept = [one.id for one in ports.store.events.all(athlete.id)]
        assert len(kept) == len(set(kept))
        assert acknowledged <= set(kept), f"{len(acknowledged - set(kept))} events are gone"
        assert len(ports.store.activities.all(athlete.id)) >= activities
        stored = ports.store.plans.get(athlete.id)
        assert stored is not None
        published = ports.store.plans.revisions(athlete.id)
        assert revised(published, stored.plan, now=stored.revised_at) == (), "half a plan"
        newest = ports.store.versions.all(athlete.id)[-1]
        after = ports.store.versions.snapshot(athlete.id, newest.number).after
        assert after == read_inputs(ports, athlete.id), "a plan without its cause"
    database.close()


class Visitors:
    """Devices that use a server until it is gone, and remember what it acknowledged."""

    def __init__(self, url: str, today: datetime, start: int) -> None:
        self.url, self.today, self.number = url, today, start
        self.events: set[str] = set()
        self.activities = 0

    def run(self) -> list[threading.Thread]:
        work = (self.log, self.log, self.change, self.take_in)
        threads = [threading.Thread(target=self._until_gone, args=(act,)) for act in work]
        for thread in threads:
            thread.start()
        return threads

    def _until_gone(self, act: Callable[[httpx2.Client], None]) -> None:
        with httpx2.Client(base_url=self.url, timeout=20) as client:
            try:
                while True:
                    act(client)
            except httpx2.TransportError:
                return

    def log(self, client: httpx2.Client) -> None:
        """Some sets, now and then a morning, which has the plan made again afterwards."""
        self.number += 1
        sent = a_set(self.number, self.today)
        answer = client.post("/api/events", json={"events": [sent]}).json()
        self.events |= {*answer["accepted"], *answer["known"]}

    def change(self, client: httpx2.Client) -> None:
        """Lose a day, or get it back."""
        lost = client.get("/api/absences").json()["absences"]
        if lost:
            client.delete(f"/api/absences/{lost[0]['id']}")
        else:
            day = self.today.date() + timedelta(days=random.randrange(2, 18))
            client.post("/api/absences", json={"kind": "away", "first": str(day)})

    def take_in(self, client: httpx2.Client) -> None:
        """A plan with more or fewer weeks, and a run from a watch."""
        monday = self.today.date() - timedelta(days=self.today.weekday())
        csv = plan_csv(first=monday, weeks=random.choice((2, 3)))
        client.post("/api/runs", params={"name": "club.csv"}, content=csv.encode())
        day = self.today.date() - timedelta(days=random.randrange(1, 2000))
        files = {"files": (f"{day}.gpx", gpx_run(day))}
        if client.post("/api/activities", files=files).status_code == 200:
            self.activities = max(self.activities, 1)


def serve(data: Path, bound: socket.socket) -> None:
    """The real app over the folder, until it is killed."""
    settings = Settings(data=data, backups="off")
    app = build_app(settings, open_data(settings))
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[bound])


def kill_servers(folder: Path, rounds: int, chance: random.Random) -> dict[str, Any]:
    """Servers over one folder, each killed while its visitors log, import and change the plan.

    A backup is made from outside meanwhile, and restored.
    """
    now = datetime.now(UTC)
    data, acknowledged, activities = folder / "data", set[str](), 0
    set_up(data, now.date())
    fill(data, now)
    for turn in range(rounds):
        bound = socket.create_server(("127.0.0.1", 0))
        pid = forked(lambda bound=bound: serve(data, bound))  # type: ignore[misc]
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        bound.close()
        visitors = Visitors(url, now, (turn + 1) * 100_000)
        threads = visitors.run()
        wait_for_work(visitors)
        time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
        if turn % 5 == 0:
            check_copy(folder, data, acknowledged | visitors.events, activities)
        os.kill(pid, signal.SIGKILL)
        assert ended(pid) == -signal.SIGKILL
        for thread in threads:
            thread.join()
        acknowledged |= visitors.events
        activities = max(activities, visitors.activities)
        check_database(data)
        check_plan(data, acknowledged, activities)
    return {"events": len(acknowledged)}


def wait_for_work(visitors: Visitors) -> None:
    """Until the first event is acknowledged: what was killed before has nothing to lose."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not visitors.events:
        assert time.monotonic() < give_up_at, "the server acknowledges nothing"
        time.sleep(0.01)


def check_copy(folder: Path, data: Path, acknowledged: set[str], activities: int) -> None:
    """A backup of a folder in use has all that was acknowledged before it was begun."""
    known = set(acknowledged)
    file = build_backup_desk(Settings(data=data)).make(folder, clips=False)[0].path
    build_backup_desk(Settings(data=folder / "copy")).restore(file, keys=False)
    check_plan(folder / "copy", known, activities)
    shutil.rmtree(folder / "copy")
    file.unlink()


def tables(data: Path) -> dict[str, list[Any]]:
    """Everything in a database."""
    with closing(sqlite3.connect(data / "hamstrong.sqlite")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608
            for (name,) in names
        }


def kill_migrations(folder: Path, rounds: int, chance: random.Random) -> dict[str, Any]:
    """An old database, opened by a program that is killed on the way, until one gets through."""
    old, new = folder / "old", folder / "new"
    old.mkdir()
    make_0001(old / "hamstrong.sqlite")
    shutil.copytree(old, new)
    open_data(Settings(data=new)).close()
    wanted, deaths = tables(new), 0
    while deaths < rounds:
        data = Path(shutil.copytree(old, folder / "data"))
        step = chance.randrange(1, 40)
        while killed_at(step, lambda data=data: open_data(Settings(data=data)).close()):  # type: ignore[misc]
            deaths += 1
            check_database(data)
            step += chance.randrange(1, 60)
        open_data(Settings(data=data)).close()
        assert tables(data) == wanted
        backups = list((data / "backups").glob("hamstrong-before-0001-*.zip"))
        assert backups, "no backup was made before"
        for file in backups:
            assert build_backup_desk(Settings(data=data)).verify(file).schema == "0001"
        shutil.rmtree(data)
    return {"killed": deaths}


def with_keys(data: Path) -> Settings:
    """Settings whose backups hold keys."""
    return Settings.model_validate({"data": data, "backup_passphrase": "three short planks"})


def kill_restores(folder: Path, rounds: int, chance: random.Random) -> dict[str, Any]:
    """A restore that is killed leaves the data of before or of the backup, keys with events."""
    now = datetime.now(UTC)
    first, deaths, seen = folder / "first", 0, {False: 0, True: 0}
    set_up(first, now.date())
    fill(first, now)
    file = build_backup_desk(with_keys(first)).make(folder, clips=False)[0].path
    key = (first / "services.key").read_bytes()
    with closing(sqlite3.connect(first / "hamstrong.sqlite")) as connection, connection:
        connection.execute(
            "INSERT INTO event SELECT athlete_id, ?, kind, at, offset_s, ?, received_at "
            "FROM event LIMIT 1",
            (event_id(999), json.dumps({"later": True})),
        )
    (first / "services.key").write_bytes(b"of now")
    while deaths < rounds:
        data_folder = Path(shutil.copytree(first, folder / "data"))
        settings = with_keys(data_folder)
        act = lambda s=settings: build_backup_desk(s).restore(file, keys=True)  # noqa: E731
        step = chance.randrange(1, 160)
        if killed_at(step, act):
            deaths += 1
        open_data(settings).close()
        check_database(data_folder)
        is_old = event_id(999) in {row[1] for row in tables(data_folder)["event"]}
        assert (data_folder / "services.key").read_bytes() == (b"of now" if is_old else key)
        seen[is_old] += 1
        asides = list(data_folder.glob("before-restore-*/hamstrong.sqlite"))
        assert bool(asides) is not is_old, "the data of before is kept aside"
        shutil.rmtree(data_folder)
    return {"killed": deaths, "before": seen[True], "after": seen[False]}


KINDS = {"servers": kill_servers, "migrations": kill_migrations, "restores": kill_restores}


def main() -> int:
    """Run the rounds that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", choices=tuple(KINDS))
    options = parser.parse_args()
    for kind, kill in KINDS.items():
        if options.only not in (None, kind):
            continue
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = kill(Path(folder), options.rounds, random.Random(options.seed))
            except (AssertionError, HamstrongError) as error:
                print(f"{kind}: seed {options.seed}: {type(error).__name__}: {error}")
                return 1
        took = round(time.monotonic() - begun, 1)
        print(json.dumps({"kind": kind, "rounds": options.rounds, "seconds": took, **found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
