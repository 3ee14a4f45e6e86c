"""Of which type a run was that is done: by its name, else by how long and how fast it was.

Seconds are counted by speed on the flat over threshold speed. Without a threshold only the length
speaks. All numbers are judgement: the middle between the paces of neighbouring types (Daniels
2014), and the least amounts of work of evidence 6.2.
"""

from typing import Final

from hamstrong.running.activity import SPEED_STEP_M_S, Activity, DoneType, Mark
from hamstrong.running.classify import MEDIUM_LONG_MIN, RACE_SHARE, classify
from hamstrong.running.model import Race, RunType
from hamstrong.running.words import WORDS

LONG_MIN: Final = 105.0
"""Minutes from which a run is long whatever the week looks like; spacing counts any from
90, and a watch that ran on at the door is not to make a long run."""

MARATHON_FROM: Final = 0.88
THRESHOLD_FROM: Final = 0.96
INTERVAL_FROM: Final = 1.03
REPETITION_FROM: Final = 1.10
"""Shares of threshold speed."""

LEAST_MARATHON_MIN: Final = 25.0
LEAST_THRESHOLD_MIN: Final = 12.0
LEAST_INTERVAL_MIN: Final = 8.0
LEAST_REPETITION_MIN: Final = 3.0
"""Minutes at that speed or faster."""

_WORK: Final = (
    (RunType.INTERVAL, INTERVAL_FROM, LEAST_INTERVAL_MIN),
    (RunType.THRESHOLD, THRESHOLD_FROM, LEAST_THRESHOLD_MIN),
    (RunType.REPETITION, REPETITION_FROM, LEAST_REPETITION_MIN),
    (RunType.MARATHON_PACE, MARATHON_FROM, LEAST_MARATHON_MIN),
)
"""Looked for in this order."""


def type_of_done(
    activity: Activity, *, threshold_m_s: float | None, race: Race | None = None
) -> DoneType:
    """The run's type and how sure it is: `threshold_m_s` is metres per second."""
    if _is_the_race(activity, race):
        return DoneType(RunType.RACE, Mark.SURE, WORDS["done.race-day"])
    named = classify(activity.title) if activity.title else None
    if named is not None and named.named and named.key and named.type.is_run:
        return DoneType(named.type, Mark.LIKELY, WORDS.say("done.named", title=activity.title))
    if activity.minutes >= LONG_MIN:
        return DoneType(RunType.LONG, Mark.SURE, _lasted(activity))
    work = _work(activity, threshold_m_s)
    if work is not None:
        return work
    mark = Mark.GUESS if threshold_m_s is None else Mark.LIKELY
    if activity.minutes >= MEDIUM_LONG_MIN:
        return DoneType(RunType.MEDIUM_LONG, mark, _lasted(activity))
    why = "done.no-threshold" if threshold_m_s is None else "done.not-harder"
    return DoneType(RunType.EASY, mark, WORDS[why])


def minutes_above(activity: Activity, speed_m_s: float) -> float:
    """Minutes at that speed on the flat or faster, metres per second."""
    seconds = activity.recorded.speed_s
    return sum(s for step, s in seconds.items() if step * SPEED_STEP_M_S >= speed_m_s) / 60


def _work(activity: Activity, threshold_m_s: float | None) -> DoneType | None:
    if threshold_m_s is None or not activity.recorded.speed_s:
        return None
    for kind, share, least in _WORK:
        minutes = minutes_above(activity, share * threshold_m_s)
        if minutes >= least:
            why = WORDS.say("done.work", minutes=round(minutes), share=round(share * 100))
            return DoneType(kind, Mark.LIKELY, why)
    return None


def _is_the_race(activity: Activity, race: Race | None) -> bool:
    if race is None or race.day != activity.day:
        return False
    return (activity.distance_m or 0.0) >= RACE_SHARE * race.distance_m


def _lasted(activity: Activity) -> str:
    return WORDS.say("done.lasted", minutes=round(activity.minutes))
