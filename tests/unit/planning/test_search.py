"""The search for a week: as good as a solver's proof, and never beside a hard rule."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import CLOSE_SESSIONS
from hamstrong.planning.placing.search import Earlier, Option, choose
from tests.unit.planning.referee import best_choice, broken, worth

MONDAY = date(2027, 3, 1).toordinal()
MIDNIGHT = 60 * 24 * (MONDAY - date(1970, 1, 1).toordinal())
"""Of that Monday, in minutes since 1970; the athlete lives in UTC."""

DAY = 24 * 60
HALF_HOUR = 30
CLASSES = (LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.C4, LoadClass.C5)
VALUES = (100, 300, 600, 1000, 1050)
WEEKS_PER_CHUNK = 60


@dataclass(frozen=True)
class Week:
    """A question to the search."""

    options: tuple[Option, ...]
    earlier: tuple[Earlier, ...]
    easy_days: frozenset[int]

    def choose(self) -> tuple[Option, ...]:
        return choose(self.options, earlier=self.earlier, easy_days=self.easy_days)


def standing(hour: int, load_class: LoadClass) -> Earlier:
    """A session that ended so many hours after the Monday began."""
    return Earlier(MIDNIGHT + 60 * hour, MONDAY + hour // 24, load_class)


def random_week(rng: random.Random) -> Week:
    """Up to three sessions with places as the planner makes them, or wilder ones."""
    days = rng.sample(range(7), rng.randint(1, 7))
    hours = rng.sample(range(5, 22), rng.randint(1, 5))
    spread = rng.choice((5, 60, 300))
    options: list[Option] = []
    for number in range(rng.randint(1, 3)):
        pinned = rng.random() < 0.15
        places = [(day, hour) for day in days for hour in hours]
        chosen = [rng.choice(places)] if pinned else places
        for day, hour in chosen:
            for rank in rng.sample(range(len(CLASSES)), rng.randint(1, 3)):
                starts = MIDNIGHT + day * DAY + 60 * hour + 15 * rng.randint(0, 3)
                ends = starts + rng.randint(8, 45)
                points = VALUES[rank] - rng.randint(0, spread)
                times = (starts, ends, MONDAY + day)
                new = Option(len(options), number, *times, CLASSES[rank], points, pinned)
                options.append(new)
    hours_ago = [rng.randint(-20, 80) for _ in range(rng.randint(0, 2))]
    earlier = tuple(standing(-hour, rng.choice(CLASSES)) for hour in hours_ago)
    easy = rng.sample(range(7), rng.choice((0, 1, 1, 2, 5)))
    return Week(tuple(options), earlier, frozenset(MONDAY + day for day in easy))


@pytest.mark.parametrize("chunk", range(5))
def test_it_is_worth_what_the_solver_proves(chunk: int) -> None:
    rng = random.Random(chunk)
    for _ in range(WEEKS_PER_CHUNK):
        week = random_week(rng)
        best = best_choice(week.options, earlier=week.earlier, easy_days=week.easy_days)
        assert worth(week.choose()) == worth(best)


@dataclass(frozen=True)
class Told:
    """Points by the option's id."""

    exact: Mapping[int, int]

    def __call__(self, option: Option) -> int:
        return self.exact[option.id]


@pytest.mark.parametrize("chunk", range(3))
def test_asking_late_what_options_are_worth_changes_nothing(chunk: int) -> None:
    rng = random.Random(f"late {chunk}")
    for _ in range(WEEKS_PER_CHUNK):
        week = random_week(rng)
        exact = {o.id: o.points - rng.choice((0, 0, 20, 150)) for o in week.options}
        told = [replace(o, points=exact[o.id]) for o in week.options]
        at_once = choose(told, earlier=week.earlier, easy_days=week.easy_days)
        late = choose(
            week.options,
            earlier=week.earlier,
            easy_days=week.easy_days,
            points_of=Told(exact),
        )
        assert [o.id for o in late] == [o.id for o in at_once]


weeks = st.integers(0, 2**32).map(lambda number: random_week(random.Random(number)))


@given(week=weeks)
@settings(deadline=None)
def test_no_hard_rule_is_broken(week: Week) -> None:
    assert broken(week.choose(), earlier=week.earlier, easy_days=week.easy_days) == []


@given(week=weeks, number=st.integers(0, 2**32))
@settings(deadline=None)
def test_the_order_of_options_decides_nothing(week: Week, number: int) -> None:
    shuffled = list(week.options)
    random.Random(number).shuffle(shuffled)
    again = choose(shuffled, earlier=week.earlier[::-1], easy_days=week.easy_days)
    assert again == week.choose() == week.choose()


@given(week=weeks)
@settings(deadline=None)
def test_the_chosen_come_in_time_order(week: Week) -> None:
    starts = [option.starts for option in week.choose()]
    assert starts == sorted(starts)


# Examples


def option(number: int, day: int, points: int, **more: Any) -> Option:
    """Half an hour of C4 at six in the evening."""
    starts = MIDNIGHT + day * DAY + 18 * 60
    times = (starts, starts + HALF_HOUR, MONDAY + day)
    return replace(Option(100 * number + day, number, *times, LoadClass.C4, points), **more)


def days_of(chosen: Sequence[Option]) -> list[int]:
    return [option.day - MONDAY for option in chosen]


def test_nothing_to_choose_from_is_an_empty_week() -> None:
    assert choose([]) == ()


def test_on_equal_points_the_first_session_comes_early_and_then_the_second() -> None:
    options = [option(number, day, 1000) for number in (0, 1) for day in range(7)]
    assert days_of(choose(options)) == [0, 3]


def test_two_sessions_are_worth_more_apart_unless_the_price_of_closeness_is_less() -> None:
    near = [option(0, 0, 1000, load_class=LoadClass.C1), option(1, 1, 300, load_class=LoadClass.C1)]
    far = option(1, 4, 300 - CLOSE_SESSIONS, load_class=LoadClass.C1)
    assert days_of(choose([*near, far])) == [0, 1]
    assert days_of(choose([*near, option(1, 4, 301 - CLOSE_SESSIONS)])) == [0, 4]


def test_a_pinned_session_may_come_before_its_elder() -> None:
    pinned = option(1, 0, 1000, pinned=True)
    assert days_of(choose([option(0, 3, 1000), pinned])) == [0, 3]
    assert days_of(choose([option(0, 3, 1000), option(1, 0, 1000)])) == [3]


def test_a_heavy_session_waits_two_days_for_a_standing_one() -> None:
    options = [option(0, day, 1000 - day) for day in range(4)]
    assert days_of(choose(options, earlier=[standing(7, LoadClass.C4)])) == [2]


def test_one_easy_day_stays_free_of_hard_work() -> None:
    only = frozenset({MONDAY + 2})
    options = [option(0, 2, 1000), option(0, 2, 300, load_class=LoadClass.C1, id=7)]
    assert [o.load_class for o in choose(options, easy_days=only)] == [LoadClass.C1]
