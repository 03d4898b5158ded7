"""Whether a site's robots.txt lets the program have a page, by RFC 9309."""

from __future__ import annotations

from .errors import RobotsError
from .exchange import AGENT
from .target import Target

__all__ = ["MOST_ROBOTS", "check_robots"]

MOST_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read: as many as the RFC says must be."""


def check_robots(target: Target, status: int, content: bytes) -> None:
    """Looks whether ``target`` may be fetched by what its host answered to a request for ``/robots.txt``.

    Raises:
        RobotsError: if not. A host that cannot say what it wants (status 500 and above) wants nothing.
    """
    if status >= 500:
        raise RobotsError(f"robots.txt cannot be read (status {status}), so the page is left alone")
    if not 200 <= status < 300:
        return
    from protego import Protego

    rules = Protego.parse(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    if not rules.can_fetch(target.url, AGENT):
        raise RobotsError(f"robots.txt of {target.origin} asks programs to leave this page alone")
