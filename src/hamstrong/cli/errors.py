"""Errors as a command tells them: the sentence, behind the option or the file it is about."""

import re

from hamstrong.errors import BadFile, BadSpec, HamstrongError

_FIELD = re.compile(r"[a-z_]+(\.[a-z_0-9-]+)*")


def told(error: HamstrongError) -> str:
    """The sentence. A place that is the name of a field is for programs, and is left out."""
    is_field = _FIELD.fullmatch(error.place) and not isinstance(error, BadFile | BadSpec)
    return error.message if is_field else str(error)
