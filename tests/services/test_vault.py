"""Secrets at rest: encrypted, for the owner alone, and nowhere else."""

import os
import stat
from pathlib import Path

import pytest

from hamstrong.adapters.services.vault import FILE_NAME, FileVault, new_key
from hamstrong.errors import Unavailable

SECRET = {"key": "a-key-that-nobody-may-read"}


def test_what_is_kept_opens_again_and_tells_nothing(tmp_path: Path) -> None:
    sealed = FileVault(tmp_path).seal(SECRET, about="me/intervals")
    assert b"a-key" not in sealed
    assert FileVault(tmp_path).unseal(sealed, about="me/intervals") == SECRET


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    FileVault(tmp_path).seal(SECRET, about="me")
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    sealed = FileVault(tmp_path).seal(SECRET, about="me")
    (tmp_path / FILE_NAME).chmod(0o640)
    with pytest.raises(Unavailable, match="chmod 600"):
        FileVault(tmp_path).unseal(sealed, about="me")


def test_what_is_kept_for_one_opens_for_nobody_else(tmp_path: Path) -> None:
    sealed = FileVault(tmp_path).seal(SECRET, about="me/intervals")
    with pytest.raises(Unavailable, match="connect the service again"):
        FileVault(tmp_path).unseal(sealed, about="you/intervals")


@pytest.mark.parametrize("key", ["gone", "other", "torn", "éñ", "YQ=="])
def test_without_the_key_nothing_opens(tmp_path: Path, key: str) -> None:
    sealed = FileVault(tmp_path).seal(SECRET, about="me")
    file = tmp_path / FILE_NAME
    if key == "gone":
        file.unlink()
    else:
        file.write_text({"other": new_key(), "torn": "half a key"}.get(key, key), "utf-8")
    with pytest.raises(Unavailable, match="does not open what is kept"):
        FileVault(tmp_path).unseal(sealed, about="me")
    assert file.exists() == (key != "gone")


def test_a_key_from_the_environment_needs_no_file(tmp_path: Path) -> None:
    key = new_key()
    sealed = FileVault(tmp_path, key).seal(SECRET, about="me")
    assert list(tmp_path.iterdir()) == []
    assert FileVault(tmp_path / "elsewhere", key).unseal(sealed, about="me") == SECRET


def test_a_wrong_key_from_the_environment_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        FileVault(tmp_path, "hunter2-is-no-key").seal(SECRET, about="me")
    assert "HAMSTRONG_SERVICES_KEY is not a key" in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_what_a_killed_one_left_of_a_key_goes(tmp_path: Path) -> None:
    old, young = tmp_path / "services.aa.part", tmp_path / "services.bb.part"
    for part in (old, young):
        part.write_text("half")
    os.utime(old, (0, 0))
    FileVault(tmp_path).seal(SECRET, about="me")
    assert {file.name for file in tmp_path.iterdir()} == {FILE_NAME, young.name}
