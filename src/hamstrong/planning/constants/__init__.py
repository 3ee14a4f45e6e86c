"""Every number the planner decides by, with its source; `TABLES` is what a page shows."""

from hamstrong.planning.constants.dose import DOSE_TABLES
from hamstrong.planning.constants.fatigue import FATIGUE_TABLES
from hamstrong.planning.constants.levels import LEVEL_TABLES
from hamstrong.planning.constants.load import LOAD_TABLES
from hamstrong.planning.constants.progression import PROGRESSION_TABLES
from hamstrong.planning.constants.readiness import READINESS_TABLES
from hamstrong.planning.constants.red_flags import RED_FLAG_TABLES
from hamstrong.planning.constants.returns import RETURN_TABLES
from hamstrong.planning.constants.spacing import SPACING_TABLES
from hamstrong.planning.constants.table import CERTAINTY_WORDS, Row, Table
from hamstrong.planning.constants.weights import WEIGHT_TABLES
from hamstrong.planning.constants.wishes import WISH_TABLES

TABLES: tuple[Table, ...] = (
    *SPACING_TABLES,
    *DOSE_TABLES,
    *RETURN_TABLES,
    *LEVEL_TABLES,
    *WEIGHT_TABLES,
    *WISH_TABLES,
    *FATIGUE_TABLES,
    *LOAD_TABLES,
    *PROGRESSION_TABLES,
    *READINESS_TABLES,
    *RED_FLAG_TABLES,
)

__all__ = ["CERTAINTY_WORDS", "TABLES", "Row", "Table"]
