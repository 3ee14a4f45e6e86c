"""Pictures as answers: kept for a year under the address that names their content."""

from fastapi import APIRouter, Request, Response

from hamstrong.exercises.pictures import PictureBook
from hamstrong.web.pages.figures import figure
from hamstrong.web.pages.site import Site

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def picture_routes(site: Site) -> APIRouter:
    """The drawings and pictures, beside each exercise's page."""
    router = site.router()

    @router.get("/exercises/{exercise_id}/figure.svg")
    def draw(exercise_id: str, frame: str = "loop") -> Response:
        with site.deps.reading() as ports:
            exercise = ports.library.find(exercise_id)
        return figure(exercise, frame)

    @router.get("/exercises/{exercise_id}/{picture}")
    def show_picture(exercise_id: str, picture: str, v: str = "") -> Response:
        with site.deps.reading() as ports:
            return picture_response(ports.pictures, f"{exercise_id}.{picture}", version=v)

    return router


def picture_response(book: PictureBook, name: str, *, version: str) -> Response:
    """The picture; one asked for by no version or an old one must not be kept as that.

    Raises:
        NotFound: There is no picture of that name.
    """
    picture, data = book.read(name)
    current = version == picture.version
    headers = {"Cache-Control": FOR_GOOD if current else ASK_AGAIN, "ETag": f'"{picture.version}"'}
    return Response(data, media_type=picture.media_type, headers=headers)


def wants_little(request: Request) -> bool:
    """Whether the browser was told to save data: pictures then move when asked to."""
    return request.headers.get("save-data", "").lower() == "on"
