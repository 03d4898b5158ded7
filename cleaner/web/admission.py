"""How much is taken on at a time: places for posts, and a rate for each client."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics
from .pool import busy
from .problems import Problem, Teller

__all__ = ["Admission", "RateLimit"]

_MOST_CLIENTS = 10_000


class RateLimit:
    """A bucket of tokens for each client: ``rate`` a second on the average, and as many at once as come
    together in two seconds.

    Args:
        rate: posts a second.
        clock: seconds that only go up.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._most = max(1.0, 2 * rate)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Counts a post.

        Raises:
            Problem: 429 for one too many, with the seconds until the next may come.
        """
        now = self._clock()
        tokens, then = self._buckets.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - then) * self._rate)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        while len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if not allowed:
            wait = {"Retry-After": str(math.ceil((1 - tokens) / self._rate))}
            raise Problem(429, "rate", f"more than {self._rate:g} requests a second; try again later", wait)


class Admission:
    """Lets in as many posts as there are places, before a byte of their bodies is read; counts requests.

    Args:
        app: what is behind.
        places: posts at a time; the next one is answered 503.
        rate: for each client, if limited.
        metrics: where requests are counted.
        paths: the paths that are counted by name; all others are counted as ``pages``.
        tell: answers what is not let in.
    """

    def __init__(
        self,
        app: ASGIApp,
        places: int,
        rate: RateLimit | None,
        metrics: Metrics,
        paths: frozenset[str],
        tell: Teller,
    ) -> None:
        self._app = app
        self._tell = tell
        self._free = places
        self._rate = rate
        self._metrics = metrics
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, since = 500, time.perf_counter()

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._admit(scope, receive, send_counted)
        finally:
            path = scope["path"] if scope["path"] in self._paths else "pages"
            method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
            self._metrics.request(method, path, status, time.perf_counter() - since)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            if self._rate is not None:
                self._rate.check((scope.get("client") or ("",))[0])
            if self._free <= 0:
                raise busy()
        except Problem as problem:
            await self._tell(Request(scope), problem)(scope, receive, send)
            return
        self._free -= 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._free += 1
