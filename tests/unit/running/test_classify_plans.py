"""How often runs are classified right, on entries labelled by hand.

Most entries are in published plans that lie beside the checkout of developers and not in the
repository; their labels are, by plan, week and day (tests/files/labels). The entries in our own
words are here with their text, so that everyone can measure. What counts as right: see
docs/run-plan-formats.md.
"""

import csv
import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from hamstrong.running.amounts import KM, MILE, render_braces
from hamstrong.running.classify import Entry, WeekContext, classify, classify_plan
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, RunType

ROOT = Path(__file__).parents[3]
LABELS = ROOT / "tests" / "files" / "labels"
SHARED = Path(os.environ.get("HAMSTRONG_SHARED", ROOT.parent / "shared")) / "data" / "ics"
RACES = {"Marathon": MARATHON_M, "Half Marathon": HALF_MARATHON_M, "10K": 10_000.0, "5K": 5_000.0}

KEY_WANTED = 0.95
TYPE_WANTED = 0.95


@dataclass(frozen=True)
class Label:
    type: RunType
    key: bool


@dataclass
class Score:
    """How many entries, and how many of them right."""

    entries: int = 0
    key: int = 0
    type: int = 0

    def add(self, want: Label, got: Label) -> None:
        self.entries += 1
        self.key += want.key == got.key
        self.type += want.type == got.type

    def __str__(self) -> str:
        key, kind = self.key / self.entries, self.type / self.entries
        return f"{self.entries} entries, key {key:.1%}, type {kind:.1%}"


def labels(part: str) -> dict[str, list[Label]]:
    """Labels in plan order, by plan."""
    by_plan: dict[str, list[Label]] = defaultdict(list)
    with (LABELS / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == part:
                by_plan[row["plan"]].append(Label(RunType(row["type"]), row["key"] == "yes"))
    return by_plan


def own_wording() -> list[tuple[str, str, Label]]:
    with (LABELS / "own_wording.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["language"], row["text"], Label(RunType(row["type"]), row["key"] == "yes"))
            for row in csv.DictReader(file)
        ]


def published(plan: str) -> tuple[list[Entry], float]:
    """The entries of a published plan, and the distance of its race in metres."""
    calendar = SHARED / "plans_ics" / f"{plan}.ics"
    if calendar.exists():
        lines = calendar.read_text("utf-8").splitlines()
        titles = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
        return [Entry(title, week=number // 7) for number, title in enumerate(titles)], 5_000.0
    told = json.loads((SHARED / "calendar-hack" / "json" / f"{plan}.json").read_text("utf-8"))
    days = [day for week in told["schedule"] for day in week["workouts"]]
    entries = [
        Entry(
            text=spoken(day, told["units"]),
            week=number // 7,
            distance_m=metres(day.get("distance"), told["units"]),
            days_to_race=len(days) - 1 - number,
        )
        for number, day in enumerate(days)
    ]
    return entries, RACES[told["type"]]


def spoken(day: dict[str, str], units: str) -> str:
    lines = [day["title"], day.get("description", "")]
    return "\n".join(render_braces(line, units) for line in lines).strip()


def metres(told: float | list[float] | None, units: str) -> float | None:
    if not told:
        return None
    middle = sum(told) / len(told) if isinstance(told, list) else told
    return middle * (MILE if units == "mi" else KM)


def score(part: str) -> tuple[Score, set[str]]:
    total, texts = Score(), set[str]()
    for plan, wanted in labels(part).items():
        entries, race_m = published(plan)
        got = classify_plan(entries, race_m=race_m)
        assert len(entries) == len(wanted), plan
        for entry, want, found in zip(entries, wanted, got, strict=True):
            total.add(want, Label(found.type, found.key))
            texts.add(entry.text)
    return total, texts


@pytest.mark.shared
@pytest.mark.parametrize("part", ["dev", "held-out"])
def test_published_plans_are_classified_right(part: str) -> None:
    if not SHARED.exists():
        pytest.skip("the published plans are not beside this checkout")
    total, texts = score(part)
    print(f"{part}: {total}, {len(texts)} distinct texts")
    assert total.key / total.entries >= KEY_WANTED
    assert total.type / total.entries >= TYPE_WANTED


def test_the_labels_are_many_and_split_by_plan() -> None:
    dev, held_out = labels("dev"), labels("held-out")
    assert not set(dev) & set(held_out)
    assert sum(map(len, dev.values())) >= 400
    assert sum(map(len, held_out.values())) >= 400


def test_our_own_wording_is_classified_right() -> None:
    total = Score()
    context = WeekContext(race_m=MARATHON_M)
    for language, text, want in own_wording():
        found = classify(text, language=language, context=context)
        total.add(want, Label(found.type, found.key))
    print(f"own wording: {total}")
    assert total.entries >= 60
    assert total.key / total.entries >= KEY_WANTED
    assert total.type / total.entries >= TYPE_WANTED
