"""Where the files of watches and services lie that nobody here wrote."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[4] / "shared"))
FIT = SHARED / "data" / "fit"
XML = SHARED / "data" / "tcx_gpx"
GOLDEN = FIT / "golden_csv"
