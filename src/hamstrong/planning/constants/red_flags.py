"""Signs that are not for a coach: what they sound like, and what to do (evidence 5.6).

The list is standard practice; its intent is certain, its wording is ours. Hamstrong diagnoses
nothing: it holds back until the athlete says that the sign was assessed.
"""

from dataclasses import dataclass
from enum import StrEnum

from hamstrong.planning.constants.table import Row, Table


class Urgency(StrEnum):
    """How soon, and what it does: the first two lock, the third keeps work light."""

    EMERGENCY = "emergency"
    ASSESS = "assess"
    HOLD_OFF = "hold-off"
    SOON = "soon"


ADVICE: dict[Urgency, str] = {
    Urgency.EMERGENCY: "Call your local emergency number now. No running and no strength until a"
    " doctor has said so.",
    Urgency.ASSESS: "Have this looked at today or tomorrow, and do not run on it.",
    Urgency.HOLD_OFF: "Only light work until you have asked a clinician who knows you. Breathe out"
    " and count aloud in every hold.",
    Urgency.SOON: "Please talk to a clinician soon. Your plan goes on.",
}


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign: its id in the log, the words it is asked with, and how urgent it is."""

    id: str
    text: str
    urgency: Urgency

    @property
    def advice(self) -> str:
        return ADVICE[self.urgency]

    @property
    def local(self) -> bool:
        """Whether a place matters: everything else concerns the whole body, wherever told."""
        return self.urgency is Urgency.ASSESS and self.id not in _GENERAL


_EMERGENCY = {
    "chest-pain": "Pain or pressure in the chest",
    "fainting": "Fainted, or nearly, while exercising",
    "breathless": "Far more out of breath than the effort explains",
    "palpitations": "Heart racing or stumbling, with dizziness",
    "sudden-headache": "Sudden severe headache, or trouble seeing, speaking or moving",
    "swollen-calf": "One calf swollen and warm, or that together with breathlessness",
    "heat-confusion": "Overheated and confused",
    "saddle-numbness": "Numb between the legs, or no control over bladder or bowel",
    "dark-urine": "Dark urine with very painful or swollen muscles",
}
_ASSESS = {
    "bone-spot": "A spot on a bone, no larger than a fingertip, that hurts when touched",
    "worse-as-you-go": "Pain that does not warm up and grows with every kilometre",
    "night-pain": "Pain at rest or at night",
    "deep-groin": "Deep pain in the groin or the front of the hip",
    "midfoot-or-shin": "Pain on top of the midfoot or at the front of the shin",
    "pop": "A pop, and strength gone at once",
    "cannot-stand": "Cannot put weight on it",
    "deformity": "It looks out of shape",
    "hot-joint": "A joint that is hot and swollen",
    "fever-with-pain": "Fever together with joint or back pain",
    "locking": "A joint that locks or gives way",
    "numbness": "Numbness, weakness, or pain shooting down the leg",
    "weight-loss": "Losing weight or sweating at night without a reason",
    "fever": "Fever, or an infection that has gone to the chest",
}
_GENERAL = frozenset({"fever-with-pain", "weight-loss", "fever", "unknown"})
_HOLD_OFF = {
    "pregnancy": "Pregnant, or within 12 weeks of giving birth",
    "blood-pressure": "Blood pressure that is high and not under control",
    "surgery": "Recent surgery, a hernia, an aneurysm or high eye pressure",
    "blood-thinner": "Taking blood thinners",
    "under-16": "Younger than 16",
}
_SOON = {
    "stress-fractures": "Two or more stress fractures so far",
    "low-energy": "Three or more missed periods, often ill, low drive, or eating less and less",
}

RED_FLAGS: dict[str, RedFlag] = {
    flag_id: RedFlag(flag_id, text, urgency)
    for urgency, texts in (
        (Urgency.EMERGENCY, _EMERGENCY),
        (Urgency.ASSESS, _ASSESS),
        (Urgency.HOLD_OFF, _HOLD_OFF),
        (Urgency.SOON, _SOON),
    )
    for flag_id, text in texts.items()
}
"""By id, the most urgent first. Ids are in athletes' logs: they are added to, never changed."""

UNKNOWN_FLAG = RedFlag("unknown", "A sign that this version does not know", Urgency.ASSESS)
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
