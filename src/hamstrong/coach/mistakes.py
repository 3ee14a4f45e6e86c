"""What is wrong with a value, as a sentence: what came, and what can be given instead."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from hamstrong.coach.words import SAY

LONGEST_SHOWN = 40
"""Characters of a value that are repeated to whoever sent it."""

_PARTS_OF_A_REQUEST = ("body", "query", "path", "header")
_OUR_OWN = ("value_error", "assertion_error")
"""Mistakes whose words come from a check of ours."""
_KEYS = {
    **dict.fromkeys(("enum", "literal_error"), "choice"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "bool"),
    **dict.fromkeys(("string_type", "string_sub_type"), "string"),
    **dict.fromkeys(("time_type", "time_parsing"), "time_parsing"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "list"),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type", "dataclass_type"), "object"
    ),
    "missing_argument": "missing",
    "string_pattern_mismatch": "id",  # nothing else has a pattern
    **dict.fromkeys(("extra_forbidden", "unexpected_keyword_argument"), "unknown"),
    **dict.fromkeys(
        (
            "int_parsing",
            "int_type",
            "int_from_float",
            "int_parsing_size",
            "float_parsing",
            "float_type",
            "finite_number",
        ),
        "number",
    ),
    **dict.fromkeys(("datetime_parsing", "datetime_from_date_parsing", "datetime_type"), "moment"),
    **dict.fromkeys(("date_parsing", "date_from_datetime_parsing", "date_type"), "day"),
}
"""By the type of the mistake, the key of its sentence where that is another word."""


def first_mistake(error: ValidationError) -> tuple[str, str]:
    """The first mistake as a sentence, and its place with dots."""
    return told_mistake(error.errors()[0])


def told_mistake(mistake: Mapping[str, Any]) -> tuple[str, str]:
    """A mistake as pydantic describes it: a sentence of ours, and its place with dots."""
    first, *others = mistake["loc"] or ("",)
    loc = others if first in _PARTS_OF_A_REQUEST else [first, *others]
    if mistake["type"] == "json_invalid":
        loc = []  # it is a position
    parts = [str(part) for part in loc if part not in ("", "[key]")]
    return _sentence(mistake, parts), ".".join(parts)


def _sentence(mistake: Mapping[str, Any], parts: list[str]) -> str:
    if mistake["type"] in _OUR_OWN:
        words = str(mistake["msg"]).partition(", ")[2].rstrip(".")
        return f"{words[:1].upper()}{words[1:]}."
    key = f"mistakes.{_KEYS.get(mistake['type'], mistake['type'])}"
    if key not in SAY:
        key = "mistakes.unfit"
    field = next((part for part in reversed(parts) if not part.isdecimal()), "value")
    context = mistake.get("ctx", {})
    expected = str(context.get("expected", "")).replace("'", "")
    given = {**context, "expected": expected, "field": field.replace("_", " ")}
    return SAY[key].format(value=_shown(mistake["input"]), **given)


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
