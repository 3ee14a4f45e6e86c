"""Errors as a command tells them: the sentence, behind the option or the thing it is about."""

import re

from hamstrong.errors import HamstrongError

_FIELD = re.compile(r"[a-z_]+(\.[a-z_0-9-]+)*")


def told(error: HamstrongError) -> str:
    """The sentence. A place that is the name of a field is for programs, and is left out."""
    return error.message if _FIELD.fullmatch(error.place) else str(error)
