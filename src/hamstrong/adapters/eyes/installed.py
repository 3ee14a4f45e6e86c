"""Whether what judging a clip takes is installed: the extra `judge` and the weights."""

from importlib.util import find_spec

from hamstrong.adapters.eyes.say import SAY
from hamstrong.errors import Unavailable

LIBRARIES = ("ai_edge_litert", "av", "numpy", "PIL")


def check_installed() -> None:
    """Raises Unavailable where a library is missing; the place is its name."""
    for name in LIBRARIES:
        if find_spec(name) is None:
            raise Unavailable(SAY["not-installed"], place=name)
