"""A command line over a desk, for whoever brings none of their own."""

from collections.abc import Iterator

import pytest

from hamstrong.cli.app import run
from hamstrong.language import Language, speaking
from tests.cli.desk_doors import Command, DeskDoors
from tests.unit.coach.desk import Desk


@pytest.fixture(autouse=True)
def nobody_chose() -> Iterator[None]:
    """What a door speaks, opened by a test instead of a command, ends with the test."""
    with speaking(Language.ENGLISH):
        yield


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
