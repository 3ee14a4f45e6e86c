"""Services: connect one, switch what goes which way, disconnect it."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, Request, Response

from hamstrong.coach.connect_service import (
    check_secret,
    connected,
    disconnect,
    keep_connection,
    label,
    read_fields,
    read_secret,
    show_services,
    switch,
)
from hamstrong.coach.due_syncs import queue_sync
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.services import FIELDS, Direction, Secret, ServiceName, about
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.errors import BadInput, HamstrongError, NotAllowed
from hamstrong.web.deps import ServiceDoors
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.site import Site, current_id, shown_of

HOME: Final = "/services"
BACK: Final = "/services/strava/return"
COOKIE: Final = "hamstrong_leave"
LEAVE_LASTS: Final = timedelta(minutes=15)
MOST_ASKED: Final = 8

ASKED: Final = {
    **{service: FIELDS[service] for service in ServiceName},
    ServiceName.STRAVA: ("client_id", "client_secret"),
}
"""What the page asks for; the rest Strava gives once the athlete has said yes there."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A leave that was asked for, until the athlete comes back with it."""

    secret: Secret
    until: datetime


@dataclass(slots=True)
class _Rooms:
    """What the routes share.

    Attributes:
        site: Renders.
        doors: To services.
        asked: Leaves under way, by the random state that comes back; in memory alone.
    """

    site: Site
    doors: ServiceDoors
    asked: dict[str, _Asked] = field(default_factory=dict)

    @property
    def desk(self) -> SyncDesk:
        return self.doors.desk()

    def keep(self, service: ServiceName, checked: tuple[str, Secret]) -> None:
        """Keep a secret that was tried."""
        vault = self.desk.vault
        with self.site.deps.writing() as ports:
            keep_connection(ports, current_id(ports), vault, service=service, checked=checked)

    def kept(self, service: ServiceName) -> Secret:
        """What the page asks for, as it was given when the service was connected."""
        with self.site.deps.reading() as ports:
            athlete_id = current_id(ports)
            sealed = connected(ports, athlete_id, service).sealed
        secret = self.desk.vault.unseal(sealed, about=about(athlete_id, service))
        return {name: secret[name] for name in ASKED[service]}

    def check_athlete(self) -> None:
        """That there is one who may connect. Raises NotAllowed for the example."""
        with self.site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        if shown.athlete.example:
            raise NotAllowed(self.site.texts["services.example"])

    def page(
        self,
        request: Request,
        *,
        error: HamstrongError | None = None,
        which: str = "",
        leave: str = "",
    ) -> Response:
        """All services; with an error beside the one whose form was refused, or the link to
        where leave is asked: the pages' policy lets no form lead elsewhere."""
        with self.site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            views = show_services(ports, shown.id)
        return self.site.page(
            request,
            "services.html",
            status=error.status if error else 200,
            athlete=shown.athlete,
            views=views,
            fields={service.value: names for service, names in ASKED.items()},
            host=request.url.hostname,
            error=error,
            which=which,
            leave=leave,
        )

    def go(self, request: Request, service: ServiceName, key: str) -> Response:
        """Back to the service, with a sentence."""
        text = self.site.texts.say(f"services.{key}", service=label(service))
        return self.site.go(request, f"{HOME}#{service.value}", Note(text))


def service_routes(site: Site) -> APIRouter:
    """Everything under `/services`."""
    router = site.router()
    if site.deps.services is not None:
        rooms = _Rooms(site, site.deps.services)
        _leave_routes(router, rooms)
        _connect_routes(router, rooms)
        _switch_routes(router, rooms)
    return router


def _connect_routes(router: APIRouter, rooms: _Rooms) -> None:
    @router.get(HOME)
    def show(request: Request) -> Response:
        return rooms.page(request)

    @router.post(f"{HOME}/{{service}}/connect")
    def connect(request: Request, service: ServiceName, form: FormOf) -> Response:
        try:
            rooms.check_athlete()
            if service is ServiceName.STRAVA:
                given = _given(form, service)
                return _ask_leave(request, rooms, read_fields(ASKED[service], given))
            secret = read_secret(service, _given(form, service))
            rooms.keep(service, check_secret(rooms.desk.lines, service, secret))
        except HamstrongError as error:
            if error.place in ASKED[service]:
                error.place = f"{service.value}_{error.place}"
            return rooms.page(request, error=error, which=service.value)
        return rooms.go(request, service, "connected")

    @router.post(f"{HOME}/strava/leave")
    def leave_again(request: Request) -> Response:
        """By the application that is kept: nothing is typed again."""
        try:
            return _ask_leave(request, rooms, rooms.kept(ServiceName.STRAVA))
        except HamstrongError as error:
            return rooms.page(request, error=error, which=ServiceName.STRAVA.value)

    @router.post(f"{HOME}/{{service}}/disconnect")
    def end(request: Request, service: ServiceName) -> Response:
        with rooms.site.deps.writing() as ports:
            disconnect(ports, current_id(ports), service)
        return rooms.go(request, service, "disconnected")


def _switch_routes(router: APIRouter, rooms: _Rooms) -> None:
    def turn(service: ServiceName, way: Direction, *, on: bool, take_out: bool = False) -> None:
        with rooms.site.deps.writing() as ports:
            athlete_id = current_id(ports)
            switch(ports, athlete_id, service=service, direction=way, on=on, take_out=take_out)

    @router.post(f"{HOME}/{{service}}/{{way}}/on")
    def on(request: Request, service: ServiceName, way: Direction) -> Response:
        turn(service, way, on=True)
        rooms.doors.tick()
        return rooms.go(request, service, "switched-on")

    @router.post(f"{HOME}/{{service}}/{{way}}/off")
    def off(request: Request, service: ServiceName, way: Direction) -> Response:
        turn(service, way, on=False)
        return rooms.go(request, service, "switched-off")

    @router.post(f"{HOME}/{{service}}/sessions-out/take-out")
    def take_out(request: Request, service: ServiceName) -> Response:
        turn(service, Direction.SESSIONS_OUT, on=False, take_out=True)
        rooms.doors.tick()
        return rooms.go(request, service, "taking-out")

    @router.post(f"{HOME}/{{service}}/sync")
    def sync(request: Request, service: ServiceName) -> Response:
        with rooms.site.deps.writing() as ports:
            queue_sync(ports, current_id(ports), service)
        rooms.doors.tick()
        return rooms.go(request, service, "asked")


def _leave_routes(router: APIRouter, rooms: _Rooms) -> None:
    @router.get(BACK)
    def come_back(
        request: Request, state: str = "", code: str = "", scope: str = "", error: str = ""
    ) -> Response:
        """Strava sends the athlete here; only who began may end it, once."""
        asked = rooms.asked.pop(state, None)
        begun = secrets.compare_digest(request.cookies.get(COOKIE, "").encode(), state.encode())
        now = _now(rooms)
        try:
            if asked is None or not begun or asked.until < now:
                raise BadInput(rooms.site.texts["services.leave-unknown"])
            if error or not code or "activity:write" not in scope.split(","):
                raise NotAllowed(rooms.site.texts["services.leave-refused"])
            secret = rooms.desk.lines.leave_given(**asked.secret, code=code)
            rooms.keep(ServiceName.STRAVA, ("", secret))
        except HamstrongError as trouble:
            answer = rooms.page(request, error=trouble, which=ServiceName.STRAVA.value)
        else:
            answer = rooms.go(request, ServiceName.STRAVA, "connected")
        answer.delete_cookie(COOKIE)
        return answer


def _ask_leave(request: Request, rooms: _Rooms, secret: Secret) -> Response:
    """The way to Strava; what was given waits here, and is kept when the athlete comes back."""
    state = secrets.token_urlsafe(32)
    now = _now(rooms)
    for old in [key for key, asked in rooms.asked.items() if asked.until < now]:
        del rooms.asked[old]
    while len(rooms.asked) >= MOST_ASKED:
        del rooms.asked[next(iter(rooms.asked))]
    rooms.asked[state] = _Asked(secret, now + LEAVE_LASTS)
    base = rooms.site.deps.address or str(request.base_url).rstrip("/")
    where = rooms.desk.lines.ask_leave(
        client_id=secret["client_id"], address=f"{base}{BACK}", state=state
    )
    answer = rooms.page(request, which=ServiceName.STRAVA.value, leave=where)
    answer.set_cookie(
        COOKIE,
        state,
        max_age=int(LEAVE_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _given(form: Filled, service: ServiceName) -> dict[str, str]:
    """What was typed, by the service's own names; on the page each id is there once."""
    return {name: form.text(f"{service.value}_{name}") for name in ASKED[service]}


def _now(rooms: _Rooms) -> datetime:
    with rooms.site.deps.reading() as ports:
        return ports.clock.now()
