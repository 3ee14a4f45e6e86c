"""The checker keeps both spacing tables to the minute, in elapsed hours.

The tables are typed a second time here, from the evidence, so that a slip in either is found.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.checker.breach import Breach
from tests.checker.checker import find_breaches
from tests.checker.documents import FAR_RACE, Item, at, document, run, session

BEFORE = """
        easy  threshold  long  race  goal
C0         0          0     0     0     0
C1         0          2     2    24    48
C2         0         12    12    48    96
C3         4         24    24    72   168
C4         6         24    24    96   240
C5        12         36    48   120   240
P1         0          0     0    24    48
P2         6         24    36    96   240
C3-novel  24         48    72   168   504
C4-novel  24         48    72   168   504
C5-novel  24         48    72   168   504
P2-novel  24         48    72   168   504
"""

AFTER = """
           C0   P1   C1   C2   C3   C4   C5   P2
easy        0    0    0    0    3    3    6    3
threshold   0    0    0    1    6    6    6    -
long        0    3    3   24   24   24   48   48
race        0   24   24   48   72   72   96   96
goal       72  168   72  168  336  336  504  504
"""

MINUTE = timedelta(minutes=1)


def cells(table: str) -> list[tuple[str, str, int]]:
    """Row, column and hours of every cell that has a number."""
    return list(_cells(table))


def _cells(table: str) -> Iterator[tuple[str, str, int]]:
    header, *rows = [line.split() for line in table.strip().splitlines()]
    for name, *hours in rows:
        for column, hour in zip(header, hours, strict=True):
            if hour != "-":
                yield name, column, int(hour)


def spacing(*items: Item, race: datetime = FAR_RACE) -> list[Breach]:
    found = find_breaches(document(*items, race=race))
    return [item for item in found if item.rule in ("before-run", "after-run", "overlap")]


def a_run(kind: str, start: datetime) -> Item:
    if kind == "goal":
        return run("race", start, minutes=210, distance_m=42_195.0)
    return run(kind, start, minutes=60 if kind != "long" else 100)


def before(row: str, kind: str, gap: timedelta) -> list[Breach]:
    """A session that ends `gap` before a run starts."""
    load_class, _, novel = row.partition("-")
    start = at(40, 9)
    work = session(load_class, start - gap - timedelta(minutes=30), novel=bool(novel))
    return spacing(work, a_run(kind, start), race=start if kind == "goal" else FAR_RACE)


def after(kind: str, load_class: str, gap: timedelta) -> list[Breach]:
    """A session that starts `gap` after a run ends."""
    effort = a_run(kind, at(0, 9))
    end = datetime.fromisoformat(effort["end"])
    race = at(0, 9) if kind == "goal" else FAR_RACE
    return spacing(effort, session(load_class, end + gap), race=race)


@pytest.mark.parametrize(("row", "kind", "hours"), cells(BEFORE))
def test_hours_before_a_run(row: str, kind: str, hours: int) -> None:
    assert before(row, kind, timedelta(hours=hours)) == []
    (breach,) = before(row, kind, timedelta(hours=hours) - MINUTE)
    assert breach.rule == ("before-run" if hours else "overlap")
    if hours:
        assert breach.needed_h == hours
        assert breach.got_h == pytest.approx(hours - 1 / 60)


@pytest.mark.parametrize(("kind", "load_class", "hours"), cells(AFTER))
def test_hours_after_a_run(kind: str, load_class: str, hours: int) -> None:
    assert after(kind, load_class, timedelta(hours=hours)) == []
    (breach,) = after(kind, load_class, timedelta(hours=hours) - MINUTE)
    assert breach.rule == ("after-run" if hours else "overlap")
    if hours:
        assert breach.needed_h == hours
        assert breach.got_h == pytest.approx(hours - 1 / 60)


def test_back_to_back_is_too_close() -> None:
    for found in (before("C4", "easy", 0 * MINUTE), after("easy", "C4", 0 * MINUTE)):
        (breach,) = found
        assert breach.got_h == 0


@pytest.mark.parametrize("kind", ["interval", "repetition"])
def test_kinds_of_quality_are_one(kind: str) -> None:
    column = [(row, hours) for row, name, hours in cells(BEFORE) if name == "threshold"]
    for row, hours in column:
        assert before(row, kind, timedelta(hours=hours)) == []
        assert len(before(row, kind, timedelta(hours=hours) - MINUTE)) == 1
    assert after(kind, "C4", timedelta(hours=6)) == []
    assert len(after(kind, "C4", timedelta(hours=6) - MINUTE)) == 1


def test_hops_wait_for_another_day_after_quality() -> None:
    """ "No (next fresh day)": a later calendar day, and the 6 h of C5."""
    quality = run("interval", at(0, 6), minutes=60)
    assert spacing(quality, session("P2", at(1))) == []
    (breach,) = spacing(quality, session("P2", at(0, 23.5)))
    assert "not on the same day" in breach.text
    late = run("interval", at(0, 22), minutes=60)
    assert spacing(late, session("P2", at(1, 5))) == []
    (breach,) = spacing(late, session("P2", at(1, 4.9)))
    assert breach.needed_h == 6
    assert spacing(run("easy", at(0, 6)), session("P2", at(0, 22))) == []


# How runs are read


def needed(*items: Item, race: datetime = FAR_RACE) -> float:
    """The hours that one close session should have had."""
    (breach,) = spacing(*items, race=race)
    assert breach.needed_h is not None
    return breach.needed_h


@pytest.mark.parametrize(
    ("kind", "minutes", "key", "before_h", "after_h"),
    [
        ("easy", 60, False, 6, 3),
        ("easy", 61, False, 6, 6),
        ("easy", 89, False, 6, 6),
        ("easy", 90, False, 24, 24),
        ("easy", 45, True, 24, 6),
        ("medium-long", 60, False, 6, 3),
        ("medium-long", 89, False, 6, 6),
        ("medium-long", 90, False, 24, 24),
        ("medium-long", 75, True, 24, 24),
        ("long", 60, False, 24, 24),
        ("marathon-pace", 60, False, 24, 6),
        ("marathon-pace", 90, False, 24, 24),
        ("threshold", 60, False, 24, 6),
        ("interval", 90, True, 24, 24),
    ],
)
def test_what_counts_as_quality_and_as_long(
    kind: str, minutes: int, key: bool, before_h: int, after_h: int
) -> None:
    close = run(kind, at(1, 12), minutes=minutes, key=key)
    assert needed(session("C4", at(1, 11)), close) == before_h
    end = datetime.fromisoformat(close["end"])
    assert needed(close, session("C4", end + timedelta(minutes=30))) == after_h


@pytest.mark.parametrize(
    ("load_class", "novel", "needed_h"), [("C5", False, 48), ("C4", True, 72), ("P2", False, 36)]
)
def test_marathon_pace_counts_as_long_before_it(
    load_class: str, novel: bool, needed_h: int
) -> None:
    work = session(load_class, at(1, 11), novel=novel)
    assert needed(work, run("marathon-pace", at(1, 12))) == needed_h


def test_the_goal_race_counts_as_a_marathon_before_it_and_as_itself_after_it() -> None:
    race = at(20, 9)
    ten = run("race", race, minutes=50, distance_m=10_000.0)
    assert needed(session("C2", at(17, 9)), ten, race=race) == 96
    assert needed(ten, session("C2", at(21, 9)), race=race) == 48


def test_a_race_run_without_a_distance_takes_that_of_the_race() -> None:
    race = at(20, 9)
    unmeasured = run("race", race, minutes=200)
    after_it = session("C2", at(24, 9))
    assert needed(unmeasured, after_it, race=race) == 168
    found = find_breaches(document(unmeasured, after_it, race=race, distance_m=21_097.5))
    assert found == []


def test_a_marathon_on_the_way_counts_as_a_marathon() -> None:
    marathon = run("race", at(20, 9), minutes=200, distance_m=42_195.0)
    assert needed(session("C2", at(17, 9)), marathon) == 96
    assert needed(marathon, session("C2", at(24, 9))) == 168
    shorter = run("race", at(20, 9), minutes=200, distance_m=42_194.0)
    assert spacing(session("C2", at(17, 9)), shorter, session("C2", at(24, 9))) == []


def test_a_race_that_no_run_stands_for_is_spaced_all_the_same() -> None:
    assert needed(session("C1", at(18, 10)), race=at(20, 9)) == 48
    assert needed(session("C1", at(21, 9)), race=at(20, 9)) == 72
    other_day = run("race", at(19, 9), minutes=20, distance_m=5000.0)
    found = spacing(session("C1", at(18, 10)), other_day, race=at(20, 9))
    assert [item.needed_h for item in found] == [24, 48]


def test_a_run_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="swim"):
        find_breaches(document(run("swim", at(0))))


# Clocks


MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("ends", "legal_from"),
    [
        (datetime(2027, 3, 27, 18, 0, tzinfo=MADRID), datetime(2027, 3, 28, 19, 0, tzinfo=MADRID)),
        (datetime(2027, 10, 30, 18, 0, tzinfo=MADRID), datetime(2027, 10, 31, 17, tzinfo=MADRID)),
    ],
)
def test_hours_are_elapsed_when_the_clocks_change(ends: datetime, legal_from: datetime) -> None:
    """24 h are 25 on the wall when clocks go forward, 23 when they go back."""
    work = session("C4", ends - timedelta(minutes=30))
    assert spacing(work, run("long", legal_from)) == []
    assert needed(work, run("long", legal_from - MINUTE)) == 24


def test_offsets_are_compared_in_one_time() -> None:
    work = session("C4", datetime.fromisoformat("2027-03-01T17:30:00+05:30"))
    assert spacing(work, run("long", datetime.fromisoformat("2027-03-02T07:30:00-05:00"))) == []
    assert needed(work, run("long", datetime.fromisoformat("2027-03-02T07:29:00-05:00"))) == 24


# Overlap


def test_a_session_may_touch_a_run_but_not_meet_it() -> None:
    easy = run("easy", at(0, 12), minutes=60)
    assert spacing(session("C0", at(0, 11.5)), easy, session("C0", at(0, 13))) == []
    inside = session("C0", at(0, 12.25))
    around = session("C0", at(0, 11.5), minutes=120)
    for work in (inside, around):
        (breach,) = spacing(work, easy)
        assert breach.rule == "overlap"


def test_sessions_do_not_overlap_each_other() -> None:
    first = session("C0", at(0, 12))
    assert spacing(first, session("C0", at(0, 12.5))) == []
    (breach,) = spacing(first, session("C1", at(0, 12.4)))
    assert breach.rule == "overlap"
