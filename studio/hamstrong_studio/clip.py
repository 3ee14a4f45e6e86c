"""Ground truth: a film of an exercise with the true joints, angles and events of every frame."""

import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import av
import numpy as np

from hamstrong.errors import BadInput
from hamstrong.exercises.schema import Exercise
from hamstrong_studio.bodies import colour
from hamstrong_studio.film import Studio
from hamstrong_studio.furniture import WALL_Y_M
from hamstrong_studio.props import worn
from hamstrong_studio.render import Camera, Effort, Light, Picture, Renderer
from hamstrong_studio.rig import Floats
from hamstrong_studio.room import hall, shell
from hamstrong_studio.script import Event, Moment, duration, moment
from hamstrong_studio.skeleton import INDEX

EFFORT: Final = Effort(shifts=3, lights=6, tile=512)
VERSION: Final = 1
FOOT_ZONES: Final = ("heel", "foot", "ball", "toes")
BITS: Final = "20"  # constant rate factor of x264
JOINTS: Final = {
    "shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist", "hip": "upperleg01",
    "knee": "lowerleg01", "ankle": "foot", "toe": "toe2-1",
}  # fmt: skip
LIGHTS: Final[dict[str, tuple[Light, float]]] = {
    "day": (Light(), 1.5),
    "side": (Light(key=(1.2, -0.3, 0.6), key_rgb=(2.6, 2.3, 1.9), sky_rgb=(0.6, 0.65, 0.75)), 2.0),
    "dim": (Light(key_rgb=(0.7, 0.55, 0.4), sky_rgb=(0.35, 0.33, 0.33), exposure=0.62), 6.0),
    "back": (Light(key=(0.2, 1.0, 0.7), key_rgb=(3.0, 2.9, 2.7), sky_rgb=(0.5, 0.52, 0.56)), 2.0),
}
"""Light and the sensor's noise (standard deviation, of 255)."""
CLOTHES: Final = {
    "teal": ("#2f7a74", "#2d3436"),
    "black": ("#1b1c1e", "#17181a"),
    "grey": ("#b9b7b0", "#8b8c8c"),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """How a clip is filmed.

    `yaw` 90 sees the near side square on, 0 stands at the feet, 180 at the head; lengths in
    metres, `roll` in degrees, `focal` in picture heights.
    """

    yaw: float = 90.0
    height: float = 0.6
    distance: float = 2.6
    roll: float = 0.0
    focal: float = 1.0
    light: str = "day"
    clothes: str = "teal"
    size: tuple[int, int] = (640, 480)
    rate: int = 15
    seed: int = 0

    def check(self) -> None:
        """Raise BadInput for what the studio does not have."""
        if self.light not in LIGHTS or self.clothes not in CLOTHES:
            raise BadInput(
                f"Light is one of {', '.join(LIGHTS)}, clothes one of {', '.join(CLOTHES)}.",
                place="clip",
            )
        if self.size[0] % 2 or self.size[1] % 2 or not 0.5 <= self.distance <= 3.9:
            raise BadInput("A film needs even sides and a lens 0.5 to 3.9 m away.", place="clip")


class Actor:
    """Poses between set-up and work, with sag and tilt."""

    def __init__(self, studio: Studio, events: tuple[Event, ...]) -> None:
        self.studio = studio
        most = {"sag": 0.0, "tilt": 0.0, "slip": 0.0}
        for event in events:
            name = "sag" if event.name == "tremor" else event.name
            if name in most:
                most[name] = max(most[name], abs(event.amount), key=abs)
        acted = studio.acted
        self._work = acted.poses[-1].values
        self._off = {
            "sag": self._fault("sag", most["sag"] or 10.0),
            "tilt": self._fault("tilt", most["tilt"] or 10.0),
            "slip": self._slip(most["slip"] / 100) if most["slip"] else np.zeros(len(INDEX)),
        }

    def _fault(self, name: str, degrees: float) -> Floats:
        """Change of the pose a degree of the fault, contacts kept."""
        acted = self.studio.acted
        asked = acted.task.work
        stature = acted.rig.person.stature_m
        angles = {own: acted.poses[-1][own] for own in INDEX}
        angles |= {own: angles[own] / stature for own in ("x", "y", "z")}
        side_view = acted.task.figure.view == "side"
        joint = ("hip.flexion" if side_view else "spine.side") if name == "sag" else "yaw"
        names = [joint]
        if name == "sag" and side_view:
            resting = {t.zone.split(".")[0] for t in asked.touches if "." in t.zone}
            names = [f"{side}.{joint}" for side in ("left", "right") if side in resting]
        for own in names:
            angles[own] = acted.poses[-1][own] + degrees
        # What sags is the hip: the back keeps its shape.
        stiff = {"spine.flexion", "spine.twist"} | ({"spine.side"} if side_view else set())
        firm = asked.firm | frozenset(names) | stiff
        pins = {t.zone: acted.middle(t.zone)[:2] for t in asked.touches if t.stays}
        pose = acted.solver.solve(
            replace(asked, angles=angles, firm=firm), acted.around, start=self._work, pins=pins
        )
        made: Floats = (pose.values - self._work) / degrees
        return made

    def _slip(self, metres: float) -> Floats:
        """Change of the pose a metre that the feet slip away from the body.

        Raises:
            BadInput: The feet carry nothing, so they cannot slip.
        """
        acted = self.studio.acted
        asked = acted.task.work
        feet = [t for t in asked.touches if t.zone.endswith(FOOT_ZONES)]
        if not feet:
            raise BadInput("No foot rests on anything in this exercise.", place="script")
        stature = acted.rig.person.stature_m
        angles = {own: acted.poses[-1][own] for own in INDEX}
        angles |= {own: angles[own] / stature for own in ("x", "y", "z")}
        others = [t for t in asked.touches if t not in feet and t.zone not in ("head", "seat")]
        pins = {t.zone: acted.middle(t.zone)[:2] for t in others}
        away = np.sign(acted.middle(feet[0].zone)[0] - acted.poses[-1]["x"]) or 1.0
        slid = np.array([away * metres, 0.0])
        pins |= {t.zone: acted.middle(t.zone)[:2] + slid for t in feet}
        pose = acted.solver.solve(
            replace(asked, angles=angles, firm=frozenset()),
            acted.around,
            start=self._work,
            pins=pins,
        )
        made: Floats = (pose.values - self._work) / metres
        return made

    def at(self, now: Moment) -> Floats:
        """The numbers of a moment's pose."""
        made: Floats = (
            self.studio.acted.at(now.progress)
            + now.sag * self._off["sag"]
            + now.tilt * self._off["tilt"]
            + now.slip * self._off["slip"]
        )
        return made


def joints(studio: Studio, values: Floats) -> dict[str, Floats]:
    """True joint centres in the world, metres."""
    rig = studio.acted.rig
    moved = studio.acted.solver.poser.transforms(values[None])[0]
    made = {}
    for side, mark in (("left", "L"), ("right", "R")):
        for name, bone in JOINTS.items():
            number = rig.index[f"{bone}.{mark}"]
            made[f"{side}.{name}"] = moved[number, :, :3] @ rig.heads[number] + moved[number, :, 3]
        made[f"{side}.heel"] = studio.acted.middle(f"{side}.heel", values)
    head = rig.index["head"]
    eyes = [rig.head(f"eye.{mark}") for mark in "LR"]
    nose = (eyes[0] + eyes[1]) / 2 + np.array([0, -0.03, -0.035])
    made["nose"] = moved[head, :, :3] @ nose + moved[head, :, 3]
    return made


def angles(places: dict[str, Floats], values: Floats) -> dict[str, float]:
    """Degrees, 180 is straight.

    `hip` and `knee` are the body's own joints; `hip_points` and `knee_points` lie between joint
    centres as landmarks would show them. These fold at 180 and differ from the joint by up to
    15 degrees at the hip, because the shoulder is not on the axis of the trunk.
    """
    made = {}
    for side in ("left", "right"):
        line = [places[f"{side}.{name}"] for name in ("shoulder", "hip", "knee", "ankle")]
        made[f"{side}.hip"] = 180 - float(values[INDEX[f"{side}.hip.flexion"]])
        made[f"{side}.knee"] = 180 - float(values[INDEX[f"{side}.knee.flexion"]])
        made[f"{side}.hip_points"] = _between(line[0], line[1], line[2])
        made[f"{side}.knee_points"] = _between(line[1], line[2], line[3])
    made["pelvis.pitch"] = float(values[INDEX["pitch"]])
    made["pelvis.yaw"] = float(values[INDEX["yaw"]])
    return {name: round(value, 3) for name, value in made.items()}


def _between(a: Floats, b: Floats, c: Floats) -> float:
    u, v = a - b, c - b
    cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _camera(studio: Studio, shot: Shot) -> Camera:
    hips = [joints(studio, p.values) for p in (studio.acted.poses[0], studio.acted.poses[-1])]
    places = np.array([v for where in hips for v in where.values()])
    target = (places.min(axis=0) + places.max(axis=0)) / 2
    angle = np.radians(shot.yaw)
    flat = np.sqrt(max(shot.distance**2 - (shot.height - target[2]) ** 2, 0.01))
    eye = target + flat * np.array([np.cos(angle), -np.sin(angle), 0.0])
    return Camera((eye[0], eye[1], shot.height), tuple(target), shot.focal, shot.size, shot.roll)


def write_clip(
    exercise: Exercise, events: tuple[Event, ...], shot: Shot, *, out: Path, body: str
) -> Path:
    """Film an exercise; the truth goes beside the film as JSON."""
    shot.check()
    studio = Studio(exercise, body)
    actor = Actor(studio, events)
    random = np.random.default_rng(shot.seed)
    phases = random.uniform(0, 2 * np.pi, 3)
    camera = _camera(studio, shot)
    frames = []
    _renderer(shot.size).furnish([*hall(), *studio.room[len(shell(WALL_Y_M)) :]])
    with av.open(str(out), "w") as film:
        stream = film.add_stream("libx264", rate=shot.rate, options={"crf": BITS, "threads": "1"})
        stream.width, stream.height = shot.size
        stream.pix_fmt = "yuv420p"
        for number in range(round(duration(events) * shot.rate)):
            now = moment(events, number / shot.rate, phases)
            values = actor.at(now)
            picture = _picture(studio, values, camera, shot, random)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                film.mux(packet)
            frames.append(_truth(studio, values, camera, (number / shot.rate, now)))
        for packet in stream.encode():
            film.mux(packet)
    head = {
        "version": VERSION, "exercise": exercise.id, "body": body, "shot": asdict(shot),
        "stature_m": studio.acted.rig.person.stature_m,
        "events": [asdict(event) for event in events], "frames": frames,
    }  # fmt: skip
    out.with_suffix(".json").write_text(json.dumps(head, separators=(",", ":")), "utf-8")
    return out


@lru_cache(maxsize=2)
def _renderer(size: tuple[int, int]) -> Renderer:
    return Renderer(size, EFFORT)


def _picture(
    studio: Studio, values: Floats, camera: Camera, shot: Shot, random: np.random.Generator
) -> Picture:
    light, noise = LIGHTS[shot.light]
    figure = studio.model.figure(values, studio.acted.around)
    shirt, shorts = CLOTHES[shot.clothes]
    colours = {**figure.colours, "shirt": colour(shirt), "shorts": colour(shorts)}
    figure = replace(figure, colours=colours, tinting=0.0)
    moving = worn(studio.acted, studio.model, values)
    clean = _renderer(shot.size).picture(figure, camera, light, moving)
    grain = random.normal(0, noise, clean.shape[:2])[..., None]
    made: Picture = np.clip(clean + grain, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(made)


def _truth(
    studio: Studio, values: Floats, camera: Camera, when: tuple[float, Moment]
) -> dict[str, Any]:
    places = joints(studio, values)
    names = list(places)
    flat = camera.project(np.array([places[name] for name in names]))
    at_s, now = when
    return {
        "t": round(at_s, 4),
        "progress": round(now.progress, 4),
        "sag_deg": round(now.sag, 3),
        "tilt_deg": round(now.tilt, 3),
        "slip_m": round(now.slip, 4),
        "angles": angles(places, values),
        "joints_m": {name: _rounded(places[name], 4) for name in names},
        "joints_px": {name: _rounded(pixel, 2) for name, pixel in zip(names, flat, strict=True)},
    }


def _rounded(values: Floats, digits: int) -> list[float]:
    return [round(float(value), digits) for value in values]
