"""The athlete's zone, which every stored moment is shown in."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hamstrong.adapters.db.tables import AthleteRow
from hamstrong.errors import NotFound


def zone_of(session: Session, athlete_id: str) -> ZoneInfo:
    """Raises NotFound without such an athlete."""
    row = session.get(AthleteRow, athlete_id)
    if row is None:
        raise NotFound("There is no such athlete.", place=athlete_id)
    return ZoneInfo(row.zone)
