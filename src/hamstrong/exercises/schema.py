"""What an exercise is: the one description that every other room reads."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


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
    HAMSTRING = "hamstring"
    GLUTE = "glute"
    QUAD = "quad"
    CALF = "calf"
    ADDUCTOR = "adductor"
    ABDUCTOR = "abductor"
    TRUNK = "trunk"
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


class Phase(StrEnum):
    """Strength phases in which an exercise belongs (evidence 4, conventions)."""

    GENERAL = "general"
    MAX_STRENGTH = "max-strength"
    POWER = "power"
    MAINTENANCE = "maintenance"
    TAPER = "taper"


class _Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Range = Annotated[tuple[int, int], Field(description="lowest and highest, both included")]


class Prescription(_Spec):
    """Sets and either a hold or reps, per side for one-sided exercises.

    `hold_s` and `rest_s` in seconds; `tempo_s` is seconds down, pause, up.
    Exactly one of `hold_s` and `reps` is given.
    """

    sets: Range
    hold_s: Range | None = None
    reps: Range | None = None
    tempo_s: tuple[float, float, float] = (2, 1, 2)
    rest_s: int = Field(ge=0, le=300)


class Fault(_Spec):
    """What goes wrong, how it shows, and what to do about it."""

    name: str
    shows: str
    fix: str


class Evidence(_Spec):
    """Why the exercise is here: one sentence, its certainty (H, M, L), and where it comes from."""

    claim: str
    certainty: Literal["H", "M", "L"]
    source: str


class Substitute(_Spec):
    """A household thing in place of equipment, and how to make it safe."""

    instead_of: str
    use: str
    safety: str


class Exercise(_Spec):
    """One exercise, described once.

    `level` is the rung on the family's ladder; `easier` and `harder` name the rungs beside it.
    `fatigue` is 0-5 per tissue for the default prescription in an accustomed athlete.
    `equipment` lists alternatives: each inner list is one sufficient set; [[]] needs nothing.
    """

    id: str
    name: str
    family: Family
    slots: tuple[Slot, ...]
    level: int = Field(ge=1, le=12)
    easier: str | None = None
    harder: str | None = None
    kind: Literal["isometric", "dynamic", "eccentric-slow", "plyometric", "mobility"]
    one_sided: bool
    position: str
    load_class: LoadClass
    phases: tuple[Phase, ...]
    tissues: tuple[Tissue, ...]
    fatigue: dict[Tissue, int]
    equipment: tuple[tuple[Equipment, ...], ...]
    fetch: tuple[str, ...]
    substitutes: tuple[Substitute, ...] = ()
    prescription: Prescription
    summary: str
    steps: Annotated[tuple[str, ...], Field(min_length=3, max_length=7)]
    cues: Annotated[tuple[str, ...], Field(min_length=2, max_length=4)]
    faults: tuple[Fault, ...] = ()
    stop: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    camera: str
    evidence: tuple[Evidence, ...]

    @property
    def timed(self) -> bool:
        """True when the exercise is held for seconds rather than counted in reps."""
        return self.prescription.hold_s is not None

    def possible_with(self, equipment: frozenset[Equipment]) -> bool:
        """Whether one of the sufficient sets is at hand."""
        return any(equipment.issuperset(needed) for needed in self.equipment)
