"""What the athlete should know about a generated plan: what was assumed, what is unusual."""

from collections.abc import Iterator, Sequence

from hamstrong.language import number_text
from hamstrong.running.generate.bounds import Bounds
from hamstrong.running.generate.constants import LONG_SHARE
from hamstrong.running.generate.request import MOST_WEEKS, GeneratorRequest, weeks_to_race
from hamstrong.running.generate.words import WORDS
from hamstrong.running.paces import INTERVAL_RPE, THRESHOLD_RPE, Paces
from hamstrong.running.validate import Finding
from hamstrong.running.wording import clock_text, distance_text, pace_text, race_text


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
        yield WORDS["longest"].format(distance=_far(bounds.first_long_m, request))
    if bounds.start_m < request.weekly_m:
        yield WORDS["held"].format(
            runs=request.runs_per_week, distance=_far(bounds.start_m, request)
        )
    if request.runs_per_week == min(LONG_SHARE):
        yield WORDS["few"].format(share=round(100 * bounds.share))
    if paces.by_effort:
        yield WORDS["effort"].format(threshold=THRESHOLD_RPE, interval=INTERVAL_RPE)
    if weeks_to_race(request) + 1 > MOST_WEEKS:
        yield WORDS["later"].format(weeks=MOST_WEEKS)


def _source_of_paces(request: GeneratorRequest, paces: Paces) -> str:
    if request.recent is not None:
        return WORDS["race"].format(
            distance=race_text(request.recent.distance_m, request.units),
            time=clock_text(request.recent.time_s),
            vdot=number_text(paces.vdot, ".1f"),
        )
    speed = request.easy_speed_m_s or paces.planned_easy_m_s
    return WORDS["easy pace"].format(
        pace=pace_text(speed, request.units), vdot=number_text(paces.vdot, ".1f")
    )


def _far(metres: float, request: GeneratorRequest) -> str:
    return distance_text(metres, request.units)
