"""Undoes character references that were escaped once more: ``&amp;nbsp;`` shows as ``&nbsp;``."""

from __future__ import annotations

import re
from itertools import islice

from ..expressions import compiled

__all__ = ["ESCAPED_TWICE", "unescaped_twice"]

ESCAPED_TWICE = "character references were escaped twice: they were read as what they stand for"
_TWICE = compiled(
    r"&amp;((?:nbsp|quot|[lr][ds]quo|[lr]aquo|[mn]dash|hellip|middot|bull|e[nm]sp|thinsp|#(?:34|39|160|8[0-9]{3}|12288));)"
)
_RAW = compiled(r"<(/?)(?:script|style)\b", re.I)
_FEWEST = 3
"""A slip, or a word on references, is left alone; so is a page that shows code."""
_CODE = ("<code", "<pre", "<textarea")


def unescaped_twice(source: str) -> str:
    """The HTML with spaces, quotes and dashes that were escaped twice in its text escaped once."""
    if sum(1 for _ in islice(_TWICE.finditer(source), _FEWEST)) < _FEWEST:
        return source
    lower = source.lower()
    if any(mark in lower for mark in _CODE):
        return source
    parts = (part.partition(">")[2] for part in _without_scripts(source).split("<"))
    count = sum(len(_TWICE.findall(part)) for part in parts if "&amp;" in part)
    return _TWICE.sub(r"&\1", source) if count >= _FEWEST else source


def _without_scripts(source: str) -> str:
    """The page without the data in scripts and styles, which is escaped as its reader wants it."""
    parts, at, inside = [], 0, False
    for tag in _RAW.finditer(source):
        if not tag[1] and not inside:
            parts.append(source[at : tag.start()])
            inside = True
        elif tag[1] and inside:
            at, inside = tag.start(), False
    return "".join(parts if inside else [*parts, source[at:]])
