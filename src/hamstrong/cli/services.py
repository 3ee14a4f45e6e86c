"""Connect services, switch their ways, ask them now."""

import base64
import os
import sys
from collections.abc import Mapping
from getpass import getpass
from typing import TYPE_CHECKING, TypeVar

import typer
from rich.markup import escape

from hamstrong.cli.athlete import current_athlete, current_id
from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.connect_service import (
    ServiceView,
    check_secret,
    connected,
    disconnect,
    field_name,
    keep_connection,
    label,
    read_secret,
    services_document,
    show_services,
    switch,
    what_goes,
)
from hamstrong.coach.due_syncs import claim_sync, syncing_now
from hamstrong.coach.services import FIELDS, Direction, ServiceName
from hamstrong.coach.sync_service import run_sync
from hamstrong.errors import BadInput, NotAllowed, Unavailable

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

KEY_BYTES = 32
PREFIX = "HAMSTRONG_"

Word = TypeVar("Word", ServiceName, Direction)


def print_status(doors: "Doors", *, as_json: bool) -> None:
    """What is connected, as a list or as JSON; no secret in either."""
    with doors.reading() as ports:
        views = show_services(ports, current_id(ports))
        zone = current_athlete(ports).zone
    if as_json:
        print_json(services_document(views))
        return
    screen = console()
    for view in views:
        screen.print(f"[bold]{escape(view.name)}[/bold]: {_state(view)}")
        for way in view.ways if view.connection else ():
            key = "services.on" if way.since else "services.off"
            screen.print(f"  {way.direction.value}: {SAY[key]}")
        found = view.connection
        if found is not None and found.synced_at is not None:
            when = f"{found.synced_at.astimezone(zone):%Y-%m-%d %H:%M}"
            screen.print(f"  {SAY.say('services.synced', when=when)}")


def _state(view: ServiceView) -> str:
    if view.connection is None:
        return SAY["services.not-connected"]
    account = escape(view.connection.account)
    told = SAY.say("services.account", account=account) if account else SAY["services.is-connected"]
    return f"{told} {escape(view.connection.problem)}".strip()


def connect_service(doors: "Doors", service: str) -> None:
    """Read the secret from the environment, the terminal or stdin, try it, and keep it."""
    name = _word(service, ServiceName, place="SERVICE")
    with doors.reading() as ports:
        if current_athlete(ports).example:
            raise NotAllowed(SAY["services.example"])
    secret = read_secret(name, _given(name))
    desk = doors.sync_desk()
    checked = check_secret(desk.lines, name, secret)
    with doors.writing() as ports:
        athlete_id = current_id(ports)
        keep_connection(ports, athlete_id, desk.vault, service=name, checked=checked)
    console().print(SAY.say("services.connected", service=label(name)))


def turn(doors: "Doors", service: str, way: str, *, on: bool, take_out: bool = False) -> None:
    """Switch one way on or off, and say what that means; what is to be taken out goes at once."""
    name = _word(service, ServiceName, place="SERVICE")
    direction = _word(way, Direction, place="WAY")
    if take_out and direction is not Direction.SESSIONS_OUT:
        raise BadInput(SAY["services.only-sessions"], place="--take-out")
    with doors.writing() as ports:
        athlete_id = current_id(ports)
        switch(ports, athlete_id, service=name, direction=direction, on=on, take_out=take_out)
    said = what_goes(name, direction) if on else SAY.say("services.now-off", service=label(name))
    console().print(escape(said))
    if take_out:
        sync_now(doors, service, as_json=False)


def sync_now(doors: "Doors", service: str, *, as_json: bool) -> None:
    """Ask one service, or all that are on; the exit code says whether any had trouble."""
    with doors.reading() as ports:
        wanted = _wanted(show_services(ports, current_id(ports)), service)
        if service:
            connected(ports, current_id(ports), wanted[0])
    desk = doors.sync_desk()
    for name in wanted:
        with doors.writing() as ports:
            job = claim_sync(ports, current_id(ports), name)
        if not run_sync(desk, job.id):
            raise syncing_now(name)
    with doors.reading() as ports:
        views = [v for v in show_services(ports, current_id(ports)) if v.service in wanted]
    if as_json:
        print_json(services_document(views))
    else:
        _print_synced(views)
    if any(view.connection is not None and view.connection.problem for view in views):
        raise typer.Exit(Unavailable.exit_code)


def disconnect_service(doors: "Doors", service: str) -> None:
    """Delete the secret."""
    name = _word(service, ServiceName, place="SERVICE")
    with doors.writing() as ports:
        disconnect(ports, current_id(ports), name)
    console().print(SAY.say("services.disconnected", service=label(name)))


def print_key() -> None:
    """32 random bytes, as the vault takes them."""
    console().print(base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode("ascii"))


def _print_synced(views: list[ServiceView]) -> None:
    screen = console()
    if not views:
        screen.print(SAY["services.nothing-on"])
    for view in views:
        found = view.connection
        problem = "" if found is None else found.problem
        said = " ".join(part for part in (view.did, problem) if part) or SAY["services.nothing-new"]
        screen.print(f"{escape(view.name)}: {escape(said)}")


def _wanted(views: tuple[ServiceView, ...], service: str) -> list[ServiceName]:
    if service:
        return [_word(service, ServiceName, place="SERVICE")]
    return [view.service for view in views if view.connection and view.connection.directions]


def _given(service: ServiceName) -> Mapping[str, str]:
    """Each field by itself: its variable, else what is typed unseen, else the next line."""
    given = {}
    for name in FIELDS[service]:
        variable = f"{PREFIX}{service.value}_{name}".upper()
        if variable in os.environ:
            given[name] = os.environ[variable]
        elif sys.stdin.isatty():
            asked = SAY.say("services.ask", service=label(service), name=field_name(name))
            given[name] = getpass(f"{asked}: ")
        else:
            given[name] = sys.stdin.readline()
    return given


def _word(text: str, kind: type[Word], *, place: str) -> Word:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(kind)
        raise BadInput(SAY.say("services.unknown", text=text, known=known), place=place) from error
