"""Settings from the environment, and the data folder."""

import stat
from pathlib import Path

import pytest

from hamstrong.errors import BadInput, Unavailable
from hamstrong.settings import PREFIX, Settings, load_settings, prepare_data_dir


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def test_the_defaults_stay_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = load_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.hosts == ()
    assert settings.trusted_proxy == ""
    assert settings.data.name == "hamstrong"


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "data": "~/coach",
        "host": "192.168.1.5",
        "port": "9000",
        "lan_port": "9443",
        "hosts": "Coach.example.org, coach.home.arpa,",
        "trusted_proxy": "172.16.0.0/12",
        "services_key": "a key",
        "backups": "~/elsewhere",
        "backup_passphrase": "a passphrase",
    }
    assert set(values) == set(Settings.model_fields)
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)

    settings = load_settings()

    assert settings.data == Path.home() / "coach"
    assert settings.hosts == ("coach.example.org", "coach.home.arpa")
    assert (settings.host, settings.port, settings.lan_port) == ("192.168.1.5", 9000, 9443)
    assert settings.trusted_proxy == "172.16.0.0/12"
    assert settings.services_key.get_secret_value() == "a key"
    assert settings.backup_folder == Path.home() / "elsewhere"
    assert settings.backup_passphrase.get_secret_value() == "a passphrase"
    assert not {"a key", "a passphrase"} & set(repr(settings).split("'"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("LAN_PORT", "0"),
        ("TRUSTED_PROXY", "caddy"),
        ("HOSTS", "https://coach.example.org"),
        ("HOSTS", "coach.example.org:8443"),
        ("HOSTS", "coach.example.org,other.example.org/coach"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(BadInput, match=value) as caught:
        load_settings()
    assert caught.value.place == PREFIX + name


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "hamstrong"

    assert prepare_data_dir(folder) == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)

    prepare_data_dir(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(Unavailable, match="cannot be written") as caught:
        prepare_data_dir(taken)
    assert caught.value.place == str(taken)
