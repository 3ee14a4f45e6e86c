"""A run plan as somebody gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunFile:
    """A run plan as bytes, and the name it is spoken of by.

    `keep_races` keeps races of the goal's distance on earlier days as B races.
    """

    name: str
    data: bytes
    keep_races: bool = False
