"""How much of a plan stays after a small change, and how far from it something else changes.

Plans `--blocks` blocks of 18 weeks and lets one thing happen to each: a run moves by a day or an
hour, or was missed, a session was left out, or the try-out, a day has no time any more, a calf is
sore one morning or hurts for two weeks, a night was short, an illness takes three days, or nothing
but that a day went by. Each is planned again with yesterday's plan as preference. Counted are the
sessions whose time or class changed, and those that stand as they stood but hold other exercises,
sets, seconds or reps; of both, those more than ten days away. Sessions on the days that the change
is about do not count. Ends with 1 unless for each kind the medians are at most 2 and in 95 % of the
blocks no time or class changes further than ten days away, nor more than a twelfth of what sessions
hold.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from benchmarks.blocks import block
from benchmarks.moving import CHANGES, Changed, befalls
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, Session
from hamstrong.planning.planner import make_plan

MOST = 2
"""Sessions that may change, median."""

NEAR_DAYS = 10
SHARE = 0.95
"""Of the blocks in which nothing changes further away than that."""

MOST_CONTENTS = 1 / 12
"""Of the sessions that stay where they were; so many may hold something else far away."""


@dataclass(frozen=True)
class Effect:
    """What one change did, outside the days it is about.

    Attributes:
        sessions: Changed in time or class, gone or new.
        far: Of those, further than ten days from what happened.
        contents: Sessions that stand as they stood but hold something else.
        far_contents: Of those, further than ten days away.
        stayed: Sessions that stand as they stood.
    """

    sessions: int
    far: int
    contents: int
    far_contents: int
    stayed: int


@dataclass(frozen=True)
class Line:
    """One kind of change in many blocks."""

    name: str
    effects: Sequence[Effect]

    @property
    def near(self) -> float:
        """Share of the blocks in which nothing far away changed its place."""
        return sum(one.far == 0 for one in self.effects) / len(self.effects)

    @property
    def near_contents(self) -> float:
        """Share of the blocks in which little of what sessions hold changed far away."""
        few = (one.far_contents <= MOST_CONTENTS * one.stayed for one in self.effects)
        return sum(few) / len(self.effects)

    @property
    def is_stable(self) -> bool:
        changed = median(one.sessions for one in self.effects)
        held = median(one.contents for one in self.effects)
        return max(changed, held) <= MOST and min(self.near, self.near_contents) >= SHARE


def effect(name: str, number: int) -> Effect:
    """Let something happen to a block, and plan again."""
    library, request = load_library(), befalls(name, block(number))
    before = make_plan(request, library)
    changed: Changed = CHANGES[name](request, before, Random(f"{name} {number}"))
    after = make_plan(replace(changed.request, previous=before), library)
    old, new = _by_id(before), _by_id(after)
    days = {key: (new.get(key) or old[key]).day for key in old.keys() | new.keys()}
    beside = [key for key, day in days.items() if not changed.is_about(day)]
    others = [key for key in beside if _place(old, key) != _place(new, key)]
    same = [key for key in beside if _place(old, key) == _place(new, key)]
    held = [key for key in same if old[key].doses != new[key].doses]
    return Effect(
        len(others),
        sum(_is_far(days[key], changed) for key in others),
        len(held),
        sum(_is_far(days[key], changed) for key in held),
        len(same),
    )


def _is_far(day: date, changed: Changed) -> bool:
    return max((changed.day - day).days, (day - changed.last).days) > NEAR_DAYS


def _by_id(plan: Plan) -> dict[str, Session]:
    return {session.id: session for session in plan.sessions}


def _place(sessions: dict[str, Session], key: str) -> object:
    session = sessions.get(key)
    return session and (session.start, session.load_class)


def row(line: Line) -> tuple[str, ...]:
    """A line of the table."""
    sessions = [one.sessions for one in line.effects]
    contents = [one.contents for one in line.effects]
    far = [one.far_contents for one in line.effects]
    return (
        line.name,
        f"{median(sessions):g}",
        str(max(sessions)),
        f"{100 * (1 - line.near):.0f} %",
        f"{median(contents):g}",
        str(max(contents)),
        f"{median(far):g}",
        f"{sum(far) / len(far):.1f}",
        str(max(far)),
        f"{100 * sum(one > 0 for one in far) / len(far):.0f} %",
    )


def main() -> int:
    """Measure, print, and say by the exit code whether plans are stable."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=100)
    numbers = range(parser.parse_args().blocks)
    lines = [Line(name, [effect(name, number) for number in numbers]) for name in CHANGES]
    far = f"beyond {NEAR_DAYS} days"
    held = ("holds else, median", "most", f"{far}, median", "mean", "most", "in blocks")
    table = Table("change", "moved, median", "most", far, *held)
    for line in lines:
        table.add_row(*row(line))
    Console(width=150).print(table)
    is_stable = all(line.is_stable for line in lines)
    print(f"{len(numbers)} blocks: {'stable' if is_stable else 'not stable enough'}.")
    return int(not is_stable)


if __name__ == "__main__":
    sys.exit(main())
