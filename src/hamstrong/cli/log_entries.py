"""The log on the screen, and entries typed by hand."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.change_table import print_changes
from hamstrong.cli.output import console, print_json, print_warning
from hamstrong.cli.say import SAY
from hamstrong.cli.words import read_day, read_word
from hamstrong.coach.check_in import CheckIn, check_in, check_in_text
from hamstrong.coach.deciding import decide
from hamstrong.coach.look import look
from hamstrong.coach.make_plan import Cause, replan_if_planned
from hamstrong.coach.model import Athlete, EventKind
from hamstrong.coach.record_events import Recorded, record_events
from hamstrong.coach.words import SAY as COACH_SAYS
from hamstrong.errors import BadInput, HamstrongError
from hamstrong.exercises.schema import Exercise, LoadClass

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors
    from hamstrong.coach.ports import Ports


def print_entries(doors: "Doors", *, last: int, kind: str, as_json: bool) -> None:
    """Print the latest entries, oldest of them first."""
    kinds = (read_word(kind, EventKind, place="--kind"),) if kind else ()
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        events = ports.store.events.all(athlete.id, *kinds)[-last:]
    if as_json:
        print_json(
            [
                {"id": e.id, "kind": e.kind, "at": e.at.isoformat(), "data": dict(e.data)}
                for e in events
            ]
        )
        return
    table = Table(expand=True)
    for column in ("when", "what", "entry"):
        table.add_column(SAY[f"columns.{column}"], no_wrap=column != "entry")
    for event in events:
        when = f"{event.at.astimezone(athlete.zone):%Y-%m-%d %H:%M}"
        table.add_row(when, event.kind, escape(_entry(event.data)))
    console().print(table)


def add_set(doors: "Doors", data: Mapping[str, Any], *, side: str, at: str) -> None:
    """Append a set of a planned session; `both` sides of a one-sided exercise are a set each.

    Raises:
        NotFound: No such session in the plan, or no such exercise in the library.
        BadInput: A value that does not fit the exercise; nothing was logged.
    """
    with doors.writing() as ports:
        athlete = current_athlete(ports)
        look(ports, athlete.id).session(data["session_id"])
        exercise = ports.library.find(data["exercise_id"])
        _check_amount(exercise, data)
        sides = _sides(exercise, side)
        ids = _append(ports, athlete, "set", *({**data, "side": s} for s in sides), at=at)
    for event_id in ids.accepted:
        console().print(SAY.say("logged", id=event_id))


def add_end(
    doors: "Doors", data: Mapping[str, Any], end: Mapping[str, Any], *, at: str, every: bool
) -> None:
    """Append the end of a planned session, then renew the plan, which may fail on its own.

    Raises:
        NotFound: No such session in the plan.
        BadInput: Nothing was logged.
    """
    told = {**data, **_end(end)}
    with doors.writing() as ports:
        athlete = current_athlete(ports)
        look(ports, athlete.id).session(data["session_id"])
        recorded = _append(ports, athlete, "session", told, at=at)
    console().print(SAY.say("logged", id=recorded.accepted[0]))
    if recorded.replan:
        _renew_plan(doors, athlete.id, Cause(COACH_SAYS["after-what-you-logged"]), every=every)


def _end(words: Mapping[str, Any]) -> dict[str, Any]:
    """State of a session from `--stopped`, `--skipped` or `--elsewhere C4:40`; done without."""
    given = [name for name, value in words.items() if value]
    if len(given) > 1:
        raise BadInput(SAY.say("session-not-both", given=" or ".join(given)), place=f"--{given[0]}")
    if given != ["elsewhere"]:
        return {"state": given[0] if given else "done"}
    load_class, _, minutes = words["elsewhere"].upper().partition(":")
    known = load_class in set(LoadClass)
    if not (known and minutes.isascii() and minutes.isdecimal()):
        raise BadInput(
            SAY.say(
                "no-work-write-class",
                text=repr(words["elsewhere"]),
                classes=", ".join(LoadClass),
            ),
            place="--elsewhere",
        )
    return {"state": "elsewhere", "load_class": load_class, "minutes": int(minutes)}


def _append(
    ports: "Ports", athlete: Athlete, kind: str, *data: Mapping[str, Any], at: str
) -> Recorded:
    moment = at or ports.clock.now().astimezone(athlete.zone).isoformat()
    raw = [{"id": str(uuid4()), "kind": kind, "at": moment, "data": dict(d)} for d in data]
    recorded = record_events(ports, athlete.id, events=raw)
    for refused in recorded.refused:
        raise BadInput(refused.error, place=refused.place.partition(".")[2])
    return recorded


def _check_amount(exercise: Exercise, data: Mapping[str, Any]) -> None:
    wanted, other = ("hold", "reps") if exercise.timed else ("reps", "hold")
    if {"hold": "hold_s"}.get(other, other) in data:
        raise BadInput(
            SAY.say(
                "done-give-instead",
                name=exercise.name,
                unit=SAY["units.seconds" if exercise.timed else "units.reps"],
                wanted=wanted,
            ),
            place=f"--{other}",
        )


def _sides(exercise: Exercise, side: str) -> tuple[str, ...]:
    if exercise.one_sided:
        if not side:
            raise BadInput(
                SAY.say("works-each-side-itself", name=exercise.name),
                place="--side",
            )
        return ("left", "right") if side == "both" else (side,)
    if side not in ("", "both"):
        raise BadInput(SAY.say("works-both-sides-together", name=exercise.name), place="--side")
    return ("both",)


def _renew_plan(doors: "Doors", athlete_id: str, cause: Cause, *, every: bool) -> None:
    """A unit of work of its own: what was logged stays, whatever becomes of the plan."""
    try:
        change = decide(doors, lambda _: athlete_id, partial(replan_if_planned, cause=cause))
    except HamstrongError as error:
        print_warning(SAY.say("plan-stays-as-was", reason=error.message))
        return
    if change is not None:
        print_changes(change.changes, every=every)


def add_morning(
    doors: "Doors",
    said: Mapping[str, Any],
    *,
    places: Mapping[str, str],
    scores: Mapping[str, str],
    day: str,
    every: bool,
) -> None:
    """Append a check-in, then renew the plan, which may fail on its own.

    `places` holds lists with commas: areas, `left-` or `right-` before them or not, and red flags
    as `pop` or `pop:calf`; `scores` holds soreness and pain, as `calf=2,left-knee=4`.
    """
    rest: dict[str, Any] = {name: _items(text) for name, text in places.items()}
    rest["red_flags"] = [_flag(text) for text in rest["red_flags"]]
    with doors.writing() as ports:
        athlete = current_athlete(ports)
        answer = CheckIn(
            day=read_day(day, place="--day") if day else ports.today(athlete.zone),
            soreness=_areas(scores["soreness"], place="--soreness"),
            pain=_areas(scores["pain"], place="--pain"),
            **said,
            **rest,
        )
        event_id = check_in(ports, athlete.id, answer=answer)
    console().print(SAY.say("logged", id=event_id))
    _renew_plan(doors, athlete.id, Cause(check_in_text(answer)), every=every)


def read_ill(*, ill: bool, well: bool) -> bool | None:
    """None when neither was said. Raises BadInput when both were."""
    if ill and well:
        raise BadInput(SAY["you-cannot-be-ill"], place="--ill")
    return ill if ill or well else None


def _items(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _flag(text: str) -> str | dict[str, str]:
    flag_id, colon, area = text.partition(":")
    return {"id": flag_id, "area": area} if colon else flag_id


def _areas(text: str, *, place: str) -> dict[str, int]:
    scores = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        area, equals, score = entry.partition("=")
        if not equals or not score.strip().isdecimal():
            raise BadInput(SAY.say("no-score-write-like", text=repr(entry)), place=place)
        scores[area.strip()] = int(score)
    return scores


def _entry(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {_plain(value)}" for key, value in data.items())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{key}={score}" for key, score in value.items()) or "none"
    return str(value)
