"""Forget an athlete."""

from hamstrong.coach.ports import Ports


def delete_everything(ports: Ports, athlete_id: str) -> None:
    """Remove the athlete and every row that belongs to them. Raises NotFound."""
    ports.store.athletes.get(athlete_id)
    ports.store.athletes.delete(athlete_id)
