"""The morning check-in: asked on top of Today, answered on the body, and what it changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from hamstrong.coach.check_in import AREAS, SPOTS, CheckIn, check_in, check_in_text
from hamstrong.coach.deciding import decide
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.make_plan import Cause, replan_if_planned
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.show_body import show_body
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.planning.body.pain import Light
from hamstrong.planning.body.readiness import AreaState
from hamstrong.planning.body.spots import Spot, read_spot
from hamstrong.planning.body.stops import told_of
from hamstrong.planning.constants.readiness import BONE_AREAS, MIDLINE, Area
from hamstrong.planning.constants.red_flags import RED_FLAGS, RedFlag, Urgency
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.site import Site, current_id, shown_of
from hamstrong.web.text import say

DISMISSED = "hamstrong_check_in"
"""Cookie that holds the day on which the check-in was put aside."""


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Red flags of one urgency, in their order."""

    urgency: Urgency
    flags: tuple[RedFlag, ...]


@dataclass(frozen=True, slots=True)
class AskedArea:
    """An area as the page asks for it.

    Attributes:
        key: Of the area.
        two_sided: False on the midline.
        near_bone: True where pain is answered with the signs of bone.
        lights: What stands there and is not green, by the key of its spot.
    """

    key: str
    two_sided: bool
    near_bone: bool
    lights: Mapping[str, Light]

    @property
    def stopped(self) -> bool:
        return Light.STOP in self.lights.values()

    @property
    def spots(self) -> tuple[str, ...]:
        """Keys of the area, and of each of its sides."""
        sides = (f"left-{self.key}", f"right-{self.key}") if self.two_sided else ()
        return (self.key, *sides)


def asked_areas(states: Sequence[AreaState]) -> tuple[AskedArea, ...]:
    """Every area, with what stands there today."""
    lit = [(state.spot, state.light) for state in states if state.spot and state.since]
    return tuple(
        AskedArea(
            key=area.value,
            two_sided=area not in MIDLINE,
            near_bone=area in BONE_AREAS,
            lights={spot.key: light for spot, light in lit if spot.area is area},
        )
        for area in Area
    )


def flag_groups() -> tuple[FlagGroup, ...]:
    """The catalogue of signs, the most urgent first."""
    by_urgency = groupby(RED_FLAGS.values(), key=lambda flag: flag.urgency)
    return tuple(FlagGroup(urgency, tuple(flags)) for urgency, flags in by_urgency)


def morning_routes(site: Site) -> APIRouter:
    """Ask, answer, put aside."""
    router = site.router()

    @router.get("/check-in")
    def ask(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            body = show_body(ports, shown.id)
        return site.page(
            request,
            "check_in.html",
            athlete=shown.athlete,
            day=shown.today,
            areas=asked_areas(body.states),
            stopped=any(state.spot is None for state in body.states),
            ill=body.ill,
            groups=flag_groups(),
        )

    @router.post("/check-in")
    def answer(request: Request, form: FormOf) -> Response:
        with site.deps.reading() as ports:
            day = shown_of(ports, find_athlete(ports)).today
        said = read_answer(form, day)
        change = decide(site.deps, current_id, morning(said))
        return site.go(request, "/today", thanks(site, said, change))

    @router.post("/check-in/later")
    def later(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        response = site.go(request, "/today")
        response.set_cookie(
            DISMISSED,
            shown.today.isoformat(),
            max_age=24 * 3600,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    return router


def morning(said: CheckIn) -> Callable[[Ports, str], PlanChange | None]:
    """Append the answer and plan again with it."""

    def act(ports: Ports, athlete_id: str) -> PlanChange | None:
        check_in(ports, athlete_id, answer=said)
        return replan_if_planned(ports, athlete_id, cause=Cause(check_in_text(said)))

    return act


def thanks(site: Site, said: CheckIn, change: PlanChange | None) -> Note:
    """That it was heard, what it changes; a sign that cannot wait is answered first."""
    changes = change.changes if change else ()
    for flag in said.red_flags:
        given = {"id": flag} if isinstance(flag, str) else flag
        sign = RED_FLAGS.get(str(given["id"]))
        if sign is not None:
            where = read_spot(given["area"]) if "area" in given and sign.local else None
            return Note(told_of(sign, where), tone="stop")
    key = "check-in.changed" if changes else "check-in.thanks"
    return Note(site.texts[key], changes=changes)


def read_answer(form: Filled, day: date) -> CheckIn:
    """The check-in as filled in; nothing is said of an area left alone, "fine" is 0 everywhere.

    "ill-only" answers whether the illness is over, and nothing else. Fields are named by spot, as
    "pain-left-knee"; "side-knee" says of which side those without one speak.
    """
    if form.has("ill-only"):
        return CheckIn(day=day, ill=_ill(form), of_body=False)
    if form.has("fine"):
        nothing = dict.fromkeys(AREAS, 0)
        return CheckIn(day=day, soreness=nothing, pain=nothing)
    return CheckIn(
        day=day,
        soreness=_levels(form, "soreness"),
        pain=_levels(form, "pain"),
        sleep_h=form.number("sleep", low=0, high=24) if form.has("sleep") else None,
        energy=form.whole("energy", choices=range(1, 6)) if form.has("energy") else None,
        slept_badly=form.has("slept_badly"),
        ill=_ill(form),
        red_flags=_flags(form),
        worse=_spots(form, "worse"),
        limping=_spots(form, "limping"),
        easing=_spots(form, "easing"),
        settled=_spots(form, "settled"),
        assessed=_spots(form, "assessed"),
    )


def _ill(form: Filled) -> bool | None:
    """By the athlete's word alone: what was left alone says nothing, and so ends no illness."""
    return form.text("ill") != "no" if form.has("ill") else None


def _levels(form: Filled, kind: str) -> dict[str, int]:
    given = (key for key in SPOTS if form.has(f"{kind}-{key}"))
    return {_sided(form, key): form.whole(f"{kind}-{key}", choices=range(11)) for key in given}


def _spots(form: Filled, kind: str) -> tuple[str, ...]:
    given = [_sided(form, key) for key in SPOTS if form.has(f"{kind}-{key}")]
    return (*given, "all") if kind == "assessed" and form.has("assessed-all") else tuple(given)


def _sided(form: Filled, key: str) -> str:
    """The key of an area with the side that was chosen for it."""
    field = f"side-{key}"
    if key not in AREAS or not form.has(field):
        return key
    return Spot(Area(key)).on(form.choice(field, Side)).key


def _flags(form: Filled) -> list[str | dict[str, str]]:
    """Signs as ticked; at the one place that was named, or the whole body."""
    where = form.text("flag_area")
    ticked = form.many("red_flags")
    if any(flag not in RED_FLAGS for flag in ticked) or where not in ("", *SPOTS):
        raise BadInput(say("error.unknown-sign"), place="red_flags")
    return [{"id": flag, "area": where} if where else flag for flag in ticked]
