"""How Hamstrong decides: every table of constants, with its sources said once."""

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.planning.constants import CERTAINTY_WORDS, TABLES, Row, Table
from hamstrong.planning.constants.told import say, told
from hamstrong.web.pages.site import Site

SAID_ONCE_FROM = 3
"""A source that so many rows share is said above them, not beside each."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of constants; `source` holds for every row that names none of its own."""

    id: str
    title: str
    intro: str
    source: str
    rows: tuple[tuple[Row, str], ...]


def show_table(table: Table) -> ShownTable:
    """The table with its commonest source taken out of the rows, where each row has one.

    Where some have none, a row without a word would seem to be one of them.
    """
    rows = table.rows()
    counted = Counter(row.source for row in rows)
    source, times = counted.most_common(1)[0] if counted else ("", 0)
    shared = source if times >= SAID_ONCE_FROM and "none" not in counted else ""
    return ShownTable(
        id=table.id,
        title=table.title,
        intro=table.intro,
        source=shared,
        rows=tuple((row, "" if row.source in ("none", shared) else row.source) for row in rows),
    )


def decides_routes(site: Site) -> APIRouter:
    """The page that every reason links to."""
    router = site.router()

    @router.get("/decides")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            athlete = find_athlete(ports).athlete
        return site.page(
            request,
            "decides.html",
            athlete=athlete,
            tables=[show_table(told(table)) for table in TABLES],
            certainties={level: say(words) for level, words in CERTAINTY_WORDS.items()},
        )

    return router
