"""Text of pages inside of a report: shown, never markup."""

from __future__ import annotations

from html import escape

from ..console import one_line

__all__ = ["escaped"]


def escaped(text: str) -> str:
    """Any text on one line, without a character that is markup, or that turns what stands around it."""
    return escape(one_line(text))
