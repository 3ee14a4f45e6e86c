"""Explanations as JSON values: the same for the API and for `--json`."""

from typing import Any

from hamstrong.exercises.library import Library
from hamstrong.planning.document import plan_week_document, reason_document, session_document
from hamstrong.planning.why.conflicts import WeekWhy, WishConflict
from hamstrong.planning.why.explain import DayWhy, SessionWhy
from hamstrong.planning.why.verdicts import DayVerdict

Document = dict[str, Any]


def session_why_document(why: SessionWhy, library: Library) -> Document:
    """`GET /api/sessions/{id}/why`."""
    return {
        "session": session_document(why.session, library),
        "placement": reason_document(why.placement),
        "doses": [reason_document(reason) for reason in why.doses],
        "others": [_verdict(verdict) for verdict in why.others],
    }


def day_why_document(why: DayWhy) -> Document:
    """`GET /api/days/{day}/why`."""
    return {
        "day": why.day.isoformat(),
        "reason": reason_document(why.reason),
        "sessions": [_verdict(verdict) for verdict in why.sessions],
        "kinds": [_verdict(verdict) for verdict in why.kinds],
    }


def week_why_document(why: WeekWhy) -> Document:
    """`GET /api/weeks/{day}/why`."""
    conflict = why.conflict
    return {
        "week": plan_week_document(why.week),
        "conflict": None if conflict is None else _conflict(conflict),
        "held_back": None if why.held_back is None else reason_document(why.held_back),
    }


def _conflict(conflict: WishConflict) -> Document:
    way_out = conflict.way_out
    return {
        "reason": reason_document(conflict.reason),
        "wishes": [wish.text for wish in conflict.wishes],
        "way_out": None
        if way_out is None
        else {"text": way_out.text, "wishes": [wish.text for wish in way_out.wishes]},
    }


def _verdict(verdict: DayVerdict) -> Document:
    return {
        "day": verdict.day.isoformat(),
        "verdict": verdict.verdict.value,
        "reason": reason_document(verdict.reason),
        "load_class": verdict.load_class.value,
        "session_id": verdict.session_id,
        "starts": [start.isoformat() for start in verdict.starts],
        "instead": None if verdict.instead is None else verdict.instead.value,
    }
