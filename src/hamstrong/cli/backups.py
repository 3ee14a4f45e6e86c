"""Make, verify and restore backups, and say what was done."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.backups import Manifest, manifest_to_json

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def make_and_print(doors: "Doors", destination: Path | None, *, clips: bool, as_json: bool) -> None:
    """Write a backup where it was asked for."""
    doors.speak_as_the_athlete()
    file, manifest = doors.backups().make(destination, clips=clips)
    if as_json:
        print_json({"file": str(file.path), "size": file.size, **manifest_to_json(manifest)})
        return
    screen = console()
    size = f"{file.size / 1000:.0f}"
    told = SAY.say("backups.made", file=escape(str(file.path)), size=size)
    screen.print(told, soft_wrap=True)
    for what in manifest.left_out:
        screen.print(SAY[f"backups.left-out.{what}"], soft_wrap=True)


def verify_and_print(doors: "Doors", file: Path, *, as_json: bool) -> None:
    """Check a backup and list what is in it."""
    doors.speak_as_the_athlete()
    manifest = doors.backups().verify(file)
    if as_json:
        print_json(manifest_to_json(manifest))
        return
    screen = console()
    screen.print(SAY.say("backups.sound", file=escape(str(file))), soft_wrap=True)
    _print_about(manifest)
    for table, count in manifest.counts.items():
        if count:
            screen.print(f"  {table}: {count}")


def restore_and_print(doors: "Doors", file: Path, *, keys: bool) -> None:
    """Restore a backup and say where the data of before lies."""
    doors.speak_as_the_athlete()
    done = doors.backups().restore(file, keys=keys)
    screen = console()
    screen.print(SAY["backups.restored"])
    _print_about(done.manifest)
    if done.aside is not None:
        told = SAY.say("backups.aside", folder=escape(str(done.aside)))
        screen.print(told, soft_wrap=True)
    if done.without_secrets:
        screen.print(SAY["backups.keys-stay"], soft_wrap=True)
    screen.print(SAY["backups.look-at-devices"], soft_wrap=True)


def _print_about(manifest: Manifest) -> None:
    told = SAY.say(
        "backups.about",
        when=f"{manifest.made_at.astimezone():%Y-%m-%d %H:%M}",
        version=manifest.app_version,
        schema=manifest.schema,
    )
    console().print(told, soft_wrap=True)
