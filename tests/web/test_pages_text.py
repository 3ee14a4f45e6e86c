"""Texts and formats: every key is there, every key is used, every number reads as it should."""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import hamstrong.web
from hamstrong.coach.check_in import AREAS
from hamstrong.coach.model import SessionState, Units
from hamstrong.exercises.schema import Equipment, Family, LoadClass, Tissue
from hamstrong.planning.constants import CERTAINTY_WORDS
from hamstrong.planning.model import BlockPhase
from hamstrong.running.model import RunType
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.rendering import TABS, bold
from hamstrong.web.text import load_catalogue

WEB = Path(hamstrong.web.__file__).parent
SOURCES = [*WEB.glob("templates/**/*.html"), *WEB.glob("pages/*.py")]
TEXTS = load_catalogue()

MADE_OF_ENUMS: dict[str, list[str]] = {
    "run-types": [kind.value for kind in RunType if kind.is_run],
    "run-names": [kind.value for kind in RunType if kind.is_run],
    "phases": [phase.value for phase in BlockPhase],
    "phases-short": [phase.value for phase in BlockPhase],
    "states": [state.value for state in SessionState],
    "families": [family.value for family in Family],
    "tissues": [tissue.value for tissue in Tissue],
    "need": [item.value for item in Equipment],
    "session.class": [load.value for load in LoadClass],
    "check-in.area": list(AREAS),
    "certainty": list(CERTAINTY_WORDS),
    "tabs": list(TABS),
    "units": [unit.value for unit in Units],
}


@pytest.mark.parametrize("group", sorted(MADE_OF_ENUMS))
def test_every_value_has_its_word(group: str) -> None:
    missing = [value for value in MADE_OF_ENUMS[group] if f"{group}.{value}" not in TEXTS]
    assert missing == []


def asked_keys() -> set[str]:
    """Keys written out in templates and pages, whole or up to where a value is joined on."""
    found = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        found |= set(re.findall(r"""\bt(?:_under)?\(\s*["']([\w.-]+)["']""", text))
        found |= set(re.findall(r"""\bif [^{}%]*? else ["']([\w.-]+\.[\w.-]+)["']""", text))
        found |= set(re.findall(r"""\(["']([\w-]+\.[\w.-]+)["'] if """, text))
        found |= set(re.findall(r"""(?:texts\[|say\(\s*)f?["']([\w.-]+)["'{]""", text))
        found |= set(re.findall(r"""["']((?:[\w-]+\.)+[\w-]+)["']""", text))
    return found


def known(key: str) -> bool:
    return key in TEXTS or f"{key}.other" in TEXTS or any(k.startswith(key) for k in TEXTS)


def test_every_text_that_is_asked_for_is_in_the_catalogue() -> None:
    asked = {
        key
        for source in SOURCES
        for key in re.findall(r"""\bt\(\s*["']([\w.-]+)["']""", source.read_text(encoding="utf-8"))
    }
    assert asked
    assert sorted(key for key in asked if not known(key)) == []


def test_every_text_in_the_catalogue_is_asked_for() -> None:
    asked = asked_keys()
    joined = {key for key in asked if key.endswith(".")} | {f"{g}." for g in MADE_OF_ENUMS}
    unused = [
        key
        for key in TEXTS
        if key not in asked
        and re.sub(r"\.(one|other)$", "", key) not in asked
        and not any(key.startswith(start) for start in joined)
        and not key.startswith(JOINED)
    ]
    assert unused == []


JOINED = ("calendar.", "units.", "equipment.", "error.", "settings.theme-", "settings.part.",
          "progress.unit-", "progress.side.", "dose.side.", "more.", "welcome.steps.",
          "exercises.choice.", "welcome.points.", "races.", "form.", "language.")  # fmt: skip
"""Beginnings of keys whose end is a value joined on in a template or a page."""


def test_no_text_shouts_or_promises() -> None:
    bad = re.compile(r"!|\b(prevent|injur|cure|heal|guarantee)", re.IGNORECASE)
    assert {key: text for key, text in TEXTS.items() if bad.search(text)} == {}


class Case(StrEnum):
    KM = "km"
    MILES = "mi"


KM = Formats(TEXTS, Units.KM, ZoneInfo("Europe/Berlin"))
MILES = Formats(TEXTS, Units.MILES, ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (KM.distance(12_000), "12 km"),
        (KM.distance(12_450), "12.5 km"),
        (MILES.distance(42_195), "26.2 mi"),
        (KM.distance_round(54_499), "54 km"),
        (KM.minutes(59.4), "59 min"),
        (KM.minutes(60), "1 h"),
        (KM.minutes(62), "1 h 02"),
        (KM.seconds(30), "30 s"),
        (KM.seconds(180), "3 min"),
        (KM.hours(25.6), "25 h"),
        (KM.pace(330), "5:30 /km"),
        (MILES.pace(330), "8:51 /mi"),
        (KM.day_range(date(2026, 11, 23), date(2026, 11, 29)), "23 to 29 Nov"),
        (KM.day_range(date(2026, 11, 30), date(2026, 12, 6)), "30 Nov to 6 Dec"),
        (KM.day_long(date(2026, 11, 24)), "Tuesday 24 November"),
        (KM.race_distance(21_097.5), "Half marathon"),
        (KM.clock(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)), "00:30"),
        (MILES.clock(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)), "18:30"),
    ],
)
def test_numbers_read_as_a_person_says_them(said: str, expected: str) -> None:
    assert said == expected


def test_a_training_day_is_the_athletes_own() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert KM.local_day(late) == date(2026, 7, 2)
    assert MILES.local_day(late) == date(2026, 7, 1)


def test_bold_escapes_what_it_sets() -> None:
    assert bold("*Never* <b>") == "<strong>Never</strong> &lt;b&gt;"
