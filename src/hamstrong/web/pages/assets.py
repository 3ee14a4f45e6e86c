"""Addresses of built files, with the hash of their content so that they can be kept for a year."""

import json
from functools import cache
from importlib.resources import files

BUILT = "/static/build/"


@cache
def _hashes() -> dict[str, str]:
    manifest = files("hamstrong.web") / "static" / "build" / "manifest.json"
    if not manifest.is_file():
        return {}  # the front end is not built: pages still read, without its looks
    hashes: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return hashes


def asset(name: str) -> str:
    """The address of a built file, for instance `main.css`."""
    found = _hashes().get(name)
    return f"{BUILT}{name}?v={found}" if found else f"{BUILT}{name}"
