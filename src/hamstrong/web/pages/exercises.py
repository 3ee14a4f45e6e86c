"""The library as pages: a list to search, and everything about one exercise."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Exercise, Family
from hamstrong.web.pages.figures import figure
from hamstrong.web.pages.site import Site
from hamstrong.web.text import Catalogue


@dataclass(frozen=True, slots=True)
class Group:
    """A family's exercises that match the search, lowest rung first."""

    family: Family
    exercises: tuple[Exercise, ...]


def matches(exercise: Exercise, words: str) -> bool:
    """Whether every word of a search is somewhere in the exercise's words."""
    text = " ".join(
        (exercise.name, exercise.family, exercise.kind, exercise.summary, *exercise.tissues)
    ).lower()
    return all(word in text for word in words.lower().split())


def grouped(
    library: Library, *, words: str, family: str, at_hand: frozenset[Equipment] | None
) -> tuple[Group, ...]:
    """The matching exercises by family; `at_hand` None asks for no equipment."""
    groups = []
    for kind in Family:
        if family and kind.value != family:
            continue
        found = tuple(
            exercise
            for exercise in library.of_family(kind)
            if matches(exercise, words) and (at_hand is None or exercise.possible_with(at_hand))
        )
        if found:
            groups.append(Group(family=kind, exercises=found))
    return tuple(groups)


def exercise_routes(site: Site) -> APIRouter:
    """The list, the pages, the figures."""
    router = site.router()

    @router.get("/exercises")
    def show_all(request: Request, q: str = "", family: str = "", mine: str = "") -> Response:
        with site.deps.reading() as ports:
            athlete, library = find_athlete(ports).athlete, ports.library
        at_hand = athlete.equipment if athlete and mine else None
        groups = grouped(library, words=q, family=family, at_hand=at_hand)
        return site.page(
            request,
            "exercises.html",
            athlete=athlete,
            groups=groups,
            families=[kind for kind in Family if library.of_family(kind)],
            count=sum(len(group.exercises) for group in groups),
            q=q,
            family=family,
            mine=bool(mine),
        )

    @router.get("/exercises/{exercise_id}")
    def show_one(request: Request, exercise_id: str) -> Response:
        with site.deps.reading() as ports:
            athlete, exercise = _read(ports, exercise_id)
            library = ports.library
        return site.page(
            request,
            "exercise.html",
            athlete=athlete,
            exercise=exercise,
            easier=library.get(exercise.easier or ""),
            harder=library.get(exercise.harder or ""),
            ladder=library.ladder(exercise.family),
            usual=usual_dose(exercise, site.texts),
            need=needed(exercise, site.texts),
        )

    @router.get("/exercises/{exercise_id}/figure.svg")
    def draw(exercise_id: str, frame: str = "loop") -> Response:
        with site.deps.reading() as ports:
            _, exercise = _read(ports, exercise_id)
        return figure(exercise, frame)

    return router


def _read(ports: Ports, exercise_id: str) -> tuple[Athlete | None, Exercise]:
    if exercise_id not in ports.library:
        raise NotFound(f"There is no exercise called {exercise_id}.", place=exercise_id)
    return find_athlete(ports).athlete, ports.library[exercise_id]


def usual_dose(exercise: Exercise, texts: Catalogue) -> str:
    """2–3 × 20–30 s each side"""
    dose = exercise.prescription
    if dose.hold_s is not None:
        amount = texts.say("units.seconds", n=_range(dose.hold_s))
    else:
        amount = texts.say("dose.reps.other", n=_range(dose.reps or (0, 0)))
    text = texts.say("dose.sets", sets=_range(dose.sets), amount=amount)
    side = texts["dose.side.each"] if exercise.one_sided else ""
    return f"{text} {side}".strip()


def _range(ends: tuple[int, int]) -> str:
    low, high = ends
    return str(low) if low == high else f"{low}–{high}"


def needed(exercise: Exercise, texts: Catalogue) -> str:
    """a sofa or a chair, or a step and a loop band"""
    sets = [
        texts["exercises.and"].join(texts[f"need.{item.value}"] for item in items)
        or texts["need.nothing"]
        for items in exercise.equipment
    ]
    return texts["exercises.or"].join(sets)
