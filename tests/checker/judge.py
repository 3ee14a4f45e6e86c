"""A plan judged against the tables and against the request that it answers."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from tests.checker.breach import Breach
from tests.checker.checker import find_breaches
from tests.checker.facts import Facts
from tests.checker.life import life_breaches
from tests.checker.reading import Document, read_sessions
from tests.checker.told import told_breaches
from tests.checker.weekly import weekly_breaches


def judge(document: Document, facts: Facts) -> list[Breach]:
    """Every breach of a plan document that answers a request; an empty list for a legal plan."""
    standing = facts.standing().keys()
    found = find_breaches(
        document,
        history=facts.history,
        runs_in=facts.runs,
        standing=standing,
        given_up=facts.skipped,
    )
    if any(breach.rule == "time" for breach in found):
        return found
    sessions = read_sessions(document, facts.history, standing=standing)
    new = [session for session in sessions if session.id not in standing]
    return [
        *found,
        *life_breaches(document, new, facts, _zone(document)),
        *weekly_breaches(document, sessions, facts),
        *told_breaches(document, new, facts),
    ]


def _zone(document: Document) -> tzinfo:
    return ZoneInfo(document["zone"])
