"""Runs in: once, twice, corrected, moved, colliding."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.move_run import move_run
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.runs import planned_runs
from hamstrong.errors import BadFile, BadInput, Conflict, NoPlan, NotFound
from hamstrong.running.model import RunPlan, RunType
from tests.unit.coach.desk import MONDAY, NOW, Desk, at, month_of_runs, run_on

TUESDAY = MONDAY + timedelta(days=1)
EASY = f"run-{TUESDAY}"


def test_an_import_says_what_it_understood() -> None:
    desk = Desk()
    athlete = desk.athlete()
    summary = import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b"x"))
    assert summary.added == len(desk.reads.runs)
    assert (summary.removed, summary.changed, summary.unchanged) == (0, 0, 0)
    assert summary.key_runs == sum(run.key for run in desk.reads.runs)
    assert summary.notes == desk.reads.notes
    assert summary.findings, "a month before a marathon is unusual, and the validator says so"
    assert summary.change is None


def test_importing_twice_changes_nothing() -> None:
    desk = Desk()
    athlete = desk.planned()
    before = (desk.store.plans.get(athlete.id), planned_runs(desk.ports, athlete.id))
    summary = import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b"x"))
    assert summary.unchanged == len(desk.reads.runs)
    assert summary.change is not None
    assert summary.change.changes == ()
    assert (desk.store.plans.get(athlete.id), planned_runs(desk.ports, athlete.id)) == before


def test_a_correction_sticks_on_re_import() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    correct_run(desk.ports, athlete.id, run_id=EASY, type=RunType.INTERVAL)
    changed = replace(desk.reads.runs[0], title="Easy, new words")
    desk.reads = replace(desk.reads, runs=(changed, *desk.reads.runs[1:]))
    summary = import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b"y"))
    assert (summary.changed, summary.unchanged) == (1, len(desk.reads.runs) - 1)
    read = summary.runs[0]
    assert (read.run.type, read.run.key, read.corrected) == (RunType.INTERVAL, True, True)
    assert read.run.title == "Easy, new words"


def test_key_can_be_corrected_on_its_own() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    correct_run(desk.ports, athlete.id, run_id=EASY, key=True)
    correct_run(desk.ports, athlete.id, run_id=EASY, type=RunType.MEDIUM_LONG)
    assert not planned_runs(desk.ports, athlete.id)[0].key, "a new type brings its own key"
    correct_run(desk.ports, athlete.id, run_id=EASY, key=True)
    run = planned_runs(desk.ports, athlete.id)[0]
    assert (run.type, run.key) == (RunType.MEDIUM_LONG, True)


def test_a_correction_outlives_the_run_leaving_and_coming_back() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    correct_run(desk.ports, athlete.id, run_id=EASY, key=True)
    whole = desk.reads
    desk.reads = replace(whole, runs=whole.runs[1:])
    assert import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b"")).removed == 1
    desk.reads = whole
    import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b""))
    assert planned_runs(desk.ports, athlete.id)[0].key


def test_what_is_no_run_cannot_be_corrected_to() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    with pytest.raises(BadInput):
        correct_run(desk.ports, athlete.id, run_id=EASY, type=RunType.REST)
    with pytest.raises(NotFound):
        correct_run(desk.ports, athlete.id, run_id="run-of-nobody", key=True)


def test_two_plans_on_the_same_days_contradict() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    other = tuple(replace(run, id=f"other-{run.id}") for run in desk.reads.runs)
    desk.reads = RunPlan("other.csv", other)
    with pytest.raises(Conflict):
        import_runs(desk.ports, athlete.id, file=RunFile("other.csv", b""))
    assert [plan.name for plan in desk.store.runs.plans(athlete.id)] == ["plan.csv"]
    import_runs(desk.ports, athlete.id, file=RunFile("other.csv", b""), mode=ImportMode.REPLACE)
    assert [plan.name for plan in desk.store.runs.plans(athlete.id)] == ["other.csv"]


def test_a_renamed_file_of_the_same_plan_is_the_same_plan() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    desk.reads = month_of_runs("plan (1).csv")
    import_runs(desk.ports, athlete.id, file=RunFile("plan (1).csv", b""))
    assert [plan.name for plan in desk.store.runs.plans(athlete.id)] == ["plan (1).csv"]


def test_a_plan_without_runs_is_refused_and_nothing_is_lost() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    before = planned_runs(desk.ports, athlete.id)
    desk.reads = RunPlan("empty.csv", ())
    with pytest.raises(BadFile):
        import_runs(desk.ports, athlete.id, file=RunFile("empty.csv", b""), mode=ImportMode.REPLACE)
    assert planned_runs(desk.ports, athlete.id) == before


def test_a_moved_run_stays_moved_until_its_plan_moves_it() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    move_run(desk.ports, athlete.id, run_id=EASY, start=at(TUESDAY, 19))
    import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b""))
    run = planned_runs(desk.ports, athlete.id)[0]
    assert (run.start, run.minutes) == (at(TUESDAY, 19), desk.reads.runs[0].minutes)
    later = replace(run_on(TUESDAY), start=at(TUESDAY, 12), end=at(TUESDAY, 13))
    desk.reads = replace(desk.reads, runs=(later, *desk.reads.runs[1:]))
    summary = import_runs(desk.ports, athlete.id, file=RunFile("plan.csv", b""))
    assert planned_runs(desk.ports, athlete.id)[0].start == at(TUESDAY, 12)
    assert any("had moved" in note for note in summary.notes)


def test_a_run_moved_back_is_as_if_never_moved() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    before = planned_runs(desk.ports, athlete.id)
    move_run(desk.ports, athlete.id, run_id=EASY, start=at(TUESDAY, 19))
    move_run(desk.ports, athlete.id, run_id=EASY, start=at(TUESDAY, 7))
    assert planned_runs(desk.ports, athlete.id) == before


@pytest.mark.parametrize(
    ("start", "error"),
    [
        (at(TUESDAY + timedelta(days=1), 7, 30), Conflict),
        (at(MONDAY - timedelta(days=1), 7), BadInput),
        (NOW.replace(tzinfo=None), BadInput),
    ],
)
def test_a_run_cannot_be_moved_onto_another_or_into_the_past(
    start: object, error: type[Exception]
) -> None:
    desk = Desk()
    athlete = desk.with_runs()
    with pytest.raises(error):
        move_run(desk.ports, athlete.id, run_id=EASY, start=start)  # type: ignore[arg-type]
    assert desk.store.runs.corrections(athlete.id) == {}


def test_generated_runs_take_the_place_of_every_other_plan() -> None:
    desk = Desk()
    athlete = desk.with_runs(race_day=MONDAY + timedelta(days=97))
    wishes = RunWishes(runs_per_week=4, weekly_m=35_000, easy_pace_s_per_km=360)
    summary = generate_runs(desk.ports, athlete.id, wishes=wishes)
    assert summary.key_runs > 10
    assert len(desk.store.runs.plans(athlete.id)) == 1
    again = generate_runs(desk.ports, athlete.id, wishes=wishes)
    assert again.unchanged == len(again.runs)


def test_half_a_race_result_is_refused() -> None:
    desk = Desk()
    athlete = desk.athlete(race_day=MONDAY + timedelta(days=97))
    wishes = RunWishes(runs_per_week=4, weekly_m=35_000, recent_race_m=10_000)
    with pytest.raises(BadInput):
        generate_runs(desk.ports, athlete.id, wishes=wishes)


def test_too_few_weeks_give_no_run_plan() -> None:
    desk = Desk()
    athlete = desk.athlete(race_day=MONDAY + timedelta(days=6))
    wishes = RunWishes(runs_per_week=4, weekly_m=35_000, easy_pace_s_per_km=360)
    with pytest.raises(NoPlan):
        generate_runs(desk.ports, athlete.id, wishes=wishes)
