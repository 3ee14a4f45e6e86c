import io
from datetime import UTC, datetime

from rich.console import Console

from hamstrong.cli.serve import _print_invitation
from hamstrong.coach.pairing import Invitation


def test_a_fingerprint_is_printed_byte_by_byte() -> None:
    """`:AB:` and `:OK:` are names of pictures to the terminal library."""
    fingerprint = ":".join(["DA", "AB", "CL", "OK", "1A", "AB", "00", "FF"])
    out = io.StringIO()
    invitation = Invitation(
        address="https://laptop.local:8443",
        code="ABCD-EFGH",
        expires_at=datetime(2026, 11, 22, tzinfo=UTC),
        trust_address="http://192.168.77.5:8444/",
        fingerprint=fingerprint,
    )
    _print_invitation(invitation, Console(file=out, width=80))
    assert f"Certificate SHA-256: {fingerprint}\n" in out.getvalue()
