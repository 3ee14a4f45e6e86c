"""The system's own Python, where bindings of programs live that no package index has."""

import shutil
import subprocess
from functools import cache

import pytest


def python() -> str:
    """Its path. Skips the test where there is none."""
    found = shutil.which("python3", path="/usr/bin:/bin")
    if found is None:
        pytest.skip("the system has no Python of its own")
    return found


def needs_binding(name: str, version: str) -> None:
    """Skip the test, with a message, where a binding is not installed."""
    if not _has_binding(python(), name, version):
        pytest.skip(f"the binding of {name} {version} is not installed for the system's Python")


@cache
def _has_binding(program: str, name: str, version: str) -> bool:
    look = f"import gi; gi.require_version({name!r}, {version!r})"
    return subprocess.run([program, "-c", look], capture_output=True, check=False).returncode == 0
