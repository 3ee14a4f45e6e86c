"""How much a file may ask of the machine: every cap of the readers of activities.

Field data: a watch writes about 10 kB a minute at most; the largest of 99 files that nobody here
wrote has 3 MB; a day of trail running 6 MB. A Garmin account of ten years is 6 GB in zips within
zips. All caps are judgement: an honest file is far below, a hostile one is stopped early.
"""

from typing import Final

FILE_BYTES: Final = 64_000_000
"""Of one activity, expanded."""

ARCHIVE_BYTES: Final = 4_000_000_000
"""Of an archive within an archive, expanded; what lies on the disk itself has no cap."""

EXPANSION: Final = 200
"""Times that packed bytes may grow: GPX packs to a twentieth, a bomb to a thousandth."""

NESTING: Final = 3
"""Archives within archives: a Garmin export has two."""

ENTRIES: Final = 200_000
"""Files in all archives of one import."""

SAMPLES: Final = 400_000
"""Of one activity: four days and a half at one a second."""

LAPS: Final = 5_000
SETS: Final = 2_000

TAGS: Final = 12_000_000
"""XML elements of one file."""

DEPTH: Final = 64
"""XML elements within elements; a TCX has eleven."""

SECONDS: Final = 120.0
"""Of processor time to read one file, so that a busy machine refuses none. The largest honest one,
a ride of eight hours with an app's own fields, takes six here; a small board takes eight times as
long."""

CHUNK: Final = 1_000_000
"""Bytes that are read at once."""
