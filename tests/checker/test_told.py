"""What a plan tells beside its sessions: reasons, the next key run, empty days, chosen times."""

from datetime import date

from tests.checker.documents import at, run
from tests.checker.hand_made import RACE, answer, facts, numbered, rules, weeks
from tests.checker.judge import judge


def test_a_reason_is_a_sentence_that_names_the_run() -> None:
    key = run("long", at(6, 7), minutes=100, key=True)
    work = numbered("C1", at(0, 7))
    assert rules(key, work) == []
    nameless, stranger = {"run_id": None}, {"run_id": "somebody's"}
    assert rules(key, work | {"reason_facts": nameless}) == ["reason"]
    assert rules(key, work | {"reason_facts": stranger}) == ["reason"]
    assert rules(work | {"reason_facts": nameless}) == []
    for races, expected in [((), []), ((run("race", RACE, key=True),), ["reason"])]:
        assert rules(*races, key, work | {"reason_facts": {"run_id": "race"}}) == expected
    for text in ("", "{hours} before it.", "no capital.", "No stop"):
        assert rules(key, work | {"reason": text}) == ["reason"]


def test_the_next_key_run_is_the_next() -> None:
    runs = [run("long", at(day, 7), minutes=100, key=True) for day in (6, 13)]
    work = numbered("C1", at(0, 7))
    assert rules(*runs, work | {"next_key_run_id": runs[1]["id"]}) == ["next-key-run"]
    assert rules(*runs, work | {"next_key_run_id": None}) == ["next-key-run"]


def test_every_empty_day_has_a_reason() -> None:
    whole = answer(numbered("C1", at(1, 7)))
    days = whole["empty_days"]
    assert judge(whole, facts()) == []
    for changed in (days[1:], [{**days[0], "reason": ""}, *days[1:]]):
        (breach,) = judge({**whole, "empty_days": changed}, facts())
        assert (breach.rule, breach.session) == ("empty-day", "2027-03-01")
    both = [*days, {"day": "2027-03-02", "reason": "No time."}]
    (breach,) = judge({**whole, "empty_days": both}, facts())
    assert (breach.rule, breach.session) == ("empty-day", "2027-03-02")


def test_weeks_after_the_race_need_their_reasons_too() -> None:
    after = {"monday": "2027-06-07", "weeks_to_race": -1, "phase": "recovery", "notes": []}
    found = rules(weeks=[*weeks(RACE), after])
    assert found == ["empty-day"] * 9


def test_a_chosen_time_is_kept_or_answered() -> None:
    pin = at(1, 12)
    told = facts(pins={"2027-03-01-1": pin})
    assert rules(numbered("C1", pin, pinned=True), told=told) == []
    assert rules(numbered("C1", pin), told=told) == ["pin"]
    assert rules(numbered("C1", at(2, 12)), told=told) == ["pin"]
    noted = weeks(RACE)
    noted[0]["notes"] = [{"text": "The time you chose is too close to a run."}]
    assert rules(numbered("C1", at(2, 12)), told=told, weeks=noted) == []
    over = facts(pins={"2027-03-01-1": pin}, today=date(2027, 3, 3))
    assert rules(told=over) == []
