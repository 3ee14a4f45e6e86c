"""What one recent race says: VDOT, training paces, and what other races would take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.language import number_text
from hamstrong.planning.constants.table import Certainty
from hamstrong.running.critical_speed import (
    LINE_CERTAINTY,
    CriticalSpeed,
    Effort,
    critical_speed,
)
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M, RunType
from hamstrong.running.paces import (
    FRACTION_CERTAINTY,
    FRACTION_SOURCE,
    INTERVAL_RPE,
    THRESHOLD_RPE,
    Paces,
    SpeedRange,
    training_paces,
    vdot_from_race,
)
from hamstrong.running.predict import (
    Prediction,
    predict_by_riegel,
    predict_by_vdot,
    predict_marathon_by_critical_speed,
)
from hamstrong.running.words import WORDS

FIVE_KM_M: Final = 5_000.0
PREDICTED_M: Final = (FIVE_KM_M, TEN_KM_M, HALF_MARATHON_M, MARATHON_M)
"""Distances that are predicted, metres."""

MOST_WEEKLY_M: Final = 400_000.0
"""Metres a week above which a number is a slip of the pen. Judgement."""


@dataclass(frozen=True, slots=True)
class TrainingPace:
    """How fast one type of run goes.

    Attributes:
        type: Of the run.
        speeds: Slow and fast end, metres per second.
        effort: What to go by instead, an RPE, where the speeds make no sense; else empty.
        source: Where the range comes from.
        certainty: Of the range.
    """

    type: RunType
    speeds: SpeedRange
    effort: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class RacePrediction:
    """One distance, metres, by every method that can say something about it."""

    distance_m: float
    methods: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class PacesView:
    """All that follows from a race and from hard efforts.

    Attributes:
        race: What it rests on.
        vdot: ml/kg/min.
        paces: A row for each run type, slowest first.
        predictions: A row for each of `PREDICTED_M`.
        critical: The line through the efforts, None without efforts.
    """

    race: Effort
    vdot: float
    paces: tuple[TrainingPace, ...]
    predictions: tuple[RacePrediction, ...]
    critical: CriticalSpeed | None


def show_paces(
    race: Effort, *, efforts: Sequence[Effort] = (), weekly_m: float | None = None
) -> PacesView:
    """Paces and predictions from one recent race, and critical speed from hard efforts.

    Args:
        race: A recent race, metres and seconds.
        efforts: None, or at least two all-out efforts of about 2 to 20 minutes.
        weekly_m: Metres run a week, which sets Riegel's exponent; None when not known.

    Raises:
        BadInput: A race, an effort or a weekly distance that fits no runner; `place` is
            "recent race", "efforts" or "weekly distance".
    """
    if weekly_m is not None and not 0 <= weekly_m <= MOST_WEEKLY_M:
        raise BadInput(
            SAY.say(
                "weekly-distance-0-km",
                most=number_text(MOST_WEEKLY_M / 1000),
                distance=number_text(weekly_m / 1000),
            ),
            place="weekly distance",
        )
    vdot = vdot_from_race(race.distance_m, race.time_s)
    critical = _critical(efforts) if efforts else None
    marathon = predict_by_vdot(MARATHON_M, race_m=race.distance_m, race_s=race.time_s)
    return PacesView(
        race=race,
        vdot=vdot,
        paces=_rows(training_paces(vdot), marathon),
        predictions=tuple(_predict(metres, race, weekly_m, critical) for metres in PREDICTED_M),
        critical=critical,
    )


def _critical(efforts: Sequence[Effort]) -> CriticalSpeed:
    for effort in efforts:
        try:
            vdot_from_race(effort.distance_m, effort.time_s)
        except BadInput as error:
            raise BadInput(error.message, place="efforts") from error
    return critical_speed(efforts)


def _rows(paces: Paces, marathon: Prediction) -> tuple[TrainingPace, ...]:
    # The core knows one marathon speed; its range is that of the predicted time.
    about = SpeedRange(MARATHON_M / marathon.high_s, MARATHON_M / marathon.low_s)
    threshold, interval = (THRESHOLD_RPE, INTERVAL_RPE) if paces.by_effort else ("", "")
    by_fraction = (
        (RunType.EASY, paces.easy, ""),
        (RunType.THRESHOLD, paces.threshold, threshold),
        (RunType.INTERVAL, paces.interval, interval),
        (RunType.REPETITION, paces.repetition, ""),
    )
    easy, *fast = (
        TrainingPace(kind, speeds, effort, FRACTION_SOURCE, FRACTION_CERTAINTY)
        for kind, speeds, effort in by_fraction
    )
    at_marathon = TrainingPace(RunType.MARATHON_PACE, about, "", marathon.source, "judgement")
    return (easy, at_marathon, *fast)


def _predict(
    metres: float, race: Effort, weekly_m: float | None, critical: CriticalSpeed | None
) -> RacePrediction:
    methods = [
        predict_by_vdot(metres, race_m=race.distance_m, race_s=race.time_s),
        predict_by_riegel(metres, race_m=race.distance_m, race_s=race.time_s, weekly_m=weekly_m),
    ]
    if critical is not None and metres == MARATHON_M:
        methods.append(predict_marathon_by_critical_speed(critical))
    return RacePrediction(metres, tuple(methods))


def paces_document(view: PacesView) -> dict[str, Any]:
    """The view as JSON values: metres, seconds and metres per second."""
    return {
        "race": {"distance_m": view.race.distance_m, "time_s": view.race.time_s},
        "vdot": round(view.vdot, 2),
        "paces": [_pace_document(pace) for pace in view.paces],
        "predictions": [
            {
                "distance_m": row.distance_m,
                "methods": [_prediction_document(one) for one in row.methods],
            }
            for row in view.predictions
        ],
        "critical_speed": None if view.critical is None else _critical_document(view.critical),
    }


def _pace_document(pace: TrainingPace) -> dict[str, Any]:
    return {
        "type": pace.type.value,
        "slow_m_s": round(pace.speeds.slow_m_s, 3),
        "fast_m_s": round(pace.speeds.fast_m_s, 3),
        "effort": pace.effort or None,
        "source": pace.source,
        "certainty": pace.certainty,
    }


def _prediction_document(one: Prediction) -> dict[str, Any]:
    return {
        "method": one.method,
        "time_s": round(one.time_s),
        "low_s": round(one.low_s),
        "high_s": round(one.high_s),
        "error": round(one.error, 4),
        "source": one.source,
    }


def _critical_document(line: CriticalSpeed) -> dict[str, Any]:
    return {
        "speed_m_s": round(line.speed_m_s, 3),
        "reserve_m": round(line.reserve_m, 1),
        "efforts": line.efforts,
        "source": WORDS["methods.line"],
        "certainty": LINE_CERTAINTY,
    }
