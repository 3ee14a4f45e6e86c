"""The athlete puts a session elsewhere; the spacing rules answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hamstrong.coach.change_plan import Claim, PlainEdit, change_plan, changing
from hamstrong.coach.look import look
from hamstrong.coach.make_plan import request_to_tell
from hamstrong.coach.model import PlanChange, SessionState
from hamstrong.coach.move_run import check_start
from hamstrong.coach.ports import Ports
from hamstrong.coach.preview import keep_preview, preview
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict
from hamstrong.planning.dose.selection import is_as_hard
from hamstrong.planning.model import Plan, Reason
from hamstrong.planning.why.moves import find_session, lighter_there, move_targets
from hamstrong.planning.words import WEEKDAYS, weekday_time


class MoveRefused(Conflict):
    """The rules do not allow the move; `reasons` say why not."""

    def __init__(self, reasons: tuple[Reason, ...], *, place: str) -> None:
        super().__init__(" ".join(reason.text for reason in reasons), place=place)
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """`reasons` say why not, and nothing changed; or they are empty and `change` tells the rest."""

    reasons: tuple[Reason, ...]
    change: PlanChange | None

    @property
    def moved(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class MoveSession:
    """A session at an aware start of the athlete's choice, as hard as it was."""

    session_id: str
    start: datetime
    what: Literal["move-session"] = "move-session"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound, BadInput, Conflict, MoveRefused."""
        seen = look(ports, athlete_id)
        session = seen.session(self.session_id)
        check_start(self.start, zone=seen.athlete.zone, today=seen.today)
        if seen.state(session) is not SessionState.PLANNED:
            raise Conflict(
                SAY.say(
                    f"stays-{seen.state(session)}",
                    title=session.title,
                    day=WEEKDAYS[session.day.weekday()],
                ),
                place=self.session_id,
            )
        local = self.start.astimezone(seen.athlete.zone)
        request = request_to_tell(ports, athlete_id)
        targets = move_targets(seen.plan, request, ports.library, self.session_id)
        reasons = targets.against(local)
        if reasons:
            raise MoveRefused(reasons, place=self.session_id)
        if local < ports.clock.now():
            raise BadInput(SAY["time-over-choose-later"], place="start")
        ports.store.plans.pin(athlete_id, self.session_id, local)
        return SAY.say(
            "moved-session",
            title=session.title.lower(),
            before=weekday_time(session.start),
            after=weekday_time(local),
        )

    @property
    def claims(self) -> frozenset[Claim]:
        return frozenset({Claim("session", self.session_id, "time")})

    def check(self, before: Plan, after: Plan) -> None:
        """Raises MoveRefused when the session is not there, or could not keep its class."""
        wished = find_session(before, self.session_id).load_class
        there = next((s for s in after.sessions if s.id == self.session_id), None)
        if there is None or there.start != self.start or not is_as_hard(there.load_class, wished):
            raise MoveRefused((lighter_there(),), place=self.session_id)


@dataclass(frozen=True, slots=True)
class FreeSession(PlainEdit):
    """The planner chooses the session's time again."""

    session_id: str
    what: Literal["free-session"] = "free-session"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound."""
        session = look(ports, athlete_id).session(self.session_id)
        ports.store.plans.pin(athlete_id, self.session_id, None)
        day = WEEKDAYS[session.day.weekday()]
        return SAY.say("freed-session", title=session.title.lower(), day=day)

    @property
    def claims(self) -> frozenset[Claim]:
        return frozenset({Claim("session", self.session_id, "time")})


def move_session(
    ports: Ports, athlete_id: str, *, session_id: str, start: datetime
) -> SessionMoved:
    """Pin the session to an aware `start` and plan the rest around it, if the hard hours allow.

    Raises:
        NotFound: No such session.
        BadInput: A start without zone, or before today.
        Conflict: The session is already done or under way.
    """
    try:
        tried = preview(ports, athlete_id, changing(MoveSession(session_id, start)))
    except MoveRefused as refused:
        return SessionMoved(refused.reasons, None)
    return SessionMoved((), keep_preview(ports, tried))


def free_session(ports: Ports, athlete_id: str, *, session_id: str) -> PlanChange | None:
    """Take the pin out and let the planner choose again. Raises NotFound without such a session."""
    return change_plan(ports, athlete_id, FreeSession(session_id))
