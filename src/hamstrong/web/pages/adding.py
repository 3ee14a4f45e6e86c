"""The form for a run that is in no plan."""

from datetime import date

from fastapi import Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.errors import BadInput
from hamstrong.running.model import RunType
from hamstrong.web.pages.filled import Filled
from hamstrong.web.pages.site import Site, shown_of

RUN_TYPES = tuple(kind for kind in RunType if kind.is_run)


def show_adding(
    site: Site,
    request: Request,
    *,
    day: date | None = None,
    form: Filled | None = None,
    error: BadInput | None = None,
) -> Response:
    """The form for a run that is in no plan; as it was filled in, where it was refused."""
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
    return site.page(
        request,
        "add_run.html",
        athlete=shown.athlete,
        status=error.status if error else 200,
        day=day or shown.today,
        types=RUN_TYPES,
        form=form,
        error=error,
    )
