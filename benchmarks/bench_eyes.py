"""How well and how fast the eyes see: landmarks against rendered truth, milliseconds a picture.

`python benchmarks/bench_eyes.py` reads the clips of the folder `shared` beside the checkout.
"""

import json
import math
import os
import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hamstrong.adapters.eyes.clip import Clip, Picture
from hamstrong.adapters.eyes.tracker import Tracker
from hamstrong.adapters.eyes.watching import make_tracker, watch
from hamstrong.coach.judge_clip import Model
from hamstrong.errors import Unavailable
from hamstrong.motion.landmarks import Landmark

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[2] / "shared"))
CLIPS = SHARED / "pose" / "clips"
SIDES = ("left", "right")
JOINTS = tuple(
    f"{side}_{joint}" for side in SIDES for joint in ("shoulder", "hip", "knee", "ankle")
)

Points = NDArray[np.float64]
Body = dict[str, Points]


@dataclass
class Errors:
    """Of one clip: degrees at the hip and the knee, hip height in percent of the torso."""

    hip_deg: list[float] = field(default_factory=list)
    knee_deg: list[float] = field(default_factory=list)
    height_pct: list[float] = field(default_factory=list)
    swapped: int = 0
    missed: int = 0

    def row(self) -> str:
        """Mean and 90th percentile of the hip, means of the others."""
        hip = f"{np.mean(self.hip_deg):.1f} / {np.percentile(self.hip_deg, 90):.1f}"
        knee, height = np.mean(self.knee_deg), np.mean(self.height_pct)
        return f"| {hip} | {knee:.1f} | {height:.1f} | {self.swapped} | {self.missed} |"


def pictures(name: str, every: int) -> list[tuple[int, Picture]]:
    """Every so many pictures of a clip, with their numbers."""
    clip = Clip(CLIPS / f"{name}.mp4")
    kept = [pair for pair in enumerate(clip.pictures()) if pair[0] % every == 0]
    clip.close()
    return kept


def bend_deg(a: Points, b: Points, c: Points) -> float:
    """The angle at b in the picture, degrees."""
    u, v = a - b, c - b
    return math.degrees(math.acos(float(u @ v) / math.hypot(*u) / math.hypot(*v)))


def exchanged(body: Body) -> Body:
    """The same body with the names of its legs exchanged."""
    other = {"left": "right", "right": "left"}
    legs = (joint for joint in JOINTS if not joint.endswith("shoulder"))
    return body | {
        name: body[other[name.split("_")[0]] + "_" + name.split("_")[1]] for name in legs
    }


def distance(body: Body, truth: Body) -> float:
    """How far the legs are from where they are, in pixels."""
    return sum(math.dist(body[n], truth[n]) for n in JOINTS if n.endswith(("knee", "ankle")))


def compare(errors: Errors, seen: Body, truth: Body) -> None:
    """Add one picture. Legs that took each other's names are counted, then named back."""
    turned = exchanged(seen)
    if distance(turned, truth) < distance(seen, truth):
        errors.swapped += 1
        seen = turned
    for side in SIDES:
        chain = [f"{side}_{joint}" for joint in ("shoulder", "hip", "knee", "ankle")]
        a, b = ([body[name] for name in chain] for body in (seen, truth))
        errors.hip_deg.append(abs(bend_deg(*a[:3]) - bend_deg(*b[:3])))
        errors.knee_deg.append(abs(bend_deg(*a[1:]) - bend_deg(*b[1:])))
    rise = hips(seen)[1] - hips(truth)[1]
    shoulders = (truth["left_shoulder"] + truth["right_shoulder"]) / 2
    errors.height_pct.append(abs(rise) / math.dist(shoulders, hips(truth)) * 100)


def hips(body: Body) -> Points:
    """The middle of the hips."""
    return np.asarray((body["left_hip"] + body["right_hip"]) / 2)


def errors_of(name: str, tracker: Tracker, every: int) -> Errors:
    """Of a clip, looked at every so many pictures."""
    truth: dict[str, Any] = json.loads((CLIPS / f"{name}.json").read_text())
    column = {joint: truth["labels"].index(joint) for joint in JOINTS}
    errors = Errors()
    for number, picture in pictures(name, every):
        points = tracker.see(picture.pixels)
        if points is None:
            errors.missed += 1
            continue
        known = truth["frames"][number]["kp2"]
        seen = {joint: np.asarray(points[Landmark[joint.upper()], :2], float) for joint in JOINTS}
        compare(errors, seen, {j: np.asarray(known[at], float) for j, at in column.items()})
    return errors


def milliseconds(model: Model, threads: int, looks: int) -> tuple[float, float]:
    """Median of following, and of finding anew, a picture."""
    frames = [picture.pixels for _, picture in pictures("steady", 8)]
    tracker = make_tracker(model, threads=threads)
    tracker.see(frames[0])
    following = [timed(tracker, frames[n % len(frames)]) for n in range(looks)]
    detector = tracker._detector
    finding = []
    for n in range(looks // 2):
        start = time.perf_counter()
        detector.find(frames[n % len(frames)])
        finding.append(time.perf_counter() - start)
    return statistics.median(following) * 1000, statistics.median(finding) * 1000


def timed(tracker: Tracker, pixels: Any) -> float:
    """Seconds of one look."""
    start = time.perf_counter()
    tracker.see(pixels)
    return time.perf_counter() - start


def share_of_inference(path: Path, model: Model) -> tuple[float, float]:
    """Milliseconds a picture of a whole file, and the share of them that the networks took."""
    with watch(path, model=model) as clip:
        networks = [clip._tracker._landmarker._network, clip._tracker._detector._network]
        spent = [clock(network) for network in networks]
        start = time.perf_counter()
        count = sum(1 for _ in clip.frames())
        whole = time.perf_counter() - start
    return whole / count * 1000, sum(map(sum, spent)) / whole


def clock(network: Any) -> list[float]:
    """Seconds of every run of a network from now on."""
    spent: list[float] = []
    look = network.look

    def timed_look(picture: Any) -> None:
        start = time.perf_counter()
        look(picture)
        spent.append(time.perf_counter() - start)

    network.look = timed_look
    return spent


def main() -> int:
    """Print the tables."""
    if not CLIPS.exists():
        print("The clips are not beside this checkout.")
        return 0
    try:
        make_tracker(Model.FULL)
    except Unavailable as error:
        print(error)
        return 0
    print("| clip, model | hip MAE / p90 deg | knee | hip height %T | legs swapped | not seen |")
    for model, every in ((Model.FULL, 3), (Model.HEAVY, 6)):
        for path in sorted(CLIPS.glob("*.mp4")):
            errors = errors_of(path.stem, make_tracker(model), every)
            print(f"| {path.stem}, {model} {errors.row()}", flush=True)
    print("| model, threads | following ms | finding ms |")
    for model in Model:
        for threads in (1, 2):
            follow, find = milliseconds(model, threads, 40)
            print(f"| {model}, {threads} | {follow:.1f} | {find:.1f} |", flush=True)
    for model in Model:
        whole, share = share_of_inference(CLIPS / "half.mp4", model)
        print(f"file, {model}: {whole:.1f} ms a picture, {share:.0%} of it in the networks")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
