"""More and settings: circumstances, the calendar, the data."""

import shlex
from collections.abc import Callable
from datetime import date
from functools import partial

from fastapi import APIRouter, Request, Response

from hamstrong.coach.backups import BackupStatus
from hamstrong.coach.change_plan import changing
from hamstrong.coach.deciding import decide
from hamstrong.coach.delete_everything import delete_everything
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.model import CalendarKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import AthleteSetUp, SetUp, set_up_athlete
from hamstrong.coach.share_calendar import create_feed, feed_address, revoke_feed, rotate_feed
from hamstrong.errors import BadFile, BadInput, Conflict, HamstrongError, NotFound, RaceElsewhere
from hamstrong.exercises.schema import Equipment
from hamstrong.language import speaking
from hamstrong.planning.model import Availability, Venue, Window
from hamstrong.web.pages.changes import told
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import RACE_DISTANCES
from hamstrong.web.pages.profile import (
    AWAY_FROM_HOME,
    PARTS_OF_DAY,
    chosen_windows,
    date_edit,
    set_up_of,
    with_equipment,
    with_language,
    with_race,
    with_time,
    zone_groups,
)
from hamstrong.web.pages.site import Site, current_id, shown_of

Change = Callable[[Filled, SetUp], SetUp]

SHARED = {CalendarKind.TRAINING: "calendar", CalendarKind.BUSY: "busy"}
"""Feeds and their parts of the page; each has an address of its own."""


def settings_routes(site: Site) -> APIRouter:
    """Everything under More."""
    router = site.router()
    _show_routes(router, site)
    _change_routes(router, site)
    _runs_route(router, site)
    _date_route(router, site)
    _calendar_routes(router, site)
    _data_routes(router, site)
    return router


def _show_routes(router: APIRouter, site: Site) -> None:
    @router.get("/more")
    def more(request: Request) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
        return site.page(request, "more.html", athlete=state.athlete, state=state)

    @router.get("/settings")
    def show(request: Request) -> Response:
        return settings_page(site, request)


def settings_page(
    site: Site,
    request: Request,
    *,
    error: HamstrongError | None = None,
    form: Filled | None = None,
) -> Response:
    """The page, with an error at its field when a form was refused."""
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
        addresses = {kind: feed_address(ports, shown.id, kind) for kind in SHARED}
    backups = None if site.deps.backups is None else site.deps.backups.status()
    race = shown.state.race
    base = site.deps.address or str(request.base_url).rstrip("/")
    set_up = set_up_of(shown.athlete, race) if race else None
    return site.page(
        request,
        "settings.html",
        status=error.status if error else 200,
        athlete=shown.athlete,
        set_up=set_up,
        feeds={
            SHARED[kind]: f"{base}/feed/{address.token}.ics"
            for kind, address in addresses.items()
            if address is not None
        },
        error=error,
        form=form,
        zones=zone_groups(),
        distances=RACE_DISTANCES,
        parts=PARTS_OF_DAY,
        ticked=chosen_windows(shown.athlete.availability),
        at_gym=chosen_windows(shown.athlete.availability, Venue.GYM),
        venues=AWAY_FROM_HOME,
        dates=own_dates(shown.athlete.availability, shown.today),
        equipment=tuple(Equipment),
        today=shown.today,
        backups=backups,
        restore_command=_restore_command(backups),
        has_services=site.deps.services is not None,
    )


def _restore_command(backups: BackupStatus | None) -> str:
    """What to type to go back to the newest backup."""
    if backups is None or backups.last is None:
        return ""
    return shlex.join(("hamstrong", "restore", str(backups.last.path)))


def _change_routes(router: APIRouter, site: Site) -> None:
    def keep(request: Request, form: Filled, change: Change, anchor: str) -> Response:
        try:
            result = decide(site.deps, current_id, partial(_apply, form=form, change=change))
        except BadInput as error:
            return settings_page(site, request, error=error, form=form)
        changes = result.change.changes if result.change else ()
        remarks = result.change.remarks if result.change else ()
        with speaking(result.athlete.language):
            note = Note(site.texts["settings.kept"], changes=changes, remarks=remarks)
        return site.go(request, f"/settings#{anchor}", note)

    @router.post("/settings/race")
    def race(request: Request, form: FormOf) -> Response:
        return keep(request, form, with_race, "race")

    @router.post("/settings/time")
    def time(request: Request, form: FormOf) -> Response:
        return keep(request, form, with_time, "time")

    @router.post("/settings/equipment")
    def equipment(request: Request, form: FormOf) -> Response:
        return keep(request, form, with_equipment, "equipment")

    @router.post("/settings/language")
    def language(request: Request, form: FormOf) -> Response:
        return keep(request, form, with_language, "language")


def _runs_route(router: APIRouter, site: Site) -> None:
    @router.post("/settings/runs")
    def runs(request: Request, form: FormOf) -> Response:
        try:
            file = form.file()
            if file is None:
                raise BadInput(site.texts["welcome.runs.nothing"], place="plan")
            mode = ImportMode.REPLACE if form.has("replace") else ImportMode.MERGE
            plan = RunFile(file.name, file.data, keep_races=form.has("keep_races"))
            take_in = partial(import_runs, file=plan, mode=mode)
            summary = decide(site.deps, current_id, take_in)
        except (BadFile, BadInput, Conflict) as error:
            both = isinstance(error, RaceElsewhere) and error.can_keep
            back = "/runs?both=1#import-title" if both else "/runs"
            return site.go(request, back, Note(str(error), tone="stop"))
        changes = summary.change.changes if summary.change else ()
        text = site.texts.say(
            "runs.imported",
            added=summary.added,
            changed=summary.changed,
            removed=summary.removed,
            unchanged=summary.unchanged,
        )
        return site.go(request, "/runs", Note(text, changes=changes))


def own_dates(availability: Availability, today: date) -> list[tuple[date, tuple[Window, ...]]]:
    """Dates to come with windows of their own, in order; a day off has none."""
    days = {day for day in (*availability.days_off, *availability.dates) if day >= today}
    return [(day, availability.windows_on(day)) for day in sorted(days)]


def _date_route(router: APIRouter, site: Site) -> None:
    @router.post("/settings/dates")
    def keep(request: Request, form: FormOf) -> Response:
        where = "/settings#dates"
        try:
            change = decide(site.deps, current_id, changing(date_edit(form)))
        except (BadInput, Conflict, NotFound) as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        return site.go(request, where, told(site, change, where))


def _apply(ports: Ports, athlete_id: str, *, form: Filled, change: Change) -> AthleteSetUp:
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    if race is None:
        before = SetUp(race_day=ports.today(athlete.zone), zone=athlete.zone.key)
    else:
        before = set_up_of(athlete, race)
    return set_up_athlete(ports, athlete_id, change(form, before))


def _calendar_routes(router: APIRouter, site: Site) -> None:
    for kind, part in SHARED.items():
        for word, (verb, said) in VERBS.items():
            router.post(f"/settings/{part}/{word}")(_calendar_route(site, kind, verb, said))


VERBS = {
    "open": (create_feed, "settings.calendar.opened"),
    "rotate": (rotate_feed, "settings.calendar.rotated"),
    "revoke": (revoke_feed, "settings.calendar.revoked"),
}
"""What can be done to an address, and what is said then."""


def _calendar_route(
    site: Site, kind: CalendarKind, verb: Callable[[Ports, str, CalendarKind], object], said: str
) -> Callable[[Request], Response]:
    def act(request: Request) -> Response:
        with site.deps.writing() as ports:
            shown = shown_of(ports, find_athlete(ports))
            verb(ports, shown.id, kind)
        return site.go(request, "/settings#calendar", Note(site.texts[said]))

    return act


def _data_routes(router: APIRouter, site: Site) -> None:
    @router.get("/settings/export")
    def export() -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            data = export_everything(ports, shown.id)
        name = f"hamstrong-{shown.today}.zip"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(data, media_type="application/zip", headers=headers)

    @router.post("/settings/delete")
    def delete(request: Request, form: FormOf) -> Response:
        word = site.texts["settings.delete.word"]
        if form.text("confirm").lower() != word:
            text = site.texts.say("settings.delete.refused", word=word)
            return site.go(request, "/settings#delete", Note(text, tone="careful"))
        with site.deps.writing() as ports:
            delete_everything(ports)
        if site.deps.clips is not None:
            site.deps.clips.shelf.sweep(())
        gone = site.go(request, "/welcome", Note(site.texts["settings.delete.done"]))
        # What the phone kept for offline use goes too: sets that wait, pages, figures.
        gone.headers["Clear-Site-Data"] = '"cache", "storage"'
        return gone
