"""`replan`, `undo`, `diff`, `why` and `rules`, over a desk with the real planner."""

import json
from datetime import timedelta
from typing import Any

import pytest

from hamstrong.cli.app import run
from hamstrong.coach.model import Athlete
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.constants import TABLES
from hamstrong.planning.model import Session, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from hamstrong.planning.words import day_word
from tests.cli.desk_doors import Command, DeskDoors
from tests.unit.coach.desk import MONDAY, Desk

TUESDAY = str(MONDAY + timedelta(days=1))
EASY = f"run-{TUESDAY}"


@pytest.fixture
def desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    return desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))


@pytest.fixture
def command(desk: Desk, athlete: Athlete, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line; gives exit code, standard output, standard error."""

    def typed(*words: str) -> tuple[int, str, str]:
        code = run(DeskDoors(desk), list(words))
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return typed


def sessions(desk: Desk, athlete: Athlete) -> tuple[Session, ...]:
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    return stored.plan.sessions


def test_a_dry_run_shows_and_keeps_nothing(command: Command, desk: Desk, athlete: Athlete) -> None:
    before = sessions(desk, athlete)
    off = str(before[1].day)
    code, out, err = command("replan", "--day-off", off, "--dry-run")
    assert (code, err) == (0, "")
    assert f"Day off on {day_word(before[1].day)}" in out
    assert "You took this day off from strength." in out
    assert "dry run" in out
    assert "1 forced by a rule" in out
    assert sessions(desk, athlete) == before
    assert len(desk.store.versions.all(athlete.id)) == 1


def test_a_change_is_kept_told_taken_back_and_done_again(
    command: Command, desk: Desk, athlete: Athlete
) -> None:
    before = sessions(desk, athlete)
    told = json.loads(command("replan", "--day-off", str(before[1].day), "--json")[1])
    assert told["kept"] is True
    assert told["change"]["version"] == 2
    assert before[1].id in {one["session_id"] for one in told["change"]["changes"]}
    out = command("diff")[1]
    assert f"Version 2: Day off on {day_word(before[1].day)}" in out
    assert before[1].id in out
    assert "Taken back: Day off" in command("undo")[1]
    assert sessions(desk, athlete) == before
    assert "Every session stays where it is." in command("diff", "1", "3")[1]
    assert "(taken back)" in command("diff", "--list")[1]
    code, _, err = command("undo")
    assert code == 6
    assert "nothing to take back" in err
    assert "Done again: Day off" in command("redo", "--dry-run")[1]
    assert sessions(desk, athlete) == before
    listed = json.loads(command("diff", "--list", "--json")[1])["versions"]
    assert [version["number"] for version in listed] == [3, 2, 1]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (("--move-run", TUESDAY, "2026-12-17"), "Moved Tuesday's easy run to Thursday"),
        (("--move-run", EASY, "2026-12-17T18:30"), "Moved Tuesday's easy run to Thursday"),
        (("--remove", TUESDAY), "The easy run on 15 Dec removed"),
        (("--lengthen", TUESDAY, "90"), "The easy run on 15 Dec takes 90 min"),
        (("--add-run", "2026-12-18T18:00", "interval:40"), "Added the intervals on 18 Dec"),
        (("--add-run", "2026-12-18", "40"), "Added the easy run on 18 Dec"),
        (("--ill", "2026-12-15..2026-12-17", "--back", "gentle"), "Ill from 15 Dec to 17 Dec"),
        (("--away", "2026-12-15"), "Away on 15 Dec"),
        (("--travel", "2026-12-15..2026-12-20"), "Travelling from 15 Dec to 20 Dec"),
        (("--hours", "2026-12-15", "12-13 gym, 18-19"), "Other hours on 15 Dec"),
        ((), "Planned again"),
    ],
)
def test_every_change_is_said_in_words(
    command: Command, desk: Desk, athlete: Athlete, words: tuple[str, ...], cause: str
) -> None:
    code, _, err = command("replan", *words)
    assert (code, err) == (0, "")
    assert desk.store.versions.all(athlete.id)[-1].cause.startswith(cause)


def test_what_was_done_counts(command: Command, desk: Desk, athlete: Athlete) -> None:
    desk.sleep(days=1)
    assert command("replan", "--did", TUESDAY, "threshold:75")[0] == 0
    correction = desk.store.runs.corrections(athlete.id)[EASY]
    assert (correction.type, correction.minutes) == ("threshold", 75)


def test_a_session_is_moved_and_freed(command: Command, desk: Desk, athlete: Athlete) -> None:
    session = next(s for s in sessions(desk, athlete) if s.day > MONDAY)
    later = session.start + timedelta(minutes=15)
    code, _, err = command("replan", "--move", session.id, f"{later:%Y-%m-%dT%H:%M}")
    assert (code, err) == (0, "")
    assert desk.store.plans.pins(athlete.id) == {session.id: later}
    assert command("replan", "--free", session.id)[0] == 0
    assert desk.store.plans.pins(athlete.id) == {}
    sunday = session.day + timedelta(days=6 - session.day.weekday())
    code, _, err = command("replan", "--move", session.id, f"{sunday}T05:30")
    assert code == 8
    assert "long run" in err


def test_a_run_moved_onto_the_day_of_another_says_that_the_day_is_double(command: Command) -> None:
    code, out, _ = command("replan", "--move-run", EASY, "2026-12-16T18:00")
    assert code == 0
    assert "Wednesday 16 Dec is a double day" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--missed", "2026-12-17"), 6, "run-2026-12-16"),
        (("--missed", "run-2026-12-5"), 6, "near it are"),
        (("--missed", "run-2026"), 2, "whole id"),
        (("--missed", "xyz"), 6, "There is no run 'xyz'"),
        (("--move-run", EASY, "2026-12-17T25:00"), 2, "25:00"),
        (("--move-run", EASY, "2026-12-01"), 2, "is over"),
        (("--move-run", EASY, "2026-12-16T07:10"), 8, "already there"),
        (("--move-run", EASY, "9999-12-31"), 2, "9999"),
        (("--ill", "yesterday"), 2, "--ill"),
        (("--ill", "2026-12-18..2026-12-15"), 2, "before the first"),
        (("--ill", "2026-12-18..2027-12-15"), 2, "1 to 60 days"),
        (("--ill", "2026-12-18", "--back", "never"), 2, "gentle, steady, quick"),
        (("--lengthen", EASY, "long"), 2, "minutes"),
        (("--lengthen", EASY, "²"), 2, "minutes"),
        (("--did", EASY, "flying:40"), 2, "flying"),
        (("--did", EASY, "40"), 2, "Still to come"),
        (("--add-run", "2026-12-18", "threshold"), 2, "how long"),
        (("--day-off", "2026-12-01"), 2, "is over"),
        (("--hours", "2026-12-18", "20-18"), 2, "20:00-18:00"),
        (("--move", "nothing", "2026-12-18"), 6, "There is no session"),
        (("--free", "2027-06-01"), 6, "near it are"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    command: Command, desk: Desk, athlete: Athlete, words: tuple[str, ...], code: int, said: str
) -> None:
    found, out, err = command("replan", *words)
    assert (found, out) == (code, ""), err
    assert err.startswith("hamstrong: ")
    assert said in err
    assert err.count("\n") == 1
    assert len(desk.store.versions.all(athlete.id)) == 1


def test_nothing_to_take_back_and_no_such_version(command: Command) -> None:
    assert command("undo")[0] == 6
    assert command("diff", "9")[0] == 6


def test_why(command: Command, desk: Desk, athlete: Athlete) -> None:
    session = sessions(desk, athlete)[1]
    out = command("why", session.id)[1]
    assert session.title in out
    assert "What stands against it" in out
    by_day = json.loads(command("why", str(session.day), "--json")[1])["why"]
    assert by_day[0]["session"]["id"] == session.id
    week: list[dict[str, Any]] = json.loads(command("why", session.id, "--week", "--json")[1])[
        "why"
    ]
    assert len(week) == 8
    assert week[-1]["week"]["monday"] == str(MONDAY)
    assert f"Week of {MONDAY}" in command("why", session.id, "--week")[1]
    assert command("why")[0] == 0
    assert command("why", "2030-01-01")[0] == 6
    code, _, err = command("why", "2026-12-14-9")
    assert code == 6
    assert "2026-12-14-1" in err


def test_why_a_day_is_empty_names_the_session_of_each_line(
    command: Command, desk: Desk, athlete: Athlete
) -> None:
    week = [s for s in sessions(desk, athlete) if s.day < MONDAY + timedelta(days=7)]
    assert len({s.day for s in week}) > 1
    taken = {s.day for s in week}
    empty = next(d for d in (MONDAY + timedelta(days=n) for n in range(7)) if d not in taken)
    told = json.loads(command("why", str(empty), "--json")[1])["why"][0]
    out = command("why", str(empty))[1]
    judged = {verdict["session_id"] for verdict in told["sessions"]}
    assert judged
    for session in week:
        assert (f"{session.title}, {session.day:%a %d}" in out) == (session.id in judged)
    assert out.count("one more") == len(told["kinds"])


def test_rules(command: Command) -> None:
    everything = json.loads(command("rules", "--json")[1])
    assert [table["id"] for table in everything["tables"]] == [table.id for table in TABLES]
    assert all(row["certainty"] for table in everything["tables"] for row in table["rows"])
    one = TABLES[0]
    out = command("rules", one.id)[1]
    assert one.title in out
    assert TABLES[1].title not in out
    code, _, err = command("rules", "nonsense")
    assert code == 6
    assert one.id in err


def test_a_session_is_skipped_or_done_elsewhere(
    command: Command, desk: Desk, athlete: Athlete
) -> None:
    first, second, *_ = sessions(desk, athlete)
    assert command("log", "done", first.id, "--elsewhere", "c4:40")[0] == 0
    assert command("log", "done", second.id, "--skipped")[0] == 0
    told = [event.data for event in desk.store.events.all(athlete.id)]
    assert told[0] == {
        "session_id": first.id,
        "state": "elsewhere",
        "load_class": "C4",
        "minutes": 40,
    }
    assert told[1]["state"] == "skipped"
    for wrong in (("--elsewhere", "gym"), ("--elsewhere", "C9:40"), ("--skipped", "--stopped")):
        code, _, err = command("log", "done", second.id, *wrong)
        assert (code, err.count("\n")) == (2, 1)
    assert len(desk.store.events.all(athlete.id)) == 2


def test_every_weight_names_the_evidence_or_says_that_it_is_judgement(command: Command) -> None:
    code, out, _ = command("rules", "weights", "--json")
    assert code == 0
    (table,) = json.loads(out)["tables"]
    sources = {row["name"]: row["source"] for row in table["rows"]}
    assert sources["Heavy work in the evening of a quality day (W2)"] == "evidence W2"
    assert {row["certainty"] for row in table["rows"]} == {"judgement"}
    code, out, _ = command("rules", "weights")
    told = " ".join(out.replace("│", " ").split())
    assert told.count("no source: our own") == list(sources.values()).count("none")
