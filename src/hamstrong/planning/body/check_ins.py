"""What the athlete says of body and night, as values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hamstrong.exercises.schema import Tissue
from hamstrong.planning.constants.readiness import (
    AREA_TISSUES,
    NO_ENERGY,
    SHORT_NIGHT_H,
    Area,
)


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A red flag, by its id in `RED_FLAGS`, and where; None speaks of the whole body."""

    id: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One answer to the morning's question.

    Attributes:
        day: The training day it speaks of.
        soreness, pain: 0-10 by area; of an area that is absent nothing was said.
        sleep_h: Hours; None when not told.
        slept_badly: The one tap in place of hours.
        energy: 1-5; None when not told.
        ill: True with fever, chest symptoms or worse; False ends it; None says nothing of it.
        worse: Areas that hurt more than usual this morning.
        settled: Areas that are back to usual.
        limping: Areas that change how the athlete walks or runs.
        easing: Sore areas that ease with moving.
        red_flags: As ticked this time.
        assessed: Areas that somebody qualified has looked at.
        all_assessed: True when that holds for everything told so far.
        of_body: False for a word on illness alone: it says nothing of soreness and pain.
    """

    day: date
    soreness: Mapping[Area, int] = field(default_factory=dict)
    pain: Mapping[Area, int] = field(default_factory=dict)
    sleep_h: float | None = None
    slept_badly: bool = False
    energy: int | None = None
    ill: bool | None = None
    worse: frozenset[Area] = frozenset()
    settled: frozenset[Area] = frozenset()
    limping: frozenset[Area] = frozenset()
    easing: frozenset[Area] = frozenset()
    red_flags: tuple[RaisedFlag, ...] = ()
    assessed: frozenset[Area] = frozenset()
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
        score: 0-10; 0 when no number was told.
        ended: True when it ended a set.
        sharp: True when it was sharp, or something popped.
    """

    day: date
    area: Area
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


def areas_of(tissue: Tissue) -> tuple[Area, ...]:
    """Areas whose trouble holds this tissue back."""
    return tuple(area for area, tissues in AREA_TISSUES.items() if tissue in tissues)


def worst(scores: Mapping[Area, int], tissues: Iterable[Tissue]) -> int:
    """The highest score, 0-10, among the areas of these tissues."""
    areas = {area for tissue in tissues for area in areas_of(tissue)}
    return max((score for area, score in scores.items() if area in areas), default=0)
