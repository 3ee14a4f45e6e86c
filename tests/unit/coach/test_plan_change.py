"""What is told of a change: the cause where no rule of its own speaks, the same thing once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from benchmarks.blocks import block
from hamstrong.coach.change_folds import grouped
from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.model import ChangeKind
from hamstrong.coach.plan_change import changes_between
from hamstrong.coach.words import SAY
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Tissue
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Limit,
    Plan,
    PlanRequest,
    Reason,
    Session,
    Venue,
)
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import Work, margins
from hamstrong.planning.why.explain import explain_session, why_not_at
from hamstrong.running.model import RunType
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk, run_on

LIBRARY = load_library()
CAUSE = "Moved Wednesday's threshold run to Thursday"
PHASE = Reason("Up to 3 sets of each exercise, as the base phase asks.", rule="dose")
SORE = Reason("Your calf is sore, 5 of 10: holds at most, and fewer sets.", rule="check-in")
RAMP = Reason("Sets for the calf grow by no more than a fifth a week.", rule="growth")


def planned() -> tuple[Plan, PlanRequest]:
    desk = Desk()
    athlete = desk.planned()
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    plan = each(stored.plan, lambda s: replace(s, dose_reasons=(PHASE,)))
    # The quick plan knows no taper: its last week would be forced away by rule.
    early = tuple(s for s in plan.sessions if s.day < RACE_DAY - timedelta(days=7))
    return replace(plan, sessions=early), plan_request(desk.ports, athlete.id)


def each(plan: Plan, change: Callable[[Session], Session]) -> Plan:
    return replace(plan, sessions=tuple(map(change, plan.sessions)))


def lighter(session: Session, *reasons: Reason) -> Session:
    doses = tuple(replace(dose, sets=dose.sets + 1) for dose in session.doses)
    return replace(session, doses=doses, dose_reasons=(*session.dose_reasons, *reasons))


def test_what_follows_from_a_change_names_the_cause_and_not_what_held_before() -> None:
    before, request = planned()
    after = each(before, lighter)
    changes = changes_between(before, after, request, cause=CAUSE)
    assert [change.reason for change in changes[:2]] == [
        f"{CAUSE}. {SAY['nothing-more']}",
        f"{CAUSE}. {SAY['carried']}",
    ]
    assert not any(PHASE.text in change.reason for change in changes)


def test_other_work_names_what_is_in_it_and_what_is_no_more() -> None:
    before, request = planned()
    first = before.sessions[0]
    old = first.doses[0].exercise_id
    new = next(key for key in LIBRARY if key not in {dose.exercise_id for dose in first.doses})
    doses = (replace(first.doses[0], exercise_id=new), *first.doses[1:])
    after = replace(before, sessions=(replace(first, doses=doses), *before.sessions[1:]))
    (change,) = changes_between(before, after, request, cause=CAUSE, library=LIBRARY)
    assert change.reason == f"{CAUSE}. {LIBRARY[new].name} instead of {LIBRARY[old].name}."


def test_what_the_body_says_newly_speaks_for_itself() -> None:
    before, request = planned()
    after = each(before, lambda s: lighter(s, SORE))
    assert {c.reason for c in changes_between(before, after, request, cause=CAUSE)} == {SORE.text}


def test_what_the_body_says_newly_counts_as_a_rule() -> None:
    before, request = planned()
    changes = changes_between(before, each(before, lambda s: lighter(s, SORE)), request)
    assert {change.forced_by for change in changes} == {SORE.text}


def test_a_red_flag_is_named_as_the_rule_that_forced_it() -> None:
    """A lock speaks of some tissues only, and takes sessions as well as what is in them."""
    before, request = planned()
    stop = Reason("Stop: a spot on a bone hurts.", rule="red-flags")
    legs = frozenset(Tissue) - {Tissue.TRUNK}
    locked = replace(request, limits=(Limit(MONDAY, None, legs, None, 0.0, stop),))
    gone = changes_between(before, replace(before, sessions=()), locked, library=LIBRARY)
    assert {(change.kind, change.forced_by) for change in gone} == {("removed", stop.text)}
    after = each(before, lighter)
    other = changes_between(before, after, locked, cause=CAUSE, library=LIBRARY)
    assert {change.forced_by for change in other} == {stop.text}
    trunk = Limit(MONDAY, None, frozenset({Tissue.SHIN}), None, 0.0, stop)
    free = changes_between(
        before, after, replace(request, limits=(trunk,)), cause=CAUSE, library=LIBRARY
    )
    assert not any(change.forced for change in free)


def test_a_session_of_another_kind_says_what_it_was() -> None:
    before, request = planned()
    first = before.sessions[0]
    after = with_session(before, replace(lighter(first), title="Light strength"))
    (change,) = changes_between(before, after, request)
    assert (change.was, change.title, change.matters) == (first.title, "Light strength", True)


def test_what_the_body_says_no_longer_is_told_so() -> None:
    before, request = planned()
    sore = each(before, lambda s: lighter(s, SORE))
    reasons = {c.reason for c in changes_between(sore, before, request, cause=CAUSE)}
    assert reasons == {f"No longer so: {SORE.text}"}


def test_what_newly_holds_a_dose_back_stands_behind_its_cause() -> None:
    before, request = planned()
    after = each(before, lambda s: lighter(s, RAMP))
    assert changes_between(before, after, request, cause=CAUSE)[0].reason == f"{CAUSE}. {RAMP.text}"


def tried_out(session: Session, *, now: bool) -> Session:
    return replace(session, doses=tuple(replace(dose, tryout=now) for dose in session.doses))


def test_a_session_that_finds_the_level_now_says_so() -> None:
    before, request = planned()
    before = each(before, lambda s: tried_out(s, now=False))
    after = with_session(before, tried_out(before.sessions[0], now=True))
    told = changes_between(before, after, request, cause=CAUSE)
    assert [change.reason for change in told] == [f"{CAUSE}. {SAY['finds-level']}"]


def test_without_a_cause_a_reason_is_still_told() -> None:
    before, request = planned()
    assert all(c.reason for c in changes_between(before, each(before, lighter), request))
    assert all(c.reason for c in changes_between(before, replace(before, sessions=()), request))


def moved(session: Session, days: int) -> Session:
    shift = timedelta(days=days)
    return replace(session, start=session.start + shift, end=session.end + shift)


def with_session(plan: Plan, session: Session) -> Plan:
    return each(plan, lambda s: session if s.id == session.id else s)


def test_a_session_that_moves_says_why_it_left_and_why_it_is_there() -> None:
    before, request = planned()
    first, second = before.sessions[:2]
    # The first comes to the eve of the second, which therefore goes on.
    after = with_session(with_session(before, moved(first, 2)), moved(second, 1))
    told = {c.session_id: c for c in changes_between(before, after, request, cause=CAUSE)}
    # 18:00 with 30 min on Wednesday to 18:00 on Thursday.
    assert told[second.id].left == "It would stand 23 h from Holds on Wed 16 Dec."
    assert told[second.id].reason == second.reason.text
    assert told[first.id].left == f"{CAUSE}. The week as a whole is better for it."


def test_a_run_that_comes_near_is_why_a_session_left() -> None:
    before, request = planned()
    second = before.sessions[1]
    near = run_on(second.day + timedelta(days=1), RunType.LONG)
    changed = replace(before, runs=tuple(sorted((*before.runs, near), key=lambda r: r.start)))
    after = with_session(changed, moved(second, -1))
    told = changes_between(before, after, replace(request, runs=changed.runs), cause=CAUSE)
    assert "Friday's long run" in (told[0].forced_by or told[0].left)


def test_a_time_the_athlete_chose_needs_no_reason_to_leave() -> None:
    before, request = planned()
    chosen = replace(moved(before.sessions[1], 1), pinned=True)
    assert changes_between(before, with_session(before, chosen), request)[0].left == ""


def test_equal_reasons_are_told_once_with_their_days() -> None:
    before, request = planned()
    days = (MONDAY, MONDAY + timedelta(days=27))
    ill = replace(request, absences=(Absence("ill", *days, AbsenceKind.ILL),))
    changes = changes_between(before, replace(before, sessions=()), ill, cause="Ill")
    groups = grouped(changes)
    assert len(changes) > 4
    assert [len(group.changes) for group in groups] == [len(changes)]
    assert groups[0].days == tuple(session.day for session in before.sessions)
    assert groups[0].first.forced


def test_sessions_that_move_stay_rows_of_their_own() -> None:
    before, request = planned()
    after = each(before, lambda s: moved(s, 1))
    changes = changes_between(before, after, request, cause=CAUSE)
    groups = grouped(changes)
    assert {group.first.kind for group in groups} == {ChangeKind.MOVED}
    assert len(groups) == len(changes)


def test_days_of_a_group_are_each_told_once() -> None:
    before, request = planned()
    gone = changes_between(before, replace(before, sessions=()), request)
    for group in grouped(gone):
        assert list(group.days) == sorted(set(group.days))
        assert all(isinstance(day, date) for day in group.days)


def test_another_place_is_named_with_what_it_changes() -> None:
    before, request = planned()
    there = each(before, lambda s: replace(s, venue=Venue.GYM))
    too = each(there, lighter)
    assert all(c.text.endswith(": at the gym.") for c in changes_between(before, there, request))
    texts = {c.text.partition(": ")[2] for c in changes_between(before, too, request)}
    assert texts == {"at the gym, with other exercises or sets."}


def _at(session: Session, start: datetime) -> Work:
    end = start + (session.end - session.start)
    return Work(start, end, session.load_class, session.novel)


def test_a_session_that_nothing_forced_is_told_what_weighed_against_its_old_place() -> None:
    """The planner's own plan, and a start that it weighed and did not take as the old place."""
    library = load_library()
    request = block(6)
    after = make_plan(request, library)
    session, start = next(
        (session, start)
        for session in after.sessions
        for verdict in explain_session(after, request, library, session.id).others
        for start in verdict.starts
        if all(m.legal for m in margins(_at(session, start), after.runs, after.race))
    )
    old = replace(session, start=start, end=start + (session.end - session.start))
    before = with_session(after, old)
    (told,) = changes_between(before, after, request, cause=CAUSE, library=library)
    weighed = why_not_at(after, request, library, session.id, start=start)
    assert weighed is not None
    assert told.left == f"{CAUSE}. {weighed.text}"
    (plain,) = changes_between(before, after, request, cause=CAUSE)
    assert plain.left == f"{CAUSE}. The week as a whole is better for it."
