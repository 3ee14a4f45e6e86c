"""The append-only log: what goes in, what is refused, what is harmless."""

import json
from datetime import timedelta
from typing import Any

import pytest

from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.model import EventKind
from hamstrong.coach.record_events import MOST_EVENTS, record_events
from hamstrong.errors import BadInput, NotFound
from tests.unit.coach.desk import MONDAY, NOW, Desk, a_set, event, session_end

SESSION = f"{MONDAY}-1"


def test_sending_twice_is_harmless() -> None:
    desk = Desk()
    athlete = desk.athlete()
    events = [a_set(SESSION), a_set(SESSION, side="right")]
    first = record_events(desk.ports, athlete.id, events=events)
    second = record_events(desk.ports, athlete.id, events=[*events, *events])
    assert first.accepted == tuple(e["id"] for e in events)
    assert second.accepted == ()
    assert set(second.known) == set(first.accepted)
    assert len(desk.store.events.all(athlete.id)) == 2


def test_the_same_event_twice_in_one_batch_is_stored_once() -> None:
    desk = Desk()
    athlete = desk.athlete()
    recorded = record_events(desk.ports, athlete.id, events=[a_set(SESSION), a_set(SESSION)])
    assert (len(recorded.accepted), len(recorded.known)) == (1, 1)


def test_numbers_that_json_writes_differently_are_the_same_event() -> None:
    desk = Desk()
    athlete = desk.athlete()
    record_events(desk.ports, athlete.id, events=[a_set(SESSION, hold_s=15)])
    again = {**a_set(SESSION, hold_s=15)}
    again["data"] = {**again["data"], "hold_s": 15.0}
    assert record_events(desk.ports, athlete.id, events=[again]).known == (again["id"],)


def test_an_id_with_other_content_is_refused_and_the_first_stays() -> None:
    desk = Desk()
    athlete = desk.athlete()
    record_events(desk.ports, athlete.id, events=[a_set(SESSION)])
    forged = {**a_set(SESSION), "at": (NOW - timedelta(hours=1)).isoformat()}
    recorded = record_events(desk.ports, athlete.id, events=[forged])
    assert [refused.id for refused in recorded.refused] == [forged["id"]]
    assert [e.at for e in desk.store.events.all(athlete.id)] == [NOW]


def test_one_bad_event_does_not_hold_back_the_others() -> None:
    desk = Desk()
    athlete = desk.athlete()
    bad = a_set(SESSION, rpe=11)
    recorded = record_events(desk.ports, athlete.id, events=[bad, a_set(SESSION)])
    assert len(recorded.accepted) == 1
    assert recorded.refused[0].id == bad["id"]
    assert recorded.refused[0].place == "events[0].rpe"


def broken(**changes: Any) -> Any:
    return {**a_set(SESSION), **changes}


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"id": 5},
        broken(id="not-a-uuid"),
        broken(id=None),
        broken(kind="dance"),
        broken(at="2026-12-14T09:00:00"),
        broken(at="yesterday"),
        broken(at="1970-01-01T00:00:00Z"),
        broken(at=(NOW + timedelta(days=3)).isoformat()),
        broken(data=[]),
        broken(data={"session_id": SESSION}),
        broken(extra=1),
        a_set(SESSION, side="middle"),
        a_set(SESSION, set_number=0),
        a_set(SESSION, hold_s=-1),
        a_set(SESSION, hold_s=float("inf")),
        a_set(SESSION, hold_s=None),
        broken(data={**a_set(SESSION)["data"], "reps": 10}),
        a_set(SESSION, note="x" * 5000),
        session_end(SESSION, "abandoned"),
        event("check-in", {"day": "someday"}),
        event("check-in", {"day": "2026-12-14", "soreness": {"elbow": 3}}),
        event("check-in", {"day": "2026-12-14", "pain": {"foot": 11}}),
        event("check-in", {"day": "2026-12-14", "energy": 6}),
        event("tryout", {"session_id": SESSION, "family": "juggling", "exercise_id": "x"}),
    ],
)
def test_what_cannot_be_an_event_is_refused(raw: dict[str, Any]) -> None:
    desk = Desk()
    athlete = desk.athlete()
    recorded = record_events(desk.ports, athlete.id, events=[raw])
    assert recorded.accepted == ()
    assert len(recorded.refused) == 1
    assert recorded.refused[0].error.endswith(".")
    assert desk.store.events.all(athlete.id) == ()


def test_what_a_newer_player_adds_is_kept() -> None:
    desk = Desk()
    athlete = desk.athlete()
    raw = a_set(SESSION, wobble=[1, 2])
    assert record_events(desk.ports, athlete.id, events=[raw]).accepted == (raw["id"],)
    stored = desk.store.events.all(athlete.id)[0]
    assert stored.data["wobble"] == [1, 2]
    assert json.loads(json.dumps(dict(stored.data))) == stored.data


def test_an_id_in_capitals_is_the_same_id() -> None:
    desk = Desk()
    athlete = desk.athlete()
    raw = a_set(SESSION)
    record_events(desk.ports, athlete.id, events=[raw])
    again = record_events(desk.ports, athlete.id, events=[{**raw, "id": raw["id"].upper()}])
    assert again.known == (raw["id"],)


def test_the_end_of_a_session_asks_for_a_new_plan_and_a_set_does_not() -> None:
    desk = Desk()
    athlete = desk.athlete()
    assert not record_events(desk.ports, athlete.id, events=[a_set(SESSION)]).replan
    ended = [session_end(SESSION)]
    assert record_events(desk.ports, athlete.id, events=ended).replan
    assert not record_events(desk.ports, athlete.id, events=ended).replan, "known already"


def test_too_many_at_once_are_sent_back() -> None:
    desk = Desk()
    athlete = desk.athlete()
    with pytest.raises(BadInput):
        record_events(desk.ports, athlete.id, events=[a_set(SESSION)] * (MOST_EVENTS + 1))


def test_nobody_has_no_log() -> None:
    with pytest.raises(NotFound):
        record_events(Desk().ports, "nobody", events=[])


def test_a_check_in_is_an_event() -> None:
    desk = Desk()
    athlete = desk.athlete()
    answer = CheckIn(day=MONDAY, soreness={"calf": 3}, pain={"foot": 0}, sleep_h=7.5, energy=4)
    event_id = check_in(desk.ports, athlete.id, answer=answer)
    stored = desk.store.events.all(athlete.id, EventKind.CHECK_IN)[0]
    assert stored.id == event_id
    assert stored.data["soreness"] == {"calf": 3}


def test_a_check_in_out_of_range_names_its_field() -> None:
    desk = Desk()
    athlete = desk.athlete()
    with pytest.raises(BadInput) as caught:
        check_in(desk.ports, athlete.id, answer=CheckIn(day=MONDAY, soreness={"calf": 12}))
    assert caught.value.place == "soreness.calf"


@pytest.mark.parametrize("extra", ["\ud800", {"deep": ["\udfff"]}, {"\ud800": 1}])
def test_what_no_file_can_hold_is_refused(extra: Any) -> None:
    desk = Desk()
    athlete = desk.athlete()
    recorded = record_events(desk.ports, athlete.id, events=[a_set(SESSION, note=extra)])
    assert [refused.place for refused in recorded.refused] == ["events[0].data"]
    assert desk.store.events.all(athlete.id) == ()


def test_a_refusal_can_be_written_down_whatever_it_is_about() -> None:
    desk = Desk()
    athlete = desk.athlete()
    wrong = {**a_set(SESSION), "id": "\ud800"}
    (refused,) = record_events(desk.ports, athlete.id, events=[wrong]).refused
    assert refused.id.encode() == b"?"
