"""From the log to what planning asks of the body: rungs, targets, sides, limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hamstrong.coach.events import day_of
from hamstrong.coach.levels import found_rungs
from hamstrong.coach.model import Athlete, Event, EventKind
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Tissue
from hamstrong.planning.body.check_ins import CheckIn, PainDuring, RaisedFlag, areas_of
from hamstrong.planning.body.progression import Progress, TrainingLog, progress_of
from hamstrong.planning.body.readiness import limits
from hamstrong.planning.body.set_logs import SetLog
from hamstrong.planning.body.spots import Spot, by_side, read_spot, sides_of
from hamstrong.planning.constants.readiness import AMBER_FROM, Area
from hamstrong.planning.dose.limits import HOPS
from hamstrong.planning.model import Limit


@dataclass(frozen=True, slots=True)
class Body:
    """What the log says of the athlete on a day.

    Attributes:
        check_ins: In the order told.
        during: Pain told with sets.
        progress: Rungs, targets, sides, and why.
        limits: What the body allows from that day on.
    """

    check_ins: tuple[CheckIn, ...]
    during: tuple[PainDuring, ...]
    progress: Progress
    limits: tuple[Limit, ...]


def body_of(events: Sequence[Event], athlete: Athlete, library: Library, *, today: date) -> Body:
    """Everything planning asks of the body. `events` in the order they happened."""
    check_ins = check_ins_of(events)
    during = pain_during(events, library, athlete.zone)
    log = TrainingLog(
        sets=set_logs(events, athlete.zone),
        found=found_rungs(events, library, athlete.zone),
        check_ins=check_ins,
        starting=athlete.starting,
        at_hand=athlete.equipment.union(*athlete.venues.values()),
    )
    return Body(
        check_ins=check_ins,
        during=during,
        progress=progress_of(log, library, today=today),
        limits=limits(check_ins, during, today=today),
    )


def check_ins_of(events: Iterable[Event]) -> tuple[CheckIn, ...]:
    """Every answer, not only the latest of a day: a red flag outlives the next answer."""
    return tuple(_check_in(e.data) for e in events if e.kind is EventKind.CHECK_IN)


def set_logs(events: Iterable[Event], zone: ZoneInfo) -> tuple[SetLog, ...]:
    """The logged sets, skipped ones too."""
    return tuple(_set_log(e.data, day_of(e, zone)) for e in events if e.kind is EventKind.SET)


def pain_during(
    events: Iterable[Event], library: Library, zone: ZoneInfo
) -> tuple[PainDuring, ...]:
    """Pain that counts, told with sets: where the athlete said, or where the exercise says.

    A set without pain is no calm morning, so it is not told on. A number says more than that
    pain ended the set: 2 of 10 does not count, no number at all does.
    """
    sets = (e for e in events if e.kind is EventKind.SET and e.data["exercise_id"] in library)
    told = (
        PainDuring(
            day=day_of(e, zone),
            spot=_hurt(e.data, library[e.data["exercise_id"]]),
            score=e.data.get("pain") or 0,
            ended=e.data.get("ended") == "pain" and e.data.get("pain") is None,
            sharp=bool(e.data.get("sharp")),
        )
        for e in sets
    )
    return tuple(p for p in told if p.score >= AMBER_FROM or p.ended or p.sharp)


def areas_in(exercise: Exercise) -> tuple[Area, ...]:
    """Where pain in it is asked for: at the tissue that it names first, then at all it works."""
    hops = (Tissue.IMPACT,) if exercise.load_class in HOPS else ()
    return areas_of((*exercise.tissues, *hops))


def _hurt(data: Mapping[str, Any], exercise: Exercise) -> Spot:
    """A word without a side, and a set without a word, speak of the side that worked."""
    told = data.get("area")
    spot = Spot(areas_in(exercise)[0]) if told is None else read_spot(told)
    return spot.on(Side(data["side"]))


def _check_in(data: Mapping[str, Any]) -> CheckIn:
    assessed = data.get("assessed", ())
    return CheckIn(
        day=date.fromisoformat(data["day"]),
        soreness=_scores(data["soreness"]),
        pain=_scores(data["pain"]),
        sleep_h=data.get("sleep_h"),
        slept_badly=data.get("slept_badly", False),
        energy=data.get("energy"),
        ill=data.get("ill"),
        worse=_spots(data.get("worse", ())),
        settled=_spots(data.get("settled", ())),
        limping=_spots(data.get("limping", ())),
        easing=_spots(data.get("easing", ())),
        red_flags=tuple(_flag(flag) for flag in data.get("red_flags", ())),
        assessed=_spots(name for name in assessed if name != "all"),
        all_assessed="all" in assessed,
        of_body=data.get("of_body", True),
    )


def _scores(scores: Mapping[str, int]) -> Mapping[Spot, int]:
    return by_side({read_spot(name): score for name, score in scores.items()})


def _spots(names: Iterable[str]) -> frozenset[Spot]:
    return sides_of(read_spot(name) for name in names)


def _flag(flag: Mapping[str, str]) -> RaisedFlag:
    return RaisedFlag(flag["id"], read_spot(flag["area"]) if "area" in flag else None)


def _set_log(data: Mapping[str, Any], day: date) -> SetLog:
    return SetLog(
        day=day,
        exercise_id=data["exercise_id"],
        side=Side(data["side"]),
        amount=float(data.get("hold_s") or data.get("reps") or 0),
        planned=data.get("planned"),
        reserve=data.get("reserve"),
        rpe=data.get("rpe"),
        skipped=data.get("skipped", False),
        failed=data.get("ended") == "form",
        cramp=data.get("ended") == "cramp",
        pain=data.get("pain"),
        ended_by_pain=data.get("ended") == "pain",
    )
