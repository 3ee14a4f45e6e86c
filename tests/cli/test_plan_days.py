"""`hamstrong plan` with places, single dates and days lost."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from hamstrong.cli.app import run
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.model import Plan, PlanRequest, Venue
from tests.cli.desk_doors import Command, DeskDoors
from tests.cli.test_commands import PLAN
from tests.unit.coach.desk import MONDAY, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def command(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line; gives exit code, standard output, standard error."""

    def typed(*words: str) -> tuple[int, str, str]:
        code = run(DeskDoors(desk), list(words))
        out = capsys.readouterr()
        return code, out.out, out.err

    return typed


@pytest.fixture
def runs_file(tmp_path: Path) -> str:
    path = tmp_path / "plan.csv"
    path.write_text("the desk's reader does not look at it")
    return str(path)


def test_places_dates_and_lost_days_reach_the_planner(
    command: Command, runs_file: str, desk: Desk
) -> None:
    asked: list[PlanRequest] = []
    quick = desk.plan

    def listening(request: PlanRequest) -> Plan:
        asked.append(request)
        return quick(request)

    desk.plan = listening
    code, _, err = command(
        *(*PLAN, "--runs", runs_file, "--days", "mon 18-21, wed 12-13 gym"),
        *("--gym-equipment", "gym,load", "--travel-equipment", "long-band"),
        *("--dates", "2026-12-15 12-13 gym, 2026-12-15 20-21, 2026-12-17 off"),
        *("--away", "2026-12-20..2026-12-22", "--away", "2026-12-28", "--ill", "2026-12-18"),
        *("--travel", "2027-01-02..2027-01-03", "--back", "gentle"),
    )
    assert (code, err) == (0, "")
    (request,) = asked
    assert request.equipment_at(Venue.GYM) == {Equipment.GYM, Equipment.LOAD}
    assert request.equipment_at(Venue.TRAVELLING) == {Equipment.LONG_BAND}
    tuesday = MONDAY + timedelta(days=1)
    gym, home = request.availability.windows_on(tuesday)
    assert (gym.venue, home.start) == (Venue.GYM, time(20))
    assert request.availability.windows_on(tuesday + timedelta(days=2)) == ()
    assert [(a.kind, a.back, str(a.first), str(a.last)) for a in request.absences] == [
        ("ill", "gentle", "2026-12-18", "2026-12-18"),
        ("away", "gentle", "2026-12-20", "2026-12-22"),
        ("away", "gentle", "2026-12-28", "2026-12-28"),
        ("travelling", "gentle", "2027-01-02", "2027-01-03"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--dates", "2026-12-15"), "Say when on 2026-12-15"),
        (("--dates", "2026-12-15 off, 2026-12-15 12-13"), "is off and has hours"),
        (("--dates", "2026-12-15 21-18"), "must end after it begins"),
        (("--dates", "2026-12-15 25-26"), "no time of day"),
        (("--dates", "friday off"), "is no day"),
        (("--dates", "2026-12-01 off"), "is over"),
        (("--away", "2026-12-20..2026-12-10"), "the other way round"),
        (("--away", "2026-12-20..2029-12-10"), "1 to 60 days"),
        (("--away", "2026-12-20..2026-12-22", "--away", "2026-12-21"), "already"),
        (("--back", "soon", "--ill", "2026-12-20"), "not one of gentle"),
        (("--gym-equipment", "sauna"), "not one of"),
    ],
)
def test_days_that_cannot_be_are_refused(
    command: Command, runs_file: str, words: tuple[str, ...], said: str
) -> None:
    code, out, err = command(*PLAN, "--runs", runs_file, *words)
    assert code in (2, 8)
    assert out == ""
    assert said in err
    assert err.startswith("hamstrong: ")
    assert len(err.splitlines()) == 1
