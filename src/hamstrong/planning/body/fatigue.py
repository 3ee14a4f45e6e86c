"""Residual fatigue: what sessions and runs leave in the legs, for scoring and for three words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import exp

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, LoadClass, Tissue
from hamstrong.planning.constants.fatigue import (
    ASSUMED_SPEED_M_S,
    COSTS,
    DAMAGE_PEAK_H,
    FADE_H,
    HEAVY_FROM,
    INTENSITY,
    KEY_RUN_DAY,
    LOADED_FROM,
    LOOK_BACK_H,
    MORNING_HOUR,
    NEWNESS,
    NOT_RECOVERED_FROM,
    RUN_LEDGER,
    RUN_OVERLAP,
    SPIKE,
    SPIKE_DAYS,
    VERY_LOADED_FROM,
)
from hamstrong.planning.model import Plan, Reason, Session
from hamstrong.planning.words import SENTENCES, capitalised, count_word, weekday_day
from hamstrong.running.model import Run, hours_between


class FreshnessWord(StrEnum):
    """All that is ever shown of residual fatigue."""

    FRESH = "fresh"
    A_BIT_HEAVY = "a bit heavy"
    NOT_RECOVERED = "not recovered"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How the legs are likely to be, what decides it, and at which aware moment it holds."""

    word: FreshnessWord
    reason: Reason
    at: datetime = field(compare=False)


def run_cost(load_class: LoadClass, exposure: int, hours: float, share: float = 1.0) -> float:
    """Cost to a run `hours` after the end of a session of this class, % of the run.

    `exposure` counts from 1 for the first time. `share` is sets done over default sets, times the
    overlap of its tissues with running. A negative `hours` costs nothing.

    Source: evidence 2.4 (time constant from Palmer & Sleivert 2001, newness after Doma 2017;
    the rest judgement).

    Raises:
        ValueError: An exposure below 1 or a negative share.
    """
    if exposure < 1 or share < 0:
        raise ValueError(f"exposure {exposure} and share {share} must be at least 1 and 0")
    if hours < 0:
        return 0.0
    cost = COSTS[load_class]
    newness = NEWNESS[min(exposure, len(NEWNESS)) - 1]
    return share * (cost.at_once * _fading(hours) + newness * cost.damage * _damage(hours))


def share_of(doses: Iterable[Dose], library: Mapping[str, Exercise]) -> float:
    """What `run_cost` calls `share`: sets over default sets, weighted by what a run needs."""
    done = default = 0.0
    for dose in doses:
        exercise = library[dose.exercise_id]
        default += sum(exercise.prescription.sets) / 2
        done += dose.sets * RUN_OVERLAP[exercise.tissues[0]]
    return done / default if default else 1.0


def ledger_points(run: Run) -> Mapping[Tissue, float]:
    """Points that a run leaves in each tissue at its end (evidence 5.2); their order counts."""
    km = _metres(run) / 1000
    intensity = INTENSITY[run.type]
    return {
        tissue: row.per_km
        * km
        * (row.floor + row.gain * max(0.0, intensity - row.from_intensity) / row.width)
        for tissue, row in RUN_LEDGER.items()
    }


def freshness(plan: Plan, moment: datetime, library: Library) -> Freshness:
    """How the legs are likely to be at an aware moment, from what ended before it.

    Sessions are read by the model above, runs by the ledger; the worse word stands. Named is what
    weighs most of all, session or run: each by the share of its own reading's threshold it fills.
    After a key run its own day is never fresh, however few its points (evidence 2.3).
    """
    key_run = _key_run_of_the_day(plan.runs, moment)
    read = (_from_strength(plan.sessions, moment, library), _from_runs(plan.runs, moment))
    words = list(FreshnessWord)
    word = max((one.word for one in read), key=words.index)
    if word is FreshnessWord.FRESH and key_run is not None:
        reason = _reason(key_run, hours_between(key_run.end, moment))
        return Freshness(FreshnessWord(KEY_RUN_DAY), reason, moment)
    if word is FreshnessWord.FRESH:
        return Freshness(word, Reason(SENTENCES["fresh"], rule="fatigue"), moment)
    weighed = [pair for one in read for pair in one.weighed(word)]
    _, chief = max(weighed, key=lambda pair: (pair[0], pair[1].end))
    return Freshness(word, _reason(chief, hours_between(chief.end, moment)), moment)


def freshness_of_days(
    plan: Plan, library: Library, *, first: date, last: date, now: datetime | None = None
) -> Mapping[date, Freshness]:
    """Per day, both ends included: at the start of its first run, in the morning without one.

    The day of `now`, an aware moment, is judged then once that hour is over, so that the runs of
    the day count in the evening.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day: freshness(plan, _moment(plan, day, now), library) for day in days}


def _moment(plan: Plan, day: date, now: datetime | None) -> datetime:
    zone = plan.race.start.tzinfo
    starts = [run.start for run in plan.runs if run.day == day]
    moment = min(starts, default=datetime.combine(day, time(MORNING_HOUR), zone))
    here = None if now is None else now.astimezone(zone)
    return max(moment, here) if here is not None and here.date() == day else moment


def _key_run_of_the_day(runs: Iterable[Run], moment: datetime) -> Run | None:
    """The last key run of the moment's day that is over by then."""
    over = [run for run in runs if run.key and run.day == moment.date() and run.end <= moment]
    return max(over, key=lambda run: run.end, default=None)


def _fading(hours: float) -> float:
    return exp(-hours / FADE_H)


def _damage(hours: float) -> float:
    return hours / DAMAGE_PEAK_H * exp(1 - hours / DAMAGE_PEAK_H)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What sessions alone, or runs alone, leave: each with its cost or points."""

    left: Sequence[tuple[float, Session | Run]]
    heavy: float
    not_recovered: float

    @property
    def word(self) -> FreshnessWord:
        value = _total(self.left)
        if value >= self.not_recovered:
            return FreshnessWord.NOT_RECOVERED
        return FreshnessWord.A_BIT_HEAVY if value >= self.heavy else FreshnessWord.FRESH

    def weighed(self, word: FreshnessWord) -> Iterable[tuple[float, Session | Run]]:
        """Each with the share it fills of what `word` asks for."""
        full = self.heavy if word is FreshnessWord.A_BIT_HEAVY else self.not_recovered
        return ((value / full, work) for value, work in self.left)


def _from_strength(sessions: Sequence[Session], moment: datetime, library: Library) -> _Reading:
    """The cost of every session so far."""
    left: list[tuple[float, Session | Run]] = []
    for session in sessions:
        hours = hours_between(session.end, moment)
        if 0 <= hours <= LOOK_BACK_H:
            exposure = _exposure(session, sessions, library)
            cost = run_cost(session.load_class, exposure, hours, share_of(session.doses, library))
            left.append((cost, session))
    return _Reading(left, HEAVY_FROM, NOT_RECOVERED_FROM)


def _from_runs(runs: Sequence[Run], moment: datetime) -> _Reading:
    """The points of every run so far, in the tissue that has most of them."""
    left: dict[Tissue, list[tuple[float, Session | Run]]] = {}
    for run in runs:
        hours = hours_between(run.end, moment)
        if 0 <= hours <= LOOK_BACK_H:
            kernel = _fading(hours) + (_damage(hours) if _is_spike(run, runs) else 0.0)
            for tissue, points in ledger_points(run).items():
                left.setdefault(tissue, []).append((points * kernel, run))
    return _Reading(max(left.values(), key=_total, default=[]), LOADED_FROM, VERY_LOADED_FROM)


def _reason(work: Session | Run, hours: float) -> Reason:
    if isinstance(work, Run):
        text = _in_the_legs(capitalised(_named(work)), hours)
        return Reason(text, rule="ledger", run_id=work.id, hours=hours)
    text = _in_the_legs(
        SENTENCES["session-on-day"].format(title=work.title, day=weekday_day(work.end)), hours
    )
    return Reason(text, rule="fatigue", hours=hours)


def _total(left: Iterable[tuple[float, Session | Run]]) -> float:
    return sum(points for points, _ in left)


def _exposure(session: Session, sessions: Iterable[Session], library: Library) -> int:
    """How often its newest exercise of its own class was there before, plus one."""
    if not session.novel:
        return len(NEWNESS)
    before = [
        {dose.exercise_id for dose in other.doses}
        for other in sessions
        if other.start < session.start
    ]
    counts = [
        sum(dose.exercise_id in ids for ids in before)
        for dose in session.doses
        if library[dose.exercise_id].load_class is session.load_class
    ]
    # The log may know of more times than this plan shows, but not of so many that it is not new.
    return min(1 + min(counts, default=0), len(NEWNESS) - 1)


def _is_spike(run: Run, runs: Iterable[Run]) -> bool:
    """Much longer than any run of the month before; without one there is nothing to compare."""
    since = run.start - timedelta(days=SPIKE_DAYS)
    before = [_metres(other) for other in runs if since <= other.start < run.start]
    return bool(before) and _metres(run) > SPIKE * max(before)


def _metres(run: Run) -> float:
    return run.distance_m or run.minutes * 60 * ASSUMED_SPEED_M_S


def _in_the_legs(work: str, hours: float) -> str:
    if hours < 1:
        ago: str = SENTENCES["less-than-an-hour"]
    elif hours < 48:
        ago = SENTENCES["h"].format(n=int(hours))
    else:
        ago = count_word(int(hours / 24), "day")
    return SENTENCES["in-the-legs"].format(work=work, hours=ago)


def _named(run: Run) -> str:
    word = SENTENCES[f"runs-named.{run.type}"]
    return SENTENCES["run-far"].format(run=word, day=weekday_day(run.end))
