"""FIT messages against tables that other decoders made of the same files."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hamstrong.adapters.files.activities.fit_messages import Broken, Values, messages
from tests.files.activities.field import FIT, GOLDEN

pytestmark = pytest.mark.shared

EPOCH_S = 631_065_600
PROFILE = sorted(GOLDEN.glob("fitcsvtool_*.csv"))
RECORDS = sorted(GOLDEN.glob("fitparse_garmin*.csv"))


def source(stem: str) -> Path:
    return next(FIT.rglob(f"{stem}.fit"))


def told(file: Path, names: frozenset[str]) -> list[tuple[str, Values]]:
    found = []
    try:
        for message in messages(file.read_bytes(), names):
            if message is not None:
                found.append(message)
    except Broken:
        pass
    return found


def rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream):
            if row[0] == "Data":
                cells = row[3:]
                pairs = zip(cells[::3], cells[1::3], strict=False)
                yield row[2], {name: value for name, value in pairs if name}


def test_the_tables_are_there() -> None:
    if not GOLDEN.exists():
        pytest.skip("the field data is not beside this checkout")
    assert len(PROFILE) == 8
    assert len(RECORDS) == 3


@pytest.mark.parametrize("table", PROFILE, ids=lambda table: table.stem)
def test_every_value_is_that_of_the_table(table: Path) -> None:
    wanted = [row for row in rows(table) if not row[0].startswith("unknown")]
    file = source(table.stem.removeprefix("fitcsvtool_"))
    found = told(file, frozenset(name for name, _ in wanted))
    assert [name for name, _ in found] == [name for name, _ in wanted]
    compared = 0
    for (name, values), (_, cells) in zip(found, wanted, strict=True):
        for key, cell in cells.items():
            if key in values:
                compared += 1
                assert same(values[key], cell), (name, key, values[key], cell)
    assert compared >= 0.8 * sum(len(cells) for _, cells in wanted)


def same(value: object, cell: str) -> bool:
    if isinstance(value, tuple | list):
        parts = [one for one in cell.split("|") if one]
        told = [one for one in value if one is not None]
        return len(told) == len(parts) and all(map(same, told, parts))
    if isinstance(value, int | float):
        return float(cell) == pytest.approx(value, abs=1e-3)
    # The tables write the number of a name, or the name.
    return cell.isdecimal() or str(value) == cell


@pytest.mark.parametrize("table", RECORDS, ids=lambda table: table.stem)
def test_every_sample_is_that_of_the_table(table: Path) -> None:
    with table.open(newline="") as stream:
        wanted = list(csv.DictReader(stream))
    found = told(source(table.stem[9:-8]), frozenset({"record"}))
    assert len(found) == len(wanted)
    for (_, values), row in zip(found, wanted, strict=True):
        # Written in the summer of the American west.
        told_at = row["timestamp"].replace("PDT", "-0700")
        at = datetime.strptime(told_at, "%a %b %d %H:%M:%S %z %Y")
        assert values["timestamp"] + EPOCH_S == at.timestamp()
        for key in row.keys() - {"timestamp"}:
            value = values.get(key)
            assert (float(row[key]) if row[key] else None) == (
                value if value is None else pytest.approx(value)
            )


def test_compressed_speed_and_distance_are_unpacked() -> None:
    table = GOLDEN / "fitparse_compressed-speed-distance-records.csv"
    if not table.exists():
        pytest.skip("the field data is not beside this checkout")
    with table.open(newline="") as stream:
        wanted = list(csv.reader(stream))[1:]
    found = told(source("compressed-speed-distance"), frozenset({"record"}))
    # The table leaves out the first, which tells nothing but its time.
    found = [message for message in found if len(message[1]) > 1]
    assert len(found) == len(wanted)
    keys = ("timestamp", "heart_rate", "speed", "distance", "cadence")
    compared = 0
    for (_, values), row in zip(found, wanted, strict=True):
        for key, cell in zip(keys, row, strict=True):
            if cell != "null":
                compared += 1
                assert values[key] == pytest.approx(float(cell), abs=1e-2), key
    assert compared > 4 * len(wanted)
