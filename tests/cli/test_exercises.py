"""`hamstrong exercises`: the library listed, narrowed and shown."""

import json

from tests.cli.desk_doors import Command


def test_exercises(command: Command) -> None:
    out = command("exercises", "list", "--family", "calf")[1]
    assert "calf_2l" in out
    assert "plank" not in out
    found = json.loads(command("exercises", "search", "single-leg", "bridge", "--json")[1])
    assert "hb_floor_1l" in {exercise["id"] for exercise in found}
    at_hand = json.loads(command("exercises", "list", "--equipment", "none", "--json")[1])
    assert all([] in exercise["equipment"] for exercise in at_hand)
    shown = command("exercises", "show", "plank")[1]
    assert "Why it is here" in shown
    assert command("exercises", "show", "none")[0] == 6
    assert command("exercises", "search", "trampoline")[0] == 6
    assert command("exercises", "list", "--slot", "elbow")[0] == 2


def test_exercises_are_narrowed(command: Command) -> None:
    options = ("--tissue", "calf", "--position", "standing", "--level", "1", "--minutes", "9")
    found = json.loads(command("exercises", "list", "raise", *options, "--json")[1])
    assert "calf_2l" in {exercise["id"] for exercise in found}
    assert all("calf" in exercise["tissues"] and exercise["level"] == 1 for exercise in found)
    banded = json.loads(command("exercises", "list", "--need", "loop-band", "--json")[1])
    assert banded
    assert all(["loop-band"] in exercise["equipment"] for exercise in banded)
    at_hand = ("--need", "load", "--equipment", "load")
    loaded = json.loads(command("exercises", "list", *at_hand, "--json")[1])
    assert loaded
    assert all(["load"] in exercise["equipment"] for exercise in loaded)
    assert command("exercises", "list", "--need", "nothing")[0] == 0
    assert command("exercises", "list", "--need", "anvil")[0] == 2
    assert command("exercises", "list", "--position", "flying")[0] == 2
    assert command("exercises", "list", "--minutes", "soon")[0] == 2
    assert command("exercises", "list", "--minutes", "1")[0] == 6


def test_an_exercise_is_shown_with_all_that_its_page_says(command: Command) -> None:
    shown = " ".join(command("exercises", "show", "hb_support_1l_bent")[1].split())
    for part in (
        "1. Put a support",
        "Edge of a sofa: 40–45 cm",
        "Bench or box: A sofa edge or a sturdy chair.",
        "Easier: Single-leg floor bridge (hb_floor_1l)",
        "Garmin: ",
    ):
        assert part in shown
