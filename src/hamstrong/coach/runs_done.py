"""What imported activities say of the plan: which run each was, by the doors of `TellRun` and
`AddRun`.

That a run was run is a fact and stands at once; planning again on it is the athlete's to ask for.
What the athlete said of a run before stays as they said it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from hamstrong.coach.days import FURTHEST_BACK
from hamstrong.coach.model import Correction, Link, RunOutcome
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_outcomes import SHORTEST_RUN_MIN, AddRun, TellRun
from hamstrong.coach.runs import is_gone, is_key_type, told_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.planning.weeks import last_day
from hamstrong.running.activity import Activity, DoneType, Mark, Sport
from hamstrong.running.done_type import type_of_done
from hamstrong.running.goal_race import GOAL_RACE_ID
from hamstrong.running.load import THRESHOLD_DAYS, threshold_speed
from hamstrong.running.matching import Match, match_runs
from hamstrong.running.model import Run, RunType, hours_between

SAME_START_H: Final = 0.25
"""A run that began within a quarter of an hour of its plan began when planned. Judgement."""

SAME_MINUTES: Final = 1.0
LEAST_OWN_MIN: Final = 5.0
"""A shorter run in no plan is a try of the watch. Judgement."""


@dataclass(frozen=True, slots=True)
class RunTold:
    """One activity as the plan knows it now.

    Attributes:
        activity_id: Of the activity.
        run_id: Of the run it was; empty where it could be told of none.
        mark: How sure that is.
        text: One sentence, as the history words it, or why it could not be told.
    """

    activity_id: str
    run_id: str
    mark: Mark
    text: str

    @property
    def how(self) -> str:
        """The key of what to say of it: how sure, or that it is the athlete's own run."""
        return "own" if Link(self.run_id, self.mark).is_own else self.mark.value


def tell_runs_done(ports: Ports, athlete_id: str) -> tuple[RunTold, ...]:
    """Tell of every run that is kept and that the plan does not know of yet.

    Nothing happens before a block is planned. Doing it again changes nothing.
    """
    if ports.store.plans.get(athlete_id) is None:
        return ()
    fresh = _untold(ports, athlete_id)
    if not fresh:
        return ()
    types = _types(ports, athlete_id, fresh)
    matches = match_runs(fresh, _open_runs(ports, athlete_id))
    matched = {match.activity.id: match for match in matches}
    told = []
    # Planned runs first: once they stand where they were run, the others find room beside them.
    for activity in sorted(fresh, key=lambda one: (one.id not in matched, one.start)):
        one = _told(ports, athlete_id, activity, matched.get(activity.id), types[activity.id])
        if one.run_id:
            ports.store.activities.link(athlete_id, activity.id, Link(one.run_id, one.mark))
        told.append(one)
    return tuple(told)


def _untold(ports: Ports, athlete_id: str) -> Sequence[Activity]:
    """Runs of the days that planning looks back on, in the athlete's zone, without a link."""
    athlete = ports.store.athletes.get(athlete_id)
    first = ports.today(athlete.zone) - FURTHEST_BACK
    since = datetime.combine(first, time(), athlete.zone)
    links = ports.store.activities.links(athlete_id)
    race = ports.store.races.get(athlete_id)
    last = date.max if race is None else last_day(race)
    kept = (
        replace(one, start=one.start.astimezone(athlete.zone))
        for one in ports.store.activities.all(athlete_id, since=since)
        if one.sport is Sport.RUNNING and one.id not in links and one.minutes >= LEAST_OWN_MIN
    )
    return [one for one in kept if one.day <= last]


def _open_runs(ports: Ports, athlete_id: str) -> Sequence[Run]:
    """Runs that no activity was yet; those that the athlete took out or missed are none."""
    corrections = ports.store.runs.corrections(athlete_id)
    linked = {link.run_id for link in ports.store.activities.links(athlete_id).values()}
    return [
        run
        for run in told_runs(ports, athlete_id)
        if run.id not in linked and run.id != GOAL_RACE_ID and not is_gone(corrections.get(run.id))
    ]


def _types(ports: Ports, athlete_id: str, activities: Sequence[Activity]) -> Mapping[str, DoneType]:
    athlete = ports.store.athletes.get(athlete_id)
    today = ports.today(athlete.zone)
    since = datetime.combine(today - timedelta(days=THRESHOLD_DAYS), time(), athlete.zone)
    near = ports.store.activities.all(athlete_id, since=since)
    threshold = threshold_speed(near, today=today)
    race = ports.store.races.get(athlete_id)
    return {one.id: type_of_done(one, threshold_m_s=threshold, race=race) for one in activities}


def _told(
    ports: Ports, athlete_id: str, activity: Activity, match: Match | None, done: DoneType
) -> RunTold:
    if done.type is RunType.RACE and done.mark is Mark.SURE:
        # The race stands where the settings say, whatever it took.
        text = SAY["race-was-run"]
        return RunTold(activity.id, GOAL_RACE_ID, Mark.SURE, text)
    if match is not None:
        return _tell(ports, athlete_id, match, done)
    return _add(ports, athlete_id, activity, done)


def _tell(ports: Ports, athlete_id: str, match: Match, done: DoneType) -> RunTold:
    activity, run = match.activity, match.run
    before = ports.store.runs.corrections(athlete_id).get(run.id, Correction(run.id))
    if before.outcome is RunOutcome.DONE:
        text = SAY.say("run-told-already", run=run.title)
        return RunTold(activity.id, run.id, match.mark, text)
    minutes = round(activity.minutes)
    edit = TellRun(
        run.id,
        "done",
        minutes=None if abs(minutes - run.minutes) <= SAME_MINUTES else max(1.0, minutes),
        type=harder_type(run, done),
        distance_m=activity.distance_m,
        start=None if _began_as_planned(activity, run) else activity.start,
    )
    try:
        text = edit.apply(ports, athlete_id)
    except Conflict:
        # Two runs cannot stand at one time: the hour of the plan stays.
        text = replace(edit, start=None).apply(ports, athlete_id)
    return RunTold(activity.id, run.id, match.mark, text)


def harder_type(run: Run, done: DoneType) -> RunType | None:
    """The done type where it asks more of the legs than the planned one, and is no guess.

    A key run that was run easily keeps its type: a watch misses short repetitions, and the hours
    around it are on the safe side. The athlete may say otherwise.
    """
    is_harder = is_key_type(done.type) and not is_key_type(run.type)
    if done.mark is Mark.GUESS or run.type is RunType.RACE or not is_harder:
        return None
    return None if done.type is RunType.RACE else done.type


def _began_as_planned(activity: Activity, run: Run) -> bool:
    return abs(hours_between(run.start, activity.start)) <= SAME_START_H


def _add(ports: Ports, athlete_id: str, activity: Activity, done: DoneType) -> RunTold:
    """A run that is in no plan."""
    edit = AddRun(
        start=activity.start,
        minutes=max(SHORTEST_RUN_MIN, round(activity.minutes)),
        type=RunType.EASY if done.type is RunType.RACE else done.type,
        title=activity.title,
        distance_m=activity.distance_m,
        # What is only guessed does not keep strength away for a day.
        key=False if done.mark is Mark.GUESS else None,
    )
    stood = {run.id for run in told_runs(ports, athlete_id)}
    try:
        text = edit.apply(ports, athlete_id)
    except (BadInput, Conflict, NotFound) as error:
        return RunTold(activity.id, "", done.mark, error.message)
    added = next(run.id for run in told_runs(ports, athlete_id) if run.id not in stood)
    ports.store.runs.correct(athlete_id, Correction(added, outcome=RunOutcome.DONE))
    return RunTold(activity.id, added, done.mark, text)
