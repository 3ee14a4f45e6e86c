"""How the body stands: the light of each area, what became of each rung, the coming mornings, and
what has to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hamstrong.coach.body import areas_in, body_of, set_logs
from hamstrong.coach.events import day_of
from hamstrong.coach.legs_ahead import legs_ahead
from hamstrong.coach.model import Athlete, Event, EventKind
from hamstrong.coach.ports import Ports
from hamstrong.planning.body.fatigue import Freshness
from hamstrong.planning.body.progression import Verdict
from hamstrong.planning.body.readiness import AreaState, body_states, is_ill
from hamstrong.planning.body.set_logs import exposures_of
from hamstrong.planning.body.sides import SideDrop, side_drops
from hamstrong.planning.body.spots import Spot, sides_of
from hamstrong.planning.model import Limit


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask the athlete; any check-in after that session answers it.

    Attributes:
        spot: Where the check-in should ask first.
        text: One sentence.
    """

    drop: SideDrop
    spot: Spot
    text: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """The body on a day.

    Attributes:
        day: Today.
        states: What concerns the whole body, then every area, or each side that differs.
        limits: What follows for the plan, with reasons.
        ill: Until the athlete says that they are well.
        verdicts: The latest of each family.
        questions: About one side that fell behind itself; empty mostly.
        days: The word for today and the days ahead; empty while nothing is planned.
    """

    day: date
    states: tuple[AreaState, ...]
    limits: tuple[Limit, ...]
    ill: bool
    verdicts: tuple[Verdict, ...]
    questions: tuple[Question, ...]
    days: Mapping[date, Freshness]


def show_body(ports: Ports, athlete_id: str, *, last: date | None = None) -> BodyView:
    """From the log and the plan in force; words up to `last`, the block's last day when None.

    Raises NotFound without such an athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    events = ports.store.events.all(athlete_id)
    today = ports.today(athlete.zone)
    body = body_of(events, athlete, ports.library, today=today)
    states = body_states(body.check_ins, body.during, today=today)
    alarmed = [state.spot for state in states if state.since is not None]
    lit = sides_of(spot for spot in alarmed if spot is not None)
    return BodyView(
        day=today,
        states=states,
        limits=body.limits,
        ill=is_ill(body.check_ins),
        verdicts=body.progress.verdicts,
        questions=tuple(
            question
            for question in _questions(ports, athlete, events)
            if None not in alarmed and question.spot not in lit
        ),
        days=legs_ahead(ports, athlete_id, last=last),
    )


def _questions(ports: Ports, athlete: Athlete, events: tuple[Event, ...]) -> tuple[Question, ...]:
    """Of sides that fell and that no later check-in has answered."""
    exposures = exposures_of(set_logs(events, athlete.zone), ports.library)
    drops = side_drops(exposures, today=ports.today(athlete.zone))
    return tuple(
        Question(drop, Spot(areas_in(drop.exercise)[0]).on(drop.side), drop.question)
        for drop in drops
        if not _is_answered(drop, athlete, events)
    )


def _is_answered(drop: SideDrop, athlete: Athlete, events: tuple[Event, ...]) -> bool:
    told = [event.at for event in events if event.kind is EventKind.CHECK_IN]
    done = [
        event.at
        for event in events
        if event.kind is EventKind.SET
        and event.data["exercise_id"] == drop.exercise.id
        and day_of(event, athlete.zone) == drop.day
    ]
    return bool(told) and max(told) > max(done)
