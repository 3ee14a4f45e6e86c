"""What the `[figure]` table of an exercise file may say: a view, two poses, contacts and props.

Angles are degrees. Hip, knee, elbow, spine and neck are measured between their two segments:
180 is straight, less is flexed, more is extended beyond straight. The ankle is 90 when the sole
is square to the shin. The shoulder counts from the arm at the side (0) forward and up (180);
seen from the front, outward and up. Keys ending in `_deg` are directions in the picture instead,
0 to the right and 90 up, and win over the joint of that segment. Lengths are fractions of stature.

Side view: the figure faces right when standing, lies on its back with the head to the left, and
lies on its front with the head to the right. Front view: `near` is the side at the right of the
picture, which is the upper side when the figure lies with the head to the left.
"""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

View = Literal["side", "front"]
Joint = Literal[
    "shoulder",
    "elbow",
    "wrist",
    "hip",
    "knee",
    "ankle",
    "toes",
    "upper_arm_deg",
    "forearm_deg",
    "hand_deg",
    "thigh_deg",
    "shank_deg",
    "foot_deg",
    "toes_deg",
]
Segment = Literal["upper_arm", "forearm", "hand", "thigh", "shank", "foot", "toes"]
Zone = Literal[
    "head",
    "back",
    "seat",
    "near.thigh",
    "far.thigh",
    "near.elbow",
    "near.forearm",
    "near.hand",
    "near.knee",
    "near.shin",
    "near.heel",
    "near.foot",
    "near.ball",
    "near.toes",
    "far.elbow",
    "far.forearm",
    "far.hand",
    "far.knee",
    "far.shin",
    "far.heel",
    "far.foot",
    "far.ball",
    "far.toes",
]
Surface = Literal["floor", "support", "step", "wall"]
Muscle = Literal[
    "hamstring",
    "quad",
    "glute",
    "calf",
    "soleus",
    "tibialis",
    "adductor",
    "abductor",
    "hip-flexor",
    "foot",
    "trunk",
    "flank",
]
Tint = Annotated[str, Field(pattern=rf"^((near|far)\.)?({'|'.join(get_args(Muscle))})$")]

_ANGLES = "|".join((*get_args(Joint), *(f"{segment}/depth" for segment in get_args(Segment))))
Solvable = Annotated[str, Field(pattern=rf"^(trunk|spine|neck|(near|far)\.({_ANGLES}))$")]

# A direction in the picture and the joint it stands in for.
DIRECTION_OF: dict[str, str] = {
    "shoulder": "upper_arm_deg",
    "elbow": "forearm_deg",
    "wrist": "hand_deg",
    "hip": "thigh_deg",
    "knee": "shank_deg",
    "ankle": "foot_deg",
    "toes": "toes_deg",
}


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Table):
    """A zone of the body that rests on a surface.

    `stays` keeps its place in both poses; `beside` keeps it level with another zone, left and
    right in the picture.
    """

    zone: Zone
    on: Surface
    stays: bool = False
    beside: Zone | None = None


class Pose(_Table):
    """One keyframe. What is left out is as in the other keyframe, or as in quiet standing.

    `solve` names the angles that may be adjusted until every contact holds, for instance
    `trunk` or `near.hip`. `depth` turns a segment out of the picture plane, in degrees,
    towards the viewer.
    `lift` raises the whole figure off the floor (hops), in stature.
    """

    trunk: float | None = None
    spine: float | None = None
    neck: float | None = None
    near: dict[Joint, float] = {}
    far: dict[Joint, float] = {}
    near_depth: dict[Segment, float] = {}
    far_depth: dict[Segment, float] = {}
    contacts: tuple[Contact, ...] | None = None
    solve: tuple[Solvable, ...] | None = None
    lift: float | None = None


Kind = Literal[
    "mat",
    "support",
    "chair",
    "table",
    "step",
    "wall",
    "band",
    "cord",
    "rope",
    "strap",
    "towel",
    "pillow",
    "cushion",
    "dumbbell",
    "backpack",
    "plate",
    "slider",
    "stick",
]


class Prop(_Table):
    """A thing in the picture.

    Standing things (`support`, `chair`, `table`, `step`, `wall`) are placed by the zone that
    touches them in the working pose; `side` says to which side of that zone they extend. A
    `table` lies on its zone, a rolled `towel` or a flat `cushion` under it; under the seat a
    `towel` is folded, without a zone it is folded on the front of its segment. Things that are
    worn or held (`band`, `pillow`, `dumbbell`, `backpack`, `plate`, `slider`, `stick`, `rope`)
    name the segment they go with, of the near or the far side. A `strap` runs from its segment,
    or from the other foot, to the ball of the foot; a `cord` is a long band from a fixed point,
    `gap` beside the zone and at `height`, to the segment.
    """

    kind: Kind
    zone: Zone | None = None
    height: float = Field(default=0.26, ge=0.0, le=1.3)
    side: Literal["left", "right"] = "right"
    gap: float = Field(default=0.0, ge=-0.5, le=0.6)
    segment: Segment | Literal["pelvis", "thorax"] = "thigh"
    limb: Literal["near", "far"] = "near"
    along: float = Field(default=0.8, ge=-0.2, le=1.2)


Place = Literal["opposite shoulder", "hip", "near thigh", "on near thigh", "pack"]


class BodySpec(_Table):
    """What a flat picture cannot say about the body in space; read by the studio only.

    The studio poses its body by the flat figure's angles and contacts. `work` and `setup` name
    anatomical angles on top, degrees, such as `near.knee.flexion`; what is said for `work`
    holds in `setup` too unless said anew. `hands` rest on the body, behind or on the near thigh,
    or on a pack in the lap. `stacked` zones of the near leg lie on those of the far one. `fists`
    are hands that close round something; `apart` are feet whose big toe alone rises with the
    figure's toes and whose four others rise where the toes' extension is negative. `support`
    says which household thing a support is. `faults` shows faults of the exercise by name, as
    degrees added to the working pose; what rests may also `slide` along the picture or `lift`
    off, such as `near.heel.slide`, in stature. `anchor` is how far towards the viewer the post
    of a long band stands from the hips, in stature; without it, level with its zone. `yaw` holds
    the directions of the two cameras: 0 looks at the flat picture, positive from further right.
    """

    hands: dict[Literal["near", "far"], Place] = {}
    work: dict[str, float] = {}
    setup: dict[str, float] = {}
    stacked: tuple[Literal["foot", "knee"], ...] = ()
    stacked_setup: tuple[Literal["foot", "knee"], ...] = ()
    faults: dict[str, dict[str, float]] = {}
    fists: tuple[Literal["near", "far"], ...] = ()
    apart: tuple[Literal["near", "far"], ...] = ()
    support: Literal["bench", "sofa", "box", "bed", "chair"] = "bench"
    anchor: float | None = None
    yaw: tuple[float, float] = (14, -34)


class FigureSpec(_Table):
    """How an exercise is drawn: seen from where, working and set-up pose, what is around.

    `focus` shows that zone alone, close up, where the work is too small for a whole body.
    """

    view: View
    focus: Zone | None = None
    tint: tuple[Tint, ...]
    props: tuple[Prop, ...] = ()
    work: Pose
    setup: Pose
    body: BodySpec | None = None

    @model_validator(mode="after")
    def _work_is_anchored(self) -> "FigureSpec":
        if not self.work.contacts and not self.work.lift:
            raise ValueError("the working pose needs at least one contact")
        return self
