"""The lives in `examples/lives`: each plans as its own first lines say, and legally."""

import shlex
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from hamstrong.cli.app import run
from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.main import Doors
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.running.model import RunType
from tests.checker.bridge import breaches_in

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "lives"
LIVES = (
    *("tune-up-race", "b-race", "two-races", "double-days"),
    *("week-away", "night-shifts", "seven-runs", "two-runs"),
)
HEAVY = frozenset({LoadClass.C4, LoadClass.C5})
HOLDS = frozenset({LoadClass.C2, LoadClass.C3})


@dataclass(frozen=True, slots=True)
class Life:
    """What a command asked of the planner, and what it answered."""

    asked: PlanRequest
    plan: Plan

    @property
    def before_race(self) -> Counter[LoadClass]:
        return Counter(s.load_class for s in self.plan.sessions if s.day < self.plan.race.day)

    @property
    def runs_of(self) -> Counter[date]:
        return Counter(one.day for one in self.plan.runs)

    @property
    def races(self) -> list[str]:
        return [str(one.day) for one in self.plan.runs if one.type is RunType.RACE]


class ListeningDoors(Doors):
    """The real doors, with an ear at the planner."""

    lives: list[Life]

    def memory(self) -> Ports:
        ports = super().memory()
        self.lives = []

        def plan(request: PlanRequest) -> Plan:
            made = ports.plan(request)
            self.lives.append(Life(request, made))
            return made

        return replace(ports, plan=plan)


def command_of(name: str) -> str:
    """The command in the comment on top of the example."""
    top = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").partition("\nid:")[0]
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in top.splitlines())
    return text[text.index("hamstrong plan") :]


@cache
def life(name: str) -> Life:
    """What becomes of the example when its command is typed in the folder of the project."""
    _, *words = shlex.split(command_of(name).replace("\\\n", " "))
    doors = ListeningDoors()
    assert run(doors, [str(ROOT / w) if w.startswith("examples/") else w for w in words]) == 0
    (found,) = doors.lives
    return found


@pytest.mark.parametrize("name", LIVES)
def test_it_is_planned_without_a_breach(name: str) -> None:
    lived = life(name)
    assert breaches_in(lived.plan, lived.asked, load_library()) == []
    assert lived.before_race.keys() & HEAVY, "heavy work is placed"
    assert lived.before_race.keys() & HOLDS, "holds are placed"


def test_every_example_has_its_command_in_the_folder_s_readme() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(LIVES)
    for name in LIVES:
        assert f"[{name}.yaml]({name}.yaml)" in readme
        assert command_of(name) in readme
        assert f"examples/lives/{name}.yaml" in command_of(name)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("tune-up-race", ["2027-04-25", "2027-05-16"]),
        ("b-race", ["2027-03-14", "2027-04-18"]),
        ("two-races", ["2027-05-23", "2027-06-13"]),
        ("two-runs", ["2027-07-11"]),
    ],
)
def test_the_races_are_those_of_the_plan(name: str, days: list[str]) -> None:
    assert life(name).races == days


def test_double_days_seven_runs_and_two() -> None:
    assert sum(count == 2 for count in life("double-days").runs_of.values()) >= 16
    assert len(life("seven-runs").runs_of) == 8 * 7
    assert len(life("two-runs").runs_of) == 8 * 2


def test_a_week_away_holds_no_strength_and_the_weeks_around_it_do() -> None:
    away = date(2027, 5, 24)
    weeks = Counter(
        s.day - timedelta(days=s.day.weekday()) for s in life("week-away").plan.sessions
    )
    assert weeks[away] == 0
    assert weeks[away - timedelta(days=7)] > 0
    assert weeks[away + timedelta(days=7)] > 0


def test_between_night_shifts_strength_keeps_to_the_hours_that_were_said() -> None:
    sessions = life("night-shifts").plan.sessions
    assert {s.day.weekday() for s in sessions} <= {0, 2, 4, 5, 6}
    assert {s.start.hour for s in sessions} <= {13, 14, 15, 19, 20, 22, 23, 0, 1}
    off = {date(2027, 5, 14), date(2027, 5, 15), date(2027, 6, 4), date(2027, 6, 5)}
    assert not off & {s.day for s in sessions}
