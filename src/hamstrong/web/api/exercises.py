"""The exercise library as data."""

from fastapi import APIRouter

from hamstrong.coach.pictures import PictureLinks, picture_links
from hamstrong.coach.ports import Ports
from hamstrong.exercises.schema import Exercise, Family
from hamstrong.web.deps import WebDeps


class Shown(Exercise):
    """An exercise and where its pictures are."""

    pictures: PictureLinks


def exercise_routes(deps: WebDeps) -> APIRouter:
    """The library."""
    router = APIRouter(prefix="/exercises", tags=["exercises"])

    @router.get("")
    def get_exercises(family: Family | None = None) -> list[Shown]:
        """All exercises in the order of the library, or one family's."""
        with deps.reading() as ports:
            library = ports.library
            wanted = library.values() if family is None else library.of_family(family)
            return [_shown(ports, exercise) for exercise in wanted]

    @router.get("/{exercise_id}")
    def get_exercise(exercise_id: str) -> Shown:
        """One exercise, whole."""
        with deps.reading() as ports:
            return _shown(ports, ports.library.find(exercise_id))

    return router


def _shown(ports: Ports, exercise: Exercise) -> Shown:
    return Shown(**dict(exercise), pictures=picture_links(ports.pictures, exercise))
