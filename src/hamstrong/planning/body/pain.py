"""The pain light of each side of each area, and the locks of red flags (evidence 5.5, 5.6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from hamstrong.planning.body.check_ins import CheckIn, PainDuring, in_order, latest_of_days
from hamstrong.planning.body.spots import Spot, all_spots
from hamstrong.planning.constants.readiness import (
    AMBER_FROM,
    AMBER_LONG_DAYS,
    RED_ABOVE,
    RED_AT_LEAST_DAYS,
    RED_DAYS,
    RED_TWICE_DAYS,
    RISING_WEEKS,
    WORD_HOLDS_DAYS,
)
from hamstrong.planning.constants.red_flags import RED_FLAGS, UNKNOWN_FLAG, RedFlag

_LOOK_BACK = 7 * RISING_WEEKS
"""Days, and so reports, before the one that is judged."""


class Light(StrEnum):
    """Of a spot, from the mildest to the strictest."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Lock:
    """A red flag that was told and not yet assessed; `spot` None is the whole body."""

    flag: RedFlag
    spot: Spot | None
    since: date


@dataclass(frozen=True, slots=True)
class PainLight:
    """Where a spot stands.

    Attributes:
        light: Never `stop`: that comes from locks.
        since: When it left green; None while green.
        red_until: Last day of red; None when not red.
        until: Last day on which it holds without a further word; None while green.
        clinician: Whether it is time to show it to somebody.
        word: What decides it, a key of `BODY_SENTENCES`.
    """

    light: Light = Light.GREEN
    since: date | None = None
    red_until: date | None = None
    until: date | None = None
    clinician: bool = False
    word: str = "pain-green"


@dataclass(frozen=True, slots=True)
class _Report:
    """One day of one spot."""

    day: date
    score: int
    worse: bool
    settled: bool
    limping: bool
    ended: bool
    sharp: bool


def locks(check_ins: Iterable[CheckIn]) -> tuple[Lock, ...]:
    """Red flags that stand, oldest first.

    Only the athlete's word that it was assessed lifts one, and where no side was told both have
    to be assessed; told again later, it stands again.
    In one answer a flag weighs more than the word that all is assessed.
    """
    standing: dict[tuple[str, Spot | None], Lock] = {}
    for check_in in in_order(check_ins):
        standing = {
            key: lock
            for key, lock in standing.items()
            if not (check_in.all_assessed or _is_assessed(lock, check_in))
        }
        for raised in check_in.red_flags:
            flag = RED_FLAGS.get(raised.id, UNKNOWN_FLAG)
            lock = Lock(flag, raised.spot if flag.local else None, check_in.day)
            standing.setdefault((raised.id, lock.spot), lock)
    return tuple(sorted(standing.values(), key=lambda lock: (lock.since, lock.flag.id)))


def _is_assessed(lock: Lock, check_in: CheckIn) -> bool:
    return lock.spot is not None and check_in.assessed.issuperset(lock.spot.sides)


def pain_lights(
    check_ins: Iterable[CheckIn], during: Iterable[PainDuring] = (), *, today: date
) -> Mapping[Spot, PainLight]:
    """The light of every side of every area on a day, from all that was told up to now.

    Source: the pain-monitoring model (Silbernagel 2007), evidence 5.5.
    """
    told, trained = list(check_ins), list(during)
    return {spot: _light_of(tuple(_reports(spot, told, trained)), today) for spot in all_spots()}


def _reports(
    spot: Spot, check_ins: Iterable[CheckIn], during: Sequence[PainDuring]
) -> Iterator[_Report]:
    answers = latest_of_days(check_ins)
    hurt: dict[date, list[PainDuring]] = {}
    for pain in during:
        if spot in pain.spot.sides:
            hurt.setdefault(pain.day, []).append(pain)
    told = {day for day, answer in answers.items() if _speaks_of(answer, spot)}
    for day in sorted(told | hurt.keys()):
        answer = answers.get(day, CheckIn(day))
        yield _Report(
            day=day,
            score=max([answer.pain.get(spot, 0), *(pain.score for pain in hurt.get(day, ()))]),
            worse=spot in answer.worse,
            settled=spot in answer.settled,
            limping=spot in answer.limping,
            ended=any(pain.ended for pain in hurt.get(day, ())),
            sharp=any(pain.sharp for pain in hurt.get(day, ())),
        )


def _speaks_of(answer: CheckIn, spot: Spot) -> bool:
    """Silence on a spot is no calm morning."""
    return spot in answer.pain or spot in answer.worse | answer.settled | answer.limping


def _light_of(reports: tuple[_Report, ...], today: date) -> PainLight:
    state = PainLight()
    red_days: list[date] = []
    for number, report in enumerate(reports):
        state = _forgotten(state, report.day)
        word = _judged(reports[max(0, number - _LOOK_BACK) : number + 1])
        if word.startswith("pain-red"):
            red_days.append(report.day)
        state = _after(state, report.day, word)
    state = _forgotten(state, today)
    return _with_advice(_cooled(state, today), red_days, today)


def _judged(reports: Sequence[_Report]) -> str:
    """What the last report says, by itself and beside those before it."""
    report = reports[-1]
    if report.score > RED_ABOVE:
        return "pain-red-high"
    if report.sharp:
        return "pain-red-sharp"
    if report.limping:
        return "pain-red-limp"
    if _is_not_back(reports):
        return "pain-red-stays"
    if _is_rising(reports):
        return "pain-red-rising"
    if report.score >= AMBER_FROM:
        return "pain-amber"
    if report.ended:
        return "pain-amber-ended"
    return "pain-amber-worse" if report.worse and not report.settled else "pain-green"


def _is_not_back(reports: Sequence[_Report]) -> bool:
    """Worse than usual on two mornings in a row: a day was not enough to settle."""
    report = reports[-1]
    yesterday = report.day - timedelta(days=1)
    before = any(other.worse for other in reports[:-1] if other.day == yesterday)
    return before and report.worse and not report.settled


def _is_rising(reports: Sequence[_Report]) -> bool:
    """Each of the last weeks worse than the one before, and today the worst of all."""
    last = reports[-1]
    if last.score < AMBER_FROM:
        return False
    weeks = []
    for back in range(RISING_WEEKS):
        end = last.day - timedelta(weeks=back)
        start = end - timedelta(weeks=1)
        scores = [report.score for report in reports if start < report.day <= end]
        if not scores:
            return False
        weeks.append(max(scores))
    rises = all(later > earlier for later, earlier in pairwise(weeks))
    return rises and last.score == weeks[0]


def _after(state: PainLight, day: date, word: str) -> PainLight:
    since = state.since or day
    until = day + timedelta(days=WORD_HOLDS_DAYS - 1)
    if word.startswith("pain-red"):
        red_until = day + timedelta(days=RED_DAYS - 1)
        return PainLight(Light.RED, since, red_until, until, word=word)
    state = _cooled(state, day)
    if word.startswith("pain-amber"):
        if state.light is Light.RED:
            return replace(state, until=until)
        return PainLight(Light.AMBER, since, None, until, word=word)
    if state.red_until is not None:
        red_from = state.red_until - timedelta(days=RED_DAYS - 1)
        if (day - red_from).days < RED_AT_LEAST_DAYS:
            return state
    return PainLight()


def _cooled(state: PainLight, day: date) -> PainLight:
    """Red turns to amber by time; only a calm answer turns amber to green."""
    if state.red_until is not None and day > state.red_until:
        return replace(state, light=Light.AMBER, red_until=None, word="pain-amber-after-red")
    return state


def _forgotten(state: PainLight, day: date) -> PainLight:
    return PainLight() if state.until is not None and day > state.until else state


def _with_advice(state: PainLight, red_days: Sequence[date], today: date) -> PainLight:
    if state.since is None:
        return state
    recent = [day for day in red_days if day >= state.since or (today - day).days < RED_TWICE_DAYS]
    twice = any((later - earlier).days <= RED_TWICE_DAYS for earlier, later in pairwise(recent))
    return replace(state, clinician=twice or (today - state.since).days > AMBER_LONG_DAYS)
