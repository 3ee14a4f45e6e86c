"""Times as TCX and GPX write them."""

from datetime import UTC, datetime


def moment_of(text: str) -> float | None:
    """Seconds since 1970, UTC where no zone is given; None for what is no time.

    Example:
        >>> moment_of("2026-03-01T07:00:00.500Z"), moment_of("yesterday")
        (1772348400.5, None)
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
