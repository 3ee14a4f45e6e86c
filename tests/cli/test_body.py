"""`hamstrong body`: for eyes and for machines."""

import json
from datetime import timedelta

import pytest

from hamstrong.cli.app import run
from hamstrong.coach.body_document import body_document
from hamstrong.coach.show_body import show_body
from tests.cli.desk_doors import DeskDoors
from tests.unit.coach.desk import MONDAY, Desk
from tests.unit.coach.test_body import logged
from tests.unit.coach.test_show_body import HELD, eighth_morning, holds

EIGHTH = MONDAY + timedelta(days=8)


def test_it_tells_what_is_not_green_and_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    desk, _ = logged(eighth_morning(pain={"calf": 6}), *holds(*HELD), days=8)
    assert run(DeskDoors(desk), ["body"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "● red" in out
    assert "Pain above 5." in out
    assert "green: back, hip" in out
    assert "does something hurt? Answer with: hamstrong log check-in" in out
    assert "→" in out
    assert f"{EIGHTH:%a %d %b}" in out


def test_the_legs_of_a_fortnight_and_on_asking_of_the_whole_block(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = Desk()
    desk.planned()
    assert run(DeskDoors(desk), ["body"]) == 0
    short = capsys.readouterr().out
    assert "Every day up to 31 Jan: hamstrong body --whole-block" in short
    assert "Sun 31 Jan 07:00" not in short
    assert run(DeskDoors(desk), ["body", "--whole-block"]) == 0
    whole = capsys.readouterr().out
    assert "Sun 31 Jan 07:00" in whole
    assert "--whole-block" not in whole


def test_json_is_the_document_of_the_api(capsys: pytest.CaptureFixture[str]) -> None:
    desk, athlete = logged(eighth_morning(ill=True), *holds(*HELD), days=8)
    assert run(DeskDoors(desk), ["body", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == body_document(show_body(desk.ports, athlete), desk.ports.library)
    assert printed["ill"] is True


def test_without_a_word_in_the_log_everything_is_green(capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk()
    desk.planned()
    assert run(DeskDoors(desk), ["body"]) == 0
    out = capsys.readouterr().out
    assert "No sets logged yet" in out
    assert "Why, what it does" not in out


def test_nobody_set_up_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(DeskDoors(Desk()), ["body"]) != 0
    assert "Nobody is set up yet" in capsys.readouterr().err
