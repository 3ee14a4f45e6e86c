"""Films that were never filmed: seen frames in another order, and true joints before other cameras.

Neither needs new pictures. Reordered films show how drops are found and how often none is imagined;
projected ones show what the geometry of a view does to the judge, with eyes that err as measured.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.judge.bodies import (
    CLIP_DISTANCE_M,
    EXERCISES,
    FOCAL_PX,
    SIZE,
    Body,
    Camera,
    projected,
)
from benchmarks.judge.film import Film, Kind, Points, View, view_of
from hamstrong.exercises.dose import Side
from hamstrong.motion.landmarks import Landmark

SEEN_HZ = 15
REST_S = 4
STEADY = ("steady", "drops", "longlever", "half", "rot")
"""Bodies that hold still somewhere; `sag` never does for long."""
STILL_LEVEL = 0.98
DEPTHS = tuple(round(0.10 + 0.02 * n, 2) for n in range(10))
"""Drops that must be found, in torso lengths under the hold. They begin at 0.10: a height seen may
be 0.02 off, and the eyes are not the engine's fault at the limit itself."""
LIMIT_DEPTHS = (0.08, 0.09)
SLOW_S, QUICK_S = 2.0, 0.5
LOW_S = 2.0
BETWEEN_S = 6.0
LONG_S = 300.0


def reordered(seen: Film, body: Body) -> list[Film]:
    """Drops of every depth, slow and quick, and five minutes without any."""
    if body.name not in STEADY:
        return []
    films = []
    for how, depths in (("deep", DEPTHS), ("at the limit", LIMIT_DEPTHS)):
        for seconds in (QUICK_S, SLOW_S):
            order = _dropping(body, depths, seconds)
            name = f"{body.name}, drops {how} in {seconds:g} s"
            films.append(_in_order(seen, body, name, order, fault=f"drop {how}"))
    order = [*_rest(body), *_rise(body), *_still(body, LONG_S)]
    films.append(_in_order(seen, body, f"{body.name}, five minutes", order, fault="none"))
    return films


def _in_order(seen: Film, body: Body, name: str, order: list[int], *, fault: str) -> Film:
    numbers = np.array(order)
    return replace(
        seen,
        name=name,
        kind=Kind.REORDERED,
        times_s=np.arange(1, len(order) + 1) / SEEN_HZ,
        points=[seen.points[number] for number in order],
        truth=body.truth.picked(numbers),
        conditions={**(seen.conditions or {}), "fault": fault},
    )


def _dropping(body: Body, depths: tuple[float, ...], seconds: float) -> list[int]:
    """Rest, rise, then a drop of each depth with some seconds up before it."""
    height = body.truth.hip_height
    top = float(np.median(height[_still_frames(body)]))
    order = [*_rest(body), *_rise(body)]
    still = _still(body, (BETWEEN_S + 1) * (len(depths) + 1))
    for depth in depths:
        order += [next(still) for _ in range(round(BETWEEN_S * SEEN_HZ))]
        steps = round(seconds * SEEN_HZ)
        way = [top - depth * (n + 1) / steps for n in range(steps)]
        low = [top - depth] * round(LOW_S * SEEN_HZ)
        order += [_nearest(body, wanted) for wanted in (*way, *low, *reversed(way))]
    order += list(still)[: round(BETWEEN_S * SEEN_HZ)]
    return order


def _nearest(body: Body, height: float) -> int:
    """The frame whose hips are nearest to a height, torso lengths."""
    return int(np.argmin(np.abs(body.truth.hip_height - height)))


def _still_frames(body: Body) -> NDArray[np.int64]:
    """The longest stretch of frames in which the body holds at the top."""
    still = np.flatnonzero(body.truth.level >= STILL_LEVEL)
    runs = np.split(still, np.flatnonzero(np.diff(still) > 1) + 1)
    return max(runs, key=len)


def _still(body: Body, seconds: float) -> Iterator[int]:
    """To and fro through the hold: neighbours stay neighbours, as trembling goes on."""
    frames = _still_frames(body).tolist()
    there_and_back = [*frames, *frames[-2:0:-1]]
    for number in range(round(seconds * SEEN_HZ)):
        yield there_and_back[number % len(there_and_back)]


def _rest(body: Body) -> list[int]:
    rest = np.flatnonzero(body.truth.level == 0)
    first = rest[: int(np.argmax(np.diff(rest, append=rest[-1] + 9) > 1)) + 1].tolist()
    return [first[n % len(first)] for n in range(REST_S * SEEN_HZ)]


def _rise(body: Body) -> list[int]:
    """The frames that go up to the stretch at the top, from their own rest."""
    top = int(_still_frames(body)[0])
    below = int(np.flatnonzero(body.truth.level[:top] < 0.15)[-1])
    return list(range(below, top))


SQUARE = Camera()
OFFS = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0)
HEIGHTS = (0.25, 0.5, 1.0, 1.5, 2.0)
DISTANCES = (2.0, 3.0, 4.0)
ROLLS = (-8.0, -4.0, 4.0, 8.0)
HIGHEST_M = 1.5
"""Lenses are recommended up to here."""
MOST_ROLL_DEG = 5.0
"""A phone that was propped up with some care is tilted by less. Judgement."""


def cameras() -> Iterator[tuple[str, Camera]]:
    """What is varied, and the camera."""
    for off in OFFS:
        yield "yaw", replace(SQUARE, off_deg=off)
        yield "yaw", replace(SQUARE, off_deg=-off)
    for height in HEIGHTS:
        yield "height", replace(SQUARE, height_m=height)
    for distance in DISTANCES:
        yield "distance", replace(SQUARE, distance_m=distance)
    for roll in ROLLS:
        yield "roll", replace(SQUARE, roll_deg=roll)


def projections(seen: Film, body: Body) -> list[Film]:
    """The body of a clip before every camera, with the errors that the eyes made on the clip.

    Errors that were made from an oblique view say nothing about a square one.
    """
    if view_of(body.off_deg) is not View.RECOMMENDED:
        return []
    return [_projection(seen, body, what, camera) for what, camera in cameras()]


def _projection(seen: Film, body: Body, what: str, camera: Camera) -> Film:
    value = {
        "yaw": f"{90 - camera.off_deg:g}°",
        "height": f"{camera.height_m:g} m",
        "distance": f"{camera.distance_m:g} m",
        "roll": f"{camera.roll_deg:g}°",
    }
    shown = {"body": str(body.spec["rig"]), what: value[what]}
    return replace(
        seen,
        name=f"{body.name}, {what} {value[what]}",
        kind=Kind.PROJECTED,
        exercise_id=EXERCISES[body.name],
        side=Side.RIGHT,
        size=SIZE,
        points=_before(seen, body, camera),
        view=_view(camera),
        conditions=shown,
    )


def _view(camera: Camera) -> View:
    if camera.height_m > HIGHEST_M or abs(camera.roll_deg) > MOST_ROLL_DEG:
        return View.UNUSUAL
    return view_of(abs(camera.off_deg))


def _before(seen: Film, body: Body, camera: Camera) -> list[Points | None]:
    """Places, depths and visibility of the landmarks as the eyes would tell them."""
    marks = list(body.column)
    columns = [body.column[mark] for mark in marks]
    look_at = body.joints[:, columns].mean(axis=(0, 1))
    places = projected(body.joints[:, columns], camera, look_at)
    true = body.seen[:, columns]
    hips = [marks.index(Landmark.LEFT_HIP), marks.index(Landmark.RIGHT_HIP)]
    films: list[Points | None] = []
    for number, was in enumerate(seen.points):
        if was is None:
            films.append(None)
            continue
        points = was.copy()
        depth = places[number, :, 2]
        middle = float(depth[hips].mean())
        wrong = was[marks, :2] - true[number]
        points[marks, :2] = places[number, :, :2] + wrong * (CLIP_DISTANCE_M / middle)
        points[marks, 2] = (depth - middle) * FOCAL_PX / middle
        films.append(points)
    return films
