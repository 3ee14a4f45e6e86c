"""The body as JSON values: the same for the API and for `--json`."""

from typing import Any

from hamstrong.coach.show_body import BodyView, Question
from hamstrong.exercises.library import Library
from hamstrong.planning.body.progression import Verdict
from hamstrong.planning.body.readiness import AreaState
from hamstrong.planning.document import reason_document
from hamstrong.planning.model import Limit

Document = dict[str, Any]


def body_document(view: BodyView, library: Library) -> Document:
    """`GET /api/body`."""
    return {
        "day": view.day.isoformat(),
        "ill": view.ill,
        "questions": [_question(question) for question in view.questions],
        "areas": [_area(state) for state in view.states],
        "limits": [_limit(limit) for limit in view.limits],
        "verdicts": [_verdict(verdict, library) for verdict in view.verdicts],
        "days": [
            {
                "day": day.isoformat(),
                "at": fresh.at.isoformat(),
                "word": fresh.word.value,
                "reason": reason_document(fresh.reason),
            }
            for day, fresh in sorted(view.days.items())
        ],
    }


def _question(question: Question) -> Document:
    drop = question.drop
    return {
        "text": question.text,
        "area": question.spot.area.value,
        "exercise_id": drop.exercise.id,
        "side": drop.side.value,
        "day": drop.day.isoformat(),
        "before": drop.before,
        "now": drop.now,
    }


def _area(state: AreaState) -> Document:
    return {
        "area": None if state.spot is None else state.spot.area.value,
        "side": None if state.spot is None else state.spot.side.value,
        "light": state.light.value,
        "since": None if state.since is None else state.since.isoformat(),
        "why": state.why,
        "does": state.does,
        "advice": state.advice,
    }


def _limit(limit: Limit) -> Document:
    return {
        "first": limit.first.isoformat(),
        "last": None if limit.last is None else limit.last.isoformat(),
        "tissues": sorted(tissue.value for tissue in limit.tissues),
        "hardest": None if limit.hardest is None else limit.hardest.value,
        "sets": limit.sets,
        "easier": limit.easier,
        "nothing_new": limit.nothing_new,
        "reason": reason_document(limit.reason),
    }


def _verdict(verdict: Verdict, library: Library) -> Document:
    return {
        "family": verdict.family.value,
        "exercise_id": verdict.exercise_id,
        "exercise": library[verdict.exercise_id].name,
        "day": verdict.day.isoformat(),
        "direction": verdict.direction.value,
        "level": verdict.level,
        "reason": reason_document(verdict.reason),
    }
