"""Plans and calendars that nobody here wrote, where the field data lies beside the checkout."""

from datetime import date
from pathlib import Path

import pytest

from hamstrong.errors import BadInput, HamstrongError
from tests.files.plan_files import PLANS, read

pytestmark = pytest.mark.shared

AFTER_A_RACE = ("recovery", "c25k_rbp")


def files(*parts: str, suffix: str) -> list[Path]:
    return sorted(PLANS.joinpath(*parts).rglob(f"*{suffix}"))


def test_the_field_data_is_there() -> None:
    if not PLANS.exists():
        pytest.skip("the field data is not beside this checkout")
    assert len(files("calendar-hack", suffix=".json")) > 50


@pytest.mark.parametrize("file", files("calendar-hack", suffix=".json"), ids=lambda file: file.stem)
def test_every_published_plan_is_read(file: Path) -> None:
    if any(word in file.stem for word in AFTER_A_RACE):
        with pytest.raises(BadInput, match="not a race"):
            read(file.read_bytes(), name=file.name)
        return
    plan = read(file.read_bytes(), name=file.name)
    assert plan.runs[-1].day == date(2027, 4, 18)
    assert plan.runs[-1].key
    assert 10 <= len(plan.runs) <= 260


@pytest.mark.parametrize("file", files("calendar-hack", suffix=".yaml"), ids=lambda file: file.stem)
def test_yaml_and_json_of_a_published_plan_agree(file: Path) -> None:
    twin = PLANS / "calendar-hack" / "json" / f"{file.stem}.json"
    if any(word in file.stem for word in AFTER_A_RACE):
        return
    yaml, json = (read(source.read_bytes(), name="plan") for source in (file, twin))
    assert [(run.day, run.type, run.key) for run in yaml.runs] == [
        (run.day, run.type, run.key) for run in json.runs
    ]


@pytest.mark.parametrize("file", files("conformance", suffix=".ics"), ids=lambda file: file.stem)
def test_every_conformance_calendar_is_read_or_refused(file: Path) -> None:
    try:
        plan = read(file.read_bytes(), name=file.name, race=None)
    except HamstrongError:
        return
    assert plan.runs
