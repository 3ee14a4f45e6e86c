"""One contract, two stores: what the one in memory does, the database does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.model import (
    Athlete,
    Change,
    ChangeKind,
    Correction,
    Event,
    EventKind,
    FeedAddress,
    Link,
    RunOutcome,
    SessionRevision,
    StoredPlan,
    Units,
)
from hamstrong.coach.plan_versions import MOST_VERSIONS, PlanVersion, Snapshot
from hamstrong.errors import Conflict, NotFound
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Availability,
    Plan,
    ReturnSpeed,
    StartingLevel,
    Venue,
    Window,
)
from hamstrong.running.activity import Activity, Lap, Mark, Recorded, Sport
from hamstrong.running.model import Race, RunPlan, RunType
from tests.db.opening import Open, store_opener
from tests.unit.coach.desk import MONDAY, NOW, Desk, at, month_of_runs, quick_plan

ATHLETE = Athlete(
    id="7f0f2a86-3a3f-4f0c-9d5a-0a6a0c6f1b11",
    created_at=NOW,
    zone=ZoneInfo("Europe/Madrid"),
    units=Units.MILES,
    equipment=frozenset({Equipment.SUPPORT}),
    availability=Availability({0: (Window(at(MONDAY, 6).time(), at(MONDAY, 7).time()),)}),
    minutes=20,
    sessions_per_week=2,
    starting=StartingLevel.STEADY,
    accustomed={Family.CALF: MONDAY},
    venues={Venue.GYM: frozenset({Equipment.GYM}), Venue.TRAVELLING: frozenset()},
)
OTHER = replace(ATHLETE, id="0d6cbb1d-52a8-4d4a-9c0e-3a3c2f1f2e22", example=True)


@pytest.fixture(params=["memory", "database"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens a unit of work; what a test wrote in one is there in the next."""
    with store_opener(request.param, tmp_path) as opens:
        yield opens


@pytest.fixture
def settled(opened: Open) -> Open:
    """Two athletes are there."""
    with opened() as store:
        store.athletes.save(ATHLETE)
        store.athletes.save(OTHER)
    return opened


def made_plan() -> Plan:
    desk = Desk()
    athlete = desk.with_runs()
    return quick_plan(plan_request(desk.ports, athlete.id))


def test_an_athlete_comes_back_whole(opened: Open) -> None:
    with opened() as store:
        store.athletes.save(ATHLETE)
        store.athletes.save(replace(OTHER, created_at=NOW - timedelta(days=1)))
    with opened() as store:
        assert store.athletes.get(ATHLETE.id) == ATHLETE
        assert [athlete.id for athlete in store.athletes.all()] == [OTHER.id, ATHLETE.id]
        store.athletes.save(replace(ATHLETE, minutes=45))
    with opened() as store:
        assert store.athletes.get(ATHLETE.id).minutes == 45


def test_nobody_is_not_found(opened: Open) -> None:
    with opened() as store:
        for ask in (store.athletes.get, store.athletes.delete, store.runs.plans):
            with pytest.raises(NotFound):
                ask("nobody")


def test_a_race_comes_back_in_the_athletes_zone(settled: Open) -> None:
    race = Race(at(MONDAY, 9), 42_195.0, "Spring")
    with settled() as store:
        assert store.races.get(ATHLETE.id) is None
        store.races.save(ATHLETE.id, race)
    with settled() as store:
        found = store.races.get(ATHLETE.id)
        assert found == race
        assert found is not None
        assert found.start.tzinfo == ATHLETE.zone
        assert store.races.get(OTHER.id) is None


def test_run_plans_come_back_as_they_were_read(settled: Open) -> None:
    plan = replace(month_of_runs(), rest_days=(MONDAY,))
    later = RunPlan("later", (replace(plan.runs[0], id="later", distance_m=None, timed=True),))
    with settled() as store:
        store.runs.save(ATHLETE.id, plan, imported_at=NOW)
        store.runs.save(ATHLETE.id, later, imported_at=NOW + timedelta(days=1))
    with settled() as store:
        assert store.runs.plans(ATHLETE.id) == (plan, later)
        assert store.runs.plans(OTHER.id) == ()


def test_a_plan_of_the_same_name_is_replaced(settled: Open) -> None:
    plan = month_of_runs()
    shorter = replace(plan, runs=plan.runs[:2], notes=("Shorter.",))
    with settled() as store:
        store.runs.save(ATHLETE.id, plan, imported_at=NOW)
        assert store.runs.plans(ATHLETE.id) == (plan,)
        store.runs.save(ATHLETE.id, shorter, imported_at=NOW)
        assert store.runs.plans(ATHLETE.id) == (shorter,)
        store.runs.drop(ATHLETE.id, plan.name)
        assert store.runs.plans(ATHLETE.id) == ()


def test_corrections_outlive_their_runs(settled: Open) -> None:
    whole = Correction(
        "run-1",
        RunType.LONG,
        key=True,
        start=at(MONDAY, 9),
        moved_from=NOW,
        outcome=RunOutcome.DONE,
        minutes=92.5,
        distance_m=17_300,
    )
    bare = Correction("run-2", key=False)
    with settled() as store:
        store.runs.save(ATHLETE.id, month_of_runs(), imported_at=NOW)
        store.runs.correct(ATHLETE.id, whole)
        store.runs.correct(ATHLETE.id, bare)
        store.runs.drop(ATHLETE.id, "plan.csv")
    with settled() as store:
        assert store.runs.corrections(ATHLETE.id) == {"run-1": whole, "run-2": bare}
        store.runs.correct(ATHLETE.id, Correction("run-1"))
        assert store.runs.corrections(ATHLETE.id)["run-1"] == Correction("run-1")
        store.runs.uncorrect(ATHLETE.id, "run-1")
        store.runs.uncorrect(ATHLETE.id, "never there")
    with settled() as store:
        assert store.runs.corrections(ATHLETE.id) == {"run-2": bare}


def test_a_plan_comes_back_equal(settled: Open) -> None:
    stored = StoredPlan(made_plan(), revised_at=NOW, made_at=NOW + timedelta(hours=1))
    with settled() as store:
        assert store.plans.get(ATHLETE.id) is None
        store.plans.save(ATHLETE.id, stored)
    with settled() as store:
        assert store.plans.get(ATHLETE.id) == stored
        assert store.plans.get(OTHER.id) is None


def test_pins_are_kept_and_forgotten(settled: Open) -> None:
    with settled() as store:
        store.plans.pin(ATHLETE.id, "a", at(MONDAY, 18))
        store.plans.pin(ATHLETE.id, "a", at(MONDAY, 19))
        store.plans.pin(ATHLETE.id, "b", at(MONDAY, 20))
        store.plans.pin(ATHLETE.id, "b", None)
        store.plans.pin(ATHLETE.id, "never there", None)
    with settled() as store:
        assert store.plans.pins(ATHLETE.id) == {"a": at(MONDAY, 19)}


def test_absences_are_kept_and_removed(settled: Open) -> None:
    late = Absence("ill-2", MONDAY, MONDAY, AbsenceKind.ILL)
    early = replace(late, id="away-1", first=MONDAY - timedelta(days=3), kind=AbsenceKind.AWAY)
    with settled() as store:
        store.absences.save(ATHLETE.id, late)
        store.absences.save(ATHLETE.id, early)
        store.absences.save(ATHLETE.id, replace(late, back=ReturnSpeed.GENTLE))
        store.absences.remove(ATHLETE.id, "never there")
    with settled() as store:
        assert store.absences.all(ATHLETE.id) == (early, replace(late, back=ReturnSpeed.GENTLE))
        assert store.absences.all(OTHER.id) == ()
        store.absences.remove(ATHLETE.id, early.id)
    with settled() as store:
        assert [absence.id for absence in store.absences.all(ATHLETE.id)] == ["ill-2"]


def a_version(number: int, **more: Any) -> PlanVersion:
    change = Change(ChangeKind.MOVED, "a", "Holds", NOW, NOW, "It moves.", "Why.", "A rule.")
    return PlanVersion(number, NOW, f"Cause {number}", (change,), **more)


def test_versions_come_back_whole_and_the_oldest_fall_off(settled: Open) -> None:
    inputs = {"days_off": {"2026-12-15": True}}
    first = Snapshot({}, inputs, "", None)
    later = Snapshot(inputs, {}, "0f" * 32, made_plan())
    undoing = a_version(MOST_VERSIONS, undoable=True, undoes=1)
    with settled() as store:
        assert store.versions.all(ATHLETE.id) == ()
        for number in range(1, MOST_VERSIONS):
            store.versions.append(ATHLETE.id, a_version(number), first)
        store.versions.append(ATHLETE.id, undoing, later)
    with settled() as store:
        assert store.versions.all(ATHLETE.id)[-1] == undoing
        assert store.versions.all(ATHLETE.id)[0] == a_version(1)
        assert store.versions.snapshot(ATHLETE.id, 1) == first
        assert store.versions.snapshot(ATHLETE.id, MOST_VERSIONS) == later
        assert store.versions.all(OTHER.id) == ()
        store.versions.append(ATHLETE.id, a_version(MOST_VERSIONS + 1), first)
    with settled() as store:
        numbers = [version.number for version in store.versions.all(ATHLETE.id)]
        assert numbers == list(range(2, MOST_VERSIONS + 2))
        with pytest.raises(NotFound):
            store.versions.snapshot(ATHLETE.id, 1)


def test_revisions_are_kept_by_session(settled: Open) -> None:
    first = SessionRevision("b", 0, NOW, at(MONDAY, 18), at(MONDAY, 19), "Holds", "0f")
    second = replace(first, session_id="a", cancelled=True)
    with settled() as store:
        store.plans.revise(ATHLETE.id, (first, second))
        store.plans.revise(ATHLETE.id, (replace(first, sequence=1),))
    with settled() as store:
        assert store.plans.revisions(ATHLETE.id) == (second, replace(first, sequence=1))


def an_event(number: int, *, hours: float = 0, kind: EventKind = EventKind.SET) -> Event:
    moment = (NOW + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=5, minutes=30)))
    return Event(f"0000000{number}-0000-4000-8000-000000000000", kind, moment, {"n": [number, "é"]})


def test_events_come_in_the_order_they_happened_with_their_offset(settled: Open) -> None:
    late, early = an_event(1, hours=2), an_event(2, hours=1)
    ended = an_event(3, hours=3, kind=EventKind.SESSION)
    with settled() as store:
        store.events.append(ATHLETE.id, (late, early, ended), received_at=NOW)
    with settled() as store:
        assert store.events.all(ATHLETE.id) == (early, late, ended)
        assert store.events.all(ATHLETE.id)[0].at.isoformat().endswith("+05:30")
        assert store.events.all(ATHLETE.id, EventKind.SESSION) == (ended,)
        assert store.events.known(ATHLETE.id, [late.id, "unknown"]) == {late.id: late}
        assert store.events.known(ATHLETE.id, []) == {}


def test_an_id_is_one_athletes_own(settled: Open) -> None:
    with settled() as store:
        store.events.append(ATHLETE.id, (an_event(1),), received_at=NOW)
        store.events.append(OTHER.id, (an_event(1),), received_at=NOW)
        assert store.events.known(OTHER.id, [an_event(1).id])


def test_an_id_is_stored_once(settled: Open) -> None:
    with settled() as store:
        store.events.append(ATHLETE.id, (an_event(1),), received_at=NOW)
    with pytest.raises(Conflict), settled() as store:
        store.events.append(ATHLETE.id, (an_event(1, hours=1),), received_at=NOW)
    with settled() as store:
        assert store.events.all(ATHLETE.id) == (an_event(1),)


def test_feed_addresses_are_found_by_token(settled: Open) -> None:
    address = FeedAddress("secret", ATHLETE.id, NOW)
    with settled() as store:
        assert store.feeds.of_athlete(ATHLETE.id) is None
        store.feeds.save(address)
    with settled() as store:
        assert store.feeds.find("secret") == address == store.feeds.of_athlete(ATHLETE.id)
        assert store.feeds.find("guess") is None
        revoked = replace(address, revoked_at=NOW)
        store.feeds.save(revoked)
        assert store.feeds.of_athlete(ATHLETE.id) is None
        assert store.feeds.find("secret") == revoked


def test_activities_come_back_whole_with_their_links_and_files(settled: Open) -> None:
    run = an_activity(at(MONDAY, 7))
    later = replace(an_activity(at(MONDAY, 18)), id="later")
    with settled() as store:
        for one in (later, run):
            store.activities.save(ATHLETE.id, one, imported_at=NOW)
        store.activities.link(ATHLETE.id, "run", Link("run-1", Mark.LIKELY))
        store.activities.note_file(ATHLETE.id, "d1", name="a.fit", read_at=NOW)
    with settled() as store:
        kept = store.activities
        assert kept.all(ATHLETE.id) == (run, later)
        assert kept.all(ATHLETE.id, since=at(MONDAY, 12)) == (later,)
        assert (kept.oldest(ATHLETE.id), kept.oldest(OTHER.id)) == (at(MONDAY, 7), None)
        assert kept.near(ATHLETE.id, at(MONDAY, 7, 1), within_s=60) == (run,)
        assert kept.near(ATHLETE.id, at(MONDAY, 7, 2), within_s=60) == ()
        assert kept.get(ATHLETE.id, "run").start.utcoffset() == run.start.utcoffset()
        assert (kept.knows_file(ATHLETE.id, "d1"), kept.knows_file(OTHER.id, "d1")) == (True, False)
        assert kept.files(ATHLETE.id) == {"d1": "a.fit"}
        kept.save(ATHLETE.id, replace(run, title="Renamed"), imported_at=NOW)
    with settled() as store:
        assert store.activities.get(ATHLETE.id, "run").title == "Renamed"
        assert store.activities.links(ATHLETE.id) == {"run": Link("run-1", Mark.LIKELY)}
        store.activities.drop(ATHLETE.id, "run")
        assert store.activities.links(ATHLETE.id) == {}
        with pytest.raises(NotFound):
            store.activities.get(ATHLETE.id, "run")


def an_activity(start: datetime) -> Activity:
    heart = Recorded(heart_rate=140.5, heart_rate_s={140: 60.0}, samples=5, channels=2)
    return Activity(
        id="run",
        sport=Sport.RUNNING,
        start=start.astimezone(timezone(timedelta(hours=9))),
        zoned=True,
        elapsed_s=3000,
        moving_s=2950.5,
        distance_m=9000,
        laps=(Lap(1000, 330, 140),),
        recorded=heart,
        notes=("Cut short.",),
    )


def test_deleting_an_athlete_takes_everything_of_theirs_and_nothing_else(settled: Open) -> None:
    with settled() as store:
        for athlete in (ATHLETE, OTHER):
            store.races.save(athlete.id, Race(at(MONDAY, 9)))
            store.runs.save(athlete.id, month_of_runs(), imported_at=NOW)
            store.runs.correct(athlete.id, Correction("run-1", key=True))
            store.plans.save(athlete.id, StoredPlan(made_plan(), NOW, NOW))
            store.plans.pin(athlete.id, "a", at(MONDAY, 18))
            store.absences.save(athlete.id, Absence("ill-1", MONDAY, MONDAY, AbsenceKind.ILL))
            store.versions.append(athlete.id, a_version(1), Snapshot({}, {}, "", None))
            store.events.append(athlete.id, (an_event(1),), received_at=NOW)
            store.activities.save(athlete.id, an_activity(NOW), imported_at=NOW)
            store.activities.note_file(athlete.id, "d1", name="a.fit", read_at=NOW)
        store.feeds.save(FeedAddress("secret", ATHLETE.id, NOW))
    with settled() as store:
        store.athletes.delete(ATHLETE.id)
    with settled() as store:
        assert [athlete.id for athlete in store.athletes.all()] == [OTHER.id]
        assert store.feeds.find("secret") is None
        assert store.events.all(OTHER.id) == (an_event(1),)
        assert store.plans.get(OTHER.id) is not None
        store.athletes.save(ATHLETE)
    with settled() as store:
        assert store.races.get(ATHLETE.id) is None
        assert store.runs.plans(ATHLETE.id) == ()
        assert store.runs.corrections(ATHLETE.id) == {}
        assert store.plans.get(ATHLETE.id) is None
        assert store.plans.pins(ATHLETE.id) == {}
        assert store.absences.all(ATHLETE.id) == ()
        assert store.versions.all(ATHLETE.id) == ()
        assert store.events.all(ATHLETE.id) == ()
        assert store.activities.all(ATHLETE.id) == ()
        assert store.activities.files(ATHLETE.id) == {}
        assert len(store.activities.all(OTHER.id)) == 1
