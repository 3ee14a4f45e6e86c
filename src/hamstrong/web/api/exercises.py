"""The exercise library as data."""

from fastapi import APIRouter

from hamstrong.exercises.schema import Exercise, Family
from hamstrong.web.deps import WebDeps


def exercise_routes(deps: WebDeps) -> APIRouter:
    """The library."""
    router = APIRouter(prefix="/exercises", tags=["exercises"])

    @router.get("")
    def get_exercises(family: Family | None = None) -> list[Exercise]:
        """All exercises in the order of the library, or one family's."""
        with deps.reading() as ports:
            library = ports.library
            return list(library.values() if family is None else library.of_family(family))

    @router.get("/{exercise_id}")
    def get_exercise(exercise_id: str) -> Exercise:
        """One exercise, whole."""
        with deps.reading() as ports:
            return ports.library.find(exercise_id)

    return router
