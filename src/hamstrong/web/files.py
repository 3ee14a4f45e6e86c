"""Files as they were built."""

from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

WORKER = "build/judge/worker.js"
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""The judge's worker is the only place where WebAssembly runs; no page has leave to compile it."""


class BuiltFiles(StaticFiles):
    """Static files; the judge's worker carries the policy under which it runs."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """A file, or why there is none."""
        answer = await super().get_response(path, scope)
        if path == WORKER:
            answer.headers["content-security-policy"] = WORKER_POLICY
        return answer
