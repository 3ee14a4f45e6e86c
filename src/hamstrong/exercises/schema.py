"""What an exercise is: the one description that every other room reads."""

import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hamstrong.exercises.figures.spec import FigureSpec
from hamstrong.exercises.judging import Judging


class LoadClass(StrEnum):
    """How much an exercise costs the legs (evidence 2.2): C0 primer … C5 eccentric, P1–P2 hops."""

    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    P1 = "P1"
    P2 = "P2"


class Family(StrEnum):
    """Families of the library; each holds one ladder."""

    HAMSTRING_BRIDGE = "hamstring-bridge"
    SIDE_PLANK = "side-plank"
    ADDUCTOR = "adductor"
    CALF = "calf"
    FOOT = "foot"
    PLYOMETRIC = "plyometric"
    SQUAT = "squat"
    HINGE = "hinge"
    HIP_ABDUCTOR = "hip-abductor"
    TRUNK = "trunk"
    HIP_FLEXOR = "hip-flexor"
    MOBILITY = "mobility"


class Tissue(StrEnum):
    """What is loaded. Weekly caps count sets for these; shin, foot and hip flexor have none."""

    HAMSTRING = "hamstring"
    GLUTE = "glute"
    QUAD = "quad"
    CALF = "calf"
    SHIN = "shin"
    ADDUCTOR = "adductor"
    ABDUCTOR = "abductor"
    TRUNK = "trunk"
    FOOT = "foot"
    HIP_FLEXOR = "hip-flexor"
    IMPACT = "impact"


class Slot(StrEnum):
    """The five things a runner's week must contain (evidence 4), and the optional hops."""

    POSTERIOR = "posterior"
    CALF_STRAIGHT = "calf-straight"
    CALF_BENT = "calf-bent"
    HIP_LATERAL = "hip-lateral"
    QUAD_GLUTE = "quad-glute"
    ADDUCTOR_TRUNK = "adductor-trunk"
    HOPS = "hops"


class Equipment(StrEnum):
    """Things an athlete may have. A mat or carpet, a wall and a towel are assumed."""

    SUPPORT = "support"  # bench, box, step, sturdy chair against a wall, or sofa
    STEP = "step"  # a stair or step of 15-20 cm
    LOOP_BAND = "loop-band"
    LONG_BAND = "long-band"
    LOAD = "load"  # dumbbell, kettlebell, or a backpack with books
    GYM = "gym"


class Position(StrEnum):
    """How the body is placed; what it rests on is told by the steps."""

    BACK = "back"
    FRONT = "front"
    SIDE = "side"
    ALL_FOURS = "all-fours"
    KNEELING = "kneeling"
    SITTING = "sitting"
    STANDING = "standing"


class Phase(StrEnum):
    """Strength phases in which an exercise belongs (evidence 4, conventions).

    What is only a `test` measures a capacity every few weeks; no phase trains with it.
    """

    GENERAL = "general"
    MAX_STRENGTH = "max-strength"
    POWER = "power"
    MAINTENANCE = "maintenance"
    TAPER = "taper"
    TEST = "test"


NO_NAME_ID = 65535  # FIT: the invalid value of a 16-bit field


class Spec(BaseModel):
    """A table of a file: whole, unchangeable, without a key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Range = Annotated[tuple[int, int], Field(description="lowest and highest, both included")]


class Prescription(Spec):
    """Sets and either a hold or reps, per side for one-sided exercises.

    `hold_s` and `rest_s` in seconds; `tempo_s` is seconds down, pause, up, whichever comes first.
    Exactly one of `hold_s` and `reps` is given. An alternating exercise counts the seconds or
    reps of both sides together. `rest_s` follows a set of both sides, so one-sided exercises
    take the low end of the evidence's range: each side also rests while the other works.
    `to_failure` marks a test: its reps go on until no clean one is left, `reps` paces them.
    """

    sets: Range
    hold_s: Range | None = None
    reps: Range | None = None
    tempo_s: tuple[float, float, float] = (2, 1, 2)
    rest_s: int = Field(ge=0, le=300)
    to_failure: bool = False


class Fault(Spec):
    """What goes wrong, how it shows, and what to do about it."""

    name: str
    shows: str
    fix: str


class Voice(Spec):
    """What is said when a set begins and when it ends; reps begin with their count instead."""

    start: str = "Up"
    end: str = "And lower"


class Evidence(Spec):
    """Why the exercise is here: one sentence, its certainty (H, M, L), and where it comes from."""

    claim: str
    certainty: Literal["H", "M", "L"]
    source: str


class Substitute(Spec):
    """A household thing in place of equipment, and how to make it safe."""

    instead_of: str
    use: str
    safety: str


class Support(Spec):
    """A thing that heels can rest on, and how high it is in a home, in centimetres."""

    kind: Literal["stair", "second-stair", "sofa", "chair", "bench", "box"]
    height_cm: Range


class Garmin(Spec):
    """What a Garmin watch or FIT file calls the exercise: FIT profile 21.171, names and codes.

    `match`: `exact` is this movement; `near` another one whose name fits best, so that a file
    also carries our own name; `category` has no name, and `name_id` 65535. `older` is the
    category and name for watches that do not know the first one.
    """

    category: Annotated[str, Field(pattern=r"^[A-Z][A-Z_]+$")]
    category_id: int = Field(ge=0, le=65533)
    name: Annotated[str, Field(pattern=r"^[A-Z][A-Z_]+$")] | None = None
    name_id: int = Field(default=NO_NAME_ID, ge=0, le=NO_NAME_ID)
    match: Literal["exact", "near", "category"]
    older: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _name_has_a_code(self) -> "Garmin":
        named = self.name is not None
        if named != (self.name_id != NO_NAME_ID) or named == (self.match == "category"):
            raise ValueError("a name, its code and an exact or near match go together")
        return self


Text = Annotated[str, Field(min_length=2)]
Score = Annotated[int, Field(ge=0, le=5)]


class Exercise(Spec):
    """One exercise, described once.

    `level` is the rung on the family's ladder; `easier` and `harder` name the rungs beside it.
    Ladders are graphs: several exercises may lead down to one rung or up to one, into another
    family too; no way goes round in a circle, and every way down ends at a gentle rung.
    Level 0 is a test, which stands beside the ladder.
    `slots` is empty for accessory work that no slot of the week asks for.
    `one_sided` exercises have a window of their own for each side; `alternating` ones change
    legs or arms within a set, so they count as two-sided: one window, no switch.
    `tissues` are those whose weekly sets it counts towards; `fatigue` is 0-5 per tissue for the
    default prescription in an accustomed athlete, an absent tissue is 0.
    `equipment` lists alternatives: each inner list is one sufficient set; [[]] needs nothing.
    `fetch` is what to put within reach before the session, assumed things (towel) included.
    `supports` are what the heels can rest on, lowest first, by evidence 4.1 (certainty L).
    `avoid` says who should not do it, or not yet; `camera` how to place a camera,
    `judge` what is read off its picture. `also` are further words by which it is looked for.
    `pictured` numbers the steps, from 1, that say how the body is in its working position.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]+$")]
    name: Text
    family: Family
    slots: tuple[Slot, ...]
    level: int = Field(ge=0, le=12)
    easier: str | None = None
    harder: str | None = None
    kind: Literal["isometric", "dynamic", "eccentric-slow", "plyometric", "mobility"]
    one_sided: bool
    alternating: bool = False
    position: Position
    load_class: LoadClass
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    tissues: Annotated[tuple[Tissue, ...], Field(min_length=1)]
    fatigue: dict[Tissue, Score]
    equipment: Annotated[tuple[tuple[Equipment, ...], ...], Field(min_length=1)]
    fetch: tuple[Text, ...]
    supports: tuple[Support, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    prescription: Prescription
    voice: Voice = Voice()
    summary: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=3, max_length=7)]
    pictured: Annotated[tuple[int, ...], Field(min_length=1, max_length=3)]
    cues: Annotated[tuple[Text, ...], Field(min_length=2, max_length=4)]
    faults: Annotated[tuple[Fault, ...], Field(min_length=1)]
    stop: Annotated[tuple[Text, ...], Field(min_length=1)]
    avoid: tuple[Text, ...] = ()
    camera: Text
    judge: Judging | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    garmin: Garmin | None = None
    figure: FigureSpec | None = None
    also: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _pictured_steps_are_there(self) -> "Exercise":
        if not all(1 <= number <= len(self.steps) for number in self.pictured):
            raise ValueError(f"pictured names steps from 1 to {len(self.steps)}")
        return self

    @property
    def pose_words(self) -> str:
        """The working position in words: what a picture of it shows."""
        return " ".join(self.steps[number - 1] for number in self.pictured)

    @property
    def is_test(self) -> bool:
        """True when the exercise measures a capacity and is no rung of its ladder."""
        return self.level == 0

    @property
    def timed(self) -> bool:
        """True when the exercise is held for seconds rather than counted in reps."""
        return self.prescription.hold_s is not None

    def possible_with(self, equipment: frozenset[Equipment]) -> bool:
        """Whether one of the sufficient sets is at hand."""
        return any(equipment.issuperset(needed) for needed in self.equipment)


def json_schema() -> str:
    """The exercise file as JSON Schema, for editors that check TOML while it is written."""
    return json.dumps(Exercise.model_json_schema(), indent=2) + "\n"
