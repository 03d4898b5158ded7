"""Which site an address belongs to."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["leads_within", "site_of"]


def site_of(url: str | None) -> str | None:
    """The site that a page belongs to: its host in lower case, without ``www.`` and port.

    >>> site_of("https://www.News.example:8080/a/1.html")
    'news.example'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") or None if host else None


def leads_within(href: str, site: str | None) -> bool:
    """Whether a link leads to another page of its own site.

    Args:
        href: the link's target, as the page has it.
        site: the page's site; if unknown, only targets without a host are known to be within it.

    >>> leads_within("/a/2.html", None), leads_within("https://m.news.example/a", "news.example")
    (True, True)
    >>> leads_within("#notes", "news.example"), leads_within("https://law.example/", "news.example")
    (False, False)
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https") or href.startswith("#"):
        return False
    if not parts.netloc:
        return True
    host = site_of(href)
    if host is None or site is None:
        return False
    return host == site or host.endswith(f".{site}") or site.endswith(f".{host}")
