"""Tables in: one run a line, and a bad line refuses the file with its number."""

from datetime import date, datetime

import pytest

from hamstrong.errors import BadFile
from hamstrong.running.model import RunType
from tests.files.plan_files import MADRID, read

HEAD = "date,time,title,distance_km,minutes,type,key\n"


def test_every_column_is_read() -> None:
    run = read(f"{HEAD}2027-01-05,18:30,Club night,12.5,70,interval,no\n").runs[0]
    assert run.start == datetime(2027, 1, 5, 18, 30, tzinfo=MADRID)
    assert (run.distance_m, run.minutes, run.type, run.key) == (12_500, 70, RunType.INTERVAL, False)
    assert (run.title, run.timed) == ("Club night", True)


def test_only_date_and_title_are_needed() -> None:
    plan = read("date,title\n2027-01-05,Easy 8 km\n2027-01-06,Rest\n")
    assert (plan.runs[0].distance_m, plan.runs[0].timed) == (8_000, False)
    assert plan.rest_days == (date(2027, 1, 6),)


def test_a_type_alone_says_whether_it_is_key() -> None:
    rows = "2027-01-05,Reps,repetition\n2027-01-06,Chat,easy\n2027-01-09,Chat,long\n"
    runs = read(f"date,title,type\n{rows}").runs
    assert [run.key for run in runs[:3]] == [True, False, True]


def test_semicolons_decimal_commas_and_a_byte_order_mark_are_fine() -> None:
    text = "\ufeffDate;Title;Distance km\n2027-01-05;Easy;8,5\n"
    assert read(text).runs[0].distance_m == 8_500


def test_miles_are_miles() -> None:
    assert read("date,title,distance_mi\n2027-01-05,Easy,10\n").runs[0].distance_m == 16_093.44


def test_western_european_letters_are_read_and_noted() -> None:
    plan = read("date,title\n2027-01-05,Läufe locker 8 km\n".encode("latin-1"))
    assert plan.runs[0].title == "Läufe locker 8 km"
    assert "not UTF-8" in plan.notes[0]


def test_utf_16_from_a_spreadsheet_is_read() -> None:
    assert len(read("date\ttitle\n2027-01-05\tEasy 8 km\n".encode("utf-16")).runs) == 1


def test_two_rows_on_a_day_have_two_ids_and_keep_them() -> None:
    text = "date,title\n2027-01-05,Easy 8 km\n2027-01-05,Easy 8 km\n"
    first, second = read(text).runs[:2]
    assert first.id != second.id
    assert read(text) == read(text)


def test_tables_of_different_names_have_different_ids() -> None:
    text = "date,title\n2027-01-05,Easy 8 km\n"
    ids = [read(text, name=name).runs[0].id for name in ("a.csv", "b.csv", "A (1).csv")]
    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("date,distance_km\n2027-01-05,8\n", "plan, line 1", 'column "title"'),
        ("date,title,pace\n2027-01-05,Easy,5:00\n", "plan, line 1", 'column "pace" is unknown'),
        ("date,title,title\n2027-01-05,a,b\n", "plan, line 1", "same name"),
        ("date,title\n05.01.2027,Easy\n", "plan, line 2, column date", '"05.01.2027" is not'),
        ("date,title\n,Easy\n", "plan, line 2", "no date"),
        ("date,title\n2027-01-05,\n", "plan, line 2", "no title"),
        (f"{HEAD}2027-01-05,7am,Easy,,,,\n", "plan, line 2, column time", "a time such as"),
        (f"{HEAD}2027-01-05,25:00,Easy,,,,\n", "plan, line 2, column time", "a time such as"),
        (f"{HEAD}2027-01-05,,Easy,far,,,\n", "plan, line 2, column distance_km", '"far"'),
        (f"{HEAD}2027-01-05,,Easy,nan,,,\n", "plan, line 2, column distance_km", '"nan"'),
        (f"{HEAD}2027-01-05,,Easy,900,,,\n", "plan, line 2", "No run is 900 km"),
        (f"{HEAD}2027-01-05,,Easy,,9000,,\n", "plan, line 2", "No run takes 9000"),
        (f"{HEAD}2027-01-05,,Easy,,,sprint,\n", "plan, line 2, column type", "one of easy"),
        (f"{HEAD}2027-01-05,,Easy,,,,maybe\n", "plan, line 2, column key", "yes or no"),
        ("date,title\n2027-01-05,Easy, long\n", "plan, line 2", "more cells"),
        ('date,title\n2027-01-05,"Easy\n', "plan, line 2", "breaks off"),
        ("date,title\n", "plan", "There is no run in it"),
        ("date,title\n2027-01-05,Rest\n", "plan", "No run was found"),
    ],
)
def test_a_broken_table_names_the_place(text: str, place: str, sentence: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(text)
    assert caught.value.place == place
    assert sentence in caught.value.message
