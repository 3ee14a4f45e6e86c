"""The calendar feed: bytes behind a secret address, cheap to ask for again."""

import gzip
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from fastapi import APIRouter, Request, Response

from hamstrong.coach.share_calendar import calendar_feed
from hamstrong.web.deps import WebDeps
from hamstrong.web.text import say

CALENDAR = "text/calendar; charset=utf-8"
CACHE = "private, max-age=0, must-revalidate"


def feed_routes(deps: WebDeps) -> APIRouter:
    """`/feed/<token>.ics`, without sign-in: the token is the secret."""
    router = APIRouter()

    @router.api_route("/feed/{token}.ics", methods=["GET", "HEAD"], include_in_schema=False)
    def get_feed(token: str, request: Request) -> Response:
        address = deps.address or str(request.base_url).rstrip("/")
        with deps.reading() as ports:
            feed = calendar_feed(ports, token, address=address)
        if feed.data is None:
            return Response(
                say("error.withdrawn"),
                status_code=410,
                media_type="text/plain; charset=utf-8",
                headers={"Cache-Control": "no-store"},
            )
        return _answer(request, feed.data, feed.revised_at.replace(microsecond=0))

    return router


def _answer(request: Request, data: bytes, modified: datetime) -> Response:
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    digest = sha256(data).hexdigest()[:32]
    etag = f'"{digest}-gzip"' if zipped else f'"{digest}"'
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(modified, usegmt=True),
        "Cache-Control": CACHE,
        "Vary": "Accept-Encoding",
    }
    if is_fresh(request, etag=etag, modified=modified):
        return Response(status_code=304, headers=headers)
    # An encoding of its own, so that no outer layer changes the bytes under a strong ETag.
    headers["Content-Encoding"] = "gzip" if zipped else "identity"
    body = gzip.compress(data, mtime=0) if zipped else data
    return Response(body, media_type=CALENDAR, headers=headers)


def is_fresh(request: Request, *, etag: str, modified: datetime) -> bool:
    """Whether the client's copy is still right; If-None-Match comes before If-Modified-Since."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or etag in tags
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return moment.tzinfo is not None and modified <= moment
