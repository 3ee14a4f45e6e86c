"""What was really done, as pages show it: a stretch of weeks, or one activity with its load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from hamstrong.coach.load_over_time import (
    LoadKind,
    LoadOverTime,
    load_over_time,
    rated_strength,
)
from hamstrong.coach.model import Link
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import told_runs
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.planning.words import date_word
from hamstrong.running.activity import Activity, DoneType, Sport
from hamstrong.running.done_type import type_of_done
from hamstrong.running.load import (
    SPIKE_DAYS,
    THRESHOLD_DAYS,
    Loads,
    SpikeOf,
    highest_heart_rate,
    loads_of,
    spike_of,
    threshold_speed,
)
from hamstrong.running.model import Run

WEEKS_SHOWN: Final = 12
FIRST_SHOWN: Final = date(1970, 1, 1)
SHOWN_AHEAD: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DoneWeek:
    """The activities of one week, newest first; metres run."""

    monday: date
    activities: tuple[Activity, ...]
    run_m: float


@dataclass(frozen=True, slots=True)
class ActivitiesView:
    """A stretch of weeks, newest first.

    Attributes:
        weeks: Those with something in them.
        links: Which run each activity was.
        earlier: A day whose stretch lies before this one; None where nothing is older.
        load: Of every day of the stretch, in one measure.
    """

    weeks: tuple[DoneWeek, ...]
    links: dict[str, Link]
    earlier: date | None
    load: LoadOverTime


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One activity.

    Attributes:
        activity: With its start where the athlete lives, unless the file told another zone.
        run: The run it was, planned or the athlete's own; None where it was none.
        link: How sure that is.
        done: Of which type it was; None for no run.
        loads: In points, each of its own kind.
        spike: Beside the longest run of 30 days; None where there is none to compare.
        threshold_m_s: What the pace load rests on.
        highest: Heart rate that the zones rest on, beats a minute.
    """

    activity: Activity
    run: Run | None
    link: Link | None
    done: DoneType | None
    loads: Loads
    spike: SpikeOf | None
    threshold_m_s: float | None
    highest: float | None


def show_activities(
    ports: Ports, athlete_id: str, *, until: date | None = None, load: LoadKind | None = None
) -> ActivitiesView:
    """Twelve weeks up to a day, this one by default.

    Raises:
        BadInput: A day before 1970, or more than a year ahead.
        NotFound: No such athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    today = ports.today(athlete.zone)
    last = until or today
    _check_shown(last, today + SHOWN_AHEAD)
    first = last - timedelta(days=last.weekday(), weeks=WEEKS_SHOWN - 1)
    # Twice the stretch: the averages need days to begin with.
    since = datetime.combine(first - timedelta(weeks=WEEKS_SHOWN), time(), athlete.zone)
    known = ports.store.activities.all(athlete_id, since=since)
    shown = [one for one in known if first <= one.day <= last]
    mondays = sorted({one.day - timedelta(days=one.day.weekday()) for one in shown}, reverse=True)
    oldest = ports.store.activities.oldest(athlete_id)
    older = oldest is not None and oldest.astimezone(athlete.zone).date() < first
    return ActivitiesView(
        weeks=tuple(_week(monday, shown) for monday in mondays),
        links=dict(ports.store.activities.links(athlete_id)),
        earlier=first - timedelta(days=1) if older else None,
        load=load_over_time(
            known, rated_strength(ports, athlete_id), first=first, last=last, kind=load
        ),
    )


def show_activity(ports: Ports, athlete_id: str, activity_id: str) -> ActivityView:
    """Raises NotFound."""
    activity = ports.store.activities.get(athlete_id, activity_id)
    days = max(THRESHOLD_DAYS, SPIKE_DAYS)
    near = [
        one
        for one in ports.store.activities.all(
            athlete_id, since=activity.start - timedelta(days=days)
        )
        if one.start <= activity.start
    ]
    threshold = threshold_speed(near, today=activity.day)
    highest = highest_heart_rate(near)
    link = ports.store.activities.links(athlete_id).get(activity_id)
    race = ports.store.races.get(athlete_id)
    runs = {} if link is None else {run.id: run for run in told_runs(ports, athlete_id)}
    is_run = activity.sport is Sport.RUNNING
    return ActivityView(
        activity=activity,
        run=None if link is None else runs.get(link.run_id),
        link=link,
        done=type_of_done(activity, threshold_m_s=threshold, race=race) if is_run else None,
        loads=loads_of(activity, highest=highest, threshold_m_s=threshold),
        spike=spike_of(activity, near),
        threshold_m_s=threshold,
        highest=highest,
    )


def forget_activity(ports: Ports, athlete_id: str, activity_id: str) -> Activity:
    """Delete an activity; what it told of a run stays the athlete's to change. Raises NotFound.

    Its file stays known, so that the next import of the same archive does not bring it back.
    """
    activity = ports.store.activities.get(athlete_id, activity_id)
    ports.store.activities.drop(athlete_id, activity_id)
    return activity


def _check_shown(day: date, latest: date) -> None:
    """Raises BadInput: each day of a stretch takes room, and dates come to an end."""
    if not FIRST_SHOWN <= day <= latest:
        first, last = date_word(FIRST_SHOWN), date_word(latest)
        raise BadInput(
            SAY.say("done-shown-up-to", day=date_word(day), first=first, last=last), place="until"
        )


def _week(monday: date, shown: Sequence[Activity]) -> DoneWeek:
    members = [one for one in shown if 0 <= (one.day - monday).days < 7]
    run_m = sum(one.distance_m or 0.0 for one in members if one.sport is Sport.RUNNING)
    newest_first = sorted(members, key=lambda one: (one.start, one.id), reverse=True)
    return DoneWeek(monday, tuple(newest_first), run_m)
