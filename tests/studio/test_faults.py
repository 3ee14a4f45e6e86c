"""Every pictured fault: what is asked of it shows, and nothing else goes astray.

Skipped where the studio's dependencies are not installed.
"""

from functools import cache
from typing import TYPE_CHECKING

import pytest

from hamstrong.exercises.library import load_library

pytest.importorskip("scipy", reason="the studio's dependencies are not installed")
pytest.importorskip("moderngl", reason="the studio's dependencies are not installed")

from hamstrong_studio.astray import ALONG, Shift, changed, shifts, turns
from hamstrong_studio.faults import shown_faults
from hamstrong_studio.film import cast
from hamstrong_studio.skeleton import SIDES
from hamstrong_studio.stage import act
from hamstrong_studio.targets import make_task
from hamstrong_studio.zones import zone

if TYPE_CHECKING:
    from hamstrong_studio.solve import Pose
    from hamstrong_studio.stage import Acted

SHOWN = [
    pytest.param(exercise.id, number, id=f"{exercise.id}-{number + 1}")
    for exercise in load_library().values()
    if exercise.figure
    for number in shown_faults(exercise)
]
LEAST_SHARE = 0.6
MOST_DEG = 12.0
CONTACT_M = 0.010
WATCHED = (
    *(f"neck.{bend}" for bend in ("flexion", "side", "twist")),
    *(f"{s}.hip.{bend}" for s in SIDES for bend in ("flexion", "abduction", "rotation")),
    *(f"{s}.knee.flexion" for s in SIDES),
)


@cache
def acted(name: str) -> "Acted":
    exercise = load_library()[name]
    return act(make_task(exercise), cast(exercise))


@cache
def asked_of(name: str, number: int) -> dict[str, float]:
    return acted(name).task.body.faults[load_library()[name].faults[number].name]


@cache
def fault(name: str, number: int) -> "tuple[Acted, Pose, dict[str, float]]":
    """The stage, the pose of a fault, and the degrees asked by the body's own sides."""
    stage, asked = acted(name), asked_of(name, number)
    return stage, changed(stage, asked), turns(stage, asked)


def gone(stage: "Acted", pose: "Pose", shift: Shift) -> float:
    """How far what rests has slid, or its lowest point has risen, since the working pose; m."""
    points = [
        stage.solver.points(values[None], zone(stage.rig, shift.zone).points)[0]
        for values in (stage.poses[-1].values, pose.values)
    ]
    places = [p[:, 0].mean() if shift.axis == ALONG else p[:, 2].min() for p in points]
    return float(places[1] - places[0])


@pytest.mark.parametrize(("name", "number"), SHOWN)
def test_what_a_fault_asks_for_shows(name: str, number: int) -> None:
    stage, pose, asked = fault(name, number)
    shares = {joint: (pose[joint] - stage.poses[-1][joint]) / asked[joint] for joint in asked}
    shares |= {
        shift.zone: gone(stage, pose, shift) / shift.metres
        for shift in shifts(stage, asked_of(name, number))
    }
    assert min(shares.values()) >= LEAST_SHARE, shares


@pytest.mark.parametrize(("name", "number"), SHOWN)
def test_what_a_fault_does_not_ask_for_stays(name: str, number: int) -> None:
    stage, pose, asked = fault(name, number)
    rests = any(touch.zone == "head" for touch in pose.asked.touches)
    moved = {
        joint: pose[joint] - stage.poses[-1][joint]
        for joint in WATCHED
        # A head that rests on the floor must bend when the chest above it rises or sinks.
        if joint not in asked and not (rests and joint == "neck.flexion")
    }
    assert max(map(abs, moved.values())) <= MOST_DEG, moved


@pytest.mark.parametrize(("name", "number"), SHOWN)
def test_contacts_hold_in_a_fault(name: str, number: int) -> None:
    stage, pose, _ = fault(name, number)
    for touch in pose.asked.touches:
        for part in zone(stage.rig, touch.zone).parts:
            points = stage.solver.points(pose.values[None], part)[0]
            off = stage.around.gap(points, touch.on).min() - touch.lift
            assert abs(off) < CONTACT_M, touch.zone
