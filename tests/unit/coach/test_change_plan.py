"""What the athlete changes, tried out, kept, taken back; with the real planner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from typing import Any

import pytest

from hamstrong.coach.absences import AddAbsence, RemoveAbsence, add_absence, list_absences
from hamstrong.coach.change_plan import Edit, change_plan, changing
from hamstrong.coach.days_off import SetWindows, give_day_back, take_day_off
from hamstrong.coach.edits import read_edits
from hamstrong.coach.import_runs import ImportMode, keep_runs
from hamstrong.coach.inputs import read_inputs
from hamstrong.coach.make_plan import make_plan, plan_request
from hamstrong.coach.model import Athlete, ChangeKind, RunOutcome
from hamstrong.coach.move_run import move_run
from hamstrong.coach.move_session import MoveRefused, MoveSession
from hamstrong.coach.own_runs import OWN_RUNS
from hamstrong.coach.plan_versions import MOST_VERSIONS
from hamstrong.coach.preview import keep_preview, preview
from hamstrong.coach.record_events import record_events
from hamstrong.coach.run_outcomes import AddRun, LengthenRun, TellRun, add_run, tell_run
from hamstrong.coach.runs import missed_runs, planned_runs
from hamstrong.coach.show_runs import show_runs
from hamstrong.coach.show_session import show_session
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family, LoadClass
from hamstrong.planning.model import (
    AbsenceKind,
    Plan,
    PlanRequest,
    StartingLevel,
    Venue,
    Window,
)
from hamstrong.planning.planner import make_plan as real_plan
from hamstrong.planning.words import day_word
from hamstrong.running.model import RunPlan, RunType
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk, at, event, month_of_runs

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
EASY, THRESHOLD = f"run-{TUESDAY}", f"run-{WEDNESDAY}"


@pytest.fixture
def desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    return desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))


def plan_of(desk: Desk, athlete: Athlete) -> Plan:
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    return stored.plan


def everything(desk: Desk, athlete: Athlete) -> tuple[Any, ...]:
    store = desk.store
    return (
        read_inputs(desk.ports, athlete.id),
        store.plans.get(athlete.id),
        store.plans.revisions(athlete.id),
        store.versions.all(athlete.id),
        store.events.all(athlete.id),
        store.runs.plans(athlete.id),
    )


EDITS: Mapping[str, Edit] = {
    "threshold removed": TellRun(THRESHOLD, "removed"),
    "removed": TellRun(EASY, "removed"),
    "lengthened": LengthenRun(EASY, 130),
    "added": AddRun(at(TUESDAY + timedelta(days=2), 18), 45, RunType.INTERVAL),
    "ill": AddAbsence(AbsenceKind.ILL, TUESDAY, TUESDAY + timedelta(days=3)),
    "travelling": AddAbsence(AbsenceKind.TRAVELLING, TUESDAY, TUESDAY + timedelta(days=9)),
    "hours": SetWindows(TUESDAY, (Window(time(12), time(13), Venue.GYM),)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_preview_tells_what_keeping_does_and_keeps_nothing(
    desk: Desk, athlete: Athlete, edit: Edit
) -> None:
    before = everything(desk, athlete)
    tried = preview(desk.ports, athlete.id, changing(edit))
    assert everything(desk, athlete) == before
    desk.sleep(minutes=2)
    kept = change_plan(desk.ports, athlete.id, edit)
    assert kept is not None
    assert tried.outcome is not None
    assert tried.outcome.changes == kept.changes
    assert kept.cause == tried.outcome.cause != ""
    assert read_inputs(desk.ports, athlete.id) != before[0]


def test_what_was_thought_once_is_not_thought_again(desk: Desk, athlete: Athlete) -> None:
    thought: list[PlanRequest] = []
    thinking = desk.plan

    def counting(request: PlanRequest) -> Plan:
        thought.append(request)
        return thinking(request)

    desk.plan = counting
    tried = preview(desk.ports, athlete.id, changing(EDITS["threshold removed"]))
    desk.sleep(minutes=1)
    kept = keep_preview(desk.ports, tried)
    assert kept is not None
    assert tried.outcome is not None
    assert kept == replace(tried.outcome, revised_at=kept.revised_at)
    assert len(thought) == 1
    again = preview(desk.ports, athlete.id, changing(EDITS["ill"]))
    take_day_off(desk.ports, athlete.id, MONDAY + timedelta(days=6))
    keep_preview(desk.ports, again)
    assert len(thought) == 4, "something else had changed, so it was thought through anew"


def test_days_that_are_lost_are_empty_and_the_reason_says_so(desk: Desk, athlete: Athlete) -> None:
    session = plan_of(desk, athlete).sessions[1]
    change = add_absence(desk.ports, athlete.id, AddAbsence(AbsenceKind.AWAY, session.day))
    assert change is not None
    assert session.day not in {s.day for s in plan_of(desk, athlete).sessions}
    told = next(c for c in change.changes if c.session_id == session.id)
    assert told.forced
    assert told.forced_by.startswith("You are away")
    assert told.reason
    assert change.cause == f"Away on {day_word(session.day)}"


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        (TUESDAY, MONDAY, "last"),
        (MONDAY, MONDAY + timedelta(days=60), "last"),
        (MONDAY - timedelta(days=100), MONDAY - timedelta(days=90), "last"),
        (RACE_DAY + timedelta(days=60), RACE_DAY + timedelta(days=61), "first"),
        (date(1, 1, 1), MONDAY, "first"),
        (MONDAY, date(9999, 12, 31), "last"),
    ],
)
def test_absences_that_cannot_be(
    desk: Desk, athlete: Athlete, first: date, last: date, place: str
) -> None:
    with pytest.raises(BadInput) as caught:
        add_absence(desk.ports, athlete.id, AddAbsence(AbsenceKind.ILL, first, last))
    assert caught.value.place == place
    assert list_absences(desk.ports, athlete.id) == ()


def test_an_absence_is_corrected_and_taken_back(desk: Desk, athlete: Athlete) -> None:
    ill = AddAbsence(AbsenceKind.ILL, TUESDAY, TUESDAY + timedelta(days=5))
    add_absence(desk.ports, athlete.id, ill)
    with pytest.raises(Conflict, match="already"):
        add_absence(desk.ports, athlete.id, AddAbsence(AbsenceKind.ILL, WEDNESDAY))
    shorter = replace(ill, last=WEDNESDAY, instead_of=ill.id)
    add_absence(desk.ports, athlete.id, shorter)
    assert [a.last for a in list_absences(desk.ports, athlete.id)] == [WEDNESDAY]
    assert plan_request(desk.ports, athlete.id).absences[0].last == WEDNESDAY
    change_plan(desk.ports, athlete.id, RemoveAbsence(ill.id))
    with pytest.raises(NotFound):
        change_plan(desk.ports, athlete.id, RemoveAbsence(ill.id))


def test_a_missed_run_makes_room_and_can_still_be_seen(desk: Desk, athlete: Athlete) -> None:
    desk.sleep(days=2)
    tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "missed"))
    assert THRESHOLD not in {run.id for run in plan_of(desk, athlete).runs}
    view = show_runs(desk.ports, athlete.id)
    told = {read.run.id: read.outcome for read in view.runs}
    assert told[THRESHOLD] is RunOutcome.MISSED
    assert view.key_runs == sum(run.key for run in planned_runs(desk.ports, athlete.id))
    tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "planned"))
    assert THRESHOLD in {run.id for run in plan_of(desk, athlete).runs}


def test_a_missed_run_was_meant_to_be_as_long_as_planned(desk: Desk, athlete: Athlete) -> None:
    desk.sleep(days=2)
    planned = next(run.minutes for run in plan_of(desk, athlete).runs if run.id == EASY)
    tell_run(desk.ports, athlete.id, TellRun(EASY, "done", planned + 60))
    tell_run(desk.ports, athlete.id, TellRun(EASY, "missed"))
    assert [run.minutes for run in missed_runs(desk.ports, athlete.id)] == [planned]


def test_a_missed_run_that_is_put_on_another_day_will_be_run(desk: Desk, athlete: Athlete) -> None:
    desk.sleep(days=2)
    tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "missed"))
    move_run(desk.ports, athlete.id, run_id=THRESHOLD, start=at(WEDNESDAY + timedelta(days=1), 7))
    assert THRESHOLD in {run.id for run in planned_runs(desk.ports, athlete.id)}


def test_a_run_counts_by_what_was_done_also_after_the_next_import(
    desk: Desk, athlete: Athlete
) -> None:
    desk.sleep(days=1)
    with pytest.raises(BadInput, match="Still to come"):
        tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "done"))
    with pytest.raises(BadInput, match="Take the run out of the plan instead"):
        tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "missed"))
    desk.sleep(days=1)
    tell_run(desk.ports, athlete.id, TellRun(EASY, "done", 100, RunType.THRESHOLD))
    tell_run(desk.ports, athlete.id, TellRun(THRESHOLD, "missed"))
    source = replace(desk.reads, notes=("Exported once more.",))
    keep_runs(desk.ports, athlete.id, plan=source, mode=ImportMode.REPLACE)
    runs = {run.id: run for run in plan_of(desk, athlete).runs}
    assert (runs[EASY].minutes, runs[EASY].type, runs[EASY].key) == (100, RunType.THRESHOLD, True)
    assert runs[EASY].distance_m == 18_000, "twice as long, as fast as planned"
    assert THRESHOLD not in runs


def test_a_run_of_ones_own_outlives_every_import(desk: Desk, athlete: Athlete) -> None:
    added = AddRun(at(TUESDAY, 18), 40, RunType.INTERVAL, title="Club track")
    add_run(desk.ports, athlete.id, added)
    with pytest.raises(Conflict, match="Club track"):
        add_run(desk.ports, athlete.id, replace(added, start=at(TUESDAY, 18, 30)))
    keep_runs(desk.ports, athlete.id, plan=month_of_runs("other.csv"), mode=ImportMode.REPLACE)
    keep_runs(
        desk.ports,
        athlete.id,
        plan=RunPlan(OWN_RUNS, desk.reads.runs[:2]),
        mode=ImportMode.REPLACE,
    )
    run = next(run for run in planned_runs(desk.ports, athlete.id) if run.title == "Club track")
    assert (run.key, run.minutes, run.timed) == (True, 40, True)
    tell_run(desk.ports, athlete.id, TellRun(run.id, "removed"))
    assert OWN_RUNS not in {plan.name for plan in desk.store.runs.plans(athlete.id)}


@pytest.mark.parametrize(
    "edit",
    [
        TellRun(EASY, "done", 0),
        TellRun(EASY, "done", 1e9),
        TellRun(EASY, "done", float("nan")),
        TellRun(EASY, "missed", 30),
        TellRun(EASY, "done", 30, RunType.REST),
        LengthenRun(EASY, -5),
        AddRun(at(TUESDAY, 18), 40, RunType.CROSS_TRAINING),
        AddRun(at(TUESDAY, 18).replace(tzinfo=None), 40),
        AddRun(at(TUESDAY, 18), 40, distance_m=-1),
        AddRun(at(date(9000, 1, 1), 18), 40),
        SetWindows(TUESDAY, (Window(time(13), time(12)),)),
        SetWindows(MONDAY - timedelta(days=1), None),
    ],
    ids=repr,
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    desk: Desk, athlete: Athlete, edit: Edit
) -> None:
    before = everything(desk, athlete)
    with pytest.raises(BadInput) as caught:
        change_plan(desk.ports, athlete.id, edit)
    assert caught.value.message.endswith(".")
    assert everything(desk, athlete) == before


def test_unknown_runs_are_not_found(desk: Desk, athlete: Athlete) -> None:
    for edit in (TellRun("nothing", "missed"), LengthenRun("nothing", 50)):
        with pytest.raises(NotFound):
            change_plan(desk.ports, athlete.id, edit)
    with pytest.raises(BadInput, match="settings"):
        change_plan(desk.ports, athlete.id, TellRun("race", "missed"))


def test_a_day_off_and_back(desk: Desk, athlete: Athlete) -> None:
    session = plan_of(desk, athlete).sessions[1]
    change = take_day_off(desk.ports, athlete.id, session.day)
    assert change is not None
    told = next(c for c in change.changes if c.session_id == session.id)
    assert told.forced_by == "You took this day off from strength."
    assert session.day not in {s.day for s in plan_of(desk, athlete).sessions}
    give_day_back(desk.ports, athlete.id, session.day)
    with pytest.raises(NotFound):
        give_day_back(desk.ports, athlete.id, session.day)


def test_a_run_in_the_way_is_the_rule_that_forced_the_move(desk: Desk, athlete: Athlete) -> None:
    session = next(s for s in plan_of(desk, athlete).sessions if s.day > MONDAY)
    added = AddRun(session.end + timedelta(hours=1), 90, RunType.LONG, title="Extra")
    change = change_plan(desk.ports, athlete.id, added)
    assert change is not None
    told = next(c for c in change.changes if c.session_id == session.id)
    assert "long run" in told.forced_by
    assert "needed" in told.forced_by or "need" in told.forced_by


def test_a_refused_move_is_refused_as_a_whole(desk: Desk, athlete: Athlete) -> None:
    session = next(s for s in plan_of(desk, athlete).sessions if s.load_class not in ("C0", "C1"))
    sunday = session.day + timedelta(days=6 - session.day.weekday())
    before = everything(desk, athlete)
    edits = (TellRun(EASY, "removed"), MoveSession(session.id, at(sunday, 5, 30)))
    with pytest.raises(MoveRefused) as caught:
        preview(desk.ports, athlete.id, changing(*edits))
    assert caught.value.reasons
    assert everything(desk, athlete) == before


def test_several_changes_are_one_version(desk: Desk, athlete: Athlete) -> None:
    edits = (TellRun(EASY, "removed"), AddRun(at(TUESDAY, 18), 40))
    change = change_plan(desk.ports, athlete.id, *edits)
    assert change is not None
    assert change.version == 2
    assert change.cause == "The easy run on 15 Dec removed. Added the easy run on 15 Dec"


def test_nothing_new_is_no_version_and_old_ones_fall_off(desk: Desk, athlete: Athlete) -> None:
    make_plan(desk.ports, athlete.id)
    assert [v.number for v in desk.store.versions.all(athlete.id)] == [1]
    quick = Desk(store=desk.store)
    for n in range(MOST_VERSIONS + 5):
        change_plan(quick.ports, athlete.id, LengthenRun(EASY, 30 + n))
    numbers = [v.number for v in desk.store.versions.all(athlete.id)]
    assert numbers == list(range(7, MOST_VERSIONS + 7))


def test_edits_come_as_json(desk: Desk, athlete: Athlete) -> None:
    raw: list[dict[str, Any]] = [
        {"what": "absence", "kind": "ill", "first": "2026-12-15", "back": "gentle"},
        {"what": "windows", "day": "2026-12-18", "windows": [{"start": "12:00", "end": "13:00"}]},
        {"what": "move-run", "run_id": EASY, "start": "2026-12-17T07:00:00+01:00"},
    ]
    edits = read_edits(raw)
    assert edits[0] == AddAbsence(AbsenceKind.ILL, TUESDAY, back=edits[0].back)  # type: ignore[attr-defined]
    assert change_plan(desk.ports, athlete.id, *edits) is not None
    missing: dict[str, Any] = {"what": "day-off"}
    wrong: list[list[dict[str, Any]]] = [[{"what": "dance"}], [], [missing], [{}], [missing] * 21]
    for bad in wrong:
        with pytest.raises(BadInput) as caught:
            read_edits(bad)
        assert caught.value.place


def test_done_elsewhere_is_load_and_no_practice(desk: Desk, athlete: Athlete) -> None:
    session = plan_of(desk, athlete).sessions[0]
    desk.sleep(hours=12)
    data = {"session_id": session.id, "state": "elsewhere", "load_class": "C5", "minutes": 40}
    record_events(desk.ports, athlete.id, events=[event("session", data, moment=session.end)])
    request = plan_request(desk.ports, athlete.id)
    assert request.exposures == {}
    make_plan(desk.ports, athlete.id)
    there = plan_of(desk, athlete).sessions[0]
    assert (there.id, there.load_class, there.minutes) == (session.id, LoadClass.C5, 40)
    detail = show_session(desk.ports, athlete.id, session_id=session.id)
    assert (detail.state, detail.exercises) == ("elsewhere", ())


@pytest.mark.parametrize("minutes_off", [-300, -20, 0, 20, 300])
def test_what_was_done_elsewhere_began_before_it_was_said(
    desk: Desk, athlete: Athlete, minutes_off: int
) -> None:
    session = plan_of(desk, athlete).sessions[0]
    said = session.start + timedelta(minutes=minutes_off)
    data = {"session_id": session.id, "state": "elsewhere", "load_class": "C4", "minutes": 40}
    desk.clock.moment = said.astimezone(UTC)
    record_events(desk.ports, athlete.id, events=[event("session", data, moment=said)])
    make_plan(desk.ports, athlete.id)
    there = next(s for s in plan_of(desk, athlete).sessions if s.id == session.id)
    assert (there.start, there.end) == (said - timedelta(minutes=40), said)


def test_a_skipped_session_is_over_and_not_made_up_for(desk: Desk, athlete: Athlete) -> None:
    before = plan_of(desk, athlete)
    session = before.sessions[1]
    data = {"session_id": session.id, "state": "skipped"}
    record_events(desk.ports, athlete.id, events=[event("session", data)])
    change = make_plan(desk.ports, athlete.id)
    after = plan_of(desk, athlete)
    assert session.start in {s.start for s in after.sessions}, "it stays where it was"
    assert {s.id for s in after.sessions} == {s.id for s in before.sessions}
    assert not [c for c in change.changes if c.kind is ChangeKind.ADDED]
    assert show_session(desk.ports, athlete.id, session_id=session.id).state == "skipped"
