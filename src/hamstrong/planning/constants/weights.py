"""What the planner prefers when several placements are legal. Points, all judgement.

Only their order of size matters: a harder class that is legal beats every preference; keeping
yesterday's plan beats comfort; comfort decides the rest.
"""

from hamstrong.planning.constants.table import Row, Table

KIND_VALUE = {"full": 1050, "heavy": 1000, "holds": 600, "light": 300, "primer": 100}
KEEP_PREVIOUS = 180
KEEP_WORK = 90
HARD_DAY_HARD = 90
PREFERRED_SHORTFALL = 60
REST_DAY = 40
SAME_WEEKDAY = 30
NEW_LEFT_OUT = 150
CLOSE_SESSIONS = 120
FORESEEN = 500
FORESEEN_END = 100
CLOSE_H = 40.0
EVENING_AFTER_H = 6.0
ANOTHER_KIND = 100
PER_HOUR_FROM_FAVOURITE = 4
PER_PERCENT_FATIGUE = 20
FAVOURITE_HOUR = 18.0
PER_DAY_LATER = 1

_POINTS = {
    "Placing a full session (C5 in it)": (KIND_VALUE["full"], "1.1"),
    "Placing a heavy session (C3-C4)": (KIND_VALUE["heavy"], "1.1"),
    "Placing a session of holds (C2)": (KIND_VALUE["holds"], "1.1"),
    "Placing a light session (C1)": (KIND_VALUE["light"], "1.1"),
    "Placing a primer (C0)": (KIND_VALUE["primer"], "1.1"),
    "Keeping the time of yesterday's plan": (KEEP_PREVIOUS, ""),
    "Keeping its exercises": (KEEP_WORK, ""),
    "Heavy work in the evening of a quality day (W2)": (HARD_DAY_HARD, "W2"),
    "Each preferred gap missed entirely": (-PREFERRED_SHORTFALL, "2.3"),
    "Each percent that fatigue left in the legs may cost a key run": (-PER_PERCENT_FATIGUE, "2.4"),
    "Using a day without a run": (-REST_DAY, "W2"),
    "Same weekday as last week": (SAME_WEEKDAY, ""),
    "A heavy session that leaves out what is still new": (-NEW_LEFT_OUT, ""),
    "Two sessions close to each other": (-CLOSE_SESSIONS, "W4"),
    "A session as foreseen for the block, in the plan that looks ahead": (FORESEEN, ""),
    "The same where it leaves the next week as open as foreseen": (FORESEEN_END, ""),
    "Each hour away from the favourite hour": (-PER_HOUR_FROM_FAVOURITE, ""),
    "Each day later in the week, to break ties": (-PER_DAY_LATER, ""),
    "From so many points a session counts as lighter than wished": (ANOTHER_KIND, ""),
}
"""By name: the points, and where in the evidence the wish stands; none where it is comfort. What
the evidence says is the order of wishes, never a number of points."""

_HOURS = {
    "Sessions count as neighbours below": (CLOSE_H, "W4"),
    "An evening after a quality run begins": (EVENING_AFTER_H, "W2"),
    "The favourite hour": (FAVOURITE_HOUR, ""),
}


def _rows() -> tuple[Row, ...]:
    points = [_row(name, str(value), "points", at) for name, (value, at) in _POINTS.items()]
    hours = [_row(name, f"{value:g}", "h", at) for name, (value, at) in _HOURS.items()]
    return (*points, *hours)


def _row(name: str, value: str, unit: str, section: str) -> Row:
    source = f"evidence {section}" if section else "none"
    return Row(name, value, unit, source, "judgement")


WEIGHT_TABLES = (
    Table(
        "weights",
        "What is preferred",
        "Among legal placements the most points win. The evidence named says what to prefer;"
        " how many points that is worth is our own judgement.",
        _rows,
    ),
)
