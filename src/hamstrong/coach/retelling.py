"""What the history keeps, told in the language that is spoken: it was written in the athlete's."""

from collections.abc import Iterable
from dataclasses import replace

from hamstrong.coach.model import Change, PlanChange
from hamstrong.coach.plan_versions import PlanVersion
from hamstrong.coach.words import SAY
from hamstrong.language import Language, spoken
from hamstrong.planning.rewording import reworded

_COACH = ("hamstrong.coach", "words")
_SERVICES = ("hamstrong.adapters.services", "words")
_STEPS = ("undone", "redone")


def retold(text: str, language: Language | None = None) -> str:
    """A text of the history in a language, the spoken one by default."""
    wished = language or spoken()
    for key in _STEPS:
        rest = without_step(text, key)
        if rest is not None:
            return SAY.spoken(wished)[key] + retold(rest, wished)
    return reworded(text, wished, _COACH)


def retold_trouble(text: str) -> str:
    """Why a service did not do what it was asked, in the language spoken: it may have been kept in
    another one."""
    return reworded(text, spoken(), _COACH, _SERVICES)


def without_step(cause: str, key: str) -> str | None:
    """The cause without a beginning that any language may have given it; None without one."""
    beginnings = [SAY.spoken(language)[key] for language in Language]
    found = next((text for text in beginnings if cause.startswith(text)), None)
    return None if found is None else cause.removeprefix(found)


def retold_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in the language spoken."""
    return tuple(
        replace(
            change,
            title=retold(change.title),
            text=retold(change.text),
            reason=retold(change.reason),
            forced_by=retold(change.forced_by),
            left=retold(change.left),
            was=retold(change.was),
        )
        for change in changes
    )


def retold_change(change: PlanChange, *, kept_in: Language) -> PlanChange:
    """What followed from a change, in the language spoken."""
    if kept_in is spoken():
        return change
    return replace(change, cause=retold(change.cause), changes=retold_changes(change.changes))


def retold_version(version: PlanVersion) -> PlanVersion:
    """A version in the language spoken; each may be of a time when the athlete spoke another."""
    return replace(version, cause=retold(version.cause), changes=retold_changes(version.changes))
