"""A session that was done, as others' readers see it: set by set, side by side."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml.ElementTree import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.files.fit.checksum import crc16
from hamstrong.adapters.files.fit.course import codes
from hamstrong.adapters.files.fit.performed import fit_activity
from hamstrong.adapters.files.fit.wire import EPOCH, Field, Kind, Layout, cut, fit_file
from hamstrong.adapters.files.tcx_writer import NAMESPACE, write_tcx
from hamstrong.coach.activity_files import FoundFile
from hamstrong.coach.watch_files import SessionDone, SetDone
from hamstrong.errors import BadFile, BadInput
from hamstrong.exercises.library import load_library
from hamstrong.exercises.steps import StepSide
from hamstrong.language import Language, speaking
from hamstrong.running.activity import Sport
from tests.files.fit_reading import by_fitdecode, by_fitparse, named

MADRID = ZoneInfo("Europe/Madrid")
START = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
ACTIVE, REST = 1, 0
SIDES: tuple[StepSide, ...] = ("left", "right", "both")


def a_set(
    exercise_id: str, side: StepSide, *, at_s: float, seconds: float, **more: float
) -> SetDone:
    """A set that began so many seconds after the session; `took` where it was longer."""
    start = START + timedelta(seconds=at_s)
    took = more.get("took", seconds)
    reps = more.get("reps")
    return SetDone(
        exercise=load_library()[exercise_id],
        side=side,
        number=1,
        start=start,
        end=start + timedelta(seconds=took),
        seconds=seconds,
        held_s=None if reps else took,
        reps=int(reps) if reps else None,
        tempo_s=(2, 1, 2),
    )


def a_session(*sets: SetDone, heart_rate: float | None = None) -> SessionDone:
    end = max((one.end for one in sets), default=START + timedelta(minutes=20))
    return SessionDone(
        id="2027-01-04-1",
        title="Hips, calves",
        start=START.astimezone(MADRID),
        end=end.astimezone(MADRID),
        sets=sets,
        heart_rate=heart_rate,
        heart_rate_max=None if heart_rate is None else heart_rate + 20,
    )


LEFT = a_set("hb_floor_1l", "left", at_s=0, seconds=24.5, took=30)
RIGHT = a_set("hb_floor_1l", "right", at_s=40, seconds=30)
HEELS = a_set("calf_2l", "both", at_s=120, seconds=60, reps=12)
DONE = a_session(LEFT, RIGHT, HEELS, heart_rate=98.4)


def test_sets_stand_side_by_side_with_the_rests_between_them() -> None:
    messages = by_fitdecode(fit_activity(DONE))
    sets = named(messages, "set")
    assert [one["5"] for one in sets] == [ACTIVE, REST, ACTIVE, REST, ACTIVE]
    assert [one["0"] for one in sets] == [24500, 10000, 30000, 50000, 60000]
    assert [one["10"] for one in sets] == [0, 1, 2, 3, 4]
    notes = [step["8"] for step in named(messages, "workout_step")]
    worked = [one for one in sets if one["5"] == ACTIVE]
    assert [notes[one["11"]].split(" ")[0] for one in worked] == ["LEFT", "RIGHT", "Two-leg"]
    assert worked[2]["3"] == 12
    assert "3" not in worked[0]


def test_seconds_that_count_are_the_duration_and_the_clock_is_the_span() -> None:
    first = named(by_fitdecode(fit_activity(DONE)), "set")[0]
    assert first["254"] - first["6"] == 30
    assert first["0"] == 24500


def test_the_summary_has_the_heart_rate_and_nothing_that_nobody_measured() -> None:
    messages = by_fitdecode(fit_activity(DONE))
    (session,) = named(messages, "session")
    (lap,) = named(messages, "lap")
    assert (session["16"], session["17"]) == (98, 118)
    assert (lap["15"], lap["16"]) == (98, 118)
    assert (session["5"], session["6"]) == (10, 20)
    assert not {"11", "24", "35"} & session.keys(), "calories, training effect, stress"
    (without,) = named(by_fitdecode(fit_activity(a_session(LEFT))), "session")
    assert "16" not in without


def test_the_times_are_right_in_the_zone() -> None:
    (activity,) = named(by_fitdecode(fit_activity(DONE)), "activity")
    assert activity["253"] == (DONE.end - EPOCH).total_seconds()
    assert activity["5"] - activity["253"] == 3600


def test_a_night_when_the_clocks_change_is_as_long_as_it_was() -> None:
    start = datetime(2027, 3, 28, 0, 50, tzinfo=UTC)
    done = SessionDone(
        "x",
        "Night",
        start.astimezone(MADRID),
        (start + timedelta(minutes=20)).astimezone(MADRID),
        (),
    )
    (session,) = named(by_fitdecode(fit_activity(done)), "session")
    assert session["7"] == 20 * 60 * 1000
    assert b"<TotalTimeSeconds>1200.0<" in write_tcx(done)


def test_what_comes_back_is_not_logged_twice() -> None:
    with pytest.raises(BadFile, match="Hamstrong wrote this file itself"):
        Reader().read(FoundFile("done.fit", fit_activity(DONE)))


def test_the_reader_of_watch_files_finds_the_same_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamstrong.adapters.files.fit.workout.PRODUCT", 1)
    (activity,) = Reader().read(FoundFile("done.fit", fit_activity(DONE)))
    assert activity.sport is Sport.STRENGTH
    assert activity.start == START
    assert activity.title == "Hips, calves"
    assert [(one.time_s, one.reps, (one.category, one.name)) for one in activity.sets] == [
        (24.5, None, codes(LEFT.exercise, older=False)),
        (30.0, None, codes(RIGHT.exercise, older=False)),
        (60.0, 12, codes(HEELS.exercise, older=False)),
    ]
    assert [one.side for one in activity.sets] == ["left", "right", None]
    assert activity.recorded.heart_rate == 98


@pytest.mark.parametrize("language", Language)
def test_a_set_finds_its_side_again_whoever_reads_it(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamstrong.adapters.files.fit.workout.PRODUCT", 1)
    with speaking(language):
        data = fit_activity(DONE)
    (activity,) = Reader().read(FoundFile("done.fit", data))
    assert [one.side for one in activity.sets] == ["left", "right", None]


def test_tcx_tells_times_heart_rate_and_the_sets_as_notes() -> None:
    data = write_tcx(DONE)
    tree = parse(io.BytesIO(data))
    names = {"t": NAMESPACE}
    assert tree.findtext(".//t:TotalTimeSeconds", namespaces=names) == "180.0"
    assert tree.findtext(".//t:AverageHeartRateBpm/t:Value", namespaces=names) == "98"
    times = [element.text for element in tree.findall(".//t:Trackpoint/t:Time", names)]
    assert times == sorted(set(times))
    assert len(times) == 4
    notes = tree.findtext(".//t:Notes", namespaces=names)
    assert notes is not None
    assert notes.splitlines() == [
        "Hips, calves",
        "Single-leg floor bridge LEFT: 24.5 s",
        "Single-leg floor bridge RIGHT: 30 s",
        "Two-leg heel raise: 12 reps",
    ]
    (activity,) = Reader().read(FoundFile("done.tcx", data))
    assert activity.elapsed_s == pytest.approx(180)


def test_spanish_notes_have_a_decimal_comma() -> None:
    with speaking(Language.SPANISH):
        assert "IZQUIERDA: 24,5 s" in write_tcx(DONE).decode()


@st.composite
def sessions(draw: st.DrawFn) -> SessionDone:
    """Any sets of the library in any order, rests of any length, none included."""
    library = sorted(load_library())
    at_s, sets = 0.0, []
    for _ in range(draw(st.integers(0, 12))):
        at_s += draw(st.floats(0, 300))
        seconds = draw(st.floats(0.1, 3600))
        share = draw(st.floats(0, 1))
        side = draw(st.sampled_from(SIDES))
        reps = draw(st.integers(0, 1000))
        one = a_set(
            draw(st.sampled_from(library)),
            side,
            at_s=at_s,
            seconds=seconds * share,
            took=seconds,
            reps=reps,
        )
        sets.append(one)
        at_s += seconds
    return a_session(*sets, heart_rate=draw(st.none() | st.floats(25, 230)))


@settings(max_examples=60, deadline=None)
@given(sessions(), st.sampled_from(Language))
def test_two_readers_see_the_same_sets_and_records(done: SessionDone, language: Language) -> None:
    with speaking(language):
        data = fit_activity(done)
    assert crc16(data) == 0
    one, other = by_fitdecode(data), by_fitparse(data)
    assert [message.values for message in one] == [message.values for message in other]
    worked = [values for values in named(one, "set") if values["5"] == ACTIVE]
    assert [values["0"] for values in worked] == [round(1000 * s.seconds) for s in done.sets]
    records = [values["253"] for values in named(one, "record")]
    assert records == sorted(set(records))
    times = [values["254"] for values in named(one, "set")]
    assert times == sorted(times)


@given(st.text(), st.integers(0, 40))
def test_a_text_is_cut_between_characters(text: str, size: int) -> None:
    found = cut(text, size)
    assert len(found) <= size
    assert text.replace("\0", " ").encode("utf-8", "replace").startswith(found)
    found.decode("utf-8")


@pytest.mark.parametrize("value", [-1, 256, 10**12])
def test_a_number_that_does_not_fit_is_refused_and_not_wrapped(value: int) -> None:
    layout = Layout(20, {"heart_rate": Field(3, Kind.UINT8)})
    with pytest.raises(BadInput, match="cannot hold"):
        fit_file([(layout, {"heart_rate": value})])


def test_a_field_that_a_message_does_not_have_is_no_field() -> None:
    layout = Layout(20, {"heart_rate": Field(3, Kind.UINT8)})
    with pytest.raises(KeyError, match="hart_rate"):
        fit_file([(layout, {"hart_rate": 60})])
