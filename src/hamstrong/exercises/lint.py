"""The rules that the exercise library keeps, one small function each.

A rule takes the whole library and yields the problems it finds; it never raises, so that
whoever adds an exercise sees everything at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hamstrong.exercises.schema import Equipment, Exercise, Family, LoadClass, Phase, Slot
from hamstrong.exercises.toml_files import Problem
from hamstrong.exercises.words import SENTENCE_S, spoken_s


@dataclass(frozen=True, slots=True)
class Draft:
    """A library before it is trusted.

    Attributes:
        exercises: By file name without ending, so that a wrong id cannot hide another file.
        unread: Names of files that broke the schema; links to them are not judged.
    """

    exercises: Mapping[str, Exercise]
    unread: frozenset[str] = frozenset()


Rule = Callable[[Draft], Iterator[Problem]]

# The load classes that need no getting used to (evidence 2.3: only C3-C5 and P2 are ever novel).
GENTLE = frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.P1})

# What asks for more hours afterwards ranks higher (evidence 2.3).
HOURS_RANK = {c: n for n, c in enumerate(("C0", "P1", "C1", "C2", "C3", "C4", "P2", "C5"))}

# Families whose ladder rises in load class. Calf, foot and squat do not claim it: their top rungs
# are holds or balance, harder to do and kinder to the next day.
RISING = frozenset(Family) - {Family.CALF, Family.FOOT, Family.SQUAT}

KITS: Mapping[str, frozenset[Equipment]] = {
    "no equipment": frozenset(),
    "a loop band": frozenset({Equipment.LOOP_BAND}),
    "a gym": frozenset({Equipment.GYM}),
}

CLASSES: Mapping[str, frozenset[LoadClass]] = {
    "mobility": frozenset({LoadClass.C0}),
    "isometric": frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.C3}),
    "dynamic": frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.C4}),
    "eccentric-slow": frozenset({LoadClass.C4, LoadClass.C5}),
    "plyometric": frozenset({LoadClass.P1, LoadClass.P2}),
}

STEP_AND_LOAD = frozenset({Equipment.STEP, Equipment.LOAD})
HIGHEST_CM = 60  # of what heels rest on (evidence 4.1)

MAX_CUE_WORDS = 5

# The default rule of every set (evidence 4, conventions), certainty H for its intent.
ALWAYS_STOP = "Stop for sharp pain, a pop, numbness, dizziness or chest pain."

PROMISES = re.compile(r"!|\b(prevent\w*|cures?|heals|guarantee\w*|injury-proof)\b", re.IGNORECASE)


def file_name_is_id(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        if exercise.id != name:
            yield Problem(f"{name}.toml", "id", f"is {exercise.id}, but the file is named {name}.")


def links_exist(draft: Draft) -> Iterator[Problem]:
    known = draft.exercises.keys() | draft.unread
    for name, exercise in draft.exercises.items():
        for field, other in (("easier", exercise.easier), ("harder", exercise.harder)):
            if other is not None and other not in known:
                yield Problem(f"{name}.toml", field, f"names {other}, which does not exist.")


def harder_leads_back(draft: Draft) -> Iterator[Problem]:
    """Several ways may meet at one rung, so it answers one of them; but it answers some."""
    for name, exercise in draft.exercises.items():
        harder = draft.exercises.get(exercise.harder or "")
        if harder is not None and harder.easier is None:
            yield Problem(f"{name}.toml", "harder", f"names {harder.id}, which names no easier.")


def easier_leads_on(draft: Draft) -> Iterator[Problem]:
    """A rung that others of its family call easier is not the end of a ladder."""
    for name, exercise in draft.exercises.items():
        easier = draft.exercises.get(exercise.easier or "")
        if easier is None or easier.family is not exercise.family:
            continue
        if easier.harder is None:
            yield Problem(f"{name}.toml", "easier", f"names {easier.id}, which names no harder.")


def ladders_have_no_cycle(draft: Draft) -> Iterator[Problem]:
    """No rung is above itself, by whichever links one climbs."""
    above: dict[str, set[str]] = {name: set() for name in draft.exercises}
    for name, exercise in draft.exercises.items():
        if exercise.easier in above:
            above[exercise.easier].add(name)
        if exercise.harder in above:
            above[name].add(exercise.harder)
    for name in above:
        way = _way(name, name, above)
        if way:
            what = f"goes round in a circle: {' to '.join(way)}."
            yield Problem(f"{name}.toml", "easier", what)


def _way(start: str, goal: str, above: Mapping[str, set[str]]) -> list[str]:
    """Rungs from `start` up to `goal`, both included; empty where there is no way."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop()
        for rung in sorted(above[way[-1]] - seen):
            if rung == goal:
                return [*way, goal]
            seen.add(rung)
            ways.append([*way, rung])
    return []


def _links(draft: Draft) -> Iterator[tuple[str, str, Exercise, Exercise]]:
    """Each link as file, field, lower rung, higher rung."""
    for name, exercise in draft.exercises.items():
        easier = draft.exercises.get(exercise.easier or "")
        harder = draft.exercises.get(exercise.harder or "")
        if easier is not None:
            yield name, "easier", easier, exercise
        if harder is not None:
            yield name, "harder", exercise, harder


def levels_never_fall(draft: Draft) -> Iterator[Problem]:
    """Rungs of one level stand side by side; a way up between them is allowed, a way down not."""
    for name, field, lower, higher in _links(draft):
        if lower.family is higher.family and lower.level > higher.level:
            what = f"leads from {lower.id} up to {higher.id}, but level {lower.level} is above "
            yield Problem(f"{name}.toml", field, what + f"{higher.level}.")


def classes_rise_where_claimed(draft: Draft) -> Iterator[Problem]:
    """In these families a higher rung never asks for fewer hours of rest than the one below."""
    for name, field, lower, higher in _links(draft):
        claimed = lower.family is higher.family and lower.family in RISING
        if claimed and HOURS_RANK[lower.load_class] > HOURS_RANK[higher.load_class]:
            what = f"leads from {lower.id} ({lower.load_class}) up to {higher.id} "
            yield Problem(f"{name}.toml", field, what + f"({higher.load_class}).")


def ladders_start_gently(draft: Draft) -> Iterator[Problem]:
    """Climbing down from any rung ends at one that needs no getting used to."""
    for name, exercise in draft.exercises.items():
        if exercise.easier or exercise.is_test:
            continue
        if exercise.load_class not in GENTLE:
            what = f"is absent, but {exercise.load_class} is not where a ladder starts."
            yield Problem(f"{name}.toml", "easier", what)


def hold_or_reps(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        given = exercise.prescription
        if (given.hold_s is None) == (given.reps is None):
            what = "needs exactly one of hold_s and reps, and has "
            yield Problem(
                f"{name}.toml", "prescription", what + ("none." if given.reps is None else "both.")
            )


def ranges_rise(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        given = exercise.prescription
        for field, bounds in (("sets", given.sets), ("hold_s", given.hold_s), ("reps", given.reps)):
            if bounds is not None and not 1 <= bounds[0] <= bounds[1]:
                what = f"goes from {bounds[0]} to {bounds[1]}; it must start at 1 or more and rise."
                yield Problem(f"{name}.toml", f"prescription.{field}", what)


def tempo_takes_time(draft: Draft) -> Iterator[Problem]:
    """A rep lasts 2 s or more, so that its count can be spoken and something done."""
    for name, exercise in draft.exercises.items():
        tempo = exercise.prescription.tempo_s
        if min(tempo) < 0 or sum(tempo) < 2:
            what = f"is {list(tempo)}; a rep needs 2 s in all and no part below 0."
            yield Problem(f"{name}.toml", "prescription.tempo_s", what)


def sides_agree(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        if not exercise.alternating:
            continue
        if exercise.one_sided:
            what = "is true, but an alternating exercise has no window of its own for each side."
            yield Problem(f"{name}.toml", "one_sided", what)
        if any(count % 2 for count in exercise.prescription.reps or ()):
            what = "must be even in an alternating exercise, so that both sides get the same."
            yield Problem(f"{name}.toml", "prescription.reps", what)


def one_sided_texts_name_a_side(draft: Draft) -> Iterator[Problem]:
    """The words and the flag agree: a one-sided exercise speaks of one leg, knee, heel or side."""
    hints = ("one ", "other ", "top ", "bottom ", "front ", "working ", "single")
    for name, exercise in draft.exercises.items():
        if exercise.one_sided and not any(hint in " ".join(exercise.steps) for hint in hints):
            what = "never say which leg or side works, but one_sided is true."
            yield Problem(f"{name}.toml", "steps", what)


def equipment_is_lean(draft: Draft) -> Iterator[Problem]:
    """No alternative contains another one: it would never be needed."""
    for name, exercise in draft.exercises.items():
        sets = [frozenset(needed) for needed in exercise.equipment]
        for number, needed in enumerate(sets):
            rest = sets[:number] + sets[number + 1 :]
            if len(needed) != len(exercise.equipment[number]) or any(r <= needed for r in rest):
                what = f"{sorted(needed)} repeats a thing or contains another alternative."
                yield Problem(f"{name}.toml", "equipment", what)


def equipment_is_fetched(draft: Draft) -> Iterator[Problem]:
    """What needs a thing says what to fetch and what a home has in its place."""
    for name, exercise in draft.exercises.items():
        if exercise.possible_with(frozenset()):
            continue
        for field, given in (("fetch", exercise.fetch), ("substitutes", exercise.substitutes)):
            if not given:
                yield Problem(f"{name}.toml", field, "is empty, but the exercise needs equipment.")


def supports_have_heights(draft: Draft) -> Iterator[Problem]:
    """Bridges with heels on a support say how high each thing is, from stair to sofa and up."""
    for name, exercise in draft.exercises.items():
        contacts = (exercise.figure.work.contacts or ()) if exercise.figure else ()
        raised = any(c.zone.endswith(".heel") and c.on == "support" for c in contacts)
        heights = [support.height_cm for support in exercise.supports]
        kinds = {support.kind for support in exercise.supports}
        wanted = {"sofa", "stair"} if exercise.possible_with(STEP_AND_LOAD) else {"sofa"}
        if raised is not bool(heights) or (raised and not wanted <= kinds):
            what = f"are {sorted(kinds)}; heels on a support ask for {sorted(wanted)} at least."
            yield Problem(f"{name}.toml", "supports", what)
        if heights != sorted(heights) or len(kinds) < len(heights):
            yield Problem(f"{name}.toml", "supports", "name each thing once, lowest first.")
        if any(not 0 < low <= high <= HIGHEST_CM for low, high in heights):
            what = f"have heights in centimetres, at most {HIGHEST_CM}, the lower one first."
            yield Problem(f"{name}.toml", "supports", what)


def fatigue_names_tissues(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        for tissue in exercise.tissues:
            # Mobility names the part it moves, which it does not tire.
            if not exercise.fatigue.get(tissue) and exercise.kind != "mobility":
                what = f"has nothing for {tissue}, which is named in tissues."
                yield Problem(f"{name}.toml", "fatigue", what)


def class_fits_kind(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        allowed = CLASSES[exercise.kind]
        # A test to failure costs more than its kind does in training.
        if exercise.load_class not in allowed and not exercise.is_test:
            what = f"is {exercise.load_class}; {exercise.kind} work is one of {sorted(allowed)}."
            yield Problem(f"{name}.toml", "load_class", what)


def cues_are_short(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        for cue in exercise.cues:
            if len(cue.split()) > MAX_CUE_WORDS or spoken_s(cue) > SENTENCE_S:
                what = f'"{cue}" is longer than {MAX_CUE_WORDS} words; it is spoken in a hold.'
                yield Problem(f"{name}.toml", "cues", what)


def judge_fits_exercise(draft: Draft) -> Iterator[Problem]:
    """Every exercise says how a camera judges it; holds are timed, reps counted, cues short."""
    for name, exercise in draft.exercises.items():
        judge = exercise.judge
        if judge is None:
            yield Problem(f"{name}.toml", "judge", "is absent; say a mode, or timer and why.")
            continue
        if judge.mode == ("reps" if exercise.timed else "hold"):
            what = f"is {judge.mode}, which the prescription does not ask for."
            yield Problem(f"{name}.toml", "judge.mode", what)
        for field, which in (("near", judge.near), ("lower", judge.lower)):
            if which == "working" and not exercise.one_sided:
                yield Problem(f"{name}.toml", f"judge.{field}", "is working: no side works alone.")
        for cue in judge.spoken():
            if len(cue.split()) > MAX_CUE_WORDS or spoken_s(cue) > SENTENCE_S:
                yield Problem(f"{name}.toml", "judge", f'"{cue}" is too long to be a cue.')


def sentences(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Every full sentence of an exercise with the field it stands in."""
    yield "summary", exercise.summary
    yield "camera", exercise.camera
    for field in ("steps", "cues", "stop", "avoid"):
        yield from ((field, text) for text in getattr(exercise, field))
    if exercise.judge is not None and exercise.judge.why is not None:
        yield "judge.why", exercise.judge.why
    for fault in exercise.faults:
        yield from (("faults.shows", fault.shows), ("faults.fix", fault.fix))
    for substitute in exercise.substitutes:
        yield "substitutes.safety", substitute.safety
    for item in exercise.evidence:
        yield "evidence.claim", item.claim


def texts_are_sentences(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        for field, text in sentences(exercise):
            if not (text[0].isupper() or text[0].isdigit()) or not text.endswith("."):
                what = f'"{text}" must start with a capital and end with a full stop.'
                yield Problem(f"{name}.toml", field, what)


def stop_rules_begin_alike(draft: Draft) -> Iterator[Problem]:
    for name, exercise in draft.exercises.items():
        if exercise.stop[0] != ALWAYS_STOP:
            yield Problem(f"{name}.toml", "stop", f'must begin with "{ALWAYS_STOP}"')


def texts_promise_nothing(draft: Draft) -> Iterator[Problem]:
    """No shouting and no medical promise (evidence 0, claim 3)."""
    for name, exercise in draft.exercises.items():
        for field, text in sentences(exercise):
            found = PROMISES.search(text)
            if found:
                what = f'"{text}" contains "{found[0]}", which the product never says.'
                yield Problem(f"{name}.toml", field, what)


def beginners_find_a_rung(draft: Draft) -> Iterator[Problem]:
    """In every slot, the lowest rung that each kit allows is gentle and belongs to the start."""
    for slot in Slot:
        for kit, equipment in KITS.items():
            rungs = _rungs(draft, slot, equipment)
            if not rungs:
                yield Problem("the library", f"slot {slot}", f"has no exercise with {kit}.")
            elif rungs[0].load_class not in GENTLE or Phase.GENERAL not in rungs[0].phases:
                what = f"starts with {rungs[0].id} with {kit}, which is not for a beginner."
                yield Problem("the library", f"slot {slot}", what)


def experts_find_a_rung(draft: Draft) -> Iterator[Problem]:
    """In every slot, the highest rung that each kit allows goes beyond the general phase."""
    beyond = {Phase.MAX_STRENGTH, Phase.POWER, Phase.MAINTENANCE}
    for slot in Slot:
        for kit, equipment in KITS.items():
            rungs = _rungs(draft, slot, equipment)
            if rungs and not beyond.intersection(rungs[-1].phases):
                what = f"ends with {rungs[-1].id} with {kit}, which no later phase allows."
                yield Problem("the library", f"slot {slot}", what)


def _rungs(draft: Draft, slot: Slot, equipment: frozenset[Equipment]) -> list[Exercise]:
    able = (e for e in draft.exercises.values() if slot in e.slots and e.possible_with(equipment))
    return sorted(able, key=lambda e: (e.level, e.id))


FILE_RULES: tuple[Rule, ...] = (
    file_name_is_id,
    hold_or_reps,
    ranges_rise,
    tempo_takes_time,
    sides_agree,
    one_sided_texts_name_a_side,
    equipment_is_lean,
    equipment_is_fetched,
    supports_have_heights,
    fatigue_names_tissues,
    class_fits_kind,
    cues_are_short,
    judge_fits_exercise,
    texts_are_sentences,
    stop_rules_begin_alike,
    texts_promise_nothing,
)
LADDER_RULES: tuple[Rule, ...] = (
    links_exist,
    harder_leads_back,
    easier_leads_on,
    ladders_have_no_cycle,
    levels_never_fall,
    classes_rise_where_claimed,
    ladders_start_gently,
)
SLOT_RULES: tuple[Rule, ...] = (beginners_find_a_rung, experts_find_a_rung)


def find_problems(draft: Draft) -> tuple[Problem, ...]:
    """Everything that is wrong, in the order of the rules.

    Slots are judged only when every file could be read: a missing file is not an empty slot.
    """
    rules = FILE_RULES + LADDER_RULES + (() if draft.unread else SLOT_RULES)
    return tuple(problem for rule in rules for problem in rule(draft))
