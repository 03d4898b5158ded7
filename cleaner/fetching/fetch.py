"""A page from its address: every hop checked, every byte counted, every refusal explained."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from ..limits import DEFAULT_LIMITS, Limits
from ..model import Page
from .addresses import refusal
from .errors import FetchError, PrivateAddressError
from .exchange import Answer, ask
from .network import Deadline, Network
from .robots import MOST_ROBOTS, check_robots
from .target import Target, shown, target_of

__all__ = ["fetch"]

_MOST_HOPS = 10
_MOST_SECONDS = 1_000_000
"""What no system's clock refuses."""
_TEXT = re.compile(r"text/.+|application/(?:xhtml\+xml|xml|html)|application/[\w.-]+\+xml")
_NO_TYPE = ("application/octet-stream", "application/unknown", "application/x-unknown")
"""What servers say that do not know; the bytes will tell."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    ignore_robots: bool = False,
    seconds: float = 30.0,
    limits: Limits = DEFAULT_LIMITS,
    network: Network | None = None,
) -> Page:
    """The page at an address, with its final address and the charset that the server named.

    Args:
        url: http or https, without user name and password.
        allow_private: whether hosts may be of this machine or a private network.
        ignore_robots: whether a page is fetched that the site asks programs to leave alone.
        seconds: for everything, from resolving the first name to the last byte.
        limits: ``size`` and ``ratio`` count here.
        network: what reaches the world; the machine's own by default.

    Redirects are followed one by one, each checked like the first address. A host is resolved once, and
    connected to at the address that was checked. Proxies are not used, and cookies not kept.

    Raises:
        TypeError: for an address that is no str.
        FetchError: for a page that was refused or could not be had; the message says why, on one line.
        ValueError: for ``seconds`` that are not above 0, or more than a million.
    """
    if not isinstance(url, str):
        raise TypeError(f"url must be str, not {type(url).__name__}")
    if not 0 < seconds <= _MOST_SECONDS:
        raise ValueError(f"seconds must be above 0 and at most {_MOST_SECONDS:,}, not {seconds!r}")
    try:
        start = target_of(url)
        way = _Way(allow_private, ignore_robots, Deadline(seconds), limits, network or Network())
        return way.page(start)
    except FetchError as error:
        raise type(error)(f"{shown(url)}: {error}") from error


class _Way:
    """The way to one page: what is allowed on it, and what was found out on it."""

    def __init__(
        self, allow_private: bool, ignore_robots: bool, deadline: Deadline, limits: Limits, network: Network
    ) -> None:
        self._allow_private = allow_private
        self._ignore_robots = ignore_robots
        self._deadline = deadline
        self._limits = limits
        self._network = network
        self._addresses: dict[str, list[str]] = {}
        self._robots: dict[str, tuple[int, bytes]] = {}

    def page(self, start: Target) -> Page:
        """The page behind all redirects."""
        target, seen = start, {start}
        while True:
            try:
                found = self._step(target)
            except FetchError as error:
                if target == start:
                    raise
                raise type(error)(f"redirected to {shown(target.url)}: {error}") from error
            if isinstance(found, Page):
                return found
            if found in seen:
                raise FetchError("its redirects go round in a circle")
            if len(seen) > _MOST_HOPS:
                raise FetchError(f"more than {_MOST_HOPS} redirects")
            seen.add(found)
            target = found

    def _step(self, target: Target) -> Page | Target:
        """The page, or where to look for it."""
        if not self._ignore_robots:
            if target.origin not in self._robots:
                self._robots[target.origin] = self._read_robots(target._replace(path="/robots.txt"))
            check_robots(target, *self._robots[target.origin])
        with self._ask(target) as answer:
            if answer.location is not None:
                return target_of(answer.location, target)
            if not 200 <= answer.status < 300:
                raise FetchError(f"the server answered {answer.status_text}")
            kind = answer.media_type
            if kind is not None and kind not in _NO_TYPE and not _TEXT.fullmatch(kind):
                raise FetchError(f"not a page but {kind}")
            content = answer.body(self._limits)
            if not content:
                raise FetchError("the page is empty")
            return Page(content, url=target.url, encoding=answer.charset)

    def _ask(self, target: Target) -> AbstractContextManager[Answer]:
        """The answer of a host whose addresses were checked."""
        known = self._addresses.get(target.host)
        if known is None:
            known = self._network.addresses(target.host, target.port, self._deadline)
            for address in () if self._allow_private else known:
                why = refusal(address)
                if why is not None:
                    has = "" if address == target.host else f" has the address {address}, which"
                    raise PrivateAddressError(f"{target.host}{has} is {why}")
            self._addresses[target.host] = known
        return ask(target, known, self._network, self._deadline)

    def _read_robots(self, target: Target) -> tuple[int, bytes]:
        """Status and content behind all redirects, which the RFC wants followed five times at least."""
        for _ in range(_MOST_HOPS):
            with self._ask(target) as answer:
                if answer.location is None:
                    found = 200 <= answer.status < 300
                    return answer.status, answer.beginning(MOST_ROBOTS, self._limits) if found else b""
                target = target_of(answer.location, target)
        return 404, b""
