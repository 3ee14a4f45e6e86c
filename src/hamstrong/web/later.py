"""Routes that are made when one of them is first asked for.

Most of a start is reading code: what nobody has opened yet is not read for it.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from starlette.routing import BaseRoute, Match, Router
from starlette.types import Receive, Scope, Send


class Later(BaseRoute):
    """A router for all paths under some beginnings."""

    def __init__(self, beginnings: Sequence[str], make: Callable[[], Router]) -> None:
        """Take whole first parts of paths, such as `/exercises`, and what makes the router."""
        self.beginnings = tuple(beginnings)
        self._make = make

    @cached_property
    def router(self) -> Router:
        """Made at the first look."""
        return self._make()

    def covers(self, path: str) -> bool:
        """Whether a path lies under one of the beginnings."""
        return any(path == start or path.startswith(f"{start}/") for start in self.beginnings)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Every path that is covered belongs here, known or not."""
        is_here = scope["type"] == "http" and self.covers(scope["path"])
        return (Match.FULL if is_here else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        await self.router(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Always raises: addresses are written out here, not made from names."""
        raise NotImplementedError(f"No address is made from a name here: {name}.")
