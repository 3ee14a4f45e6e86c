"""Everything to serve: the app for this machine, and for the phones in the house."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from hamstrong.adapters.auth import addresses
from hamstrong.adapters.auth.say import SAY
from hamstrong.adapters.auth.secure import secure_app
from hamstrong.coach.pairing import Invitation, Pairing
from hamstrong.errors import Unavailable

if TYPE_CHECKING:
    from hamstrong.adapters.auth.certificates import Certificates

CERTIFICATE_FOLDER = "certificates"


@dataclass(frozen=True, slots=True)
class LanSite:
    """What the phones in the house get: the app by TLS, and a page to trust it from."""

    app: ASGIApp
    trust_app: ASGIApp
    cert_file: Path
    key_file: Path
    invite: Callable[[], Invitation]
    refresh: Callable[[], bool]
    """Renew the certificate if the addresses changed or it grows old; true if it did."""


@dataclass(slots=True)
class SecureSite:
    """The whole site, as the composition root hands it to `cli.serve.serve`.

    `hosts` are the names under which a proxy reaches the app; where there are some, or with
    `lan`, other devices can be invited.
    """

    app: ASGIApp
    pairing: Pairing
    data: Path
    hosts: tuple[str, ...] = ()
    trusted_proxy: str = ""
    open_paths: Collection[str] = ()
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _invite: Callable[[], Invitation] | None = field(default=None, init=False)

    def local_app(self) -> ASGIApp:
        """The app for this machine, and for a proxy on it."""
        if self.hosts and self._invite is None:
            self._invite = self.invite_by_proxy
        return self._secure(self._invite)

    def invite_by_proxy(self) -> Invitation:
        """Open a code for a device that comes by the proxy's first name."""
        code, expires_at = self.pairing.new_code()
        return Invitation(address=f"https://{self.hosts[0]}/", code=code, expires_at=expires_at)

    def lan_site(self, port: int) -> LanSite:
        """The app for the house's network; makes or renews the certificates.

        Args:
            port: TLS port; the trust page is at the next one.

        Raises:
            Unavailable: The machine is in no local network, or the certificates cannot be kept.
        """
        from hamstrong.adapters.auth.trust import trust_app

        certificates = self._certificates()
        fingerprint = certificates.fingerprint

        def invite() -> Invitation:
            code, expires_at = self.pairing.new_code()
            return Invitation(
                address=lan_places(port)[0],
                code=code,
                expires_at=expires_at,
                trust_address=f"http://{_first_address()}:{port + 1}/",
                fingerprint=fingerprint,
            )

        self._invite = invite
        return LanSite(
            app=self._secure(invite),
            trust_app=trust_app(
                certificates.authority_file,
                places=lambda: lan_places(port),
                fingerprint=fingerprint,
            ),
            cert_file=certificates.server_file,
            key_file=certificates.key_file,
            invite=invite,
            refresh=self._refresh,
        )

    def _secure(self, invite: Callable[[], Invitation] | None) -> ASGIApp:
        return secure_app(
            self.app,
            pairing=self.pairing,
            names={addresses.local_name(), addresses.machine_name(), *self.hosts},
            trusted_proxy=self.trusted_proxy,
            invite=invite,
            open_paths=self.open_paths,
        )

    def _refresh(self) -> bool:
        folder = self.data / CERTIFICATE_FOLDER
        before = (folder / "server.crt").read_bytes()
        if not addresses.lan_addresses():
            return False
        self._certificates()
        return (folder / "server.crt").read_bytes() != before

    def _certificates(self) -> "Certificates":
        # Cryptography is imported for phones only: a start without them must not wait for it.
        from hamstrong.adapters.auth.certificates import ensure_certificates

        found = addresses.lan_addresses()
        if not found:
            raise Unavailable(SAY["no-network"])
        return ensure_certificates(
            self.data / CERTIFICATE_FOLDER,
            names=("localhost", addresses.local_name()),
            addresses=(*found, *addresses.LOOPBACK),
            now=self.clock(),
        )


def lan_places(port: int) -> tuple[str, str]:
    """Where phones find the app at this moment: the better address first, then another.

    Asked anew each time: a machine that changes its network changes its address.
    """
    by_name = f"https://{addresses.local_name()}:{port}/"
    by_address = f"https://{_first_address()}:{port}/"
    if addresses.answers_to_local_name():
        return by_name, by_address
    return by_address, by_name


def _first_address() -> str:
    """The machine's name where it is in no network just now."""
    found = addresses.lan_addresses()
    return str(found[0]) if found else addresses.local_name()
