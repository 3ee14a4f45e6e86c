"""What an event may say: one schema a kind, checked once when it comes in."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from hamstrong.coach.mistakes import first_mistake
from hamstrong.coach.model import Event, EventKind
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.schema import Family, LoadClass
from hamstrong.planning.body.spots import all_spots, read_spot
from hamstrong.planning.constants.readiness import Area
from hamstrong.planning.constants.red_flags import RED_FLAGS
from hamstrong.planning.words import date_word

AREAS = tuple(area.value for area in Area)
"""Where soreness and pain are asked for (evidence 5.3)."""

SPOTS = tuple(dict.fromkeys((*AREAS, *(spot.key for spot in all_spots()))))
"""Areas, and then each side of those that have two."""

MAX_DATA_BYTES = 4096
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
CLOCK_SLACK = timedelta(hours=36)
"""A phone may be a day ahead by its zone and a little by its clock, not more."""
MORNING_SLACK = timedelta(days=2)
"""A check-in may be made up for yesterday, and dates differ by a day around the world."""

_UTC = ZoneInfo("UTC")
_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
Id = Annotated[str, Field(min_length=1, max_length=80)]
Tenth = Annotated[float, Field(ge=0, le=10)]


def _known_spot(key: str) -> str:
    try:
        return read_spot(key).key
    except BadInput as error:
        raise ValueError(error.message.rstrip(".")) from error


SpotKey = Annotated[str, AfterValidator(_known_spot)]
"""An area, or one side of it: `calf`, `left-calf`. Without a side: both, or nobody said which."""

Spots = Annotated[list[SpotKey], Field(max_length=len(SPOTS))]
Score = Annotated[int, Field(ge=0, le=10)]


class _Data(BaseModel):
    # A newer player may say more than this server knows; what it says is kept.
    model_config = ConfigDict(extra="allow", allow_inf_nan=False)


Seconds = Annotated[float, Field(ge=0, le=3600)]


class JudgedData(_Data):
    """What a camera saw of a set, or a phone on the hips felt: evidence beside what the clock
    counted, never in its place.

    Of a hold: `held_s` is `valid_s` + all of `lost_s` (by criterion) + `unseen_s`, over all holds
    of the set, `longest_valid_s` the best of them; it may begin before the clock and end after it.
    `trusted` is False where the camera stood at an angle. Of reps: how many, and how many full.
    `seen` names the evidence that is kept beside the log, and may be deleted there.
    """

    by: Literal["camera", "hips"]
    valid_s: Seconds | None = None
    held_s: Seconds | None = None
    unseen_s: Seconds | None = None
    lost_s: dict[Criterion, Seconds] | None = None
    longest_valid_s: Seconds | None = None
    trusted: bool | None = None
    reps: Annotated[int, Field(ge=0, le=1000)] | None = None
    full_reps: Annotated[int, Field(ge=0, le=1000)] | None = None
    seen: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")] | None = None


class SetData(_Data):
    """One set: seconds held or reps done, and how it felt. Reserve in seconds or reps.

    `ended` says what ended it before its time, `pain` is 0-10 while it was done, `sharp` that it
    was a sharp pain or something popped, `area` where it hurt: without a side, on that of the set;
    left out, where the exercise works.
    """

    session_id: Id
    exercise_id: Id
    side: Literal["left", "right", "both"]
    set_number: Annotated[int, Field(ge=1, le=99)]
    hold_s: Annotated[float, Field(ge=0, le=3600)] | None = None
    reps: Annotated[int, Field(ge=0, le=1000)] | None = None
    planned: Annotated[float, Field(ge=0, le=3600)] | None = None
    reserve: Annotated[float, Field(ge=0, le=1000)] | None = None
    rpe: Tenth | None = None
    skipped: bool = False
    ended: Literal["form", "cramp", "pain"] | None = None
    pain: Score | None = None
    sharp: bool | None = None
    area: SpotKey | None = None
    judged: JudgedData | None = None

    @model_validator(mode="after")
    def is_done_or_skipped(self) -> Self:
        """A set that was done says how much of it."""
        if self.hold_s is not None and self.reps is not None:
            raise ValueError("a set is held or counted, not both")
        if not self.skipped and self.hold_s is None and self.reps is None:
            raise ValueError("a set that was not skipped needs hold_s or reps")
        return self


class SessionData(_Data):
    """The end of a session; `feel` is the one tap.

    `skipped` is not made up for; `elsewhere` says how hard and how long what was done instead was.
    """

    session_id: Id
    state: Literal["done", "stopped", "skipped", "elsewhere"]
    load_class: LoadClass | None = None
    minutes: Annotated[int, Field(ge=1, le=300)] | None = None
    rpe: Tenth | None = None
    feel: Annotated[str | int, Field(union_mode="left_to_right")] | None = None


class FlagData(_Data):
    """A red flag by its id, and where; without an area it speaks of the whole body."""

    id: str
    area: SpotKey | None = None

    @field_validator("id")
    @classmethod
    def is_known(cls, value: str) -> str:
        """One of the catalogue."""
        if value not in RED_FLAGS:
            raise ValueError(f"{value} is no red flag that Hamstrong knows")
        return value


class CheckInData(_Data):
    """The morning: soreness and pain 0-10 by spot, hours of sleep, energy 1-5, and what else.

    What nobody said is None and is not stored, so that an event of an older player stays equal
    to itself. `ill` False ends an illness. `worse`, `settled`, `limping`, `easing` name spots:
    more painful than usual, back to usual, changing the gait, sore but easing with moving.
    `assessed` names spots that somebody qualified has looked at, or `all`. `of_body` is False for
    a word on illness alone, which says nothing of soreness and pain.
    """

    day: date
    soreness: dict[SpotKey, Score] = Field(default_factory=dict)
    pain: dict[SpotKey, Score] = Field(default_factory=dict)
    sleep_h: Annotated[float, Field(ge=0, le=24)] | None = None
    energy: Annotated[int, Field(ge=1, le=5)] | None = None
    slept_badly: bool | None = None
    ill: bool | None = None
    worse: Spots | None = None
    settled: Spots | None = None
    limping: Spots | None = None
    easing: Spots | None = None
    red_flags: Annotated[list[FlagData], Field(max_length=len(RED_FLAGS))] | None = None
    assessed: list[Literal["all"] | SpotKey] | None = None
    of_body: bool | None = None

    @field_validator("red_flags", mode="before")
    @classmethod
    def may_be_ids_alone(cls, value: object) -> object:
        """An id stands for itself, without an area."""
        if not isinstance(value, list):
            return value
        return [{"id": item} if isinstance(item, str) else item for item in value]


class TryoutData(_Data):
    """One try of the short hold that finds a rung (evidence 3.2)."""

    session_id: Id
    family: Family
    exercise_id: Id
    rpe: Tenth
    settled: bool = False


_SCHEMAS: dict[EventKind, type[_Data]] = {
    EventKind.SET: SetData,
    EventKind.SESSION: SessionData,
    EventKind.CHECK_IN: CheckInData,
    EventKind.TRYOUT: TryoutData,
}


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=_UUID)]
    kind: EventKind
    at: AwareDatetime
    data: dict[str, Any]

    @field_validator("id", mode="before")
    @classmethod
    def is_lower_case(cls, value: object) -> object:
        """A UUID is the same in capitals."""
        return value.lower() if isinstance(value, str) else value


def read_event(raw: Mapping[str, Any], *, now: datetime, zone: ZoneInfo = _UTC) -> Event:
    """Check one event as a client sends it; `zone` is the athlete's.

    Raises:
        BadInput: With the field as its place.
    """
    try:
        envelope = _Envelope.model_validate(raw)
        data = _SCHEMAS[envelope.kind].model_validate(envelope.data)
    except ValidationError as error:
        sentence, where = first_mistake(error)
        raise BadInput(sentence, place=where or "event") from error
    if not EARLIEST <= envelope.at <= now + CLOCK_SLACK:
        raise BadInput(
            SAY.say("cannot-be-when-happened", time=envelope.at.isoformat()),
            place="at",
        )
    if isinstance(data, CheckInData):
        _check_morning(data.day, envelope.at, zone)
    return Event(envelope.id, envelope.kind, envelope.at, _plain(data))


def _check_morning(day: date, at: datetime, zone: ZoneInfo) -> None:
    # Who travels is a day ahead of home, or home is a day ahead of them.
    today = max(at.date(), at.astimezone(zone).date())
    if day > today:
        raise BadInput(
            SAY.say("morning-still-come-check", day=date_word(day)),
            place="day",
        )
    if today - day > MORNING_SLACK:
        raise BadInput(
            SAY.say("checkin-about-morning-given", day=date_word(day)),
            place="day",
        )


def _plain(data: _Data) -> dict[str, Any]:
    """As JSON values. Raises BadInput for what no JSON file could hold, as half a character."""
    try:
        plain = data.model_dump(mode="json", exclude_none=True)
        size = len(json.dumps(plain, ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, RecursionError) as error:
        raise BadInput(SAY["event-holds-text-number"], place="data") from error
    if size > MAX_DATA_BYTES:
        raise BadInput(SAY.say("event-holds-most-bytes", most=MAX_DATA_BYTES), place="data")
    return plain


def day_of(event: Event, zone: ZoneInfo) -> date:
    """The training day: a check-in names its own, anything else has the day it happened."""
    if event.kind is EventKind.CHECK_IN:
        return date.fromisoformat(event.data["day"])
    return event.at.astimezone(zone).date()
