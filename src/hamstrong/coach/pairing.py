"""Pairing a phone: a short code shown on the coach's own screen becomes a long-lived token.

The code is typed once, lives ten minutes and works once. It has 40 random bits; with the
attempts allowed here a stranger in the same network guesses one with a chance below 1e-9.
The token has 256 random bits; only its SHA-256 is kept.
"""

import hashlib
import hmac
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hamstrong.coach.devices import Device, Devices
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotAllowed

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, 1, I, L, O or U: nothing that is misread on a phone or spells a word."""
CODE_LENGTH = 8
CODE_LIFETIME = timedelta(minutes=10)
ATTEMPT_WINDOW = timedelta(minutes=1)
ATTEMPTS_PER_CLIENT = 5
ATTEMPTS_IN_ALL = 30
SEEN_EVERY = timedelta(hours=1)
LONGEST_NAME = 60


def hash_token(token: str) -> str:
    """SHA-256 of a device token as 64 hex digits; enough, as the token is random."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a phone needs to come in.

    `address` opens the coach, `trust_address` (empty behind a proxy) hands out the
    certificate, `fingerprint` is that certificate's SHA-256 as colon-separated hex.
    """

    address: str
    code: str
    expires_at: datetime
    trust_address: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class _OpenCode:
    digest: bytes
    expires_at: datetime


@dataclass(slots=True)
class Pairing:
    """The door: hands out codes, turns one into a paired device, knows paired devices.

    One instance serves all requests of a process and may be called from several threads.
    """

    devices: Devices
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _open: _OpenCode | None = None
    _attempts: deque[tuple[datetime, str]] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new_code(self) -> tuple[str, datetime]:
        """Make a code such as `K7Q2-9XMD`; one made earlier stops working.

        Returns:
            The code and when it expires.
        """
        letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        expires_at = self.clock() + CODE_LIFETIME
        with self._lock:
            self._open = _OpenCode(self._digest(letters), expires_at)
        return f"{letters[:4]}-{letters[4:]}", expires_at

    def pair(self, code: str, name: str, *, client: str) -> tuple[Device, str]:
        """Turn the open code into a paired device.

        Args:
            code: As typed; case, blanks and dashes do not matter.
            name: What the device calls itself, for the list of devices.
            client: The address the attempt comes from, for the limit on attempts.

        Returns:
            The device and its token. The token is not kept here: it goes into the cookie.

        Raises:
            NotAllowed: Too many attempts, or the code is wrong, used or expired.
            BadInput: The code is empty.
        """
        letters = "".join(letter for letter in code.upper() if letter.isalnum())
        if not letters:
            raise BadInput(SAY["type-code-coachs-own"], place="code")
        now = self.clock()
        with self._lock:
            self._count_attempt(client, now)
            self._use_code(letters, now)
        token = secrets.token_urlsafe(32)
        cleaned = "".join(char for char in name if char.isprintable()).strip()[:LONGEST_NAME]
        device = Device(
            id=str(uuid4()),
            name=cleaned or "Unnamed device",
            token_hash=hash_token(token),
            paired_at=now,
            seen_at=now,
        )
        self.devices.add(device)
        return device, token

    def known(self, token: str) -> Device | None:
        """The paired device that holds this token; None for a stranger or a revoked one."""
        device = self.devices.by_token_hash(hash_token(token))
        if device is None or device.revoked_at is not None:
            return None
        now = self.clock()
        if now - device.seen_at >= SEEN_EVERY:
            self.devices.mark_seen(device.id, now)
        return device

    def revoke(self, device_id: str) -> None:
        """Shut a device out; it has to be paired again to come back."""
        self.devices.revoke(device_id, self.clock())

    def paired(self) -> tuple[Device, ...]:
        """The devices that may come in now, the one paired first first."""
        return tuple(device for device in self.devices.all() if device.revoked_at is None)

    def _digest(self, letters: str) -> bytes:
        return hmac.digest(self._key, letters.encode(), "sha256")

    def _count_attempt(self, client: str, now: datetime) -> None:
        while self._attempts and now - self._attempts[0][0] >= ATTEMPT_WINDOW:
            self._attempts.popleft()
        mine = sum(1 for _, who in self._attempts if who == client)
        if mine >= ATTEMPTS_PER_CLIENT or len(self._attempts) >= ATTEMPTS_IN_ALL:
            raise NotAllowed(SAY["too-many-codes-were"])
        self._attempts.append((now, client))

    def _use_code(self, letters: str, now: datetime) -> None:
        open_code = self._open
        fits = open_code is not None and hmac.compare_digest(
            open_code.digest, self._digest(letters)
        )
        if open_code is None or not fits or now >= open_code.expires_at:
            raise NotAllowed(
                SAY["code-wrong-used-older"],
                place="code",
            )
        self._open = None
