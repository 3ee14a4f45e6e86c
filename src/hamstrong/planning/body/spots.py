"""Where on the body: an area, on one side or on both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.planning.constants.readiness import MIDLINE, Area
from hamstrong.planning.words import SENTENCES

_SIDES = (Side.LEFT, Side.RIGHT)
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Spot:
    """An area and its side; `both` is both sides, or that nobody said which.

    Attributes:
        area: Of the body.
        side: Left, right or both; always both for an area on the midline.
    """

    area: Area
    side: Side = Side.BOTH

    @property
    def key(self) -> str:
        """As logs and documents have it: `calf`, `left-calf`."""
        return self.area.value if self.side is Side.BOTH else f"{self.side}-{self.area}"

    @property
    def words(self) -> str:
        """In the middle of a sentence: `left calf`."""
        return SENTENCES[f"areas.{self.key}"]

    @property
    def sides(self) -> tuple["Spot", ...]:
        """Each side by itself; the midline is its own."""
        if self.side is not Side.BOTH or self.area in MIDLINE:
            return (self,)
        return tuple(Spot(self.area, side) for side in _SIDES)

    def on(self, side: Side) -> "Spot":
        """This spot where no side was told and there are two: on that side."""
        if self.side is not Side.BOTH or self.area in MIDLINE or side not in _SIDES:
            return self
        return Spot(self.area, side)


def read_spot(key: str) -> Spot:
    """A spot from its key. Raises BadInput for one that is none."""
    side, dash, area = key.partition("-")
    named = Side(side) if dash and side in _SIDES else Side.BOTH
    found = area if named is not Side.BOTH else key
    if found not in set(Area) or (named is not Side.BOTH and Area(found) in MIDLINE):
        raise BadInput(
            SENTENCES.say("refused.no-area-name-one", text=repr(key), areas=", ".join(Area))
        )
    return Spot(Area(found), named)


def all_spots() -> tuple[Spot, ...]:
    """Every side of every area by itself."""
    return tuple(spot for area in Area for spot in Spot(area).sides)


def by_side(told: Mapping[Spot, Told]) -> Mapping[Spot, Told]:
    """Each side by itself: what was told of one side outweighs what was told of both."""
    wide = {side: value for spot, value in told.items() for side in spot.sides if side != spot}
    return {**wide, **{spot: value for spot, value in told.items() if spot.sides == (spot,)}}


def sides_of(told: Iterable[Spot]) -> frozenset[Spot]:
    """Each side of them by itself."""
    return frozenset(side for spot in told for side in spot.sides)


def together(states: Mapping[Spot, Told]) -> Iterator[tuple[Spot, Told]]:
    """One entry an area where both its sides are alike, else one a side; areas in their order."""
    for area in Area:
        sides = Spot(area).sides
        values = [states[side] for side in sides]
        if all(value == values[0] for value in values):
            yield Spot(area), values[0]
        else:
            yield from zip(sides, values, strict=True)
