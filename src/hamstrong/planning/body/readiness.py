"""From check-ins to limits: what the body allows, on which days, and why (evidence 5.3-5.6, W13).

What is told again replaces what was told before. Illness and red flags are open: they end by the
athlete's word alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.body.check_ins import CheckIn, PainDuring, in_order, latest_of_days
from hamstrong.planning.body.pain import Light, Lock, PainLight, locks, pain_lights
from hamstrong.planning.body.spots import Spot, all_spots, together
from hamstrong.planning.body.stops import (
    STOPS,
    no_run_sentence,
    stopped_tissues,
    strength_stopped,
    told_of,
)
from hamstrong.planning.body.words import BODY_SENTENCES
from hamstrong.planning.constants.readiness import (
    AMBER_EASIER,
    AMBER_HARDEST,
    AMBER_SETS,
    AREA_TISSUES,
    BONE_AREAS,
    EASING_HARDEST,
    HOLD_OFF_HARDEST,
    ILL_AHEAD_DAYS,
    SORE_DAYS,
    SORE_FROM,
    SORE_HARDEST,
    SORE_SETS,
    TIRED_HARDEST,
    TIRED_SETS,
    TIRED_TWICE_HARDEST,
    VERY_SORE_FROM,
)
from hamstrong.planning.constants.red_flags import Urgency
from hamstrong.planning.model import Limit, Reason
from hamstrong.planning.words import weekday_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AreaState:
    """Where a spot stands today, for a person to read.

    Attributes:
        spot: One side, or an area whose sides stand alike; None speaks of the whole body.
        since: None while green.
        why: What decides it.
        does: What it does to the plan.
        advice: What to do; empty while green.
    """

    spot: Spot | None
    light: Light
    since: date | None
    why: str
    does: str
    advice: str


def limits(
    check_ins: Iterable[CheckIn], during: Iterable[PainDuring] = (), *, today: date
) -> tuple[Limit, ...]:
    """All that holds today or later, the strictest kinds first. `check_ins` in the order told."""
    told = in_order(check_ins)
    lights = pain_lights(told, during, today=today)
    found = (
        *_lock_limits(locks(told)),
        *_ill_limits(told, today),
        *(limit for spot, state in together(lights) for limit in _pain_limits(spot, state)),
        *_sore_limits(told),
        *_tired_limits(told),
    )
    return tuple(limit for limit in found if limit.last is None or limit.last >= today)


def body_states(
    check_ins: Iterable[CheckIn], during: Iterable[PainDuring] = (), *, today: date
) -> tuple[AreaState, ...]:
    """What concerns the whole body first, then every area: once, or each side that differs."""
    told = in_order(check_ins)
    standing = locks(told)
    lights = pain_lights(told, during, today=today)
    states = {spot: _state_of(spot, state, standing) for spot, state in lights.items()}
    whole = [_locked(lock, None) for lock in standing if lock.spot is None]
    return (*whole, *_said_once(states))


def _said_once(states: Mapping[Spot, AreaState]) -> Iterator[AreaState]:
    """A green side beside another colour goes without saying."""
    alike = {spot: replace(state, spot=None) for spot, state in states.items()}
    for spot, state in together(alike):
        if spot.side is Side.BOTH or state.light is not Light.GREEN:
            yield replace(state, spot=spot)


def is_ill(check_ins: Iterable[CheckIn]) -> bool:
    """By the last word of it."""
    words = [check_in.ill for check_in in in_order(check_ins) if check_in.ill is not None]
    return bool(words) and words[-1]


def _lock_limits(standing: Iterable[Lock]) -> Iterator[Limit]:
    for lock in standing:
        tissues = frozenset() if lock.spot is None else stopped_tissues(lock.spot)
        if lock.flag.urgency in STOPS:
            text = BODY_SENTENCES["limit-stop"].format(told=told_of(lock.flag, lock.spot))
            reason = Reason(text, rule="red-flags")
            brief = no_run_sentence(lock)
            yield Limit(lock.since, None, tissues, None, 0.0, reason, brief=brief)
        elif lock.flag.urgency is Urgency.HOLD_OFF:
            text = BODY_SENTENCES["limit-hold-off"].format(flag=lock.flag.text)
            reason = Reason(text, rule="red-flags")
            yield Limit(lock.since, None, tissues, HOLD_OFF_HARDEST, 1.0, reason)


def _ill_limits(told: Sequence[CheckIn], today: date) -> Iterator[Limit]:
    """Nothing while ill; days further ahead are planned as usual until they come near."""
    if not is_ill(told):
        return
    since = None
    for check_in in told:
        if check_in.ill is not None:
            since = (since or check_in.day) if check_in.ill else None
    if since is not None:
        reason = Reason(BODY_SENTENCES["limit-ill"], rule="check-in")
        last = max(since, today) + timedelta(days=ILL_AHEAD_DAYS)
        yield Limit(since, last, frozenset(), None, 0.0, reason)


def _pain_limits(spot: Spot, state: PainLight) -> Iterator[Limit]:
    if state.since is None or state.until is None:
        return
    tissues = AREA_TISSUES[spot.area]
    text = BODY_SENTENCES[state.word]
    first = state.since
    if state.red_until is not None:
        red = BODY_SENTENCES["limit-red"].format(area=spot.words, word=text)
        reason = Reason(red, rule="pain")
        day = weekday_day(state.red_until)
        brief = BODY_SENTENCES["brief-red"].format(area=spot.words, day=day)
        yield Limit(first, state.red_until, tissues, None, 0.0, reason, brief=brief)
        first = state.red_until + _DAY
        text = BODY_SENTENCES["pain-amber-after-red"]
    amber = BODY_SENTENCES["limit-amber"].format(area=spot.words, word=text)
    reason = Reason(amber, rule="pain")
    brief = BODY_SENTENCES["brief-amber"].format(area=spot.words)
    held = Limit(first, state.until, tissues, AMBER_HARDEST, AMBER_SETS, reason, AMBER_EASIER)
    yield replace(held, brief=brief)


def _sore_limits(told: Sequence[CheckIn]) -> Iterator[Limit]:
    days = latest_of_days(told)
    if not days:
        return
    answer = days[max(days)]
    last = answer.day + timedelta(days=SORE_DAYS - 1)
    sore = {s: (answer.soreness.get(s, 0), s in answer.easing) for s in all_spots()}
    for spot, (score, eases) in together(sore):
        if score < SORE_FROM:
            continue
        key, hardest, sets = _sore_rule(score, eases=eases)
        reason = Reason(BODY_SENTENCES[key].format(area=spot.words, score=score), rule="check-in")
        yield Limit(answer.day, last, AREA_TISSUES[spot.area], hardest, sets, reason)


def _sore_rule(score: int, *, eases: bool) -> tuple[str, LoadClass | None, float]:
    if score < VERY_SORE_FROM:
        return "limit-sore", SORE_HARDEST, SORE_SETS
    if eases:
        return "limit-easing", EASING_HARDEST, SORE_SETS
    return "limit-very-sore", None, 0.0


def _tired_limits(told: Sequence[CheckIn]) -> Iterator[Limit]:
    days = latest_of_days(told)
    if not days:
        return
    last = max(days)
    if not days[last].tired:
        return
    before = days.get(last - _DAY)
    twice = before is not None and before.tired
    key = "limit-tired-twice" if twice else "limit-tired"
    hardest = TIRED_TWICE_HARDEST if twice else TIRED_HARDEST
    reason = Reason(BODY_SENTENCES[key], rule="check-in")
    yield Limit(last, last, frozenset(), hardest, TIRED_SETS, reason, nothing_new=True)


def _state_of(spot: Spot, state: PainLight, standing: Iterable[Lock]) -> AreaState:
    for lock in standing:
        if lock.spot is not None and spot in lock.spot.sides and lock.flag.urgency in STOPS:
            return _locked(lock, spot)
    key = state.light.value
    advice = [BODY_SENTENCES[f"advice-{key}"]]
    if state.light is not Light.GREEN and spot.area in BONE_AREAS:
        advice.append(BODY_SENTENCES["advice-bone"])
    if state.clinician:
        advice.append(BODY_SENTENCES["advice-clinician"])
    return AreaState(
        spot=spot,
        light=state.light,
        since=state.since,
        why=BODY_SENTENCES[state.word],
        does=BODY_SENTENCES[f"does-{key}"],
        advice=" ".join(advice),
    )


def _locked(lock: Lock, spot: Spot | None) -> AreaState:
    flag = lock.flag
    stops = flag.urgency in STOPS
    plain = {
        Urgency.EMERGENCY: "does-stop-all",
        Urgency.HOLD_OFF: "does-hold-off",
        Urgency.SOON: "does-green",
    }
    stopped = strength_stopped(flag, lock.spot)
    return AreaState(
        spot=spot,
        light=Light.STOP if stops else Light.AMBER,
        since=lock.since,
        why=f"{flag.text}.",
        does=stopped or BODY_SENTENCES[plain[flag.urgency]],
        advice=flag.advice,
    )
