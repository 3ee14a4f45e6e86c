"""What the judge has to reach, and whether it does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from benchmarks.judge.film import Film, Kind, View
from benchmarks.judge.run import Called, Results
from benchmarks.judge.score import Tally, total

SEEN = (Kind.RENDERED, Kind.MIRRORED)
REARRANGED = (Kind.REORDERED, Kind.PROJECTED)
FIVE_MINUTES_S = 300.0


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: what came out, and what is asked for; `nan` where there is nothing to tell."""

    what: str
    value: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """`no data` is neither met nor missed."""
        if isnan(self.value):
            return "no data"
        met = self.value >= self.limit if self.at_least else self.value <= self.limit
        return "met" if met else "MISSED"

    @property
    def text(self) -> str:
        """A line of the table."""
        sign = "≥" if self.at_least else "≤"
        value = "–" if isnan(self.value) else f"{self.value:.2f} {self.unit}"
        return f"| {self.what} | {value} | {sign} {self.limit:g} {self.unit} | {self.verdict} |"


def share_pct(part: float, whole: float) -> float:
    """Percent; not a number of nothing."""
    return 100 * part / whole if whole else nan


def mean(values: Sequence[float]) -> float:
    """Of absolute values; not a number of none."""
    return float(np.mean(np.abs(values))) if values else nan


def p95(values: Sequence[float]) -> float:
    """95th percentile of absolute values; not a number of none."""
    return float(np.percentile(np.abs(values), 95)) if values else nan


def of(results: Results, wanted: Callable[[Film], bool]) -> Tally:
    """The films that are wanted, together."""
    return total(item.tally for item in results.scored if wanted(item.film))


def recommended(tally: Tally, where: str) -> list[Row]:
    """The limits of the recommended set-up."""
    errors = tally.hold_errors_s
    return [
        Row(f"hold time, mean error ({where})", mean(errors), 0.25, "s"),
        Row(f"hold time, 95th percentile ({where})", p95(errors), 0.6, "s"),
        Row(f"drops found ({where})", share_pct(tally.drops_found, tally.drops), 98, "%", True),
        Row(f"false drops in 5 min ({where})", _per_five(tally), 1, ""),
        Row(f"false good seconds ({where})", share_pct(tally.false_good_s, tally.good_s), 2, "%"),
        Row(f"hip angle, mean error ({where})", mean(tally.angle_errors_deg), 4, "°"),
        Row(f"its change in a hold ({where})", mean(tally.change_errors_deg), 2, "°"),
        Row(f"hip height, mean error ({where})", mean(tally.height_errors_pct), 3, "% torso"),
        Row(f"hip angle within its ± ({where})", _angles(tally), 90, "% of holds", True),
        Row(f"hip height within its ± ({where})", _heights(tally), 90, "% of holds", True),
    ]


def _per_five(tally: Tally) -> float:
    return tally.false_drops * FIVE_MINUTES_S / tally.held_s if tally.held_s else nan


def _angles(tally: Tally) -> float:
    return share_pct(tally.angles_within, tally.angles)


def _heights(tally: Tally) -> float:
    return share_pct(tally.heights_within, tally.heights)


def oblique(tally: Tally) -> list[Row]:
    """Between 45 and 70 degrees nothing may be further off than its ±."""
    told, held = tally.angles + tally.heights, tally.angles_within + tally.heights_within
    return [Row("45-70°: numbers within their ±", share_pct(held, told), 100, "%", True)]


def outside(tally: Tally) -> list[Row]:
    """Further round it must abstain."""
    return [
        Row("beyond: abstains", share_pct(tally.abstained_s, tally.watched_s), 95, "%", True),
        Row("beyond: confidently wrong", share_pct(tally.wrong_frames, tally.frames), 1, "%"),
    ]


def people(called: Iterable[Called]) -> list[Row]:
    """The limits of real people."""
    everybody = list(called)
    bridges = [c for c in everybody if c.film.kind is Kind.PHOTOS and _is_bridge(c.film)]
    planks = [c for c in everybody if c.film.exercise_id == "plank"]
    sides = [c for c in everybody if c.film.exercise_id == "sp_feet"]
    never = [c for c in everybody if c.film.may_hold is False]
    wrong = float(sum(c.wrong for c in never)) if never else nan
    return [
        Row("real bridges, up or down", _right(bridges), 98, "% of frames", True),
        Row("real planks, correct, high or low", _right(planks), 95, "% of frames", True),
        Row("real side planks", _right(sides), 95, "% of frames", True),
        Row(f"holds begun where none is ({len(never)} films)", wrong, 0, ""),
    ]


def _is_bridge(film: Film) -> bool:
    return film.exercise_id.startswith("hb_")


def _right(called: Sequence[Called]) -> float:
    shares = [c.right for c in called if c.right is not None]
    return 100 * float(np.mean(shares)) if shares else nan


def rows(results: Results) -> list[Row]:
    """Every limit."""

    def at(view: View, kinds: tuple[Kind, ...] = SEEN + REARRANGED) -> Tally:
        return of(results, lambda film: film.view is view and film.kind in kinds)

    return [
        *recommended(at(View.RECOMMENDED, SEEN), "seen"),
        *recommended(at(View.RECOMMENDED, REARRANGED), "rearranged"),
        *oblique(at(View.OBLIQUE)),
        *outside(at(View.OUTSIDE)),
        *people(results.called),
    ]
