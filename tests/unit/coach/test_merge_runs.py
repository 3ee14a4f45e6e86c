"""Two plans beside each other, read from real files: nothing is lost, the race is there once."""

from datetime import date, timedelta

import pytest

from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.coach.import_runs import ImportSummary, import_runs
from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.runs import planned_runs
from hamstrong.errors import Conflict
from hamstrong.running.model import RunType
from tests.files.plan_files import calendar
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk

RACE_LINE = f"{RACE_DAY},Marathon"


def ics(uid: str, *days: int, race: bool = False) -> bytes:
    events = [f"UID:{uid}{n}|DTSTART;VALUE=DATE:{day_of(n):%Y%m%d}|SUMMARY:Easy 8 km" for n in days]
    if race:
        events.append(f"UID:{uid}race|DTSTART;VALUE=DATE:{RACE_DAY:%Y%m%d}|SUMMARY:Marathon")
    return calendar(*events).encode()


def table(*days: int, race: bool = False) -> bytes:
    rows = [f"{day_of(n)},Easy 8 km" for n in days] + ([RACE_LINE] if race else [])
    return "\n".join(["date,title", *rows]).encode()


def day_of(number: int) -> date:
    return MONDAY + timedelta(days=number)


class Reading:
    """An athlete whose files are really read."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.athlete: Athlete = self.desk.athlete()

    @property
    def ports(self) -> Ports:
        given = self.desk.ports
        return Ports(
            store=given.store,
            clock=given.clock,
            library=given.library,
            read_runs=read_run_plan,
            write_feed=given.write_feed,
            plan=given.plan,
            watch=given.watch,
        )

    def bring(self, name: str, data: bytes) -> ImportSummary:
        return import_runs(self.ports, self.athlete.id, file=RunFile(name, data))

    @property
    def days(self) -> list[date]:
        return [run.day for run in planned_runs(self.ports, self.athlete.id)]

    @property
    def names(self) -> list[str]:
        return [plan.name for plan in self.ports.store.runs.plans(self.athlete.id)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ics("a", 1, 3), ics("b", 8, 10)),
        (ics("a", 1, 3, race=True), ics("b", 8, 10)),
        (ics("a", 1, 3), ics("b", 8, 10, race=True)),
        (ics("a", 1, 3, race=True), ics("b", 8, 10, race=True)),
        (table(1, 3, race=True), table(8, 10)),
        (table(1, 3, race=True), table(8, 10, race=True)),
    ],
)
def test_a_second_plan_stands_beside_the_first(first: bytes, second: bytes) -> None:
    reading = Reading()
    reading.bring("a", first)
    reading.bring("b", second)
    assert reading.names == ["a", "b"]
    assert reading.days == [day_of(1), day_of(3), day_of(8), day_of(10), RACE_DAY]
    request = plan_request(reading.ports, reading.athlete.id)
    races = [run for run in request.runs if run.type is RunType.RACE]
    assert [run.start for run in races] == [request.race.start]


def test_two_tables_that_share_a_day_are_two_plans() -> None:
    reading = Reading()
    reading.bring("a.csv", table(1, 3))
    with pytest.raises(Conflict):
        reading.bring("b.csv", table(3, 8))
    assert reading.names == ["a.csv"]
    assert reading.days == [day_of(1), day_of(3), RACE_DAY]


def test_a_table_downloaded_again_is_the_same_table() -> None:
    reading = Reading()
    reading.bring("a.csv", table(1, 3))
    summary = reading.bring("a (1).csv", table(1, 3, 5))
    assert (summary.added, summary.removed) == (1, 0)
    assert reading.names == ["a (1).csv"]


def test_what_is_stored_is_what_the_file_says() -> None:
    reading = Reading()
    summary = reading.bring("a.csv", table(1, 3))
    assert [read.run.day for read in summary.runs] == [day_of(1), day_of(3)]
    assert any("your race was put there" in note for note in summary.notes)
