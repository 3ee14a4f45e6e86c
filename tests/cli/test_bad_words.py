"""What contradicts itself or cannot be yet: one sentence, and nothing written."""

from datetime import timedelta

import pytest

from hamstrong.coach.inputs import read_inputs
from hamstrong.coach.model import Athlete
from tests.cli.desk_doors import Command
from tests.cli.test_replan import athlete, command, desk
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk

__all__ = ["athlete", "command", "desk"]

TOMORROW = MONDAY + timedelta(days=1)
REFUSED = [
    (("log", "check-in", "--day", f"{TOMORROW}"), "The morning of 15 Dec 2026 is still to come"),
    (("log", "check-in", "--ill", "--well"), "You cannot be ill and well"),
    (
        ("log", "check-in", "--worse", "calf", "--settled", "calf"),
        "cannot be worse and back to usual",
    ),
    (("log", "check-in", "--soreness", "calf=50"), "50 is too much for calf: give at most 10."),
    (
        ("replan", "--missed", f"{TOMORROW}"),
        "Still to come: the easy run on 15 Dec. Take the run out",
    ),
    (
        ("replan", "--remove", f"{TOMORROW}", "--lengthen", f"{TOMORROW}", "60"),
        "You say two things of the easy run on 15 Dec",
    ),
    (
        ("replan", "--remove", f"{TOMORROW}", "--move-run", f"{TOMORROW}", "2026-12-17"),
        "You say two things of the easy run on 15 Dec",
    ),
    (
        ("replan", "--add-run", "2031-01-05T18:00", "40"),
        "comes long after your race on 10 Jan 2027",
    ),
    (("replan", "--move-run", f"{TOMORROW}", "2031-01-05"), "comes long after your race"),
    (("replan", "--add-run", "2019-01-05T18:00", "40"), "is more than 60 days ago"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED, ids=lambda v: str(v)[:40])
def test_it_is_refused_in_one_sentence_and_nothing_is_written(
    words: tuple[str, ...], sentence: str, command: Command, desk: Desk, athlete: Athlete
) -> None:
    before = read_inputs(desk.ports, athlete.id), desk.store.events.all(athlete.id)
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert (read_inputs(desk.ports, athlete.id), desk.store.events.all(athlete.id)) == before


def test_a_run_cannot_be_missed_and_done(command: Command, desk: Desk) -> None:
    desk.sleep(days=1)
    code, _, err = command("replan", "--missed", f"{TOMORROW}", "--did", f"{TOMORROW}", "50")
    assert (code, err) == (
        2,
        "hamstrong: You say two things of the easy run on 15 Dec: give one of them.\n",
    )


def test_saying_the_same_twice_says_it_once(command: Command, desk: Desk) -> None:
    desk.sleep(days=1)
    code, out, _ = command("replan", "--missed", f"{TOMORROW}", "--missed", f"{TOMORROW}")
    assert code == 0
    assert out.startswith("The easy run on 15 Dec missed")
    assert "missed. The easy run" not in out


def test_a_place_that_nobody_typed_is_not_printed(command: Command) -> None:
    last, first = RACE_DAY - timedelta(days=9), RACE_DAY - timedelta(days=8)
    _, _, err = command("replan", "--ill", f"{first}..{last}")
    assert err.startswith("hamstrong: The last day, 1 Jan 2027, comes before the first")


def test_a_sign_stands_beside_every_coming_run(command: Command) -> None:
    assert "Do not run" not in command("week")[1]
    assert command("log", "check-in", "--flag", "pop:calf")[0] == 0
    _, today, _ = command("today")
    assert "Do not run until this was looked at: a pop, and strength gone at once (calf)." in today
    _, week, _ = command("week")
    assert week.count("Do not run before") == 3
    assert command("log", "check-in", "--assessed", "all")[0] == 0
    assert "Do not run" not in command("week")[1]
