"""Who stands in the studio: builds, ages and the colours of skin and hair.

The shape numbers are the phenotype sliders of the anny body model, 0 to 1; gender 0 is male.
"""

from dataclasses import dataclass
from typing import Final

Colour = tuple[float, float, float]


def colour(code: str) -> Colour:
    """Linear red, green, blue of an sRGB code such as `#c23a17`."""
    values = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values
    )
    return (red, green, blue)


@dataclass(frozen=True, slots=True)
class Person:
    """One body.

    Attributes:
        stature_m: Height, metres.
        shape: Phenotype sliders of the body model.
        skin, hair, lips: sRGB codes.
        bun: Whether long hair is tied up at the crown.
    """

    stature_m: float
    shape: dict[str, float]
    skin: str
    hair: str
    lips: str
    bun: bool = False


PEOPLE: Final[dict[str, Person]] = {
    "ada": Person(
        1.68,
        {
            "gender": 1.0,
            "age": 0.66,
            "muscle": 0.62,
            "weight": 0.44,
            "height": 0.52,
            "proportions": 0.75,
            "african": 0.15,
            "asian": 0.15,
            "caucasian": 0.7,
        },
        skin="#d9a07f",
        hair="#4a2d1d",
        lips="#b5645a",
        bun=True,
    ),
    "ben": Person(
        1.80,
        {
            "gender": 0.0,
            "age": 0.66,
            "muscle": 0.68,
            "weight": 0.46,
            "height": 0.56,
            "proportions": 0.7,
            "african": 0.9,
            "asian": 0.05,
            "caucasian": 0.05,
        },
        skin="#7d4e35",
        hair="#17120f",
        lips="#6d3c33",
    ),
    "chen": Person(
        1.60,
        {
            "gender": 1.0,
            "age": 0.88,
            "muscle": 0.52,
            "weight": 0.5,
            "height": 0.42,
            "proportions": 0.6,
            "african": 0.05,
            "asian": 0.9,
            "caucasian": 0.05,
        },
        skin="#dcae8c",
        hair="#86817b",
        lips="#b46e62",
    ),
    "dan": Person(
        1.78,
        {
            "gender": 0.0,
            "age": 0.78,
            "muscle": 0.56,
            "weight": 0.66,
            "height": 0.58,
            "proportions": 0.5,
            "african": 0.2,
            "asian": 0.3,
            "caucasian": 0.5,
        },
        skin="#b97f5c",
        hair="#2a211b",
        lips="#96594b",
    ),
}
