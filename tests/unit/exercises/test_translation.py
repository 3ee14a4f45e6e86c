"""A language over the library: texts alone, all of them, and exact about what is wrong."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from hamstrong.errors import BadSpec, NotFound
from hamstrong.exercises import translation_lint as lint
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.finding import find, marks_of, text_of, usual_minutes
from hamstrong.exercises.library import load_library, translate_library
from hamstrong.exercises.pictures import load_pictures
from hamstrong.exercises.schema import Exercise
from hamstrong.exercises.steps import session_steps, total_seconds
from hamstrong.exercises.toml_files import Problem
from hamstrong.exercises.translation_lint import Rule, text_pairs

TEXTS = Path(str(files("hamstrong.exercises") / "texts"))
ENGLISH = load_library()
SPANISH = load_library("es")
FLAGSHIP = "hb_support_1l_bent"
TRANSLATED = {
    *("name", "summary", "camera", "fetch", "steps", "cues", "stop", "avoid", "voice"),
    *("substitutes", "faults", "evidence", "figure", "also", "judge"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Spanish files, to break."""
    (tmp_path / "es").mkdir()
    for file in TEXTS.rglob("*.toml"):
        (tmp_path / file.relative_to(TEXTS)).write_bytes(file.read_bytes())
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def told(folder: Path) -> str:
    with pytest.raises(BadSpec) as caught:
        translate_library(ENGLISH, folder, language="es")
    return caught.value.message


def test_every_exercise_is_there_in_the_same_order() -> None:
    assert list(SPANISH) == list(ENGLISH)
    assert (ENGLISH.language, SPANISH.language) == ("en", "es")


def test_each_language_is_read_once() -> None:
    assert load_library("es") is SPANISH
    assert load_library("en") is load_library()


def test_an_unknown_language_is_a_sentence() -> None:
    for language in ("tlh", "", "../data", "es/plank"):
        with pytest.raises(NotFound, match=r"There is no library in the language .* en, es"):
            load_library(language)


def test_english_needs_nothing_of_translation() -> None:
    code = (
        "import sys; from hamstrong.exercises.library import load_library; load_library();"
        "print([name for name in sys.modules if 'translation' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]"]


@pytest.mark.parametrize("exercise", ENGLISH.values(), ids=lambda e: e.id)
def test_only_texts_change(exercise: Exercise) -> None:
    other = SPANISH[exercise.id]
    assert exercise.model_dump(exclude=TRANSLATED) == other.model_dump(exclude=TRANSLATED)
    assert [e.certainty for e in exercise.evidence] == [e.certainty for e in other.evidence]
    assert marks_of(exercise) == marks_of(other)
    assert usual_minutes(exercise) == usual_minutes(other)
    assert Exercise.model_validate(other.model_dump()) == other


@pytest.mark.parametrize("exercise", ENGLISH.values(), ids=lambda e: e.id)
def test_pictures_of_faults_stay_with_their_fault(exercise: Exercise) -> None:
    assert exercise.figure is not None
    other = SPANISH[exercise.id]
    assert other.figure is not None
    assert exercise.figure.model_dump(exclude={"body"}) == other.figure.model_dump(exclude={"body"})
    if exercise.figure.body is None or other.figure.body is None:
        assert exercise.figure.body is other.figure.body is None
        return
    ours, theirs = exercise.figure.body.faults, other.figure.body.faults
    names = [fault.name for fault in exercise.faults]
    drawn = {other.faults[names.index(name)].name: degrees for name, degrees in ours.items()}
    assert dict(theirs) == drawn
    assert all(number < len(other.faults) for number in load_pictures().of(exercise.id).faults)


def test_the_alternative_text_of_a_picture_is_spanish() -> None:
    assert SPANISH["plank"].pose_words == " ".join(
        SPANISH["plank"].steps[number - 1] for number in ENGLISH["plank"].pictured
    )
    assert SPANISH["plank"].pose_words != ENGLISH["plank"].pose_words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("puente isquios", FLAGSHIP),
        ("GLÚTEOS puente", FLAGSHIP),
        ("gluteos", "clam"),
        ("femoral", "nordic_full"),
        ("sóleo", "soleus_wallsit"),
        ("soleo pared", "soleus_wallsit"),
        ("plancha lateral", "sp_feet"),
        ("bulgara", "rfess"),
        ("isométrico pantorrilla", "calf_1l_iso"),
        ("cuadriceps", "step_down"),
        ("estocada", "split_squat"),
        ("isometrica boca arriba", "hb_floor_2l"),
        ("minibanda", "clam"),
    ],
)
def test_spanish_words_find_with_accents_and_without(words: str, found: str) -> None:
    assert SPANISH[found] in find(SPANISH.values(), words=words)
    assert find(SPANISH.values(), words=words.upper()) == find(SPANISH.values(), words=words)


def test_what_is_searched_has_no_accents() -> None:
    assert not any(set("áéíóúüñ") & set(text_of(exercise)) for exercise in SPANISH.values())
    assert find(SPANISH.values(), words="cebra") == ()


def test_an_english_search_is_as_it_was() -> None:
    assert find(ENGLISH.values(), words="puente") == ()


def test_a_session_in_spanish_takes_as_long_and_says_the_names() -> None:
    doses = [
        Dose(FLAGSHIP, Side.EACH, sets=2, hold_s=20, reps=None, rest_s=60),
        Dose("calf_1l", Side.EACH, sets=2, hold_s=None, reps=8, rest_s=60),
    ]
    english, spanish = session_steps(ENGLISH, doses), session_steps(SPANISH, doses)
    assert total_seconds(english) == total_seconds(spanish)
    said = {line.text for step in spanish for line in step.say}
    assert {SPANISH[FLAGSHIP].name, SPANISH[FLAGSHIP].voice.start, "Talón abajo y atrás."} <= said
    assert not said & {*ENGLISH[FLAGSHIP].cues, ENGLISH[FLAGSHIP].name}


def test_the_judge_speaks_spanish_and_names_faults_as_the_exercise_does() -> None:
    judge, english = SPANISH[FLAGSHIP].judge, ENGLISH[FLAGSHIP].judge
    assert judge is not None
    assert english is not None
    assert not set(judge.texts()) & set(english.texts())
    assert judge.up_fault in {fault.name for fault in SPANISH[FLAGSHIP].faults}
    assert "Sube la cadera." in judge.spoken()
    numbers = {"checks": (), "why": None, "up_fault": None, "cue_up": None}
    assert judge.model_copy(update=numbers) == english.model_copy(update=numbers)


def test_nothing_is_left_in_english() -> None:
    """Beyond a short list of names: the rule compares whole texts, this looks at words."""
    foreign = re.compile(r"\b(the|and|with|your|knee|heel|hold|lift|slowly|from|side)\b", re.I)
    for exercise in SPANISH.values():
        for _, text, _ in text_pairs(exercise, exercise):  # type: ignore[arg-type]
            assert not foreign.search(text), f"{exercise.id}: {text}"


Breaker = Callable[[Path], None]


def change(name: str, old: str, new: str) -> Breaker:
    return lambda folder: edit(folder / name, old, new)


def drop(name: str) -> Breaker:
    return lambda folder: (folder / name).unlink()


def add(name: str, like: str) -> Breaker:
    def breaks(folder: Path) -> None:
        (folder / name).write_bytes((folder / like).read_bytes())

    return breaks


BROKEN: list[tuple[Rule, Breaker, str]] = [
    (lint.every_exercise_has_texts, drop("es/plank.toml"), "es/plank.toml, the file: is missing."),
    (
        lint.texts_belong_to_an_exercise,
        add("es/planck.toml", "es/plank.toml"),
        "es/planck.toml, the file: belongs to no exercise; there is no data/planck.toml.",
    ),
    (
        lint.counts_agree,
        change("es/plank.toml", '  "Apoya primero las rodillas y después el resto.",\n', ""),
        "es/plank.toml, steps: has 4 texts, the English has 5.",
    ),
    (
        lint.faults_have_names_of_their_own,
        change("es/plank.toml", 'name = "Cabeza colgada"', 'name = "Cadera en pico"'),
        'es/plank.toml, faults.name: "Cadera en pico" names two faults.',
    ),
    (
        lint.numbers_agree,
        change("es/hb_support_1l_bent.toml", "de 15 a 50 cm", "de 15 a 60 cm"),
        "es/hb_support_1l_bent.toml, steps.1: ",
    ),
    (
        lint.texts_are_translated,
        change("es/plank.toml", 'name = "Plancha"', 'name = "Plank"'),
        'es/plank.toml, name: "Plank" is the English text.',
    ),
    (
        lint.same_texts_are_met,
        change("es.toml", '"Dead bug",', '"Dead bug",\n  "Plank",'),
        'es.toml, same: "Plank" is the same in no exercise; take it off the list.',
    ),
    (
        lint.steps_are_not_much_longer,
        change("es/plank.toml", "después el resto.", "después " + "el resto " * 20 + "más."),
        "es/plank.toml, steps: have ",
    ),
    (
        lint.spoken_lines_are_short,
        change("es/plank.toml", "cues = [", 'cues = ["Sube la cadera y no la bajes.", '),
        'es/plank.toml, cues: "Sube la cadera y no la bajes." is longer than 5 words',
    ),
    (
        lint.spoken_lines_are_short,
        change("es/plank.toml", 'end = "Y baja"', 'end = "Y ahora baja muy despacio al suelo"'),
        'es/plank.toml, voice.end: "Y ahora baja muy despacio al suelo" takes longer than 3 s',
    ),
    (
        lint.texts_end_alike,
        change("es/plank.toml", "después el resto.", "después el resto"),
        "must end with a full stop, as the English does.",
    ),
    (
        lint.texts_end_alike,
        change("es/plank.toml", 'name = "Plancha"', 'name = "plancha"'),
        'es/plank.toml, name: "plancha" must start with a capital.',
    ),
    (
        lint.stop_rules_begin_alike,
        change("es/plank.toml", "Para si notas dolor agudo", "Para si notas un dolor agudo"),
        'es/plank.toml, stop: must begin with "Para si notas dolor agudo',
    ),
    (
        lint.texts_promise_nothing,
        change("es/plank.toml", "Apoya primero", "Previene lesiones. Apoya primero"),
        'contains "Previene", which the product never says.',
    ),
    (
        lint.texts_promise_nothing,
        change("es/plank.toml", "Apoya primero", "¡Venga! Apoya primero"),
        'contains "¡", which the product never says.',
    ),
    (
        lint.marks_have_words,
        change("es.toml", "hinge = ", "hinges = "),
        "es.toml, also.family: has no words for hinge.",
    ),
    (
        lint.marks_have_words,
        change("es.toml", "hinge = ", "hinges = "),
        "es.toml, also.family: has words for hinges, which does not exist.",
    ),
    (
        lint.marks_have_words,
        change("es.toml", "[also.equipment]", "[also.colour]"),
        "es.toml, also.colour: is no field that words are looked for by.",
    ),
    (
        lint.the_judge_has_words,
        change("es.toml", '"Hips up." =', '"Hips upp." ='),
        'es.toml, judged: has no words for "Hips up."',
    ),
    (
        lint.the_judge_has_words,
        change("es.toml", '"Hips up." =', '"Hips upp." ='),
        'es.toml, judged: has words for "Hips upp.", which no judge says.',
    ),
    (
        lint.the_judge_has_words,
        change("es.toml", "Sube la cadera", "Sube un poco más la cadera ahora"),
        "is longer than 5 words; it is spoken in a hold.",
    ),
]


@pytest.mark.parametrize(
    ("rule", "breaks", "sentence"),
    BROKEN,
    ids=[f"{item[0].__name__}-{number}" for number, item in enumerate(BROKEN)],
)
def test_rule_names_file_field_and_fault(
    folder: Path, rule: Rule, breaks: Breaker, sentence: str
) -> None:
    assert rule in lint.RULES
    breaks(folder)
    assert sentence in told(folder)


def test_an_unbroken_copy_passes(folder: Path) -> None:
    assert len(translate_library(ENGLISH, folder, language="es")) == len(ENGLISH)


def test_every_rule_of_the_module_is_applied_and_shown_to_fail() -> None:
    named = {
        value
        for name, value in vars(lint).items()
        if not name.startswith("_")
        and callable(value)
        and getattr(value, "__annotations__", {}).get("return") == Iterator[Problem]
    }
    assert named == set(lint.RULES) == {item[0] for item in BROKEN}


def test_all_problems_are_told_at_once(folder: Path) -> None:
    (folder / "es" / "sp_feet.toml").unlink()
    (folder / "es" / "calf_1l.toml").write_bytes(b"\xff\xfe")
    edit(folder / "es" / "plank.toml", "summary = ", "sumary = ")
    edit(folder / "es" / "ss_iso.toml", 'name = "', "name = ")
    message = told(folder)
    for sentence in (
        "es/sp_feet.toml, the file: is missing.",
        "es/calf_1l.toml, the file: is not text in UTF-8.",
        "es/plank.toml, summary: Field required.",
        "es/plank.toml, sumary: Extra inputs are not permitted",
        "es/ss_iso.toml, the file: is not TOML:",
    ):
        assert sentence in message
    assert message.startswith("The exercise library has 5 problems; mend each in its file:")


def test_the_words_of_the_language_are_needed(folder: Path) -> None:
    edit(folder / "es.toml", "always_stop", "always")
    assert "es.toml, always_stop: Field required." in told(folder)


def test_an_english_exercise_may_have_words_to_look_for_too() -> None:
    plank = ENGLISH["plank"].model_copy(update={"also": ("Front bridge",)})
    assert find([plank], words="front bridge") == (plank,)
    assert json.loads(plank.model_dump_json())["also"] == ["Front bridge"]
