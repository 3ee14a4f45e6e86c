"""A form as it was filled in: read into values, or refused with a sentence and the field."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from hamstrong.coach.days import check_day
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.errors import BadFile, BadInput
from hamstrong.web.text import load_catalogue

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was chosen, read up to `MAX_BYTES` and one byte more."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """What was posted. Every reader raises BadInput whose `place` is the field's name."""

    data: FormData
    upload: Upload | None = None

    def file(self) -> Upload | None:
        """The file that came along. Raises BadFile when it is larger than any run plan."""
        if self.upload is not None and len(self.upload.data) > MAX_BYTES:
            raise _too_large(self.upload.name)
        return self.upload

    def text(self, name: str, default: str = "") -> str:
        """One line or more, without the space around it."""
        value = self.data.get(name)
        return value.strip() if isinstance(value, str) else default

    def has(self, name: str) -> bool:
        """Whether the field was filled in or the box ticked."""
        return bool(self.text(name))

    def many(self, name: str) -> tuple[str, ...]:
        """All values of boxes that share a name."""
        return tuple(value for value in self.data.getlist(name) if isinstance(value, str))

    def number(self, name: str, *, low: float, high: float) -> float:
        """A number in a range; a comma counts as a decimal point."""
        text = self.text(name).replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise BadInput(_say("number", low=f"{low:g}", high=f"{high:g}"), place=name)
        return value

    def whole(self, name: str, *, choices: Collection[int]) -> int:
        """One of a few whole numbers."""
        text = self.text(name)
        if not text.isdecimal() or int(text) not in choices:
            raise BadInput(_say("choice"), place=name)
        return int(text)

    def day(self, name: str) -> date:
        """A date as the browser sends it, 2027-04-18."""
        try:
            day = date.fromisoformat(self.text(name))
        except ValueError as error:
            raise BadInput(_say("day"), place=name) from error
        check_day(day, place=name)
        return day

    def clock(self, name: str) -> time:
        """A clock time, 07:30."""
        try:
            return datetime.strptime(self.text(name)[:5], "%H:%M").replace(tzinfo=UTC).time()
        except ValueError as error:
            raise BadInput(_say("clock"), place=name) from error

    def moment(self, zone: ZoneInfo) -> datetime:
        """The fields `day` and `clock` together, aware."""
        return datetime.combine(self.day("day"), self.clock("clock"), tzinfo=zone)

    def duration_s(self, name: str) -> float:
        """Seconds of `45:30` (minutes and seconds) or `1:45:30`."""
        parts = self.text(name).replace(".", ":").split(":")
        if not 2 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
            raise BadInput(_say("duration"), place=name)
        total = 0
        for part in parts:
            total = total * 60 + int(part)
        if not 0 < total < 24 * 3600:
            raise BadInput(_say("duration"), place=name)
        return float(total)

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """One member of an enumeration."""
        try:
            return kind(self.text(name))
        except ValueError as error:
            raise BadInput(_say("choice"), place=name) from error

    def choices(self, name: str, kind: type[Choice]) -> frozenset[Choice]:
        """Several members of an enumeration."""
        known = {member.value for member in kind}
        return frozenset(kind(value) for value in self.many(name) if value in known)


async def read_form(request: Request) -> Filled:
    """The posted form, its file read into memory. Raises BadFile for a field beyond any plan."""
    try:
        async with request.form(max_files=1, max_fields=2000, max_part_size=MAX_BYTES) as form:
            return Filled(data=form, upload=await _uploaded(form))
    except HTTPException as error:
        if "maximum size" not in error.detail:
            raise
        raise _too_large("plan") from error


def _too_large(place: str) -> BadFile:
    return BadFile(_say("large", limit=f"{MAX_BYTES / 1e6:.0f}"), place=place)


async def _uploaded(form: FormData) -> Upload | None:
    for value in form.values():
        if isinstance(value, UploadFile) and value.filename:
            return Upload(name=value.filename, data=await value.read(MAX_BYTES + 1))
    return None


FormOf = Annotated[Filled, Depends(read_form)]


def _say(key: str, **values: object) -> str:
    return load_catalogue().say(f"form.{key}", **values)
