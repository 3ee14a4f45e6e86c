"""A ready block to look around in, before anything of one's own is typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from hamstrong.coach.clocks import FixedClock
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import Athlete, Event, EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.coach.words import SAY
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import Session

WEEKS_DONE = 4
WEEKS_TO_COME = 9
WISHES = RunWishes(runs_per_week=4, weekly_m=38_000, long_day=6, easy_pace_s_per_km=345)
"""An everyday runner: four runs a week, some years in, nothing remarkable."""

EVERY_MISSED = 6
"""Each sixth session was missed, as happens."""


def open_example(ports: Ports, *, zone: str = "UTC") -> Athlete:
    """The example athlete, four weeks into a marathon block; made now if there is none.

    Their runs come from the built-in generator, their sessions from the planner, and their log
    is what such an athlete might have done. `zone` is the visitor's.
    """
    for athlete in ports.store.athletes.all():
        if athlete.example:
            return athlete
    now = ports.clock.now()
    then = replace(ports, clock=FixedClock(now - timedelta(weeks=WEEKS_DONE)))
    athlete = _athlete(then, zone, today=now.date())
    generate_runs(then, athlete.id, wishes=WISHES)
    make_plan(then, athlete.id)
    stored = ports.store.plans.get(athlete.id)
    if stored is not None:
        past = [s for s in stored.plan.sessions if s.day < ports.today(athlete.zone)]
        log = tuple(
            event for n, s in enumerate(past) for event in _log(athlete, s, n, ports.library)
        )
        ports.store.events.append(athlete.id, log, received_at=now)
        make_plan(ports, athlete.id)
    return athlete


def discard_example(ports: Ports) -> None:
    """Forget the example; nothing happens without one. Finishing welcome calls this."""
    for athlete in ports.store.athletes.all():
        if athlete.example:
            ports.store.athletes.delete(athlete.id)


def _athlete(ports: Ports, zone: str, *, today: date) -> Athlete:
    sunday = today + timedelta(days=6 - today.weekday(), weeks=WEEKS_TO_COME)
    set_up = SetUp(
        race_day=sunday,
        zone=zone,
        race_name=SAY["example-marathon"],
        equipment=frozenset({Equipment.SUPPORT, Equipment.STEP, Equipment.LOOP_BAND}),
        sessions_per_week=2,
        accustomed=frozenset(Family),
    )
    return set_up_athlete(ports, None, set_up, example=True).athlete


def _log(athlete: Athlete, session: Session, number: int, library: Library) -> Iterator[Event]:
    if number % EVERY_MISSED == EVERY_MISSED - 1:
        return
    at = session.start
    for dose in session.doses:
        if dose.tryout:
            rung = library[dose.exercise_id]
            # The first hold was easy, the next rung up was right.
            found = {"exercise_id": rung.harder or rung.id, "rpe": 7, "settled": True}
            family = rung.family.value
            tried = {"session_id": session.id, "family": family, **found}
            yield _event(athlete, f"{session.id}/{family}", EventKind.TRYOUT, at, tried)
        for side in _sides(dose):
            for set_number in range(1, dose.sets + 1):
                at += timedelta(minutes=1)
                data = _set_data(session, dose, side, set_number)
                key = f"{session.id}/{dose.exercise_id}/{side}/{set_number}"
                yield _event(athlete, key, EventKind.SET, at, data)
    done = {"session_id": session.id, "state": "done", "rpe": 6}
    yield _event(athlete, session.id, EventKind.SESSION, session.end, done)


def _sides(dose: Dose) -> tuple[str, ...]:
    return ("left", "right") if dose.side is Side.EACH else (dose.side.value,)


def _set_data(session: Session, dose: Dose, side: str, number: int) -> dict[str, object]:
    asked = dose.hold_s if dose.reps is None else dose.reps
    # The left side tires a little sooner in the last set: something to see on the page.
    done = (asked or 0) - (2 if side == "left" and number == dose.sets > 1 else 0)
    return {
        "session_id": session.id,
        "exercise_id": dose.exercise_id,
        "side": side,
        "set_number": number,
        "hold_s" if dose.reps is None else "reps": done,
        "planned": asked,
        "rpe": 5 + min(number, 3),
        "skipped": False,
    }


def _event(
    athlete: Athlete, key: str, kind: EventKind, at: datetime, data: dict[str, object]
) -> Event:
    event_id = str(uuid5(NAMESPACE_URL, f"{athlete.id}/{kind}/{key}"))
    return Event(event_id, kind, at, data)
