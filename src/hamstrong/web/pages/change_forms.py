"""Changes of the plan as forms ask for them: each kind by its own fields."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from hamstrong.coach.run_outcomes import LONGEST_RUN_MIN, SHORTEST_RUN_MIN
from hamstrong.errors import BadInput
from hamstrong.running.model import RunType
from hamstrong.web.pages.filled import Filled
from hamstrong.web.pages.site import Shown
from hamstrong.web.text import say

Raw = list[dict[str, Any]]
"""Changes as JSON values, see `coach/edits.py`."""

_Fields = dict[str, Any]


def read_changes(form: Filled, shown: Shown) -> Raw:
    """The change that a form asks for, or the list it carries on.

    Raises:
        BadInput: With the field as its place.
    """
    if form.has("changes"):
        return changes_from_json(form.text("changes"))
    what = form.text("what")
    read = READERS.get(what)
    if read is None:
        raise BadInput(say("error.no-change", what=what or say("error.nothing")))
    return [{"what": what, **read(form, shown)}]


def changes_from_json(text: str) -> Raw:
    """A list as a page wrote it. Raises BadInput."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise BadInput(say("error.unreadable")) from error
    if not isinstance(raw, list):
        raise BadInput(say("error.not-a-list"), place="changes")
    return raw


def _start(form: Filled, shown: Shown) -> str:
    """Where something was carried to, or the day and clock that were filled in."""
    return form.text("start") or form.moment(shown.athlete.zone).isoformat()


def _move_run(form: Filled, shown: Shown) -> _Fields:
    return {"run_id": form.text("id"), "start": _start(form, shown)}


def _move_session(form: Filled, shown: Shown) -> _Fields:
    return {"session_id": form.text("id"), "start": _start(form, shown)}


def _free_session(form: Filled, _shown: Shown) -> _Fields:
    return {"session_id": form.text("id")}


def _no_absence(form: Filled, _shown: Shown) -> _Fields:
    return {"absence_id": form.text("id")}


def _absence(form: Filled, _shown: Shown) -> _Fields:
    absence = {
        "kind": form.text("kind"),
        "first": form.day("first").isoformat(),
        "last": form.day("last" if form.has("last") else "first").isoformat(),
        "back": form.text("speed", "steady"),
    }
    return absence | ({"instead_of": form.text("id")} if form.has("id") else {})


def _minutes(form: Filled) -> float:
    return form.number("minutes", low=SHORTEST_RUN_MIN, high=LONGEST_RUN_MIN)


def _run_minutes(form: Filled, _shown: Shown) -> _Fields:
    return {"run_id": form.text("id"), "minutes": _minutes(form)}


def _run_outcome(form: Filled, _shown: Shown) -> _Fields:
    told: _Fields = {"run_id": form.text("id"), "outcome": form.text("outcome")}
    if told["outcome"] != "done":
        return told
    if form.has("minutes"):
        told["minutes"] = _minutes(form)
    if form.has("type"):
        told["type"] = form.choice("type", RunType)
    return told


def _new_run(form: Filled, shown: Shown) -> _Fields:
    return {
        "start": form.moment(shown.athlete.zone).isoformat(),
        "minutes": _minutes(form),
        "type": form.choice("type", RunType),
        "title": form.text("title"),
    }


READERS: Mapping[str, Callable[[Filled, Shown], _Fields]] = {
    "absence": _absence,
    "add-run": _new_run,
    "free-session": _free_session,
    "move-run": _move_run,
    "move-session": _move_session,
    "no-absence": _no_absence,
    "run-minutes": _run_minutes,
    "run-outcome": _run_outcome,
}
"""What each form sends beside the name of its change."""
