"""Whether what judging a clip takes is installed: the extra `judge` and the weights."""

from importlib.util import find_spec

from hamstrong.errors import Unavailable

LIBRARIES = ("ai_edge_litert", "av", "numpy", "PIL")

REMEDY = "run `make judge` where Hamstrong is installed"


def check_installed() -> None:
    """Raises Unavailable where a library is missing; the place is its name."""
    for name in LIBRARIES:
        if find_spec(name) is None:
            raise Unavailable(
                f"Judging a clip needs libraries that are not installed here: {REMEDY}.",
                place=name,
            )
