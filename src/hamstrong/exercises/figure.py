"""Pictures of an exercise, drawn from its pose: the poster, the moving figure, the list icon.

Every picture is a complete, accessible SVG document with no script and no outside reference.
The same exercise gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, Literal
from zlib import crc32

from hamstrong.errors import NotFound
from hamstrong.exercises.figures.drawing import (
    ARM,
    HEIGHT,
    LEG,
    WIDTH,
    definitions,
    limb,
    path_data,
    tint_paths,
)
from hamstrong.exercises.figures.icon import draw_icon
from hamstrong.exercises.figures.motion import loop_of
from hamstrong.exercises.figures.props import draw_floor, draw_stand, tether, worn
from hamstrong.exercises.figures.scene import make_scene
from hamstrong.exercises.figures.shapes import OUTLINES, SHORTS
from hamstrong.exercises.figures.spec import FigureSpec
from hamstrong.exercises.figures.stage import Stage
from hamstrong.exercises.figures.theme import stylesheet
from hamstrong.exercises.schema import Exercise

FrameName = Literal["setup", "work", "loop"]

TRUNK: Final = ("neck", "head", "pelvis", "thorax")
UPRIGHT: Final = 90.0
_STILL: Final = "@media(prefers-reduced-motion:reduce){.hf *{animation:none!important}}"


def figure_svg(exercise: Exercise, *, frame: FrameName = "work", width: int | None = None) -> str:
    """Draw an exercise.

    Args:
        exercise: One with a `[figure]` table.
        frame: `setup` or `work` for a still picture (work is the poster), `loop` for the moving
            one, which stands still in the working pose for readers who prefer reduced motion.
        width: Pixels to state in the document, at 4:3; None leaves the size to the page.

    Returns:
        An SVG document, under 12 kB, at most one decimal a coordinate.

    Raises:
        NotFound: The exercise has no figure.
        BadSpec: Its contacts cannot hold.
    """
    spec = _spec(exercise)
    scene = make_scene(spec, exercise.id)
    loop = loop_of(exercise.kind) if frame == "loop" else None
    shown = 0 if frame == "setup" else len(scene.bodies) - 1
    stage = Stage(scene, _prefix(exercise.id), shown=shown, loop=loop)
    drawing = _compose(stage, spec)
    motion = "".join(stage.rules) + _STILL if loop else ""
    size = f' width="{width}" height="{round(width * HEIGHT / WIDTH)}"' if width else ""
    title = escape(exercise.name)
    style = stylesheet(drawing, motion)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hf" role="img" '
        f'viewBox="{stage.frame.view_box}"{size}><title>{title}</title>{style}'
        f"{definitions(scene, stage.prefix)}{drawing}</svg>"
    )


def icon_svg(exercise: Exercise, *, size: int = 48) -> str:
    """Draw the working pose as a line icon in the text's colour.

    Args:
        exercise: One with a `[figure]` table.
        size: Pixels, square; made for 24 to 48.

    Returns:
        An SVG document of a few hundred bytes.

    Raises:
        NotFound: The exercise has no figure.
        BadSpec: Its contacts cannot hold.
    """
    scene = make_scene(_spec(exercise), exercise.id)
    return draw_icon(scene, title=exercise.name, size=size)


def _spec(exercise: Exercise) -> FigureSpec:
    if exercise.figure is None:
        raise NotFound("A picture was asked for, but this exercise has none.", place=exercise.id)
    return exercise.figure


def _prefix(exercise_id: str) -> str:
    """A short name, so that several pictures can live on one page."""
    return f"f{crc32(exercise_id.encode()) % 4096:03x}"


def _compose(stage: Stage, spec: FigureSpec) -> str:
    """All layers from back to front."""
    scene, frame = stage.scene, stage.frame
    body = scene.work
    items = [
        worn(prop, scene, frame) for prop in spec.props if not prop.zone and prop.kind != "mat"
    ]
    items += [tether(s, scene, frame) for s in scene.stands if s.prop.kind == "cord"]
    mat = any(prop.kind == "mat" for prop in spec.props)
    legs = {side: limb(side, LEG, body) for side in ("far", "near")}
    arms = {side: limb(side, ARM, body) for side in ("far", "near")}
    # Standing with the face to the reader, no limb is behind another.
    facing = scene.view == "front" and abs(body["pelvis"].deg - UPRIGHT) < 30
    behind = [] if facing else [arms["far"], legs["far"]]
    middle = [*(legs["far"] if facing else []), *legs["near"], *TRUNK]
    before = [arms["far"], arms["near"]] if facing else [arms["near"]]
    return "".join(
        (
            draw_floor(scene, frame, mat=mat),
            *(draw_stand(s, frame) for s in scene.stands if s.prop.kind != "towel"),
            *(stage.group(names, "f") for names in behind),
            _shorts(stage, "far", "s") if behind else "",
            *_tints(stage, spec.tint, behind),
            *(stage.worn(item) for item in items if item.behind),
            stage.group(middle, "b"),
            *(_shorts(stage, side, "d") for side in legs if f"{side}.thigh" in middle),
            _hair(stage),
            *_tints(stage, spec.tint, [middle]),
            # A towel under the body is wider than it: its near end hides what lies on it.
            *(draw_stand(s, frame) for s in scene.stands if s.prop.kind == "towel"),
            *(stage.worn(item) for item in items if not item.behind),
            *(stage.group(names, "n") for names in before),
        )
    )


def _tints(stage: Stage, muscles: Iterable[str], layers: Iterable[Sequence[str]]) -> Iterable[str]:
    """The working muscles that sit on segments of these layers."""
    names = {name for layer in layers for name in layer}
    for muscle in muscles:
        for name, data in tint_paths(stage.scene, muscle):
            if name in names:
                yield stage.patch(name, "w", data)


def _shorts(stage: Stage, side: str, css: str) -> str:
    thigh = stage.scene.work[f"{side}.thigh"]
    data = path_data(SHORTS[stage.scene.view], turn=thigh.turn, squash=thigh.squash)
    return stage.patch(f"{side}.thigh", css, data)


def _hair(stage: Stage) -> str:
    turn = stage.scene.work["head"].turn
    return stage.patch("head", "h", path_data(OUTLINES[stage.scene.view]["hair"], turn=turn))
