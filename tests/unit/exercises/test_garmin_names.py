"""The names that a watch knows an exercise by: pairs of the FIT profile, never invented."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import NO_NAME_ID, Exercise, Garmin

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[4] / "shared"))
NAMED = [exercise for exercise in load_library().values() if exercise.garmin]

# Further pairs of the FIT profile 21.171 that the map does not need, read with fitdecode 0.11.
FURTHER = {
    ("CALF_RAISE", 1, "SINGLE_LEG_STANDING_DUMBBELL_CALF_RAISE", 16),
    ("CALF_RAISE", 1, "WEIGHTED_SEATED_CALF_RAISE", 7),
    ("CORE", 5, "CABLE_CORE_PRESS", 6),
    ("DEADLIFT", 8, "BARBELL_DEADLIFT", 0),
    ("HIP_RAISE", 10, "SINGLE_LEG_HIP_RAISE_WITH_FOOT_ON_BENCH", 32),
    ("HIP_RAISE", 10, "WEIGHTED_SINGLE_LEG_HIP_RAISE_WITH_FOOT_ON_BENCH", 33),
    ("HYPEREXTENSION", 13, "SINGLE_LEG_BACK_EXTENSION", 23),
    ("HYPEREXTENSION", 13, "SUPERMAN_FROM_FLOOR", 29),
    ("LUNGE", 17, "FRONT_FOOT_ELEVATED_DUMBBELL_SPLIT_SQUAT", 27),
    ("PLANK", 19, "KNEELING_SIDE_PLANK_WITH_LEG_LIFT", 24),
    ("PLANK", 19, "PLANK_WITH_LEG_LIFT", 133),
    ("PLANK", 19, "SIDE_PLANK_AND_ROW", 68),
    ("PLANK", 19, "SIDE_PLANK_LIFT", 70),
    ("PLANK", 19, "SIDE_PLANK_WITH_KNEE_TUCK", 78),
    ("PLANK", 19, "WIDE_STANCE_PLANK_WITH_LEG_LIFT", 122),
    ("SQUAT", 28, "SQUATS_WITH_BAND", 63),
    ("WARM_UP", 31, "ANKLE_LUNGES", 77),
    ("WARM_UP", 31, "INVERTED_HAMSTRING_STRETCH", 11),
    ("WARM_UP", 31, "STRETCH_HAMSTRING", 44),
    ("WARM_UP", 31, "STRETCH_LUNGING_HIP_FLEXOR", 49),
    ("WARM_UP", 31, "THORACIC_ROTATION", 24),
}
CATEGORIES = {
    "CALF_RAISE": 1,
    "CARDIO": 2,
    "CARRY": 3,
    "CORE": 5,
    "DEADLIFT": 8,
    "HIP_RAISE": 10,
    "HIP_STABILITY": 11,
    "HIP_SWING": 12,
    "HYPEREXTENSION": 13,
    "LEG_CURL": 15,
    "LEG_RAISE": 16,
    "LUNGE": 17,
    "PLANK": 19,
    "PLYO": 20,
    "SQUAT": 28,
    "TOTAL_BODY": 29,
    "WARM_UP": 31,
    "BANDED_EXERCISES": 37,
}
# A movement that the map could only name nearly may be exactly another exercise of ours.
OTHERS = {"rope"}
RANK = {"category": 0, "near": 1, "exact": 2}


@pytest.fixture(scope="module")
def profile() -> dict[tuple[str, int, str, int], str]:
    """Category and name pairs that two profiles agree on, and how well each can match."""
    source = SHARED / "exercise_map.json"
    if not source.exists():
        pytest.skip(f"the exercise map is not beside this checkout ({source})")
    pairs: dict[tuple[str, int, str, int], str] = {}
    for row in json.loads(source.read_text("utf-8")):
        if row["name"]:
            key = (row["category"], row["category_id"], row["name"], row["name_id"])
            pairs[key] = max(pairs.get(key, "near"), row["quality"], key=RANK.__getitem__)
        if row["fallback"]:
            category, name = row["fallback"].split("/")
            ids = row["fallback_ids"]
            pairs.setdefault((category, ids[0], name, ids[1]), "near")
    return pairs | dict.fromkeys(FURTHER, "exact")


@pytest.mark.parametrize("exercise", NAMED, ids=lambda e: e.id)
def test_category_has_its_code(exercise: Exercise) -> None:
    assert exercise.garmin is not None
    assert CATEGORIES[exercise.garmin.category] == exercise.garmin.category_id


@pytest.mark.shared
@pytest.mark.parametrize("exercise", NAMED, ids=lambda e: e.id)
def test_name_is_a_pair_of_the_profile(
    exercise: Exercise, profile: dict[tuple[str, int, str, int], str]
) -> None:
    given = exercise.garmin
    assert given is not None
    if given.name is None:
        return
    best = profile[given.category, given.category_id, given.name, given.name_id]
    assert RANK[given.match] <= RANK[best] or exercise.id in OTHERS
    if given.older:
        unnamed = {(code, NO_NAME_ID) for code in CATEGORIES.values()}
        assert given.older in unnamed | {(pair[1], pair[3]) for pair in profile}


def test_most_of_the_library_has_a_name() -> None:
    assert len(NAMED) > len(load_library()) * 0.9


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": None},
        {"name_id": NO_NAME_ID},
        {"match": "category"},
        {"category": "hip raise"},
        {"category_id": 65534},
    ],
)
def test_half_a_name_is_refused(wrong: dict[str, Any]) -> None:
    good = {"category": "HIP_RAISE", "category_id": 10, "name": "HIP_RAISE", "name_id": 11}
    assert Garmin.model_validate(good | {"match": "exact"}).name_id == 11
    with pytest.raises(ValidationError):
        Garmin.model_validate(good | {"match": "exact"} | wrong)
