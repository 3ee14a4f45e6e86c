"""A run plan as somebody gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunFile:
    """A run plan as bytes, and the name it is spoken of by."""

    name: str
    data: bytes
