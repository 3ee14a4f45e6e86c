"""What is wrong with a value, as a sentence: what came, and what can be given instead."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hamstrong.coach.words import SAY

LONGEST_SHOWN = 40
"""Characters of a value that are repeated to whoever sent it."""

_KEYS = {
    **dict.fromkeys(("enum", "literal_error"), "choice"),
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float", "float_parsing", "float_type"), "number"
    ),
    **dict.fromkeys(("datetime_parsing", "datetime_from_date_parsing", "datetime_type"), "moment"),
    **dict.fromkeys(("date_parsing", "date_from_datetime_parsing", "date_type"), "day"),
}
"""By the type of the mistake, the key of its sentence where that is another word."""


def first_mistake(error: ValidationError) -> tuple[str, str]:
    """The first mistake as a sentence, and its place with dots."""
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"] if part != "[key]"]
    return _sentence(first, parts), ".".join(parts)


def _sentence(mistake: ErrorDetails, parts: list[str]) -> str:
    key = f"mistakes.{_KEYS.get(mistake['type'], mistake['type'])}"
    if key not in SAY:  # told in pydantic's own words
        return f"{mistake['msg'].removeprefix('Value error, ')}."
    field = next((part for part in reversed(parts) if not part.isdecimal()), "value")
    context = mistake.get("ctx", {})
    expected = str(context.get("expected", "")).replace("'", "")
    given = {**context, "expected": expected, "field": field.replace("_", " ")}
    return SAY[key].format(value=_shown(mistake["input"]), **given)


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
