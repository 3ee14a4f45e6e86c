"""What the machine and the settings refuse is told in the language that is spoken."""

import errno
import os
from pathlib import Path

import pytest

from hamstrong.errors import BadInput, NotFound, Unavailable
from hamstrong.exercises.library import load_library
from hamstrong.language import Language, speaking
from hamstrong.machine import MACHINE, refusal
from hamstrong.settings import PREFIX, Settings, load_settings, prepare_data_dir

KNOWN = [key.removeprefix("refusals.") for key in MACHINE if key.startswith("refusals.E")]


@pytest.mark.parametrize("name", KNOWN)
def test_english_says_what_the_system_says(name: str) -> None:
    number = getattr(errno, name)
    system = os.strerror(number).lower()
    told = refusal(OSError(number, os.strerror(number)))
    assert told == system
    with speaking(Language.SPANISH):
        assert refusal(OSError(number, os.strerror(number))) != system


def test_what_has_no_words_is_told_as_the_system_tells_it() -> None:
    assert refusal(OSError(errno.ELOOP, "Too many levels")) == "too many levels"
    assert refusal(OSError("odd")) == "unknown reason"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_says_what_it_wants(name: str) -> None:
    for language in Language:
        assert f"wanted.{name}" in MACHINE.spoken(language)


def test_a_setting_is_refused_in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + "PORT", "70000")
    with speaking(Language.SPANISH), pytest.raises(BadInput, match="de 1 a 65535") as caught:
        load_settings()
    assert caught.value.message.startswith("'70000' no sirve")


def test_a_folder_is_refused_in_spanish(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with speaking(Language.SPANISH), pytest.raises(Unavailable, match="carpeta de datos"):
        prepare_data_dir(taken)


def test_an_unknown_exercise_is_named_in_spanish() -> None:
    with speaking(Language.SPANISH), pytest.raises(NotFound, match="No hay ningún ejercicio"):
        load_library().find("handstand")
