"""The drawn body of an exercise, as the exercises room draws it."""

from typing import Final

from fastapi.responses import Response
from markupsafe import Markup

from hamstrong.errors import HamstrongError
from hamstrong.exercises.figure import FrameName, figure_svg, icon_svg
from hamstrong.exercises.schema import Exercise

FRAMES: dict[str, FrameName] = {"setup": "setup", "work": "work", "loop": "loop"}
HEADERS = {
    "Cache-Control": "public, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
"""A figure opened on its own may move by its own style, and nothing else."""


def figure(exercise: Exercise, frame: str) -> Response:
    """The figure as an answer; a frame that is unknown is the working pose."""
    svg = figure_svg(exercise, frame=FRAMES.get(frame, "work"))
    return Response(svg, media_type="image/svg+xml", headers=HEADERS)


_ICONS: Final[dict[tuple[str, str], str]] = {}
"""Icons that have been drawn, by id and name: as many as there are exercises and languages."""


def _icon(exercise: Exercise) -> str:
    try:
        return icon_svg(exercise)
    except HamstrongError:
        return ""


def pose_icon(exercise: Exercise) -> Markup:
    """The working pose as a small inline line drawing; nothing where there is no figure."""
    key = (exercise.id, exercise.name)
    if key not in _ICONS:
        _ICONS[key] = _icon(exercise)
    return Markup(_ICONS[key])  # noqa: S704 - drawn by the exercises room, names escaped there
