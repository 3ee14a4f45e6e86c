"""Every pictured exercise: contacts hold, angles are those of the spec, nothing runs into anything.

Skipped where the studio's dependencies are not installed: users and CI of the product need none.
"""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from hamstrong.exercises.library import load_library

pytest.importorskip("scipy", reason="the studio's dependencies are not installed")
pytest.importorskip("moderngl", reason="the studio's dependencies are not installed")

import numpy as np

from hamstrong_studio.bands import bands
from hamstrong_studio.collision import nearness
from hamstrong_studio.film import cast
from hamstrong_studio.posed import pose as posed
from hamstrong_studio.scene import Model
from hamstrong_studio.skeleton import INDEX, NAMES, limit
from hamstrong_studio.solve import Pose
from hamstrong_studio.stage import act, leap
from hamstrong_studio.targets import make_task
from hamstrong_studio.zones import zone

if TYPE_CHECKING:
    from hamstrong_studio.stage import Acted

DONE = tuple(exercise.id for exercise in load_library().values() if exercise.figure)
BANDED = tuple(
    exercise.id
    for exercise in load_library().values()
    if exercise.figure and {p.kind for p in exercise.figure.props} & {"band", "cord", "strap"}
)
REST_M = 0.6  # a household loop band, 30 cm when it lies flat
MOST_STRETCH = 3.0
CONTACT_M = 0.010
INSIDE_M = 0.010
TARGET_DEG = 3.0
LEAP_M = 0.25


@cache
def acted(name: str) -> "Acted":
    exercise = load_library()[name]
    return act(make_task(exercise), cast(exercise))


@pytest.mark.parametrize("name", DONE)
def test_contacts_hold_in_every_pose(name: str) -> None:
    stage = acted(name)
    off = [
        f"{touch.zone} on {touch.on} at {progress:.2f}: {1000 * gap:.1f} mm"
        for progress, pose in zip(stage.progress, stage.poses, strict=True)
        for touch in pose.asked.touches
        for gap in gaps(stage, pose, touch.zone, touch.on)
        if abs(gap) > CONTACT_M
    ]
    assert not off, "\n".join(off)


def gaps(stage: "Acted", pose: Pose, name: str, on: str) -> list[float]:
    parts = zone(stage.rig, name).parts
    return [
        float(stage.around.gap(stage.solver.points(pose.values[None], part)[0], on).min())
        for part in parts
    ]


@pytest.mark.parametrize("name", DONE)
def test_what_stays_does_not_slide(name: str) -> None:
    stage = acted(name)
    pinned = [t.zone for t in stage.poses[0].asked.touches if t.stays]
    for zone_name in pinned:
        resting = [
            pose for pose in stage.poses if zone_name in {t.zone for t in pose.asked.touches}
        ]
        places = np.array([stage.middle(zone_name, pose.values)[:2] for pose in resting])
        assert np.ptp(places, axis=0).max() < CONTACT_M, zone_name


@pytest.mark.parametrize("name", DONE)
def test_angles_are_those_of_the_spec(name: str) -> None:
    stage = acted(name)
    off = []
    for pose in (stage.poses[0], stage.poses[-1]):
        wanted = stage.solver.wanted(pose.asked)
        off += [
            f"{joint} is {pose[joint]:.1f}, wanted {wanted[INDEX[joint]]:.1f}"
            for joint in sorted(pose.asked.firm)
            if abs(pose[joint] - wanted[INDEX[joint]]) > TARGET_DEG
        ]
    assert pose.asked.firm
    assert not off, "\n".join(off)


@pytest.mark.parametrize("name", DONE)
def test_joints_stay_in_human_range(name: str) -> None:
    low, high = np.array([limit(joint) for joint in NAMES]).T
    for pose in acted(name).poses:
        assert (pose.values >= low - 1e-6).all()
        assert (pose.values <= high + 1e-6).all()


@pytest.mark.parametrize("name", DONE)
def test_nothing_runs_into_anything(name: str) -> None:
    stage = acted(name)
    every = np.arange(len(stage.rig.points))
    for progress, pose in zip(stage.progress, stage.poses, strict=True):
        moved = stage.solver.points(pose.values[None], every)[0]
        clear = stage.around.clearance(moved).min()
        assert clear > -INSIDE_M, f"a surface at {progress:.2f}: {1000 * clear:.1f} mm"
        for pair in nearness(stage.rig, moved):
            deep = pair.depth.min(initial=0.0)
            assert deep > -INSIDE_M, f"the body at {progress:.2f}: {1000 * deep:.1f} mm"


@pytest.mark.parametrize("name", DONE)
def test_nothing_leaps_on_the_way(name: str) -> None:
    stage = acted(name)
    assert leap(stage.solver, stage.poses) < LEAP_M


@pytest.mark.parametrize("name", BANDED)
def test_bands_are_taut_and_reach_what_they_hold(name: str) -> None:
    stage = acted(name)
    model = Model(stage.solver, ())
    first, last = (bands(posed(stage, model, stage.poses[n].values)) for n in (0, -1))
    assert last
    stretches = {p.kind for p in stage.task.figure.props if p.segment != "pelvis"} & {
        "band",
        "strap",
    }
    for before, now in zip(first, last, strict=True):
        assert now.length_m > before.length_m - CONTACT_M, "it goes slack towards the work"
        assert max(*before.gaps_m, *now.gaps_m) < CONTACT_M
        if stretches:
            assert REST_M < now.length_m < MOST_STRETCH * REST_M
        if not now.loop:
            straight = float(np.linalg.norm(now.line[-1] - now.line[0]))
            assert now.length_m == pytest.approx(straight)


def test_a_band_that_reaches_nothing_is_noticed() -> None:
    stage = acted("clam")
    (band,) = bands(posed(stage, Model(stage.solver, ()), stage.poses[-1].values))
    away = replace(band, line=band.line + 0.3)
    assert min(away.gaps_m) > CONTACT_M


def test_big_toe_and_small_toes_rise_in_turn() -> None:
    stage = acted("foot_toe_yoga")
    every = np.arange(len(stage.rig.points))
    heights = []
    for pose in (stage.poses[0], stage.poses[-1]):
        high = stage.solver.points(pose.values[None], every)[0][:, 2]
        heights.append(
            [high[stage.rig.weight_of(f"{toe}.R") > 0.5].mean() for toe in ("toe1-2", "toe3-3")]
        )
    (big_down, small_up), (big_up, small_down) = heights
    assert big_up > big_down + 0.01
    assert small_up > small_down + 0.01
