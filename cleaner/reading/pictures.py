"""The pictures of a page: where their file is, and what they say they show."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Image

__all__ = ["MOST_PICTURES", "picture"]

MOST_PICTURES = 1_000
"""On one page; further ones are left out."""
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-url", "original", "src")
"""Where the address stands, late-loading scripts' habits first: their ``src`` is an empty stand-in."""
_LEAST_SIDE = 40
"""Pixels; what is smaller is an icon or a counter."""
_LONGEST = 2_000


def picture(attributes: Mapping[str, str]) -> Image | None:
    """An ``<img>`` as a picture; ``None`` for icons, counters and pictures inside the page's own text."""
    for name in ("width", "height"):
        side = attributes.get(name, "").strip().removesuffix("px")
        if side.isdecimal() and side.isascii() and len(side) < 6 and int(side) < _LEAST_SIDE:
            return None
    candidates = [attributes.get(name, "").strip() for name in _SOURCES]
    candidates += attributes.get("srcset", "").strip().split(None, 1)[:1]
    for source in candidates:
        if source and len(source) <= _LONGEST and not source[:5].lower().startswith(("data:", "blob:")):
            return Image(source.rstrip(","), " ".join(attributes.get("alt", "")[:_LONGEST].split()))
    return None
