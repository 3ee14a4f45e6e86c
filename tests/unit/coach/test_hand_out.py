"""What leaves: workouts of sessions to come, and what the log says of those that were done."""

import csv
import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest

from hamstrong.coach.hand_out import DoneKind, done_file, session_workout, week_workouts
from hamstrong.coach.move_session import move_session
from hamstrong.coach.record_events import record_events
from hamstrong.coach.session_done import session_done
from hamstrong.errors import NoPlan, NotFound
from hamstrong.running.activity import Activity, Recorded, Sport
from tests.files.fit_reading import by_fitdecode, named
from tests.unit.coach.desk import MONDAY, NOW, ZONE, Desk, a_set, at, session_end

FIRST = f"{MONDAY}-1"
EVENING = at(MONDAY, 18)


def minutes(number: float) -> datetime:
    return EVENING + timedelta(minutes=number)


def logged(desk: Desk, athlete_id: str, *events: Any) -> None:
    desk.clock.moment = minutes(60)
    found = record_events(desk.ports, athlete_id, events=list(events))
    assert len(found.accepted) == len(events)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def athlete_id(desk: Desk) -> str:
    return desk.planned().id


def test_a_workout_is_that_of_the_session(desk: Desk, athlete_id: str) -> None:
    file = session_workout(desk.ports, athlete_id, session_id=FIRST)
    assert file.name == f"hamstrong-{FIRST}.fit"
    (workout,) = named(by_fitdecode(file.data), "workout")
    assert workout["8"] == "12-14 Holds"
    assert file == session_workout(desk.ports, athlete_id, session_id=FIRST)


def test_a_session_that_moves_is_another_file(desk: Desk, athlete_id: str) -> None:
    before = session_workout(desk.ports, athlete_id, session_id=FIRST).data
    desk.sleep(minutes=1)
    assert move_session(desk.ports, athlete_id, session_id=FIRST, start=at(MONDAY, 20)).moved
    after = session_workout(desk.ports, athlete_id, session_id=FIRST).data
    assert named(by_fitdecode(before), "file_id") != named(by_fitdecode(after), "file_id")


def test_a_week_is_a_zip_of_what_is_left_of_it(desk: Desk, athlete_id: str) -> None:
    file = week_workouts(desk.ports, athlete_id)
    assert file.name == f"hamstrong-week-{MONDAY}.zip"
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert archive.testzip() is None
        first, second = archive.namelist()
        single = session_workout(desk.ports, athlete_id, session_id=FIRST)
        assert (first, archive.read(first)) == (single.name, single.data)
    logged(desk, athlete_id, session_end(FIRST))
    with zipfile.ZipFile(io.BytesIO(week_workouts(desk.ports, athlete_id).data)) as archive:
        assert archive.namelist() == [second]


def test_a_week_without_a_session_left_says_so(desk: Desk, athlete_id: str) -> None:
    ends = (session_end(FIRST), session_end(f"{MONDAY}-2"))
    logged(desk, athlete_id, *ends)
    with pytest.raises(NotFound, match="No session is left"):
        week_workouts(desk.ports, athlete_id)


def test_what_is_not_there_is_not_found(desk: Desk, athlete_id: str) -> None:
    with pytest.raises(NotFound):
        session_workout(desk.ports, athlete_id, session_id="2020-01-01-1")
    with pytest.raises(NotFound):
        session_done(desk.ports, athlete_id, session_id="2020-01-01-1")
    with pytest.raises(NotFound, match="Nothing of this session was logged"):
        session_done(desk.ports, athlete_id, session_id=FIRST)
    other = Desk()
    with pytest.raises(NoPlan):
        session_workout(other.ports, other.athlete().id, session_id=FIRST)


def test_sets_stand_where_they_were_done(desk: Desk, athlete_id: str) -> None:
    judged = {"by": "camera", "valid_s": 11.5, "held_s": 15}
    logged(
        desk,
        athlete_id,
        a_set(FIRST, side="left", hold_s=15, moment=minutes(1), judged=judged, rpe=6, reserve=5),
        a_set(FIRST, side="right", hold_s=15, moment=minutes(2)),
        a_set(FIRST, "calf_2l", side="both", reps=12, moment=minutes(5)),
        a_set(FIRST, "calf_2l", side="both", reps=0, skipped=True, moment=minutes(6)),
        a_set(f"{MONDAY}-2", side="left", hold_s=15, moment=minutes(7)),
        session_end(FIRST, moment=minutes(8)),
    )
    done = session_done(desk.ports, athlete_id, session_id=FIRST)
    left, right, heels = done.sets
    assert (left.seconds, left.held_s, left.judged, left.rpe, left.reserve) == (
        11.5,
        15,
        True,
        6,
        5,
    )
    assert (left.start, left.end) == (minutes(1) - timedelta(seconds=15), minutes(1))
    assert (right.seconds, right.judged, right.side) == (15, False, "right")
    assert (heels.reps, heels.seconds, heels.end) == (12, 60, minutes(5))
    assert (done.start, done.end, done.rpe) == (left.start, heels.end, 6)
    assert done.start.tzinfo == ZONE


@pytest.mark.parametrize(
    ("judged", "seconds"),
    [
        ({"by": "camera", "valid_s": 10, "trusted": False}, 15),
        ({"by": "camera", "valid_s": 17}, 15),
        ({"by": "hips", "valid_s": 10, "trusted": True}, 10),
        ({"by": "camera", "reps": 3}, 15),
    ],
)
def test_seconds_count_as_they_were_judged(
    desk: Desk, athlete_id: str, judged: dict[str, Any], seconds: float
) -> None:
    logged(desk, athlete_id, a_set(FIRST, hold_s=15, judged=judged, moment=minutes(1)))
    (one,) = session_done(desk.ports, athlete_id, session_id=FIRST).sets
    assert one.seconds == seconds


def test_sets_that_were_typed_in_at_once_stand_one_behind_the_other(
    desk: Desk, athlete_id: str
) -> None:
    sets = [a_set(FIRST, set_number=n, hold_s=20, moment=minutes(1)) for n in (1, 2, 3)]
    logged(desk, athlete_id, *sets)
    done = session_done(desk.ports, athlete_id, session_id=FIRST)
    assert [one.start - done.start for one in done.sets] == [
        timedelta(seconds=s) for s in (0, 20, 40)
    ]


def test_a_session_that_was_done_without_a_set_has_its_time_alone(
    desk: Desk, athlete_id: str
) -> None:
    logged(desk, athlete_id, session_end(FIRST, moment=minutes(30)))
    done = session_done(desk.ports, athlete_id, session_id=FIRST)
    assert done.sets == ()
    assert (done.start, done.end) == (minutes(0), minutes(30))


@pytest.mark.parametrize("state", ["skipped", "elsewhere", "stopped"])
def test_what_was_not_done_here_has_no_file(desk: Desk, athlete_id: str, state: str) -> None:
    logged(desk, athlete_id, session_end(FIRST, state, moment=minutes(30)))
    with pytest.raises(NotFound):
        done_file(desk.ports, athlete_id, session_id=FIRST, kind=DoneKind.FIT)


@pytest.mark.parametrize(
    ("begins", "lasts_min", "found"), [(-2, 14, 112.0), (-2, 60, None), (9, 10, None)]
)
def test_the_heart_rate_is_that_of_a_watch_that_was_worn(
    desk: Desk, athlete_id: str, begins: float, lasts_min: float, found: float | None
) -> None:
    worn = Activity(
        "watch",
        Sport.STRENGTH,
        minutes(begins),
        zoned=True,
        elapsed_s=60 * lasts_min,
        moving_s=60 * lasts_min,
        recorded=Recorded(heart_rate=112, heart_rate_max=141),
    )
    desk.store.activities.save(athlete_id, worn, imported_at=NOW)
    sets = [a_set(FIRST, set_number=n, hold_s=20, moment=minutes(2 * n)) for n in range(1, 6)]
    logged(desk, athlete_id, *sets)
    done = session_done(desk.ports, athlete_id, session_id=FIRST)
    assert done.heart_rate == found
    assert done.heart_rate_max == (None if found is None else 141)


def test_every_kind_of_file_is_written(desk: Desk, athlete_id: str) -> None:
    logged(desk, athlete_id, a_set(FIRST, side="right", hold_s=15, moment=minutes(1)))
    files = {k: done_file(desk.ports, athlete_id, session_id=FIRST, kind=k) for k in DoneKind}
    assert {kind: file.name for kind, file in files.items()} == {
        kind: f"hamstrong-done-{FIRST}.{kind}" for kind in DoneKind
    }
    assert len(named(by_fitdecode(files[DoneKind.FIT].data), "set")) == 1
    assert files[DoneKind.TCX].data.startswith(b"<?xml")
    (row,) = csv.DictReader(io.StringIO(files[DoneKind.CSV].data.decode()))
    assert row["start"] == "2026-12-14T18:00:45+01:00"
    assert (row["exercise_id"], row["side"], row["seconds"]) == ("hb_floor_1l", "right", "15.0")
