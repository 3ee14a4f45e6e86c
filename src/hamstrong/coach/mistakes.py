"""What is wrong with a value, as a sentence: what came, and what can be given instead."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

LONGEST_SHOWN = 40
"""Characters of a value that are repeated to whoever sent it."""

_NUMBER = "{value} is no number: write it like 40."
_MOMENT = "{value} is no time: write it like 2027-01-05T18:00+01:00."
_DAY = "{value} is no day: write it like 2027-01-05."
_CHOICE = "{value} is not one of {expected}."
_SENTENCES = {
    "missing": "There is no {field}: give it.",
    "less_than_equal": "{value} is too much for {field}: give at most {le:g}.",
    "greater_than_equal": "{value} is too little for {field}: give at least {ge:g}.",
    "too_long": "{actual_length} are too many: give at most {max_length}.",
    "too_short": "{actual_length} are too few: give at least {min_length}.",
    "string_too_long": "{value} is too long: give at most {max_length} characters.",
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "union_tag_invalid": "{tag!r} is not one of {expected_tags}.",
    "union_tag_not_found": "There is no {discriminator}: give it.",
    "timezone_aware": "{value} needs its time zone: write it like 2027-01-05T18:00+01:00.",
    "time_parsing": "{value} is no time of day: write it like 18:30.",
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float", "float_parsing", "float_type"), _NUMBER
    ),
    **dict.fromkeys(("datetime_parsing", "datetime_from_date_parsing", "datetime_type"), _MOMENT),
    **dict.fromkeys(("date_parsing", "date_from_datetime_parsing", "date_type"), _DAY),
}
"""By the type of the mistake; any other is told in pydantic's own words."""


def first_mistake(error: ValidationError) -> tuple[str, str]:
    """The first mistake as a sentence, and its place with dots."""
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"] if part != "[key]"]
    return _sentence(first, parts), ".".join(parts)


def _sentence(mistake: ErrorDetails, parts: list[str]) -> str:
    words = _SENTENCES.get(mistake["type"])
    if words is None:
        return f"{mistake['msg'].removeprefix('Value error, ')}."
    field = next((part for part in reversed(parts) if not part.isdecimal()), "value")
    context = mistake.get("ctx", {})
    expected = str(context.get("expected", "")).replace("'", "")
    given = {**context, "expected": expected, "field": field.replace("_", " ")}
    return words.format(value=_shown(mistake["input"]), **given)


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
