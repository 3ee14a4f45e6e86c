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

# Categories of the FIT profile that carry an exercise without a name of its own.
CATEGORIES = {
    "CARDIO": 2,
    "CORE": 5,
    "DEADLIFT": 8,
    "HIP_RAISE": 10,
    "HIP_STABILITY": 11,
    "HIP_SWING": 12,
    "HYPEREXTENSION": 13,
    "LEG_RAISE": 16,
    "PLYO": 20,
    "SQUAT": 28,
    "TOTAL_BODY": 29,
    "WARM_UP": 31,
}
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
    return pairs


@pytest.mark.shared
@pytest.mark.parametrize("exercise", NAMED, ids=lambda e: e.id)
def test_name_is_a_pair_of_the_profile(
    exercise: Exercise, profile: dict[tuple[str, int, str, int], str]
) -> None:
    given = exercise.garmin
    assert given is not None
    if given.name is None:
        assert CATEGORIES[given.category] == given.category_id
        return
    best = profile[given.category, given.category_id, given.name, given.name_id]
    assert RANK[given.match] <= RANK[best]
    if given.older:
        assert given.older in {(pair[1], pair[3]) for pair in profile}


def test_most_of_the_library_has_a_name() -> None:
    assert len(NAMED) > len(load_library()) / 2


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
