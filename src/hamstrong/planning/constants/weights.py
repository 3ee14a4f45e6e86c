"""What the planner prefers when several placements are legal. Points, all judgement.

Only their order of size matters: a harder class that is legal beats every preference; keeping
yesterday's plan beats comfort; comfort decides the rest.
"""

from hamstrong.planning.constants.table import Row, Table

KIND_VALUE = {"full": 1050, "heavy": 1000, "holds": 600, "light": 300, "primer": 100}
KEEP_PREVIOUS = 180
HARD_DAY_HARD = 90
PREFERRED_SHORTFALL = 60
REST_DAY = 40
SAME_WEEKDAY = 30
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

_NAMES = {
    "Placing a full session (C5 in it)": KIND_VALUE["full"],
    "Placing a heavy session (C3-C4)": KIND_VALUE["heavy"],
    "Placing a session of holds (C2)": KIND_VALUE["holds"],
    "Placing a light session (C1)": KIND_VALUE["light"],
    "Placing a primer (C0)": KIND_VALUE["primer"],
    "Keeping the time of yesterday's plan": KEEP_PREVIOUS,
    "Heavy work in the evening of a quality day (W2)": HARD_DAY_HARD,
    "Each preferred gap missed entirely": -PREFERRED_SHORTFALL,
    "Each percent that fatigue left in the legs may cost a key run": -PER_PERCENT_FATIGUE,
    "Using a day without a run": -REST_DAY,
    "Same weekday as last week": SAME_WEEKDAY,
    "Two sessions close to each other": -CLOSE_SESSIONS,
    "A session as foreseen for the block, in the plan that looks ahead": FORESEEN,
    "The same where it leaves the next week as open as foreseen": FORESEEN_END,
    "Each hour away from the favourite hour": -PER_HOUR_FROM_FAVOURITE,
    "Each day later in the week, to break ties": -PER_DAY_LATER,
    "From so many points a session counts as lighter than wished": ANOTHER_KIND,
}
_HOURS = {
    "Sessions count as neighbours below": CLOSE_H,
    "An evening after a quality run begins": EVENING_AFTER_H,
    "The favourite hour": FAVOURITE_HOUR,
}


def _rows() -> tuple[Row, ...]:
    points = [Row(name, str(v), "points", "none", "judgement") for name, v in _NAMES.items()]
    hours = [Row(name, f"{v:g}", "h", "none", "judgement") for name, v in _HOURS.items()]
    return (*points, *hours)


WEIGHT_TABLES = (
    Table("weights", "What is preferred", "Among legal placements the most points win.", _rows),
)
