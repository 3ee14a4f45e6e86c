"""Figures: every exercise has one, bodies rest where they say, pictures are sound documents."""

import re
from itertools import pairwise
from math import dist
from xml.etree import ElementTree

import pytest

from hamstrong.errors import BadSpec, NotFound
from hamstrong.exercises.contact_sheet import contact_sheet
from hamstrong.exercises.figure import FrameName, figure_svg, icon_svg
from hamstrong.exercises.figures.body import LENGTHS
from hamstrong.exercises.figures.contact import gap, zone_x
from hamstrong.exercises.figures.drawing import frame_of
from hamstrong.exercises.figures.kinematics import bounds, zone_points
from hamstrong.exercises.figures.kit import strap_ends
from hamstrong.exercises.figures.props import extent
from hamstrong.exercises.figures.scene import TABLE_TOP, Scene, make_scene
from hamstrong.exercises.figures.shapes import MUSCLES
from hamstrong.exercises.figures.spec import Contact, FigureSpec
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise

CLOSE = 0.01  # of stature
LARGEST_BYTES = 12_000
FRAMES: tuple[FrameName, ...] = ("setup", "work", "loop")
LIBRARY = load_library()

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.values(), ids=list(LIBRARY))


def scene_of(exercise: Exercise) -> Scene:
    assert exercise.figure is not None, f"{exercise.id} has no [figure]"
    return make_scene(exercise.figure, exercise.id)


@every_exercise
def test_contacts_hold_in_every_frame(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    for body, contacts, lift in zip(scene.bodies, scene.contacts, scene.lifts, strict=True):
        for contact in contacts:
            off = gap(body, contact, view=scene.view, surfaces=scene.surfaces, lift=lift)
            assert abs(off) <= CLOSE, contact


@every_exercise
def test_what_stays_does_not_slide(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    resting = {c.zone for c in scene.contacts[0] if c.stays}
    resting &= {c.zone for c in scene.contacts[-1]}
    for body in scene.bodies:
        for zone in resting:
            before, after = (zone_x(b, zone, scene.view) for b in (body, scene.work))
            assert before == pytest.approx(after, abs=CLOSE), zone


@every_exercise
def test_nothing_goes_through_the_floor(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    for body in scene.bodies:
        assert bounds(body, scene.view)[1] >= -CLOSE


@every_exercise
def test_keyframes_differ(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    moved = max(
        abs(a - b)
        for name, placed in scene.setup.items()
        for a, b in ((placed.x, scene.work[name].x), (placed.y, scene.work[name].y))
    )
    turned = max(abs(p.deg - scene.work[n].deg) for n, p in scene.setup.items())
    assert moved > CLOSE or turned > 3


@every_exercise
def test_limbs_are_joined_and_keep_their_length(exercise: Exercise) -> None:
    """The distance between neighbouring joints, foreshortening undone, is anthropometry's."""
    scene = scene_of(exercise)
    chains = [["thigh", "shank", "foot"], ["upper_arm", "forearm", "hand"]]
    for body in scene.bodies:
        for side in ("near", "far"):
            for a, b in (pair for chain in chains for pair in pairwise(chain)):
                start, end = body[f"{side}.{a}"], body[f"{side}.{b}"]
                apparent = ((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5
                assert apparent / start.squash == pytest.approx(LENGTHS[a], abs=1e-6), (side, a)


@every_exercise
def test_the_knee_and_elbow_never_bend_backwards(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    if scene.view == "front":
        return
    for body in scene.bodies:
        for side in ("near", "far"):
            knee = (body[f"{side}.thigh"].deg - body[f"{side}.shank"].deg + 180) % 360 - 180
            elbow = (body[f"{side}.forearm"].deg - body[f"{side}.upper_arm"].deg + 180) % 360 - 180
            assert -1 <= knee <= 150, f"{side} knee flexed {knee:.0f}"
            assert -1 <= elbow <= 150, f"{side} elbow flexed {elbow:.0f}"


@pytest.mark.parametrize(
    ("exercise_id", "lowest", "highest"),
    [
        ("hb_support_1l_bent", 70, 90),
        ("hb_support_1l_mid", 40, 50),
        ("hb_support_1l_long", 15, 30),
        ("hb_support_2l", 60, 90),
        ("hb_floor_2l", 80, 100),
        ("soleus_1l_bent", 40, 60),
        ("soleus_wallsit", 80, 95),
        ("ss_iso", 80, 95),
    ],
)
def test_knee_is_bent_as_the_steps_say(exercise_id: str, lowest: float, highest: float) -> None:
    work = scene_of(LIBRARY[exercise_id]).work
    flexion = (work["near.thigh"].deg - work["near.shank"].deg + 180) % 360 - 180
    assert lowest <= flexion <= highest


@pytest.mark.parametrize("exercise_id", [i for i in LIBRARY if i.startswith("hb_")])
def test_bridge_is_one_line_from_shoulder_to_knee(exercise_id: str) -> None:
    work = scene_of(LIBRARY[exercise_id]).work
    line = (work["near.thigh"].deg - work["pelvis"].deg) % 360
    assert line == pytest.approx(180, abs=3)


@every_exercise
@pytest.mark.parametrize("frame", FRAMES)
def test_picture_is_small_sound_xml_with_a_title(exercise: Exercise, frame: FrameName) -> None:
    svg = figure_svg(exercise, frame=frame)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert exercise.name in (title.text or "")
    assert len(svg.encode()) < LARGEST_BYTES
    assert "<script" not in svg
    ids = set(re.findall(r' id="([^"]+)"', svg))
    assert set(re.findall(r'href="#([^"]+)"', svg)) <= ids


@every_exercise
def test_loop_moves_and_respects_reduced_motion(exercise: Exercise) -> None:
    loop, poster = (figure_svg(exercise, frame=f) for f in ("loop", "work"))
    named = set(re.findall(r"@keyframes ([a-z0-9]+)", loop))
    assert named
    assert named == set(re.findall(r"animation:([a-z0-9]+) ", loop))
    assert "prefers-reduced-motion:reduce" in loop
    assert "animation" not in poster


@every_exercise
def test_icon_is_small_and_takes_the_colour_of_the_text(exercise: Exercise) -> None:
    icon = icon_svg(exercise, size=24)
    root = ElementTree.fromstring(icon)  # noqa: S314 - our own drawing
    assert root.get("stroke") == "currentColor"
    assert root.get("width") == "24"
    assert len(icon.encode()) < 2_000


def box_of(svg: str) -> tuple[float, float, float, float]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return left, top, left + width, top + height


@every_exercise
def test_nothing_of_the_body_is_cut_off(exercise: Exercise) -> None:
    scene = scene_of(exercise)
    left, top, right, bottom = box_of(figure_svg(exercise))
    if scene.focus:
        assert right - left < 160  # a foot and its shin, not a whole body
        return
    frame = frame_of(scene, [extent(stand) for stand in scene.stands])
    for body in scene.bodies:
        x0, y0, x1, y1 = bounds(body, scene.view)
        (px0, py0), (px1, py1) = frame.at(x0, y1), frame.at(x1, y0)
        assert left <= px0 < px1 <= right
        assert top <= py0 < py1 <= bottom


def test_close_up_is_of_the_foot_that_works() -> None:
    scene = scene_of(LIBRARY["foot_bigtoe_press"])
    left, top, right, bottom = box_of(figure_svg(LIBRARY["foot_bigtoe_press"]))
    frame = frame_of(scene)
    for x, y in scene.work["near.foot"].outline("side"):
        px, py = frame.at(x, y)
        assert left < px < right
        assert top < py < bottom


def test_knee_meets_the_table_from_below() -> None:
    scene = scene_of(LIBRARY["soleus_iso_seated"])
    table = next(stand for stand in scene.stands if stand.prop.kind == "table")
    knee = max(y for _, y in zone_points(scene.work, "near.knee", "side"))
    assert table.top - TABLE_TOP == pytest.approx(knee, abs=CLOSE)


@pytest.mark.parametrize("exercise_id", ["calf_over_strap", "psoas_march"])
def test_strap_ends_at_the_ball_of_the_foot(exercise_id: str) -> None:
    figure = LIBRARY[exercise_id].figure
    assert figure is not None
    strap = next(prop for prop in figure.props if prop.kind == "strap")
    scene = scene_of(LIBRARY[exercise_id])
    for body, (start, end) in zip(scene.bodies, strap_ends(strap, scene.bodies), strict=True):
        ball = zone_points(body, "near.ball", "side")
        assert min(dist(end, point) for point in ball) < 2 * CLOSE
        assert dist(start, end) > 0 if strap.segment == "foot" else dist(start, end) > 0.4


def test_rope_goes_round_and_never_back() -> None:
    loop = figure_svg(LIBRARY["rope"], frame="loop")
    frames = r"@keyframes \w+\{0%\{[^}]*rotate\((\d+)deg\)\}50%\{[^}]*rotate\((\d+)"
    turns = re.findall(frames, loop)
    assert turns == [("180", "360")]
    assert "rotate(540deg)" in loop


def test_same_exercise_gives_the_same_bytes() -> None:
    exercise = LIBRARY["hb_support_1l_bent"]
    again = exercise.model_copy(deep=True)
    for frame in FRAMES:
        assert figure_svg(exercise, frame=frame) == figure_svg(again, frame=frame)
    assert icon_svg(exercise) == icon_svg(again)


def test_ids_of_different_figures_do_not_collide() -> None:
    seen: dict[str, str] = {}
    for exercise in LIBRARY.values():
        svg = figure_svg(exercise, frame="loop")
        for name in {*re.findall(r' id="([^"]+)"', svg), *re.findall(r"@keyframes (\w+)", svg)}:
            assert seen.setdefault(name, exercise.id) == exercise.id


def test_every_tint_is_a_drawn_muscle() -> None:
    for exercise in LIBRARY.values():
        assert exercise.figure is not None
        for tint in exercise.figure.tint:
            assert tint.rpartition(".")[2] in MUSCLES[exercise.figure.view], exercise.id


def test_width_is_stated_at_four_to_three() -> None:
    root = ElementTree.fromstring(  # noqa: S314 - our own drawing
        figure_svg(LIBRARY["plank"], width=160)
    )
    assert (root.get("width"), root.get("height")) == ("160", "120")


def test_exercise_without_figure_is_said_to_have_none() -> None:
    bare = LIBRARY["plank"].model_copy(update={"figure": None})
    with pytest.raises(NotFound) as caught:
        figure_svg(bare)
    assert caught.value.place == "plank"


def test_contacts_that_cannot_hold_are_an_error() -> None:
    """A standing figure cannot also lay its head on the floor."""
    good = LIBRARY["tib_raise"].figure
    assert good is not None
    contacts = (*(good.work.contacts or ()), Contact(zone="head", on="floor"))
    work = good.work.model_copy(update={"contacts": contacts, "solve": ()})
    with pytest.raises(BadSpec, match="contacts must hold") as caught:
        make_scene(good.model_copy(update={"work": work}), "tib_raise")
    assert caught.value.place == "tib_raise: figure.work"


def test_unknown_angle_or_muscle_is_refused() -> None:
    good = LIBRARY["plank"].figure
    assert good is not None
    table = good.model_dump(mode="json")
    for wrong in ({"tint": ["near.wing"]}, {"work": table["work"] | {"solve": ["near.tail"]}}):
        with pytest.raises(ValueError, match=r"near\.(wing|tail)"):
            FigureSpec.model_validate(table | wrong)


def test_contact_sheet_shows_every_exercise() -> None:
    page = contact_sheet(LIBRARY.values())
    assert page.count("<article>") == len(LIBRARY)
    assert all(exercise.id in page for exercise in LIBRARY.values())
