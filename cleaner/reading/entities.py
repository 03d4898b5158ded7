"""Undoes character references that were escaped once more: ``&amp;nbsp;`` shows as ``&nbsp;``."""

from __future__ import annotations

from ..expressions import compiled

__all__ = ["ESCAPED_TWICE", "unescaped_twice"]

ESCAPED_TWICE = "character references were escaped twice: they were read as what they stand for"
_TWICE = compiled(
    r"&amp;((?:nbsp|quot|[lr][ds]quo|[lr]aquo|[mn]dash|hellip|middot|bull|e[nm]sp|thinsp|#(?:34|39|160|8[0-9]{3}|12288));)"
)
_FEWEST = 3
"""A slip, or a word on references, is left alone; so is a page that shows code."""
_CODE = ("<code", "<pre", "<textarea")


def unescaped_twice(source: str) -> str:
    """The HTML with spaces, quotes and dashes that were escaped twice escaped once."""
    if source.count("&amp;") < _FEWEST or any(mark in source for mark in _CODE):
        return source
    once, count = _TWICE.subn(r"&\1", source)
    return once if count >= _FEWEST else source
