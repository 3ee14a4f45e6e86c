"""What was really done comes in once, and the plan knows of it by the doors that were there."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hamstrong.coach.activity_document import activity_from_json, activity_to_json
from hamstrong.coach.activity_files import FoundFile
from hamstrong.coach.export_everything import everything
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.import_activities import ActivityImport, FileResult, ImportReport, Outcome
from hamstrong.coach.legs_after import telling
from hamstrong.coach.model import EventKind, Link, RunOutcome
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_outcomes import TellRun
from hamstrong.coach.runs import planned_runs
from hamstrong.coach.runs_done import tell_runs_done
from hamstrong.coach.sets_done import exercise_of, log_sets
from hamstrong.errors import BadFile
from hamstrong.exercises.library import load_library
from hamstrong.planning.body.fatigue import FreshnessWord
from hamstrong.running.activity import Activity, DoneSet, Lap, Mark, Recorded, Sport
from hamstrong.running.goal_race import GOAL_RACE_ID
from hamstrong.running.model import RunType
from tests.unit.coach.desk import MONDAY, NOW, RACE_DAY, Desk, at

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)
FAST = Recorded(samples=600, channels=4, speed_s={40: 1500.0, 25: 1500.0}, graded_m_s=3.4)


def done(
    start: datetime, minutes: float, *, metres: float | None = None, **changes: Any
) -> Activity:
    told = Activity(
        id=f"{start.isoformat()}/{minutes}",
        sport=Sport.RUNNING,
        start=start,
        zoned=True,
        elapsed_s=minutes * 60,
        moving_s=minutes * 60,
        distance_m=metres,
        recorded=Recorded(samples=100, channels=2),
    )
    return replace(told, **changes)


@dataclass
class Shelf:
    """Files that hold what a test laid into them; `b""` is one that cannot be read."""

    held: dict[bytes, tuple[Activity, ...]] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)

    def lay(self, name: str, *activities: Activity) -> FoundFile:
        data = f"{name}{len(self.held)}".encode()
        self.held[data] = activities
        return FoundFile(name, data)

    def read(self, file: FoundFile) -> tuple[Activity, ...]:
        self.reads.append(file.name)
        if file.data not in self.held:
            raise BadFile("This is no activity.", place=file.name)
        return self.held[file.data]

    def is_activity(self, data: bytes) -> bool:
        return True

    def on_disk(self, paths: Any) -> Iterator[FoundFile]:
        raise NotImplementedError

    def sent(self, name: str, stream: Any) -> Iterator[FoundFile]:
        raise NotImplementedError


@dataclass
class OneDoor:
    desk: Desk
    writes: int = 0

    @contextmanager
    def reading(self) -> Iterator[Ports]:
        yield self.desk.ports

    @contextmanager
    def writing(self) -> Iterator[Ports]:
        self.writes += 1
        yield self.desk.ports


def whose(ports: Ports) -> str:
    athlete = find_athlete(ports).athlete
    assert athlete is not None
    return athlete.id


def take_in(desk: Desk, shelf: Shelf, *files: FoundFile) -> ImportReport:
    return ActivityImport(OneDoor(desk), shelf, whose).run(files)


def later(desk: Desk, days: int) -> None:
    desk.clock.moment = NOW + timedelta(days=days, hours=6)


def test_a_file_is_imported_once_and_skipped_after() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    file = shelf.lay("a.fit", done(NOW - timedelta(days=2), 40))
    first, again = take_in(desk, shelf, file), take_in(desk, shelf, file)
    assert [r.outcome for r in first.results] == [Outcome.IMPORTED]
    assert [r.outcome for r in again.results] == [Outcome.SKIPPED]
    assert shelf.reads == ["a.fit"]
    assert len(desk.store.activities.all(athlete.id)) == 1


def test_of_two_recordings_the_richer_stays_with_what_only_the_other_tells() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    start = NOW - timedelta(days=2)
    poor = done(start, 40, title="Morning run", rpe=4)
    rich = done(
        start + timedelta(seconds=30),
        40.3,
        metres=8000,
        recorded=Recorded(samples=2400, channels=5, heart_rate=140),
    )
    report = take_in(desk, shelf, shelf.lay("a.gpx", poor), shelf.lay("b.fit", rich))
    assert [r.outcome for r in report.results] == [Outcome.IMPORTED, Outcome.MERGED]
    (kept,) = desk.store.activities.all(athlete.id)
    assert (kept.id, kept.title, kept.rpe) == (poor.id, "Morning run", 4)
    assert (kept.distance_m, kept.recorded.samples) == (8000, 2400)
    assert report.results[1].activities == (poor.id,)


@pytest.mark.parametrize(
    ("sport", "seconds", "minutes"),
    [(Sport.CYCLING, 0, 40), (Sport.RUNNING, 61, 40), (Sport.RUNNING, 0, 41)],
)
def test_what_differs_by_more_is_another_activity(
    sport: Sport, seconds: int, minutes: float
) -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    start = NOW - timedelta(days=2)
    other = done(start + timedelta(seconds=seconds), minutes, sport=sport)
    other = replace(other, id="other")
    take_in(desk, shelf, shelf.lay("a", done(start, 40)), shelf.lay("b", other))
    assert len(desk.store.activities.all(athlete.id)) == 2


def test_a_bad_file_is_refused_and_the_rest_imported() -> None:
    desk, shelf = Desk(), Shelf()
    desk.planned()
    files = (
        FoundFile("bad.fit", b"?"),
        FoundFile("shut.zip", refused="It is encrypted."),
        shelf.lay("future.fit", done(NOW + timedelta(days=3), 40)),
        shelf.lay("good.fit", done(NOW - timedelta(days=1), 40)),
    )
    report = take_in(desk, shelf, *files)
    assert [r.file for r in report.of(Outcome.IMPORTED)] == ["good.fit"]
    reasons = {r.file: r.reason for r in report.of(Outcome.REFUSED)}
    assert reasons["bad.fit"] == "This is no activity."
    assert "future" in reasons["future.fit"]
    assert len(reasons) == 3


def test_an_interrupt_loses_nothing_told_and_repeats_nothing_kept() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    start = NOW - timedelta(days=70)
    files = [shelf.lay(f"{n}.fit", done(start + timedelta(days=n), 30)) for n in range(50)]
    told: list[FileResult] = []

    def stop(result: FileResult) -> None:
        told.append(result)
        if len(told) == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ActivityImport(OneDoor(desk), shelf, whose, stop).run(files)
    kept = {a.id for a in desk.store.activities.all(athlete.id)}
    assert {i for result in told for i in result.activities} <= kept
    shelf.reads.clear()
    report = ActivityImport(OneDoor(desk), shelf, whose).run(files)
    assert len(report.of(Outcome.SKIPPED)) == len(kept) == 40
    assert len(shelf.reads) == 10
    assert len(desk.store.activities.all(athlete.id)) == 50


def test_the_planned_run_of_the_day_becomes_done_by_what_was_done() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    run = done(at(TUESDAY, 18), 72, metres=15_000)
    take_in(desk, shelf, shelf.lay("a.fit", run))
    (told,) = tell_runs_done(desk.ports, athlete.id)
    assert (told.run_id, told.mark) == (f"run-{TUESDAY}", Mark.LIKELY)
    correction = desk.store.runs.corrections(athlete.id)[told.run_id]
    assert correction.outcome is RunOutcome.DONE
    assert correction.minutes == 72
    (now,) = [r for r in planned_runs(desk.ports, athlete.id) if r.id == told.run_id]
    assert (now.start, now.distance_m, now.minutes) == (at(TUESDAY, 18), 15_000, 72)
    assert desk.store.activities.links(athlete.id) == {run.id: Link(told.run_id, Mark.LIKELY)}
    assert tell_runs_done(desk.ports, athlete.id) == ()


def test_a_run_as_planned_is_sure_and_changes_neither_length_nor_hour() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    take_in(desk, shelf, shelf.lay("a.fit", done(at(TUESDAY, 7, 10), 50.4, metres=9100)))
    (told,) = tell_runs_done(desk.ports, athlete.id)
    correction = desk.store.runs.corrections(athlete.id)[told.run_id]
    assert told.mark is Mark.SURE
    assert (correction.minutes, correction.start, correction.type) == (None, None, None)


def test_a_run_in_no_plan_becomes_one_of_the_athletes_own() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 1)
    take_in(
        desk,
        shelf,
        shelf.lay("a.fit", done(at(MONDAY, 6), 115, metres=20_000, title="Before work")),
    )
    (told,) = tell_runs_done(desk.ports, athlete.id)
    (own,) = [r for r in planned_runs(desk.ports, athlete.id) if r.id == told.run_id]
    assert (own.type, own.title, own.minutes, own.key) == (RunType.LONG, "Before work", 115, True)
    assert own.distance_m == 20_000


def test_what_the_athlete_said_stays() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    run_id = f"run-{TUESDAY}"
    TellRun(run_id, "done", minutes=55).apply(desk.ports, athlete.id)
    take_in(desk, shelf, shelf.lay("a.fit", done(at(TUESDAY, 7), 72, metres=15_000)))
    (told,) = tell_runs_done(desk.ports, athlete.id)
    assert told.run_id == run_id
    assert desk.store.runs.corrections(athlete.id)[run_id].minutes == 55


def test_a_missed_run_is_not_taken_back_by_another_one() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    TellRun(f"run-{TUESDAY}", "missed").apply(desk.ports, athlete.id)
    take_in(desk, shelf, shelf.lay("a.fit", done(at(TUESDAY, 20), 30)))
    (told,) = tell_runs_done(desk.ports, athlete.id)
    assert told.run_id.startswith("own-")
    assert desk.store.runs.corrections(athlete.id)[f"run-{TUESDAY}"].outcome is RunOutcome.MISSED


def test_a_hard_run_on_an_easy_day_counts_as_hard_once_a_threshold_is_known() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    # A race a month ago: 20 minutes at 4.2 m/s give a threshold below 4.0.
    best = Recorded(samples=600, channels=4, best_20_min_m=4.2 * 1200)
    race = done(NOW - timedelta(days=30), 20, metres=5040, recorded=best)
    hard = done(at(TUESDAY, 7), 50, metres=10_000, recorded=FAST)
    easy = [done(NOW - timedelta(days=d), 50, metres=9000) for d in (70, 71, 72, 73)]
    files = [shelf.lay(f"{n}.fit", one) for n, one in enumerate((race, hard, *easy))]
    take_in(desk, shelf, *files)
    told = tell_runs_done(desk.ports, athlete.id)
    types = {one.run_id: desk.store.runs.corrections(athlete.id)[one.run_id].type for one in told}
    assert types[f"run-{TUESDAY}"] is RunType.THRESHOLD


def test_legs_are_heavier_after_more_than_was_planned_and_say_why() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 6)
    planned = done(at(SUNDAY, 7), 190, metres=36_000)
    desk.clock.moment = at(SUNDAY, 12).astimezone(UTC)
    take_in(desk, shelf, shelf.lay("a.fit", planned))
    result = telling(desk.ports, athlete.id, tell_runs_done)
    assert result.changed
    assert result.after is not None
    assert result.after.tomorrow.word is not FreshnessWord.FRESH
    assert result.after.tomorrow.reason.run_id == f"run-{SUNDAY}"


def test_nothing_is_told_before_a_block_is_planned() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.athlete()
    take_in(desk, shelf, shelf.lay("a.fit", done(NOW - timedelta(days=2), 40)))
    assert tell_runs_done(desk.ports, athlete.id) == ()
    assert planned_runs(desk.ports, athlete.id) == ()


def test_an_activity_is_the_same_from_its_document_and_is_exported() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    whole = done(
        NOW - timedelta(days=2),
        40,
        metres=8000,
        laps=(Lap(1000, 300, 140, 12),),
        splits=(Lap(1000, 300),),
        sets=(DoneSet(NOW, 30, 12, 8.0, 10, 11),),
        recorded=Recorded(heart_rate_s={140: 60.0}, speed_s={33: 10.0}, samples=3, channels=1),
    )
    assert activity_from_json(activity_to_json(whole)) == whole
    take_in(desk, shelf, shelf.lay("a.fit", whole))
    (document,) = everything(desk.ports, athlete.id)["activities"]
    assert document["id"] == whole.id
    assert document["distance_m"] == 8000


def test_an_export_of_a_service_is_not_told_twice_of_two_runs_of_a_day() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    morning = done(at(TUESDAY, 7), 50, metres=9000)
    evening = done(at(TUESDAY, 19), 25, metres=4000)
    take_in(desk, shelf, shelf.lay("a", morning), shelf.lay("b", evening))
    told = {one.activity_id: one for one in tell_runs_done(desk.ports, athlete.id)}
    assert told[morning.id].run_id == f"run-{TUESDAY}"
    assert told[evening.id].how == "own"


def test_sets_of_a_watch_go_into_the_log_once_and_end_the_session_of_the_day() -> None:
    desk = Desk()
    athlete = desk.planned()
    later(desk, 0)
    raises = tuple(DoneSet(at(MONDAY, 18, n), 40, 12, None, 1, 18) for n in range(3))
    unknown = DoneSet(at(MONDAY, 18, 30), 40, 12, None, 99, 1)
    strength = done(at(MONDAY, 18), 30, sport=Sport.STRENGTH, sets=(*raises, unknown), rpe=6.0)
    desk.clock.moment = at(MONDAY, 20).astimezone(UTC)
    logged = log_sets(desk.ports, athlete.id, [strength])
    assert (logged.logged, logged.unknown) == (4, 1)
    assert log_sets(desk.ports, athlete.id, [strength]).logged == 0
    events = desk.store.events.all(athlete.id)
    sets = [e.data for e in events if e.kind is EventKind.SET]
    assert {(s["session_id"], s["exercise_id"], s["reps"], s["side"]) for s in sets} == {
        (f"{MONDAY}-1", "calf_2l", 12, "both")
    }
    (end,) = [e.data for e in events if e.kind is EventKind.SESSION]
    assert (end["session_id"], end["state"], end["rpe"]) == (f"{MONDAY}-1", "done", 6.0)


def test_a_pair_of_codes_that_several_exercises_share_is_none_of_them() -> None:
    library = load_library()
    pairs = Counter(
        (e.garmin.category_id, e.garmin.name_id) for e in library.values() if e.garmin is not None
    )
    (shared, count), *_ = pairs.most_common()
    assert count > 1
    done_set = DoneSet(NOW, 30, 10, None, *shared)
    named = [
        e.id
        for e in library.values()
        if e.garmin and (e.garmin.category_id, e.garmin.name_id) == shared
    ]
    assert exercise_of(library, done_set, named[1:]) is library[named[1]]
    assert exercise_of(library, DoneSet(NOW, 30), named) is None


def test_the_race_itself_is_no_other_run() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    desk.clock.moment = at(RACE_DAY, 20).astimezone(UTC)
    race = done(at(RACE_DAY, 9), 215, metres=42_300)
    take_in(desk, shelf, shelf.lay("race.fit", race))
    runs = planned_runs(desk.ports, athlete.id)
    (told,) = tell_runs_done(desk.ports, athlete.id)
    assert (told.run_id, told.mark) == (GOAL_RACE_ID, Mark.SURE)
    assert planned_runs(desk.ports, athlete.id) == runs
    assert tell_runs_done(desk.ports, athlete.id) == ()


def test_a_run_at_the_hour_of_a_plan_that_was_run_later_finds_its_place() -> None:
    desk, shelf = Desk(), Shelf()
    athlete = desk.planned()
    later(desk, 2)
    warm_up = done(at(TUESDAY, 7), 12, metres=2000)
    whole = done(at(TUESDAY, 18), 50, metres=9000)
    take_in(desk, shelf, shelf.lay("a", warm_up), shelf.lay("b", whole))
    told = {one.activity_id: one.run_id for one in tell_runs_done(desk.ports, athlete.id)}
    assert told[whole.id] == f"run-{TUESDAY}"
    assert told[warm_up.id].startswith("own-")
