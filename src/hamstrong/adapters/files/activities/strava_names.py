"""What an athlete called each activity, from the list in a Strava bulk export.

Headers of the list are translated, doubled and change by the year, so none is read: the column
of files is the one whose cells are paths of files, the names stand in the third column.
"""

import csv
import io
import re
from collections.abc import Mapping

LIST_NAME = "activities.csv"
MOST_ROWS = 100_000
_NAME_COLUMN = 2
_FILE = re.compile(r"activities/[^/]+\.(fit|tcx|gpx)(\.gz)?", re.IGNORECASE)


def names_in(data: bytes) -> Mapping[str, str]:
    """Names by path, as `activities/123.fit.gz`; empty where the list is another list."""
    text = data.decode("utf-8-sig", errors="replace")
    found: dict[str, str] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""))):
            path = next((cell for cell in row if _FILE.fullmatch(cell.strip())), None)
            if path is not None and len(row) > _NAME_COLUMN:
                found[path.strip()] = row[_NAME_COLUMN].strip()
            if number >= MOST_ROWS:
                break
    except csv.Error:
        return found
    return found
