"""Reads a table of runs: one run a line, the columns of docs/run-plan-formats.md."""

import csv
import io
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from hamstrong.adapters.files.found import Found, FoundRun, entry_text, iso_week
from hamstrong.adapters.files.reading import Reading
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.amounts import KM, LONGEST_RUN_M, LONGEST_RUN_MIN, MILE
from hamstrong.running.model import RunType
from hamstrong.running.run_times import local

_T = TypeVar("_T")
REQUIRED = ("date", "title")
COLUMNS = (*REQUIRED, "time", "distance_km", "distance_mi", "minutes", "type", "key")
MAX_ROWS = 5000
_ENDING, _DOWNLOADED_AGAIN = re.compile(r"\.(csv|tsv|txt)$", re.I), re.compile(r" ?\(\d{1,3}\)$")
_YES, _NO = ("yes", "true", "1", "y", "key"), ("no", "false", "0", "n")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")


def delimiter_of(text: str) -> str | None:
    """The delimiter of a table with a `date` column in its first line, None for anything else."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    for delimiter in (",", ";", "\t"):
        names = [_column(name) for name in first.split(delimiter)]
        if len(names) > 1 and "date" in names:
            return delimiter
    return None


def read_table(text: str, reading: Reading) -> Found:
    """The entries of a table; one bad line refuses the file.

    Raises:
        BadFile: A column or a value is missing or wrong; the place names line and column.
    """
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter_of(text) or ",", strict=True)
    entries: list[FoundRun] = []
    seen: dict[str, int] = {}
    try:
        names = [_column(name) for name in rows.fieldnames or ()]
        _check_columns(names, reading.name)
        rows.fieldnames = names
        for row in rows:
            place = f"{reading.name}, line {rows.line_num}"
            cells = _cells(row, place)
            if not any(cells.values()):
                continue
            day = cells["date"]
            seen[day] = seen.get(day, 0) + 1
            entries.append(_entry(cells, reading, place=place, number=seen[day]))
            if len(entries) > MAX_ROWS:
                raise BadFile(SAY.say("table-has-most-runs", most=MAX_ROWS), place=place)
    except csv.Error as error:
        raise BadFile(
            SAY["table-breaks-off-has"],
            place=f"{reading.name}, line {rows.reader.line_num}",
        ) from error
    return Found(name=reading.name, entries=tuple(entries))


def _column(name: str | None) -> str:
    return re.sub(r"[\s-]+", "_", (name or "").strip().strip('"').casefold())


def _check_columns(names: list[str], place: str) -> None:
    for missing in (name for name in REQUIRED if name not in names):
        raise BadFile(
            SAY.say("column-missing", column=missing, columns=", ".join(names) or SAY["none"])[
                :300
            ],
            place=f"{place}, line 1",
        )
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        raise BadFile(
            SAY.say("column-unknown-table-has", column=unknown[0][:40], columns=", ".join(COLUMNS)),
            place=f"{place}, line 1",
        )
    if len(set(names)) < len(names):
        raise BadFile(SAY["two-columns-have-same"], place=f"{place}, line 1")


def _cells(row: Mapping[str | None, object], place: str) -> dict[str, str]:
    if None in row:
        raise BadFile(
            SAY["line-has-more-cells"],
            place=place,
        )
    return {name or "": str(value or "").strip() for name, value in row.items()}


def _entry(cells: Mapping[str, str], reading: Reading, *, place: str, number: int) -> FoundRun:
    day = _value(cells, "date", place, date.fromisoformat, SAY["wanted.date"])
    if day is None:
        raise BadFile(SAY["line-has-no-date"], place=place)
    if not cells["title"]:
        raise BadFile(SAY["line-has-no-title"], place=place)
    clock = _value(cells, "time", place, _clock, SAY["wanted.time"])
    kilometres = _value(cells, "distance_km", place, _number, SAY["wanted.km"])
    miles = _value(cells, "distance_mi", place, _number, SAY["wanted.miles"])
    metres = kilometres * KM if kilometres is not None else miles * MILE if miles else None
    if metres is not None and metres > LONGEST_RUN_M:
        raise BadFile(SAY.say("no-run-km-long", distance=f"{metres / KM:.0f}"), place=place)
    minutes = _value(cells, "minutes", place, _number, SAY["wanted.minutes"])
    if minutes is not None and minutes > LONGEST_RUN_MIN:
        raise BadFile(SAY.say("no-run-takes-minutes", minutes=f"{minutes:.0f}"), place=place)
    kinds = ", ".join(RunType)
    return FoundRun(
        id_parts=("table", _plan_name(reading.name), day.isoformat(), str(number)),
        day=day,
        text=entry_text(cells["title"]),
        week=iso_week(day),
        start=local(datetime.combine(day, clock), reading.zone) if clock else None,
        distance_m=metres or None,
        minutes=minutes or None,
        type=_value(
            cells,
            "type",
            place,
            lambda cell: RunType(cell.casefold()),
            SAY.say("wanted.kind", kinds=kinds),
        ),
        key=_value(cells, "key", place, _yes_or_no, SAY["wanted.yes-no"]),
        is_workout=True,
    )


def _plan_name(file_name: str) -> str:
    """The name without its ending and the number a browser gives a second download."""
    return _DOWNLOADED_AGAIN.sub("", _ENDING.sub("", file_name.strip())).casefold()


def _value(
    cells: Mapping[str, str], column: str, place: str, read: Callable[[str], _T], wanted: str
) -> _T | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    try:
        return read(cell)
    except (ValueError, OverflowError) as error:
        raise BadFile(
            SAY.say("not-correct", cell=cell[:40], wanted=wanted), place=f"{place}, column {column}"
        ) from error


def _clock(cell: str) -> time:
    match = _CLOCK.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    return time(int(match[1]), int(match[2]))


def _number(cell: str) -> float:
    value = float(cell.replace(",", "."))
    if not math.isfinite(value) or value < 0:
        raise ValueError(cell)
    return value


def _yes_or_no(cell: str) -> bool:
    if cell.casefold() in _YES:
        return True
    if cell.casefold() in _NO:
        return False
    raise ValueError(cell)
