"""What a run that was done is measured by, as a page shows it.

The numbers live where they are used.
"""

from hamstrong.planning.constants.table import Row, Table
from hamstrong.running.activity import DUPLICATE_SHARE, DUPLICATE_START_S
from hamstrong.running.done_type import (
    INTERVAL_FROM,
    LEAST_INTERVAL_MIN,
    LEAST_MARATHON_MIN,
    LEAST_REPETITION_MIN,
    LEAST_THRESHOLD_MIN,
    LONG_MIN,
    MARATHON_FROM,
    REPETITION_FROM,
    THRESHOLD_FROM,
)
from hamstrong.running.load import (
    FASTER_THAN_USUAL,
    LEAST_RUNS,
    LONG_DAYS,
    SHORT_DAYS,
    SPIKE_DAYS,
    SPIKE_DOUBLE_FROM,
    SPIKE_FAR_FROM,
    SPIKE_FROM,
    THRESHOLD_DAYS,
    ZONE_FROM,
)
from hamstrong.running.matching import DISTANCE_SHARE, FAR_SHARE, LENGTH_SHARE, START_H


def _load_rows() -> tuple[Row, ...]:
    zones = ", ".join(f"{share:g}" for share in ZONE_FROM)
    spikes = ", ".join(f"{share:g}" for share in (SPIKE_FROM, SPIKE_FAR_FROM, SPIKE_DOUBLE_FROM))
    return (
        Row("Session load", "RPE x min", "", "Foster 1998", "M"),
        Row("Heart rate zones 1 to 5 begin at", zones, "of the highest", "Edwards 1993", "M"),
        Row("Pace load of an hour at threshold speed", "100", "points", "Coggan", "L"),
        Row("Cost of slopes", "polynomial", "", "Minetti 2002", "M"),
        Row("Averages forget with", f"{SHORT_DAYS}, {LONG_DAYS}", "days", "practice", "L"),
        Row("Threshold speed from the fastest of", f"{THRESHOLD_DAYS}", "days", "none", "L"),
        Row(
            "It counts from",
            f"{FASTER_THAN_USUAL:g} / {LEAST_RUNS}",
            "times the usual speed / runs",
            "none",
            "judgement",
        ),
        Row("A run compares with the longest of", f"{SPIKE_DAYS}", "days", "Frandsen 2025", "M"),
        Row("It stands out above", spikes, "of it", "Frandsen 2025", "M"),
    )


def _done_rows() -> tuple[Row, ...]:
    work = (
        ("Marathon pace from", MARATHON_FROM, LEAST_MARATHON_MIN),
        ("Threshold from", THRESHOLD_FROM, LEAST_THRESHOLD_MIN),
        ("Intervals from", INTERVAL_FROM, LEAST_INTERVAL_MIN),
        ("Repetitions from", REPETITION_FROM, LEAST_REPETITION_MIN),
    )
    types = tuple(
        Row(
            name,
            f"{share:g} / {minutes:g}",
            "of threshold speed / min at it",
            "Daniels 2014",
            "judgement",
        )
        for name, share, minutes in work
    )
    return (
        Row("A done run counts as long from", f"{LONG_MIN:g}", "min", "none", "judgement"),
        *types,
        Row(
            "Surely the planned run within", f"{LENGTH_SHARE:g}", "of its min", "none", "judgement"
        ),
        Row("or within", f"{DISTANCE_SHARE:g}", "of its metres", "none", "judgement"),
        Row("A guess above", f"{FAR_SHARE:g}", "of its min", "none", "judgement"),
        Row("Another hour counts from", f"{START_H:g}", "h", "none", "judgement"),
        Row("Two recordings are one within", f"{DUPLICATE_START_S:g}", "s", "none", "judgement"),
        Row("and within", f"{DUPLICATE_SHARE:g}", "of its length", "none", "judgement"),
    )


LOAD_TABLES = (
    Table(
        "load",
        "What a run that is done is measured by",
        "It describes what you did and foretells nothing. There is no ratio of a short to a long"
        " load: it predicts nothing.",
        _load_rows,
    ),
    Table(
        "done",
        "Which planned run a done run was, and of which type",
        "What you say yourself counts before all of it.",
        _done_rows,
    ),
)
