"""The errors Hamstrong raises on purpose, as one small tree.

    HamstrongError
    ├── BadFile       a file or calendar that cannot be read as what it claims to be
    ├── BadSpec       an exercise or constants file in the library that breaks its schema
    ├── BadInput      a value a person gave that cannot be used
    │   └── RaceElsewhere  a run plan has the race on another day than the person gave
    ├── NoPlan        a plan that cannot be made from what is known
    ├── NotFound      something asked for that does not exist
    ├── NotAllowed    something that exists but not for this caller
    ├── Conflict      a change that contradicts what is already stored
    └── Unavailable   the machine refuses: a port in use, a folder that cannot be written

Every message is one sentence for a person: what was wanted, what came, what to do.
`place` says where: a file and line, a field, a date. Faces render both; nobody sees a traceback.
"""

from datetime import date
from typing import ClassVar


class HamstrongError(Exception):
    """The root: a sentence for a person, and the place it is about."""

    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 400

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class BadFile(HamstrongError):
    """A file or calendar that cannot be read as what it claims to be."""

    exit_code = 3
    status = 422


class BadSpec(HamstrongError):
    """An exercise or constants file that breaks its schema."""

    exit_code = 4
    status = 500


class BadInput(HamstrongError):
    """A value a person gave that cannot be used."""

    exit_code = 2
    status = 422


class RaceElsewhere(BadInput):
    """A run plan has the race on another day than the person gave.

    Attributes:
        theirs: That day.
        can_keep: Whether both may stay in one block, the plan's as a B race on the way.
        is_over: Whether theirs has been run, so that no block can lead to it.
    """

    def __init__(
        self, message: str, *, place: str, theirs: date, can_keep: bool, is_over: bool = False
    ) -> None:
        super().__init__(message, place=place)
        self.theirs = theirs
        self.can_keep = can_keep
        self.is_over = is_over


class NoPlan(HamstrongError):
    """A plan that cannot be made from what is known."""

    exit_code = 5
    status = 409


class NotFound(HamstrongError):
    """Something asked for that does not exist."""

    exit_code = 6
    status = 404


class NotAllowed(HamstrongError):
    """Something that exists, but not for this caller."""

    exit_code = 7
    status = 403


class Conflict(HamstrongError):
    """A change that contradicts what is already stored."""

    exit_code = 8
    status = 409


class Unavailable(HamstrongError):
    """The machine refuses: a port in use, a folder that cannot be written."""

    exit_code = 9
    status = 503
