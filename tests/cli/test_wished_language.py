"""Which language a line is answered in: its own word, the environment, the system, English."""

from pathlib import Path

import pytest

from hamstrong.cli.app import run
from hamstrong.cli.wished_language import language_first, wished_language
from hamstrong.language import Language
from hamstrong.main import Doors
from hamstrong.settings import Settings
from tests.unit.coach.desk import Desk

EN, ES = Language.ENGLISH, Language.SPANISH


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("week --language es --json", "--language es week --json"),
        ("week --language=es", "--language=es week"),
        ("--language es week", "--language es week"),
        ("import -- --language es", "import -- --language es"),
        ("week --language", "--language"),
        ("week", "week"),
        ("", ""),
    ],
)
def test_the_option_may_stand_anywhere(typed: str, read: str) -> None:
    assert language_first(typed.split()) == read.split()


@pytest.mark.parametrize(
    ("line", "environ", "wished"),
    [
        ("--language es week", {"HAMSTRONG_LANGUAGE": "en", "LC_ALL": "en_GB.UTF-8"}, ES),
        ("--language en week", {"HAMSTRONG_LANGUAGE": "es", "LC_ALL": "es_ES.UTF-8"}, EN),
        ("--language=es_AR week", {}, ES),
        ("week", {"HAMSTRONG_LANGUAGE": "es", "LC_ALL": "en_GB.UTF-8"}, ES),
        ("week", {"LC_ALL": "es_ES.UTF-8", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, ES),
        ("week", {"LC_ALL": "", "LC_MESSAGES": "es_MX.UTF-8", "LANG": "en_GB"}, ES),
        ("week", {"LANG": "es_ES.UTF-8"}, ES),
        ("week", {"LC_ALL": "C.UTF-8", "LANG": "es_ES.UTF-8"}, EN),
        ("week", {"LANG": "fr_FR.UTF-8"}, EN),
        ("--language fr week", {"LANG": "es_ES.UTF-8"}, ES),
        ("week", {}, EN),
    ],
)
def test_the_first_that_says_something_decides(
    line: str, environ: dict[str, str], wished: Language
) -> None:
    assert wished_language(line.split(), environ) is wished


def test_the_athlete_comes_before_the_system_and_after_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    doors = Doors(lambda: Settings(data=tmp_path))

    def told(*words: str) -> str:
        assert run(doors, list(words)) != 0
        return capsys.readouterr().err

    try:
        assert "Aún no hay nadie" in told("week")
        with doors.writing() as ports:
            ports.store.athletes.save(Desk().athlete(language=EN))
        assert "Nothing is planned yet" in told("week")
        assert "Aún no hay nada planificado" in told("week", "--language", "es")
    finally:
        doors.close()


def test_judging_speaks_as_the_athlete_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    doors = Doors(lambda: Settings(data=data))
    line = ["judge", "bridge.mp4", "--exercise", "nothing"]
    try:
        assert run(doors, line) == 6
        assert "There is no exercise 'nothing'" in capsys.readouterr().err
        assert not data.exists()
        with doors.writing() as ports:
            ports.store.athletes.save(Desk().athlete(language=ES))
        assert run(doors, line) == 6
        assert "No hay ningún ejercicio 'nothing'" in capsys.readouterr().err
        assert run(doors, [*line, "--language", "en"]) == 6
        assert "There is no exercise 'nothing'" in capsys.readouterr().err
    finally:
        doors.close()


def test_help_opens_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doors = Doors(lambda: Settings(data=tmp_path / "data"))
    assert run(doors, ["week", "--help", "--language", "es"]) == 0
    assert "Opciones" in capsys.readouterr().out
    assert not (tmp_path / "data").exists()
