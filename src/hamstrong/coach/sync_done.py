"""Done sessions out: each that ended since this was switched on goes up once, as FIT."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hamstrong.coach.done import ends
from hamstrong.coach.due_syncs import SETTLES
from hamstrong.coach.hand_out import DoneKind, done_file
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import (
    Direction,
    DoneFile,
    DoneOut,
    Item,
    ItemRefused,
    ItemState,
)
from hamstrong.coach.session_done import has_work, session_done
from hamstrong.coach.session_words import done_text
from hamstrong.coach.sync_run import SyncRun
from hamstrong.coach.watch_files import plain_name

WAY: Final = Direction.DONE_OUT

ENDED: Final = (SessionState.DONE, SessionState.STOPPED)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A session that ended, and when, aware."""

    session_id: str
    at: datetime


def send_done(run: SyncRun, line: DoneOut) -> None:
    """Upload every session that ended since and has not gone up.

    That one is begun is written before it is sent. After a kill it is sent again under the same
    external id, and what the service calls a duplicate counts as there.
    """
    with run.desk.reading() as ports:
        items = ports.store.services.items(run.athlete_id, run.service, WAY)
        now = ports.clock.now()
        ended = [(one, items.get(one.session_id)) for one in _ended(ports, run)]
        todo = [(one, item) for one, item in ended if not _is_over(item, now=now)]
    for one, item in todo:
        _send(run, line, one, tries=0 if item is None else item.tries)


def _send(run: SyncRun, line: DoneOut, ended: _Ended, *, tries: int) -> None:
    with run.desk.reading() as ports:
        file = _file(ports, run.athlete_id, ended.session_id)
    day = ended.at.date()
    begun = Item(WAY, ended.session_id, ItemState.SENDING, run.now(), day=day, tries=tries)
    run.note(begun)
    try:
        remote_id = line.send(file)
    except ItemRefused as error:
        run.refuse(begun, error)
        return
    run.note(replace(begun, state=ItemState.THERE, remote_id=remote_id))
    run.told["sent"] += 1


def _is_over(item: Item | None, *, now: datetime) -> bool:
    """Whether it has gone, or stays, or waits for another hour."""
    if item is None or item.state is ItemState.SENDING:
        return False
    return item.state is not ItemState.LATER or item.waits(now)


def _ended(ports: Ports, run: SyncRun) -> Iterator[_Ended]:
    """Sessions of the plan with work in them, the first that ended first."""
    stored = ports.store.plans.get(run.athlete_id)
    known = set() if stored is None else {session.id for session in stored.plan.sessions}
    since = run.connection(ports).directions.get(WAY)
    latest = ports.clock.now() - SETTLES
    told = ends(ports.store.events.all(run.athlete_id, EventKind.SESSION))
    for session_id, event in sorted(told.items(), key=lambda pair: pair[1].at):
        is_wanted = event.data["state"] in ENDED and session_id in known
        if not is_wanted or since is None or not since <= event.at <= latest:
            continue
        if has_work(ports, run.athlete_id, session_id=session_id):
            yield _Ended(session_id, event.at)


def _file(ports: Ports, athlete_id: str, session_id: str) -> DoneFile:
    done = session_done(ports, athlete_id, session_id=session_id)
    data = done_file(ports, athlete_id, session_id=session_id, kind=DoneKind.FIT).data
    external_id = f"hamstrong-{athlete_id[:8]}-{plain_name(session_id)}"
    name = f"strength-{plain_name(session_id)}.fit"
    return DoneFile(external_id, name, done.title, done_text(done), data)
