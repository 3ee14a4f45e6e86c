"""A run plan that has the race on another day than the athlete said: two races, or a wrong date."""

from dataclasses import replace
from datetime import date

from hamstrong.coach.words import SAY
from hamstrong.errors import RaceElsewhere
from hamstrong.planning.words import date_word
from hamstrong.running.goal_race import B_RACE_DAYS, races_elsewhere
from hamstrong.running.model import Race, RunPlan


def with_b_races(plan: RunPlan, race: Race | None, *, keep: bool, today: date) -> RunPlan:
    """The plan as it may be taken in; with `keep` its earlier races are noted as B races.

    Raises:
        RaceElsewhere: It has races of the goal's distance on other days and none on the goal's,
            and they are not to be kept, or are too near to it or after it.
    """
    elsewhere = () if race is None else races_elsewhere(plan.runs, race)
    if race is None or not elsewhere:
        return plan
    can_keep = all((race.day - run.day).days >= B_RACE_DAYS for run in elsewhere)
    if can_keep and keep:
        notes = (
            SAY.say("kept-as-b-race", title=run.title, day=date_word(run.day)) for run in elsewhere
        )
        return replace(plan, notes=(*plan.notes, *notes))
    chief = elsewhere[-1]
    is_late = (chief.day - race.day).days >= B_RACE_DAYS
    is_over = chief.day < today
    where = "over" if is_over else "before" if can_keep else "after" if is_late else "near"
    text = SAY.say(
        f"race-elsewhere-{where}",
        title=chief.title,
        theirs=date_word(chief.day),
        yours=date_word(race.day),
    )
    raise RaceElsewhere(text, place=plan.name, theirs=chief.day, can_keep=can_keep, is_over=is_over)
