"""A command line over a desk, for whoever brings none of their own."""

import pytest

from hamstrong.cli.app import run
from tests.cli.desk_doors import Command, DeskDoors
from tests.unit.coach.desk import Desk


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
