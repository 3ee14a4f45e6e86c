"""Residual fatigue: what sessions and runs leave in the legs, for scoring and for three words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from hamstrong.planning.words import SENTENCES, run_word
from hamstrong.running.model import Run, hours_between


class FreshnessWord(StrEnum):
    """All that is ever shown of residual fatigue."""

    FRESH = "fresh"
    A_BIT_HEAVY = "a bit heavy"
    NOT_RECOVERED = "not recovered"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How the legs are likely to be, and what decides it."""

    word: FreshnessWord
    reason: Reason


_FRESH = Freshness(FreshnessWord.FRESH, Reason(SENTENCES["fresh"], rule="fatigue"))


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

    Sessions are read by the model above, runs by the ledger; the worse word stands.
    """
    found = (
        _from_strength(plan.sessions, moment, library),
        _from_runs(plan.runs, moment),
    )
    return max(found, key=lambda one: list(FreshnessWord).index(one.word))


def freshness_of_days(
    plan: Plan, library: Library, *, first: date, last: date
) -> Mapping[date, Freshness]:
    """Per day, both ends included: at the start of its first run, in the morning without one."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day: freshness(plan, _moment(plan, day), library) for day in days}


def _moment(plan: Plan, day: date) -> datetime:
    starts = [run.start for run in plan.runs if run.day == day]
    morning = datetime.combine(day, time(MORNING_HOUR), plan.race.start.tzinfo)
    return min(starts, default=morning)


def _fading(hours: float) -> float:
    return exp(-hours / FADE_H)


def _damage(hours: float) -> float:
    return hours / DAMAGE_PEAK_H * exp(1 - hours / DAMAGE_PEAK_H)


def _from_strength(sessions: Sequence[Session], moment: datetime, library: Library) -> Freshness:
    """By the cost of all sessions so far; the one that costs most is named."""
    left: list[tuple[float, Session]] = []
    for session in sessions:
        hours = hours_between(session.end, moment)
        if 0 <= hours <= LOOK_BACK_H:
            exposure = _exposure(session, sessions, library)
            cost = run_cost(session.load_class, exposure, hours, share_of(session.doses, library))
            left.append((cost, session))
    word = _word(sum(cost for cost, _ in left), HEAVY_FROM, NOT_RECOVERED_FROM)
    if word is FreshnessWord.FRESH:
        return _FRESH
    session = max(left, key=lambda pair: pair[0])[1]
    hours = hours_between(session.end, moment)
    work = f"{session.title} on {_day(session.end)}"
    return Freshness(word, Reason(_in_the_legs(work, hours), rule="fatigue", hours=hours))


def _from_runs(runs: Sequence[Run], moment: datetime) -> Freshness:
    """By the most loaded tissue; the run that gave it most is named."""
    left: dict[Tissue, list[tuple[float, Run]]] = {}
    for run in runs:
        hours = hours_between(run.end, moment)
        if 0 <= hours <= LOOK_BACK_H:
            kernel = _fading(hours) + (_damage(hours) if _is_spike(run, runs) else 0.0)
            for tissue, points in ledger_points(run).items():
                left.setdefault(tissue, []).append((points * kernel, run))
    most = max(left.values(), key=_total, default=[])
    word = _word(_total(most), LOADED_FROM, VERY_LOADED_FROM)
    if word is FreshnessWord.FRESH:
        return _FRESH
    run = max(most, key=lambda pair: pair[0])[1]
    hours = hours_between(run.end, moment)
    text = _in_the_legs(f"The {run_word(run)} on {_day(run.end)}", hours)
    return Freshness(word, Reason(text, rule="ledger", run_id=run.id, hours=hours))


def _total(left: Iterable[tuple[float, Run]]) -> float:
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


def _word(value: float, heavy: float, not_recovered: float) -> FreshnessWord:
    if value >= not_recovered:
        return FreshnessWord.NOT_RECOVERED
    return FreshnessWord.A_BIT_HEAVY if value >= heavy else FreshnessWord.FRESH


def _in_the_legs(work: str, hours: float) -> str:
    ago = f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
    return SENTENCES["in-the-legs"].format(
        work=work, hours="less than an hour" if hours < 1 else ago
    )


def _day(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%b}"
