"""From the words of `hamstrong setup` to a block that is kept."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rich.markup import escape

from hamstrong.cli import words
from hamstrong.cli.change_table import print_remarks
from hamstrong.cli.output import console, print_json
from hamstrong.cli.plan_table import distance, print_found
from hamstrong.cli.plan_words import BlockWords, read_runs, read_set_up
from hamstrong.cli.say import SAY
from hamstrong.coach.deciding import decide, decide_anew
from hamstrong.coach.documents import change_document, import_document
from hamstrong.coach.find_athlete import find_newcomer
from hamstrong.coach.look import look
from hamstrong.coach.ports import Ports
from hamstrong.coach.set_up_block import BlockSetUp, SetUpDone, set_up_block
from hamstrong.errors import BadInput
from hamstrong.planning.model import StartingLevel
from hamstrong.planning.words import SENTENCES, count_word

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


@dataclass(frozen=True, slots=True)
class SetUpWords(BlockWords):
    """The options of `hamstrong setup`, as typed."""

    name: str
    again: bool


def set_up_and_print(doors: "Doors", given: SetUpWords, *, as_json: bool) -> None:
    """Keep it all, or nothing where something cannot be used, and print what was planned."""
    if given.level and words.read_starting(given.level) is None:
        raise BadInput(
            SAY.say(
                "not-one-first-session",
                text=repr(given.level),
                known=", ".join(StartingLevel),
            ),
            place="--level",
        )
    set_up = replace(read_set_up(given), race_name=given.name)
    wish = BlockSetUp(set_up, read_runs(given), again=given.again)
    with doors.reading() as ports:
        known = find_newcomer(ports).athlete
    if known is None:
        done = decide_anew(doors, partial(set_up_block, wish=wish))
    else:
        athlete_id = known.id
        done = decide(doors, lambda _: athlete_id, lambda ports, _: set_up_block(ports, wish))
    if as_json:
        runs = import_document(done.summary)
        print_json({"runs": runs, "change": change_document(done.change)})
        return
    with doors.reading() as ports:
        _print(ports, done)


def _print(ports: Ports, done: SetUpDone) -> None:
    athlete = find_newcomer(ports).athlete
    if athlete is None:
        return
    plan = look(ports, athlete.id).plan
    screen = console()
    race = plan.race
    weeks = sum(week.weeks_to_race >= 0 for week in plan.weeks)
    sessions = sum(session.day < race.day for session in plan.sessions)
    screen.print(
        SAY.say(
            "set-up",
            race=escape(race.name or SENTENCES["race"]),
            weekday=SENTENCES[f"weekdays-short.{race.day.weekday()}"],
            day=race.day,
            distance=distance(race.distance_m, athlete.units),
            runs=count_word(len(done.summary.runs), "run"),
            sessions=count_word(sessions, "strength session"),
            weeks=count_word(weeks, "week"),
        )
    )
    print_remarks(done.change.remarks)
    print_found(done.summary)
    screen.print(SAY["now"])
