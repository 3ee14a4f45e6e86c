"""Files that are handed out: their type, their name, and that nobody keeps a copy."""

from fastapi import Response

from hamstrong.coach.watch_files import NamedFile

TYPES = {
    "fit": "application/vnd.ant.fit",
    "tcx": "application/vnd.garmin.tcx+xml",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
}
"""By the ending of the name."""


def hand_over(file: NamedFile) -> Response:
    """The file as something to save."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "no-store",
    }
    ending = file.name.rpartition(".")[2]
    return Response(file.data, media_type=TYPES[ending], headers=headers)
