"""What the athlete should know about a generated plan: what was assumed, what is unusual."""

from collections.abc import Iterator, Sequence
from typing import Final

from hamstrong.running.generate.bounds import Bounds
from hamstrong.running.generate.request import MOST_WEEKS, GeneratorRequest, weeks_to_race
from hamstrong.running.paces import INTERVAL_RPE, THRESHOLD_RPE, Paces
from hamstrong.running.validate import Finding
from hamstrong.running.wording import clock_text, distance_text, pace_text, race_text

NOTES: Final[dict[str, str]] = {
    "race": "Paces come from your {distance} in {time} (VDOT {vdot:.1f}).",
    "easy pace": "Paces come from your easy pace of {pace} (VDOT {vdot:.1f}); a race would tell "
    "more.",
    "longest": "The plan takes the longest run of your last 30 days as {distance}; change it if "
    "it was shorter.",
    "held": "With {runs} runs a week at your paces the plan holds at {distance}: more would make "
    "single runs too long.",
    "effort": "At your paces the formula's threshold and interval paces make no sense, so these "
    "runs go by effort: threshold {threshold}, intervals {interval}.",
    "later": "The race is more than {weeks} weeks away; the plan starts {weeks} weeks before it. "
    "Until then keep your usual week.",
}


def notes_of(
    request: GeneratorRequest,
    bounds: Bounds,
    *,
    paces: Paces,
    findings: Sequence[Finding],
) -> tuple[str, ...]:
    """Sentences for the athlete, assumptions first."""
    return (*_assumed(request, bounds, paces=paces), *(found.sentence for found in findings))


def _assumed(request: GeneratorRequest, bounds: Bounds, *, paces: Paces) -> Iterator[str]:
    yield _source_of_paces(request, paces)
    if request.longest_m is None:
        yield NOTES["longest"].format(distance=_far(bounds.first_long_m, request))
    if bounds.start_m < request.weekly_m:
        yield NOTES["held"].format(
            runs=request.runs_per_week, distance=_far(bounds.start_m, request)
        )
    if paces.by_effort:
        yield NOTES["effort"].format(threshold=THRESHOLD_RPE, interval=INTERVAL_RPE)
    if weeks_to_race(request) + 1 > MOST_WEEKS:
        yield NOTES["later"].format(weeks=MOST_WEEKS)


def _source_of_paces(request: GeneratorRequest, paces: Paces) -> str:
    if request.recent is not None:
        return NOTES["race"].format(
            distance=race_text(request.recent.distance_m, request.units),
            time=clock_text(request.recent.time_s),
            vdot=paces.vdot,
        )
    speed = request.easy_speed_m_s or paces.planned_easy_m_s
    return NOTES["easy pace"].format(pace=pace_text(speed, request.units), vdot=paces.vdot)


def _far(metres: float, request: GeneratorRequest) -> str:
    return distance_text(metres, request.units)
