"""An address that a person or a redirect names, taken apart and checked before anything is asked for."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from .errors import FetchError

__all__ = ["Target", "shown", "target_of"]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_000
"""Characters of an address; servers refuse longer ones."""
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?|(?=[^:]*:)[0-9a-f:.]+")
_SAFE = "/%:=&?~#+!$,;'@()*[]-._|"


class Target(NamedTuple):
    """One thing to ask a server for.

    Attributes:
        host: lower case, in ASCII; an IPv6 address without brackets.
        path: with the query, percent-encoded, never empty.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and, unless it is the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.path


def target_of(url: str, base: Target | None = None) -> Target:
    """The target of an address; of one relative to ``base``, if there is one.

    Raises:
        FetchError: for an address that is never fetched.
    """
    if len(url) > _LONGEST:
        raise FetchError(f"the address is longer than {_LONGEST:,} characters")
    try:
        parts = urlsplit(urljoin(base.url, url.strip()) if base else url.strip())
        scheme, name, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"not an address: {error}") from error
    if scheme not in _PORTS:
        raise FetchError("only http and https addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user name or password is not fetched")
    host = _ascii(name or "")
    if host is None or port == 0:
        raise FetchError(f"not an address: no proper {'port' if host else 'host'} in it")
    path = quote(parts.path or "/", safe=_SAFE.replace("?", "").replace("#", ""), errors="replace")
    if parts.query:
        path += "?" + quote(parts.query, safe=_SAFE.replace("#", ""), errors="replace")
    return Target(scheme, host, port or _PORTS[scheme], path)


def shown(url: str) -> str:
    """An address as messages show it: in short, and without what might be a secret."""
    return re.sub(r"(?<=//)[^/@]*@", "", url)[:200]


def _ascii(name: str) -> str | None:
    """A host name as resolvers want it; ``None`` if there is no such name."""
    try:
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    host = host.lower()
    return host if len(host) <= 253 and _HOST.fullmatch(host) else None
