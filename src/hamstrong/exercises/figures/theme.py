"""Colours and strokes of every figure, as CSS custom properties with fallbacks.

A page that inlines the picture may set `--figure-...`; an `<img>` follows the reader's scheme.
"""

from typing import Final

# name: (light, dark). Ink outlines, calm body, teal for what works, wood for what is around.
COLOURS: Final[dict[str, tuple[str, str]]] = {
    "line": ("#34423f", "#0b0f0e"),
    "body": ("#dde3df", "#8b9a98"),
    "near": ("#cfd8d4", "#9aa8a6"),
    "far": ("#eff1ec", "#55625f"),
    "cloth": ("#a9b9b6", "#5d6e6b"),
    "shade": ("#cdd6d2", "#45514e"),
    "hair": ("#5c6b68", "#c6cfca"),
    "work": ("#0f766e", "#5fd3c3"),
    "prop": ("#e8d9c0", "#5f5140"),
    "edge": ("#a88e69", "#a08968"),
    "floor": ("#bdb3a3", "#5a544b"),
    "kit": ("#d98a47", "#e09a58"),
}

# What each class of the drawing looks like, in these colours.
_RULES: Final[dict[str, str]] = {
    "o": "fill:none;stroke:{line};stroke-width:3",
    "b": "fill:{body}",
    "n": "fill:{near}",
    "f": "fill:{far}",
    "s": "fill:{shade};stroke:{shade};stroke-width:.7",
    "c": "fill:{cloth}",
    "d": "fill:{cloth};stroke:{cloth};stroke-width:.7",
    "h": "fill:{hair}",
    "w": "fill:{work}",
    "p": "fill:{prop};stroke:{edge};stroke-width:1.5",
    "l": "fill:none;stroke:{floor};stroke-width:1.5",
    "r": "fill:none;stroke:{kit};stroke-width:2.5",
    "k": "fill:{kit};stroke:{line};stroke-width:1.5",
}


def stylesheet(drawing: str, motion: str = "") -> str:
    """The style element of a figure: what `drawing` uses, and its motion rules.

    Args:
        drawing: The markup it is for.
        motion: Rules and keyframes of the moving figure.

    Returns:
        A `<style>` element; every rule is confined to `.hf`.
    """
    rules = {css: rule for css, rule in _RULES.items() if f'class="{css}"' in drawing}
    used = [name for name in COLOURS if any(f"{{{name}}}" in rule for rule in rules.values())]
    short = {name: f"--f{name[:2]}" for name in used}

    def declare(which: int) -> str:
        pairs = (f"{short[n]}:var(--figure-{n},{COLOURS[n][which]})" for n in used)
        return ";".join(pairs)

    values = {name: f"var({short[name]})" for name in used}
    painted = "".join(f".hf .{css}{{{rule.format(**values)}}}" for css, rule in rules.items())
    return (
        f"<style>.hf{{stroke-linejoin:round;stroke-linecap:round;{declare(0)}}}"
        f"@media(prefers-color-scheme:dark){{.hf{{{declare(1)}}}}}"
        f"{painted}{motion}</style>"
    )
