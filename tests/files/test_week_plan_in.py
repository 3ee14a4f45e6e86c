"""Plans of weeks in: YAML and JSON without dates, the last day on the race."""

import json
from datetime import date

import pytest

from hamstrong.errors import BadFile, BadInput
from hamstrong.running.model import RunType
from tests.files.plan_files import RACE_DAY, race_on, read


def plan_of(*weeks: list[str], units: str = "mi", **more: object) -> str:
    schedule = [{"workouts": [{"title": title} for title in week]} for week in weeks]
    return json.dumps({"id": "p", "name": "P", "units": units, "schedule": schedule, **more})


WEEK = ["Rest", "{5:8} easy", "Rest", "{6:10} tempo", "Rest", "{3:5} easy", "{10:16}"]
LAST = ["Rest", "{4:6} easy", "Rest", "{3:5} easy", "Rest", "Rest", "Marathon ({26.2:42.2})"]


def test_the_last_day_falls_on_the_race() -> None:
    plan = read(plan_of(WEEK, LAST))
    assert plan.runs[-1].day == RACE_DAY
    assert plan.runs[0].day == date(2027, 4, 6)
    assert [run.type for run in plan.runs] == [
        *(RunType.EASY, RunType.THRESHOLD, RunType.EASY, RunType.LONG),
        *(RunType.EASY, RunType.EASY, RunType.RACE),
    ]


def test_placeholders_are_spoken_in_the_units_of_the_plan() -> None:
    assert read(plan_of(WEEK, LAST)).runs[0].title == "5 mi easy"
    assert read(plan_of(WEEK, LAST, units="km")).runs[0].title == "8 km easy"
    assert read(plan_of(WEEK, LAST, units="km")).runs[0].distance_m == 8_000


def test_a_distance_beside_the_title_counts_and_a_range_is_its_middle() -> None:
    days = [{"title": "Out and back", "distance": [6, 8]}] * 6 + [{"title": "Race day"}]
    plan = read(json.dumps({"units": "km", "schedule": [{"workouts": days}]}))
    assert plan.runs[0].distance_m == 7_000


def test_yaml_and_json_say_the_same() -> None:
    yaml = "id: p\nname: P\nunits: mi\nschedule:\n"
    for week in (WEEK, LAST):
        yaml += "- workouts:\n" + "".join(f"  - title: '{title}'\n" for title in week)
    assert read(yaml) == read(plan_of(WEEK, LAST))


def test_rest_after_the_race_is_cut_off() -> None:
    last = ["Rest", "{3:5} easy", "Rest", "Rest", "Half marathon", "Rest", "Rest"]
    plan = read(plan_of(WEEK, last))
    assert (plan.runs[-1].day, plan.runs[-1].type) == (RACE_DAY, RunType.RACE)


def test_a_plan_that_only_ends_ends_with_the_race() -> None:
    assert read(plan_of([*LAST[:6], "Plan Ends"])).runs[-1].type is RunType.RACE


def test_days_without_a_title_are_rest() -> None:
    plan = read(plan_of(["", "{5:8} easy", "", "", "", "", "Race day"]))
    assert len(plan.runs) == 2
    assert len(plan.rest_days) == 5


def test_without_a_race_date_it_says_what_is_missing() -> None:
    with pytest.raises(BadInput, match="give the date of your race") as caught:
        read(plan_of(WEEK, LAST), race=None)
    assert caught.value.place == "race date"


def test_a_plan_for_after_the_race_is_refused() -> None:
    with pytest.raises(BadInput, match=r"last day of this plan \(10 mi easy\) is not a race"):
        read(plan_of(WEEK, [*WEEK[:6], "{10:16} easy"]))


def test_another_race_distance_is_noted() -> None:
    last = [*LAST[:6], "Half Marathon ({13.1:21.1})"]
    assert "21.1 km" in read(plan_of(WEEK, last)).notes[0]
    assert read(plan_of(WEEK, last), race=race_on(distance_m=21_097.5)).notes == ()


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ('{"schedule": []}', "plan", "1 to 60 weeks"),
        ('{"weeks": 3}', "plan", 'has a "schedule"'),
        ("[1, 2]", "plan", 'has a "schedule"'),
        (plan_of(["Rest", "Rest"], WEEK, ["Rest"] * 3, LAST), "plan, week 3", "needs seven"),
        (plan_of(["Rest"] * 9), "plan, week 1", "list of seven days"),
        (plan_of(WEEK, LAST, units="furlongs"), "plan", "units"),
        ('{"units":"mi","schedule":[{"workouts":[3]}]}', "plan, week 1, day 1", '"title"'),
        (
            '{"schedule":[{"workouts":[{"title":"Easy","distance":"far"}]}]}',
            "plan, week 1, day 1",
            "a number",
        ),
        (
            '{"schedule":[{"workouts":[{"title":"Easy","distance":9999}]}]}',
            "plan, week 1, day 1",
            "No run is",
        ),
        (plan_of(WEEK, LAST)[:-40], "plan, line 1", "JSON breaks off"),
        ("schedule:\n- workouts:\n  - title: 'Easy\n", "plan, line", "YAML cannot be read"),
        ("schedule: &a [1, 2]\nid: *a\n", "plan, line 2", "by reference"),
        ("schedule: " + "[" * 40 + "]" * 40, "plan, line 1", "nested deeper"),
        ("schedule:\n# " + "x" * 600_000, "plan", "less than 500 kB"),
        ("schedule:\n- workouts:\n  - title: !!python/object:os.x {}\n", "plan", "YAML cannot"),
    ],
)
def test_a_broken_plan_names_the_place(text: str, place: str, sentence: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(text)
    assert caught.value.place.startswith(place)
    assert sentence in caught.value.message
