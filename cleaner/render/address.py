"""The addresses that an output may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["web_address"]

_SCHEMES = ("http", "https")
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_UNSEEN = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]")


def web_address(href: str, base: str | None = None) -> str | None:
    """The absolute web address of a link, percent-encoded; ``None`` for anything else.

    Args:
        href: as it stands on the page; scripts, data, mail and bare fragments give ``None``.
        base: the page's own address, for relative links; without one they give ``None``.
    """
    href = _UNSEEN.sub("", href)
    if not href or href.startswith("#"):
        return None
    try:
        address = urljoin(base, href) if base else href
        parts = urlsplit(address)
        if parts.scheme.lower() not in _SCHEMES or not parts.hostname:
            return None
        return quote(address, safe=_SAFE)
    except (ValueError, UnicodeError):
        return None
