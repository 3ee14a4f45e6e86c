"""Every rule of the library, shown to catch the one thing it is there for."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from hamstrong.exercises import lint
from hamstrong.exercises.judging import Judging
from hamstrong.exercises.library import load_library
from hamstrong.exercises.lint import Draft, Rule
from hamstrong.exercises.schema import (
    Equipment,
    Exercise,
    LoadClass,
    Phase,
    Prescription,
    Slot,
    Support,
    Tissue,
)
from hamstrong.exercises.toml_files import Problem

FLAGSHIP = "hb_support_1l_bent"


def draft(**changes: Mapping[str, object]) -> Draft:
    """The real library with some fields of some exercises changed."""
    exercises = dict(load_library())
    for name, update in changes.items():
        exercises[name] = exercises[name].model_copy(update=dict(update))
    return Draft(exercises)


def without(*names: str) -> Draft:
    return Draft({name: e for name, e in load_library().items() if name not in names})


def prescribed(**fields: Any) -> dict[str, object]:
    return {"prescription": Prescription(sets=(3, 3), rest_s=60, **fields)}


def with_step(text: str) -> dict[str, object]:
    return {"steps": (text,) * 3}


def chatty() -> Judging:
    """The plank's judge with more to say than fits into a hold."""
    judge = load_library()["plank"].judge
    assert judge is not None
    return judge.model_copy(update={"cue_up": "Please come back into one line now."})


BRIDGE_SUPPORTS = load_library()["hb_march"].supports

ALL_RULES = lint.FILE_RULES + lint.LADDER_RULES + lint.SLOT_RULES

BROKEN: list[tuple[Rule, Draft, str, str, str]] = [
    (lint.file_name_is_id, draft(plank={"id": "planck"}), "plank.toml", "id", "planck"),
    (lint.links_exist, draft(plank={"harder": "plank_x"}), "plank.toml", "harder", "plank_x"),
    (lint.links_exist, draft(plank={"easier": "plank_x"}), "plank.toml", "easier", "plank_x"),
    (
        lint.harder_leads_back,
        draft(plank={"harder": "dead_bug"}, dead_bug={"easier": None}),
        "plank.toml",
        "harder",
        "dead_bug, which names no easier",
    ),
    (
        lint.easier_leads_on,
        draft(calf_2l={"harder": None}),
        "calf_1l.toml",
        "easier",
        "names no harder",
    ),
    (
        lint.ladders_have_no_cycle,
        draft(hb_floor_2l={"easier": "hb_march"}),
        "hb_floor_2l.toml",
        "easier",
        "hb_floor_2l to hb_support_2l to hb_march to hb_floor_2l",
    ),
    (
        lint.ladders_have_no_cycle,
        draft(hb_march={"harder": "hb_floor_2l"}),
        "hb_floor_2l.toml",
        "easier",
        "hb_floor_2l to hb_support_2l to hb_march to hb_floor_2l",
    ),
    (
        lint.levels_never_fall,
        draft(hb_march={"level": 1}),
        "hb_march.toml",
        "easier",
        "leads from hb_support_2l up to hb_march, but level 2 is above 1",
    ),
    (
        lint.levels_never_fall,
        draft(hb_march={"harder": "hb_support_2l"}),
        "hb_march.toml",
        "harder",
        "leads from hb_march up to hb_support_2l",
    ),
    (
        lint.classes_rise_where_claimed,
        draft(hb_march={"load_class": LoadClass.C0}),
        "hb_march.toml",
        "easier",
        "leads from hb_support_2l (C1) up to hb_march (C0)",
    ),
    (
        lint.ladders_start_gently,
        draft(hb_support_1l_long={"easier": None}),
        "hb_support_1l_long.toml",
        "easier",
        "C3 is not where a ladder starts",
    ),
    (lint.hold_or_reps, draft(plank=prescribed()), "plank.toml", "prescription", "none"),
    (
        lint.hold_or_reps,
        draft(plank=prescribed(hold_s=(20, 30), reps=(5, 8))),
        "plank.toml",
        "prescription",
        "both",
    ),
    (
        lint.ranges_rise,
        draft(plank=prescribed(hold_s=(30, 20))),
        "plank.toml",
        "prescription.hold_s",
        "30 to 20",
    ),
    (
        lint.ranges_rise,
        draft(plank=prescribed(reps=(0, 5))),
        "plank.toml",
        "prescription.reps",
        "0 to 5",
    ),
    (
        lint.tempo_takes_time,
        draft(plank=prescribed(reps=(5, 8), tempo_s=(1, 0, 0.5))),
        "plank.toml",
        "prescription.tempo_s",
        "2 s",
    ),
    (
        lint.sides_agree,
        draft(dead_bug={"one_sided": True}),
        "dead_bug.toml",
        "one_sided",
        "alternating",
    ),
    (
        lint.sides_agree,
        draft(dead_bug=prescribed(reps=(6, 7))),
        "dead_bug.toml",
        "prescription.reps",
        "even",
    ),
    (
        lint.one_sided_texts_name_a_side,
        draft(plank={"one_sided": True} | with_step("Lift your body and hold.")),
        "plank.toml",
        "steps",
        "which leg or side",
    ),
    (
        lint.equipment_is_lean,
        draft(hip_thrust={"equipment": ((Equipment.SUPPORT,), (Equipment.SUPPORT, "load"))}),
        "hip_thrust.toml",
        "equipment",
        "contains another",
    ),
    (
        lint.equipment_is_lean,
        draft(plank={"equipment": ((Equipment.GYM, Equipment.GYM),)}),
        "plank.toml",
        "equipment",
        "repeats",
    ),
    (lint.equipment_is_fetched, draft(step_down={"fetch": ()}), "step_down.toml", "fetch", "empty"),
    (
        lint.equipment_is_fetched,
        draft(step_down={"substitutes": ()}),
        "step_down.toml",
        "substitutes",
        "empty",
    ),
    (
        lint.supports_have_heights,
        draft(hb_march={"supports": ()}),
        "hb_march.toml",
        "supports",
        "['sofa', 'stair']",
    ),
    (
        lint.supports_have_heights,
        draft(hb_march={"supports": BRIDGE_SUPPORTS[::-1]}),
        "hb_march.toml",
        "supports",
        "lowest first",
    ),
    (
        lint.supports_have_heights,
        draft(
            hb_march={"supports": (*BRIDGE_SUPPORTS[:-1], Support(kind="box", height_cm=(50, 90)))}
        ),
        "hb_march.toml",
        "supports",
        "at most 60",
    ),
    (
        lint.fatigue_names_tissues,
        draft(plank={"fatigue": {Tissue.TRUNK: 0}}),
        "plank.toml",
        "fatigue",
        "trunk",
    ),
    (
        lint.class_fits_kind,
        draft(plank={"load_class": LoadClass.P1}),
        "plank.toml",
        "load_class",
        "isometric",
    ),
    (
        lint.cues_are_short,
        draft(plank={"cues": ("Lift your hips and hold them there.", "Up.")}),
        "plank.toml",
        "cues",
        "longer than 5 words",
    ),
    (
        lint.texts_are_sentences,
        draft(plank={"camera": "from the side."}),
        "plank.toml",
        "camera",
        "capital",
    ),
    (
        lint.texts_are_sentences,
        draft(plank=with_step("Lift your body")),
        "plank.toml",
        "steps",
        "full stop",
    ),
    (
        lint.stop_rules_begin_alike,
        draft(plank={"stop": ("Stop when your back hurts.",)}),
        "plank.toml",
        "stop",
        "must begin",
    ),
    (
        lint.texts_promise_nothing,
        draft(plank={"summary": "It prevents back pain."}),
        "plank.toml",
        "summary",
        "prevents",
    ),
    (
        lint.texts_promise_nothing,
        draft(plank={"summary": "Hold it now!"}),
        "plank.toml",
        "summary",
        '"!"',
    ),
    (lint.judge_fits_exercise, draft(plank={"judge": None}), "plank.toml", "judge", "is absent"),
    (
        lint.judge_fits_exercise,
        draft(plank={"judge": load_library()["goblet_squat"].judge}),
        "plank.toml",
        "judge.mode",
        "is reps",
    ),
    (
        lint.judge_fits_exercise,
        draft(hb_floor_2l={"judge": load_library()["hb_floor_1l"].judge}),
        "hb_floor_2l.toml",
        "judge.near",
        "no side works alone",
    ),
    (
        lint.judge_fits_exercise,
        draft(plank={"judge": chatty()}),
        "plank.toml",
        "judge",
        "too long to be a cue",
    ),
    (
        lint.beginners_find_a_rung,
        without(*(e.id for e in load_library().in_slot(Slot.CALF_BENT))),
        "the library",
        "slot calf-bent",
        "no exercise with no equipment",
    ),
    (
        lint.beginners_find_a_rung,
        without("soleus_2l_bent"),
        "the library",
        "slot calf-bent",
        "soleus_1l_bent",
    ),
    (
        lint.experts_find_a_rung,
        draft(pogo_travel={"phases": (Phase.GENERAL,)}),
        "the library",
        "slot hops",
        "pogo_travel",
    ),
]


@pytest.mark.parametrize(
    ("rule", "broken", "file", "field", "words"),
    BROKEN,
    ids=[f"{item[0].__name__}-{item[3]}-{n}" for n, item in enumerate(BROKEN)],
)
def test_rule_names_file_field_and_fault(
    rule: Rule, broken: Draft, file: str, field: str, words: str
) -> None:
    problems = list(rule(broken))
    assert any(p.file == file and p.field == field and words in p.what for p in problems), problems


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
def test_rule_is_shown_to_fail_and_passes_on_the_library(rule: Rule) -> None:
    assert rule in {item[0] for item in BROKEN}
    assert list(rule(draft())) == []


def test_every_rule_of_the_module_is_applied() -> None:
    named = {
        value
        for name, value in vars(lint).items()
        if not name.startswith("_")
        and callable(value)
        and getattr(value, "__annotations__", {}).get("return") == Iterator[Problem]
    }
    assert named == set(ALL_RULES)


def test_links_to_files_that_could_not_be_read_are_not_judged() -> None:
    exercises: dict[str, Exercise] = {
        name: e for name, e in load_library().items() if name != FLAGSHIP
    }
    assert lint.find_problems(Draft(exercises, frozenset({FLAGSHIP}))) == ()
    assert [p.field for p in lint.find_problems(Draft(exercises))] == ["harder", "easier"]
