"""What holds for every test."""

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser beside busy neighbours may miss its moment once; a fault misses it twice."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
