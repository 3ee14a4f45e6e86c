"""One broken rule, as every part of the checker reports it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """One broken rule.

    Attributes:
        rule: Of the tables "before-run", "after-run", "overlap", "W1", "W4", "W5", "taper",
            "21-day"; of the document "load-class", "novel", "minutes", "order", "work", "time";
            of the request those that `life.py`, `weekly.py` and `told.py` name.
        session: Id of the session; the Monday of the week or the day where a rule is about
            those, "" for the whole document.
        text: What was found.
        got_h: Hours found, where hours are judged.
        needed_h: Hours needed.
    """

    rule: str
    session: str
    text: str
    got_h: float | None = None
    needed_h: float | None = None

    def __str__(self) -> str:
        hours = "" if self.got_h is None else f"; {self.got_h:.2f} h"
        needed = "" if self.needed_h is None else f" of {self.needed_h:g} h"
        return f"{self.rule} [{self.session}] {self.text}{hours}{needed}"
