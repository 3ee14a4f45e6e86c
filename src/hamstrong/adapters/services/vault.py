"""Secrets at rest: encrypted by Fernet (AES-128-CBC with HMAC-SHA256), the key beside the data.

A copy of the database alone opens nothing. Who holds the whole folder holds the key as well, unless
it comes from the environment.
"""

import json
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

from hamstrong.adapters.services.say import SAY
from hamstrong.coach.services import Secret
from hamstrong.errors import Unavailable
from hamstrong.machine import refusal

FILE_NAME: Final = "services.key"
VARIABLE: Final = "HAMSTRONG_SERVICES_KEY"
LEFT_S: Final = 60.0
"""Making a key takes no second: one that is half made for so long is nobody's. Judgement."""

_FOR_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def new_key() -> str:
    """A fresh key, as the environment takes it."""
    return Fernet.generate_key().decode("ascii")


class FileVault:
    """A `Vault` whose key is in a file of the data folder, made at the first secret, or given.

    Args:
        folder: The data folder.
        key: From the environment; empty takes the file's.
    """

    def __init__(self, folder: Path, key: str = "") -> None:
        self._path = folder / FILE_NAME
        self._key = key

    def seal(self, secret: Secret, *, about: str) -> bytes:
        """See `Vault`."""
        told = json.dumps({"about": about, "secret": dict(secret)})
        return self._fernet(make=True).encrypt(told.encode())

    def unseal(self, sealed: bytes, *, about: str) -> Secret:
        """See `Vault`."""
        try:
            told = json.loads(self._fernet(make=False).decrypt(sealed))
        except InvalidToken as error:
            raise Unavailable(SAY["vault-wrong-key"], place=self._place) from error
        if told["about"] != about:
            raise Unavailable(SAY["vault-wrong-key"], place=self._place)
        secret: Secret = told["secret"]
        return secret

    @property
    def _place(self) -> str:
        return VARIABLE if self._key else str(self._path)

    def _fernet(self, *, make: bool) -> Fernet:
        key = self._key or self._from_file(make=make)
        try:
            return Fernet(key)
        except ValueError:
            # The reason would tell the key.
            sentence = SAY["vault-no-key" if self._key else "vault-wrong-key"]
            raise Unavailable(sentence, place=self._place) from None

    def _from_file(self, *, make: bool) -> str:
        try:
            if make and not self._path.exists():
                self._make()
            if os.name == "posix" and self._path.stat().st_mode & _FOR_OTHERS:
                raise Unavailable(SAY["vault-key-open"], place=str(self._path))
            return self._path.read_text("ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            raise Unavailable(SAY["vault-wrong-key"], place=str(self._path)) from None
        except OSError as error:
            sentence = SAY.say("vault-key-file", reason=refusal(error))
            raise Unavailable(sentence, place=str(self._path)) from error

    def _put_there(self, part: Path) -> None:
        try:
            os.link(part, self._path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            part.rename(self._path)

    def _clear(self) -> None:
        """Take away what one who was killed while making the key left behind."""
        for part in self._path.parent.glob(f"{self._path.stem}.*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > LEFT_S:
                    part.unlink()

    def _make(self) -> None:
        """Whoever comes first makes it whole: a second one finds it and takes it."""
        self._clear()
        part = self._path.with_suffix(f".{token_hex(8)}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            with os.fdopen(os.open(part, flags, 0o600), "w", encoding="ascii") as file:
                file.write(new_key() + "\n")
                file.flush()
                os.fsync(file.fileno())
            self._put_there(part)
        finally:
            part.unlink(missing_ok=True)
