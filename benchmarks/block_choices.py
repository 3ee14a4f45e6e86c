"""What each session of a block could be at most, for the bound of `whole_block.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.dose import FULL_DOSE_EXPOSURES
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.dose.course import course_of
from hamstrong.planning.model import PlanRequest
from hamstrong.planning.placing.places import Place, Standing, WeekContext, places, session_count
from hamstrong.planning.placing.scoring import points
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.planning.weeks import block_weeks

_TIMES_DONE: Final = (0, NOVEL_EXPOSURES - 1, NOVEL_EXPOSURES, FULL_DOSE_EXPOSURES + 1)


@dataclass(slots=True)
class Choice:
    """One session of one week at one start with one class, at its best."""

    week: int
    number: int
    starts: int
    ends: int
    day: int
    load_class: LoadClass
    novel: bool
    points: int
    exercises: set[str]
    needs: set[str] = field(default_factory=set)
    any_of: set[str] = field(default_factory=set)
    pick: Any = None


def contexts_of(request: PlanRequest, library: Library) -> Iterator[WeekContext]:
    """Each week as nothing before it had been planned."""
    nothing = Standing((), (), request.exposures)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    for week in weeks:
        course = replace(course_of(week, weeks, request, library, ()), frozen=None)
        yield WeekContext(week, request, library, nothing, course)


def choices_of(contexts: Sequence[WeekContext]) -> Iterator[Choice]:
    """Everything that could be placed in each of the weeks."""
    for index, context in enumerate(contexts):
        best: dict[tuple[int, int, LoadClass, bool], Choice] = {}
        for exposures in _histories(index, context):
            then = replace(context, standing=Standing((), (), exposures))
            for place in _all_places(then):
                _keep_best(best, index, place, then)
        yield from best.values()


def _histories(index: int, context: WeekContext) -> Iterator[Mapping[str, tuple[date, ...]]]:
    """What could have been done before the week: all of it so many times, or one thing alone."""
    library = context.library
    for times in _TIMES_DONE if index else _TIMES_DONE[:1]:
        yield _exposures(times, context, library)
    last_days = context.request.race.day - timedelta(days=NO_NEW_EXERCISE_DAYS + 7)
    if index and context.week.monday >= last_days:
        for key, exercise in library.items():
            if exercise.load_class in HEAVY_CLASSES:
                yield _exposures(_TIMES_DONE[-1], context, {key})


def _exposures(
    times: int, context: WeekContext, done: Iterable[str]
) -> Mapping[str, tuple[date, ...]]:
    """These done so many times in the days before the week, besides what was done before."""
    past = tuple(context.week.monday - timedelta(days=n) for n in range(times, 0, -1))
    known = context.request.exposures
    return {**known, **{key: (*known.get(key, ()), *past) for key in done}} if times else known


def _all_places(context: WeekContext) -> Iterator[Place]:
    wished = session_count(context.week, context.request)
    for number in range(wished):
        yield from (p for p in places(number, wished, context) if p.legal)


def _keep_best(
    best: dict[tuple[int, int, LoadClass, bool], Choice],
    week: int,
    place: Place,
    context: WeekContext,
) -> None:
    content, starts = place.content, minute_of(place.start)
    key = (place.number, starts, content.load_class, content.novel)
    exercises = {dose.exercise_id for dose in content.doses}
    ends, worth = starts + content.minutes, points(place, context)
    if key not in best:
        day = place.start.toordinal()
        best[key] = Choice(
            week, place.number, starts, ends, day, content.load_class, content.novel, worth, set()
        )
    choice = best[key]
    choice.points, choice.ends = max(choice.points, worth), min(choice.ends, ends)
    choice.exercises |= exercises
    heavy = {key for key in exercises if context.library[key].load_class in HEAVY_CLASSES}
    days_left = (context.request.race.day - place.start.date()).days
    if 0 <= days_left <= NO_NEW_EXERCISE_DAYS:
        choice.any_of |= heavy
    elif not content.novel:
        # Of several contents that come to the same, the one that needs least decides.
        choice.needs = heavy if not choice.needs else choice.needs & heavy
