"""Who may ask what: the checks before every request, and the headers on every answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Problem, Teller

__all__ = ["SECURITY_HEADERS", "Guard", "check_host", "check_origin"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))


class Guard:
    """Refuses requests that another site sends through a reader's browser; adds the security headers.

    Args:
        app: what is guarded.
        allowed_hosts: the names that the server answers to, beside IP addresses.
        tell: answers what is refused.
    """

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str], tell: Teller) -> None:
        self._app = app
        self._tell = tell
        self._allowed = frozenset(name.lower().strip("[]") for name in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS:
                    headers[name] = value
            await send(message)

        try:
            headers = Headers(scope=scope)
            check_host(headers, self._allowed)
            if scope["method"] not in _SAFE_METHODS:
                check_origin(headers)
        except Problem as problem:
            await self._tell(Request(scope), problem)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)


def check_host(headers: Headers, allowed: frozenset[str]) -> None:
    """Refuses a name that is not ours: a site may point its own name here to read what we answer.

    IP addresses pass: nobody can point an address elsewhere.

    Raises:
        Problem: 421.
    """
    hosts = headers.getlist("host")
    name = _host_name(hosts[0]) if len(hosts) == 1 else ""
    if not name or not (name in allowed or _is_address(name)):
        raise Problem(421, "host", "this server does not answer to the name in the Host header")


def check_origin(headers: Headers) -> None:
    """Refuses what another site makes a browser send; programs send neither of these headers.

    Raises:
        Problem: 403.
    """
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Problem(403, "origin", "another site may not post to this server")
    if origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower():
        raise Problem(403, "origin", "another site may not post to this server")


def _host_name(host: str) -> str:
    """The name in a Host header, lower case, without port, brackets and the dot at its end."""
    host = host.strip().lower()
    if host.startswith("["):
        name, bracket, port = host[1:].partition("]")
        good = bool(bracket) and (not port or port.startswith(":"))
        return name if good else ""
    return host.partition(":")[0].removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
