"""The athlete's zone, which every stored moment is shown in."""

from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from hamstrong.adapters.db.tables import ATHLETE
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound


def zone_of(connection: Connection, athlete_id: str) -> ZoneInfo:
    """Raises NotFound without such an athlete."""
    query = select(ATHLETE.c.zone).where(ATHLETE.c.id == athlete_id)
    name = connection.execute(query).scalar_one_or_none()
    if name is None:
        raise NotFound(SAY["there-no-such-athlete"], place=athlete_id)
    return ZoneInfo(name)
