"""Every change of the plan that can be asked for as JSON: `{"what": "move-run", ...}`.

The fields are those of the edits themselves; docs/api.md lists them.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from hamstrong.coach.absences import AddAbsence, RemoveAbsence
from hamstrong.coach.change_plan import Edit
from hamstrong.coach.correct_run import CorrectRun
from hamstrong.coach.days_off import GiveDayBack, SetWindows, TakeDayOff
from hamstrong.coach.mistakes import first_mistake
from hamstrong.coach.move_run import MoveRun
from hamstrong.coach.move_session import FreeSession, MoveSession
from hamstrong.coach.run_outcomes import AddRun, LengthenRun, TellRun
from hamstrong.errors import BadInput

MOST_EDITS = 20


def _whole(raw: object) -> object:
    """What was sent, if its texts are whole. Raises ValueError for half a character."""
    try:
        json.dumps(raw, ensure_ascii=False, default=str).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise ValueError("a text here holds half a character") from error
    return raw


AnyEdit = Annotated[
    MoveRun
    | CorrectRun
    | TellRun
    | LengthenRun
    | AddRun
    | MoveSession
    | FreeSession
    | AddAbsence
    | RemoveAbsence
    | TakeDayOff
    | GiveDayBack
    | SetWindows,
    Field(discriminator="what"),
]
Edits = Annotated[
    list[AnyEdit], Field(min_length=1, max_length=MOST_EDITS), BeforeValidator(_whole)
]


def read_edits(raw: Sequence[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Check changes as a client sends them.

    Raises:
        BadInput: With the field as its place.
    """
    try:
        edits: list[Edit] = _adapter().validate_python(list(raw))
    except ValidationError as error:
        sentence, where = first_mistake(error)
        raise BadInput(sentence, place=where or "changes") from error
    return tuple(edits)


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Edits)
