"""What it costs the athlete to give way, for finding the cheapest way out of a conflict."""

from datetime import time
from enum import StrEnum

from hamstrong.planning.constants.table import Row, Table
from hamstrong.planning.model import Window


class WishKind(StrEnum):
    """What an athlete can wish of a week. Runs are no wish: they never give way."""

    PIN = "pin"
    MINUTES = "minutes"
    WINDOW = "window"
    KIT = "kit"
    SESSIONS = "sessions"
    DAY_OFF = "day-off"
    PATIENCE = "patience"


COSTS: dict[WishKind, int] = {
    WishKind.PIN: 1,
    WishKind.MINUTES: 2,
    WishKind.WINDOW: 3,
    WishKind.KIT: 4,
    WishKind.SESSIONS: 5,
    WishKind.DAY_OFF: 6,
    WishKind.PATIENCE: 7,
}
"""Only their order counts. Judgement. What is still new solves itself, so it is named last."""

USUAL_EVENING = Window(time(17, 30), time(21, 0))
"""The free evening that is tried on a day without one. Judgement."""

_NAMES: dict[WishKind, str] = {
    WishKind.PIN: "Letting a time go that was chosen by hand",
    WishKind.MINUTES: "A shorter session",
    WishKind.WINDOW: "Freeing an evening",
    WishKind.KIT: "Training where there is more kit",
    WishKind.SESSIONS: "One session fewer",
    WishKind.DAY_OFF: "Giving up a day off",
    WishKind.PATIENCE: "Waiting until exercises are no longer new",
}


def _rows() -> tuple[Row, ...]:
    evening = f"{USUAL_EVENING.start:%H:%M} to {USUAL_EVENING.end:%H:%M}"
    return (
        *(
            Row(_NAMES[kind], str(cost), "points", "none", "judgement")
            for kind, cost in COSTS.items()
        ),
        Row("The evening that is tried", evening, "", "none", "judgement"),
    )


WISH_TABLES = (
    Table(
        "wishes",
        "When wishes are in each other's way",
        "Of the wishes that could give way, the one that costs least is named first.",
        _rows,
    ),
)
