"""What a red flag stops, in words: the strength that stays off, and the runs (evidence 5.6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamstrong.exercises.schema import Tissue
from hamstrong.planning.body.check_ins import CheckIn, in_order
from hamstrong.planning.body.pain import Lock, locks
from hamstrong.planning.body.spots import Spot
from hamstrong.planning.body.words import BODY_SENTENCES
from hamstrong.planning.constants.readiness import STOP_TISSUES
from hamstrong.planning.constants.red_flags import RedFlag, Urgency
from hamstrong.planning.model import Reason
from hamstrong.planning.words import SENTENCES

STOPS = (Urgency.EMERGENCY, Urgency.ASSESS)
"""What locks strength also says not to run."""

_EVERYTHING = frozenset(Tissue)
_LEGS = _EVERYTHING - {Tissue.TRUNK}


@dataclass(frozen=True, slots=True)
class RunStop:
    """That no run is to be run.

    Attributes:
        short: To stand beside each coming run.
        reason: The whole sentence, with the sign.
    """

    short: str
    reason: Reason


def stopped_tissues(spot: Spot | None) -> frozenset[Tissue]:
    """Whose exercises a stop at a spot takes out; all of them without one."""
    return _EVERYTHING if spot is None else STOP_TISSUES[spot.area]


def strength_stopped(flag: RedFlag, spot: Spot | None) -> str:
    """Which strength stays off, and which may go on; empty where the advice says it all."""
    if flag.urgency is not Urgency.ASSESS:
        return ""
    stopped = stopped_tissues(spot)
    if stopped == _EVERYTHING:
        return BODY_SENTENCES["stops-all"]
    if stopped == _LEGS:
        return BODY_SENTENCES["stops-legs"]
    parts = sorted(stopped - {Tissue.IMPACT})
    words = SENTENCES["and"].join(SENTENCES[f"tissues.{tissue}"] for tissue in parts)
    return BODY_SENTENCES["stops-some"].format(parts=words).capitalize()


def told_of(flag: RedFlag, spot: Spot | None) -> str:
    """The sign, what to do about it, and what becomes of strength."""
    stopped = strength_stopped(flag, spot)
    return " ".join(part for part in (f"{flag.text}.", flag.advice, stopped) if part)


def run_stop(check_ins: Iterable[CheckIn]) -> RunStop | None:
    """What the most urgent sign that stands says of running; None when none forbids it."""
    standing = [lock for lock in locks(in_order(check_ins)) if lock.flag.urgency in STOPS]
    if not standing:
        return None
    chief = min(standing, key=lambda lock: (STOPS.index(lock.flag.urgency), lock.since))
    short = BODY_SENTENCES[f"no-run-{chief.flag.urgency.value}-short"]
    return RunStop(short, Reason(no_run_sentence(chief), rule="red-flags"))


def no_run_sentence(lock: Lock) -> str:
    """Not to run, until when, and for which sign; of a lock that stops."""
    return BODY_SENTENCES[f"no-run-{lock.flag.urgency.value}"].format(sign=_sign(lock))


def _sign(lock: Lock) -> str:
    text = f"{lock.flag.text[:1].lower()}{lock.flag.text[1:]}"
    return text if lock.spot is None else f"{text} ({lock.spot.words})"
