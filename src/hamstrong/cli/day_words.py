"""Days that are unlike the others, as typed: absences, and hours of single dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from hamstrong.cli import words
from hamstrong.cli.output import print_warning
from hamstrong.cli.say import SAY
from hamstrong.coach.absences import AddAbsence
from hamstrong.coach.availability import join_windows, read_window
from hamstrong.coach.change_plan import Edit
from hamstrong.coach.days_off import SetWindows, TakeDayOff
from hamstrong.errors import BadInput
from hamstrong.planning.model import AbsenceKind, ReturnSpeed, Window
from hamstrong.planning.words import day_word

Spans = Sequence[str] | None
"""`2027-01-05..2027-01-08`, as often as given."""

OFF = "off"
_ISO = len("2027-01-05")


def read_absences(*, ill: Spans, away: Spans, travel: Spans, back: str) -> Iterator[AddAbsence]:
    """The days lost by `--ill`, `--away` and `--travel`. Raises BadInput."""
    speed = words.read_word(back, ReturnSpeed, place="--back")
    told = (
        (ill, AbsenceKind.ILL, "--ill"),
        (away, AbsenceKind.AWAY, "--away"),
        (travel, AbsenceKind.TRAVELLING, "--travel"),
    )
    for spans, kind, place in told:
        for text in spans or ():
            first, last = read_span(text, place=place)
            yield AddAbsence(kind, first, last, speed)


def read_span(text: str, *, place: str) -> tuple[date, date]:
    """`2027-01-05..2027-01-08`, or one day. Raises BadInput."""
    first, dots, last = text.partition("..")
    start = words.read_day(first.strip(), place=place)
    return start, words.read_day(last.strip(), place=place) if dots else start


def tell_joined(sentence: str) -> None:
    """Hours were read otherwise than typed: a line on standard error."""
    print_warning(f"{sentence}.")


def read_windows(text: str) -> tuple[Window, ...]:
    """`18-20 gym, 21-22`. Raises BadInput."""
    return tuple(read_window(part) for part in text.split(",") if part.strip())


def read_dates(text: str, *, place: str) -> tuple[Edit, ...]:
    """`2027-01-05 12-13 gym, 2027-01-05 20-21, 2027-01-09 off`; raises BadInput.

    A date that comes more than once has all its stretches; where they overlap they are joined,
    and a line on standard error says so.
    """
    off: list[date] = []
    hours: dict[date, list[Window]] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        day, stretch = words.read_day(entry[:_ISO], place=place), entry[_ISO:].strip()
        if not stretch:
            raise BadInput(SAY.say("say-when-write-like", day=day), place=place)
        if stretch.lower() == OFF:
            off.append(day)
        else:
            hours.setdefault(day, []).append(read_window(stretch))
    for day in off:
        if day in hours:
            raise BadInput(SAY.say("off-has-hours-give", day=day), place=place)
    given = (
        SetWindows(day, join_windows(windows, day=day_word(day), tell=tell_joined))
        for day, windows in hours.items()
    )
    return (*map(TakeDayOff, dict.fromkeys(off)), *given)
