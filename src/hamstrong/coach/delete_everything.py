"""Forget everybody."""

from hamstrong.coach.ports import Ports


def delete_everything(ports: Ports) -> None:
    """Remove every athlete of the installation, with all that belongs to them.

    Also the example, and whoever has begun the welcome pages beside it.
    """
    for athlete in ports.store.athletes.all():
        ports.store.athletes.delete(athlete.id)
