"""Words of a command line, and how they are refused."""

from contextlib import suppress
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.cli import words
from hamstrong.coach.zones import read_zone
from hamstrong.errors import BadInput
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import StartingLevel


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("marathon", 42_195.0),
        ("HALF", 21_097.5),
        ("10k", 10_000.0),
        ("15", 15_000.0),
        ("15 km", 15_000.0),
        ("10mi", 16_093.44),
        ("7.5k", 7_500.0),
    ],
)
def test_distances(text: str, metres: float) -> None:
    assert words.read_distance(text, place="--distance") == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "units", "seconds"),
    [("6:00", "km", 360), ("9:40/mi", "km", 360.4), ("9:40", "mi", 360.4), ("6:00/km", "mi", 360)],
)
def test_paces(text: str, units: str, seconds: float) -> None:
    assert words.read_pace(text, units=units, place="") == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize("text", ["0:00", "1:59", "99:59", "20:01/km", "3:00/mi"])
def test_no_pace_of_a_runner(text: str) -> None:
    with pytest.raises(BadInput, match="running pace"):
        words.read_pace(text, units="km", place="--easy-pace")


def test_race_results() -> None:
    assert words.read_race_result("10k 47:30", place="") == (10_000, 2850)
    assert words.read_race_result("half 1:45:00", place="") == (21_097.5, 6300)


def test_days_and_clocks() -> None:
    assert words.read_day("2027-04-18", place="") == date(2027, 4, 18)
    assert words.read_clock("7:05", place="") == time(7, 5)


def test_lists_of_words() -> None:
    assert words.read_equipment("support, Loop-Band", place="") == {
        Equipment.SUPPORT,
        Equipment.LOOP_BAND,
    }
    assert words.read_equipment("all", place="") == set(Equipment)
    assert words.read_equipment("none", place="") == frozenset()
    assert words.read_equipment("", place="") == frozenset()


def test_levels() -> None:
    assert words.read_starting(" Steady ") is StartingLevel.STEADY
    assert words.read_starting("calf=2") is None
    assert words.read_levels("hamstring-bridge=5,side-plank=3", place="") == {
        Family.HAMSTRING_BRIDGE: 5,
        Family.SIDE_PLANK: 3,
    }
    assert words.read_levels("", place="") == {}


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (words.read_distance, "far"),
        (words.read_distance, ""),
        (words.read_day, "18.4.2027"),
        (words.read_clock, "noon"),
        (words.read_duration, "47"),
        (words.read_duration, "fast"),
        (words.read_race_result, "47:30"),
        (words.read_race_result, "10k fast"),
        (words.read_equipment, "trampoline"),
        (words.read_day, "0001-01-01"),
        (words.read_day, "9999-12-31"),
        (read_zone, "Europe"),
        (read_zone, "../etc"),
        (words.read_duration, "4²:00"),
        (words.read_levels, "calf=²"),
        (words.read_levels, "strongish"),
        (words.read_levels, "calf=much"),
        (words.read_levels, "juggling=3"),
    ],
)
def test_what_is_not_understood_names_its_option(read: object, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text, place="--option")  # type: ignore[operator]
    assert caught.value.place == "--option"
    assert caught.value.message.endswith(".")


@given(st.text(max_size=20))
def test_no_word_breaks_the_reader(text: str) -> None:
    for read in (words.read_distance, words.read_day, words.read_clock, words.read_levels):
        with suppress(BadInput):
            read(text, place="--option")


def test_the_zone_of_this_machine_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert words.local_zone() == "Asia/Tokyo"
    monkeypatch.setenv("TZ", ":America/Lima")
    assert words.local_zone() == "America/Lima"
    monkeypatch.delenv("TZ")
    zone = Path("/etc/localtime").resolve()
    expected = str(zone).partition("zoneinfo/")[2] or "UTC"
    assert words.local_zone() == expected
