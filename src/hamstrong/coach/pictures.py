"""Where the pictures of an exercise are: what pages, player and scripts show of the body."""

from dataclasses import dataclass

from hamstrong.exercises.dose import Side
from hamstrong.exercises.pictures import Picture, PictureBook
from hamstrong.exercises.schema import Exercise


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture; `width` and `height` in pixels. The address changes with the content."""

    address: str
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Angle:
    """The working position, and the loop from set-up to work and back where there is one."""

    poster: Shot
    loop: Shot | None


@dataclass(frozen=True, slots=True)
class PictureLinks:
    """`views` are the angles, the better one first, none where nothing is drawn; `faults` are in
    the order of the exercise's, null where one has no picture; `alt` says the working position.
    `side` is the one that is seen to work, null where a picture stands for both."""

    alt: str
    views: tuple[Angle, ...]
    faults: tuple[Shot | None, ...]
    side: Side | None = None


def picture_links(book: PictureBook, exercise: Exercise) -> PictureLinks:
    """The pictures of an exercise with their addresses."""
    found = book.of(exercise.id)
    return PictureLinks(
        alt=exercise.pose_words,
        views=tuple(
            Angle(_shot(view.poster), _shot(view.loop) if view.loop else None)
            for view in found.views
        ),
        faults=tuple(
            _shot(found.faults[number]) if number in found.faults else None
            for number in range(len(exercise.faults))
        ),
        side=_drawn_side(exercise),
    )


def _drawn_side(exercise: Exercise) -> Side | None:
    """Seen from the side, the near leg is the right one."""
    figure = exercise.figure
    if figure is None or figure.view != "side" or not exercise.one_sided:
        return None
    return Side.RIGHT if any(part.startswith("near.") for part in figure.tint) else None


def _shot(picture: Picture) -> Shot:
    exercise_id, _, rest = picture.name.partition(".")
    return Shot(
        address=f"/exercises/{exercise_id}/{rest}?v={picture.version}",
        type=picture.media_type,
        width=picture.width,
        height=picture.height,
    )
