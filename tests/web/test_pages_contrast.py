"""The contrast of every pair of colours that is set as text on a ground, in both themes.

Source: WCAG 2.2, success criteria 1.4.3 (text 4.5:1) and 1.4.11 (controls 3:1).
"""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "frontend" / "styles" / "tokens.css"
SOURCE = TOKENS.read_text(encoding="utf-8")
PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(SOURCE)}

GROUNDS = ("paper", "paper-raised", "paper-sunken")
TEXTS = ("ink", "ink-soft", "run", "strength", "accent-ink", "good", "careful", "stop")
TEXT_ON_GROUND = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *(
        (text, f"{name}-soft")
        for name in ("run", "strength", "accent")
        for text in ("ink", "ink-soft", f"{name}-ink")
    ),
    *((name, f"{name}-soft") for name in ("good", "careful", "stop")),
    *(("ink", f"{name}-soft") for name in ("good", "careful", "stop")),
    ("on-accent", "accent"),
    ("on-accent", "accent-pressed"),
    ("on-strength", "strength"),
    ("paper", "ink"),
]
CONTROL_ON_GROUND = [
    *((line, ground) for line in ("line-strong", "focus", "accent") for ground in GROUNDS[:2]),
    ("strength", "strength-soft"),
]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definitions)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(text: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROL_ON_GROUND)
def test_controls_can_be_seen(line: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[line][theme], COLOURS[ground][theme]) >= 3


def test_browsers_without_light_dark_get_the_same_light_theme() -> None:
    fallback = SOURCE.split("@supports not", 1)[1].split("\n}\n", 1)[0]
    plain = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", fallback))
    assert plain == {name: light for name, (light, _) in COLOURS.items()}


def test_there_are_five_sizes_of_text() -> None:
    assert len(re.findall(r"--text-[a-z]+:", SOURCE)) == 5


def test_no_style_names_a_colour_of_its_own() -> None:
    styles = [path for path in TOKENS.parent.rglob("*.css") if path != TOKENS]
    own = {
        path.name: found
        for path in styles
        if (found := re.findall(r":[^;{]*#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8")))
    }
    assert own == {}
