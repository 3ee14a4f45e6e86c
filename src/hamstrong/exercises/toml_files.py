"""Files of the library, read and held against their schema; what is wrong is collected."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from hamstrong.errors import BadSpec

Spec = TypeVar("Spec", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where: the file's name, the field, and a sentence."""

    file: str
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, {self.field}: {self.what}"


def read_spec(
    file: Traversable, kind: type[Spec], *, name: str
) -> tuple[Spec | None, list[Problem]]:
    """A file as its schema has it, or every problem that keeps it from being that.

    Args:
        file: In TOML and UTF-8.
        kind: The schema.
        name: What problems call the file.
    """
    try:
        return kind.model_validate(tomllib.loads(file.read_text("utf-8"))), []
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(name, "the file", f"is not TOML: {error}.")]
    except UnicodeDecodeError:
        return None, [Problem(name, "the file", "is not text in UTF-8.")]
    except ValidationError as error:
        return None, [_schema_problem(name, dict(item)) for item in error.errors()]


def _schema_problem(file: str, item: Mapping[str, object]) -> Problem:
    place = item["loc"]
    parts = place if isinstance(place, tuple) else ()
    value = item["input"]
    # A missing field reports the table around it, which nobody wants to read.
    came = "" if isinstance(value, dict) else f" (came: {str(value)[:60]!r})"
    return Problem(file, ".".join(map(str, parts)) or "the file", f"{item['msg']}{came}.")


def bad_library(problems: list[Problem]) -> BadSpec:
    """The error that names them all, a line each."""
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "".join(f"\n- {problem}" for problem in problems)
    return BadSpec(f"The exercise library has {count}; mend each in its file:{lines}")
