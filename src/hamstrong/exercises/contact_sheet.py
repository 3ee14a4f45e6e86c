"""All figures beside their steps, in light and dark, for looking at them together.

python -m hamstrong.exercises.contact_sheet > sheet.html
"""

import sys
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Final

from hamstrong.exercises.figure import figure_svg, icon_svg
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise

_STYLE: Final = """
body { margin: 0; font: 13px/1.4 system-ui, sans-serif; color-scheme: light; }
article { display: grid; grid-template-columns: 1fr 1fr 1fr 1fr 1.2fr; border-bottom: 1px solid; }
article > div { padding: 8px; background: #f6f3ec; color: #1f1c18; }
article > .dark { color-scheme: dark; background: #161513; color: #f2ede3; }
img { display: block; width: 100%; }
h2 { font-size: 14px; margin: 0; } ol { margin: 4px 0; padding-left: 20px; }
"""


def contact_sheet(exercises: Iterable[Exercise]) -> str:
    """One page with set-up, working pose, moving figure and icons of each exercise."""
    rows = "".join(_row(exercise) for exercise in exercises)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>Figures</title><style>{_STYLE}</style><body>{rows}</body></html>\n"
    )


def _row(exercise: Exercise) -> str:
    setup, work, loop = (
        _image(figure_svg(exercise, frame=frame)) for frame in ("setup", "work", "loop")
    )
    icons = "".join(icon_svg(exercise, size=size) for size in (24, 32, 48))
    steps = "".join(f"<li>{escape(step)}</li>" for step in exercise.steps)
    return (
        f"<article><div>{setup}</div><div>{work}</div>"
        f'<div class="dark">{work}</div><div class="dark">{loop}</div>'
        f"<div><h2>{escape(exercise.name)}</h2>{exercise.id} {icons}"
        f"<ol>{steps}</ol></div></article>"
    )


def _image(svg: str) -> str:
    data = b64encode(svg.encode()).decode("ascii")
    return f'<img alt="" src="data:image/svg+xml;base64,{data}">'


if __name__ == "__main__":
    sys.stdout.write(contact_sheet(load_library().values()))
