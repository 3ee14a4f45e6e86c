"""Welcome: race, runs, what was understood, time, equipment; five short steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from zoneinfo import available_timezones

from fastapi import APIRouter, Request, Response

from hamstrong.coach.deciding import decide, decide_anew
from hamstrong.coach.find_athlete import AthleteState, find_language, find_newcomer
from hamstrong.coach.finish_welcome import finish_welcome
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.open_example import open_example
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.coach.show_runs import show_runs
from hamstrong.errors import BadFile, BadInput, Conflict, HamstrongError, NoPlan, RaceElsewhere
from hamstrong.exercises.schema import Equipment
from hamstrong.language import Language, spoken
from hamstrong.web.pages.adding import RUN_TYPES
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import RACE_DISTANCES, Formats
from hamstrong.web.pages.profile import (
    PARTS_OF_DAY,
    chosen_windows,
    default_race_day,
    set_up_of,
    with_equipment,
    with_race,
    with_time,
    zone_groups,
)
from hamstrong.web.pages.runs import run_weeks
from hamstrong.web.pages.site import Site, newcomer_id
from hamstrong.web.speaking import COOKIE

ONE_YEAR_S = 365 * 24 * 3600
STEPS = ("race", "runs", "check", "time", "equipment")


def welcome_routes(site: Site) -> APIRouter:
    """All steps; each keeps what it was told, so that one can stop and come back."""
    router = site.router()
    _start_routes(router, site)
    _race_routes(router, site)
    _runs_routes(router, site)
    _make_routes(router, site)
    _check_routes(router, site)
    _time_routes(router, site)
    _equipment_routes(router, site)
    return router


def _newcomer(site: Site) -> tuple[AthleteState, date]:
    with site.deps.reading() as ports:
        state = find_newcomer(ports)
        now = ports.clock.now()
    today = now.astimezone(state.athlete.zone).date() if state.athlete else now.date()
    return state, today


def _set_up(state: AthleteState) -> SetUp | None:
    if state.athlete is None or state.race is None:
        return None
    return set_up_of(state.athlete, state.race)


def _start_routes(router: APIRouter, site: Site) -> None:
    @router.get("/welcome")
    def start(request: Request) -> Response:
        with site.deps.reading() as ports:
            state, known = find_newcomer(ports), find_language(ports)
        others = [] if known else [language for language in Language if language is not spoken()]
        return site.page(request, "welcome/start.html", state=state, languages=others)

    @router.post("/welcome/language")
    def language(request: Request, form: FormOf) -> Response:
        response = site.go(request, "/welcome")
        response.set_cookie(
            COOKIE,
            form.choice("language", Language),
            max_age=ONE_YEAR_S,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    @router.post("/welcome/example")
    def example(request: Request, form: FormOf) -> Response:
        zone = form.text("zone")
        zone = zone if zone in available_timezones() else "UTC"
        decide_anew(site.deps, partial(open_example, zone=zone))
        return site.go(request, "/today")


def _race_routes(router: APIRouter, site: Site) -> None:
    def page(
        request: Request, form: Filled | None = None, error: BadInput | None = None
    ) -> Response:
        state, today = _newcomer(site)
        return site.page(
            request,
            "welcome/race.html",
            status=422 if error else 200,
            athlete=state.athlete,
            steps=STEPS,
            set_up=_set_up(state),
            form=form,
            error=error,
            zones=zone_groups(),
            distances=RACE_DISTANCES,
            suggested=default_race_day(today),
            today=today,
        )

    @router.get("/welcome/race")
    def ask(request: Request) -> Response:
        return page(request)

    @router.post("/welcome/race")
    def answer(request: Request, form: FormOf) -> Response:
        try:
            if _newcomer(site)[0].athlete is None:
                with site.deps.writing() as ports:
                    set_up_athlete(ports, None, with_race(form, None))
            else:
                decide(site.deps, newcomer_id, partial(_set_up_again, form=form, change=with_race))
        except BadInput as error:
            return page(request, form, error)
        return site.go(request, "/welcome/runs")


def _runs_routes(router: APIRouter, site: Site) -> None:
    def page(request: Request, error: HamstrongError | None = None, pasted: str = "") -> Response:
        state, _ = _newcomer(site)
        if state.athlete is None:
            return site.go(request, "/welcome/race")
        return site.page(
            request,
            "welcome/runs.html",
            status=error.status if error else 200,
            athlete=state.athlete,
            steps=STEPS,
            state=state,
            error=error,
            both_races=isinstance(error, RaceElsewhere) and error.can_keep,
            pasted=pasted,
        )

    @router.get("/welcome/runs")
    def ask(request: Request) -> Response:
        return page(request)

    @router.post("/welcome/runs")
    def answer(request: Request, form: FormOf) -> Response:
        pasted = form.text("pasted")
        try:
            take_in = partial(import_runs, file=_plan_given(site, form), mode=ImportMode.REPLACE)
            if _newcomer(site)[0].athlete is None:
                return site.go(request, "/welcome/race")
            decide(site.deps, newcomer_id, take_in)
        except (BadFile, BadInput, Conflict) as error:
            return page(request, error, pasted)
        return site.go(request, "/welcome/check")


def _plan_given(site: Site, form: Filled) -> RunFile:
    """The plan, from a file or pasted. Raises BadFile or BadInput."""
    file, pasted, keep = form.file(), form.text("pasted"), form.has("keep_races")
    if file is not None:
        return RunFile(file.name, file.data, keep_races=keep)
    if not pasted:
        raise BadInput(site.texts["welcome.runs.nothing"], place="plan")
    return RunFile(site.texts["welcome.runs.pasted-name"], pasted.encode(), keep_races=keep)


def _make_routes(router: APIRouter, site: Site) -> None:
    def page(
        request: Request, form: Filled | None = None, error: HamstrongError | None = None
    ) -> Response:
        state, _ = _newcomer(site)
        if state.athlete is None:
            return site.go(request, "/welcome/race")
        return site.page(
            request,
            "welcome/make.html",
            status=error.status if error else 200,
            athlete=state.athlete,
            steps=STEPS,
            form=form,
            error=error,
            distances=RACE_DISTANCES,
        )

    @router.get("/welcome/make")
    def ask(request: Request) -> Response:
        return page(request)

    @router.post("/welcome/make")
    def answer(request: Request, form: FormOf) -> Response:
        try:
            athlete = _newcomer(site)[0].athlete
            if athlete is None:
                return site.go(request, "/welcome/race")
            formats = Formats(site.texts, athlete.units, athlete.zone)
            wishes = read_wishes(form, formats)
            decide(site.deps, newcomer_id, partial(generate_runs, wishes=wishes))
        except (BadInput, NoPlan) as error:
            return page(request, form, error)
        return site.go(request, "/welcome/check")


def read_wishes(form: Filled, formats: Formats) -> RunWishes:
    """What the generator is asked for, in the athlete's units. Raises BadInput."""
    wishes = RunWishes(
        runs_per_week=form.whole("runs_per_week", choices=range(2, 8)),
        weekly_m=form.number("weekly", low=5, high=250) * formats.unit_m,
        long_day=form.whole("long_day", choices=range(7)),
    )
    if form.text("from") == "pace":
        per_unit = form.duration_s("easy_pace")
        pace = per_unit * 1000.0 / formats.unit_m
        return replace(wishes, easy_pace_s_per_km=pace)
    metres = RACE_DISTANCES.get(form.text("recent_distance"), 5000.0)
    seconds = form.duration_s("recent_time")
    return replace(wishes, recent_race_m=metres, recent_race_s=seconds)


def _check_routes(router: APIRouter, site: Site) -> None:
    @router.get("/welcome/check")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            state = find_newcomer(ports)
            if state.athlete is None or not state.has_runs:
                return site.go(request, "/welcome/runs")
            view = show_runs(ports, state.athlete.id)
        return site.page(
            request,
            "welcome/check.html",
            athlete=state.athlete,
            steps=STEPS,
            race=state.race,
            view=view,
            weeks=run_weeks(view.runs),
            types=RUN_TYPES,
        )


def _set_up_again(
    ports: Ports, athlete_id: str, *, form: Filled, change: Callable[[Filled, SetUp], SetUp]
) -> None:
    before = _set_up(find_newcomer(ports))
    if before is not None:
        set_up_athlete(ports, athlete_id, change(form, before))


def _keep(site: Site, form: Filled, change: Callable[[Filled, SetUp], SetUp]) -> bool:
    """Change what is kept; False when the race was not given yet."""
    if _set_up(_newcomer(site)[0]) is None:
        return False
    decide(site.deps, newcomer_id, partial(_set_up_again, form=form, change=change))
    return True


def _circumstances(
    site: Site,
    request: Request,
    step: str,
    form: Filled | None = None,
    error: HamstrongError | None = None,
) -> Response:
    state, _ = _newcomer(site)
    set_up = _set_up(state)
    if set_up is None:
        return site.go(request, "/welcome/race")
    return site.page(
        request,
        f"welcome/{step}.html",
        status=error.status if error else 200,
        athlete=state.athlete,
        steps=STEPS,
        set_up=set_up,
        form=form,
        error=error,
        parts=PARTS_OF_DAY,
        ticked=frozenset(form.many("when")) if form else chosen_windows(set_up.availability),
        equipment=tuple(Equipment),
    )


def _time_routes(router: APIRouter, site: Site) -> None:
    @router.get("/welcome/time")
    def ask(request: Request) -> Response:
        return _circumstances(site, request, "time")

    @router.post("/welcome/time")
    def answer(request: Request, form: FormOf) -> Response:
        try:
            _keep(site, form, with_time)
        except BadInput as error:
            return _circumstances(site, request, "time", form, error)
        return site.go(request, "/welcome/equipment")


def _equipment_routes(router: APIRouter, site: Site) -> None:
    @router.get("/welcome/equipment")
    def ask(request: Request) -> Response:
        return _circumstances(site, request, "equipment")

    @router.post("/welcome/equipment")
    def answer(request: Request, form: FormOf) -> Response:
        try:
            if not _keep(site, form, with_equipment):
                return site.go(request, "/welcome/race")
            change = decide(site.deps, newcomer_id, finish_welcome)
        except (BadInput, NoPlan) as error:
            return _circumstances(site, request, "equipment", form, error)
        return site.go(request, "/today", Note(site.texts["welcome.done"], remarks=change.remarks))
