"""From the flat figure of an exercise to what the body in space is asked to do.

The exercise is described once: the studio takes the flat figure's solved poses, contacts and
props, and `[figure.body]` adds only what a flat picture cannot say.
"""

from dataclasses import dataclass, field
from math import cos, radians, sin

from hamstrong.exercises.figures.kinematics import Body
from hamstrong.exercises.figures.scene import Scene, make_scene
from hamstrong.exercises.figures.spec import BodySpec, Contact, FigureSpec, Pose, Prop
from hamstrong.exercises.schema import Exercise
from hamstrong_studio.flat import frontal, sagittal, wrap
from hamstrong_studio.skeleton import limit

FIRM_DEG = 0.7
"""How far an angle that the spec names may give, as one standard deviation."""
LOOSE_DEG = 14.0
"""The same for angles that the spec leaves to the solver."""

_FROM_FIGURE = {
    "hip.flexion": ("hip", "thigh_deg"),
    "hip.abduction": ("hip", "thigh_deg"),
    "knee.flexion": ("knee", "shank_deg"),
    "ankle.dorsiflexion": ("ankle", "foot_deg"),
    "shoulder.flexion": ("shoulder", "upper_arm_deg"),
    "shoulder.abduction": ("shoulder", "upper_arm_deg"),
    "elbow.flexion": ("elbow", "forearm_deg"),
}


_ARM_KEYS = ("shoulder", "elbow", "wrist", "upper", "fore", "hand")
_LEG_KEYS = ("hip", "knee", "ankle", "thigh", "shank", "foot", "toes")


# Where the arms begin (judgement); the near forearm lies on top of the far one.
_HANDS = {
    "opposite shoulder": {
        "shoulder.flexion": 28.0, "shoulder.abduction": 6.0, "shoulder.rotation": -62.0,
        "elbow.flexion": 126.0, "forearm.pronation": 12.0,
    },
    "hip": {
        "shoulder.flexion": -12.0, "shoulder.abduction": 42.0, "shoulder.rotation": -35.0,
        "elbow.flexion": 95.0, "forearm.pronation": 30.0, "wrist.flexion": 15.0,
    },
    "near thigh": {
        "shoulder.flexion": 48.0, "shoulder.abduction": 12.0, "elbow.flexion": 30.0,
        "forearm.pronation": -40.0,
    },
    "on near thigh": {
        "shoulder.flexion": 20.0, "shoulder.abduction": 8.0, "elbow.flexion": 40.0,
        "forearm.pronation": 60.0,
    },
    "pack": {
        "shoulder.flexion": 30.0, "shoulder.abduction": 18.0, "shoulder.rotation": -25.0,
        "elbow.flexion": 40.0, "forearm.pronation": 55.0,
    },
}  # fmt: skip
ON_TOP_DEG = 16.0


@dataclass(frozen=True, slots=True)
class Touch:
    """A zone that rests on a surface, by body side.

    Attributes:
        beside: Another zone that it is level with, left and right in the picture.
        lift: How far it has come off the surface, metres.
    """

    zone: str
    on: str
    stays: bool
    beside: str | None = None
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand that rests on the body."""

    side: str
    place: str
    of: str
    on_top: bool = False


@dataclass(frozen=True, slots=True)
class Keyframe:
    """One pose to be solved.

    Attributes:
        angles: Wanted numbers, degrees; the root's place in stature.
        firm: Names that must be within 3 degrees of what is wanted.
        touches: What rests on what.
        hands: Hands that rest on the body.
        reach: World direction of a forearm, by side, where the figure gives its depth.
        stacked: Zones that lie on another zone, as (upper, lower).
    """

    angles: dict[str, float]
    firm: frozenset[str]
    touches: tuple[Touch, ...]
    hands: tuple[Hand, ...] = ()
    reach: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    stacked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Everything that the studio needs to know of an exercise."""

    exercise: Exercise
    figure: FigureSpec
    body: BodySpec
    scene: Scene
    setup: Keyframe
    work: Keyframe

    def side(self, which: str) -> str:
        """The body's side of `near` or `far`."""
        near = "right" if self.figure.view == "side" else "left"
        far = "left" if near == "right" else "right"
        return near if which == "near" else far

    def own(self, zone: str) -> str:
        """A zone by the body's side instead of near and far."""
        which, dot, part = zone.rpartition(".")
        return f"{self.side(which)}.{part}" if dot else part

    def own_angle(self, name: str) -> str:
        """A joint by the body's side instead of near and far."""
        which, dot, joint = name.partition(".")
        return f"{self.side(which)}.{joint}" if dot and which in ("near", "far") else name

    def holds(self, prop: Prop) -> tuple[str, ...]:
        """Sides that wear or hold a prop: both where the far limb follows the near one."""
        first = self.side(getattr(prop, "limb", "near"))
        arm = prop.segment in ("hand", "forearm", "upper_arm")
        keys = _ARM_KEYS if arm else _LEG_KEYS
        given = {*self.figure.work.far, *self.figure.setup.far}
        if any(key.startswith(keys) for key in given):
            return (first,)
        return (first, "left" if first == "right" else "right")

    @property
    def closed(self) -> frozenset[str]:
        """Hands that hold something."""
        held = [
            p
            for p in self.figure.props
            if p.segment == "hand" and p.kind != "pillow" and (p.kind == "cord" or not p.zone)
        ]
        return frozenset(side for prop in held for side in self.holds(prop)) | frozenset(
            self.side(which) for which in self.body.fists
        )

    @property
    def apart(self) -> frozenset[str]:
        """Feet whose big toe moves by itself."""
        return frozenset(self.side(which) for which in self.body.apart)

    @property
    def relaxed(self) -> frozenset[str]:
        """Hands that neither rest on anything nor hold it."""
        busy = {hand.side for hand in (*self.setup.hands, *self.work.hands)}
        for touch in (*self.setup.touches, *self.work.touches):
            side, _, part = touch.zone.rpartition(".")
            if part in ("hand", "fingers", "forearm", "elbow"):
                busy.add(side)
        return frozenset({"left", "right"}) - busy - self.closed


def make_task(exercise: Exercise) -> Task:
    """Read an exercise for the studio.

    Raises:
        BadSpec: The exercise has no figure, or its contacts cannot hold.
    """
    from hamstrong.errors import BadSpec

    figure = exercise.figure
    if figure is None:
        raise BadSpec("An exercise needs a [figure] to be pictured.", place=exercise.id)
    scene = make_scene(figure, exercise.id)
    body = figure.body or BodySpec(yaw=_angles_of_view(figure, scene))
    near = "right" if figure.view == "side" else "left"
    sides = {"near": near, "far": "left" if near == "right" else "right"}
    reader = _Reader(figure, body, scene, sides)
    return Task(exercise, figure, body, scene, reader.read("setup"), reader.read("work"))


def _angles_of_view(figure: FigureSpec, scene: Scene) -> tuple[float, float]:
    """Two cameras where the spec names none: never behind a wall, faces and chests in sight."""
    walls = [prop.side for prop in figure.props if prop.kind == "wall"]
    lying = abs(wrap(scene.work["pelvis"].deg - 180)) < 70
    if walls:
        return (-16, -50) if walls[0] == "right" else (18, 48)
    if figure.view == "front":
        return (-10, 38)
    return (14, -34) if lying else (14, 50)


@dataclass(frozen=True, slots=True)
class _Reader:
    figure: FigureSpec
    body: BodySpec
    scene: Scene
    sides: dict[str, str]

    def read(self, which: str) -> Keyframe:
        flat = self.scene.setup if which == "setup" else self.scene.work
        pose: Pose = getattr(self.figure, which)
        angles = self._angles(flat)
        extra: dict[str, float] = dict(self.body.work)
        if which == "setup":
            extra |= self.body.setup
        angles |= self._arm_hints(angles["pitch"])
        named = {self._own(name): value for name, value in extra.items()}
        angles |= named
        stacked = self.body.stacked if which == "work" else self.body.stacked_setup
        loose = {self._own("near.hip.abduction")} if stacked else set()
        contacts = self.scene.contacts[0 if which == "setup" else -1]
        if pose.lift:  # in the air
            contacts = ()
        return Keyframe(
            angles=angles,
            firm=(frozenset(self._firm(pose)) | frozenset(named)) - loose,
            touches=tuple(self._touches(contacts)),
            hands=tuple(self._hands()),
            reach=self._reach(flat, pose),
            stacked=tuple((self._own(f"near.{z}"), self._own(f"far.{z}")) for z in stacked),
        )

    def _arm_hints(self, pitch: float) -> dict[str, float]:
        """Where arms begin that the figure cannot place: loose wishes, solved by contacts."""
        hints: dict[str, float] = {}
        for name, side in self.sides.items():
            place = self.body.hands.get(name)  # type: ignore[call-overload]
            wish = dict(_HANDS.get(place or "", {}))
            if place == "opposite shoulder" and name == "near":
                wish["shoulder.flexion"] += ON_TOP_DEG
            if not place and self.figure.view == "side" and abs(pitch + 90) < 60:
                wish = {"forearm.pronation": 85.0, "shoulder.abduction": 9.0}
            if not place and (self._depth(name) or self._leans_on(name)):
                wish = {"forearm.pronation": 85.0}
            hints |= {f"{side}.{joint}": value for joint, value in wish.items()}
        return hints

    def _leans_on(self, which: str) -> bool:
        """Whether a palm or forearm rests on something below or ahead."""
        contacts = [c for pose in (self.scene.contacts[0], self.scene.contacts[-1]) for c in pose]
        arms = {f"{which}.forearm", f"{which}.hand"}
        if which == "far" and not self._own_limb("hand"):
            arms |= {"near.forearm", "near.hand"}
        return any(c.zone in arms for c in contacts)

    def _depth(self, which: str) -> bool:
        return "forearm" in {
            **getattr(self.figure.work, f"{which}_depth"),
            **getattr(self.figure.setup, f"{which}_depth"),
        }

    def _own(self, name: str) -> str:
        side, dot, rest = name.partition(".")
        return f"{self.sides.get(side, side)}{dot}{rest}"

    def _angles(self, flat: Body) -> dict[str, float]:
        trunk, chest = flat["pelvis"].deg, flat["thorax"].deg
        side_view = self.figure.view == "side"
        bend = "flexion" if side_view else "side"
        angles = {
            "x": flat["pelvis"].x,
            "y": 0.0,
            "z": flat["pelvis"].y,
            "pitch": 90.0 - trunk,
            "yaw": 90.0 if side_view else 0.0,
            f"spine.{bend}": wrap(trunk - chest),
            f"neck.{bend}": wrap(chest - flat["head"].deg),
        }
        for which, side in self.sides.items():
            limb = sagittal(flat, which) if side_view else frontal(flat, which)
            for name, value in limb.items():
                low, high = limit(f"{side}.{name}")
                angles[f"{side}.{name}"] = min(max(value, low), high)
        return angles

    def _firm(self, pose: Pose) -> set[str]:
        """Names whose angle the spec gives and no solve list frees."""
        free = set(pose.solve or self.figure.work.solve or ())
        skip = (
            ("hip.flexion", "shoulder.flexion")
            if self.figure.view == "front"
            else ("hip.abduction", "shoulder.abduction")
        )
        firm = set() if "trunk" in free else {"pitch", "roll"}
        for which, side in self.sides.items():
            given: set[str] = {*getattr(self.figure.work, which), *getattr(pose, which)}
            if which == "far" and not self._has_own("far"):
                given = {*self.figure.work.near, *pose.near}
            for name, keys in _FROM_FIGURE.items():
                arm = name.startswith(("shoulder", "elbow"))
                if name in skip or (arm and self.body.hands):
                    continue
                if self.figure.view == "front" and name.startswith(("knee", "ankle", "elbow")):
                    continue
                freed = any(f"{which}.{key}" in free or f"near.{key}" in free for key in keys)
                if any(key in given for key in keys) and not freed and not arm:
                    firm.add(f"{side}.{name}")
        return firm

    def _has_own(self, which: str) -> bool:
        return bool(getattr(self.figure.work, which) or getattr(self.figure.setup, which))

    def _own_limb(self, zone: str) -> bool:
        """Whether the far limb of this zone has angles of its own."""
        arm = zone in ("elbow", "forearm", "hand")
        keys = _ARM_KEYS if arm else _LEG_KEYS
        given = {*self.figure.work.far, *self.figure.setup.far}
        return any(key.startswith(keys) for key in given)

    def _touches(self, contacts: tuple[Contact, ...]) -> list[Touch]:
        named = {c.zone for c in contacts}
        made: dict[str, Touch] = {}
        for contact in contacts:
            beside = self._own(contact.beside) if contact.beside else None
            zone = self._zone(contact.zone, contact.on)
            made[zone] = Touch(zone, contact.on, contact.stays, beside)
            which, _, part = contact.zone.rpartition(".")
            twin = f"far.{part}"
            if which == "near" and twin not in named and not self._own_limb(part):
                other = self._zone(twin, contact.on)
                made[other] = Touch(other, contact.on, contact.stays, zone)
        return list(made.values())

    def _zone(self, name: str, on: str) -> str:
        """The body's part that touches: fingertips on a wall, the toes of a pointed foot."""
        zone = self._own(name)
        if on == "wall" and zone.endswith(".hand"):
            return zone.replace("hand", "fingers")
        if zone.endswith(".foot") and self._pointed(name.partition(".")[0]):
            return zone.replace("foot", "toes")
        return zone

    def _pointed(self, which: str) -> bool:
        """Whether the back of the foot lies on the floor: there its toes rest, not its sole."""
        flat = self.scene.work
        return wrap(flat[f"{which}.foot"].deg - flat[f"{which}.shank"].deg - 90) < -60

    def _hands(self) -> list[Hand]:
        hands = []
        for which, place in self.body.hands.items():
            side = self.sides[which]
            other = "left" if side == "right" else "right"
            if place == "opposite shoulder":
                hands.append(Hand(side, "shoulder", other, on_top=which == "near"))
            elif place == "near thigh":
                hands.append(Hand(side, "thigh", self.sides["near"]))
            elif place == "on near thigh":
                hands.append(Hand(side, "on thigh", self.sides["near"]))
            else:
                hands.append(Hand(side, place, side))
        return hands

    def _reach(self, flat: Body, pose: Pose) -> dict[str, tuple[float, float, float]]:
        """Forearms that the figure turns out of its plane: towards the viewer is -y."""
        made = {}
        for which, side in self.sides.items():
            depths = {
                **getattr(self.figure.work, f"{which}_depth"),
                **getattr(pose, f"{which}_depth"),
            }
            if "forearm" not in depths or which in self.body.hands:
                continue
            along = radians(flat[f"{which}.forearm"].deg)
            out = radians(depths["forearm"])
            made[side] = (cos(along) * cos(out), -sin(out), sin(along) * cos(out))
        return made
