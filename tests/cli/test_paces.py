"""`hamstrong paces`: tables for people, JSON for machines, one sentence for mistakes."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hamstrong.cli.app import run
from hamstrong.cli.paces_table import read_effort
from hamstrong.running.critical_speed import Effort

Typed = Callable[..., tuple[int, str, str]]
EFFORTS = ("--effort", "1200m 4:40", "--effort", "3000m 12:50")


class ShutDoors:
    """The command keeps nothing, so it opens no door."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"paces has no business with {name}")


@pytest.fixture
def paces(capsys: pytest.CaptureFixture[str]) -> Typed:
    def typed(*words: str) -> tuple[int, str, str]:
        code = run(ShutDoors(), ["paces", *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return typed


def test_a_race_becomes_paces_and_predictions(paces: Typed) -> None:
    code, out, err = paces("--race", "10k 47:30", "--weekly-km", "45")
    assert (code, err) == (0, "")
    assert "VDOT 42.5 from 10 km in 47:30" in out
    assert "5:34–6:40/km" in out
    assert "Riegel, exponent 1.08" in out
    assert "3:25:00" in out
    assert "Daniels and Gilbert 1979; the range is our judgement." in out
    assert "Critical speed" not in out


def test_efforts_add_critical_speed(paces: Typed) -> None:
    code, out, _ = paces("--race", "10k 47:30", *EFFORTS)
    assert code == 0
    assert "Critical speed 4:32/km, D′ 171 m, from 2 efforts" in out
    assert "± 7.7 %" in out
    assert "Smyth and Muniz-Pumares 2020" in out


def test_miles_and_effort_where_pace_makes_no_sense(paces: Typed) -> None:
    _, out, _ = paces("--race", "10k 67:30", "--units", "mi")
    assert "12:25–14:44/mi" in out
    assert "RPE 6–7 │ moderate" in out


def test_json_is_nothing_but_the_document(paces: Typed) -> None:
    code, out, _ = paces("--race", "10k 47:30", *EFFORTS, "--json")
    document = json.loads(out)
    assert code == 0
    assert document["vdot"] == pytest.approx(42.49)
    assert document["critical_speed"]["efforts"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--race", "fast"), "hamstrong: --race: 'fast' is no race"),
        (("--race", "3000m"), "hamstrong: --race: "),
        (("--race", "10k 9:00"), "hamstrong: recent race: 10 km in 9 minutes"),
        (("--race", "10k 47:30", "--effort", "1200 m"), "hamstrong: --effort: "),
        (("--race", "10k 47:30", "--effort", "1200m 4:40"), "two or more all-out efforts"),
        (("--race", "10k 47:30", "--units", "yd"), "hamstrong: --units: "),
        (("--race", "10k 47:30", "--weekly-km", "nan"), "hamstrong: weekly distance: "),
    ],
)
def test_a_mistake_is_one_sentence(paces: Typed, words: tuple[str, ...], said: str) -> None:
    code, out, err = paces(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "effort"),
    [
        ("1200m 4:10", Effort(1200, 250)),
        ("1200 m 4:10", Effort(1200, 250)),
        ("5k 19:30", Effort(5000, 1170)),
        ("1mi 5:30", Effort(1609.344, 330)),
    ],
)
def test_metres_and_kilometres_are_both_read(text: str, effort: Effort) -> None:
    assert read_effort(text, place="--effort") == effort
