"""`hamstrong serve`: settings, then options, then listen."""

from typing import TYPE_CHECKING

from rich.console import Console

from hamstrong.cli.serve import serve

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def start(doors: "Doors", *, host: str, port: int, lan: bool) -> None:
    """Serve until interrupted. Raises as `cli.serve.serve` does."""
    settings = doors.settings()
    serve(
        doors.site(),
        host=host or settings.host,
        port=port or settings.port,
        lan_port=settings.lan_port if lan else None,
        console=Console(),
    )
