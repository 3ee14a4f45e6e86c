"""The library as pages: a list to search, and everything about one exercise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import Athlete
from hamstrong.coach.pictures import picture_links
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound
from hamstrong.exercises.finding import RUNGS, find, marks_of, text_of
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Exercise, Family, Position, Tissue
from hamstrong.web.pages.judged import is_judged
from hamstrong.web.pages.pictures import wants_little
from hamstrong.web.pages.site import Site
from hamstrong.web.text import Catalogue, say

FILTERS: dict[str, tuple[str, ...]] = {
    "tissue": tuple(tissue.value for tissue in Tissue),
    "position": tuple(position.value for position in Position),
    "need": ("nothing", "mine", *(item.value for item in Equipment)),
    "rung": tuple(RUNGS),
    "minutes": ("3", "5", "8"),
}
"""What the list can be narrowed to besides family and words, in the order shown."""

SHOWN = 40
"""Letters of a word that nobody knows which are repeated."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One row of choices; an empty value means any."""

    name: str
    values: tuple[str, ...]
    chosen: str

    def text(self, value: str) -> str:
        """The key of a choice's words."""
        if self.name == "tissue":
            return f"tissues.{value}"
        if self.name == "need" and value in set(Equipment):
            return f"need.{value}"
        return f"exercises.choice.{self.name}.{value}"


@dataclass(frozen=True, slots=True)
class Group:
    """A family's exercises that match the search, lowest rung first."""

    family: Family
    exercises: tuple[Exercise, ...]


def grouped(library: Library, found: Collection[Exercise]) -> tuple[Group, ...]:
    """What was found, by family."""
    ladders = ((family, library.of_family(family)) for family in Family)
    groups = (Group(family, tuple(e for e in ladder if e in found)) for family, ladder in ladders)
    return tuple(group for group in groups if group.exercises)


def _known_values(library: Library, *, known: bool) -> dict[str, tuple[str, ...]]:
    """By filter the values that some exercise has; what is at hand is asked of the known."""
    marks = {mark for exercise in library.values() for mark in marks_of(exercise, tuple(Equipment))}
    filters = {"family": tuple(family.value for family in Family), **FILTERS}
    return {
        name: tuple(v for v in values if f"{name}:{v}" in marks and (known or v != "mine"))
        for name, values in filters.items()
    }


def _filters(known: Mapping[str, tuple[str, ...]], wanted: Mapping[str, str]) -> list[Filter]:
    return [Filter(name, known[name], wanted.get(name, "")) for name in FILTERS if known[name]]


def _unknown(asked: Mapping[str, str], known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What an address asks for that no list can be narrowed to, each with what can be asked."""
    told = []
    for name, value in asked.items():
        if name == "q" or value in ("", *known.get(name, ())):
            continue
        key = "exercises.no-choice" if name in known else "exercises.no-filter"
        can = known.get(name, known.keys())
        told.append(say(key, name=name[:SHOWN], value=value[:SHOWN], known=", ".join(can)))
    return told


def exercise_routes(site: Site) -> APIRouter:
    """The list and the pages."""
    router = site.router()

    @router.get("/exercises")
    def show_all(request: Request, q: str = "", family: str = "") -> Response:
        with site.deps.reading() as ports:
            athlete, library = find_athlete(ports).athlete, ports.library
        at_hand = athlete.equipment if athlete else frozenset[Equipment]()
        asked = {"family": family, **request.query_params}
        known = _known_values(library, known=athlete is not None)
        wanted = {n: asked[n] for n, values in known.items() if asked.get(n) in values}
        found = find(library.values(), words=q, wanted=wanted, at_hand=at_hand)
        return site.page(
            request,
            "exercises.html",
            athlete=athlete,
            groups=grouped(library, library.values()),
            found={exercise.id for exercise in found},
            marks={e.id: " ".join(sorted(marks_of(e, at_hand))) for e in library.values()},
            words={e.id: text_of(e) for e in library.values()},
            families=[kind for kind in Family if library.of_family(kind)],
            filters=_filters(known, wanted),
            unknown=_unknown(asked, known),
            q=q,
            family=wanted.get("family", ""),
        )

    @router.get("/exercises/{exercise_id}")
    def show_one(request: Request, exercise_id: str) -> Response:
        with site.deps.reading() as ports:
            athlete, exercise = _read(ports, exercise_id)
            library, links = ports.library, picture_links(ports.pictures, exercise)
        page = site.page(
            request,
            "exercise.html",
            athlete=athlete,
            exercise=exercise,
            judged=athlete is not None and is_judged(exercise),
            pictures=links,
            still=wants_little(request),
            usual=usual_dose(exercise, site.texts),
            need=needed(exercise, site.texts),
            **_ladder(library, exercise),
        )
        page.headers["Vary"] = "Save-Data"
        return page

    return router


def _ladder(library: Library, exercise: Exercise) -> dict[str, Any]:
    return {
        "easier": library.get(exercise.easier or ""),
        "harder": library.get(exercise.harder or ""),
        "ladder": library.ladder(exercise.family),
    }


def _read(ports: Ports, exercise_id: str) -> tuple[Athlete | None, Exercise]:
    if exercise_id not in ports.library:
        raise NotFound(say("error.no-exercise", exercise=exercise_id), place=exercise_id)
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
