"""What the athlete says of body and night, as values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hamstrong.exercises.schema import Tissue
from hamstrong.planning.body.spots import Spot
from hamstrong.planning.constants.readiness import (
    AREA_TISSUES,
    NO_ENERGY,
    SHORT_NIGHT_H,
    TISSUE_AREA,
    Area,
)


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A red flag, by its id in `RED_FLAGS`, and where; None speaks of the whole body."""

    id: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One answer to the morning's question. Its spots are each side by itself.

    Attributes:
        day: The training day it speaks of.
        soreness, pain: 0-10 by spot; of a spot that is absent nothing was said.
        sleep_h: Hours; None when not told.
        slept_badly: The one tap in place of hours.
        energy: 1-5; None when not told.
        ill: True with fever, chest symptoms or worse; False ends it; None says nothing of it.
        worse: Spots that hurt more than usual this morning.
        settled: Spots that are back to usual.
        limping: Spots that change how the athlete walks or runs.
        easing: Sore spots that ease with moving.
        red_flags: As ticked this time.
        assessed: Spots that somebody qualified has looked at.
        all_assessed: True when that holds for everything told so far.
        of_body: False for a word on illness alone: it says nothing of soreness and pain.
    """

    day: date
    soreness: Mapping[Spot, int] = field(default_factory=dict)
    pain: Mapping[Spot, int] = field(default_factory=dict)
    sleep_h: float | None = None
    slept_badly: bool = False
    energy: int | None = None
    ill: bool | None = None
    worse: frozenset[Spot] = frozenset()
    settled: frozenset[Spot] = frozenset()
    limping: frozenset[Spot] = frozenset()
    easing: frozenset[Spot] = frozenset()
    red_flags: tuple[RaisedFlag, ...] = ()
    assessed: frozenset[Spot] = frozenset()
    all_assessed: bool = False
    of_body: bool = True

    def then(self, later: "CheckIn") -> "CheckIn":
        """Both answers of a day as one: what the later one leaves out stands."""
        return replace(
            later,
            soreness={**self.soreness, **later.soreness},
            pain={**self.pain, **later.pain},
            sleep_h=self.sleep_h if later.sleep_h is None else later.sleep_h,
            slept_badly=self.slept_badly or later.slept_badly,
            energy=self.energy if later.energy is None else later.energy,
            worse=(self.worse | later.worse) - later.settled,
            settled=(self.settled | later.settled) - later.worse,
            limping=self.limping | later.limping,
            easing=self.easing | later.easing,
        )

    @property
    def tired(self) -> bool:
        short = self.sleep_h is not None and self.sleep_h < SHORT_NIGHT_H
        weary = self.energy is not None and self.energy <= NO_ENERGY
        return short or weary or self.slept_badly


@dataclass(frozen=True, slots=True)
class PainDuring:
    """Pain told while training.

    Attributes:
        spot: Of one side or of both.
        score: 0-10; 0 when no number was told.
        ended: True when it ended a set.
        sharp: True when it was sharp, or something popped.
    """

    day: date
    spot: Spot
    score: int
    ended: bool = False
    sharp: bool = False


def latest_of_days(check_ins: Iterable[CheckIn]) -> Mapping[date, CheckIn]:
    """What each day's answers say together on body and night, in the order of days.

    `check_ins` in the order told; illness and red flags are read from each answer by itself.
    """
    latest: dict[date, CheckIn] = {}
    for check_in in check_ins:
        if check_in.of_body:
            before = latest.get(check_in.day)
            latest[check_in.day] = before.then(check_in) if before else check_in
    return dict(sorted(latest.items()))


def in_order(check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """By day; those of one day as they were told."""
    return sorted(check_ins, key=lambda check_in: check_in.day)


def areas_of(tissues: Sequence[Tissue]) -> tuple[Area, ...]:
    """Areas whose trouble holds any of these tissues back, in the order of the tissues."""
    found: dict[Area, None] = {}
    for tissue in tissues:
        found[TISSUE_AREA[tissue]] = None
        found |= dict.fromkeys(area for area, held in AREA_TISSUES.items() if tissue in held)
    return tuple(found)


def worst(scores: Mapping[Spot, int], tissues: Sequence[Tissue]) -> int:
    """The highest score, 0-10, of either side among the areas of these tissues."""
    areas = areas_of(tissues)
    return max((score for spot, score in scores.items() if spot.area in areas), default=0)
