"""Starts that the athlete chose by hand: kept where they can be, answered where they cannot."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from hamstrong.planning.constants.weights import KIND_VALUE
from hamstrong.planning.dose.limits import blocking
from hamstrong.planning.model import Reason
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.placing.scoring import CLASS_VALUE
from hamstrong.planning.reasons import breach_reason
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.words import SENTENCES, TITLES, count_word


def honoured(
    everywhere: Sequence[Place], context: WeekContext
) -> tuple[list[Place], Mapping[str, Reason]]:
    """A start the athlete chose leaves no other, unless it breaks a hard rule; then say which.

    Returns:
        The legal places that are left, and by session id why a chosen start is refused.
    """
    legal = [place for place in everywhere if place.legal]
    refused: dict[str, Reason] = {}
    for number in sorted({place.number for place in everywhere}):
        session_id = context.session_id(number)
        pin = context.request.pins.get(session_id)
        if pin is None:
            continue
        there = [p for p in legal if p.number == number and p.start == pin]
        if _worthwhile(there, [p for p in legal if p.number == number]):
            legal = [p for p in legal if p.number != number] + there
            continue
        why = _breach([p for p in everywhere if p.number == number and p.start == pin])
        if why is not None:
            refused[session_id] = why
    return legal, refused


def _worthwhile(there: Sequence[Place], anywhere: Sequence[Place]) -> bool:
    """A chosen time is kept unless it leaves only light work where holds were possible."""
    best_there = max((CLASS_VALUE[p.content.load_class] for p in there), default=0)
    best = max((CLASS_VALUE[p.content.load_class] for p in anywhere), default=0)
    return bool(there) and best_there >= min(best, KIND_VALUE["holds"])


def _breach(pinned: Sequence[Place]) -> Reason | None:
    """The rule that the mildest session at that time would break; None when it breaks none."""
    illegal = [place for place in pinned if not place.legal]
    mildest = min(illegal, key=lambda p: CLASS_VALUE[p.content.load_class], default=None)
    if mildest is None or mildest.worst is None:
        return None
    title = TITLES[mildest.content.load_class].lower()
    return _refusal(title, breach_reason(mildest.work, mildest.worst))


def _refusal(title: str, why: Reason) -> Reason:
    text = SENTENCES["pin-refused"].format(title=title, sentence=why.text)
    return Reason(text, why.rule, why.run_id, why.hours, why.needed_h)


def refusals(
    chosen: Sequence[Place], refused: Mapping[str, Reason], wished: int, context: WeekContext
) -> Iterator[Reason]:
    """A sentence for every chosen start to come that the week does not keep."""
    placed = {context.session_id(place.number): place.start for place in chosen}
    standing = context.standing.settled
    for session_id, pin in sorted(context.request.pins.items()):
        is_ours = session_id.startswith(f"{context.week.monday}-") and session_id not in standing
        if is_ours and not _is_past(pin, context) and placed.get(session_id) != pin:
            why = refused.get(session_id)
            yield why or _refusal(SENTENCES["this-session"], _why(session_id, pin, wished, context))


def _is_past(pin: datetime, context: WeekContext) -> bool:
    earliest = context.request.not_before
    return pin.date() < context.request.today or (earliest is not None and pin < earliest)


def _why(session_id: str, pin: datetime, wished: int, context: WeekContext) -> Reason:
    """Why a start is not kept that breaks no hours to a run by itself."""
    if monday_of(pin.date()) != context.week.monday:
        return Reason(SENTENCES["other-week"], rule="dose")
    closed = blocking(context.request, pin.date())
    if closed is not None:
        return closed
    if session_id not in {context.session_id(number) for number in range(wished)}:
        text = SENTENCES["week-holds"].format(count=count_word(wished, "session"))
        return Reason(text, rule="dose")
    return Reason(SENTENCES["lighter-there"], rule="spacing-other")
