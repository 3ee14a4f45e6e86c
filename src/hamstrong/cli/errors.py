"""Errors as a command tells them: the sentence, behind the option or the file it is about."""

import re

from hamstrong.cli.say import SAY
from hamstrong.errors import BadFile, BadSpec, HamstrongError, RaceElsewhere

_FIELD = re.compile(r"[a-z_]+(\.[a-z_0-9-]+)*")


def told(error: HamstrongError) -> str:
    """The sentence. A place that is the name of a field is for programs, and is left out."""
    is_field = _FIELD.fullmatch(error.place) and not isinstance(error, BadFile | BadSpec)
    if is_field:
        return error.message
    words = f"places.{error.place.replace(' ', '-')}"
    return f"{SAY[words]}: {error.message}" if words in SAY else str(error)


def ways(error: HamstrongError) -> tuple[str, ...]:
    """What to type instead, a line each; mostly none."""
    if not isinstance(error, RaceElsewhere):
        return ()
    keep = (SAY["ways.keep-races"],) if error.can_keep else ()
    theirs = () if error.is_over else (SAY.say("ways.race", day=error.theirs.isoformat()),)
    return (*keep, *theirs)
