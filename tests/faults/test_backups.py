"""Backups of a real folder: made while it is written, verified, restored, and refused."""

import io
import json
import os
import resource
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from starlette.testclient import TestClient

from hamstrong.adapters.services.vault import FileVault
from hamstrong.coach.backups import BackupDesk
from hamstrong.errors import BadFile, BadInput, Conflict, HamstrongError, NotFound, Unavailable
from hamstrong.main_backups import build_backup_desk, open_data
from hamstrong.settings import Settings
from tests.faults.filled import SECRET, a_set, app_over, event_id, fill, set_up

NOW = datetime(2027, 3, 9, 18, 0, tzinfo=UTC)
FILM = "00000000-0000-4000-8000-00000000f11a"
PHRASE = "three short planks"

PAGES = (
    *("/", "/week", "/block", "/runs", "/done", "/progress", "/changes", "/settings", "/body"),
    *("/api/today", "/api/week", "/api/block", "/api/plan", "/api/runs", "/api/progress"),
    *("/api/plan/history", "/api/absences", "/api/activities"),
)


@pytest.fixture(autouse=True)
def that_evening() -> Iterator[None]:
    """The clock goes on from there."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A folder that was lived in, and a secret that its key opens."""
    folder = tmp_path_factory.mktemp("lived-in")
    with time_machine.travel(NOW, tick=True):
        set_up(folder, NOW.date())
        return folder, fill(folder, NOW)


@pytest.fixture
def data(lived_in: tuple[Path, bytes], tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(lived_in[0], tmp_path / "data"))


def desk(data: Path, phrase: str = "") -> BackupDesk:
    return build_backup_desk(Settings.model_validate({"data": data, "backup_passphrase": phrase}))


def backed_up(data: Path, to: Path, phrase: str = "") -> Path:
    return desk(data, phrase).make(to, clips=False)[0].path


def shown(client: TestClient) -> dict[str, bytes]:
    """Every page, every document, and everything that an export holds."""
    with time_machine.travel(NOW, tick=False):
        answers = {path: client.get(path, headers={"accept": "text/html"}) for path in PAGES}
        assert {a.status_code for a in answers.values()} <= {200, 404}
        found = {path: a.content for path, a in answers.items() if a.status_code == 200}
        exported = client.get("/api/export").content
    assert len(found) >= len(PAGES) - 2
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        return found | {name: packed.read(name) for name in packed.namelist()}


@contextmanager
def writing_on(client: TestClient, first: int) -> Iterator[list[int]]:
    """Somebody logs sets meanwhile; gives the numbers that were acknowledged so far."""
    acknowledged: list[int] = []
    over = threading.Event()

    def write() -> None:
        number = first
        while not over.is_set():
            body = {"events": [a_set(number, NOW)]}
            assert client.post("/api/events", json=body).json()["accepted"]
            acknowledged.append(number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not acknowledged:
            assert writer.is_alive()
            over.wait(0.01)
        yield acknowledged
    finally:
        over.set()
        writer.join()


def ids_in(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "hamstrong.sqlite")) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM event")}


def test_a_backup_made_while_others_write_restores_into_an_empty_folder(
    data: Path, tmp_path: Path
) -> None:
    with app_over(data) as client:
        with writing_on(client, 1000) as acknowledged:
            before = len(acknowledged)
            file, manifest = desk(data).make(tmp_path / "while.zip", clips=False)
            early, late = acknowledged[:before], [*acknowledged]
        calm = backed_up(data, tmp_path / "calm.zip")
        wanted = shown(client)
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert manifest.left_out == ("secrets",)

    desk(tmp_path / "then").restore(file.path, keys=True)
    found = ids_in(tmp_path / "then")
    assert {event_id(n) for n in early} <= found
    assert len(found) == manifest.counts["event"] <= manifest.counts["event"] + len(late)

    done = desk(tmp_path / "now").restore(calm, keys=True)
    assert done.aside is None
    assert {path.name for path in (tmp_path / "now").iterdir()} == {"hamstrong.sqlite"}
    with app_over(tmp_path / "now") as client:
        assert shown(client) == wanted


def test_keys_travel_sealed_and_open_with_the_passphrase(
    data: Path, lived_in: tuple[Path, bytes], tmp_path: Path
) -> None:
    file = backed_up(data, tmp_path / "sealed.zip", PHRASE)
    key = (data / "services.key").read_bytes()
    with zipfile.ZipFile(file) as packed:
        assert all(key.strip() not in packed.read(name) for name in packed.namelist())
    for phrase, said in (("", "set HAMSTRONG_BACKUP_PASSPHRASE"), ("plank", "not the passphrase")):
        with pytest.raises(BadInput, match=said):
            desk(tmp_path / "new", phrase).restore(file, keys=True)
        assert list((tmp_path / "new").iterdir()) == []

    desk(tmp_path / "new", PHRASE).restore(file, keys=True)
    assert FileVault(tmp_path / "new").unseal(lived_in[1], about="a service") == SECRET
    for name in ("services.key", "certificates/ca.key", "certificates/server.key"):
        assert (tmp_path / "new" / name).read_bytes() == (data / name).read_bytes()
        assert (tmp_path / "new" / name).stat().st_mode & 0o777 == 0o600
    assert desk(tmp_path / "bare").restore(file, keys=False).without_secrets
    assert {path.name for path in (tmp_path / "bare").iterdir()} == {"hamstrong.sqlite"}


def film(data: Path) -> None:
    """A film that waits to be judged."""
    (data / "clips").mkdir()
    (data / "clips" / FILM).write_bytes(b"film" * 1000)


def test_what_was_there_is_kept_aside_whole(data: Path, tmp_path: Path) -> None:
    file = backed_up(data, tmp_path / "old.zip")
    with app_over(data) as client:
        client.post("/api/events", json={"events": [a_set(77, NOW)]})
    later = ids_in(data)
    film(data)
    done = desk(data).restore(file, keys=True)
    assert done.aside is not None
    assert ids_in(done.aside) == later
    assert ids_in(data) == later - {event_id(77)}
    assert (data / "services.key").exists(), "what the backup lacks stays"
    assert (data / "clips" / FILM).read_bytes() == (done.aside / "clips" / FILM).read_bytes()
    assert not list(data.glob(".hamstrong-*")), "nothing is left half done"


def test_films_go_in_when_they_are_asked_for(data: Path, tmp_path: Path) -> None:
    film(data)
    assert desk(data).make(tmp_path / "without.zip", clips=False)[1].left_out[-1] == "clips"
    file = desk(data).make(tmp_path / "films.zip", clips=True)[0].path
    desk(tmp_path / "new").restore(file, keys=True)
    assert (tmp_path / "new" / "clips" / FILM).read_bytes() == b"film" * 1000


def test_nothing_is_restored_while_hamstrong_runs_on_the_folder(data: Path, tmp_path: Path) -> None:
    file = backed_up(data, tmp_path / "file.zip")
    with app_over(data), pytest.raises(Conflict, match="stop it first"):
        desk(data).restore(file, keys=True)
    assert desk(data).restore(file, keys=True).aside is not None


def spoilt(file: Path, name: str, content: bytes) -> None:
    """The backup with another content of one member, packed soundly."""
    with zipfile.ZipFile(file) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, kept in (members | {name: content}).items():
            packed.writestr(each, kept)


@pytest.mark.parametrize("damage", ["short", "bit", "member", "foreign", "climbing", "empty"])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    data: Path, tmp_path: Path, damage: str
) -> None:
    file = backed_up(data, tmp_path / "file.zip")
    whole = file.read_bytes()
    if damage == "short":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "bit":
        middle = len(whole) // 3
        file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    elif damage == "member":
        spoilt(file, "hamstrong.sqlite", (data / "hamstrong.sqlite").read_bytes() + b"\0")
    elif damage == "foreign":
        spoilt(file, "diary.txt", b"dear diary")
    elif damage == "climbing":
        manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
        manifest["members"]["../evil"] = {"size": 1, "sha256": "0"}
        spoilt(file, "../evil", b"x")
        spoilt(file, "manifest.json", json.dumps(manifest).encode())
    else:
        file.write_bytes(b"")
    before = ids_in(data)
    with pytest.raises(BadFile) as caught:
        desk(data).verify(file)
    assert caught.value.place == str(file)
    with pytest.raises(BadFile):
        desk(data).restore(file, keys=True)
    assert ids_in(data) == before
    assert not list(data.glob("before-restore-*"))
    assert not list(tmp_path.glob("evil"))


def test_a_database_with_an_owner_less_row_is_no_sound_backup(data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data / "hamstrong.sqlite")) as connection, connection:
        connection.execute("INSERT INTO pin VALUES ('nobody', 's', '2027-03-08 05:30:00')")
    with pytest.raises(Unavailable, match="belong to nobody"):
        backed_up(data, tmp_path / "file.zip")
    assert not (tmp_path / "file.zip").exists()


def test_a_newer_backup_is_refused_in_a_sentence(data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data / "hamstrong.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    file = backed_up(data, tmp_path / "future.zip")
    with pytest.raises(Unavailable, match="made by a newer Hamstrong"):
        desk(tmp_path / "new").restore(file, keys=True)
    assert list((tmp_path / "new").iterdir()) == []


def test_an_existing_file_is_never_written_over(data: Path, tmp_path: Path) -> None:
    taken = tmp_path / "diary.zip"
    taken.write_text("dear diary")
    with pytest.raises(Conflict, match="choose another name"):
        backed_up(data, taken)
    assert taken.read_text() == "dear diary"
    with pytest.raises(NotFound, match="nothing to back up"):
        backed_up(tmp_path / "empty", tmp_path / "none.zip")


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, which writes meet as they meet a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_fails_a_backup_and_a_restore_and_loses_nothing(
    data: Path, tmp_path: Path
) -> None:
    file = backed_up(data, tmp_path / "file.zip")
    before = ids_in(data)
    for act in (
        lambda: backed_up(data, tmp_path / "more.zip"),
        lambda: desk(data).restore(file, keys=True),
    ):
        with full_disk(100_000), pytest.raises(HamstrongError) as caught:
            act()
        assert isinstance(caught.value, Unavailable)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file.zip"]
    assert ids_in(data) == before
    assert not list(data.glob(".hamstrong-*"))


def test_a_full_disk_refuses_events_and_keeps_those_of_before(data: Path) -> None:
    many = {"events": [a_set(n, NOW + timedelta(seconds=n)) for n in range(2000, 2400)]}
    with app_over(data) as client:
        size = (data / "hamstrong.sqlite").stat().st_size
        with full_disk(size // 4):
            refused = client.post("/api/events", json=many)
        assert refused.status_code == 503
        assert refused.json()["error"].endswith(("try again.", "nothing was saved."))
        assert event_id(2000) not in ids_in(data)
        assert len(client.post("/api/events", json=many).json()["accepted"]) == 400
    assert {event_id(n) for n in range(1, 30)} | {event_id(2399)} <= ids_in(data)


def test_a_clock_that_jumps_back_loses_and_doubles_nothing(data: Path, tmp_path: Path) -> None:
    settings = Settings(data=data, backups=str(tmp_path / "kept"))
    for number, moment in enumerate((NOW, NOW - timedelta(days=400), NOW + timedelta(hours=1))):
        with time_machine.travel(moment, tick=False):
            database = open_data(settings)
            with app_over(data, backups=settings.backups) as client:
                body = {"events": [a_set(5000 + number, moment)]}
                assert client.post("/api/events", json=body).json()["accepted"]
                assert client.post("/api/events", json=body).json()["known"]
                assert client.get("/api/today").status_code == 200
            database.close()
    assert {event_id(5000 + n) for n in range(3)} <= ids_in(data)


def test_two_devices_that_log_one_session_at_once_lose_and_double_nothing(data: Path) -> None:
    shared = [a_set(n, NOW) for n in range(3000, 3020)]
    accepted: list[str] = []
    with app_over(data) as client:

        def log(own: int) -> None:
            for event in (*shared, a_set(own, NOW)):
                answer = client.post("/api/events", json={"events": [event]}).json()
                accepted.extend(answer["accepted"])

        devices = [threading.Thread(target=log, args=(own,)) for own in (3100, 3200)]
        for device in devices:
            device.start()
        for device in devices:
            device.join()
    assert sorted(accepted) == sorted([e["id"] for e in shared] + [event_id(3100), event_id(3200)])
    assert set(accepted) <= ids_in(data)


def test_a_file_of_another_owner_mode_stays_closed(data: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        file = backed_up(data, tmp_path / "deep" / "file.zip", PHRASE)
        desk(tmp_path / "new", PHRASE).restore(file, keys=True)
    finally:
        os.umask(old)
    made = [file, *(path for path in (tmp_path / "new").rglob("*") if path.is_file())]
    assert {path.stat().st_mode & 0o077 for path in made} == {0}
