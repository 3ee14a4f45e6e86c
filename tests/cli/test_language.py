"""Commands speak what is asked for, else what the athlete chose."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from hamstrong.cli.app import run
from hamstrong.coach.open_example import open_example
from hamstrong.language import Language, is_chosen, speaking, spoken
from hamstrong.main import Doors
from hamstrong.settings import Settings
from tests.cli.desk_doors import DeskDoors
from tests.unit.coach.desk import Desk

Say = Callable[..., str]

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
LOOKS = (
    ("today",),
    ("week",),
    ("week", "--day", "2027-01-20"),
    ("why",),
    ("why", "2026-11-25", "--week"),
)
CHANGES = (
    ("replan", "--ill", "2026-12-02..2026-12-04", "--dry-run", "--all"),
    ("replan", "--ill", "2026-12-02..2026-12-04"),
    ("diff", "--all"),
    ("diff", "--list"),
    ("log", "check-in", "--pain", "calf=6", "--slept-badly"),
    ("diff", "1", "3", "--all"),
    ("undo", "--dry-run"),
    ("undo",),
    ("redo",),
    ("diff",),
)
FOREIGN = {
    "es": re.compile(r"\b(the|your|before|after|run|with|at|needs|race)\b", re.IGNORECASE),
    "en": re.compile(r"\b(de|la|el|tu|con|para|esta|del|antes)\b", re.IGNORECASE),
}
"""Small words of the other language."""


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """What a command prints."""
    desk = Desk()
    desk.planned()

    def said(*words: str, code: int = 0) -> str:
        assert run(DeskDoors(desk), list(words)) == code
        told = capsys.readouterr()
        return told.out + told.err

    return said


def test_a_command_speaks_the_language_that_is_asked_for(say: Say) -> None:
    assert "Run: " in say("today")
    assert "Correr: " in say("--language", "es", "today")
    assert "Semana del " in say("--language", "es_AR.UTF-8", "week")
    assert "Run: " in say("today")


def test_the_environment_asks_too(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAMSTRONG_LANGUAGE", "es")
    assert "Entre dos sesiones cualesquiera" in say("rules", "spacing-other")
    assert "Between any two sessions" in say("--language", "en", "rules", "spacing-other")


def test_how_sure_a_number_is_is_told_in_it(say: Say) -> None:
    told = say("--language", "es", "rules", "weights")
    assert "a criterio" in told
    assert "judgement" not in told
    assert "judgement: judgement" not in say("rules", "weights")


def test_what_is_refused_is_told_in_it(say: Say) -> None:
    assert "no es un día" in say("--language", "es", "week", "--day", "someday", code=2)


def test_a_language_without_texts_is_refused(say: Say) -> None:
    assert "no language here: give en or es" in say("--language", "fr", "today", code=2)


def test_without_a_word_it_is_the_athlete_s(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doors = Doors(lambda: Settings(data=tmp_path))
    try:
        with doors.writing() as ports:
            ports.store.athletes.save(Desk().athlete(language=Language.SPANISH))
        assert run(doors, ["week"]) != 0
        assert "Aún no hay nada planificado" in capsys.readouterr().err
        assert run(doors, ["--language", "en", "week"]) != 0
        assert "Nothing is planned yet" in capsys.readouterr().err
    finally:
        doors.close()
    assert spoken() is Language.ENGLISH
    assert not is_chosen()


@pytest.mark.parametrize(("kept", "asked"), [("en", "es"), ("es", "en")])
def test_a_plan_kept_in_one_language_is_told_in_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: str, asked: str
) -> None:
    doors = Doors(lambda: Settings(data=tmp_path))
    with time_machine.travel(NOW):
        try:
            with speaking(Language(kept)), doors.writing() as ports:
                open_example(ports, zone="Europe/Madrid")
            for words in LOOKS:
                assert run(doors, ["--language", asked, *words]) == 0
                told = capsys.readouterr().out
                assert len(told) > 100
                assert FOREIGN[asked].findall(told) == [], words
                assert run(doors, list(words)) == 0
                assert FOREIGN[kept].findall(capsys.readouterr().out) == [], words
        finally:
            doors.close()


@pytest.mark.parametrize(("kept", "asked"), [("en", "es"), ("es", "en")])
def test_a_change_made_in_one_language_is_kept_in_the_athlete_s(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: str, asked: str
) -> None:
    doors = Doors(lambda: Settings(data=tmp_path))
    with time_machine.travel(NOW):
        try:
            with speaking(Language(kept)), doors.writing() as ports:
                open_example(ports, zone="Europe/Madrid")
            for words in CHANGES:
                assert run(doors, ["--language", asked, *words]) == 0
                told = capsys.readouterr().out
                assert len(told) > 30
                assert FOREIGN[asked].findall(told) == [], words
            for words in (("diff", "2", "--all"), ("diff", "--list"), ("undo",)):
                assert run(doors, list(words)) == 0
                assert FOREIGN[kept].findall(capsys.readouterr().out) == [], words
        finally:
            doors.close()
