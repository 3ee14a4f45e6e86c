"""Signs that are not for a coach: what they sound like, and what to do (evidence 5.6).

The list is standard practice; its intent is certain, its wording is ours. Hamstrong diagnoses
nothing: it holds back until the athlete says that the sign was assessed.
"""

from dataclasses import dataclass
from enum import StrEnum

from hamstrong.language import Sentences
from hamstrong.planning.constants.table import Row, Table


class Urgency(StrEnum):
    """How soon, and what it does: the first two lock, the third keeps work light."""

    EMERGENCY = "emergency"
    ASSESS = "assess"
    HOLD_OFF = "hold-off"
    SOON = "soon"


SIGNS = Sentences("hamstrong.planning.constants", "signs")
"""What a sign is asked with, and what to do about it."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign: its id in the log, and how urgent it is."""

    id: str
    urgency: Urgency

    @property
    def text(self) -> str:
        """The words it is asked with."""
        return SIGNS[f"signs.{self.id}"]

    @property
    def advice(self) -> str:
        """What to do about it."""
        return SIGNS[f"advice.{self.urgency}"]

    @property
    def local(self) -> bool:
        """Whether a place matters: everything else concerns the whole body, wherever told."""
        return self.urgency is Urgency.ASSESS and self.id not in _GENERAL


_EMERGENCY = (
    "chest-pain",
    "fainting",
    "breathless",
    "palpitations",
    "sudden-headache",
    "swollen-calf",
    "heat-confusion",
    "saddle-numbness",
    "dark-urine",
)
_ASSESS = (
    "bone-spot",
    "worse-as-you-go",
    "night-pain",
    "deep-groin",
    "midfoot-or-shin",
    "pop",
    "cannot-stand",
    "deformity",
    "hot-joint",
    "fever-with-pain",
    "locking",
    "numbness",
    "weight-loss",
    "fever",
)
_GENERAL = frozenset({"fever-with-pain", "weight-loss", "fever", "unknown"})
_HOLD_OFF = (
    "pregnancy",
    "blood-pressure",
    "surgery",
    "blood-thinner",
    "under-16",
)
_SOON = (
    "stress-fractures",
    "low-energy",
)

RED_FLAGS: dict[str, RedFlag] = {
    flag_id: RedFlag(flag_id, urgency)
    for urgency, ids in (
        (Urgency.EMERGENCY, _EMERGENCY),
        (Urgency.ASSESS, _ASSESS),
        (Urgency.HOLD_OFF, _HOLD_OFF),
        (Urgency.SOON, _SOON),
    )
    for flag_id in ids
}
"""By id, the most urgent first. Ids are in athletes' logs: they are added to, never changed."""

UNKNOWN_FLAG = RedFlag("unknown", Urgency.ASSESS)
"""For a log that a newer version wrote: held to be serious."""


def _rows() -> tuple[Row, ...]:
    return tuple(
        Row(flag.text, flag.urgency, flag.id, "standard practice; evidence 5.6", "H")
        for flag in RED_FLAGS.values()
    )


RED_FLAG_TABLES = (
    Table(
        "red-flags",
        "When Hamstrong stops",
        "General training guidance, not medical advice.",
        _rows,
    ),
)
