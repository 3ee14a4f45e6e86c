"""When an exercise gets harder, longer, easier, and when one side gets a set more (evidence 3).

The ladder's rules come with the bridge (evidence 3.2: practice, no trial tests them); for other
exercises they are carried over: the top of the exercise's own range stands for its 30 s.
"""

from hamstrong.planning.constants.table import Row, Table

ADVANCE_SETS = 3
ADVANCE_RPE = 7.0
ADVANCE_SORENESS = 2
ADVANCE_PAIN = 2
ADVANCE_SESSIONS = 2
ADVANCE_APART_DAYS = 2
MOST_LEVELS_UP = 2
"""A rung that needs what is not at hand may be passed over, two may not: the step would be one from
a hold on the floor to slow lowering. Judgement."""

ENOUGH_RESERVE_S = 8.0
ENOUGH_RESERVE_REPS = 3.0
"""Stand for the RPE when only the reserve was told. Judgement."""

EASY_RESERVE_S = 15.0
"""With more left than this, a harder lever and not a longer hold (evidence 3.1)."""

REGRESS_RPE = 9.5
REGRESS_PAIN = 3
REGRESS_FAILED_SETS = 2
REGRESS_CRAMPS = 2
FAILED_BELOW = 0.8
"""A set that reaches less than this share of what was asked has failed. Judgement."""

DRIFT_RPE = 2.0
DRIFT_SESSIONS = 3

GROW_RPE = 8.0
GROW_RESERVE_S = 3.0
GROW_RESERVE_REPS = 1.0
STEP_S = 5
STEP_REPS = 1
"""The next target is a step longer when this much was left (evidence 3.1: 3-8 s). Judgement."""

SIDE_SHARE = 0.15
SIDE_NOISE_S = 5.0
SIDE_NOISE_REPS = 6.2
SIDE_TESTS = 4
SIDE_TESTS_SAME = 3
SIDE_TESTS_APART_DAYS = 5
SIDE_SPAN_DAYS = 14
SIDE_EXTRA_DAYS = 28
"""Sides are looked at in the latest four sessions that lie five days apart or more; after four
weeks with one more set only sessions since then decide again (evidence 3.4)."""

DROP_SHARE = 0.20
DROP_DAYS = 28
DROP_TESTS = 2
DROP_ASKED_DAYS = 7
"""A side that falls this far below its own median of four weeks, and beyond noise, is asked about
for a week, or until the next check-in (evidence 3.4). With pain told, noise is enough."""

_LADDER = "evidence 3.2"
_RESERVE = "evidence 3.1"
_SIDES = "Bishop 2018, 2020; evidence 3.4"


def _ladder_rows() -> tuple[Row, ...]:
    return (
        Row("One rung up: full sets a side", str(ADVANCE_SETS), "sets", _LADDER, "judgement"),
        Row("at RPE", f"≤ {ADVANCE_RPE:g}", "", _LADDER, "judgement"),
        Row(
            "with soreness the next morning", f"≤ {ADVANCE_SORENESS}", "of 10", _LADDER, "judgement"
        ),
        Row("and pain", f"≤ {ADVANCE_PAIN}", "of 10", "evidence 5.5", "judgement"),
        Row("in sessions", str(ADVANCE_SESSIONS), "", _LADDER, "judgement"),
        Row("apart", str(ADVANCE_APART_DAYS * 24), "h", _LADDER, "judgement"),
        Row("by at most", str(MOST_LEVELS_UP), "levels", "none", "judgement"),
        Row(
            "in place of RPE, a reserve of",
            f"{ENOUGH_RESERVE_S:g} s, {ENOUGH_RESERVE_REPS:g} reps",
            "",
            "none",
            "judgement",
        ),
        Row("A harder lever above a reserve of", f"{EASY_RESERVE_S:g}", "s", _RESERVE, "L"),
        Row("One rung back at RPE", f"≥ {REGRESS_RPE:g}", "", _LADDER, "judgement"),
        Row("or failed sets", str(REGRESS_FAILED_SETS), "", _LADDER, "judgement"),
        Row("or cramps, two sessions together", str(REGRESS_CRAMPS), "", _LADDER, "judgement"),
        Row("or pain above", str(REGRESS_PAIN), "of 10", _LADDER, "judgement"),
        Row(
            "A set has failed below",
            f"{FAILED_BELOW:.0%}",
            "of what was asked",
            "none",
            "judgement",
        ),
        Row(
            "Repeated when RPE is above your usual by",
            f"{DRIFT_RPE:g}",
            f"over the median of {DRIFT_SESSIONS}",
            "evidence 5.3",
            "judgement",
        ),
        Row(
            "A step longer when left",
            f"{GROW_RESERVE_S:g} s, {GROW_RESERVE_REPS:g} reps, or RPE ≤ {GROW_RPE:g}",
            "",
            _RESERVE,
            "judgement",
        ),
        Row("A step", f"{STEP_S} s, {STEP_REPS} reps", "", "none", "judgement"),
    )


def _side_rows() -> tuple[Row, ...]:
    return (
        Row("Sides differ from", f"{SIDE_SHARE:.0%}", "", _SIDES, "L"),
        Row("and beyond the noise of holds", f"{SIDE_NOISE_S:g}", "s", "none", "judgement"),
        Row("or of reps", f"{SIDE_NOISE_REPS:g}", "reps", "heel rises, 32 adults", "L"),
        Row(
            "the same way in", f"{SIDE_TESTS_SAME} of {SIDE_TESTS}", "sessions", _SIDES, "judgement"
        ),
        Row("these apart", str(SIDE_TESTS_APART_DAYS), "days", "none", "judgement"),
        Row("over", str(SIDE_SPAN_DAYS), "days", _SIDES, "judgement"),
        Row("Then one more set for", str(SIDE_EXTRA_DAYS), "days", _SIDES, "judgement"),
        Row("Asked about when one side falls by", f"{DROP_SHARE:.0%}", "", _SIDES, "judgement"),
        Row("below its median of", str(DROP_DAYS), "days", _SIDES, "judgement"),
        Row("with sessions in them", f"≥ {DROP_TESTS}", "", "none", "judgement"),
        Row("for at most", str(DROP_ASKED_DAYS), "days", "none", "judgement"),
    )


PROGRESSION_TABLES = (
    Table("progression", "When it gets harder", "From the sets you log.", _ladder_rows),
    Table(
        "sides",
        "When one side gets a set more",
        "Most people's sides differ; this is worth evening out, nothing else.",
        _side_rows,
    ),
)
