"""`hamstrong setup`: what the first pages ask, kept at once or not at all."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
import typer

from hamstrong.cli.app import app, run
from hamstrong.cli.plan_words import PlanWords
from hamstrong.cli.replan_words import ReplanWords
from hamstrong.cli.setup_words import SetUpWords
from hamstrong.coach.find_athlete import find_athlete, find_newcomer
from hamstrong.coach.open_example import open_example
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.model import StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from hamstrong.running.model import MARATHON_M, RunType
from tests.cli.desk_doors import Command, DeskDoors
from tests.unit.coach.desk import Desk, run_on

SETUP = ("setup", "--race", "2027-01-10", "--runs")


@pytest.fixture
def desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def command(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Command:
    def typed(*words: str) -> tuple[int, str, str]:
        code = run(DeskDoors(desk), list(words))
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return typed


@pytest.fixture
def runs_file(tmp_path: Path) -> str:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"what the desk reads")
    return str(path)


def test_a_block_is_set_up_as_the_pages_would(command: Command, desk: Desk, runs_file: str) -> None:
    open_example(desk.ports)
    words = ("--name", "Winter", "--days", "mon 18-21, sat 9-12", "--equipment", "support,step")
    more = ("--minutes", "20", "--sessions", "2", "--level", "steady", "--zone", "Europe/Madrid")
    code, out, err = command(*SETUP, runs_file, *words, *more)
    assert (code, err) == (0, "")
    assert out.startswith("Winter on Sun 2027-01-10, 42.2 km: 12 runs, ")
    state = find_athlete(desk.ports)
    assert state.has_plan
    athlete = state.athlete
    assert athlete is not None
    assert not athlete.example
    assert athlete.equipment == {Equipment.SUPPORT, Equipment.STEP}
    assert set(athlete.availability.weekdays) == {0, 5}
    assert (athlete.minutes, athlete.sessions_per_week) == (20, 2)
    assert athlete.starting is StartingLevel.STEADY
    assert command("today")[0] == 0
    assert len(desk.store.athletes.all()) == 1, "the example has gone"


def test_a_block_that_is_there_stays_unless_it_is_said(
    command: Command, desk: Desk, runs_file: str
) -> None:
    assert command(*SETUP, runs_file)[0] == 0
    before = find_newcomer(desk.ports)
    code, out, err = command(*SETUP, runs_file, "--minutes", "10")
    assert (code, out) == (8, "")
    assert "--again" in err
    assert find_newcomer(desk.ports) == before
    assert command(*SETUP, runs_file, "--minutes", "10", "--again")[0] == 0
    after = find_newcomer(desk.ports).athlete
    assert before.athlete is not None
    assert after == replace(before.athlete, minutes=10)


def test_setting_up_again_is_one_version(command: Command, desk: Desk, runs_file: str) -> None:
    assert command(*SETUP, runs_file)[0] == 0
    athlete = find_newcomer(desk.ports).athlete
    assert athlete is not None
    (first,) = desk.store.versions.all(athlete.id)
    words = ("--race", "2027-04-18", "--generate", "--easy-pace", "6:00", "--again")
    assert command("setup", *words)[0] == 0
    versions = desk.store.versions.all(athlete.id)
    assert [version.number for version in versions] == [first.number, first.number + 1]
    assert versions[-1].changes


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--level", "calf=3"), "the first session finds your rungs"),
        (("--minutes", "25"), "Sessions last 10, 20, 30, 45 minutes, not 25."),
        (("--generate",), "Give --runs or --generate, not both."),
        (("--days", "moonday"), "moonday"),
    ],
)
def test_what_cannot_be_used_keeps_nothing(
    words: tuple[str, ...], sentence: str, command: Command, desk: Desk, runs_file: str
) -> None:
    code, out, err = command(*SETUP, runs_file, *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert desk.store.athletes.all() == ()


def test_a_file_that_is_not_there_is_named(command: Command) -> None:
    code, _, err = command(*SETUP, "nothing.ics")
    assert (code, err) == (
        3,
        "hamstrong: nothing.ics: The file cannot be read: no such file or directory.\n",
    )


def test_hours_that_hold_nothing_name_the_cheapest_way_out(
    command: Command, desk: Desk, runs_file: str
) -> None:
    code, out, _ = command(*SETUP, runs_file, "--days", "mon 06:00-06:05")
    assert code == 0
    assert "No session is planned up to your race." in out
    assert "in the way: no time on" in out
    assert "Free " in out
    assert "Nothing is planned up to your race" in command("today")[1]
    assert "they are too short, taken by runs, or over" in command("week")[1]
    code, out, _ = command("plan", *SETUP[1:], runs_file, "--days", "mon 06:00-06:05")
    assert "No session is planned up to your race." in out


@pytest.mark.parametrize(
    ("name", "words"), [("plan", PlanWords), ("replan", ReplanWords), ("setup", SetUpWords)]
)
def test_every_field_is_an_option(name: str, words: type) -> None:
    group = typer.main.get_group(app)
    options = {option.name for option in group.commands[name].params}
    assert {field.name for field in fields(words)} <= options


def test_a_file_with_two_marathons_says_what_to_type_and_keeps_both(
    command: Command, desk: Desk, runs_file: str
) -> None:
    first = replace(
        run_on(date(2026, 12, 20), RunType.RACE, minutes=220),
        distance_m=MARATHON_M,
        title="City marathon",
    )
    desk.reads = replace(desk.reads, runs=(*desk.reads.runs[:-1], first))
    code, _, err = command(*SETUP, runs_file)
    assert code == 2
    assert "Both races: the same command with --keep-races" in err
    assert "That race: the same command with --race 2026-12-20" in err
    code, out, err = command(*SETUP, runs_file, "--keep-races")
    assert (code, err) == (0, "")
    assert "City marathon on 20 Dec 2026 stays in the block as a B race" in out


def test_what_is_unusual_about_made_runs_is_said_once(command: Command) -> None:
    code, out, _ = command(
        *("setup", "--race", "2027-04-18", "--generate", "--easy-pace", "6:00"),
        *("--zone", "Europe/Madrid"),
    )
    assert code == 0
    told = " ".join(out.split())
    assert told.count("the long run is 4") == 1
    assert "R4: Week of" in told
