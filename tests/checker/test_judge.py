"""Every rule about a request fires on an answer made by hand, and is silent at its limit."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.checker.breach import Breach
from tests.checker.documents import Item, at, exercise, run
from tests.checker.facts import Bound, Facts, Lost, Movement, Opening
from tests.checker.hand_made import (
    MOVEMENTS,
    RACE,
    TODAY,
    answer,
    facts,
    numbered,
    rules,
    weeks,
)
from tests.checker.judge import judge
from tests.checker.reading import Document, elapsed_h
from tests.checker.weekly import stacked


def test_a_plan_as_it_should_be_breaks_nothing() -> None:
    runs = [run("interval", at(2, 7), key=True), run("easy", at(4, 7))]
    found = judge(answer(*runs, numbered("C4", at(2, 18)), numbered("C1", at(4, 18), 2)), facts())
    assert found == []


def test_a_breach_says_rule_session_and_numbers() -> None:
    breach = Breach("W4", "2027-03-01-2", "C4 then C4", 47.5, 48)
    assert str(breach) == "W4 [2027-03-01-2] C4 then C4; 47.50 h of 48 h"


# Time


def test_openings_hold_the_whole_session() -> None:
    narrow = facts(weekdays={0: (Opening(time(18), time(18, 30)),)})
    assert rules(numbered("C1", at(0, 18)), told=narrow) == []
    for start in (at(0, 17.99), at(0, 18.01), at(1, 18)):
        assert rules(numbered("C1", start), told=narrow) == ["opening"]


def test_a_single_date_stands_in_place_of_its_weekday() -> None:
    night = (Opening(time(1), time(3)),)
    told = facts(dates={TODAY: night, date(2027, 3, 2): ()})
    assert rules(numbered("C1", at(0, 2)), told=told) == []
    assert rules(numbered("C1", at(0, 12)), told=told) == ["opening"]
    assert rules(numbered("C1", at(1, 12)), told=told) == ["opening"]


def test_a_day_off_stays_empty_unless_the_athlete_chose_it() -> None:
    told = facts(days_off=frozenset({TODAY}))
    assert rules(numbered("C1", at(0, 12)), told=told) == ["day-off"]
    assert rules(numbered("C1", at(0, 12), pinned=True), told=told) == []


@pytest.mark.parametrize("kind", ["ill", "away"])
def test_lost_days_stay_empty_even_where_the_athlete_chose_them(kind: str) -> None:
    told = facts(absences=(Lost(date(2027, 3, 2), date(2027, 3, 4), kind),))
    for day, expected in [(0, []), (1, ["absent"]), (3, ["absent"]), (4, [])]:
        assert rules(numbered("C1", at(day, 12), pinned=True), told=told) == expected


def test_nothing_starts_before_planning() -> None:
    told = facts(not_before=at(0, 12))
    assert rules(numbered("C1", at(0, 12)), told=told) == []
    assert rules(numbered("C1", at(0, 11.9)), told=told) == ["past"]
    late = facts(today=date(2027, 3, 2))
    assert rules(numbered("C1", at(0, 12)), told=late) == ["past"]


def test_minutes_are_the_athletes() -> None:
    assert rules(numbered("C1", at(0, 12), minutes=20), told=facts(minutes=20)) == []
    assert rules(numbered("C1", at(0, 12), minutes=21), told=facts(minutes=20)) == ["too-long"]


def test_openings_are_clock_times_when_the_clocks_change() -> None:
    """On 28 March 2027 an hour is missing in Madrid: 01:30 to 03:30 are 60 min."""
    zone = ZoneInfo("Europe/Madrid")
    day = date(2027, 3, 28)
    told = facts(dates={day: (Opening(time(1, 30), time(3, 30)),)}, minutes=90)
    start = datetime.combine(day, time(1, 30), zone)
    for minutes, expected in [(60, []), (61, ["opening"])]:
        end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
        item = numbered("C1", start, end=end.isoformat(), minutes=minutes)
        item["start"] = start.isoformat()
        assert elapsed_h(start, end) * 60 == minutes
        assert rules(item, told=told, zone="Europe/Madrid") == expected


@pytest.mark.parametrize("pinned", [False, True])
def test_a_race_day_is_for_the_race(pinned: bool) -> None:
    race = run("race", at(20, 12), key=True, distance_m=5000.0)
    found = rules(race, numbered("C0", at(20, 6), pinned=pinned))
    assert found == ["race-day"]


# Content


def test_kit_is_that_of_the_place() -> None:
    both = (Opening(time(0), time(12)), Opening(time(12), time(23), "gym"))
    kits = {"home": frozenset({"step"}), "gym": frozenset({"gym"})}
    told = facts(weekdays={0: both}, kits=kits)
    assert rules(numbered("C4", at(0, 13), venue="gym"), told=told) == []
    assert rules(numbered("C4", at(0, 7)), told=told) == ["kit"]
    assert rules(numbered("C1", at(0, 13)), told=told) == ["venue"]


def test_who_travels_has_what_travels() -> None:
    trip = (Lost(TODAY, TODAY, "travelling"),)
    assert rules(numbered("C1", at(0, 7), venue="travelling"), told=facts(absences=trip)) == []
    assert rules(numbered("C4", at(0, 7), venue="travelling"), told=facts(absences=trip)) == ["kit"]
    assert rules(numbered("C1", at(0, 7)), told=facts(absences=trip)) == ["venue"]
    with_load = facts(absences=trip, kits={"travelling": frozenset({"load"})})
    assert rules(numbered("C4", at(0, 7), venue="travelling"), told=with_load) == []


def test_no_rung_above_the_athletes() -> None:
    hold = numbered("C2", at(0, 7), exercises=[exercise("hold")])
    for level, expected in [(4, []), (5, []), (3, ["level"])]:
        assert rules(hold, told=facts(levels={"bridge": level})) == expected
    low = numbered("C1", at(0, 7), exercises=[exercise("low")])
    assert rules(low, told=facts(levels={"bridge": 1})) == []


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (Bound(TODAY, TODAY, frozenset({"calf"}), "C2"), []),
        (Bound(TODAY, TODAY, frozenset({"calf"}), "C1"), ["limit"]),
        (Bound(TODAY, None, frozenset({"quad"}), "C1"), ["limit"]),
        (Bound(TODAY, None, frozenset(), "C1"), ["limit"]),
        (Bound(TODAY, None, frozenset({"hamstring"}), None), []),
        (Bound(TODAY, None, frozenset({"calf"}), None), ["limit"]),
        (Bound(TODAY, None, frozenset({"calf"}), "C2", 0.0), ["limit"]),
        (Bound(at(1).date(), None, frozenset(), None), []),
        (Bound(at(-3).date(), at(-1).date(), frozenset(), None), []),
        (Bound(TODAY, TODAY, frozenset(), "C2", 0.4), []),
        (Bound(TODAY, TODAY, frozenset(), "C2", 0.2), ["limit-sets"]),
        (Bound(TODAY, TODAY, frozenset(), "C2", easier=1), ["limit"]),
    ],
)
def test_what_hurts_is_spared(bound: Bound, expected: list[str]) -> None:
    told = facts(limits=(bound,), levels={"calf": 2}, movements=MOVEMENTS | SECOND)
    assert rules(numbered("C2", at(0, 7)), told=told) == expected


SECOND = {"c2-low": Movement("C1", ("calf",), family="calf", level=1)}


# The last four weeks


@pytest.mark.parametrize("load_class", ["C2", "P1", "C4", "C1"])
def test_nothing_is_new_in_the_last_28_days(load_class: str) -> None:
    def found(days: int, told: Facts) -> list[str]:
        work = numbered(load_class, at(95 - days, 20))
        return sorted(set(rules(work | {"novel": load_class == "C4"}, told=told)))

    unknown = facts(accustomed={})
    late = [] if load_class == "C1" else ["28-day"]
    assert found(29, unknown) == []
    assert found(28, unknown) == late
    done = facts(accustomed={}, exposures={load_class.lower(): [TODAY, TODAY]})
    assert found(28, done) == (["28-day"] if load_class == "C4" else [])


def test_what_a_plan_brought_before_is_not_new() -> None:
    unknown = facts(accustomed={})
    assert rules(numbered("C2", at(60, 20)), numbered("C2", at(70, 20)), told=unknown) == []


# Weeks


def test_one_session_a_day() -> None:
    assert rules(numbered("C1", at(0, 7)), numbered("C1", at(0, 20), 2)) == ["one-a-day"]


def test_an_id_names_its_week_and_one_session() -> None:
    stray = numbered("C1", at(0, 7), id="2027-03-08-1")
    assert rules(stray) == ["id"]
    twins = (numbered("C1", at(0, 7)), numbered("C1", at(2, 7)))
    assert rules(*twins) == ["id"]


@pytest.mark.parametrize(("phase", "most"), [("base", 3), ("build", 2), ("taper", 2)])
def test_a_week_holds_what_its_phase_holds(phase: str, most: int) -> None:
    four = [numbered("C1", at(day, 7), day + 1) for day in range(4)]
    listed = weeks(RACE, phase=phase)
    assert rules(*four[:most], weeks=listed) == []
    assert rules(*four[: most + 1], weeks=listed) == ["W6"]
    assert rules(*four[:2], told=facts(wish=1), weeks=listed) == ["W6"]


def test_one_session_in_the_race_week() -> None:
    first, second = numbered("C1", at(91, 7)), numbered("C1", at(92, 7), 2)
    assert rules(first) == []
    assert rules(first, second) == ["race-week"]


def test_a_week_that_the_plan_does_not_list() -> None:
    late = numbered("C1", at(105, 7))
    assert "weeks" in rules(late)
    gap = [week for week in weeks(RACE) if week["weeks_to_race"] != 5]
    assert rules(weeks=gap) == ["weeks"]
    wrong = [{**week, "weeks_to_race": 3} for week in weeks(RACE)[-1:]]
    assert rules(weeks=wrong) == ["weeks"]


def test_sets_of_a_tissue_are_capped_by_side() -> None:
    def week(*doses: Item) -> list[str]:
        return rules(
            numbered("C4", at(0, 7), exercises=[exercise("c4", sets=5)]),
            numbered("C4", at(3, 7), 2, exercises=list(doses)),
        )

    assert week(exercise("c4", sets=5)) == []
    assert week(exercise("c4", sets=6)) == ["W7", "W7"]
    assert week(exercise("c4", sets=5), exercise("c4", sets=1, side="left")) == ["W7"]
    assert week(exercise("c4", sets=4), exercise("c4", sets=1, side="left")) == []
    assert week(exercise("c4", sets=5), exercise("c0", sets=20)) == []


# What stands


def yesterday(*items: Item) -> Document:
    return answer(*items)


def test_what_is_over_stands_as_it_was() -> None:
    old = numbered("C4", at(0, 7))
    told = facts(today=date(2027, 3, 2), previous=yesterday(old))
    assert rules(old, told=told) == []
    assert rules(told=told)[0] == "standing"
    assert rules(old | {"exercises": [exercise("c1")]}, told=told) == ["standing"]
    assert rules(numbered("C4", at(0, 8)), told=told) == ["standing"]


def test_what_was_done_stands_when_it_was_done() -> None:
    old = numbered("C1", at(3, 7))
    for hours, start in [(1.0, at(3, 7)), (-29.0, at(2, 2))]:
        begun = at(3, 7 + hours)
        told = facts(previous=yesterday(old), done={old["id"]: begun})
        assert rules(numbered("C1", start), told=told) == []
        assert rules(numbered("C1", at(3, 9)), told=told) == ["standing"]


def test_what_stands_is_not_judged_but_respected() -> None:
    """A missed session that a moved run now meets is history; what is new keeps its 48 h to it."""
    old, long = numbered("C4", at(0, 7)), run("long", at(0, 8), minutes=100)
    told = facts(today=date(2027, 3, 2), previous=yesterday(old))
    assert rules(old, long, told=told) == []
    new = numbered("C4", at(2, 7), 2)
    assert rules(old, new, told=told) == ["W4"]
    assert rules(old, numbered("C4", at(2, 7.5), 2), told=told) == []


def test_a_missed_session_is_no_exposure() -> None:
    missed = [numbered("C4", at(day, 7)) for day in (0, 7, 14)]
    told = facts(today=at(21).date(), previous=yesterday(*missed), accustomed={})
    assert rules(*missed, numbered("C4", at(21, 7), novel=True), told=told) == []
    assert rules(*missed, numbered("C4", at(21, 7)), told=told) == ["novel"]


def test_nothing_is_caught_up() -> None:
    before = answer(numbered("C1", at(0, 7)), numbered("C1", at(7, 7)))
    more = answer(numbered("C1", at(7, 7)), numbered("C1", at(9, 7), 2))
    assert list(stacked(before, before, since=TODAY)) == []
    (breach,) = stacked(before, more, since=at(2).date())
    assert (breach.rule, breach.session) == ("stacked", "2027-03-08")
    assert list(stacked(before, more, since=at(14).date())) == []


@pytest.mark.parametrize(
    ("gone", "added", "legal"), [(6, 7, True), (5, 7, True), (4, 7, False), (6, 14, False)]
)
def test_a_session_that_is_gone_leaves_its_room_to_the_next_week(
    gone: int, added: int, legal: bool
) -> None:
    others = [numbered("C1", at(day, 18)) for day in (10, 16)]
    before = answer(numbered("C1", at(gone, 18)), *others)
    after = answer(*others, numbered("C1", at(added, 6), 2))
    assert (list(stacked(before, after, since=TODAY)) == []) is legal
    missed = answer(numbered("C1", at(gone, 18)), *others, numbered("C1", at(added, 6), 2))
    assert len(list(stacked(before, missed, since=TODAY))) == 1
