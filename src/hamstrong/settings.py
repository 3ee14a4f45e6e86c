"""What can be set from outside: environment variables that begin with HAMSTRONG_.

Each is described in docs/settings.md; a test keeps the two together.
"""

import os
import re
import tempfile
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from hamstrong.errors import BadInput, Unavailable
from hamstrong.machine import MACHINE, refusal

PREFIX = "HAMSTRONG_"
BACKUPS_OFF = "off"
_HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def default_data_dir() -> Path:
    """The user's data folder as this system has it: XDG on Linux, Application Support on macOS."""
    return Path(platformdirs.user_data_dir("hamstrong", appauthor=False))


class Settings(BaseModel):
    """Every setting, with its default; the descriptions are the source of docs/settings.md."""

    model_config = ConfigDict(frozen=True)

    data: Path = Field(
        default_factory=default_data_dir,
        description="Folder of the database, the phone certificates and clips that wait to be "
        "judged.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. Every client from elsewhere has to be paired, for "
        "which it needs --lan or HAMSTRONG_HOSTS as well.",
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8000, description="Port of the app on this machine."
    )
    lan_port: Annotated[int, Field(ge=1, le=65534)] = Field(
        default=8443,
        description="Port for phones with --lan (HTTPS). The next port up serves the certificate.",
    )
    hosts: tuple[str, ...] = Field(
        default=(),
        description="More host names to answer to, separated by commas, as behind a proxy: names "
        "alone, without https:// and without a port.",
    )
    trusted_proxy: str = Field(
        default="",
        description="Address or network of the proxy whose X-Forwarded headers are believed.",
    )

    services_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key that encrypts the keys and tokens of connected services, as `hamstrong "
        "services key` prints one. Without it the file services.key in the data folder holds it.",
    )

    backups: str = Field(
        default="",
        description="Folder of the daily backups, or `off`. Empty is the folder `backups` in the "
        "data folder; one on another disk outlives this one (docs/backups.md).",
    )
    backup_passphrase: SecretStr = Field(
        default=SecretStr(""),
        description="Seals the keys of services and the phone certificates inside backups, and "
        "opens them again. Without it backups leave them out.",
    )

    @property
    def backup_folder(self) -> Path | None:
        """Where daily backups go; None where they are off."""
        if self.backups.strip().lower() == BACKUPS_OFF:
            return None
        named = self.backups.strip()
        return Path(named).expanduser().absolute() if named else self.data / "backups"

    @field_validator("hosts", mode="before")
    @classmethod
    def split_at_commas(cls, value: object) -> object:
        """Read `coach.example.org, coach.home.arpa` as two names.

        Addresses and ports are refused: the name that a browser asks for would never match.
        """
        if not isinstance(value, str):
            return value
        names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
        for name in names:
            if not _HOST_NAME.fullmatch(name):
                raise ValueError(f"{name} is not a name alone, as coach.example.org")
        return names

    @field_validator("trusted_proxy")
    @classmethod
    def is_network(cls, value: str) -> str:
        """Refuse what is neither an address nor a network."""
        if value:
            ip_network(value, strict=False)
        return value

    @field_validator("data")
    @classmethod
    def expand_home(cls, value: Path) -> Path:
        """Read `~/coach` as the shell would."""
        return value.expanduser().absolute()


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        BadInput: A variable holds a value that cannot be used; the place is its name.
    """
    names = {name: PREFIX + name.upper() for name in Settings.model_fields}
    found = {name: os.environ[key] for name, key in names.items() if key in os.environ}
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        given, wanted = repr(first["input"]), MACHINE[f"wanted.{field}"]
        sentence = MACHINE.say("setting", given=given, wanted=wanted)
        raise BadInput(sentence, place=names[field]) from error


def prepare_data_dir(folder: Path) -> Path:
    """Make the data folder, open to its owner only, and prove that it can be written.

    A folder that exists keeps its permissions: somebody chose them.

    Returns:
        The same folder.

    Raises:
        Unavailable: It cannot be made or written; the place is the folder.
    """
    try:
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        sentence = MACHINE.say("data-folder", reason=refusal(error), variable=f"{PREFIX}DATA")
        raise Unavailable(sentence, place=str(folder)) from error
