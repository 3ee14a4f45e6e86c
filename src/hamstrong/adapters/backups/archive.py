"""The file: a zip with a manifest, made whole or not at all, and read with distrust."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from hamstrong.adapters.backups.say import SAY
from hamstrong.adapters.backups.snapshot import check_database
from hamstrong.coach.backups import Manifest, Member, manifest_from_json, manifest_to_json
from hamstrong.errors import BadFile

MANIFEST: Final = "manifest.json"
DATABASE: Final = "hamstrong.sqlite"
SECRETS: Final = "secrets.sealed"
CLIPS: Final = "clips"
_KNOWN: Final = re.compile(rf"{DATABASE}|{SECRETS}|{CLIPS}/[0-9a-f-]{{36}}")
_MOST_MANIFEST: Final = 1_000_000
_CHUNK: Final = 1 << 20
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What zipfile raises at damage, at ways of packing it lacks, and at a password."""


def write_archive(target: Path, files: Mapping[str, Path], about: Manifest) -> Manifest:
    """Write the files into a new zip that is on disk afterwards, readable by its owner alone.

    Args:
        target: Must not exist.
        files: By their names inside.
        about: The manifest, members apart.

    Returns:
        The manifest that is inside.

    Raises:
        OSError: It cannot be written.
    """
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            members = tuple(_pack(packed, name, path) for name, path in files.items())
            manifest = replace(about, members=members)
            packed.writestr(MANIFEST, json.dumps(manifest_to_json(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def unpack_archive(source: Path, folder: Path, *, whole: bool) -> Manifest:
    """Check everything that is in a backup, and lay its files into an empty folder.

    Sizes and SHA-256 of each member, the database's own integrity, foreign keys, schema and row
    counts. Without `whole` only the database is laid there, which cannot be checked where it is.
    Nothing in the folder may be used when this raises.

    Raises:
        BadFile: It is no backup, damaged, or of an unknown kind; the place is the file.
        OSError: The folder cannot be written.
    """
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = _manifest(packed)
            names = {name for name in packed.namelist() if name != MANIFEST}
            if names != {member.name for member in manifest.members}:
                raise BadFile(SAY["members-differ"], place=str(source))
            for member in manifest.members:
                kept = folder / member.name if whole or member.name == DATABASE else None
                _unpack(packed, member, kept)
    except BadFile as error:
        raise BadFile(error.message, place=str(source)) from error
    except _BROKEN as error:
        raise BadFile(SAY["no-backup"], place=str(source)) from error
    _check_database(folder / DATABASE, manifest, source)
    return manifest


def _check_database(file: Path, manifest: Manifest, source: Path) -> None:
    try:
        found = check_database(file)
    except BadFile as error:
        raise BadFile(error.message, place=str(source)) from error
    if (found.schema, dict(found.counts)) != (manifest.schema, dict(manifest.counts)):
        raise BadFile(SAY["counts-differ"], place=str(source))


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    try:
        info = packed.getinfo(MANIFEST)
        if info.file_size > _MOST_MANIFEST:
            raise BadFile(SAY["no-backup"])
        manifest = manifest_from_json(json.loads(packed.read(info)))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BadFile(SAY["no-backup"]) from error
    names = [member.name for member in manifest.members]
    if DATABASE not in names or not all(map(_KNOWN.fullmatch, names)):
        raise BadFile(SAY["no-backup"])
    return manifest


def _pack(packed: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    # Films are packed already.
    info.compress_type = zipfile.ZIP_STORED if name.startswith(CLIPS) else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, packed.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(name, size, digest.hexdigest())


def _unpack(packed: zipfile.ZipFile, member: Member, target: Path | None) -> None:
    with packed.open(member.name) as source:
        if target is None:
            digest = _copy(source, None, most=member.size)
        else:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                digest = _copy(source, file, most=member.size)
                file.flush()
                os.fsync(file.fileno())
    if digest != member.sha256:
        raise BadFile(SAY.say("member-damaged", name=member.name))


def _copy(source: IO[bytes], target: IO[bytes] | None, *, most: int) -> str:
    """The digest of what was copied, at most one byte more than there should be."""
    digest, left = hashlib.sha256(), most + 1
    while left and (chunk := source.read(min(_CHUNK, left))):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
        left -= len(chunk)
    return digest.hexdigest()
