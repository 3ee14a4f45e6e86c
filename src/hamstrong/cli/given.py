"""The options of a command, together as one value."""

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Words = TypeVar("Words", bound="DataclassInstance")


def given(context: typer.Context, kind: type[Words]) -> Words:
    """The options as the dataclass that names them: each of its fields is an option of the command.

    A command of twenty options is a function of twenty parameters to Typer; it hands them on whole.
    """
    return kind(**{field.name: context.params[field.name] for field in fields(kind)})
