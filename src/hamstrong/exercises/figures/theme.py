"""Colours and strokes of every figure, as CSS custom properties with fallbacks.

A page that inlines the picture may set `--figure-...`; an `<img>` follows the reader's scheme.
"""

from typing import Final

# name: (light, dark). Ink outlines, calm body, teal for what works, wood for what is around.
COLOURS: Final[dict[str, tuple[str, str]]] = {
    "line": ("#2b3a40", "#0c1214"),
    "body": ("#d3dcdc", "#93a5a9"),
    "near": ("#c1cdce", "#a5b6b9"),
    "far": ("#edf0ef", "#566a70"),
    "hair": ("#55666d", "#dbe3e2"),
    "work": ("#0f8478", "#37c6b2"),
    "prop": ("#e6d7c0", "#6a5945"),
    "edge": ("#a98f6c", "#a18a6a"),
    "floor": ("#b9b0a2", "#4d5658"),
    "kit": ("#d9863f", "#e0944f"),
}

_SHORT: Final = {name: f"--f{name[0]}{name[-1]}" for name in COLOURS}


def _declare(which: int) -> str:
    return "".join(
        f"{_SHORT[name]}:var(--figure-{name},{shades[which]});" for name, shades in COLOURS.items()
    ).removesuffix(";")


def stylesheet(extra: str = "") -> str:
    """The style element of a figure; `extra` holds its motion rules."""
    v = {name: f"var({short})" for name, short in _SHORT.items()}
    rules = (
        f".hf{{{_declare(0)}}}"
        f"@media(prefers-color-scheme:dark){{.hf{{{_declare(1)}}}}}"
        f".hf .o{{stroke:{v['line']};stroke-width:3;stroke-linejoin:round;fill:none}}"
        f".hf .b{{fill:{v['body']}}}.hf .n{{fill:{v['near']}}}.hf .f{{fill:{v['far']}}}"
        f".hf .h{{fill:{v['hair']}}}.hf .w{{fill:{v['work']}}}"
        f".hf .p{{fill:{v['prop']};stroke:{v['edge']};stroke-width:1.5;stroke-linejoin:round}}"
        f".hf .l{{fill:none;stroke:{v['floor']};stroke-width:1.5;stroke-linecap:round}}"
        f".hf .k{{fill:{v['kit']};stroke:{v['line']};stroke-width:1.5}}"
    )
    return f"<style>{rules}{extra}</style>"
