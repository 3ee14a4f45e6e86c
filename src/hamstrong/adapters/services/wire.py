"""Requests to a service: spaced, counted, timed, tried again where that is harmless.

No redirect is followed, so that a key goes nowhere but to the service, and nothing of a request or
an answer is logged.
"""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx2

from hamstrong import __version__
from hamstrong.adapters.services.say import SAY
from hamstrong.coach.services import ItemRefused, KeyRefused, NotLet, ServiceTrouble, Watch

TIMEOUT: Final = httpx2.Timeout(20.0, connect=5.0)
"""Seconds without a byte. A coach that is told to stop may wait for one of them. Judgement."""

LONGEST_S: Final = 120.0
"""Seconds for one answer as a whole. Judgement: originals of some MB over a slow line."""

MOST_BYTES: Final = 64_000_000
"""Of one answer. The import's own cap is lower, and says more."""

TRIES: Final = 3
FIRST_PAUSE_S: Final = 1.0
"""Doubled after each try, with up to a half more by chance, so that many do not come as one."""

SHORT_WAIT_S: Final = 10.0
"""A pause that a service asks for is waited here up to this; a longer one ends the sync for now."""

DEFAULT_WAIT_S: Final = 900.0
"""Where it asks for one and does not say how long: the stretch that Strava counts in (M)."""

LONGEST_WAIT_S: Final = 86_400.0

SAFE: Final = frozenset({"GET", "PUT", "DELETE"})
"""Doing these twice is doing them once."""

_BUSY: Final = frozenset({408, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        method: GET and its like.
        path: After the service's address.
        options: As httpx2 takes them: params, json, data, files, headers, auth.
        largest: Bytes of the answer at most.
    """

    method: str
    path: str
    options: Mapping[str, Any] = field(default_factory=dict)
    largest: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


class _Strange(ServiceTrouble):
    """An answer that would be the same again."""


@dataclass(slots=True)
class Wire:
    """The line of one sync to one service.

    Attributes:
        name: Of the service, for sentences.
        client: With the service's address.
        watch: Is asked before every request.
        apart_s: Seconds between two requests.
    """

    name: str
    client: httpx2.Client
    watch: Watch
    apart_s: float
    _last_s: float = field(default=-1e9)

    def json(self, method: str, path: str, **options: Any) -> Any:
        """The answer as JSON values. Raises as `ask`, and ServiceTrouble for no JSON."""
        return self.parsed(self.ask(Asked(method, path, options)))

    def parsed(self, answer: Answer) -> Any:
        """Its JSON values. Raises ServiceTrouble."""
        try:
            return httpx2.Response(200, content=answer.body).json()
        except (ValueError, RecursionError) as error:
            raise self.strange() from error

    def ask(self, asked: Asked, *, fine: frozenset[int] = frozenset()) -> Answer:
        """The answer, of status 200 to 299 or one of `fine`.

        Raises:
            KeyRefused: 401.
            NotLet: 403: of one thing, or of a kind of things.
            ItemRefused: Any other refusal of just this.
            ServiceTrouble: Too many, out of reach, too slow, broken, or a redirect.
        """
        tries = TRIES if asked.method in SAFE else 1
        for left in reversed(range(tries)):
            self._wait_turn()
            try:
                answer = self._once(asked, fine=fine)
            except ServiceTrouble as error:
                pause_s = self._pause_s(error, tries - left - 1)
                if not left or pause_s is None:
                    raise
                self.pause(pause_s)
            else:
                return answer
        raise AssertionError("the last try returns or raises")

    def strange(self) -> ServiceTrouble:
        """That the answer makes no sense."""
        return _Strange(SAY.say("not-understood", service=self.name))

    def pause(self, seconds: float) -> None:
        """Wait, unless the coach stops meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.watch.stopping():
            time.sleep(min(left, 0.5))

    def _wait_turn(self) -> None:
        self.pause(self._last_s + self.apart_s - time.monotonic())
        self.watch.spend()
        self._last_s = time.monotonic()

    def _pause_s(self, error: ServiceTrouble, tried: int) -> float | None:
        """Seconds before the next try; None where waiting here is too long, or of no use."""
        if isinstance(error, _Strange):
            return None
        if error.wait_s is not None:
            return error.wait_s if error.wait_s <= SHORT_WAIT_S else None
        doubled: int = 2**tried
        return FIRST_PAUSE_S * doubled * random.uniform(1.0, 1.5)  # noqa: S311  # no secret

    def _once(self, asked: Asked, *, fine: frozenset[int]) -> Answer:
        try:
            with self.client.stream(asked.method, asked.path, **asked.options) as response:
                if response.status_code not in fine:
                    self._check(response)
                return Answer(response.status_code, self._read(response, asked.largest))
        except httpx2.TimeoutException as error:
            raise ServiceTrouble(SAY.say("too-slow", service=self.name)) from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise ServiceTrouble(SAY.say("out-of-reach", service=self.name)) from error

    def _read(self, response: httpx2.Response, largest: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        until = time.monotonic() + LONGEST_S
        for part in response.iter_bytes():
            size += len(part)
            if time.monotonic() > until:
                raise ServiceTrouble(SAY.say("too-slow", service=self.name))
            if size > largest:
                most = f"{largest / 1e6:.0f}"
                raise ItemRefused(SAY.say("too-large", service=self.name, most=most))
            parts.append(part)
        return b"".join(parts)

    def _check(self, response: httpx2.Response) -> None:
        status = response.status_code
        if 200 <= status < 300:
            return
        if status == 401:
            raise KeyRefused(SAY.say("key-refused", service=self.name))
        if status == 403:
            raise NotLet(SAY.say("not-let", service=self.name))
        if status == 429:
            wait_s = retry_after_s(response.headers.get("retry-after"), now=datetime.now(UTC))
            wait_s = DEFAULT_WAIT_S if wait_s is None else wait_s
            raise ServiceTrouble(SAY.say("too-many", service=self.name), wait_s=wait_s)
        if status in _BUSY or status >= 500:
            wait_s = retry_after_s(response.headers.get("retry-after"), now=datetime.now(UTC))
            sentence = SAY.say("broken", service=self.name, status=status)
            raise ServiceTrouble(sentence, wait_s=wait_s)
        if 300 <= status < 400:
            raise self.strange()
        raise ItemRefused(SAY.say("not-taken", service=self.name, status=status))


def open_client(address: str, **options: Any) -> httpx2.Client:
    """A client of a service; `address` is where its paths begin."""
    headers = {"user-agent": f"hamstrong/{__version__}", **options.pop("headers", {})}
    return httpx2.Client(base_url=address, timeout=TIMEOUT, headers=headers, **options)


def retry_after_s(value: str | None, *, now: datetime) -> float | None:
    """Seconds of a Retry-After header, a number or a date; None where there is none to read.

    Example:
        >>> retry_after_s("120", now=datetime(2027, 1, 4, tzinfo=UTC))
        120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal():
        return min(float(text), LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST_WAIT_S)
