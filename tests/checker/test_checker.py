"""Every rule of the checker fires on a document made by hand, and is silent at its limit."""

import ast
import sys
from datetime import date, datetime, timedelta
from math import inf
from pathlib import Path

import pytest

from tests.checker import tables
from tests.checker.breach import Breach
from tests.checker.checker import find_breaches
from tests.checker.documents import FAR_RACE, Item, at, document, exercise, run, session
from tests.checker.reading import History

MINUTE = timedelta(minutes=1)
HERE = Path(__file__).parent

CLASSES = {name.lower(): name for name in ("C0", "C1", "C2", "C3", "C4", "C5", "P1", "P2")}
KNOWN = History(CLASSES, accustomed={key: at(0).date() for key in CLASSES})


def rules(*items: Item, race: datetime = FAR_RACE) -> list[str]:
    return [breach.rule for breach in find_breaches(document(*items, race=race))]


def judged(*items: Item, history: History = KNOWN) -> list[Breach]:
    return find_breaches(document(*items), history=history)


def test_the_checker_stands_alone() -> None:
    """It imports the standard library and its own files, nothing else."""
    names = ("breach", "checker", "facts", "judge", "life", "reading", "tables", "told", "weekly")
    for name in names:
        tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Import)
            if isinstance(node, ast.ImportFrom):
                assert node.module is not None
                assert node.level == 0
                own = {"tests.checker", *(f"tests.checker.{other}" for other in names)}
                assert node.module in own or node.module in sys.stdlib_module_names | {
                    "collections.abc"
                }


def test_an_empty_plan_breaks_nothing() -> None:
    assert rules() == []


# W1: runs stand


def test_runs_that_moved_are_found() -> None:
    runs = [run("easy", at(0, 7)), run("long", at(6, 7), minutes=100)]
    assert find_breaches(document(*runs), runs_in=runs) == []
    moved = [{**runs[0], "start": at(0, 6).isoformat()}, runs[1]]
    retyped = [{**runs[0], "type": "threshold"}, runs[1]]
    for changed in (moved, retyped, runs[:1], runs[::-1], [*runs, runs[0]]):
        (breach,) = find_breaches(document(*runs), runs_in=changed)
        assert breach.rule == "W1"


# W4: sessions apart


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("C4", "C4", 48),
        ("C3", "C3", 48),
        ("C3", "C5", 48),
        ("C5", "C4", 48),
        ("C2", "C2", 24),
        ("C2", "C3", 24),
        ("C4", "C2", 24),
        ("P2", "C2", 24),
        ("C5", "P2", 24),
        ("P2", "P2", 24),
        ("C1", "C4", 0),
        ("C1", "C1", 0),
        ("P1", "C4", 0),
        ("C4", "P1", 0),
    ],
)
def test_hours_between_sessions(first: str, second: str, hours: int) -> None:
    early = session(first, at(0, 6))
    start = at(0, 6.5) + timedelta(hours=hours)
    assert rules(early, session(second, start)) == []
    if hours:
        (breach,) = find_breaches(document(early, session(second, start - MINUTE)))
        assert (breach.rule, breach.needed_h) == ("W4", hours)


def test_sessions_that_do_not_follow_each_other_are_compared_too() -> None:
    between = session("C1", at(1, 6))
    assert rules(session("C4", at(0, 6)), between, session("C4", at(2, 6))) == ["W4"]


def test_two_hard_sessions_back_to_back_are_too_close() -> None:
    assert rules(session("C4", at(0, 6)), session("C4", at(0, 6.5))) == ["W4"]


def test_a_hidden_harder_exercise_counts() -> None:
    mixed = session("C4", at(0, 6), exercises=[exercise("c2"), exercise("c4")])
    sly = session("C2", at(2, 6), exercises=[exercise("c2"), exercise("c4")])
    assert [item.rule for item in judged(mixed, sly)] == ["load-class", "W4"]


# W5: a light day


def test_a_week_needs_a_day_without_c2_and_without_quality() -> None:
    strength = [session("C2", at(day, 18)) for day in range(0, 7, 2)]
    fast = [run("interval", at(day, 7), key=True) for day in (1, 3, 5)]
    assert rules(*strength, *fast) == ["W5"]
    for missing in range(4):
        assert rules(*[s for n, s in enumerate(strength) if n != missing], *fast) == []
    for missing in range(3):
        assert rules(*strength, *[r for n, r in enumerate(fast) if n != missing]) == []


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("threshold", True),
        ("repetition", True),
        ("marathon-pace", True),
        ("race", True),
        ("easy", False),
        ("medium-long", False),
        ("long", False),
    ],
)
def test_which_runs_take_the_light_day(kind: str, counts: bool) -> None:
    strength = [session("C2", at(day, 20)) for day in range(6)]
    found = rules(*strength, run(kind, at(6, 21), minutes=40))
    assert ("W5" in found) is counts


@pytest.mark.parametrize(("load_class", "counts"), [("C2", True), ("P2", True), ("C1", False)])
def test_which_sessions_take_the_light_day(load_class: str, counts: bool) -> None:
    strength = [session(load_class, at(day, 20)) for day in range(7)]
    assert ("W5" in rules(*strength)) is counts


def test_the_week_is_monday_to_sunday() -> None:
    seven = [session("C2", at(day, 18)) for day in range(1, 8)]
    assert "W5" not in rules(*seven)
    assert "W5" in rules(*seven, session("C2", at(0, 17)))
    found = find_breaches(document(*[session("C2", at(day, 18)) for day in range(7, 14)]))
    assert [item.session for item in found if item.rule == "W5"] == ["2027-03-08"]


def test_a_monday_of_quality_and_a_sunday_of_racing_are_part_of_the_week() -> None:
    strength = [session("C2", at(day, 18)) for day in range(1, 6)]
    assert "W5" not in rules(*strength, race=at(6, 9))
    assert "W5" in rules(run("interval", at(0, 7)), *strength, race=at(6, 9))


def test_work_past_midnight_takes_both_days() -> None:
    strength = [session("C2", at(day, 20)) for day in range(5)]
    assert "W5" not in rules(*strength, session("C2", at(5, 23.5)))
    assert "W5" in rules(*strength, session("C2", at(5, 23.5), minutes=31))
    days = [session("C2", at(day, 20)) for day in range(6)]
    assert "W5" in rules(*days, run("threshold", at(6, 22), minutes=150))


# 2.5: taper

TAPER = {
    "C0": 0,
    "C1": 3,
    "C2": 5,
    "P1": 5,
    "C3": 10,
    "C4": 10,
    "C5": 10,
    "P2": 10,
}
"""The last day before the race on which a class may stand."""


@pytest.mark.parametrize(("load_class", "last"), TAPER.items())
def test_last_day_of_a_class(load_class: str, last: int) -> None:
    race = at(60, 23)
    for days_left in range(last, 31):
        assert rules(session(load_class, at(60 - days_left, 8)), race=race) == []
    for days_left in range(1, last):
        assert "taper" in rules(session(load_class, at(60 - days_left, 8)), race=race)
    if last:
        assert "taper" in rules(session(load_class, at(60, 8)), race=race)


def test_the_taper_ends_with_the_race() -> None:
    assert rules(session("C1", at(64, 8)), race=at(60, 9)) == []


@pytest.mark.parametrize(
    ("primer", "legal"),
    [
        ({"sets": 1, "hold_s": 20}, True),
        ({"sets": 1, "hold_s": 21}, False),
        ({"sets": 2, "hold_s": 20}, False),
        ({"sets": 1, "hold_s": None, "reps": 5}, False),
    ],
)
def test_one_short_hold_on_day_four(primer: Item, legal: bool) -> None:
    holds = [exercise("c2", sets=1, hold_s=20), exercise("c2", **primer)]
    hold = session("C2", at(56, 8), exercises=holds)
    assert (rules(hold, race=at(60, 23)) == []) is legal


def test_the_primer_is_for_day_four_and_for_c2() -> None:
    short = [exercise("x", sets=1, hold_s=20)]
    assert "taper" in rules(session("C2", at(57, 8), exercises=short), race=at(60, 23))
    assert "taper" in rules(session("P1", at(56, 8), exercises=short), race=at(60, 23))


def test_nothing_novel_within_21_days() -> None:
    race = at(60, 9)
    assert rules(session("C4", at(38, 20), novel=True), race=race) == []
    assert rules(session("C4", at(39, 7), novel=True), race=race) == ["21-day"]
    found = rules(session("C4", at(39, 10), novel=True), race=race)
    assert found == ["before-run", "21-day"]


# Consistency


def test_harder_means_more_hours_in_the_tables() -> None:
    """P1 and C0 have no column in the second table; P2 after quality is "no", more than any."""

    def hours(load_class: str) -> list[float]:
        after = {kind: float(row[load_class]) for kind, row in tables.AFTER_H.items()}
        if load_class in ("C0", "P1"):
            after = dict.fromkeys(after, 0.0)
        if load_class == "P2":
            after["quality"] = inf
        return [*tables.BEFORE_H[load_class].values(), *after.values()]

    for harder in CLASSES.values():
        easier = {
            other
            for other in CLASSES.values()
            if hours(other) != hours(harder)
            and all(a <= b for a, b in zip(hours(other), hours(harder), strict=True))
        }
        assert tables.DOMINATES[harder] == easier


def test_the_load_class_is_the_hardest() -> None:
    for said, held, legal in [
        ("C4", ("c2", "c4"), True),
        ("C2", ("c2", "c4"), False),
        ("C4", ("c2", "c3"), False),
        ("P1", ("c1", "p1"), False),
        ("C5", ("c5", "p2"), True),
        ("P2", ("c5", "p2"), True),
        ("C4", ("c4", "p2"), False),
    ]:
        work = session(said, at(0, 6), exercises=[exercise(name) for name in held])
        assert (judged(work) == []) is legal, (said, held)


def test_an_exercise_that_nobody_knows_is_found() -> None:
    work = session("C1", at(0, 6), exercises=[exercise("c1"), exercise("mystery")])
    (breach,) = judged(work)
    assert "mystery" in breach.text


NEW = History(CLASSES)


def novelty(days: list[int], *, load_class: str = "C4", history: History = NEW) -> list[bool]:
    """What the checker finds the flags to be, for an exercise done on these days."""
    work = [session(load_class, at(day, 6)) for day in days]
    wrong = {
        breach.session
        for breach in find_breaches(document(*work), history=history)
        if breach.rule == "novel"
    }
    return [item["id"] in wrong for item in work]


@pytest.mark.parametrize("load_class", ["C3", "C4", "C5", "P2"])
def test_the_first_three_times_are_novel(load_class: str) -> None:
    assert novelty([0, 7, 14, 21], load_class=load_class) == [True, True, True, False]


@pytest.mark.parametrize("load_class", ["C0", "C1", "C2", "P1"])
def test_light_exercises_are_never_novel(load_class: str) -> None:
    assert novelty([0, 7], load_class=load_class) == [False, False]


def test_a_flag_too_many_is_found() -> None:
    said = session("C4", at(21, 6), novel=True)
    (breach,) = judged(said)
    assert breach.text == "says True, is False"


def test_the_fourth_time_may_be_novel_in_the_week_of_the_third() -> None:
    early = [session("C4", at(day, 6), novel=True) for day in (0, 7, 14)]
    for day, legal in [(17, True), (20, True), (21, False)]:
        fourth = session("C4", at(day, 6), novel=True)
        found = judged(*early, fourth, history=NEW)
        assert ([item.rule for item in found if item.session == fourth["id"]] == []) is legal
    for day in (17, 21):
        assert judged(*early, session("C4", at(day, 6)), history=NEW) == []


def with_holds_between(days: list[int], *, holds: list[int]) -> list[bool]:
    heavy = [session("C4", at(day, 6)) for day in days]
    light = [session("C1", at(day, 6)) for day in holds]
    work = sorted([*heavy, *light], key=lambda item: item["start"])
    wrong = {item.session for item in judged(*work, history=NEW) if item.rule == "novel"}
    return [item["id"] in wrong for item in heavy]


def test_an_exercise_left_for_more_than_28_days_is_novel_once() -> None:
    kept = with_holds_between([0, 7, 14, 42], holds=[28])
    assert kept == [True, True, True, False]
    left = with_holds_between([0, 7, 14, 43, 50], holds=[28])
    assert left == [True, True, True, True, False]


def test_strength_left_for_more_than_28_days_starts_anew() -> None:
    assert novelty([0, 7, 14, 42, 49]) == [True, True, True, False, False]
    anew = novelty([0, 7, 14, 43, 50, 57, 64])
    assert anew == [True, True, True, True, True, True, False]


def test_exposures_before_the_plan_count() -> None:
    def day(number: int) -> date:
        return at(number).date()

    thrice = History(CLASSES, exposures={"c4": [day(-20), day(-10), day(-1)]})
    assert novelty([0, 7], history=thrice) == [False, False]
    twice = History(CLASSES, exposures={"c4": [day(-10), day(-1)]})
    assert novelty([0, 7], history=twice) == [True, False]
    other = History(CLASSES, exposures={"c5": [day(-20), day(-10), day(-1)]})
    assert novelty([0], history=other) == [True]
    told = History(CLASSES, accustomed={"c4": day(-28)})
    assert novelty([0], history=told) == [False]
    long_ago = History(CLASSES, accustomed={"c4": day(-29)})
    assert novelty([0], history=long_ago) == [True]


def test_a_session_found_novel_keeps_the_hours_of_novel_work() -> None:
    unmarked = session("C4", at(0, 6))
    found = judged(unmarked, run("easy", at(0, 20)), history=NEW)
    assert [(item.rule, item.needed_h) for item in found] == [("novel", None), ("before-run", 24)]


def test_minutes_are_the_time_between_start_and_end() -> None:
    for said, legal in [(30, True), (29, False), (31, False)]:
        work = session("C1", at(0, 6)) | {"minutes": said}
        assert (rules(work) == []) is legal


def test_sessions_stand_in_time_order() -> None:
    first, second = session("C1", at(0, 6)), session("C1", at(1, 6))
    assert rules(first, second) == []
    assert rules(second, first) == ["order"]
    assert rules(first, session("C0", at(0, 6))) == ["overlap"]


@pytest.mark.parametrize(
    ("work", "legal"),
    [
        ({"hold_s": 30}, True),
        ({"hold_s": 30, "reps": None}, True),
        ({"hold_s": None, "reps": 8}, True),
        ({"hold_s": 30, "reps": 8}, False),
        ({"hold_s": None}, False),
        ({"hold_s": 0}, False),
        ({"hold_s": 1}, True),
        ({"hold_s": 30, "sets": 0}, False),
        ({"hold_s": 30, "sets": 1}, True),
    ],
)
def test_every_exercise_has_either_seconds_or_reps(work: Item, legal: bool) -> None:
    item = session("C1", at(0, 6), exercises=[exercise("c1", **work)])
    assert rules(item) == ([] if legal else ["work"])


def test_a_session_holds_something() -> None:
    assert rules(session("C1", at(0, 6), exercises=[])) == ["work"]


def test_times_need_an_offset_and_an_end() -> None:
    bare = at(0, 6).replace(tzinfo=None)
    assert rules(session("C1", bare)) == ["time"]
    assert rules(run("easy", bare)) == ["time"]
    assert rules(race=FAR_RACE.replace(tzinfo=None)) == ["time"]
    assert rules(session("C1", at(0, 6), minutes=0)) == ["time"]
    half = session("C1", at(0, 6)) | {"end": at(0, 6.5).replace(tzinfo=None).isoformat()}
    assert rules(half) == ["time"]
