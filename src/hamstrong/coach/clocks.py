"""Clocks that are not the machine's."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class FixedClock:
    """A clock that stands at an aware moment until it is set: for planning as of another day."""

    moment: datetime

    def now(self) -> datetime:
        """The moment."""
        return self.moment
