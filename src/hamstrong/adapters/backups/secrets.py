"""Keys of the data folder, sealed by a passphrase: scrypt (RFC 7914) makes the key, Fernet seals.

Without a passphrase they are left out: a backup travels further than the folder it is of.
"""

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hamstrong.adapters.backups.say import SAY
from hamstrong.errors import BadFile, BadInput

VARIABLE: Final = "HAMSTRONG_BACKUP_PASSPHRASE"
KEY_FILES: Final = ("services.key",)
CERTIFICATES: Final = "certificates"
_SALT_BYTES: Final = 16
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""scrypt's N, r and p: 32 MB and a tenth of a second for each guess (OWASP, 2024; M)."""


def secret_files(data: Path) -> dict[str, Path]:
    """The files with keys, by their name inside the data folder."""
    found = {name: data / name for name in KEY_FILES}
    found |= {f"{CERTIFICATES}/{file.name}": file for file in sorted(data.glob("certificates/*"))}
    return {name: file for name, file in found.items() if file.is_file()}


def seal(files: Mapping[str, Path], passphrase: str) -> bytes:
    """The files as one sealed document. Raises OSError."""
    salt = os.urandom(_SALT_BYTES)
    told = {name: _text(file.read_bytes()) for name, file in files.items()}
    from cryptography.fernet import Fernet

    token = Fernet(_key(passphrase, salt)).encrypt(json.dumps(told).encode())
    return json.dumps({"salt": _text(salt), "token": token.decode("ascii")}).encode()


def unseal(sealed: bytes, passphrase: str) -> dict[str, bytes]:
    """What was sealed, by name.

    Raises:
        BadInput: The passphrase is missing, or another one.
        BadFile: It is not what `seal` wrote.
    """
    from cryptography.fernet import Fernet, InvalidToken

    if not passphrase:
        raise BadInput(SAY.say("passphrase-missing", variable=VARIABLE), place=VARIABLE)
    try:
        outer = json.loads(sealed)
        salt, token = base64.b64decode(outer["salt"]), outer["token"].encode()
        told = json.loads(Fernet(_key(passphrase, salt)).decrypt(token))
        return {_checked(name): base64.b64decode(text) for name, text in told.items()}
    except InvalidToken as error:
        raise BadInput(SAY["passphrase-wrong"], place=VARIABLE) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(SAY["no-backup"], place="secrets") from error


def _checked(name: str) -> str:
    folder, _, file = name.rpartition("/")
    is_known = name in KEY_FILES or (folder == CERTIFICATES and file not in ("", ".", ".."))
    if not is_known:
        raise ValueError(name)
    return name


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    made = Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())
    return base64.urlsafe_b64encode(made)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
