"""What holds for every test."""

import gc
import os

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: no example fails by the clock. One commit has one verdict in
# CI; who runs the tests by hand searches on.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "house")

# Commands speak the system's language; tests read English whoever runs them.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("HAMSTRONG_LANGUAGE", None)


gc.disable()
"""Until the tests are collected: looking for rubbish in what stays takes a third of that time."""


def pytest_collection_finish() -> None:
    """What stands now stays to the end, and is not looked through again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser beside busy neighbours may miss its moment once; a fault misses it twice."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
