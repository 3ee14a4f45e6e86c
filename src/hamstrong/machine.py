"""What the machine says when it refuses, in the language that is spoken."""

import errno
from typing import Final

from hamstrong.language import Sentences

MACHINE: Final = Sentences("hamstrong")


def refusal(error: OSError) -> str:
    """Why the system did not do it: `permission denied`.

    What we have no words for is told as the system tells it, lower case.

    Example:
        >>> refusal(FileNotFoundError(errno.ENOENT, "No such file or directory"))
        'no such file or directory'
    """
    key = f"refusals.{errno.errorcode.get(error.errno or 0, '')}"
    if key in MACHINE:
        return MACHINE[key]
    return (error.strerror or MACHINE["refusals.unknown"]).lower()
